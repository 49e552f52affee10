// Package enquiry is the question that one authority asks another, most often about a person, and its way to an answer.
//
// It owns the tables enquiry*, the pages /fragor and the operations /api/v1/enquiries. A question is a conversation of
// the exchange with a clock: what passes between the two authorities is frozen there, and what each of them keeps for
// itself (who handles it, its own record of the person, its notes) stands in its own rows here and never leaves it.
//
//	draft ──send──► open ◄──complete── incomplete
//	                │  ▲ ▲
//	      ask more  ▼  │ └────────────reopen (a new round with a clock of its own)
//	              paused                 │
//	                │ answer, refuse     │
//	                └────────► answered ─┴─close──► closed
//
// open, paused and incomplete may also be withdrawn by the asker, joined to another question of the same asker, or
// passed on to another receiver, which changes who holds it and nothing else.
//
// The person's number and the text about the person are shown to the receiver only when a ground is recorded, and
// "there is no such person" and "it may not be told" are one outcome. Whether an answer came in time is the clock's to
// say, by the promise of the agreement between the two where there is one.
//
// It does not know how messages are sealed or carried (exchange), persons and grounds (person), where a question should
// go (contact), or what is made of the facts it leaves (promise).
package enquiry
