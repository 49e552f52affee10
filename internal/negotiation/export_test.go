package negotiation

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Row is a row of a reader's list, for tests: where SQL places it and what the rules say of it.
type Row struct {
	ID      string
	State   State
	Urgency int64
	Mine    bool
	At      web.Cursor
}

// RowsOf gives a page of a reader's list as the page asks for it.
func RowsOf(ctx context.Context, q db.Reader, a policy.Actor, f Filter, after web.Cursor) ([]Row, error) {
	writes := policy.May(a, policy.ApproveDraft)
	found, err := listByTurn(ctx, q, a, writes, f, after)
	if err != nil {
		return nil, err
	}
	var drafts []Draft
	for _, d := range found {
		drafts = append(drafts, d.Draft)
	}
	all, err := standings(ctx, q, drafts)
	if err != nil {
		return nil, err
	}
	var out []Row
	for i, s := range all {
		todo := s.What(Reader{a.Authority, writes && s.Binds(a.Authority)}, func(id string) string { return id })
		out = append(out, Row{s.ID, s.State, int64(found[i].Urgency), todo.Mine(), found[i].cursor()})
	}
	return out, nil
}

// CountMine is how many of a reader's drafts wait for them.
func CountMine(ctx context.Context, q db.Reader, a policy.Actor, f Filter) (int, error) {
	return countMine(ctx, q, a, policy.May(a, policy.ApproveDraft), f)
}
