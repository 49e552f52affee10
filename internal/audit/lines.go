package audit

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Filter chooses lines of the trail; empty fields choose all.
type Filter struct {
	Authority string  // authority acted for
	Actor     string  // staff account
	Thing     ref.Ref // the thing, or every thing of its kind when the id is empty
	Action    string
	From, To  db.Time // from and including, to and excluding
	Before    string  // id of the last line of the page before; lines come newest first
}

// Line is one line of the trail for reading: its place in the log, or nil while it waits for one.
type Line struct {
	Entry
	Seq *int64 `db:"seq"`
}

// Lines gives the newest lines first, at most limit.
func Lines(ctx context.Context, q db.Reader, f Filter, limit int) ([]Line, error) {
	var where []string
	var args []any
	add := func(cond string, arg any) {
		args = append(args, arg)
		where = append(where, fmt.Sprintf(cond, len(args)))
	}
	for _, c := range []struct{ cond, value string }{
		{"authority_id = $%d", f.Authority}, {"actor_id = $%d", f.Actor}, {"kind = $%d", string(f.Thing.Kind)},
		{"thing_id = $%d", f.Thing.ID}, {"action = $%d", f.Action}, {"id < $%d", f.Before},
	} {
		if c.value != "" {
			add(c.cond, c.value)
		}
	}
	if !f.From.IsZero() {
		add("at >= $%d", f.From)
	}
	if !f.To.IsZero() {
		add("at < $%d", f.To)
	}
	text := "SELECT seq, " + entryColumns + " FROM trail_entry"
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	return db.All[Line](ctx, q, text+" ORDER BY id DESC"+db.Limit(limit), args...)
}
