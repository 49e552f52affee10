package fact

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/db"
)

// Due gives the sums of a measure as an evaluation counts them now: the cells, and with them every open fact that is past
// its due, as one that fell due and was not kept (domain facts 14.2). An open fact that is not due yet, and one that was
// withdrawn, add nothing. What has not ended has no time, so it is not in the histogram: a median is of what was answered.
func Due(ctx context.Context, q db.Reader, metric string, f Filter) ([]Cell, error) {
	all, err := DueOf(ctx, q, []string{metric}, f)
	return all[metric], err
}

// DueOf is Due of several measures at once, by measure, in two questions to the database however many there are.
func DueOf(ctx context.Context, q db.Reader, metrics []string, f Filter) (map[string][]Cell, error) {
	for _, id := range metrics {
		if !IsMetric(id) {
			return nil, fmt.Errorf("fact: there is no measure %q", id)
		}
	}
	if len(metrics) == 0 {
		return nil, nil
	}
	out := map[string][]Cell{}
	if err := cells(ctx, q, metrics, f, func(c Cell) { out[c.Metric] = append(out[c.Metric], c) }); err != nil {
		return nil, err
	}
	late := deltas{}
	if err := overdue(ctx, q, metrics, f, func(c Cell) { late.put(c, 1) }); err != nil {
		return nil, err
	}
	for _, c := range late.ordered() {
		out[c.Metric] = with(out[c.Metric], c)
	}
	return out, nil
}

// with gives cells, which stand in order, with one more, added to its like if that is there.
func with(cells []Cell, c Cell) []Cell {
	i, found := slices.BinarySearchFunc(cells, c, func(a, b Cell) int { return a.key().compare(b.key()) })
	if found {
		cells[i] = cells[i].add(c, 1)
		return cells
	}
	return slices.Insert(cells, i, c)
}

// overdue calls put with a cell for each open fact past its due of the measures that are timed.
func overdue(ctx context.Context, q db.Reader, metrics []string, f Filter, put func(Cell)) error {
	timed := slices.DeleteFunc(slices.Clone(metrics), func(id string) bool {
		m, _ := Find(id)
		return m.Shape != Timed
	})
	if len(timed) == 0 {
		return nil
	}
	args := []any{db.At(q.Now()), Withdrawn}
	where := "closed IS NULL AND due < $1 AND outcome <> $2 AND metric " + db.In(timed, &args)
	where += f.whereDue(&args)
	return db.Each(ctx, q, func(o Fact) error {
		c := Cell{Metric: o.Metric, Month: o.dueMonth(), Municipality: o.Municipality, Authority: o.Authority, N: 1}
		if o.Relieved {
			c.Relieved = 1
		}
		put(c)
		return nil
	}, "SELECT "+columns+" FROM fact WHERE "+where, args...)
}

// whereDue says in SQL which facts the filter chooses, by when they are due.
func (f Filter) whereDue(args *[]any) (text string) {
	add := func(cond string, arg any) {
		*args = append(*args, arg)
		text += fmt.Sprintf(cond, len(*args))
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
		text += " AND municipality " + db.In(f.Municipalities, args)
	}
	return text
}
