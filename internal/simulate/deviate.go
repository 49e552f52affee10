package simulate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/deviation"
	"samsyn/internal/enquiry"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// deviate lets some municipalities report what has nothing to do with a question, and both sides treat what is reported.
func (s *Simulation) deviate(ctx context.Context, day calendar.Date) error {
	for i := range s.plan.country.Towns {
		t := &s.plan.country.Towns[i]
		if d := diceOf(s.o.Seed, "apart "+t.Code, number(day)); d.happens(s.plan.w.apart) {
			if err := s.report(ctx, d, t, day); err != nil {
				return err
			}
		}
	}
	if err := s.treatAll(ctx, day); err != nil {
		return err
	}
	if day.Weekday() != time.Monday {
		return nil
	}
	return s.analyse(ctx, day)
}

// apart are the deviations that no question leads to.
func apart() []deviation.Type {
	return []deviation.Type{deviation.HandOver, deviation.HandOver, deviation.MeetingNot, deviation.RoutineNot, deviation.Information}
}

func (s *Simulation) report(ctx context.Context, d dice, t *Town, day calendar.Date) error {
	from, to := t.Board, t.Agency
	if d.happens(0.5) {
		from, to = to, from
	}
	what := apart()[d.IntN(len(apart()))]
	_, err := s.stage.deviations.Report(ctx, from.Staff[d.IntN(len(from.Staff))], told(what, t.Code, to.Authority, day))
	if err != nil {
		return fmt.Errorf("a deviation reported by %s: %w", from.Name, err)
	}
	return nil
}

// told is how a deviation is told.
func told(what deviation.Type, code, asked string, day calendar.Date) deviation.Input {
	in := deviation.Input{Municipality: code, Asked: asked, Type: what, Happened: day, Effect: deviation.OnWork, EffectText: "Arbetet fick göras om."}
	switch what {
	case deviation.AnswerLate:
		in.Expected, in.What = "Ett svar inom den tid som är lovad.", "Svaret kom efter den lovade tiden."
		in.Effect, in.EffectText = deviation.OnIndividual, "Planeringen fick skjutas upp."
	case deviation.WrongPlace:
		in.Expected, in.What = "Frågan når den enhet som kan svara.", "Frågan skickades vidare till en annan enhet."
	case deviation.NotReachable:
		in.Expected, in.What = "Någon svarar i telefon när vi ringer tillbaka.", "Ingen svarade trots flera försök."
	case deviation.Information:
		in.Expected, in.What = "De uppgifter som behövs följer med.", "Uppgifter saknades och fick begäras in."
	case deviation.HandOver:
		in.Expected, in.What = "Överlämningen tas emot och följs upp.", "Ingen tog emot överlämningen på den avtalade dagen."
		in.Effect, in.EffectText = deviation.OnBoth, "Insatsen började senare än planerat."
	case deviation.MeetingNot:
		in.Expected, in.What = "Mötet hålls som det är planerat.", "Mötet ställdes in samma dag."
	default:
		in.Expected, in.What = "Rutinen för gemensam planering följs.", "Planeringen gjordes utan den andra parten."
		in.Proposal = "Gå igenom rutinen tillsammans."
	}
	return in
}

// complain reports what went wrong with a question, when it has been answered.
func (s *stage) complain(ctx context.Context, q *question, asker policy.Actor, day calendar.Date) error {
	in := told(q.complaint, q.town.Code, q.to.Authority, day)
	in.About = enquiry.Enquiry{ID: q.id}.Ref()
	if q.complaint == deviation.NotReachable {
		in.About = ref.To(contact.Kind, q.to.Path)
	}
	_, err := s.deviations.Report(ctx, asker, in)
	return err
}

// treatAll lets both sides do something with what is reported and not over.
func (s *Simulation) treatAll(ctx context.Context, day calendar.Date) error {
	var all []deviation.Item
	for _, box := range []deviation.Box{deviation.Live, deviation.Solved} { // the agency has a part in every one
		list, err := s.stage.deviations.List(ctx, s.app.DB, s.plan.country.Units[0].Lead, deviation.Filter{Box: box, Limit: everything})
		if err != nil {
			return err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b deviation.Item) int { return cmp.Compare(a.ID, b.ID) })
	for _, d := range all {
		c := caseOf(s, d.Deviation, day)
		if act := c.next(); act != nil {
			if err := act(ctx); err != nil {
				return fmt.Errorf("deviation %s (%s): %w", d.ID, d.State, err)
			}
		}
	}
	return nil
}

// treated is a deviation on a day, with those who have it.
type treated struct {
	*deviation.Service
	w          workings
	d          deviation.Deviation
	key        deviation.Key
	day        calendar.Date
	fixed      dice // what follows it all its life
	today      dice
	asks, owes policy.Actor // who speaks for the reporting and for the asked side
	settles    policy.Actor // who may decide at the asked side: on level 1 whoever handles it, above it the coordinator
}

func caseOf(s *Simulation, d deviation.Deviation, day calendar.Date) *treated {
	t := s.towns[d.Municipality]
	fixed := diceOf(s.o.Seed, "deviation "+d.ID, 0)
	asks, owes := t.deskOf(d.Reporter), t.deskOf(d.Asked)
	c := &treated{Service: s.stage.deviations, w: s.plan.w, d: d, key: deviation.Key{ID: d.ID}, day: day, fixed: fixed, today: diceOf(s.o.Seed, "deviation "+d.ID, number(day))}
	c.asks, c.owes = asks.Staff[fixed.IntN(len(asks.Staff))], owes.Staff[fixed.IntN(len(owes.Staff))]
	if c.settles = c.owes; d.Level > 1 {
		c.asks, c.owes, c.settles = asks.Lead, owes.Lead, owes.Lead
	}
	return c
}

// deedOf is something that somebody does with a deviation.
type deedOf func(context.Context) error

func (c *treated) by(actor policy.Actor, act func(context.Context, policy.Actor, deviation.Key, string) (deviation.Deviation, error), said string) deedOf {
	return func(ctx context.Context) error { _, err := act(ctx, actor, c.key, said); return err }
}

// next is what is done with it today; nil is nothing.
func (c *treated) next() deedOf {
	contested, slow := c.fixed.happens(c.w.disputes), c.fixed.happens(c.w.forgetful)
	switch {
	case c.d.Waiting:
		return c.on(0.4, c.by(c.asks, c.GiveMore, "Det gällde två tillfällen under månaden."))
	case c.d.State == deviation.Reported:
		seen := 0.9
		if slow {
			seen = 0.3
		}
		if contested && c.d.Round == 1 {
			return c.on(seen, c.by(c.owes, c.Dispute, "Vi läser det så att tiden räknades från en senare dag."))
		}
		return c.on(seen, func(ctx context.Context) error { _, err := c.Acknowledge(ctx, c.owes, c.key); return err })
	case c.d.State == deviation.Disputed:
		return c.disputed()
	case c.d.State == deviation.Resolved:
		return c.resolved()
	}
	return c.worked(slow)
}

// on does something with a probability.
func (c *treated) on(p float64, act deedOf) deedOf {
	if c.today.happens(p) {
		return act
	}
	return nil
}

func (c *treated) disputed() deedOf {
	switch {
	case !c.today.happens(0.3):
		return nil
	case !c.d.Answered && c.today.happens(0.3):
		return c.by(c.asks, c.Agree, "Vi håller med. Dagen var en annan.")
	case !c.d.Answered:
		return c.by(c.asks, c.Answer, "Vi räknar från den dag då frågan ställdes.")
	case c.today.happens(0.4):
		return func(ctx context.Context) error { _, err := c.TakeBack(ctx, c.owes, c.key); return err }
	}
	return c.decide()
}

func (c *treated) decide() deedOf {
	in := deviation.Decision{Text: "Vi går igenom fördelningen av frågor varje måndag.", Due: calendar.AddWorkingDays(c.day, 3+c.today.IntN(10))}
	return func(ctx context.Context) error { _, err := c.Decide(ctx, c.settles, c.key, in); return err }
}

func (c *treated) resolve() deedOf {
	in := deviation.Solution{Text: "Det är genomgånget och åtgärdat.", Helped: []deviation.Helped{deviation.HelpedYes, deviation.HelpedPartly, deviation.HelpedUnknown}[c.today.IntN(3)]}
	if c.d.State == deviation.Acknowledged {
		in.Cause = "Den som skulle ha gjort det var borta utan ersättare."
	}
	return func(ctx context.Context) error { _, err := c.Resolve(ctx, c.settles, c.key, in); return err }
}

func (c *treated) resolved() deedOf {
	switch roll := c.today.Float64(); {
	case roll < 0.06:
		helped := []deviation.Helped{deviation.HelpedYes, deviation.HelpedPartly}[c.today.IntN(2)]
		return func(ctx context.Context) error { _, err := c.Confirm(ctx, c.asks, c.key, helped); return err }
	case roll < 0.067 && c.d.Round == 1:
		return c.by(c.asks, c.Reopen, "Samma sak hände igen veckan efter.")
	}
	return nil
}

// worked is what is done with one that was acknowledged. What takes time rises to the next level by itself.
func (c *treated) worked(slow bool) deedOf {
	pace := 1.0
	if slow {
		pace = 0.3
	}
	roll := c.today.Float64() / pace
	switch state := c.d.State; {
	case state == deviation.Decided:
		if c.d.ActionDue.After(c.day) {
			roll *= 4 // what is to be done has its day
		}
		if roll < 0.3 {
			return c.resolve()
		}
	case roll < 0.1:
		return c.resolve()
	case state == deviation.Analysed && roll < 0.3:
		return c.decide()
	case state == deviation.Acknowledged && roll < 0.22:
		return c.by(c.owes, c.Analyse, "Frågorna fördelades inte när den som hade dem var borta.")
	case roll < 0.24:
		return c.by(c.owes, c.AskMore, "När hände det, och hur många gånger?")
	case roll < 0.25 && c.d.Level < 3:
		return c.by(c.asks, c.Raise, "Det händer om och om igen.")
	case roll < 0.256:
		return c.by(c.asks, c.Withdraw, "Det visade sig vara ett missförstånd hos oss.")
	}
	return nil
}

// analyse lets coordinators say why deviations of a kind recur and, later, that the measure is carried out.
func (s *Simulation) analyse(ctx context.Context, day calendar.Date) error {
	list, err := s.stage.deviations.Analyses(ctx, s.app.DB, s.plan.country.Units[0].Lead, deviation.AnalysisFilter{Waiting: true, Limit: everything})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b deviation.Analysis) int { return cmp.Compare(a.ID, b.ID) })
	for _, a := range list {
		d := diceOf(s.o.Seed, "analysis "+a.ID, number(day))
		lead, key := s.towns[a.Municipality].deskOf(a.Owner).Lead, deviation.Key{ID: a.ID}
		switch {
		case a.State == deviation.AnalysisOpen && d.happens(s.plan.w.analyses):
			_, err = s.stage.deviations.NoteAnalysis(ctx, lead, key, deviation.Findings{Cause: "Frågor fördelas inte när någon är borta.", Measure: "En reserv på varje bemanningslista.", Due: calendar.AddWorkingDays(day, 10+d.IntN(30))})
		case a.State == deviation.AnalysisNoted && !a.MeasureDue.After(day) && d.happens(0.5):
			_, err = s.stage.deviations.FinishAnalysis(ctx, lead, key, "Reserven finns och har använts.")
		}
		if err != nil {
			return fmt.Errorf("analysis %s (%s): %w", a.ID, a.State, err)
		}
	}
	return nil
}

// quietly gives the app's deviations without telling people or programs.
func quietly(a *app.App) *deviation.Service {
	quiet := *a.Deviations
	quiet.Tell, quiet.Hook = nil, nil
	return &quiet
}
