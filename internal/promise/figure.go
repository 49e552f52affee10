package promise

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
)

// Which says which figure is asked for: of a commitment, a measure of it, a side, and the window that a day is in.
type Which struct {
	Agreement    string
	Number       string
	Measure      int
	Side         clause.Side   // empty: the first that is measured
	On           calendar.Date // zero: the window that says most about how it stands
	Municipality string        // of those of the agreement; empty: all
}

// FigureOf gives one figure with its agreement, or a fault of kind NotFound.
func FigureOf(ctx context.Context, q db.Reader, w Which) (o Outcome, a agreement.Agreement, err error) {
	if w.Number == "" {
		return o, a, fault.NotFoundThing()
	}
	if a, err = agreement.ByID(ctx, q, w.Agreement); err != nil {
		return o, a, err
	}
	var codes []string
	if w.Municipality != "" {
		if codes = []string{w.Municipality}; !slices.Contains(a.Municipalities(), w.Municipality) {
			return o, a, fault.NotFoundThing()
		}
	}
	b, err := readOnly(ctx, q, a, w.Number, codes...)
	if err != nil {
		return o, a, err
	}
	o, err = b.figure(w)
	return o, a, err
}

func (b book) figure(w Which) (Outcome, error) {
	var all []Outcome
	var err error
	switch {
	case w.On.IsZero():
		all, err = b.shown(w.Number)
	case !w.On.After(b.today):
		all, err = b.on(w.On)
	}
	if err != nil {
		return Outcome{}, err
	}
	for _, o := range all {
		if o.Number == w.Number && (o.Measure == w.Measure || w.On.IsZero()) && (w.Side == "" || o.Side == w.Side) {
			return o, nil
		}
	}
	return Outcome{}, fault.NotFoundThing()
}

// shown is the outcome that says most about how a commitment stands today.
func (b book) shown(number string) ([]Outcome, error) {
	all, err := b.standings(b.today)
	for _, s := range all {
		if o, ok := s.Shown(); ok && s.Held.Number == number {
			return []Outcome{o}, err
		}
	}
	return nil, err
}

// FigurePath is the address of the page of the figure: its definition, its period, and the questions behind it.
func (o Outcome) FigurePath() string { return o.at(o.Window.From, o.Side) }

// at is the address of the same figure in another window or of the other side.
func (o Outcome) at(day calendar.Date, side clause.Side) string {
	q := url.Values{paramPeriod: {day.String()}, paramSide: {string(side)}}
	if o.Measure > 0 {
		q.Set(paramMeasure, fmt.Sprint(o.Measure))
	}
	if o.Only != "" {
		q.Set(paramPlace, o.Only)
	}
	return o.Path() + "/utfall?" + q.Encode()
}

// Words of the address of a figure.
const (
	paramPeriod  = "period"
	paramSide    = "part"
	paramMeasure = "matt"
	paramPlace   = "kommun"
)

// Missed is how many counted as misses: those that relief took away are not among them.
func (o Outcome) Missed() int64 { return o.Counted - o.Sum.Kept }

// behind says which questions or deviations the figure was reckoned from; ok is false when the measure is of neither.
func (o Outcome) behind(a agreement.Agreement, today calendar.Date) (f enquiry.Figure, ok bool) {
	metric := o.Of().Metric
	if !enquiry.Leaves(metric) && !deviation.Leaves(metric) {
		return f, false
	}
	f = enquiry.Figure{Metric: metric, Period: o.counted(today), Municipalities: a.Municipalities()}
	if o.Only != "" {
		f.Municipalities = []string{o.Only}
	}
	switch o.Side {
	case clause.Agency:
		f.Authorities = []string{directory.PES}
	case clause.Municipality:
		for _, p := range a.Parties {
			f.Authorities = append(f.Authorities, p.Authority)
		}
	}
	return f, len(f.Municipalities) > 0
}

// counted is the days in which what is counted fell due: a share is of whole months in which it was promised, and of
// those that have begun.
func (o Outcome) counted(today calendar.Date) calendar.Period {
	p := o.Window
	if m, ok := fact.Find(o.Of().Metric); ok && m.Shape == fact.Timed {
		p.To = calendar.Min(p.To, today.EndOfMonth())
	}
	if o.Of().Statistic == clause.Counts {
		return p
	}
	for p.From.Before(o.First) && p.From.Before(p.To) {
		p.From = p.From.AddMonths(1)
	}
	return p
}

// sides are the sides whose figures stand beside each other.
func (o Outcome) sides() []clause.Side { return sidesOf(o.Commitment.By, o.Of().Metric) }
