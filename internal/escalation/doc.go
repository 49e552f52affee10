// Package escalation is what rises by the ladder of an agreement (§ 25), or by the one that holds in the whole country,
// because nobody solved it in time: so far questions between authorities.
//
// It owns the tables escalation*, the pages /eskaleringar, a part of a question's page and of an agreement's, and the
// operations /api/v1/escalations.
//
//	the question's time is up, or somebody raises it
//	              │
//	              ▼
//	open: level 2 ──time up, or raised──► level 3 ──time up, or raised──► level 4
//	         │  ▲ agrees on a new time: the level's time is that, until it is up
//	         └──┘
//	open ──answered or declined, taken back, settled by a level──► ended
//
// Each level has the days that the ladder gives it (package ladder); the clock raises what has stood its time, reminds
// before, and can be run again at any time. A question that waits on whoever asked it is not raised meanwhile.
//
// Each step says who was told. Whoever gets an escalation sees the municipality, the sort of matter, the times, the clause
// and whose turn it is: never who or what it is about, and no way to the question but for those who may read it anyway.
// What one side's register has as protected goes at that side to those alone who are cleared for it; the other side sees
// and does exactly what it would otherwise, and whom the other side has told is shown as a role, never by name or number.
//
// It does not know what is asked, by whom or about whom.
package escalation
