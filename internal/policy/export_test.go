package policy

import (
	"time"

	"samsyn/internal/ref"
)

// Question gives the query for one thing and how many values it has.
func Question(t *Table, a Actor, now time.Time, act Action, id string) (string, int) {
	r := t.rules[act]
	asked := t.questionOf(a, r.Over, []Action{act})
	var args []any
	if r.Over != "" {
		args = append(args, id)
	}
	return asked.text, len(values(a, now, args, asked.holes))
}

// Actions gives the actions over each kind, in the table's order; those over nothing under "".
func Actions(t *Table) map[ref.Kind][]Action {
	out := map[ref.Kind][]Action{}
	for _, l := range t.Matrix() {
		out[l.Over] = append(out[l.Over], l.Action)
	}
	return out
}
