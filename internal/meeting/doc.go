// Package meeting is the meetings that two authorities have with a person, three-party meetings (trepartsmöten) and calls
// to a joint individual plan (SIP), and the days on which the agency is present in a municipality.
//
// It owns the tables meeting*, the pages /personmoten and /narvarodagar, and the operations /api/v1/meetings and /api/v1/presence-days.
// A meeting hangs on a matter: who works with the person there, and nobody else, may do something with it.
//
//	asked ──times──► offered ──everybody can──► booked ──► held
//	                    ▲                         │
//	                    └──────new times──────────┼──► missed, by whom
//	any but held ──► cancelled, by whom           │
//	                    ▲                         │
//	                    └─────────────────────────┘
//
// The person is always called. They say which times suit them, cancel, or ask to wait, on pages of their own or through
// whoever works with them; while they wait no time counts against anybody. What the meeting is to decide and what was
// decided are messages of the matter, a frozen copy for each authority. In the open stands only when it is, in what way,
// whether an interpreter is needed, and what became of it. Where it is stands in the call, and another place is a message of
// its own, so that each authority keeps what it was told.
//
// A calendar file says when and where and nothing of whom. The facts of a meeting are reckoned from what happened in it and
// nothing else: see reckon.
//
// It does not know how a plan is made: what is decided at a meeting is offered as steps to whoever proposes one.
package meeting
