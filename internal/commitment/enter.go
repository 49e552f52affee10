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
// until further notice; what begins after it, as in a renewal that is signed and coming, is left as it is. What the text
// has and had stays the same row: an unchanged one goes on in its state, a changed one begins a new term in which nobody
// disputes it, and one that it no longer has ends the day before. Nothing changes before the first day, however early it
// was signed.
func (s *Service) Enter(ctx context.Context, tx *audit.Tx, agreementID string, doc clause.Document, from, to calendar.Date) error {
	if from.IsZero() || !to.IsZero() && to.Before(from) {
		return errors.New("commitment: entered without days")
	}
	old, err := keptOf(ctx, tx, agreementID, "")
	if err != nil {
		return err
	}
	e := entering{ctx, tx, agreementID, calendar.Period{From: from, To: to}, calendar.DateOf(tx.Now()), entered{From: from, To: to}}
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
	days      calendar.Period // in which the text holds
	today     calendar.Date
	done      entered
}

// take lets one commitment hold.
func (e *entering) take(number string, old *kept, t term) error {
	t.Commitment = rowID(e.agreement, number)
	if old == nil {
		return e.begin(number, t)
	}
	if last, ok := old.goesOn(t); ok {
		return e.goOn(old, last, t)
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

// goesOn tells whether a term says what the one before it said and follows on it without a gap, and gives that one.
func (k kept) goesOn(t term) (last term, ok bool) {
	for _, b := range k.terms {
		if !b.From.After(t.From) {
			last, ok = b, true
		}
	}
	return last, ok && last.Body == t.Body && (last.To.IsZero() || !t.From.After(last.To.AddDays(1)))
}

// goOn lets a commitment go on as it reads. What is still to come is a term of its own, so that what is changed before
// then leaves it as it is.
func (e *entering) goOn(k *kept, last, t term) error {
	e.done.Kept++
	if t.From.After(e.today) && t.From.After(last.From) {
		if err := e.replace(k, t); err != nil {
			return err
		}
	} else {
		if err := e.cut(k, last.From.AddDays(1), last.To); err != nil {
			return err
		}
		if _, err := e.tx.Exec(e.ctx, "UPDATE commitment_term SET valid_to = $3, place = $4 WHERE commitment_id = $1 AND valid_from = $2", k.ID, last.From, t.To, t.Place); err != nil {
			return err
		}
	}
	if last.To == t.To {
		return nil
	}
	return putStep(e.ctx, e.tx, k.ID, stepRenewed, "")
}

// change lets a commitment read otherwise from a day. What the parties have said of it was about the wording before, and
// stands until then.
func (e *entering) change(k *kept, t term) error {
	e.done.Changed++
	if err := e.replace(k, t); err != nil {
		return err
	}
	if !t.From.After(e.today) {
		if err := update(e.ctx, e.tx, Held{ID: k.ID, State: Active, Version: k.Version}); err != nil {
			return err
		}
	}
	return putStep(e.ctx, e.tx, k.ID, stepAmended, "")
}

// replace puts a term in the place of what the commitment would have said in the days of the text.
func (e *entering) replace(k *kept, t term) error {
	if err := e.cut(k, t.From, t.From.AddDays(-1)); err != nil {
		return err
	}
	return db.Insert(e.ctx, e.tx, "commitment_term", t)
}

// cut takes away the terms that would begin from a day on, as long as the text holds, and lets those before end on a last
// day; zero leaves them.
func (e *entering) cut(k *kept, from, last calendar.Date) error {
	until := e.days.To
	if until.IsZero() {
		until = calendar.NewDate(9999, 12, 31)
	}
	if _, err := e.tx.Exec(e.ctx, "DELETE FROM commitment_term WHERE commitment_id = $1 AND valid_from >= $2 AND valid_from <= $3", k.ID, from, until); err != nil {
		return err
	}
	if last.IsZero() {
		return nil
	}
	_, err := e.tx.Exec(e.ctx, "UPDATE commitment_term SET valid_to = $2 WHERE commitment_id = $1 AND valid_from < $3 AND (valid_to IS NULL OR valid_to > $2)", k.ID, last, from)
	return err
}

// leaveOut ends a commitment that the text no longer has the day before it holds.
func (e *entering) leaveOut(k *kept) error {
	if !slices.ContainsFunc(k.terms, func(t term) bool { return e.days.Overlaps(calendar.Period{From: t.From, To: t.To}) }) {
		return nil // it had ended already, or comes back with what is to come
	}
	e.done.LeftOut++
	if err := e.cut(k, e.days.From, e.days.From.AddDays(-1)); err != nil {
		return err
	}
	return putStep(e.ctx, e.tx, k.ID, stepLeftOut, "")
}
