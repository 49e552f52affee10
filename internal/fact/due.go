package fact

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/db"
)

// Due gives the sums of a measure as an evaluation counts them now: the cells, and with them every open fact that is past
// its due, as one that fell due and was not kept (domain facts 14.2). An open fact that is not due yet, and one that was
// withdrawn, add nothing. What has not ended has no time, so it is not in the histogram: a median is of what was answered.
func Due(ctx context.Context, q db.Reader, metric string, f Filter) ([]Cell, error) {
	m, ok := Find(metric)
	if !ok {
		return nil, fmt.Errorf("fact: there is no measure %q", metric)
	}
	cells, err := Cells(ctx, q, metric, f)
	if err != nil || m.Shape != Timed {
		return cells, err
	}
	sums := make(map[key]Cell, len(cells))
	for _, c := range cells {
		sums[c.key()] = c
	}
	err = overdue(ctx, q, metric, f, func(c Cell) { sums[c.key()] = sums[c.key()].add(c, 1) })
	return ordered(sums), err
}

// overdue calls put with a cell for each open fact past its due.
func overdue(ctx context.Context, q db.Reader, metric string, f Filter, put func(Cell)) error {
	args := []any{metric, db.At(q.Now()), Withdrawn}
	where := "metric = $1 AND closed IS NULL AND due < $2 AND outcome <> $3"
	add := func(cond string, arg any) {
		args = append(args, arg)
		where += fmt.Sprintf(cond, len(args))
	}
	if !f.From.IsZero() {
		add(" AND due > $%d", db.At(f.From.StartOfMonth().Start()))
	}
	if !f.To.IsZero() {
		add(" AND due <= $%d", db.At(f.To.EndOfMonth().End()))
	}
	if f.Authority != "" {
		add(" AND authority_id = $%d", f.Authority)
	}
	if len(f.Municipalities) > 0 {
		where += " AND municipality " + db.In(f.Municipalities, &args)
	}
	return db.Each(ctx, q, func(o Fact) error {
		put(Cell{Metric: o.Metric, Month: o.dueMonth(), Municipality: o.Municipality, Authority: o.Authority, N: 1})
		return nil
	}, "SELECT "+columns+" FROM fact WHERE "+where, args...)
}

// ordered gives cells by month, municipality and authority, as Cells does.
func ordered(sums map[key]Cell) []Cell {
	out := make([]Cell, 0, len(sums))
	for _, c := range sums {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Cell) int {
		return cmp.Or(a.Month.Compare(b.Month), strings.Compare(a.Municipality, b.Municipality), strings.Compare(a.Authority, b.Authority))
	})
	return out
}
