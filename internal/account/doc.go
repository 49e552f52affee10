// Package account is staff: who they are, in which authority and unit, which duties they have from when to when, how
// they sign in, and which programs use the API in an authority's name.
//
// It owns the tables account, account_duty, account_invitation and account_client and the addresses /logga-in, /logga-ut,
// /konto, /nytt-losenord and /admin/konton and /admin/api-nycklar. Sessions are web's.
//
//	account:  invited ──chooses a password──▶ active ──blocked──▶ blocked ──let in again──▶ active
//	duty:     granted (valid from–to) ──ended──▶ over; never removed, so that the trail can be read
//
// A person with duties in two authorities acts for one at a time. Nobody grants a duty to themselves, and a local admin
// neither grants a duty that reaches beyond the authority nor resets the password of an account that has one: whoever
// runs the installation does, with samsyn user. An account is never removed while the trail names it.
//
// The trail notes every sign-in, and every failed one with the account it was tried on, or that there is none; what was
// typed as a user name is kept nowhere, since people type passwords there. Both take the same work, so that neither the
// answer nor its time tells which accounts exist.
//
// It does not know what a duty may do (policy does), nor the rooms.
package account
