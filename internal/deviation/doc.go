// Package deviation is what did not go as the parties have agreed (avvikelse), told without blame, and its way to a
// solution on the lowest level that can give one (§ 25).
//
// Whoever noticed it says what should have happened, what did, and what it meant; the room finds out who is to look at
// it. Nothing in it is about a person.
//
//	         acknowledge        analyse          decide           resolve          it helped, or silence
//	reported ────────▶ acknowledged ────▶ analysed ────▶ decided ────▶ resolved ───────────────▶ closed
//	    ▲                   ▲                              ▲               │                       │
//	    │                   │ what was disputed is          │ decide       └── it did not help: ───┤
//	    │                   │ looked at anew                │              a new round, once       │
//	    └───────────────────┼───────────────────────────────┼──────────────────────────────────────┘
//	                        └─────────── disputed ──────────┘
//	                                        │ both: it was none
//	                                        ▼
//	withdrawn (by the reporter)          struck
//
// Either side may dispute what is not solved, with a reason; the other answers, and both readings stay. It is never a
// reason to wait: the level's time goes on. Levels: 1 the officers, 2 the coordinators, 3 the steering group, 4 those above
// it. When the time of a level is up the clock raises it, and either side may do so before, with a reason. The time stands
// still only while whoever asked for more waits for the reporter.
//
// Three of a kind in one agreement in one quarter open an analysis of causes:
//
//	open ──cause and measure──▶ noted ──measure done──▶ done        dropped: fewer than three were left
//
// Each side has its own file of it: a registry number, and when it is over a destruction under a protocol. What both have
// said goes with the last file.
//
// It owns the tables deviation*, the pages /avvikelser, parts of the pages of an agreement and of a question, and the
// operations /api/v1/deviations.
//
// It does not know how questions are answered, what a steering group decides, or what is made of the facts it leaves.
package deviation
