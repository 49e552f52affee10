package negotiation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Change changes one field of the document being worked on, and gives the field that came of it (a new deviation gets its
// id). Two editors of the party that holds the pen can work at the same time in different fields; who saved second in the
// same field is told what it reads now, and nothing is lost.
func (s *Service) Change(ctx context.Context, actor policy.Actor, id string, e Edit) (d Draft, f clause.Field, err error) {
	d, err = s.change(ctx, actor, policy.EditDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWrite(actor.Authority); err != nil {
			return nil, err
		}
		work, err := Work(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if e.Seen != Stamp(work, e.Field) {
			return nil, fault.New(fault.Conflict, fieldChanged.With(readingOf(work, e.Field)))
		}
		threads, err := Threads(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		used, err := usedIDs(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		after, field, err := e.apply(work, openFields(*d, threads), used, s.Measured)
		if err != nil {
			return nil, err
		}
		if f = field; Stamp(after, f) == Stamp(work, f) && len(after.Deviations) == len(work.Deviations) && len(after.Commitments) == len(work.Commitments) {
			return nil, fault.New(fault.Invalid, sameAsBefore)
		}
		return noted{Field: string(f)}, saveWork(ctx, tx, d, after)
	})
	return d, f, err
}

// usedIDs are the ids of deviations and local commitments in every version of a draft.
func usedIDs(ctx context.Context, q db.Reader, draft string) ([]string, error) {
	rows, err := db.All[storedText](ctx, q, `SELECT `+textColumns+` FROM negotiation_text t WHERE t.draft_id = $1 ORDER BY t.no`, draft)
	var out []string
	for _, r := range rows {
		t, err := r.text()
		if err != nil {
			return nil, err
		}
		out = append(out, ids(t.Doc)...)
	}
	return out, err
}

// readingOf is how a field reads in the document, in Swedish and English.
func readingOf(doc clause.Document, f clause.Field) language.Text {
	var out language.Text
	for _, l := range []language.Lang{language.Swedish, language.English} {
		text := language.T("(tomt)", "(empty)").In(l)
		for _, d := range clause.Compare(clause.Document{}, doc, l) {
			if d.Field == f && d.New+d.NewLocal != "" {
				text = both(d.New, d.NewLocal)
			}
		}
		if l == language.Swedish {
			out.Sv = text
		} else {
			out.En = text
		}
	}
	return out
}

var (
	fieldChanged = language.T("En kollega sparade det här fältet medan du skrev. Nu står det: %s. Det du skrev står kvar här nedanför; spara igen om det ska gälla i stället.", "A colleague saved this field while you were writing. It now reads: %s. What you wrote is kept below; save again if it is to hold instead.")
	sameAsBefore = language.T("Det står redan så. Ändra något eller gå tillbaka.", "It reads so already. Change something or go back.")
)
