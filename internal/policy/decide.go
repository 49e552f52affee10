package policy

import (
	"context"
	"fmt"

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
func (t *Table) ways(r Rule, held uint32) (out []way) {
	for i, role := range t.roles {
		if held&(1<<i) == 0 {
			continue
		}
		for _, p := range r.Who[role] {
			out = append(out, way{role: role, permit: p, cond: t.meaning(r, p)})
		}
	}
	return out
}

// held gives those of the actor's roles that a rule permits something, as bits in the order of the roles.
func (t *Table) held(a Actor, r Rule) (bits uint32) {
	for i, role := range t.roles {
		if len(r.Who[role]) > 0 && a.holds(role) && a.within(r, role) {
			bits |= 1 << i
		}
	}
	return bits
}

// May tells whether one of the actor's roles may do this at all. It is the guard of a route; how far the right
// reaches is asked with Check, Can or Where.
func (t *Table) May(a Actor, act Action) bool {
	r, known := t.rules[act]
	return known && t.held(a, r) != 0
}

// verdict is what the database said about one thing.
type verdict struct {
	found  bool
	ways   []way  // those that hold
	forbid []Cond // the prohibitions that hold
}

func (v verdict) allowed() bool { return v.found && len(v.ways) > 0 && len(v.forbid) == 0 }

// decide asks what may be done to one thing with one query. It has the same form and evaluates the same conditions whether
// the thing exists, is missing or is forbidden, so that the time taken tells nothing. An unknown action is none.
func (t *Table) decide(ctx context.Context, q db.Reader, a Actor, thing ref.Ref, acts ...Action) ([]verdict, error) {
	out := make([]verdict, len(acts))
	for _, act := range acts {
		if r, known := t.rules[act]; known && thing.Kind != r.Over {
			return out, fmt.Errorf("policy: %s is done to the kind %q, asked about %q", act, r.Over, thing.Kind)
		}
	}
	asked := t.questionOf(a, thing.Kind, acts)
	if asked.nothing {
		return out, nil
	}
	bits := asked.known
	if bits == "" {
		var args []any
		if thing.Kind != "" {
			args = append(args, thing.ID)
		}
		var err error
		if bits, err = db.One[string](ctx, q, asked.text, values(a, q.Now(), args, asked.holes)...); err != nil {
			return out, fmt.Errorf("policy: %s: %w", acts[0], err)
		}
	}
	for i, parts := range asked.parts {
		out[i] = parts.read(bits)
	}
	return out, nil
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
	v, err := t.decide(ctx, q, a, thing, act)
	if err != nil {
		return err
	}
	if !v[0].allowed() {
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
	if !known || r.Reason {
		return "FALSE"
	}
	held := t.held(a, r)
	if held == 0 {
		return "FALSE"
	}
	p := t.predicateOf(act, r, held, alias, len(*args))
	*args = values(a, q.Now(), *args, p.holes)
	return p.text
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
