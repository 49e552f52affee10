package simulate

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/fault"
)

// turnWeeks is for how long a place plans its rota at a time.
const turnWeeks = 12

// turn is one planning of a place's rota: the Monday on which it is done, and the Mondays between which people take turns.
type turn struct{ planned, from, to calendar.Date }

// turns are all plannings of a place that are done in the years simulated, by the seed alone. Most are done before anybody
// is warned of a hole, some after a warning, and some when there has been a hole for a week or two; more of those when the
// place is short of people. A place in seven has no rota.
func (p *planner) turns(d *Desk, from, to calendar.Date) (all []turn) {
	w := p.w
	if fixed := diceOf(p.seed, "rota "+d.Name, 0); !fixed.happens(w.rota) || len(d.Staff) == 0 {
		return nil
	}
	first := monday(from)
	begins := first.AddDays(-7 * diceOf(p.seed, "rota "+d.Name, 1).IntN(turnWeeks))
	for n := int64(2); begins.Before(to); n++ {
		next := begins.AddDays(7 * turnWeeks)
		roll := diceOf(p.seed, "rota "+d.Name, n)
		late := w.rotaLate
		if short(p.seed, w, d, begins) {
			late *= 3
		}
		planned := begins.AddDays(-35)
		switch {
		case roll.happens(late):
			planned = begins.AddDays(7 * (1 + roll.IntN(2)))
		case roll.happens(w.rotaWarned):
			planned = begins.AddDays(-14)
		}
		if planned.Before(first) {
			planned = first
		}
		start := begins
		if start.Before(planned) {
			start = planned
		}
		all = append(all, turn{planned, start, next})
		begins = next
	}
	return all
}

// monday is the first Monday from a day on.
func monday(from calendar.Date) calendar.Date {
	for from.Weekday() != time.Monday {
		from = from.AddDays(1)
	}
	return from
}

// rotas lets each place plan who takes turns, when it is the Monday for that, and says who is away this week.
func (s *Simulation) rotas(ctx context.Context, day calendar.Date) error {
	for _, d := range s.desks() {
		if d.Path == "" {
			continue
		}
		for _, t := range s.turns[d] {
			if t.planned != day {
				continue
			}
			if err := s.planRota(ctx, d, t); err != nil {
				return err
			}
		}
		if err := s.away(ctx, d, day); err != nil {
			return err
		}
	}
	return nil
}

func (s *Simulation) planRota(ctx context.Context, d *Desk, t turn) error {
	p, err := contact.Get(ctx, s.app.DB, d.Path)
	if err != nil {
		return err
	}
	plan := contact.RotaPlan{From: t.from, Weeks: t.from.DaysUntil(t.to) / 7}
	for i := range len(d.Staff) { // whoever begins moves on from plan to plan
		plan.Accounts = append(plan.Accounts, d.Staff[(i+weeksUntil(s.o.From.AddDays(-7*turnWeeks), t.from))%len(d.Staff)].ID)
	}
	if _, err = s.app.Contacts.Plan(ctx, d.Lead, p.ID, p.Version, plan); err != nil {
		return fmt.Errorf("the rota of %s: %w", d.Name, err)
	}
	return nil
}

// away lets somebody be away for some days of a week; now and then nobody stands in, and then the rota has a hole if it was
// their turn.
func (s *Simulation) away(ctx context.Context, d *Desk, day calendar.Date) error {
	roll := diceOf(s.o.Seed, "away "+d.Name, int64(weeksUntil(s.o.From, day)))
	often, alone := s.plan.w.away, s.plan.w.alone
	if short(s.o.Seed, s.plan.w, d, day) {
		often, alone = often*2, alone*2
	}
	if !roll.happens(often) {
		return nil
	}
	who := roll.IntN(len(d.Staff))
	first := day.AddDays(roll.IntN(4))
	in := contact.AbsenceInput{Account: d.Staff[who].ID, From: first, To: first.AddDays(roll.IntN(5))}
	if !roll.happens(alone) && len(d.Staff) > 1 {
		in.Substitute = d.Staff[(who+1)%len(d.Staff)].ID
	}
	_, err := s.app.Contacts.Away(ctx, d.Lead, d.Authority, in)
	if fault.Is(err, fault.Invalid) { // away since last week already
		return nil
	}
	if err != nil {
		return fmt.Errorf("an absence at %s: %w", d.Name, err)
	}
	return nil
}

// confirms lets those who answer for contact paths confirm them before it is too late, if they think of it.
func (s *Simulation) confirms(ctx context.Context, day calendar.Date) error {
	for _, d := range s.desks() {
		p, err := contact.Get(ctx, s.app.DB, d.Path)
		if err != nil {
			return err
		}
		late := calendar.DateOf(p.ConfirmedAt.Time).DaysUntil(day)
		if late < contact.FreshDays-14 || diceOf(s.o.Seed, "confirm "+d.Name, int64(day.Year*100)+int64(weeksUntil(s.o.From, day))).happens(s.plan.w.unsigned) {
			continue
		}
		owner, err := s.app.Accounts.Authenticate(ctx, p.Owner, d.Authority)
		if err != nil {
			return err
		}
		if _, err := s.app.Contacts.Confirm(ctx, owner, p.ID, p.Version); err != nil {
			return err
		}
	}
	return nil
}

// week is what people and the clock do with contact paths on a Monday.
func (s *Simulation) week(ctx context.Context, day calendar.Date) error {
	for _, part := range []func(context.Context, calendar.Date) error{s.confirms, s.rotas} {
		if err := part(ctx, day); err != nil {
			return err
		}
	}
	return s.app.Contacts.Tick(ctx, nobody)
}
