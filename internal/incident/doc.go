// Package incident is the register of personal data breaches and security incidents (incidenter): what happened at one
// authority, who was told of it and when, and what was learnt (GDPR art. 33.5).
//
//	          ┌─decide on the supervisory authority (72 hours)─┐
//	report ──▶ open ──decide on the persons concerned──────────┼──close──▶ closed
//	          ├─tell each authority concerned (24 hours, K20.5)┘
//	          └─it was none──▶ void
//
// Whoever works at an authority reports. Those who review the log or answer for the accounts there assess: whether the
// supervisory authority is notified and whether the persons are told, each with a reason when not; which other authorities
// are concerned, and what each is told. An authority that is told gets an entry in its own register, whose hours run from
// then, and a frozen message in a thread of its own; its acknowledgement is noted at whoever told.
//
// Hours run around the clock, every day: they are the regulation's and the agreement's, and no working time. What happened
// is sealed, and no name or number of a person belongs in it; what is written to another authority is refused when it has
// a personal number.
//
// An entry is a file of its authority: it has a registry number from the first, and is destroyed by two when the authority's
// plan says so; the other authority's entry, the thread between them and the fact stay.
//
// It owns the tables incident*, the pages /incidenter and the operations /api/v1/incidents. What the Protective Security
// Act asks to be reported is out of it. It does not know questions, matters or plans.
package incident
