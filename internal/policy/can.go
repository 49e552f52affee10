package policy

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Allowed is what an actor may do to one thing, of what was asked. The zero Allowed allows nothing.
type Allowed struct {
	table *Table
	actor Actor
	may   map[Action]bool
	by    map[Action]By
}

// May tells whether an action may be done. One that was not asked about may not.
func (w Allowed) May(act Action) bool { return w.may[act] }

// Check is what Table.Check gives for one of the actions.
func (w Allowed) Check(act Action) error {
	switch {
	case w.may[act]:
		return nil
	case w.table == nil:
		return house.Refusal(w.actor, act)
	case w.table.rules[act].Reason:
		return noReason()
	}
	return w.table.Refusal(w.actor, act)
}

// CheckRead is what Table.CheckRead gives for one of the actions.
func (w Allowed) CheckRead(act Action) error { return hide(w.Check(act)) }

// Can asks about many actions on one thing at once: for each it says what Check says, with one query for all of them. One
// that asks for a reason in writing is not allowed without.
func (t *Table) Can(ctx context.Context, q db.Reader, a Actor, thing ref.Ref, acts ...Action) (Allowed, error) {
	w := Allowed{table: t, actor: a, may: make(map[Action]bool, len(acts)), by: make(map[Action]By, len(acts))}
	all, err := t.decide(ctx, q, a, thing, acts...)
	if err != nil {
		return Allowed{}, err
	}
	for i, act := range acts {
		if w.may[act] = all[i].allowed() && !t.rules[act].Reason; w.may[act] {
			w.by[act] = all[i].by()
		}
	}
	return w, nil
}
