// Package fact holds what every figure is made of: time stamps without any person in them, and their sums by month,
// municipality, measure and the authority that owed it.
//
// It owns the tables fact, rollup, rollup_delta, rollup_month and rollup_reach and the catalogue of measures
// (catalogue.go): id, definition in words, unit, how it is computed. A room records a fact in the act that makes it true;
// the sums change in the same act. What the act adds to them waits in rows of its own (rollup_delta), so that no act waits
// for another at a busy cell; the clock folds it into the cells (fold.go), and whoever reads sums reads both. The room's row
// holds the fact's random id, never the reverse, and what is published has no id and only the month. Small groups are
// suppressed when shown, not when stored.
//
// Three shapes of measure. One that *holds* (an agreement is in force) counts in every month at whose end it holds. A
// *share* (27 of 31 tasks of a matrix are settled) likewise, with its own denominator: the sums add numerators and
// denominators, so that a share of several municipalities is of all their tasks. One that is *timed* (a question is
// answered) counts in the month in which it was due.
//
// The life of a fact:
//
//	Open ──▶ open, with the time when it is due ──Close──▶ closed: in time, late, Missed or Withdrawn
//	            ▲                                             │
//	            └───────────────────Reopen────────────────────┘
//
// A room opens a fact in the act that begins what is promised, not in the one that ends it, for what was never answered
// must be among what was due (domain facts 14.2). Record writes a fact in whatever state it is: for what is known only
// afterwards, and for a due that moves.
//
// What falls due in a period is then counted in two parts. The sums hold what is closed, and change only in acts. What
// is open past its due changes by the clock alone, so it is in no sum: Due adds it at evaluation, as one that fell due
// and was not kept, from the index on open facts. An evaluation of commitments reads Due, never Cells, for a timed
// measure. When a late answer comes, the fact is closed and its miss goes from the second part to the first, in the same
// month, since that is the month of its due. What can no longer be done (an anniversary has passed without a review) is
// closed as Missed by the clock of its room.
//
// A miss is relieved when whoever it was promised to had a part in it: the sums tell such misses apart, and who judges a
// promise says whether they count.
//
// Each fact bears a mark of the house's (mark.go), so that one changed by hand is named by measure, municipality and month.
//
// It does not know what an agreement or a question is, and no room's tables.
package fact
