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
		return w.responded(w.e.Path, w.e.FirstAt.Time)
	}
	return nil
}

// responded says that a human being of a path responded at an instant. A question that is not whole yet owes nothing.
func (w *work) responded(path string, at time.Time) error {
	kind, minutes := contact.Answered, 0
	if whole := w.clock.Complete; !whole.IsZero() && at.After(whole) {
		if minutes = calendar.OfficeHours().MinutesBetween(whole, at); !at.Before(firstDue(w.e, w.clock)) {
			kind = contact.Late
		}
	}
	return w.toldPath(path, kind, int64(minutes))
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
