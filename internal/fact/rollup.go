package fact

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
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
	N            int64         `db:"n"`        // facts that count; of shares, the sum of what they are of
	Kept         int64         `db:"kept"`     // of them kept; for what holds, all; of shares, the sum of what is in order
	Relieved     int64         `db:"relieved"` // of those not kept, how many the other side had a part in
	Minutes      int64         `db:"minutes"`
	Histogram    Histogram     `db:"histogram"`
}

const cellColumns = "metric, month, municipality, authority_id, n, kept, relieved, minutes, histogram"

type key struct {
	month                   calendar.Date
	municipality, authority string
}

func (c Cell) key() key { return key{c.Month, c.Municipality, c.Authority} }

func (c Cell) add(o Cell, times int64) Cell {
	o.N, o.Kept, o.Relieved, o.Minutes = c.N+o.N*times, c.Kept+o.Kept*times, c.Relieved+o.Relieved*times, c.Minutes+o.Minutes*times
	o.Histogram = c.Histogram.Add(o.Histogram, times)
	return o
}

func (c Cell) equal(o Cell) bool {
	a, _ := c.Histogram.Value()
	b, _ := o.Histogram.Value()
	return c.N == o.N && c.Kept == o.Kept && c.Relieved == o.Relieved && c.Minutes == o.Minutes && string(a.([]byte)) == string(b.([]byte))
}

// deltas is what an act adds to the sums, by cell.
type deltas map[key]Cell

func (d deltas) put(c Cell, times int64) {
	d[c.key()] = d[c.key()].add(c, times)
}

// add counts a fact in every month that it counts in, up to the month that sums reach to.
func (d deltas) add(m Metric, f Fact, reach calendar.Date, times int64) {
	for _, month := range f.months(m.Shape, reach) {
		d.put(f.cell(m.Shape, month), times)
	}
}

// apply changes the sums: reads the cells that change, and writes them back with what is added. Cells are locked and
// written in one order, by municipality, month and authority, so that no two acts wait for each other.
func (d deltas) apply(ctx context.Context, tx db.Execer, m Metric) error {
	var full, empty []Cell
	for _, keys := range byMunicipality(d.keys()) {
		place := keys[0].municipality
		held, err := heldCells(ctx, tx, m.ID, place, keys)
		if err != nil {
			return err
		}
		for _, k := range keys {
			sum := held[k].add(d[k], 1)
			switch {
			case sum.N < 0:
				return fmt.Errorf("fact: the sum of %s in %s for %s is gone; run samsyn verify", m.ID, k.month, place)
			case sum.N == 0:
				empty = append(empty, sum)
			default:
				full = append(full, sum)
			}
		}
	}
	return errors.Join(writeCells(ctx, tx, full), dropCells(ctx, tx, empty))
}

// keys gives the cells that change, in the order in which they are locked and written.
func (d deltas) keys() []key {
	return slices.SortedFunc(maps.Keys(d), func(a, b key) int {
		return cmp.Or(strings.Compare(a.municipality, b.municipality), a.month.Compare(b.month), strings.Compare(a.authority, b.authority))
	})
}

// byMunicipality cuts sorted keys into those of each municipality.
func byMunicipality(keys []key) (out [][]key) {
	for i, k := range keys {
		if i == 0 || keys[i-1].municipality != k.municipality {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], k)
	}
	return out
}

// heldCells gives the cells of a municipality between the first and the last month that change.
func heldCells(ctx context.Context, tx db.Execer, metric, place string, keys []key) (map[key]Cell, error) {
	from, to := keys[0].month, keys[0].month
	for _, k := range keys {
		from, to = calendar.Min(from, k.month), calendar.Max(to, k.month)
	}
	rows, err := db.All[Cell](ctx, tx, "SELECT "+cellColumns+" FROM rollup WHERE metric = $1 AND municipality = $2 AND month >= $3 AND month <= $4"+
		" ORDER BY month, authority_id"+tx.Dialect().ForUpdate(), metric, place, from, to)
	held := make(map[key]Cell, len(rows))
	for _, c := range rows {
		held[c.key()] = c
	}
	return held, err
}

// cellsAtOnce bounds the values of one statement.
const cellsAtOnce = 500

func writeCells(ctx context.Context, tx db.Execer, cells []Cell) error {
	for part := range slices.Chunk(cells, cellsAtOnce) {
		var rows strings.Builder
		var args []any
		for i, c := range part {
			if i > 0 {
				rows.WriteString(", ")
			}
			rows.WriteString("(" + db.Placeholders(len(args)+1, 9) + ")")
			args = append(args, c.Metric, c.Month, c.Municipality, c.Authority, c.N, c.Kept, c.Relieved, c.Minutes, c.Histogram)
		}
		if _, err := tx.Exec(ctx, "INSERT INTO rollup ("+cellColumns+") VALUES "+rows.String()+
			" ON CONFLICT (metric, month, municipality, authority_id) DO UPDATE SET n = excluded.n, kept = excluded.kept, relieved = excluded.relieved, minutes = excluded.minutes, histogram = excluded.histogram", args...); err != nil {
			return err
		}
	}
	return nil
}

func dropCells(ctx context.Context, tx db.Execer, cells []Cell) error {
	for _, c := range cells {
		if _, err := tx.Exec(ctx, "DELETE FROM rollup WHERE metric = $1 AND month = $2 AND municipality = $3 AND authority_id = $4",
			c.Metric, c.Month, c.Municipality, c.Authority); err != nil {
			return err
		}
	}
	return nil
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
func Cells(ctx context.Context, q db.Reader, metric string, f Filter) (out []Cell, err error) {
	err = cells(ctx, q, []string{metric}, f, func(c Cell) { out = append(out, c) })
	return out, err
}

// cells calls put with the sums of some measures, by measure, month, municipality and authority.
func cells(ctx context.Context, q db.Reader, metrics []string, f Filter, put func(Cell)) error {
	var args []any
	where := []string{"metric " + db.In(metrics, &args)}
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
	return db.Each(ctx, q, func(c Cell) error { put(c); return nil }, "SELECT "+cellColumns+" FROM rollup WHERE "+strings.Join(where, " AND ")+
		" ORDER BY metric, month, municipality, authority_id", args...)
}
