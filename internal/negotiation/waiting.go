package negotiation

import (
	"context"

	"samsyn/internal/policy"
)

// Awaiting is a draft that waits for a reader, with what it asks of them.
type Awaiting struct {
	Draft
	Places []string // names of the municipalities
	Todo   Todo
}

// Awaiting gives the drafts that wait for the actor, for their own first page: the one that lapses first before the
// others, and no more than limit.
func (s *Service) Awaiting(ctx context.Context, a policy.Actor, limit int) ([]Awaiting, error) {
	if !policy.May(a, policy.ApproveDraft) {
		return nil, nil
	}
	found, err := listByTurn(ctx, s.Trail.DB(), a, true, Filter{Limit: limit}, nil)
	if err != nil {
		return nil, err
	}
	drafts := make([]Draft, len(found))
	for i, d := range found {
		drafts[i] = d.Draft
	}
	all, err := s.seen(ctx, a, drafts)
	var out []Awaiting
	for _, d := range all {
		if d.todo.Mine() {
			out = append(out, Awaiting{d.Draft, d.places, d.todo})
		}
	}
	return out, err
}
