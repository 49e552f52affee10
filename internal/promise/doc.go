// Package promise holds commitments against facts: whether what the parties have promised each other is kept, at risk or
// broken, in the window that the commitment names.
//
// A window runs, and then it has ended:
//
//	runs    kept so far, at risk (it does not reach the target now), broken (it cannot reach it any more)
//	ended   kept, broken
//	either  too few (a single case would decide), nothing due, not measured, followed (has no target)
//
// What fell due in the window counts, late or never done as a miss (domain facts 14.2). Where the commitment says so a miss
// that the other side had a part in does not count; what it would be with such misses stands beside it, and relief never
// makes a result worse. A commitment that both sides make is judged for each side for itself, unless the measure is of
// something they only can do together, such as a meeting.
//
// The result of a window that has ended is kept, and reckoned again each day, since a fact may be put right afterwards: a
// result that no longer follows from the facts, though no fact was written since, has been changed by hand, and Verify
// names it.
//
// It owns the table promise_result, the page of a figure (/ataganden/{agreement}/{number}/utfall) with the questions behind
// it that the reader may see, a part of the pages of an agreement, a commitment and a municipality, what was broken on the
// agendas of an agreement's groups until a meeting has taken it up, the ready proposals in drafts, and in the API
// /agreements/{id}/outcomes.
//
// It does not know how a fact comes to be, and changes no commitment.
package promise
