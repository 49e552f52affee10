package commitment

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// ActionEnter is what the trail says when the commitments of a signed text begin to hold.
const ActionEnter policy.Action = "commitments.enter"

// entered counts what a text did to the commitments, for the trail.
type entered struct {
	New     int           `json:"new"`
	Changed int           `json:"changed"`
	Kept    int           `json:"unchanged"`
	LeftOut int           `json:"left_out"`
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"`
}

// Enter lets the commitments of a signed text hold from a day, in the act that concludes it. to is the last day, zero
// until further notice. What the text has and had stays the same row: an unchanged one goes on in its state, a changed
// one begins a new term in which nobody disputes it, and one that it no longer has ends the day before.
func (s *Service) Enter(ctx context.Context, tx *audit.Tx, agreementID string, doc clause.Document, from, to calendar.Date) error {
	if from.IsZero() || !to.IsZero() && to.Before(from) {
		return errors.New("commitment: entered without days")
	}
	old, err := keptOf(ctx, tx, agreementID)
	if err != nil {
		return err
	}
	e := entering{ctx, tx, agreementID, from, entered{From: from, To: to}}
	for i, c := range doc.Binding() {
		t, err := termOf(doc, c, i, from, to)
		if err != nil {
			return err
		}
		if !t.To.IsZero() && t.To.Before(t.From) {
			continue // a commitment whose own days have passed
		}
		if err := e.take(c.ID, old[c.ID], t); err != nil {
			return err
		}
		delete(old, c.ID)
	}
	for _, k := range old {
		if err := e.leaveOut(k); err != nil {
			return err
		}
	}
	return tx.Note(ActionEnter, agreement.Agreement{ID: agreementID}.Ref(), e.done)
}

// termOf is what a commitment says from a day on, within its own days.
func termOf(doc clause.Document, c clause.Commitment, place int, from, to calendar.Date) (term, error) {
	cl, no := doc.Clause(c.Clause)
	body, err := json.Marshal(Said{Commitment: c, ClauseNo: no, Heading: cl.Heading, Deviations: doc.DeviationsOn(c.ID)})
	return term{From: calendar.Max(from, c.From), To: earlierEnd(to, c.To), Place: int64(place), Body: string(body)}, err
}

type entering struct {
	ctx       context.Context
	tx        *audit.Tx
	agreement string
	from      calendar.Date
	done      entered
}

// take lets one commitment hold.
func (e *entering) take(number string, old *kept, t term) error {
	t.Commitment = rowID(e.agreement, number)
	switch {
	case old == nil:
		return e.begin(number, t)
	case old.goesOn(t):
		return e.goOn(old, t)
	}
	return e.change(old, t)
}

func (e *entering) begin(number string, t term) error {
	e.done.New++
	r := row{ID: t.Commitment, Agreement: e.agreement, Number: number, State: Active, Version: 1, ChangedAt: db.At(e.tx.Now())}
	if err := db.Insert(e.ctx, e.tx, "commitment", r); err != nil {
		return err
	}
	if err := db.Insert(e.ctx, e.tx, "commitment_term", t); err != nil {
		return err
	}
	return putStep(e.ctx, e.tx, r.ID, stepEntered, "")
}

// goesOn tells whether a term says what the last one said and follows on it without a gap.
func (k kept) goesOn(t term) bool {
	if len(k.terms) == 0 {
		return false
	}
	last := k.terms[len(k.terms)-1]
	return last.Body == t.Body && (last.To.IsZero() || !t.From.After(last.To.AddDays(1))) && !last.From.After(t.From)
}

func (e *entering) goOn(k *kept, t term) error {
	last := k.terms[len(k.terms)-1]
	e.done.Kept++
	if _, err := e.tx.Exec(e.ctx, "UPDATE commitment_term SET valid_to = $3, place = $4 WHERE commitment_id = $1 AND valid_from = $2", k.ID, last.From, t.To, t.Place); err != nil {
		return err
	}
	if last.To == t.To {
		return nil
	}
	return putStep(e.ctx, e.tx, k.ID, stepRenewed, "")
}

func (e *entering) change(k *kept, t term) error {
	e.done.Changed++
	if err := e.cut(k, t.From); err != nil {
		return err
	}
	if err := db.Insert(e.ctx, e.tx, "commitment_term", t); err != nil {
		return err
	}
	if err := update(e.ctx, e.tx, Held{ID: k.ID, State: Active, Version: k.Version}); err != nil {
		return err
	}
	return putStep(e.ctx, e.tx, k.ID, stepAmended, "")
}

// cut lets a commitment's terms end the day before: those that would have begun by then never do.
func (e *entering) cut(k *kept, from calendar.Date) error {
	if _, err := e.tx.Exec(e.ctx, "DELETE FROM commitment_term WHERE commitment_id = $1 AND valid_from >= $2", k.ID, from); err != nil {
		return err
	}
	_, err := e.tx.Exec(e.ctx, "UPDATE commitment_term SET valid_to = $2 WHERE commitment_id = $1 AND (valid_to IS NULL OR valid_to > $2)", k.ID, from.AddDays(-1))
	return err
}

func (e *entering) leaveOut(k *kept) error {
	if !slices.ContainsFunc(k.terms, func(t term) bool { return t.To.IsZero() || !t.To.Before(e.from) }) {
		return nil // it had ended already
	}
	e.done.LeftOut++
	if err := e.cut(k, e.from); err != nil {
		return err
	}
	return putStep(e.ctx, e.tx, k.ID, stepLeftOut, "")
}
