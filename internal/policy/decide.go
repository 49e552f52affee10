package policy

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/ref"
)

// The names of the rows in the query for one thing.
const (
	rowAlias   = "thing_row"
	askedAlias = "thing_asked"
)

// way is one permit of one of the actor's roles, with what it means.
type way struct {
	role   Role
	permit Permit
	cond   Cond
}

// ways lists how an actor may come to be allowed, in the order of the roles.
func (t *Table) ways(a Actor, r Rule) (out []way) {
	for _, info := range Roles() {
		if !a.holds(info.Role) || !a.within(r, info.Role) {
			continue
		}
		for _, p := range r.Who[info.Role] {
			out = append(out, way{role: info.Role, permit: p, cond: t.meaning(r, p)})
		}
	}
	return out
}

// May tells whether one of the actor's roles may do this at all. It is the guard of a route; how far the right
// reaches is asked with Check or Where.
func (t *Table) May(a Actor, act Action) bool {
	r, known := t.rules[act]
	return known && len(t.ways(a, r)) > 0
}

// verdict is what the database said about one thing.
type verdict struct {
	found  bool
	ways   []way  // those that hold
	forbid []Cond // the prohibitions that hold
}

func (v verdict) allowed() bool { return v.found && len(v.ways) > 0 && len(v.forbid) == 0 }

// decide asks for one thing with one query. It has the same form and evaluates the same conditions whether the thing
// exists, is missing or is forbidden, so that the time taken tells nothing.
func (t *Table) decide(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) (v verdict, err error) {
	r, known := t.rules[act]
	if !known {
		return v, nil
	}
	if thing.Kind != r.Over {
		return v, fmt.Errorf("policy: %s is done to the kind %q, asked about %q", act, r.Over, thing.Kind)
	}
	ways, never := t.ways(a, r), t.never(r)
	var args []any
	text := t.question(newFill(a, q.Now(), rowAlias, &args), r, thing, ways, never)
	bits, err := db.One[string](ctx, q, text, args...)
	if err != nil {
		return v, fmt.Errorf("policy: %s: %w", act, err)
	}
	return read(bits, ways, never), nil
}

// question writes each condition as a column, the columns put together as one text of ones and zeros: the thing
// exists, each way, each prohibition.
func (t *Table) question(f *fill, r Rule, thing ref.Ref, ways []way, never []Cond) string {
	from, exists := "", "'1'"
	if r.Over != "" {
		th := t.things[r.Over]
		*f.args = append(*f.args, thing.ID)
		from = fmt.Sprintf(" FROM (SELECT CAST($%d AS TEXT) AS id) AS %s LEFT JOIN %s AS %s ON %s.%s = %s.id",
			len(*f.args), askedAlias, th.Table, rowAlias, rowAlias, th.key(), askedAlias)
		exists = fmt.Sprintf("CASE WHEN %s.%s IS NULL THEN '0' ELSE '1' END", rowAlias, th.key())
	}
	columns := []string{exists}
	for _, w := range ways {
		columns = append(columns, "CASE WHEN "+f.sql(w.cond.SQL)+" THEN '1' ELSE '0' END")
	}
	for _, c := range never { // unknown forbids
		columns = append(columns, "CASE WHEN NOT ("+f.sql(c.SQL)+") THEN '0' ELSE '1' END")
	}
	return "SELECT " + strings.Join(columns, " || ") + from
}

func read(bits string, ways []way, never []Cond) (v verdict) {
	if len(bits) != 1+len(ways)+len(never) {
		return v
	}
	v.found = bits[0] == '1'
	for i, w := range ways {
		if bits[1+i] == '1' {
			v.ways = append(v.ways, w)
		}
	}
	for i, c := range never {
		if bits[1+len(ways)+i] == '1' {
			v.forbid = append(v.forbid, c)
		}
	}
	return v
}

// Check gives nil when the action may be done to the thing now, else a fault of the kind Denied (or Unauthenticated,
// when nobody has signed in). A missing thing is denied too: whoever may not, learns nothing from it.
func (t *Table) Check(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) error {
	if t.rules[act].Reason {
		return noReason()
	}
	return t.check(ctx, q, a, act, thing)
}

func (t *Table) check(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) error {
	v, err := t.decide(ctx, q, a, act, thing)
	if err != nil {
		return err
	}
	if !v.allowed() {
		return t.Refusal(a, act)
	}
	return nil
}

// CheckRead is Check for showing: "may not" and "does not exist" are the same not-found fault.
func (t *Table) CheckRead(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) error {
	return hide(t.Check(ctx, q, a, act, thing))
}

// hide makes "may not" read as "not found".
func hide(err error) error {
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		return fault.NotFoundThing()
	}
	return err
}

// Where gives a predicate for a list's own query: the things of the action's kind that it may be done to now. alias
// is what the list calls the row. Values are appended to args. An act asks with its Tx, a page with one snapshot, so
// that list and check use one instant.
func (t *Table) Where(q db.Reader, a Actor, act Action, alias string, args *[]any) string {
	r, known := t.rules[act]
	ways := t.ways(a, r)
	if !known || len(ways) == 0 || r.Reason {
		return "FALSE"
	}
	permits := make([]Cond, len(ways))
	for i, w := range ways {
		permits[i] = w.cond
	}
	never := t.never(r)
	refuseAlias(alias, act, append(permits, never...))
	f := newFill(a, q.Now(), alias, args)
	text := "(" + f.either(permits) + ")"
	if len(never) > 0 {
		text += " AND NOT (" + f.either(never) + ")"
	}
	return "(" + text + ")"
}

// refuseAlias stops a list whose name for its row is also a name inside a predicate: the predicate would silently
// speak of the wrong row. It is a fault in the program, found by the first test that fetches the list.
func refuseAlias(alias string, act Action, conds []Cond) {
	for _, c := range conds {
		if usesWord(c.SQL, alias) {
			panic(fmt.Sprintf("policy: %s: the row cannot be called %q, a predicate uses that name", act, alias))
		}
	}
}
