// Package commitment is what the parties of an agreement have promised each other (åtaganden), as it holds on a day.
//
// A commitment comes with the agreement's text (Enter, in the act that concludes it) and keeps its row while amendments
// change what it says: what it says on a day is its term of that day. Its state is about whether the parties stand
// behind it as it is:
//
//	            disputes, with a reason        the other side answers
//	active ───────────────────────────▶ disputed ───────────────────▶ under review
//	  ▲  ▲                                 │                             │  one side proposes,
//	  │  └──── takes the dispute back ─────┴─────────────────────────────┤  the other accepts
//	  │                                                                  │
//	  ├──────────────── both: it stands as it is ────────────────────────┤
//	  │                                                                  ▼
//	  └──── an amendment changes what it says ◀──── adjusted: both have agreed how it is to be read
//
//	ended: its last day has passed, the agreement has ended, or an amendment left it out. Computed, never stored.
//
// A target is changed by an amendment that is signed, never here: an adjustment is a reading that both sides have agreed
// on, shown beside the target until an amendment takes it up. Either side may dispute any commitment, its own too: who
// cannot keep a promise says so. A rule that the system upholds is no promise with a target and cannot be disputed.
//
// It owns the tables commitment, commitment_term and commitment_step, the page /overenskommelser/{id}/ataganden and the
// pages /ataganden, and a part of the agreement's page.
//
// It does not know how a text is negotiated or signed, nor how a measure turns out: it says whether this program records
// the measure at all.
package commitment
