package routine

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Filter says which routines are asked for. Empty fields ask for all that the reader may see.
type Filter struct {
	Agreement string
	Clause    string // "9" also finds K9.1
	Topic     Topic
	Text      string // every word of it stands in the routine
	Shared    bool   // only those shared as good examples
	Overdue   calendar.Date
	Retired   bool     // retired ones too
	After     []string // sort key and id of the last row of the page before
	Limit     int      // most rows; 0 means all
}

// List gives the routines that the filter asks for and the reader may see, in Swedish order of their names.
func List(ctx context.Context, q db.Reader, reader policy.Actor, f Filter) ([]Routine, error) {
	var args []any
	where := f.where(q, reader, &args)
	if len(f.After) == 2 {
		args = append(args, f.After[0], f.After[1])
		where += fmt.Sprintf(" AND (r.sort_key, r.id) > ($%d, $%d)", len(args)-1, len(args))
	}
	limit := ""
	if f.Limit > 0 {
		limit = db.Limit(f.Limit)
	}
	return db.All[Routine](ctx, q, `SELECT `+columns+` FROM routine r WHERE `+where+` ORDER BY r.sort_key, r.id`+limit, args...)
}

// Total is how many routines the filter finds, on all pages together.
func Total(ctx context.Context, q db.Reader, reader policy.Actor, f Filter) (int, error) {
	var args []any
	return db.One[int](ctx, q, `SELECT count(*) FROM routine r WHERE `+f.where(q, reader, &args), args...)
}

// where says the filter in SQL and appends its values.
func (f Filter) where(q db.Reader, reader policy.Actor, args *[]any) string {
	var b strings.Builder
	b.WriteString("(r.sharing = 'shared' AND r.state = 'in-force'")
	if !f.Shared {
		b.WriteString(" OR " + policy.Where(q, reader, policy.ReadRoutine, "r", args))
	}
	b.WriteString(")")
	add := func(condition string, value any) {
		*args = append(*args, value)
		fmt.Fprintf(&b, " AND "+condition, len(*args))
	}
	if f.Agreement != "" {
		add("r.agreement_id = $%d", f.Agreement)
	}
	if f.Clause != "" {
		add("EXISTS (SELECT 1 FROM routine_clause c WHERE c.routine_id = r.id AND c.clause = $%d)", f.Clause)
	}
	if f.Topic != "" {
		add("EXISTS (SELECT 1 FROM routine_topic t WHERE t.routine_id = r.id AND t.topic = $%d)", f.Topic)
	}
	for _, word := range strings.Fields(language.SearchKey(f.Text)) {
		add("r.search_key LIKE $%d ESCAPE '!'", "%"+escapeLike(word)+"%")
	}
	if !f.Overdue.IsZero() {
		add("r.state = 'in-force' AND r.review_on < $%d", f.Overdue)
	}
	if !f.Retired {
		b.WriteString(" AND r.state <> 'retired'")
	}
	return b.String()
}

// escapeLike makes what was asked for mean itself in a LIKE … ESCAPE '!'.
func escapeLike(s string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s)
}
