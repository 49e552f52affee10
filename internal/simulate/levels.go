package simulate

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/escalation"
	"samsyn/internal/ladder"
)

// everything is more than any list has.
const everything = 1 << 30

// hour is a time of a working day at which the clock looks at what rises, and people at what has come to them.
type hour byte

const (
	noHour  hour = iota
	noon         // whoever is to answer today is reminded, and people treat what they have
	evening      // what was not answered by the end of the day rises
)

func (h hour) on(d calendar.Date) time.Time {
	if h == noon {
		return d.At(12, 5)
	}
	return d.At(16, 45)
}

// watch is what is done at an hour.
func (s *Simulation) watch(ctx context.Context, h hour, day calendar.Date) error {
	if err := s.app.Escalations.Tend(ctx); err != nil {
		return err
	}
	if h == evening {
		return s.stage.deviations.Tend(ctx)
	}
	if err := s.levels(ctx, day); err != nil {
		return err
	}
	return s.deviate(ctx, day)
}

// deskOf is where one of the two authorities works with a municipality.
func (t *Town) deskOf(authority string) *Desk {
	if authority == directory.PES {
		return t.Agency
	}
	return t.Board
}

// levels lets coordinators decide of what has come to their level, some days after it came: most often that it is to be
// answered by a new day, sometimes that it is settled or goes on.
func (s *Simulation) levels(ctx context.Context, day calendar.Date) error {
	list, err := s.app.Escalations.List(ctx, s.app.DB, system(), escalation.Filter{Limit: everything})
	if err != nil {
		return err
	}
	for _, e := range list {
		d := diceOf(s.o.Seed, "level "+e.ID, number(day))
		if !e.AgreedUntil.IsZero() || !d.happens(s.plan.w.decides[e.Level]) {
			continue
		}
		if err := s.decide(ctx, d, e, day); err != nil {
			return err
		}
	}
	return nil
}

func (s *Simulation) decide(ctx context.Context, d dice, e escalation.Escalation, day calendar.Date) error {
	t := s.towns[e.Municipality]
	how, by := escalation.Decision{}, t.Board // the agency's unit may be another by now
	switch roll := d.Float64(); {
	case roll < 0.6 && e.Level < ladder.Heads:
		how.Until, how.Text = calendar.AddWorkingDays(day, 2+d.IntN(4)), "Svaret lämnas senast den dagen. Vi ser över hur vi fördelar frågorna."
	case roll < 0.85 || e.Level == ladder.Heads:
		how.Settle, how.Text, by = true, "Det går att gå vidare utan svaret.", t.deskOf(e.Asks)
	default:
		how.Next, how.Reason = true, escalation.Reasons()[d.IntN(len(escalation.Reasons()))]
	}
	if _, err := s.app.Escalations.Decide(ctx, by.Lead, escalation.Key{ID: e.ID}, how); err != nil {
		return fmt.Errorf("escalation %s on level %d: %w", e.ID, e.Level, err)
	}
	return nil
}

// number is a day as dice know it.
func number(d calendar.Date) int64 { return int64(d.Year*10000 + int(d.Month)*100 + d.Day) }
