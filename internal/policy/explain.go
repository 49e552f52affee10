package policy

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Reason is one way in which an actor is allowed.
type Reason struct {
	Role Role
	Text language.Text // "Du ser detta därför att …"
}

// Explain tells why the actor may do the action to the thing now, one reason for each way that holds. To somebody who
// may not it says only "not found": why not would tell that the thing exists.
func (t *Table) Explain(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) ([]Reason, error) {
	all, err := t.decide(ctx, q, a, thing, act)
	if err != nil {
		return nil, err
	}
	v := all[0]
	if !v.allowed() {
		return nil, fault.NotFoundThing()
	}
	sentence := language.T("Du får göra detta därför att %s.", "You may do this because %s.")
	if t.rules[act].Read {
		sentence = language.T("Du ser detta därför att %s.", "You see this because %s.")
	}
	reasons := make([]Reason, len(v.ways))
	for i, w := range v.ways {
		reasons[i] = Reason{Role: w.role, Text: sentence.With(w.cond.Text)}
	}
	return reasons, nil
}
