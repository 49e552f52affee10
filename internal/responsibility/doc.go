// Package responsibility is who answers for what: the responsibility matrix of an agreement (ansvarsmatris, K2.1, annex
// 1), and the plans for going over (omställning) when a task changes hands because of a reform, a closed office or fewer
// staff.
//
// A line of the matrix says that Arbetsförmedlingen, a board, or both hold a task on some ground from one day to another.
// A task that nobody holds on a day is a hole, and is named. The matrix begins from a standard list of tasks; what is
// proposed from it stands as not confirmed until a coordinator has confirmed it.
//
//	standard list ──propose──▶ line, not confirmed ──confirm or change──▶ line, confirmed
//
// A transition plan says what changes in a municipality, who takes over each task and from when, and what is open:
//
//	draft ──each side agrees──▶ agreed by both ──nothing open, no task without a holder──▶ closed
//	  ▲                              │
//	  └──────── any change ──────────┘
//
// How much of the matrix is settled (K2.1) is recorded as a fact: with each change, and by the clock for what a day by
// itself changes.
//
// It owns the tables responsibility_line, responsibility_matrix, responsibility_transition, responsibility_move,
// responsibility_point and responsibility_fact, the pages /overenskommelser/{id}/ansvar, /omstallning and /kommun/{code}/omstallning, and the
// API's responsibilities and transitions. It reads the parties of agreements, the directory and the reform steps of law.
//
// It does not know any person, nor how well a task is done.
package responsibility
