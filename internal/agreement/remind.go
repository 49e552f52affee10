package agreement

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// ActionRemind is what the trail says when the parties are reminded that an agreement ends.
const ActionRemind policy.Action = "agreement.remind"

// reminders are how many days before its last day the parties are reminded of an agreement's end: when a new one should
// be begun, and when it should be signed (K28.2).
func reminders() []int { return []int{EndingDays, SignDays} }

// reminder is one that was given. It names the last day, so that an agreement whose end moves is reminded of anew.
type reminder struct {
	Agreement string        `db:"agreement_id"`
	Days      int           `db:"days"`
	Last      calendar.Date `db:"last_day"`
}

// Reminded is told, in the act, which agreement ends on its last day and has no successor.
type Reminded func(ctx context.Context, tx *audit.Tx, a Agreement) error

// Remind reminds of every agreement that ends soon and that no later one follows, each time once. It can be run again
// at any time; after a stop it gives the nearest reminder alone.
func (s *Service) Remind(ctx context.Context, tell Reminded) error {
	q := s.Trail.DB()
	ending, err := List(ctx, q, Filter{State: Ending, On: today(q)})
	if err != nil {
		return err
	}
	all, err := register(ctx, q)
	if err != nil {
		return err
	}
	by := byMunicipality(all)
	for _, a := range ending {
		if followed(a, by) {
			continue
		}
		if err := s.remindOf(ctx, a, tell); err != nil {
			return err
		}
	}
	return nil
}

// followed tells whether every municipality of an agreement has another that holds after it.
func followed(a Agreement, by map[string][]Agreement) bool {
	return !slices.ContainsFunc(a.Municipalities(), func(code string) bool {
		return !slices.ContainsFunc(by[code], func(b Agreement) bool {
			return b.ID != a.ID && b.Standing == Concluded && (b.Last().IsZero() || b.Last().After(a.Last()))
		})
	})
}

// due gives the reminder that a number of days left calls for; ok is false when none.
func due(left int) (days int, ok bool) {
	for _, d := range reminders() {
		if left <= d {
			days, ok = d, true
		}
	}
	return days, ok
}

func (s *Service) remindOf(ctx context.Context, a Agreement, tell Reminded) error {
	days, ok := due(today(s.Trail.DB()).DaysUntil(a.Last()))
	if !ok {
		return nil
	}
	given, err := db.One[int](ctx, s.Trail.DB(), "SELECT count(*) FROM agreement_reminder WHERE agreement_id = $1 AND days = $2 AND last_day = $3", a.ID, days, a.Last())
	if err != nil || given > 0 {
		return err
	}
	err = s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if err := db.Insert(ctx, tx, "agreement_reminder", reminder{a.ID, days, a.Last()}); err != nil {
			return err
		}
		if err := tell(ctx, tx, a); err != nil {
			return err
		}
		return tx.Note(ActionRemind, a.Ref(), map[string]int{"days": days})
	})
	if db.IsUnique(err) {
		return nil // another node was first
	}
	return err
}
