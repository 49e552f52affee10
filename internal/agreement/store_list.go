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
	State        State // on the day; InForce also finds what ends soon, EndedEarly also what is under notice and holds still
	Kind         Kind
	County       string        // county code: a party's municipality is in it
	Municipality string        // code of a party's municipality
	Promised     Promised      // how its promises stood when they were last reckoned
	On           calendar.Date // the day of State
	LiveFirst    bool          // what is over on the day stands last
	After        []string      // the cursor of the last row of the page before; see after
	Limit        int           // most rows; 0 means all
}

// List gives the agreements that the filter asks for, in Swedish order of their first municipality, each one's oldest
// first. With LiveFirst all that holds or is to come stands so before all that is over.
func List(ctx context.Context, q db.Reader, f Filter) ([]Agreement, error) {
	var args []any
	where := f.where(&args)
	order := "a.sort_key, a.id"
	if f.LiveFirst {
		args = append(args, f.On)
		order = fmt.Sprintf("(CASE WHEN a.last_day < $%d THEN '1' ELSE '0' END), ", len(args)) + order
	}
	if len(f.After) > 0 {
		var places []string
		for _, value := range f.After {
			args = append(args, value)
			places = append(places, fmt.Sprintf("$%d", len(args)))
		}
		where += " AND (" + order + ") > (" + strings.Join(places, ", ") + ")"
	}
	limit := ""
	if f.Limit > 0 {
		limit = db.Limit(f.Limit)
	}
	return withParties(ctx, q, `SELECT `+columns+` FROM agreement a WHERE `+where+` ORDER BY `+order+limit, args...)
}

// after is the place of an agreement in the list: what After continues from.
func (f Filter) after(a Agreement) []string {
	if !f.LiveFirst {
		return []string{a.SortKey, a.ID}
	}
	over := "0"
	if last := a.Last(); !last.IsZero() && last.Before(f.On) {
		over = "1"
	}
	return []string{over, a.SortKey, a.ID}
}

// afterParts is how many parts its cursor has.
func (f Filter) afterParts() int { return len(f.after(Agreement{})) }

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
	f.Promised.where(add)
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
		add("a.valid_from <= $%d AND "+early, day)
	case IntentionStated:
		holds(Announced)
	case RefusalStated:
		holds(Declined)
	}
}
