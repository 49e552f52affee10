package audit

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// Some chooses lines by what they are about: some actions on things of one kind, done for one of some authorities.
type Some struct {
	Kind        ref.Kind
	Things      []string // their ids; none of them chooses nothing, unless Every
	Every       bool     // every thing of the kind
	Actions     []string // none is any
	Authorities []string // acted for; "" is a process and whoever is of no authority
}

// Span is from when to when, and from which line on. Zero fields choose all.
type Span struct {
	From, To db.Time // from and including, to and excluding
	Before   string  // id of the last line of the page before; lines come newest first
}

// Among gives the newest lines of any of some choices first, each once, at most limit. It goes by the index of things, and
// for whole kinds by that of authorities.
func Among(ctx context.Context, q db.Reader, some []Some, in Span, limit int) ([]Line, error) {
	var parts []string
	var args []any
	for _, s := range some {
		if len(s.Things) > 0 || s.Every {
			parts = append(parts, s.text(in, &args))
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	text := "WITH chosen AS MATERIALIZED (" + strings.Join(parts, " UNION ") + ") SELECT seq, " + entryColumns + " FROM chosen ORDER BY id DESC" + db.Limit(limit)
	return db.All[Line](ctx, q, text, args...)
}

func (s Some) text(in Span, args *[]any) string {
	add := func(v any) string { *args = append(*args, v); return fmt.Sprintf("$%d", len(*args)) }
	text := "SELECT seq, " + entryColumns + " FROM trail_entry WHERE kind = " + add(string(s.Kind)) + " AND authority_id " + db.In(s.Authorities, args)
	if len(s.Actions) > 0 {
		text += " AND action " + db.In(s.Actions, args)
	}
	if !s.Every {
		text += " AND thing_id " + db.In(s.Things, args)
	}
	if in.Before != "" {
		text += " AND id < " + add(in.Before)
	}
	if !in.From.IsZero() {
		text += " AND at >= " + add(in.From)
	}
	if !in.To.IsZero() {
		text += " AND at < " + add(in.To)
	}
	return text
}
