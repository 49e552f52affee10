// Package fact holds what every figure is made of: time stamps without any person in them, and their sums by month,
// municipality, measure and the authority that owed it.
//
// It owns the tables fact, rollup and rollup_reach and the catalogue of measures (catalogue.go): id, definition in
// words, unit, how it is computed. A room records a fact in the act that makes it true; the sums change in the same
// act. The room's row holds the fact's random id, never the reverse, and what is published has no id and only the
// month. Small groups are suppressed when shown, not when stored.
//
// Two shapes of measure. One that *holds* (an agreement is in force) counts in every month at whose end it holds. One
// that is *timed* (a question is answered) counts in the month in which it was due, once it is closed.
//
// It does not know what an agreement or a question is, and no room's tables.
package fact
