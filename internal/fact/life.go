package fact

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// Open records facts whose end is not known yet, in the act that begins them, and gives their ids in
// order for the room to keep. A timed fact says when it is due from the first, so that one which is never answered can be
// counted among what was due.
func Open(ctx context.Context, tx *audit.Tx, facts ...Fact) ([]string, error) {
	for _, f := range facts {
		if f.ID != "" || !f.Closed.IsZero() || f.Outcome != "" {
			return nil, fmt.Errorf("fact: of %s is not new and open", f.Metric)
		}
	}
	return RecordAll(ctx, tx, facts)
}

// Closing is how a fact ended.
type Closing struct {
	At      db.Time
	Outcome string // a code of the room; Missed and Withdrawn are counted as they say
	Minutes int64  // working minutes that count against the promise, pauses taken out
	Paused  int64  // working minutes of pause
	// Relieved says that whoever it was promised to had a part in it.
	Relieved bool
}

// Close ends open facts of one measure in the act that ends them. To close what is not there or is closed already is an
// error of the room, after which its act must not be kept: see Reopen. What stands still goes on first, and the time that it
// stood is taken out of the minutes.
func Close(ctx context.Context, tx *audit.Tx, metric string, c Closing, ids ...string) error {
	standing, err := holds(ctx, tx, ids)
	if err != nil {
		return err
	}
	err = change(ctx, tx, metric, ids, func(f Fact) (Fact, error) {
		if !f.Closed.IsZero() {
			return f, fmt.Errorf("fact: of %s is closed already", metric)
		}
		if h, ok := standing[f.ID]; ok {
			f = h.release(f, tx.Now())
		}
		f.Closed, f.Outcome, f.Minutes, f.Paused, f.Relieved = c.At, c.Outcome, max(0, c.Minutes-f.Paused), f.Paused+c.Paused, f.Relieved || c.Relieved
		return f, nil
	})
	if err != nil || len(standing) == 0 {
		return err
	}
	return forgetHolds(ctx, tx, ids)
}

// Reopen makes closed facts of one measure open again, as if they had never been closed: they leave the sums until they
// are closed anew, and count as late from when they are due.
func Reopen(ctx context.Context, tx *audit.Tx, metric string, ids ...string) error {
	return change(ctx, tx, metric, ids, func(f Fact) (Fact, error) {
		if f.Closed.IsZero() {
			return f, fmt.Errorf("fact: of %s is open", metric)
		}
		f.Closed, f.Outcome, f.Minutes, f.Paused = db.Time{}, "", 0, 0
		return f, nil
	})
}

// change takes facts of one measure by their ids and puts back what they become.
func change(ctx context.Context, tx *audit.Tx, metric string, ids []string, to func(Fact) (Fact, error)) error {
	if len(ids) == 0 {
		return nil
	}
	w, err := begin(ctx, tx, Fact{Metric: metric})
	if err != nil {
		return err
	}
	old, err := w.take(ids)
	if err != nil {
		return err
	}
	facts := make([]Fact, len(ids))
	for i, id := range ids {
		f, ok := old[id]
		if !ok {
			return fmt.Errorf("fact: there is none of %s with that id: %w", metric, db.ErrNone)
		}
		if facts[i], err = to(f); err != nil {
			return err
		}
	}
	_, err = w.put(facts)
	return err
}
