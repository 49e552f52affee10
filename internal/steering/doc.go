// Package steering is the groups under an agreement (styrgrupp, operativ grupp and others), their meetings through the
// year (årshjul), what they decide, and the yearly review of the agreement itself.
//
//	meeting   planned ──hold──▶ held ──write──▶ minutes written ──adjusted by the chair and by one of the other side──▶ published
//	             │ ▲              (minutes are due within 10 working days, K6.2; a change of the text, or a decision that comes
//	             │ │               to it, asks for adjustment anew)
//	             │ └─move─┘
//	             └─cancel──▶ cancelled, with a reason
//
//	decision  open ──follow up──▶ followed up
//	             └──drop──▶ dropped, with a reason
//
// An agenda is made of what is open under the agreement: decisions that nobody has followed up, and what other rooms
// say is open (Open, joined in app), beside the points that the parties add. While a meeting is planned its agenda is
// made anew each time it is shown; when the meeting has been held the agenda stays as it was.
//
// Each year of an agreement calls for a review before the anniversary (K28.1). The clock opens the year and closes it as
// missed when nobody reviewed:
//
//	year  open ──review──▶ kept
//	        ├──anniversary passed──▶ missed ──a review noted late, for a day before──▶ kept
//	        └──the agreement ended before──▶ withdrawn
//
// It owns the tables steering_group, steering_member, steering_meeting, steering_attendance, steering_point,
// steering_adjustment, steering_decision, steering_review, steering_answer, steering_anniversary, steering_fact and steering_reminder, and the
// pages /grupper, /moten and, under an agreement, /grupper, /arshjul, /beslut and /oversyn. All of it is for the parties
// of the agreement alone, since minutes may name staff.
//
// It does not know how an agreement comes to be or what it promises; which of its commitments or routines are open is
// told by the rooms that own them.
package steering
