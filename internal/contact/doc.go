// Package contact is how an authority is reached: which unit answers about what, for which municipalities, in which
// channel, when and how soon, and who is on duty there.
//
// It owns the tables contact_*, the pages /kontaktvagar, the topics of questions (topic.go), and the choice of where a
// question goes: topic × place × secrecy, with the reason in words. A contact path decays, so its owner confirms it
// every 90 days:
//
//	unconfirmed ──confirm──► confirmed ──90 days──► unconfirmed
//	     └──────────────────────┴────────end────────► inactive
//
// By the clock it also counts, agreement by agreement, how many of a party's roles have somebody and a substitute (K7.1).
//
// It does not know enquiries, persons or what was asked: rooms above ask it where to go and who is there.
package contact
