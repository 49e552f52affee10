package template

import (
	"context"

	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// Awaiting tells whether the next version waits for the actor's approval, for their own first page: it can be approved as
// it stands, and the actor's body has not approved it. other tells whether the other body has.
func (s *Service) Awaiting(ctx context.Context, a policy.Actor) (v Version, other, waits bool, err error) {
	if !policy.May(a, policy.ApproveTemplate) {
		return v, false, false, nil
	}
	v, err = s.ReadNext(ctx, a)
	switch {
	case fault.Is(err, fault.NotFound):
		return v, false, false, nil
	case err != nil || v.ApprovedBy(a.Authority):
		return v, false, false, err
	}
	err = approvable(ctx, s.Trail.DB(), v, v.Digest)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return v, false, false, nil
	}
	return v, len(v.Approvals) > 0, err == nil, err
}
