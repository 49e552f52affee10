package promise

import (
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// Outcome is how one measure of a commitment turns out for one side in one window.
type Outcome struct {
	commitment.Held                 // as it was on the last day that the window and the promise have in common
	Measure         int             // which of the commitment's measures
	Side            clause.Side     // whose it is; Both: of what the parties do together
	Window          calendar.Period // the whole window
	Ended           bool            // whether the window has ended, or the promise in it
	Sum             Sum
	Counted         int64         // how many the figure is of: without relieved misses where relief was taken
	Figure          clause.Number // in percent, in the unit of the limit, or a number
	HasFigure       bool
	Verdict         Verdict
	Only            string  // the municipality that alone was counted; empty: all of the agreement
	Read            Read    // by what the parties have agreed on since; beside the signed target, never in its place
	Bare            Verdict // what it would be if the misses that the other side had a part in counted
}

// Read is a figure held against the target that the parties have agreed to read a commitment by.
type Read struct {
	Target  *clause.Number // nil: there is none
	Verdict Verdict
}

// Of is the measure that is judged.
func (o Outcome) Of() clause.Measure { return o.Commitment.Measures[o.Measure] }

// Relieved tells whether relief made the result better.
func (o Outcome) Relieved() bool { return o.Verdict != o.Bare }

// book is all that outcomes of an agreement are made of, read once.
type book struct {
	a     agreement.Agreement
	codes []string // its municipalities, those that are asked about
	only  string   // the one that is asked about alone
	held  commitment.Book
	cells map[string][]fact.Cell // by measure, as an evaluation counts them
	today calendar.Date
}

// on gives the outcomes in the windows that a day is in, of every measure of every commitment that holds in them, in
// reading order and the agency first.
func (b book) on(day calendar.Date) (out []Outcome, err error) {
	for _, w := range kinds() {
		all, err := b.in(w, WindowOf(w, day))
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	slices.SortStableFunc(out, func(x, y Outcome) int { return int(x.Place - y.Place) })
	return out, nil
}

// in gives the outcomes in one window, of every measure that is judged in windows of that kind.
func (b book) in(w clause.Window, p calendar.Period) (out []Outcome, err error) {
	at := b.judgedOn(p)
	if !b.a.InForce(at) {
		return nil, nil
	}
	all, err := b.held.On(at)
	for _, h := range all {
		out = append(out, b.of(h, w, p, at)...)
	}
	return out, err
}

// judgedOn is the day whose wording a window is judged by: its last day, today while it runs, or the agreement's last.
func (b book) judgedOn(p calendar.Period) calendar.Date {
	at := calendar.Min(p.To, b.today)
	if last := b.a.Last(); !last.IsZero() && last.Before(at) && !last.Before(p.From) {
		at = last
	}
	return at
}

// of gives the outcomes of one commitment in one window.
func (b book) of(h commitment.Held, w clause.Window, p calendar.Period, at calendar.Date) (out []Outcome) {
	if !h.Holds(at) {
		return nil
	}
	for i, m := range h.Commitment.Measures {
		if m.Window != w {
			continue
		}
		for _, side := range sidesOf(h.Commitment.By, m.Metric) {
			o := Outcome{Held: h, Measure: i, Side: side, Window: p, Only: b.only, Ended: at.Before(b.today)}
			out = append(out, b.judged(o, m, p))
		}
	}
	return out
}

// sidesOf is who a measure is judged for.
func sidesOf(by clause.Side, metric string) []clause.Side {
	m, _ := fact.Find(metric)
	switch {
	case m.Joint:
		return []clause.Side{clause.Both}
	case by == clause.Both:
		return []clause.Side{clause.Agency, clause.Municipality}
	}
	return []clause.Side{by}
}

// judged puts the sum, the figure and the verdict into an outcome.
func (b book) judged(o Outcome, m clause.Measure, p calendar.Period) Outcome {
	metric, _ := fact.Find(m.Metric)
	o.Sum = b.sum(o, metric, m)
	at := state{ended: o.Ended, whole: !o.First.After(p.From) && (o.To.IsZero() || !o.To.Before(p.To)), elapsed: elapsed(p, b.today), mends: metric.Shape != fact.Timed}
	o.Counted = o.Sum.N
	if o.Commitment.Relief && relieves(m, o.Sum, at) {
		o.Counted = o.Sum.relieved().N
	}
	o.Figure, o.HasFigure, o.Verdict = judge(m, o.Sum, at, o.Commitment.Relief)
	_, _, o.Bare = judge(m, o.Sum, at, false)
	o.Read = asRead(o, m, at, b.judgedOn(p))
	switch {
	case o.Commitment.Kind == clause.Rule:
		o.Verdict, o.Bare = Upheld, Upheld
	case !metric.Measured:
		o.HasFigure, o.Verdict, o.Bare = false, NotYet, NotYet
	case o.Commitment.Kind == clause.Signal && o.HasFigure:
		o.Verdict, o.Bare = Followed, Followed
	}
	return o
}

// asRead is how the figure is read by an adjusted target, in windows that end once it was agreed.
func asRead(o Outcome, m clause.Measure, at state, day calendar.Date) Read {
	if o.Reading.Target == nil || !o.Adjustable() || day.Before(o.Reading.On) {
		return Read{}
	}
	m.Target = o.Reading.Target
	_, _, v := judge(m, o.Sum, at, o.Commitment.Relief)
	return Read{m.Target, v}
}

// elapsed is how much of a window has passed at the end of a day.
func elapsed(p calendar.Period, today calendar.Date) float64 {
	return min(1, float64(p.From.DaysUntil(today)+1)/float64(p.Days()))
}

// sum adds the cells of a side in a window. What holds at the end of a month is taken from the last month alone. A share
// is of whole months: in the month in which a promise begins others fell due as well.
func (b book) sum(o Outcome, metric fact.Metric, m clause.Measure) (s Sum) {
	last := calendar.Min(o.Window.To, b.today).StartOfMonth()
	counts, least, beside := m.Statistic == clause.Counts, map[string]int64{}, map[string]int64{}
	for _, c := range b.cells[m.Metric] {
		if !b.belongs(c, o.Side) {
			continue
		}
		asked := slices.Contains(b.codes, c.Municipality)
		s.Ever = s.Ever || asked
		switch {
		case !o.Window.Contains(c.Month) || metric.Shape != fact.Timed && c.Month != last || !counts && c.Month.Before(o.First):
			continue
		case !asked:
			beside[c.Municipality] += c.N
			continue
		}
		s.N, s.Kept, s.Relieved = s.N+c.N, s.Kept+c.Kept, s.Relieved+c.Relieved
		s.Histogram = s.Histogram.Add(c.Histogram, 1)
		least[c.Municipality] += c.Kept
	}
	for _, n := range beside {
		s.Beside = s.Beside || isFew(n)
	}
	for i, code := range b.codes {
		if i == 0 || least[code] < s.Least {
			s.Least = least[code]
		}
	}
	return s
}

// belongs tells whether a cell is of a side of the agreement.
func (b book) belongs(c fact.Cell, side clause.Side) bool {
	switch {
	case side == clause.Both:
		return true
	case c.Authority == directory.PES:
		return side == clause.Agency
	}
	return side == clause.Municipality && b.a.Binds(c.Authority)
}

// metrics are the measures of some commitments, each once.
func metrics(all []commitment.Held) (ids []string) {
	for _, h := range all {
		for _, m := range h.Commitment.Measures {
			if fact.IsMetric(m.Metric) {
				ids = append(ids, m.Metric)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
