package simulate

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/fact"
)

// midnight is what the clock does when a day begins: what the service's own jobs do, in one order. What depends on the
// month or the week alone is done when that begins.
func (s *Simulation) midnight(ctx context.Context, day calendar.Date) error {
	for range s.rounds {
		if err := s.stage.enquiries.Tend(ctx); err != nil {
			return err
		}
	}
	for _, register := range []func(context.Context) (int, error){s.app.Exchange.Register, s.app.Deviations.Register} {
		if _, err := register(ctx); err != nil {
			return err
		}
	}
	if err := fact.Fold(ctx, s.app.Trail); err != nil {
		return err
	}
	if day.Weekday() == time.Monday {
		if err := s.week(ctx, day); err != nil {
			return err
		}
	}
	if day.Day == 1 {
		return s.month(ctx, day)
	}
	return nil
}

func nobody(context.Context, *audit.Tx, contact.News) error { return nil }

// month takes in what agreements were signed, and twice a year lets promises of what has ended be judged: of all that the
// clock does that is the heaviest, and each judging reckons the windows of two years anew, so that none is missed.
func (s *Simulation) month(ctx context.Context, day calendar.Date) error {
	if err := enter(ctx, s.app, between(s.register, day.AddMonths(-1), day)); err != nil {
		return err
	}
	if err := fact.Reach(ctx, s.app.Trail); err != nil {
		return err
	}
	if err := s.app.Contacts.CountRoles(ctx); err != nil {
		return err
	}
	if day.Month != time.January && day.Month != time.July {
		return nil
	}
	return s.app.Promises.Settle(ctx)
}

// desks are all places, in one order.
func (s *Simulation) desks() (all []*Desk) {
	all = append(all, s.plan.country.Units...)
	for _, t := range s.plan.country.Towns {
		all = append(all, t.Board)
	}
	return all
}
