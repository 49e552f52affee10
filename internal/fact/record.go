package fact

import (
	"context"
	"fmt"
	"slices"

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

// RecordAll records many facts, of whatever measures, in few statements however many there are, and gives their ids in
// order.
func RecordAll(ctx context.Context, tx *audit.Tx, facts []Fact) ([]string, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	w, err := begin(ctx, tx, facts...)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, f := range facts {
		if f.ID != "" {
			known = append(known, f.ID)
		}
	}
	old, err := w.take(known)
	if err != nil {
		return nil, err
	}
	for _, f := range facts {
		if was, ok := old[f.ID]; ok && was.Metric != f.Metric {
			return nil, fmt.Errorf("fact: one of %s cannot become one of %s", was.Metric, f.Metric)
		}
	}
	return w.put(facts)
}

// Forget takes facts of one measure away with what they added to the sums: for what was never true, such as a wrong
// import undone.
func Forget(ctx context.Context, tx *audit.Tx, metric string, ids ...string) error {
	w, err := begin(ctx, tx, Fact{Metric: metric})
	if err != nil {
		return err
	}
	if _, err := w.take(ids); err != nil {
		return err
	}
	return w.deltas.leave(ctx, tx)
}

// writing is an act's writing of facts.
type writing struct {
	ctx    context.Context
	tx     *audit.Tx
	reach  map[string]calendar.Date // by measure
	deltas deltas
}

// begin finds how far the sums of the measures of some facts reach. They are held in one order.
func begin(ctx context.Context, tx *audit.Tx, facts ...Fact) (writing, error) {
	w := writing{ctx, tx, map[string]calendar.Date{}, deltas{}}
	var metrics []string
	for _, f := range facts {
		metrics = append(metrics, f.Metric)
	}
	slices.Sort(metrics)
	for _, id := range slices.Compact(metrics) {
		m, ok := Find(id)
		if !ok {
			return w, fmt.Errorf("fact: there is no measure %q", id)
		}
		reach, err := reachOf(ctx, tx, m)
		if err != nil {
			return w, err
		}
		w.reach[id] = reach
	}
	return w, nil
}

// takenAtOnce bounds the values of one statement.
const takenAtOnce = 64

// take deletes facts, those that are there, takes from the sums what they added, and gives them by id.
func (w writing) take(ids []string) (map[string]Fact, error) {
	old := make(map[string]Fact, len(ids))
	for part := range slices.Chunk(ids, takenAtOnce) {
		var args []any
		err := db.Each(w.ctx, w.tx, func(f Fact) error {
			old[f.ID] = f
			return w.count(f, -1)
		}, "DELETE FROM fact WHERE id "+db.In(part, &args)+" RETURNING "+columns, args...)
		if err != nil {
			return nil, err
		}
	}
	return old, nil
}

// put writes facts, adds them to the sums, and gives their ids in order.
func (w writing) put(facts []Fact) ([]string, error) {
	ids, fresh := make([]string, len(facts)), make([]Fact, len(facts))
	for i, f := range facts {
		m, _ := Find(f.Metric)
		f.Version, f.Changed = m.Version, db.At(w.tx.Now())
		if f.ID == "" {
			f.ID = w.tx.RandomID()
		}
		if err := f.check(); err != nil {
			return nil, err
		}
		if err := w.count(f, 1); err != nil {
			return nil, err
		}
		ids[i], fresh[i] = f.ID, f.marked(w.tx.Keys())
	}
	if err := db.InsertLater(w.ctx, w.tx, "fact", fresh...); err != nil {
		return nil, err
	}
	return ids, w.deltas.leave(w.ctx, w.tx)
}

// count adds a fact to the sums, or takes it away.
func (w writing) count(f Fact, times int64) error {
	reach, ok := w.reach[f.Metric]
	if !ok {
		return fmt.Errorf("fact: %s is of another measure, %s", f.ID, f.Metric)
	}
	m, _ := Find(f.Metric)
	w.deltas.add(m, f, reach, times)
	return nil
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
		if err := d.leave(ctx, tx); err != nil {
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
