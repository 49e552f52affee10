package negotiation

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Filter says which drafts are wanted. Empty fields want all.
type Filter struct {
	State        State
	Kind         Kind
	Municipality string // code of a party's municipality
	Agreement    string // id of the agreement that the draft began from
	Over         bool   // also those that are concluded, withdrawn or expired, when no state is asked for
	Limit        int    // most rows; 0 means all
	After        string // id of the last row of the page before
}

// List gives the drafts that the actor may read, the latest begun first.
func List(ctx context.Context, q db.Reader, a policy.Actor, f Filter) ([]Draft, error) {
	var args []any
	where := f.where(q, a, &args)
	if f.After != "" {
		args = append(args, f.After)
		where += fmt.Sprintf(" AND d.id < $%d", len(args))
	}
	limit := ""
	if f.Limit > 0 {
		limit = db.Limit(f.Limit)
	}
	return withParties(ctx, q, `SELECT `+columns+` FROM negotiation_draft d WHERE `+where+` ORDER BY d.id DESC`+limit, args...)
}

// Total is how many drafts the filter finds, on all pages together.
func Total(ctx context.Context, q db.Reader, a policy.Actor, f Filter) (int, error) {
	var args []any
	return db.One[int](ctx, q, `SELECT count(*) FROM negotiation_draft d WHERE `+f.where(q, a, &args), args...)
}

func (f Filter) where(q db.Reader, a policy.Actor, args *[]any) string {
	parts := []string{policy.Where(q, a, policy.ReadDraft, "d", args)}
	add := func(condition string, value any) {
		*args = append(*args, value)
		parts = append(parts, fmt.Sprintf(condition, len(*args)))
	}
	switch {
	case f.State != "":
		add("d.state = $%d", f.State)
	case !f.Over:
		parts = append(parts, "d.state NOT IN ('concluded', 'withdrawn', 'expired')")
	}
	if f.Kind != "" {
		add("d.kind = $%d", f.Kind)
	}
	if f.Agreement != "" {
		add("d.agreement_id = $%d", f.Agreement)
	}
	if f.Municipality != "" {
		add("EXISTS (SELECT 1 FROM negotiation_party p WHERE p.draft_id = d.id AND p.municipality_code = $%d)", f.Municipality)
	}
	return strings.Join(parts, " AND ")
}
