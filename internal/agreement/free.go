package agreement

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Blocked is why a new agreement cannot hold in some days: another one does for the same municipality (K1.2).
type Blocked struct {
	By           Agreement     // that holds or is to hold in some of the days
	Municipality string        // code of the municipality that both would bind
	Free         calendar.Date // first day on which a new one can hold; zero while the other has no last day
}

// Blocking tells whether an agreement of some municipalities is in the way of a new one in some days; ok is false when
// the days are free. It is the rule that Conclude refuses by, for those who draft.
func Blocking(ctx context.Context, q db.Reader, municipalities []string, days calendar.Period) (b Blocked, ok bool, err error) {
	for _, code := range municipalities {
		own, err := of(ctx, q, code)
		if err != nil {
			return b, ok, err
		}
		for _, a := range own {
			part := a.Within(code)
			if a.Standing != Concluded || !part.Period().Overlaps(days) {
				continue
			}
			free := calendar.Date{}
			if last := part.Last(); !last.IsZero() {
				free = last.AddDays(1)
			}
			if !ok || free.IsZero() || !b.Free.IsZero() && free.After(b.Free) {
				b, ok = Blocked{By: a, Municipality: code, Free: free}, true
			}
		}
	}
	return b, ok, nil
}
