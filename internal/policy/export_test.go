package policy

import (
	"time"

	"samsyn/internal/ref"
)

// Question gives the query for one thing and how many values it has.
func Question(t *Table, a Actor, now time.Time, act Action, id string) (string, int) {
	r := t.rules[act]
	var args []any
	text := t.question(newFill(a, now, rowAlias, &args), r, thingOf(r, id), t.ways(a, r), t.never(r))
	return text, len(args)
}

func thingOf(r Rule, id string) ref.Ref { return ref.To(r.Over, id) }
