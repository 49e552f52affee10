// Package statutory is the notices that one authority gives another because a statute says so: of studies in adult
// education both ways and, once it is enacted and switched on, of the activity requirement.
//
// It owns the tables statutory_*, the pages /underrattelser and the operations /api/v1/statutory-notices. A notice is a
// conversation of the exchange with receipts of its own. No consent is asked for and nobody weighs anything: the duty is
// the ground, the type (internal/law) says what the facts are for, which facts there may be, and within which time.
//
//	         take, or anything that the receiver does
//	sent ────────────────────────────────────────────▶ received ──act──▶ acted
//	  │                                                 │  ▲  │
//	  │ withdraw                                    ask ▼  │  └─return──▶ returned ──close──▶ closed
//	  └──────────────▶ withdrawn ◀──────────────────── paused
//	                                                   give
//
// The time to send is reckoned in working days from the day of the event, which the sender gives; the time to act from
// when the notice was received. What nobody has opened counts as received when the next working day begins, so that what
// lies unread stops no clock.
//
// The receiver sees the person at once, since the duty is the ground, but only whoever has taken the notice: the unit sees
// that there is one and when something is due. Each reading is noted. Nothing is sent in text about somebody whom the
// sender's own register has as protected; somebody whom the receiver's has so is seen by the cleared there and no others.
//
// An event of which no notice was ever written is unknown here, so that no figure holds it.
//
// It does not know how messages are sealed or carried (exchange), persons (person), where a notice should go (contact), or
// what is made of the facts it leaves (promise).
package statutory
