// Package routine is the routines (rutiner) and working methods that the parties of an agreement keep: documents in
// numbered versions with a purpose, an owner, steps in order, the clauses they belong to and a day to review them.
//
//	draft ──put in force──▶ in force ──retire──▶ retired
//	                         │   ▲
//	                 edit: a next version is a draft beside
//	                 the one in force, until it is put in force
//
//	own ──propose──▶ proposed ──consent of the other side or the owner──▶ shared
//	 ▲                  │ decline                                           │ stop
//	 └──────────────────┴───────────────────────────────────────────────────┘
//
// A routine that is shared as a good example (delat som gott exempel) is read by everybody in the library and can be
// taken over as a copy under another agreement. The copy knows its origin. A later version of the origin is offered to
// the copy: what the origin changed, what was changed locally, and where both did (Merge). Nothing local is lost.
//
// It owns the tables routine, routine_version, routine_clause, routine_topic and routine_reminder, the view
// routine_shared, the pages /rutiner and /overenskommelser/{id}/rutiner, and the API's routines. It reads the parties of
// agreements and the names of authorities.
//
// It does not know the text of an agreement, what its commitments are, or how anybody is told: app gives it that.
package routine
