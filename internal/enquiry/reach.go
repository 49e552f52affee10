package enquiry

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
)

// reachedBy tells the contact path that a question goes by what happened to it in this act: that something was asked, and
// once for each asking the first human response, in time or late. Passing a question on is a response of the path that
// had it, and an asking of the one that gets it.
func (w *work) reachedBy() error {
	if w.e.Noted || w.e.SentAt.IsZero() {
		return nil
	}
	asked := w.was.SentAt.IsZero() || w.e.Round != w.was.Round
	moved := !asked && w.e.Path != w.was.Path
	if moved && w.was.FirstAt.IsZero() {
		if err := w.responded(w.was.Path, w.tx.Now()); err != nil {
			return err
		}
	}
	if asked || moved && w.e.FirstAt.IsZero() {
		if err := w.toldPath(w.e.Path, contact.Asked, 0); err != nil {
			return err
		}
	}
	if !w.e.FirstAt.IsZero() && (asked || w.was.FirstAt.IsZero()) {
		if err := w.responded(w.e.Path, w.e.FirstAt.Time); err != nil {
			return err
		}
	}
	return w.calledBack()
}

// calledBack tells the path, once for each asking, whether a call back that was asked for reached whoever asked at the
// first or second call: not when a letter had to go in its place, nor when the question ended without a call.
func (w *work) calledBack() error {
	if !w.e.Callback || w.e.outside() {
		return nil
	}
	same := w.e.Round == w.was.Round
	switch {
	case !w.e.DeliveredAt.IsZero() && !(same && !w.was.DeliveredAt.IsZero()):
		if called(w.round()) {
			return w.toldPath(w.e.Path, contact.CalledBack, 0)
		}
		return w.toldPath(w.e.Path, contact.NotCalled, 0)
	case w.e.DeliveredAt.IsZero() && w.e.State == Closed && w.was.State == Done:
		return w.toldPath(w.e.Path, contact.NotCalled, 0)
	}
	return nil
}

// responded says that a human being of a path responded at an instant. A question that is not whole yet owes nothing.
func (w *work) responded(path string, at time.Time) error {
	kind, minutes := contact.Answered, 0
	if whole := w.clock.Complete; !whole.IsZero() && at.After(whole) {
		if minutes = calendar.OfficeHours().MinutesBetween(whole, at); !at.Before(firstDue(w.e, w.clock)) {
			kind = contact.Late
			if _, err := w.ranOut(path); err != nil {
				return err
			}
		}
	}
	return w.toldPath(path, kind, int64(minutes))
}

// ranOut tells a path, once for each round that went by it, that the time for a first response ran out without one.
func (w *work) ranOut(path string) (first bool, err error) {
	if path == "" {
		return false, nil
	}
	n, err := w.tx.Exec(w.ctx, `INSERT INTO enquiry_unanswered (enquiry_id, round, path_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, w.e.ID, w.e.Round, path)
	if err != nil || n == 0 {
		return false, err
	}
	return true, contact.ToldOf(w.ctx, w.tx, path, contact.Missed, firstDue(w.e, w.clock))
}

func (w *work) toldPath(path string, kind contact.EventKind, minutes int64) error {
	if path == "" {
		return nil
	}
	return contact.Told(w.ctx, w.tx, path, kind, minutes)
}

// toldCall tells the asker's own telephone path, when it has one that the call went by, whether anybody took it. Calls
// outside the hours in which the asker can be reached say nothing of it.
func (w *work) toldCall(a exchange.Attempt) error {
	if !a.Within || w.e.outside() {
		return nil
	}
	list, err := contact.List(w.ctx, w.tx, contact.Filter{Authority: w.e.Asker, Municipality: w.e.Municipality, Channel: contact.Phone, Agency: true})
	if err != nil {
		return err
	}
	unit := ""
	if d := w.desk(w.e.Asker); d != nil {
		unit = d.Unit
	}
	path := callPath(list, unit, today(w.tx).Start())
	kind := contact.NoAnswer
	if a.Outcome == exchange.Reached {
		kind = contact.Reached
	}
	return w.toldPath(path, kind, 0)
}

// callPath is the one path of a unit by telephone, or of the whole authority; empty when it cannot be known which it was.
func callPath(list []contact.Path, unit string, at time.Time) string {
	var own []string
	for _, p := range list {
		if p.StateAt(at) != contact.Inactive && (p.Unit == unit || len(list) == 1) {
			own = append(own, p.ID)
		}
	}
	if len(own) != 1 {
		return ""
	}
	return own[0]
}

// Under counts the questions that are under way through a contact path, for whoever hands it over.
func Under(ctx context.Context, q db.Reader, path string) (int, error) {
	return db.One[int](ctx, q, `SELECT count(*) FROM enquiry WHERE path_id = $1 AND state IN ('incomplete', 'open', 'paused')`, path)
}
