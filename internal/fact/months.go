package fact

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Months remembers the cells of whole months, so that an overview of many years reads only what has changed: each month has
// a version in the database, which changes when its cells do, on whichever node. What it gives is what Cells gives. The zero
// value remembers nothing yet. It is for what is asked of all municipalities; a few are found as quickly by Cells.
type Months struct {
	mu    sync.Mutex
	have  map[monthKey]remembered
	cells int
	uses  int64
}

// monthKey is what is remembered at a time: of one authority, or of all when it is empty.
type monthKey struct {
	metric    string
	authority string
	month     calendar.Date
}

type remembered struct {
	version string
	cells   []Cell // by municipality and authority; never changed
	used    int64
}

// monthsMost bounds how many cells are remembered: two authorities' ten years of all municipalities in one measure, and
// some twenty megabytes.
const monthsMost = 100_000

// Cells gives the sums of a measure between two months, both included, by month, municipality and authority: of one
// authority that owed it, or of all when it is empty.
func (m *Months) Cells(ctx context.Context, d *db.DB, metric, authority string, from, to calendar.Date) (out []Cell, err error) {
	err = d.Read(ctx, func(q db.Reader) error { // one view of versions, cells and what waits
		out, err = m.read(ctx, q, monthKey{metric: metric, authority: authority}, from.StartOfMonth(), to.StartOfMonth())
		return err
	})
	return out, err
}

// version is the version of a month.
type version struct {
	Month   calendar.Date `db:"month"`
	Version string        `db:"version"`
}

func (m *Months) read(ctx context.Context, q db.Reader, of monthKey, from, to calendar.Date) ([]Cell, error) {
	months, err := db.All[version](ctx, q, "SELECT month, version FROM rollup_month WHERE metric = $1 AND month >= $2 AND month <= $3 ORDER BY month", of.metric, from, to)
	if err != nil {
		return nil, err
	}
	known, stale := m.known(of, months)
	if err := m.refresh(ctx, q, of, known, stale); err != nil {
		return nil, err
	}
	where, args := Filter{From: from, To: to, Authority: of.authority}.where([]string{of.metric})
	var waiting []Cell
	if err := summed(ctx, q, func(c Cell) { waiting = append(waiting, c) }, "SELECT "+cellColumns+" FROM rollup_delta WHERE "+where+" ORDER BY "+keyColumns, args...); err != nil {
		return nil, err
	}
	n := len(waiting)
	for _, cells := range known {
		n += len(cells)
	}
	out := make([]Cell, 0, n)
	for _, v := range months {
		out = append(out, known[v.Month]...)
	}
	return merged(out, waiting), nil
}

// known gives the months that are remembered as they are now, and those that are not.
func (m *Months) known(of monthKey, months []version) (known map[calendar.Date][]Cell, stale []version) {
	known = make(map[calendar.Date][]Cell, len(months))
	m.mu.Lock()
	defer m.mu.Unlock()
	m.uses++
	for _, v := range months {
		of.month = v.Month
		if r, ok := m.have[of]; ok && r.version == v.Version {
			known[v.Month] = r.cells
			r.used = m.uses
			m.have[of] = r
		} else {
			stale = append(stale, v)
		}
	}
	return known, stale
}

// monthsRead bounds the values of one statement.
const monthsRead = 64

// refresh reads months and remembers them.
func (m *Months) refresh(ctx context.Context, q db.Reader, of monthKey, known map[calendar.Date][]Cell, stale []version) error {
	said := words{}
	for part := range slices.Chunk(stale, monthsRead) {
		where, args := Filter{Authority: of.authority}.where([]string{of.metric})
		months := make([]calendar.Date, len(part))
		for i, v := range part {
			months[i] = v.Month
		}
		err := db.Each(ctx, q, func(c Cell) error {
			c.Metric, c.Municipality, c.Authority = of.metric, said.of(c.Municipality), said.of(c.Authority)
			known[c.Month] = append(known[c.Month], c)
			return nil
		}, "SELECT "+cellColumns+" FROM rollup WHERE "+where+" AND month "+db.In(months, &args)+" ORDER BY "+keyColumns, args...)
		if err != nil {
			return err
		}
	}
	m.remember(of, known, stale)
	return nil
}

// words says each word once, so that thousands of cells share their few.
type words map[string]string

func (w words) of(s string) string {
	if have, ok := w[s]; ok {
		return have
	}
	w[s] = s
	return s
}

func (m *Months) remember(of monthKey, known map[calendar.Date][]Cell, months []version) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.have == nil {
		m.have = map[monthKey]remembered{}
	}
	for _, v := range months {
		of.month = v.Month
		m.cells += len(known[v.Month]) - len(m.have[of].cells)
		m.have[of] = remembered{v.Version, slices.Clip(known[v.Month]), m.uses}
	}
	if m.cells > monthsMost {
		m.forget()
	}
}

// forget lets go of what was asked for the longest ago, until a quarter of the room is free.
func (m *Months) forget() {
	keys := make([]monthKey, 0, len(m.have))
	for k := range m.have {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b monthKey) int { return cmp.Compare(m.have[a].used, m.have[b].used) })
	for _, k := range keys {
		if m.cells <= monthsMost*3/4 {
			return
		}
		m.cells -= len(m.have[k].cells)
		delete(m.have, k)
	}
}

// merged gives two lists of cells of one measure, each in order, as one in order: like is added to like, and what cancels
// out is left out.
func merged(cells, more []Cell) []Cell {
	if len(more) == 0 {
		return cells
	}
	out := make([]Cell, 0, len(cells)+len(more))
	for len(cells) > 0 && len(more) > 0 {
		switch a, b := cells[0], more[0]; byPlace(a, b) {
		case -1:
			out, cells = append(out, a), cells[1:]
		case 1:
			out, more = append(out, b), more[1:]
		default:
			if sum := a.add(b, 1); !sum.isEmpty() {
				out = append(out, sum)
			}
			cells, more = cells[1:], more[1:]
		}
	}
	return append(append(out, cells...), more...)
}

func byPlace(a, b Cell) int {
	return cmp.Or(a.Month.Compare(b.Month), strings.Compare(a.Municipality, b.Municipality), strings.Compare(a.Authority, b.Authority))
}

// Total gives cells together, as one of no place and no month.
func Total(cells []Cell) (sum Cell) {
	var counts [buckets]int64
	for _, c := range cells {
		sum.N, sum.Kept, sum.Relieved, sum.Minutes = sum.N+c.N, sum.Kept+c.Kept, sum.Relieved+c.Relieved, sum.Minutes+c.Minutes
		for p, rest := c.Histogram.first(); p.bucket != end; p, rest = rest.first() {
			counts[p.bucket] += p.n
		}
	}
	for bucket, n := range counts {
		sum.Histogram = sum.Histogram.put(pair{int64(bucket), n})
	}
	return sum
}
