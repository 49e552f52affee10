// Package notice is what a person is told, where and how often.
//
// It owns the tables notice, notice_preference and notice_digest, the choice of channel (in the product, by e-mail),
// and the e-mails: at most one a day about each kind, on working days at seven, unless the kind is urgent. A notice
// says what happened to which thing and never names a person; each says why one gets it, and each e-mail has a link
// that turns its kind off without signing in.
//
// A notice is told in the act that it tells of, so it exists if and only if the act does. A newer notice about the
// same thing takes the place of an older one that nobody has seen.
//
// It does not know which kinds there are, what they are about, or where a person's address stands: app gives the kinds
// and the addresses. It does not know how mail is sent: job's outbox does.
package notice
