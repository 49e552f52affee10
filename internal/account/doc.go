// Package account is staff: who they are, in which authority and unit, which duties they have from when to when, how
// they sign in, and which programs use the API in an authority's name.
//
// It owns the tables account, account_duty, account_invitation and account_client and the addresses /logga-in, /logga-ut,
// /konto, /nytt-losenord and /admin/konton and /admin/api-nycklar. Sessions are web's.
//
//	account:  invited ──chooses a password──▶ active ──blocked──▶ blocked ──let in again──▶ active
//	duty:     granted (valid from–to) ──ended──▶ over; never removed, so that the trail can be read
//
// A person with duties in two authorities acts for one at a time. Nobody grants a duty to themselves. An account is never
// removed while the trail names it.
//
// It does not know what a duty may do (policy does), nor the rooms.
package account
