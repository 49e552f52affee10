package promise

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
)

// Ready gives, for a draft that changes an agreement, a proposal for each commitment that is broken or at risk: what the
// parties did reach in the window, as a target that they can promise, or the time in which the signed share was reached. Of
// a commitment that both sides break, the side that reached least says what can be promised.
func Ready(ctx context.Context, q db.Reader, agreementID string) (out []negotiation.Ready, err error) {
	a, err := agreement.ByID(ctx, q, agreementID)
	if err != nil {
		return nil, err
	}
	all, err := Standings(ctx, q, a, calendar.DateOf(q.Now()))
	for _, st := range all {
		if o, ok := st.worst(); ok {
			out = append(out, o.ready()...)
		}
	}
	return out, err
}

// worst is the outcome of a commitment that is not kept: of windows that have ended before those that run, and of the side
// that reached least.
func (s Standing) worst() (found Outcome, ok bool) {
	if len(s.Held.Commitment.Measures) == 0 || s.Held.Commitment.Kind != clause.Target {
		return found, false
	}
	fails := s.Broke()
	if len(fails) == 0 {
		fails = atRisk(s)
	}
	for _, o := range fails {
		if !ok || o.Measure == found.Measure && less(o.Of().Comparator, o.Figure, found.Figure) {
			found, ok = o, true
		}
	}
	return found, ok
}

// less tells whether one figure is further from its target than another.
func less(c clause.Comparator, a, b clause.Number) bool {
	if c == clause.AtMost {
		return a > b
	}
	return a < b
}

// ready are the proposals for one commitment: the time in which the signed share was reached, when it was, and what was
// reached within the signed time. With neither the target stays and the parties write a measure to take.
func (o Outcome) ready() []negotiation.Ready {
	why := o.Why()
	if why.IsZero() { // a count, whose number alone says too little
		why = language.T("Målet är %s.", "The target is %s.").With(o.Of().Goal())
	}
	p := negotiation.Ready{Number: o.Number, Measure: o.Measure, Signed: o.Of(), Found: language.T("%s. %s", "%s. %s").With(upper(o.short()), why), Path: o.FigurePath()}
	p.Reason = language.T("Utfall %s. %s", "Turnout %s. %s").With(o.short(), why).Sv
	out := []negotiation.Ready{p}
	out[0].Target = o.reached()
	if n := o.reachedWithin(); n > 0 {
		if out[0].Target != nil {
			out = append(out, p)
		}
		out[len(out)-1].Limit = n
	}
	return out
}

// reached is what was reached in the window as a target in whole numbers that it would have kept; nil when nothing was, or
// when there are too few to promise by.
func (o Outcome) reached() *clause.Number {
	m := o.Of()
	if !o.HasFigure || m.Target == nil || m.Comparator == clause.Exactly || m.Statistic != clause.Counts && o.Counted < fewest {
		return nil
	}
	n := o.Figure / 100 * 100
	if m.Comparator == clause.AtMost && n < o.Figure {
		n += 100
	}
	if n <= 0 || n == *m.Target || m.Statistic == clause.Share && n > hundred {
		return nil
	}
	return &n
}

// reachedWithin is the time in whole units in which the signed share was reached; 0 when it never was.
func (o Outcome) reachedWithin() int {
	m := o.Of()
	if m.Statistic != clause.Share || m.Comparator != clause.AtLeast || m.Target == nil || !o.timed() || m.Limit == 0 || o.Counted < fewest {
		return 0
	}
	done := o.Sum.Histogram.N()
	if done == 0 {
		return 0
	}
	wanted := float64(*m.Target) * float64(o.Counted) / hundred / float64(done) // of those that were done
	if wanted > 1 {
		return 0
	}
	minutes, ok := o.Sum.Histogram.Quantile(wanted)
	if !ok {
		return 0
	}
	unit := minutesOf(m.LimitUnit)
	if within := int((minutes + unit - 1) / unit); within > m.Limit {
		return within
	}
	return 0
}
