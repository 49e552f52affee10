package fact

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Record writes a fact, or the new state of one that is there, and changes the sums in the same act. It gives the
// fact's id: a new random one when f has none.
func Record(ctx context.Context, tx *audit.Tx, f Fact) (string, error) {
	m, _ := Find(f.Metric)
	f.Version = m.Version
	fresh := f.ID == ""
	if fresh {
		f.ID = tx.RandomID()
	}
	if err := f.check(); err != nil {
		return "", err
	}
	if !fresh {
		if err := take(ctx, tx, f.ID); err != nil && !errors.Is(err, db.ErrNone) {
			return "", err
		}
	}
	reach, err := reachOf(ctx, tx, m)
	if err != nil {
		return "", err
	}
	if err := db.Insert(ctx, tx, "fact", f); err != nil {
		return "", err
	}
	return f.ID, change(ctx, tx, m, f, reach, 1)
}

// Forget takes a fact away with what it added to the sums: for what was never true, such as a wrong import undone.
func Forget(ctx context.Context, tx *audit.Tx, id string) error {
	err := take(ctx, tx, id)
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	return err
}

func take(ctx context.Context, tx db.Execer, id string) error {
	old, err := db.One[Fact](ctx, tx, "SELECT "+columns+" FROM fact WHERE id = $1", id)
	if err != nil {
		return err
	}
	m, _ := Find(old.Metric)
	reach, err := reachOf(ctx, tx, m)
	if err != nil {
		return err
	}
	if err := change(ctx, tx, m, old, reach, -1); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "DELETE FROM fact WHERE id = $1", id)
	return err
}

// Reach brings the sums of what holds forward to the month of now. It runs by the clock at the turn of each month and
// at start; run again in the same month it does nothing.
func Reach(ctx context.Context, t *audit.Trail) error {
	for _, m := range Catalogue() {
		if m.Shape != Holds {
			continue
		}
		if err := t.House(ctx, func(tx *audit.HouseTx) error { return reachMetric(ctx, tx, m) }); err != nil {
			return err
		}
	}
	return nil
}

func reachMetric(ctx context.Context, tx *audit.HouseTx, m Metric) error {
	reach, err := reachOf(ctx, tx, m)
	if err != nil {
		return err
	}
	now := monthOf(tx.Now())
	for month := reach.AddMonths(1); !month.After(now); month = month.AddMonths(1) {
		facts, err := db.All[Fact](ctx, tx, "SELECT "+columns+" FROM fact WHERE metric = $1 AND opened <= $2 AND (closed IS NULL OR closed > $2)",
			m.ID, db.At(month.EndOfMonth().Start()))
		if err != nil {
			return err
		}
		for _, f := range facts {
			if f.Outcome == Withdrawn {
				continue
			}
			if err := changeCell(ctx, tx, f.cell(m.Shape, month), 1); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, "UPDATE rollup_reach SET month = $2 WHERE metric = $1", m.ID, month); err != nil {
			return err
		}
	}
	return nil
}

// latest is far enough ahead for no reach to limit a sum.
func latest() calendar.Date { return calendar.NewDate(9999, 12, 1) }
