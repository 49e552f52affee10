package fact

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Cell is the sum of the facts of one measure, month, municipality and owing authority.
type Cell struct {
	Metric       string        `db:"metric"`
	Month        calendar.Date `db:"month"` // its first day
	Municipality string        `db:"municipality"`
	Authority    string        `db:"authority_id"`
	N            int64         `db:"n"`    // facts that count
	Kept         int64         `db:"kept"` // of them kept; for what holds, all
	Minutes      int64         `db:"minutes"`
	Histogram    Histogram     `db:"histogram"`
}

const cellColumns = "metric, month, municipality, authority_id, n, kept, minutes, histogram"

type key struct {
	month                   calendar.Date
	municipality, authority string
}

func (c Cell) key() key { return key{c.Month, c.Municipality, c.Authority} }

func (c Cell) add(o Cell, times int64) Cell {
	o.N, o.Kept, o.Minutes = c.N+o.N*times, c.Kept+o.Kept*times, c.Minutes+o.Minutes*times
	o.Histogram = c.Histogram.Add(o.Histogram, times)
	return o
}

func (c Cell) equal(o Cell) bool {
	a, _ := c.Histogram.Value()
	b, _ := o.Histogram.Value()
	return c.N == o.N && c.Kept == o.Kept && c.Minutes == o.Minutes && string(a.([]byte)) == string(b.([]byte))
}

// change adds to or takes from the cells that a fact counts in, up to the month that sums reach to.
func change(ctx context.Context, tx db.Execer, m Metric, f Fact, reach calendar.Date, times int64) error {
	for _, month := range f.months(m.Shape, reach) {
		if err := changeCell(ctx, tx, f.cell(m.Shape, month), times); err != nil {
			return err
		}
	}
	return nil
}

func changeCell(ctx context.Context, tx db.Execer, c Cell, times int64) error {
	const at = " WHERE metric = $1 AND month = $2 AND municipality = $3 AND authority_id = $4"
	old, err := db.One[Cell](ctx, tx, "SELECT "+cellColumns+" FROM rollup"+at+tx.Dialect().ForUpdate(), c.Metric, c.Month, c.Municipality, c.Authority)
	switch {
	case errors.Is(err, db.ErrNone) && times < 0:
		return fmt.Errorf("fact: the sum of %s in %s for %s is gone; run samsyn verify", c.Metric, c.Month, c.Municipality)
	case errors.Is(err, db.ErrNone):
		return db.Insert(ctx, tx, "rollup", c)
	case err != nil:
		return err
	}
	sum := old.add(c, times)
	if sum.N == 0 {
		_, err = tx.Exec(ctx, "DELETE FROM rollup"+at, c.Metric, c.Month, c.Municipality, c.Authority)
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE rollup SET n = $5, kept = $6, minutes = $7, histogram = $8"+at,
		c.Metric, c.Month, c.Municipality, c.Authority, sum.N, sum.Kept, sum.Minutes, sum.Histogram)
	return err
}

// reachOf gives the month that the sums of a measure reach to, and holds it until the act ends, so that no fact slips
// between two months. Timed measures have no reach: their sums follow what is due.
func reachOf(ctx context.Context, tx db.Execer, m Metric) (calendar.Date, error) {
	if m.Shape == Timed {
		return calendar.Date{}, nil
	}
	const read = "SELECT month FROM rollup_reach WHERE metric = $1"
	reach, err := db.One[calendar.Date](ctx, tx, read+tx.Dialect().ForUpdate(), m.ID)
	if !errors.Is(err, db.ErrNone) {
		return reach, err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO rollup_reach (metric, month) VALUES ($1, $2) ON CONFLICT (metric) DO NOTHING", m.ID, monthOf(tx.Now())); err != nil {
		return reach, err
	}
	return db.One[calendar.Date](ctx, tx, read+tx.Dialect().ForUpdate(), m.ID)
}

// Filter chooses cells; empty fields choose all.
type Filter struct {
	From, To       calendar.Date // months, both included
	Municipalities []string
	Authority      string
}

// Cells gives the sums of a measure, by month, municipality and authority.
func Cells(ctx context.Context, q db.Reader, metric string, f Filter) ([]Cell, error) {
	args := []any{metric}
	where := []string{"metric = $1"}
	add := func(cond string, arg any) {
		args = append(args, arg)
		where = append(where, fmt.Sprintf(cond, len(args)))
	}
	if !f.From.IsZero() {
		add("month >= $%d", f.From.StartOfMonth())
	}
	if !f.To.IsZero() {
		add("month <= $%d", f.To.StartOfMonth())
	}
	if f.Authority != "" {
		add("authority_id = $%d", f.Authority)
	}
	if len(f.Municipalities) > 0 {
		where = append(where, "municipality "+db.In(f.Municipalities, &args))
	}
	return db.All[Cell](ctx, q, "SELECT "+cellColumns+" FROM rollup WHERE "+strings.Join(where, " AND ")+
		" ORDER BY month, municipality, authority_id", args...)
}
