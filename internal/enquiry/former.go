package enquiry

import (
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

// parted is a question as an authority that has passed it on sees it: as it was when it left. What became of it with
// whoever has it now, and whether that one knows the person, is not told to it.
func (e Enquiry) parted(left db.Time) Enquiry {
	if left.IsZero() || e.State == Draft || e.SentAt.IsZero() {
		return e
	}
	e.Parted, e.State, e.Turn = true, Open, ""
	e.Outcome, e.Refusal, e.Helped, e.JoinedTo, e.SSBTEK = "", "", "", "", false
	for _, at := range []*db.Time{&e.AnsweredAt, &e.DeliveredAt, &e.ReturnedAt, &e.StoppedAt, &e.FirstAt} {
		if at.After(left.Time) {
			*at = db.Time{}
		}
	}
	return e
}

// partWith leaves out of a view what happened after the reader's authority had passed the question on.
func (v *View) partWith() {
	left := v.Desk.LeftAt
	if left.IsZero() || v.SentAt.IsZero() {
		return
	}
	v.Enquiry = v.parted(left)
	v.Events = slices.DeleteFunc(v.Events, func(e Event) bool { return e.At.After(left.Time) })
	if n := len(v.Events); n > 0 {
		v.Round = v.Events[n-1].Round
	}
	for i := range v.Topics {
		if v.Topics[i].AnsweredAt.After(left.Time) {
			v.Topics[i].AnsweredAt = db.Time{}
		}
	}
}

// stateName names where the question stands for its reader.
func (e Enquiry) stateName() language.Text {
	if e.Parted {
		return language.T("skickad vidare", "passed on")
	}
	return e.State.Name()
}
