package matter

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Pause is what both sides of a matter wait for, each with the measures that stand still meanwhile.
type Pause string

// What can be waited for. Why somebody is away is not written down.
const (
	AskedFor  Pause = "asked" // the person has asked to wait
	Away      Pause = "away"  // the person is away and can take no part
	Statement Pause = "statement"
)

// Pauses lists them in the order in which they are shown.
func Pauses() []Pause { return []Pause{AskedFor, Away, Statement} }

// Name says what is waited for, as a sentence.
func (p Pause) Name() language.Text {
	t := language.T
	switch p {
	case AskedFor:
		return t("Personen har bett att få vänta", "The person has asked to wait")
	case Away:
		return t("Personen är borta en tid och kan inte delta", "The person is away for a time and can take no part")
	case Statement:
		return t("Ni väntar på ett utlåtande från någon annan", "You wait for a statement from somebody else")
	}
	return language.Text{}
}

// mostWaited is how long one waiting is noted for, in days. A longer one is noted anew.
const mostWaited = 183

// Stands tells whether a measure stands still: the definitions in package fact say when.
func (m Matter) Stands(metric string) bool {
	stopped := !m.StoppedAt.IsZero()
	switch metric {
	case fact.AssessmentStarted:
		return stopped || m.WaitsWhy == AskedFor || m.WaitsWhy == Away
	case fact.AssessmentCompleted:
		return stopped || m.WaitsWhy != ""
	case fact.PlanMade:
		return m.WaitsWhy == AskedFor || m.WaitsWhy == Away
	case fact.PlanFollowUp:
		return m.WaitsWhy == Away
	}
	return false
}

// Wait notes what both wait for, and until which day at the latest. The counterpart is told, on the ground that stands; of a
// person with a protected identity by telephone.
func (s *Service) Wait(ctx context.Context, actor policy.Actor, k Key, why Pause, until calendar.Date) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if err := waitable(why, until, today(w.Tx)); err != nil {
			return err
		}
		p, err := person.ByID(ctx, w.Tx, w.Me.Person)
		if err != nil {
			return err
		}
		if !p.Protected(today(w.Tx)) {
			text := language.T("%s, till och med %s.", "%s, until %s.").With(why.Name(), until.String())
			if _, err := w.Send(Letter{Kind: msgNote, Body: text.Sv}); err != nil {
				return err
			}
		}
		w.Matter.WaitsWhy, w.Matter.WaitsUntil = why, until
		w.Occur(Waits, string(why))
		w.News(w.Others(), NewsMoved, movedText)
		return nil
	})
}

func waitable(why Pause, until, on calendar.Date) error {
	var p []fault.Problem
	if why.Name().IsZero() {
		p = append(p, fault.Field(fieldWhy, language.T("Välj vad ni väntar på.", "Choose what you wait for.")))
	}
	switch {
	case until.IsZero():
		p = append(p, fault.Field(fieldUntil, language.T("Välj till och med vilken dag ni väntar.", "Choose until which day you wait.")))
	case !until.After(on):
		p = append(p, fault.Field(fieldUntil, language.T("Välj en dag som inte har varit.", "Choose a day that is still to come.")))
	case until.After(on.AddDays(mostWaited)):
		p = append(p, fault.Field(fieldUntil, language.T("Välj en dag inom ett halvår. Behöver ni vänta längre antecknar ni det då.", "Choose a day within half a year. If you need to wait longer, note it then.")))
	}
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved."), p...)
}

// GoOn notes that what both waited for has come, or that the person is there again.
func (s *Service) GoOn(ctx context.Context, actor policy.Actor, k Key) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if w.Matter.WaitsWhy == "" {
			return fault.New(fault.Conflict, notNow)
		}
		w.Matter.WaitsWhy, w.Matter.WaitsUntil = "", calendar.Date{}
		w.Occur(GoesOn, "")
		w.News(w.Others(), NewsMoved, movedText)
		return nil
	})
}

// EndWait ends the waiting where something is done that it was for: both have judged, or the plan is made or followed up.
func (w *Work) EndWait() {
	if w.Matter.WaitsWhy != "" {
		w.Matter.WaitsWhy, w.Matter.WaitsUntil = "", calendar.Date{}
		w.event(GoesOn)
	}
}

// waitIsOver ends the waiting after its last day, and tells both.
func (w *Work) waitIsOver() error {
	if w.Matter.WaitsWhy == "" || !w.Matter.WaitsUntil.Before(today(w.Tx)) {
		return nil
	}
	w.Matter.WaitsWhy, w.Matter.WaitsUntil = "", calendar.Date{}
	w.Occur(GoesOn, "")
	for _, d := range w.Desks {
		w.News(d, NewsDue, language.T("Tiden som ni skulle vänta i ett ärende är slut. Öppna det och se vad ni ska göra.", "The time that you were to wait in a matter is over. Open it and see what to do."))
	}
	return w.save()
}

// stand lets what is counted stand still, or go on, when that has changed.
func (w *Work) stand() error {
	w.stillSince()
	if w.was.WaitsWhy == w.Matter.WaitsWhy && w.was.StoppedAt.IsZero() == w.Matter.StoppedAt.IsZero() {
		return nil
	}
	left, err := leftIn(w.Ctx, w.Tx, w.Matter.ID)
	if err != nil {
		return err
	}
	for _, l := range left {
		if l.Round != w.Matter.Round || l.Metric != fact.AssessmentStarted && l.Metric != fact.AssessmentCompleted {
			continue
		}
		if err := w.Still(l.Metric, l.Fact); err != nil {
			return err
		}
	}
	for _, follow := range w.Standing {
		if err := follow(w); err != nil {
			return err
		}
	}
	return nil
}

// Still lets facts of one measure stand still or go on, as the matter does.
func (w *Work) Still(metric string, ids ...string) error {
	if w.Matter.Stands(metric) && w.Matter.State == Open {
		return fact.Hold(w.Ctx, w.Tx, metric, ids...)
	}
	return fact.Release(w.Ctx, w.Tx, metric, ids...)
}

// stillSince keeps since when the time of the round stands still, and how long it has.
func (w *Work) stillSince() {
	m, now := &w.Matter, w.Tx.Now()
	switch still := m.State == Open && m.Stands(fact.AssessmentCompleted); {
	case still && m.StillSince.IsZero():
		m.StillSince = db.At(now)
	case !still && !m.StillSince.IsZero():
		if m.Round == w.was.Round {
			m.Stood += int64(calendar.OfficeHours().MinutesBetween(m.StillSince.Time, now))
		}
		m.StillSince = db.Time{}
	}
}
