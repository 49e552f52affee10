package policy

import (
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/ref"
)

// By is how somebody came to be allowed, in two codes, for the trail to say: in which role, and on what the right hung. Of
// a reading it is its ground, as it was in the instant of the reading.
type By struct {
	Role  Role  `json:"role,omitempty"`
	Reach Reach `json:"reach,omitempty"`
}

// nearest orders reaches from the one that binds somebody most closely to a thing to the one that does least. What somebody
// has handled anyhow was not seen because it was opened in an emergency.
var nearest = []Reach{Self, Assigned, Substitute, Sampled, Opened, Ground, Party, Former, Own, Municipal, Agency, Income, All}

// near is the place of the closest reach of a permit: what holds together binds as closely as its closest.
func (p Permit) near() int {
	least := len(nearest)
	for _, r := range p {
		if i := slices.Index(nearest, r); i >= 0 && i < least {
			least = i
		}
	}
	return least
}

// by gives the closest of the ways that hold; zero when none does.
func (v verdict) by() (b By) {
	least := len(nearest) + 1
	for _, w := range v.ways {
		if i := w.permit.near(); i < least {
			least, b = i, By{Role: w.role}
			if i < len(nearest) {
				b.Reach = nearest[i]
			}
		}
	}
	return b
}

// By tells how an actor is allowed an action that was asked about; zero when it is not.
func (w Allowed) By(act Action) By { return w.by[act] }

// CheckReadBy is CheckRead that also tells how the actor is allowed.
func CheckReadBy(ctx context.Context, q db.Reader, a Actor, act Action, thing ref.Ref) (By, error) {
	can, err := Can(ctx, q, a, thing, act)
	if err == nil {
		err = can.CheckRead(act)
	}
	return can.By(act), err
}
