package fact

import (
	"context"
	"errors"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Record writes a fact, or the new state of one that is there, and changes the sums in the same act. It gives the
// fact's id: a new random one when f has none.
func Record(ctx context.Context, tx *audit.Tx, f Fact) (string, error) {
	ids, err := RecordAll(ctx, tx, []Fact{f})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// RecordAll records many facts of one measure in few statements, and gives their ids in order.
func RecordAll(ctx context.Context, tx *audit.Tx, facts []Fact) ([]string, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	m, _ := Find(facts[0].Metric)
	reach, err := reachOf(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	d := deltas{}
	ids, fresh := make([]string, len(facts)), make([]Fact, len(facts))
	for i, f := range facts {
		if f.Metric != m.ID {
			return nil, fmt.Errorf("fact: %s among facts of %s", f.Metric, m.ID)
		}
		f.Version, f.Changed = m.Version, db.At(tx.Now())
		if f.ID == "" {
			f.ID = tx.RandomID()
		} else if err := take(ctx, tx, m, f.ID, reach, d); err != nil {
			return nil, err
		}
		if err := f.check(); err != nil {
			return nil, err
		}
		d.add(m, f, reach, 1)
		ids[i], fresh[i] = f.ID, f.marked(tx.Keys())
	}
	if err := db.InsertAll(ctx, tx, "fact", fresh); err != nil {
		return nil, err
	}
	return ids, d.apply(ctx, tx, m)
}

// Forget takes facts of one measure away with what they added to the sums: for what was never true, such as a wrong
// import undone.
func Forget(ctx context.Context, tx *audit.Tx, metric string, ids ...string) error {
	m, _ := Find(metric)
	reach, err := reachOf(ctx, tx, m)
	if err != nil {
		return err
	}
	d := deltas{}
	for _, id := range ids {
		if err := take(ctx, tx, m, id, reach, d); err != nil {
			return err
		}
	}
	return d.apply(ctx, tx, m)
}

// take deletes a fact, if it is there, and takes from the sums what it added.
func take(ctx context.Context, tx db.Execer, m Metric, id string, reach calendar.Date, d deltas) error {
	old, err := db.One[Fact](ctx, tx, "SELECT "+columns+" FROM fact WHERE id = $1 AND metric = $2", id, m.ID)
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	d.add(m, old, reach, -1)
	_, err = tx.Exec(ctx, "DELETE FROM fact WHERE id = $1", id)
	return err
}

// Reach brings the sums of what holds, and of shares, forward to the month of now. It runs by the clock at the turn of each month and
// at start; run again in the same month it does nothing.
func Reach(ctx context.Context, t *audit.Trail) error {
	for _, m := range Catalogue() {
		if m.Shape == Timed {
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
		d := deltas{}
		for _, f := range facts {
			if f.Outcome != Withdrawn {
				d.put(f.cell(m.Shape, month), 1)
			}
		}
		if err := d.apply(ctx, tx, m); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE rollup_reach SET month = $2 WHERE metric = $1", m.ID, month); err != nil {
			return err
		}
	}
	return nil
}

// latest is far enough ahead for no reach to limit a sum.
func latest() calendar.Date { return calendar.NewDate(9999, 12, 1) }
