package request

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Cover is something that a power of attorney lets a representative do, besides asking.
type Cover string

// What a power of attorney can let a representative do.
const (
	CoverTold Cover = "told" // be told the answer, which is about the person
	CoverActs Cover = "acts" // answer for the person, take a time, say whether it helped, take the request back
)

// Covers lists them in the order in which they are shown.
func Covers() []Cover { return []Cover{CoverTold, CoverActs} }

// Name gives it in words.
func (c Cover) Name() language.Text {
	switch c {
	case CoverTold:
		return language.T("få veta svaret", "be told the answer")
	case CoverActs:
		return language.T("svara och bestämma för personen i den här frågan", "answer and decide for the person in this")
	}
	return language.Same(string(c))
}

// Power is what a power of attorney says, as whoever wrote the request down read it on the paper. Its limits are those that
// the person has set (avtalslagen (1915:218) 10 §); staff hold the representative to them, and Samsyn holds staff to what
// they have read.
type Power struct {
	Until  calendar.Date `json:"until,omitzero"` // its last day; zero when it holds until it is taken back
	Covers []Cover       `json:"covers,omitempty"`
}

// Lasts tells whether it holds on a day.
func (p Power) Lasts(on calendar.Date) bool { return p.Until.IsZero() || !on.After(p.Until) }

// Lets tells whether it lets the representative do something on a day.
func (p Power) Lets(c Cover, on calendar.Date) bool {
	return p.Lasts(on) && slices.Contains(p.Covers, c)
}

// UntilSaid says in words how long it holds.
func (p Power) UntilSaid() language.Text {
	if p.Until.IsZero() {
		return language.T("tills den tas tillbaka", "until it is taken back")
	}
	return language.T("till och med %s", "until %s").With(p.Until.Long())
}

// CoversSaid says in words what it covers.
func (p Power) CoversSaid() language.Text {
	out := []language.Text{language.T("fråga för personen", "ask for the person")}
	for _, c := range Covers() {
		if slices.Contains(p.Covers, c) {
			out = append(out, c.Name())
		}
	}
	return language.List(out...)
}

// problems says what of it cannot be so, for a request that is written down on a day.
func (p Power) problems(on calendar.Date) (out []fault.Problem) {
	if !p.Lasts(on) {
		out = append(out, fault.Field(fieldUntil, powerIsOver.With(p.Until.Long())))
	}
	if slices.ContainsFunc(p.Covers, func(c Cover) bool { return !slices.Contains(Covers(), c) }) {
		out = append(out, fault.Field(fieldCovers, chooseCovers))
	}
	return out
}

// answersWhoAsked tells whether the answer goes to whoever asked: not to a representative whose power of attorney has come to
// its end, or does not cover that.
func (c Content) answersWhoAsked(on calendar.Date) bool {
	return c.Power == nil || c.Power.Lets(CoverTold, on)
}

// speaks makes sure who says what staff write down for the person, and keeps it with what happens: the person, or whoever
// asked for the person; a representative no longer than the power of attorney lasts, and in what it covers.
func (w *work) speaks(by By) error {
	switch {
	case self(w.tx.Actor()) || by == "" || by == Person:
		w.by = Person
		return nil
	case by != w.r.By:
		return problem(fieldBy, chooseSpeaker)
	}
	w.by = by
	c, err := contentOf(w.ctx, w.tx, w.keys(), w.r)
	switch {
	case err != nil || c.Power == nil:
		return err
	case !c.Power.Lasts(w.today()):
		return problem(fieldBy, powerIsOver.With(c.Power.Until.Long()))
	case !c.Power.Lets(CoverActs, w.today()):
		return problem(fieldBy, powerIsNarrow)
	}
	return nil
}

// NotePower writes down what a representative's power of attorney says, in place of what was written before: nobody had read
// it, or it was misread. One that the person has taken back stays so: a new one comes with a new request, and its paper.
func (s *Service) NotePower(ctx context.Context, actor policy.Actor, k Key, p Power) (Request, error) {
	return s.power(ctx, actor, k, NotedPower, func(w *work, _ Power) (Power, error) {
		if takenBack(w.events) {
			return p, fault.New(fault.Conflict, newPaper)
		}
		if slices.ContainsFunc(p.Covers, func(c Cover) bool { return !slices.Contains(Covers(), c) }) {
			return p, problem(fieldCovers, chooseCovers)
		}
		return p, nil
	})
}

// EndPower writes down that the person has taken the power of attorney back. From that moment the representative does nothing
// more for the person, and is told nothing (avtalslagen (1915:218) 12 §).
func (s *Service) EndPower(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.power(ctx, actor, k, EndedPower, func(w *work, now Power) (Power, error) {
		if !now.Lasts(w.today()) {
			return now, fault.New(fault.Conflict, powerIsOver.With(now.Until.Long()))
		}
		now.Until = w.today().AddDays(-1)
		return now, nil
	})
}

// power changes what the power of attorney says. It can be done however the request stands, since it can be reopened.
func (s *Service) power(ctx context.Context, actor policy.Actor, k Key, as Act, change func(*work, Power) (Power, error)) (Request, error) {
	return s.do(ctx, actor, k, policy.FollowRequest, func(w *work) error {
		if w.r.By != Representative {
			return fault.New(fault.Conflict, noPower)
		}
		c, err := contentOf(w.ctx, w.tx, w.keys(), w.r)
		if err != nil {
			return err
		}
		p, err := change(w, *c.Power)
		if err != nil {
			return err
		}
		c.Power, w.by = &p, Person
		w.occur(Them, as, Event{Said: p.UntilSaid().Sv + "; " + p.CoversSaid().Sv})
		return writeContent(ctx, w.tx, w.r.ID, c)
	})
}

// takenBack tells whether the person has taken the power of attorney back.
func takenBack(events []Event) bool {
	return slices.ContainsFunc(events, func(e Event) bool { return e.Act == EndedPower })
}
