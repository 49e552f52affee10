// Package clock tells how long a conversation between two authorities has waited, on whom, and when it is due. It is
// the one place where that is reckoned: questions, hand-overs, calls to meetings and statutory notices all use it.
//
// A clock is read from what happened, in order, and from nothing else:
//
//	           incomplete: waits on the asker
//	               │ completed
//	sent ──────────┴──► runs ──► answered | refused ──► delivered
//	                    │  ▲
//	            paused  ▼  │ resumed
//	                   waits on the asker, the person or somebody else
//
// forwarded changes who holds it, retermed what was promised, promised gives a new time without moving the deadline,
// and withdrawn takes it out of every share. What is reopened is a new clock that knows the one before.
//
// It owns the rules of domain 5 and 14.2: time counts in working minutes of the agreed hours (a working day of
// 08.00–16.30 has 510); what comes after the cutoff or on a day off counts as come on the next working day; a promise of
// n working days falls due at closing time of the n-th working day after arrival; a pause moves the deadline by the
// working minutes paused. Every deadline that ever held is kept, with why, and the original stays in the reports.
//
// It does not know what is asked, who may see it, the database, or what time it is now.
package clock
