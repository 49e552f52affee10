package agreement

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Filter says which agreements of the register are asked for. Empty fields ask for all.
type Filter struct {
	State        State // on the day; InForce also finds what ends soon, since that is in force
	Kind         Kind
	County       string        // county code: a party's municipality is in it
	Municipality string        // code of a party's municipality
	On           calendar.Date // the day of State
	After        []string      // sort key and id of the last row of the page before
	Limit        int           // most rows; 0 means all
}

// List gives the agreements that the filter asks for, in Swedish order of their first municipality, each one's oldest
// first.
func List(ctx context.Context, q db.Reader, f Filter) ([]Agreement, error) {
	var args []any
	where := f.where(&args)
	if len(f.After) == 2 {
		args = append(args, f.After[0], f.After[1])
		where += fmt.Sprintf(" AND (a.sort_key, a.id) > ($%d, $%d)", len(args)-1, len(args))
	}
	limit := ""
	if f.Limit > 0 {
		args = append(args, f.Limit)
		limit = fmt.Sprintf(" LIMIT $%d", len(args))
	}
	return withParties(ctx, q, `SELECT `+columns+` FROM agreement a WHERE `+where+` ORDER BY a.sort_key, a.id`+limit, args...)
}

// Total is how many agreements the filter finds, on all pages together.
func Total(ctx context.Context, q db.Reader, f Filter) (int, error) {
	var args []any
	return db.One[int](ctx, q, `SELECT count(*) FROM agreement a WHERE `+f.where(&args), args...)
}

// where says the filter in SQL and appends its values. The states are those of StateOn; a test holds them together.
func (f Filter) where(args *[]any) string {
	var b strings.Builder
	b.WriteString("TRUE")
	add := func(condition string, values ...any) {
		numbers := make([]any, len(values))
		for i, v := range values {
			*args = append(*args, v)
			numbers[i] = len(*args)
		}
		fmt.Fprintf(&b, " AND "+condition, numbers...)
	}
	if f.Kind != "" {
		add("a.kind = $%d", f.Kind)
	}
	if f.County != "" {
		add("EXISTS (SELECT 1 FROM agreement_party p WHERE p.agreement_id = a.id AND substr(p.municipality_code, 1, 2) = $%d)", f.County)
	}
	if f.Municipality != "" {
		add("EXISTS (SELECT 1 FROM agreement_party p WHERE p.agreement_id = a.id AND p.municipality_code = $%d)", f.Municipality)
	}
	f.State.where(f.On, add)
	return b.String()
}

// early is what EndedEarly means in SQL.
const early = `(a.standing = 'agreement' AND a.terminated_on IS NOT NULL AND (a.valid_to IS NULL OR a.terminated_on < a.valid_to))`

func (s State) where(day calendar.Date, add func(string, ...any)) {
	holds := func(standing Standing) {
		add("a.standing = $%d AND a.valid_from <= $%d AND (a.last_day IS NULL OR a.last_day >= $%d)", standing, day, day)
	}
	switch s {
	case NotYet:
		add("a.valid_from > $%d", day)
	case InForce:
		holds(Concluded)
	case Ending:
		holds(Concluded)
		add("a.last_day <= $%d", day.AddDays(EndingDays))
	case Expired:
		add("a.last_day < $%d AND NOT "+early, day)
	case EndedEarly:
		add("a.last_day < $%d AND "+early, day)
	case IntentionStated:
		holds(Announced)
	case RefusalStated:
		holds(Declined)
	}
}
