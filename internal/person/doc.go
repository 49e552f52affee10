// Package person is the person whom two authorities ask each other about: the number, how the person is reached, the
// protection of the identity, and the grounds on which something may be told.
//
// It owns the tables person*, the pages /personer/{id} and the keyed digest by which a person is found. Each authority
// has its own record; nothing here is ever read across authorities. A record is seen by those who are assigned to a
// matter in which the person is, by who stands in for them, and by who has opened it in an emergency, with a reason;
// never by anybody else, in no list, count, search or export. With a protected identity it is seen by those named for
// that very person only. An assumed identity given by the police looks like any other: there is no marker for it.
//
// A ground lives like this:
//
//	submitted ──accept──► accepted ──withdraw──► withdrawn
//	    └─────reject (and the person is told)──► rejected
//
// and counts from its first instant to its last. A withdrawal stops what is told from that moment on; what was sent
// remains sent, and both authorities get to know what they must do.
//
// It does not know questions, plans or how messages are carried: rooms above it assign people to persons and ask
// whether a ground lives.
package person
