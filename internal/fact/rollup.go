package fact

import (
	"bytes"
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

const (
	keyColumns  = "metric, month, municipality, authority_id"
	cellColumns = keyColumns + ", n, kept, relieved, minutes, histogram"
)

type key struct {
	metric                  string
	month                   calendar.Date
	municipality, authority string
}

func (c Cell) key() key { return key{c.Metric, c.Month, c.Municipality, c.Authority} }

func (k key) compare(o key) int {
	return cmp.Or(strings.Compare(k.metric, o.metric), k.month.Compare(o.month), strings.Compare(k.municipality, o.municipality), strings.Compare(k.authority, o.authority))
}

func (c Cell) add(o Cell, times int64) Cell {
	o.N, o.Kept, o.Relieved, o.Minutes = c.N+o.N*times, c.Kept+o.Kept*times, c.Relieved+o.Relieved*times, c.Minutes+o.Minutes*times
	o.Histogram = c.Histogram.Add(o.Histogram, times)
	return o
}

func (c Cell) equal(o Cell) bool { return c.key() == o.key() && c.same(o) }

func (c Cell) same(o Cell) bool {
	return c.N == o.N && c.Kept == o.Kept && c.Relieved == o.Relieved && c.Minutes == o.Minutes && bytes.Equal(c.Histogram, o.Histogram)
}

// isEmpty tells whether it counts nothing.
func (c Cell) isEmpty() bool { return c.same(Cell{}) }

// deltas is what is added to the sums, by cell.
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

// ordered gives the cells in one order, by measure, month, municipality and authority, so that no two who write them wait
// for each other.
func (d deltas) ordered() []Cell {
	return slices.SortedFunc(maps.Values(d), func(a, b Cell) int { return a.key().compare(b.key()) })
}

// delta is what an act adds to a cell, as it waits to be folded into it.
type delta struct {
	Cell
	ID string `db:"id"`
}

// adder is an act that sums are changed in.
type adder interface {
	db.Queuer
	NewID() string
}

// leave adds what an act changes to what waits: rows of its own, so that no act reads or waits for a cell.
func (d deltas) leave(ctx context.Context, tx adder) error {
	var rows []delta
	for _, c := range d.ordered() {
		if !c.isEmpty() {
			rows = append(rows, delta{c, tx.NewID()})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return db.InsertLater(ctx, tx, "rollup_delta", rows...)
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

// where says the filter of some measures in SQL.
func (f Filter) where(metrics []string) (text string, args []any) {
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
	return strings.Join(where, " AND "), args
}

// Cells gives the sums of a measure, by month, municipality and authority.
func Cells(ctx context.Context, q db.Reader, metric string, f Filter) (out []Cell, err error) {
	err = cells(ctx, q, []string{metric}, f, func(c Cell) { out = append(out, c) })
	return out, err
}

// cells calls put with the sums of some measures, by measure, month, municipality and authority: what stands in the cells
// and what waits, asked for in one statement, so that nothing is seen twice or not at all while it is folded.
func cells(ctx context.Context, q db.Reader, metrics []string, f Filter, put func(Cell)) error {
	where, args := f.where(metrics)
	return summed(ctx, q, put, sumText(where), args...)
}

func sumText(where string) string {
	return "SELECT " + cellColumns + " FROM rollup WHERE " + where + " UNION ALL SELECT " + cellColumns + " FROM rollup_delta WHERE " + where + " ORDER BY " + keyColumns
}

// summed calls put with the sum of the rows of each cell, which come one after the other, unless they cancel out.
func summed(ctx context.Context, q db.Reader, put func(Cell), text string, args ...any) error {
	var sum Cell
	err := db.Each(ctx, q, func(c Cell) error {
		if c.key() == sum.key() {
			sum = sum.add(c, 1)
			return nil
		}
		if !sum.isEmpty() {
			put(sum)
		}
		sum = c
		return nil
	}, text, args...)
	if err == nil && !sum.isEmpty() {
		put(sum)
	}
	return err
}
