package corpus

import (
	"cmp"
	"context"
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Few is how many targets it takes before a distribution says anything of the country, and EnoughForTenths how many
// before its tenth and ninetieth percentile do.
const (
	Few             = 5
	EnoughForTenths = 10
)

// Kind is what makes two targets comparable: the same figure of the same thing for the same time, promised by the same side.
type Kind struct {
	Metric     string
	Of         string // Swedish words for what the figure is of, when the promise holds several
	Statistic  clause.Statistic
	Limit      int
	LimitUnit  clause.Unit
	Comparator clause.Comparator
	Window     clause.Window
	By         clause.Side
}

// Target is one agreement's target.
type Target struct {
	Held
	Number string // of the commitment: "K9.1"
	Path   string // address of the commitment
	Value  clause.Number
	Reason string // why this target, in Swedish; may be empty
	Kind   Kind
}

// Series is the comparable targets of the country, the lowest first.
type Series struct {
	Kind
	Measure clause.Measure // one of them, to be read out
	Clause  string         // id of the clause that the first of them belongs to
	Numbers []string       // of the commitments that it comes from
	Targets []Target
}

// Min is the lowest target.
func (s Series) Min() clause.Number { return s.Targets[0].Value }

// Max is the highest target.
func (s Series) Max() clause.Number { return s.Targets[len(s.Targets)-1].Value }

// Median is the middle target, or the mean of the two in the middle.
func (s Series) Median() clause.Number {
	n := len(s.Targets)
	return (s.Targets[(n-1)/2].Value + s.Targets[n/2].Value) / 2
}

// Percentile is the target that p percent of the agreements stay at or under (nearest rank: a target that somebody has).
// ok is false when there are too few to say.
func (s Series) Percentile(p int) (v clause.Number, ok bool) {
	n := len(s.Targets)
	if n < EnoughForTenths {
		return 0, false
	}
	return s.Targets[max((n*p+99)/100, 1)-1].Value, true
}

// Compared reads the targets that hold on the country's day, of one metric or, when it is empty, of all, by the number
// of their first commitment.
func Compared(ctx context.Context, q db.Reader, c Country, metric string) ([]Series, error) {
	by := map[Kind]int{}
	var out []Series
	err := commitment.Each(ctx, q, c.Day, func(k commitment.Held) error {
		h, ok := c.Of(k.Agreement)
		if !ok || k.Commitment.Kind != clause.Target {
			return nil
		}
		for _, m := range k.Commitment.Measures {
			if m.Target == nil || metric != "" && m.Metric != metric {
				continue
			}
			kind := kindOf(m, k.Commitment.By)
			i, known := by[kind]
			if !known {
				i = len(out)
				by[kind] = i
				out = append(out, Series{Kind: kind, Measure: m, Clause: k.Commitment.Clause})
			}
			out[i].add(Target{Held: h, Number: k.Number, Path: k.Path(), Value: *m.Target, Reason: k.Commitment.Reason, Kind: kind})
		}
		return nil
	})
	for i := range out {
		slices.SortStableFunc(out[i].Targets, func(a, b Target) int {
			return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.SortKey, b.SortKey))
		})
	}
	slices.SortStableFunc(out, func(a, b Series) int { return byNumber(a.Numbers[0], b.Numbers[0]) })
	return out, err
}

func (s *Series) add(t Target) {
	if !slices.Contains(s.Numbers, t.Number) {
		s.Numbers = append(s.Numbers, t.Number)
	}
	s.Targets = append(s.Targets, t)
}

func kindOf(m clause.Measure, by clause.Side) Kind {
	return Kind{Metric: m.Metric, Of: m.Of.Sv, Statistic: m.Statistic, Limit: m.Limit, LimitUnit: m.LimitUnit, Comparator: m.Comparator, Window: m.Window, By: by}
}

// Said is a value of the series with its unit: "90 %", "5 arbetsdagar".
func (s Series) Said(v clause.Number) language.Text {
	switch {
	case s.Statistic == clause.Share:
		return language.T("%s\u00a0%%", "%s\u00a0%%").With(v)
	case s.Statistic != clause.Counts && s.LimitUnit != "":
		return language.T("%s %s", "%s %s").With(v, s.LimitUnit.Name())
	}
	return language.T("%s", "%s").With(v)
}

// What says the figure without a target: "andel inom 2 arbetsdagar, per månad".
func (s Series) What() language.Text {
	t := language.T
	var what language.Text
	switch {
	case s.Statistic == clause.Share && s.Limit > 0 && s.LimitUnit == clause.Attempts:
		what = t("andel på högst %d försök", "share in at most %d attempts").With(s.Limit)
	case s.Statistic == clause.Share && s.Limit > 0:
		what = t("andel inom %d %s", "share within %d %s").With(s.Limit, s.LimitUnit.Of(s.Limit))
	case s.Statistic == clause.Share:
		what = t("andel", "share")
	case s.Statistic == clause.Median:
		what = t("median", "median")
	case s.Statistic == clause.P90:
		what = t("nio av tio", "nine in ten")
	default:
		what = t("antal", "number")
	}
	if !s.Measure.Of.IsZero() {
		what = t("%s: %s", "%s: %s").With(s.Measure.Of, what)
	}
	return t("%s, %s, %s", "%s, %s, %s").With(what, s.Comparator.Name(), s.Window.Name())
}

// Bar is how many have a target, or one within a stretch of values.
type Bar struct {
	From, To clause.Number // both included; the same for a single value
	Count    int
}

// mostBars is how many single values a drawing can hold before they are put together.
const mostBars = 12

// Bars counts the targets by value, put together in stretches of one width when the values are many.
func (s Series) Bars() (out []Bar) {
	for _, t := range s.Targets {
		if n := len(out); n == 0 || out[n-1].To != t.Value {
			out = append(out, Bar{From: t.Value, To: t.Value})
		}
		out[len(out)-1].Count++
	}
	if len(out) <= mostBars {
		return out
	}
	width := (s.Max()-s.Min())/mostBars + 1
	stretches := make([]Bar, mostBars)
	for i := range stretches {
		from := s.Min() + clause.Number(i)*width
		stretches[i] = Bar{From: from, To: min(from+width-1, s.Max())}
	}
	for _, b := range out {
		stretches[int((b.From-s.Min())/width)].Count += b.Count
	}
	return slices.DeleteFunc(stretches, func(b Bar) bool { return b.From > s.Max() })
}
