package commitment

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Awaiting is a commitment whose next step is a reader's own side's, with what it asks of them.
type Awaiting struct {
	Held
	Text, Button language.Text
}

var sayOpenIt = language.T("Öppna åtagandet", "Open the commitment")

// Awaiting gives the commitments that wait for the actor's authority, for their own first page: what has waited longest
// before the others, and no more than limit.
func (s *Service) Awaiting(ctx context.Context, a policy.Actor, limit int) (out []Awaiting, err error) {
	if a.Authority == "" || !policy.May(a, policy.DisputeCommitment) {
		return nil, nil
	}
	q, day := s.Trail.DB(), calendar.DateOf(s.Trail.DB().Now())
	found, err := db.All[row](ctx, q, "SELECT "+rowColumns+` FROM commitment c WHERE (c.state = $1 OR c.state = $2)
		AND EXISTS (SELECT 1 FROM agreement_party p WHERE p.agreement_id = c.agreement_id AND p.authority_id = $3) ORDER BY c.changed_at, c.id`, Disputed, Review, a.Authority)
	for _, r := range found {
		if err != nil || len(out) == limit {
			break
		}
		if waits(r.State, r.DisputedBy, r.Proposal, r.ProposalBy, a.Authority) {
			out, err = s.awaiting(ctx, a, r, day, out)
		}
	}
	return out, err
}

// awaiting adds a commitment when its agreement binds the actor's authority still and the actor may take the step.
func (s *Service) awaiting(ctx context.Context, a policy.Actor, r row, day calendar.Date, to []Awaiting) ([]Awaiting, error) {
	h, of, err := one(ctx, s.Trail.DB(), r.Agreement, r.Number, day)
	if err != nil || !of.BindsOn(a.Authority, day) || !h.waitsFor(a.Authority) { // what was disputed may have been taken over by another wording
		return to, err
	}
	may, err := mayDo(ctx, s.Trail.DB(), a, policy.DisputeCommitment, h)
	if err != nil || !may {
		return to, err
	}
	where, err := places(ctx, s, of, day)
	return append(to, Awaiting{h, language.T("%s: %s", "%s: %s").With(where, h.asks()), sayOpenIt}), err
}
