package policy

import (
	"context"
	"fmt"

	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Barred gives those of some things of a kind that a prohibition of the kind keeps from an actor, whatever their roles
// would let them: it is for pages that tell of things of many kinds, such as the log. A kind without prohibitions bars nobody.
func Barred(ctx context.Context, q db.Reader, a Actor, kind ref.Kind, ids []string) ([]string, error) {
	return house.Barred(ctx, q, a, kind, ids)
}

// Barred gives those of some things of a kind that a prohibition of the kind keeps from an actor.
func (t *Table) Barred(ctx context.Context, q db.Reader, a Actor, kind ref.Kind, ids []string) ([]string, error) {
	th := t.things[kind]
	if len(th.Never) == 0 || len(ids) == 0 {
		return nil, nil
	}
	f := newFill(rowAlias, 0)
	never := f.either(th.Never)
	args := values(a, q.Now(), nil, f.holes)
	key := rowAlias + "." + th.key()
	text := fmt.Sprintf("SELECT %s FROM %s AS %s WHERE CASE WHEN NOT (%s) THEN 0 ELSE 1 END = 1 AND %s ", key, th.Table, rowAlias, never, key) // unknown bars
	return db.All[string](ctx, q, text+db.In(ids, &args)+" ORDER BY "+key, args...)
}
