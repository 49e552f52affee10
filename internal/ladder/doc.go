// Package ladder is how what is not solved rises, level by level: the ladder of an agreement (§ 25 of the clause library,
// domain facts 14.3), or the one that holds in the whole country where an agreement says nothing else.
//
//	1 the officers ──► 2 the coordinators ──► 3 the steering group ──► 4 the heads named in the agreement
//	                     5 working days          15 working days         the last: nothing rises further
//
// It owns how § 25 is read. A level's days count from when the matter was raised to that level: the day on which it was
// raised does not count, whatever the hour, and the time is up at closing time (16.30) of the last working day. What a
// level does not settle in its time is raised to the next at that instant. The first level of a question is its own
// promise: its time is up when the answer is due. The first level of anything else, a deviation for one, has what is left
// of the time in which K25.2 wants it solved on level 1 or 2 (10 working days) when level 2 has had its own: 5.
//
// Before a time is up somebody is reminded: on level 1 at noon of the last day, higher up at noon of the working day
// before, since a group needs longer to act.
//
// It does not know who the people are, what is escalated, the database, or what time it is now.
package ladder
