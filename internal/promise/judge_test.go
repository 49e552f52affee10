package promise

import (
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/fact"
	"samsyn/internal/language"
)

func num(n int64) *clause.Number { x := clause.N(n); return &x }

func share(c clause.Comparator, target int64) clause.Measure {
	return clause.Measure{Statistic: clause.Share, Comparator: c, Target: num(target), Window: clause.Month}
}

func count(target int64) clause.Measure {
	return clause.Measure{Statistic: clause.Counts, Comparator: clause.AtLeast, Target: num(target), Window: clause.Year}
}

var (
	ended  = state{ended: true, whole: true, elapsed: 1}
	half   = state{whole: true, elapsed: 0.5}
	joined = state{ended: true, elapsed: 1} // in the middle of the window
)

func TestVerdicts(t *testing.T) {
	ninety, all, few := share(clause.AtLeast, 90), share(clause.AtLeast, 100), share(clause.AtMost, 5)
	median := clause.Measure{Statistic: clause.Median, Comparator: clause.AtMost, LimitUnit: clause.Days, Target: num(90)}
	days := func(n ...int64) (h fact.Histogram) {
		for _, d := range n {
			h = h.Add(fact.HistogramOf(d*24*60), 1)
		}
		return h
	}
	for name, c := range map[string]struct {
		m      clause.Measure
		s      Sum
		at     state
		relief bool
		want   Verdict
		figure string
	}{
		"91 of a hundred":                           {ninety, Sum{N: 214, Kept: 195}, ended, false, Kept, "91,12"},
		"just the target":                           {ninety, Sum{N: 10, Kept: 9}, ended, false, Kept, "90"},
		"below the target":                          {ninety, Sum{N: 100, Kept: 89}, ended, false, Broken, "89"},
		"a hair below, not rounded up":              {ninety, Sum{N: 100000, Kept: 89999}, ended, false, Broken, "89,99"},
		"below while it runs":                       {ninety, Sum{N: 100, Kept: 89}, half, false, AtRisk, "89"},
		"four of four":                              {ninety, Sum{N: 4, Kept: 4}, ended, false, TooFew, "100"},
		"one miss would decide":                     {ninety, Sum{N: 9, Kept: 8}, ended, false, TooFew, "88,88"},
		"two misses of nine":                        {ninety, Sum{N: 9, Kept: 7}, ended, false, Broken, "77,77"},
		"nothing due":                               {ninety, Sum{}, ended, false, Nothing, ""},
		"relieved to the target":                    {ninety, Sum{N: 100, Kept: 86, Relieved: 5}, ended, true, Kept, "90,52"},
		"relief that is not agreed":                 {ninety, Sum{N: 100, Kept: 86, Relieved: 5}, ended, false, Broken, "86"},
		"relief that does not suffice":              {ninety, Sum{N: 100, Kept: 80, Relieved: 5}, ended, true, Broken, "84,21"},
		"all misses relieved, none left":            {ninety, Sum{N: 6, Relieved: 6}, ended, true, Nothing, ""},
		"kept with relief that makes few":           {ninety, Sum{N: 10, Kept: 4, Relieved: 6}, ended, true, TooFew, "100"},
		"every one, one of one":                     {all, Sum{N: 1, Kept: 1}, ended, false, Kept, "100"},
		"every one, one missed while it runs":       {all, Sum{N: 30, Kept: 29}, half, false, Broken, "96,66"},
		"every one at the end, not yet":             {all, Sum{N: 28, Kept: 26}, state{whole: true, elapsed: 0.5, mends: true}, false, AtRisk, "92,85"},
		"every one at the end, ended":               {all, Sum{N: 28, Kept: 26}, state{ended: true, whole: true, elapsed: 1, mends: true}, false, Broken, "92,85"},
		"five in a hundred at most":                 {few, Sum{N: 100, Kept: 5}, ended, false, Kept, "5"},
		"six in a hundred":                          {few, Sum{N: 100, Kept: 6}, ended, false, Broken, "6"},
		"one of ten decides":                        {few, Sum{N: 10, Kept: 1}, ended, false, TooFew, "10"},
		"relief of what should not be is not taken": {few, Sum{N: 100, Kept: 6, Relieved: 50}, ended, true, Broken, "6"},
		"two meetings":                              {count(2), Sum{Least: 2, Ever: true}, ended, false, Kept, "2"},
		"one meeting in a year":                     {count(2), Sum{Least: 1, Ever: true}, ended, false, Broken, "1"},
		"one meeting by midsummer":                  {count(2), Sum{Least: 1, Ever: true}, half, false, Kept, "1"},
		"none by midsummer":                         {count(2), Sum{Least: 0, Ever: true}, half, false, AtRisk, "0"},
		"none in spring":                            {count(2), Sum{Least: 0, Ever: true}, state{whole: true, elapsed: 0.3}, false, Kept, "0"},
		"one meeting three days before the end":     {count(2), Sum{Least: 1, Ever: true}, state{whole: true, elapsed: 0.99}, false, AtRisk, "1"},
		"one meeting in the part that is promised":  {count(2), Sum{Least: 1, Ever: true}, joined, false, Partial, "1"},
		"two meetings in a part":                    {count(2), Sum{Least: 2, Ever: true}, joined, false, Kept, "2"},
		"meetings never noted":                      {count(2), Sum{}, ended, false, Nothing, ""},
		"a median":                                  {median, Sum{Histogram: days(10, 20, 80, 100, 200)}, ended, false, Kept, "80"},
		"a median above":                            {median, Sum{Histogram: days(10, 20, 120, 130, 200)}, ended, false, Broken, "120"},
		"a median of few":                           {median, Sum{Histogram: days(120)}, ended, false, TooFew, "120"},
		"no target yet":                             {clause.Measure{Statistic: clause.Share}, Sum{N: 9, Kept: 3}, ended, false, Undecided, "33,33"},
	} {
		t.Run(name, func(t *testing.T) {
			figure, ok, v := judge(c.m, c.s, c.at, c.relief)
			if v != c.want {
				t.Errorf("got %s, want %s", v, c.want)
			}
			if ok != (c.figure != "") {
				t.Errorf("a figure: %t", ok)
			}
			near := c.m.Statistic == clause.Median // read from buckets
			if want, _ := clause.ParseNumber(c.figure); ok && (figure != want && !near || near && (float64(figure) < 0.93*float64(want) || float64(figure) > 1.07*float64(want))) {
				t.Errorf("the figure is %s, want %s", figure, c.figure)
			}
		})
	}
}

func drawSum(t *rapid.T) Sum {
	s := Sum{N: rapid.Int64Range(0, 300).Draw(t, "n"), Ever: true}
	s.Kept = rapid.Int64Range(0, s.N).Draw(t, "kept")
	s.Relieved = rapid.Int64Range(0, s.N-s.Kept).Draw(t, "relieved")
	s.Least = rapid.Int64Range(0, 30).Draw(t, "least")
	return s
}

func drawMeasure(t *rapid.T) clause.Measure {
	return clause.Measure{Statistic: rapid.SampledFrom([]clause.Statistic{clause.Share, clause.Counts}).Draw(t, "statistic"),
		Comparator: rapid.SampledFrom([]clause.Comparator{clause.AtLeast, clause.AtMost, clause.Exactly}).Draw(t, "comparator"), Target: num(rapid.Int64Range(0, 100).Draw(t, "target"))}
}

func TestReliefNeverMakesAResultWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, s := drawMeasure(t), drawSum(t)
		at := state{ended: rapid.Bool().Draw(t, "ended"), whole: true, elapsed: 0.5}
		_, _, bare := judge(m, s, at, false)
		if _, _, v := judge(m, s, at, true); worse(v, bare) {
			t.Errorf("%s with relief, %s without", v, bare)
		}
	})
}

// A promise cannot be kept and broken: what is kept when the window has ended reaches the target, what is broken does
// not, and nothing that has ended is at risk.
func TestAPromiseIsNeverBothKeptAndBroken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, s := drawMeasure(t), drawSum(t)
		_, _, v := judge(m, s, ended, false)
		have, want := s.Kept*hundred, int64(*m.Target)*s.N
		if m.Statistic == clause.Counts {
			have, want = s.Least*100, int64(*m.Target)
		}
		reaches := m.Comparator == clause.AtLeast && have >= want || m.Comparator == clause.AtMost && have <= want || m.Comparator == clause.Exactly && have == want
		switch {
		case v == AtRisk:
			t.Error("at risk though the window has ended")
		case v == Kept && !reaches || v == Broken && reaches:
			t.Errorf("%s: has %d, wants %s %d", v, have, m.Comparator, want)
		}
	})
}

// Of two results that differ in one case alone, more that were done in time are never judged worse.
func TestOneMoreInTimeIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, s := share(clause.AtLeast, rapid.Int64Range(1, 100).Draw(t, "target")), drawSum(t)
		if s.Kept == s.N {
			return
		}
		better := s
		better.Kept++
		better.Relieved = min(better.Relieved, better.N-better.Kept)
		_, _, v := judge(m, s, ended, false)
		if _, _, w := judge(m, better, ended, false); worse(w, v) {
			t.Errorf("%d of %d is %s, %d is %s", s.Kept, s.N, v, better.Kept, w)
		}
	})
}

func TestWindowsCoverTheYear(t *testing.T) {
	for w, want := range map[clause.Window]int{clause.Month: 12, clause.Quarter: 4, clause.HalfYear: 2, clause.Year: 1} {
		seen := map[calendar.Period]bool{}
		for day := calendar.NewDate(2026, 1, 1); day.Year == 2026; day = day.AddDays(1) {
			p := WindowOf(w, day)
			if !p.Contains(day) || p.From.Year != 2026 || p.To.Year != 2026 {
				t.Fatalf("%s is in %s", day, p)
			}
			seen[p] = true
		}
		if len(seen) != want {
			t.Errorf("%s: %d windows in a year, want %d", w, len(seen), want)
		}
	}
	if got := WindowName(clause.Quarter, WindowOf(clause.Quarter, calendar.NewDate(2026, 11, 3))).Sv; got != "kvartal 4 2026" {
		t.Error(got)
	}
}

// The sentence counts a promise as the gravest of what the table says of it, and not by a window that says nothing.
func TestTheSentenceCountsWhatTheTableShows(t *testing.T) {
	few, kept, broken := Outcome{Verdict: TooFew, Ended: true}, Outcome{Verdict: Kept}, Outcome{Verdict: Broken, Ended: true, Side: clause.Agency}
	for _, c := range []struct {
		name string
		all  Standing
		want Verdict
	}{
		{"too few before, kept so far", Standing{Ended: []Outcome{few}, Running: []Outcome{kept}}, Kept},
		{"too few, and nothing now", Standing{Ended: []Outcome{few}}, TooFew},
		{"broken by one, kept by the other", Standing{Ended: []Outcome{broken, {Verdict: Kept, Ended: true}}}, Broken},
	} {
		if o, ok := c.all.summed(); !ok || o.Verdict != c.want {
			t.Errorf("%s: counted as %q, want %q", c.name, o.Verdict, c.want)
		}
	}
}

// A promise of both parties says whose the figure is; one of a single party, or of what they do together, needs not.
func TestWhoseAFigureIs(t *testing.T) {
	said := language.T("90 %", "90 %")
	for _, c := range []struct {
		by     clause.Side
		metric string
		want   string
	}{{clause.Both, fact.AnswerTime, "kommunen, 90 %"}, {clause.Municipality, fact.AnswerTime, "90 %"}, {clause.Both, fact.SteeringMeetings, "90 %"}} {
		m := clause.Measure{Metric: c.metric, Statistic: clause.Share}
		o := Outcome{Side: clause.Municipality, Held: commitment.Held{Said: commitment.Said{Commitment: clause.Commitment{By: c.by, Measures: []clause.Measure{m}}}}}
		if got := o.whose(said).Sv; got != c.want {
			t.Errorf("%s promised by %s: %q, want %q", c.metric, c.by, got, c.want)
		}
	}
}

func TestAnOutcomeInWords(t *testing.T) {
	questions := language.T("frågor", "questions")
	m := share(clause.AtLeast, 90)
	m.Limit, m.LimitUnit = 2, clause.WorkingDays
	meetings := count(2)
	outcome := func(m clause.Measure, s Sum, at state, relief bool) Outcome {
		o := Outcome{Sum: s, Counted: s.N, Ended: at.ended}
		if relief && relieves(m, s, at) {
			o.Counted = s.relieved().N
		}
		o.Commitment.Measures = []clause.Measure{m}
		o.Figure, o.HasFigure, o.Verdict = judge(m, s, at, relief)
		_, _, o.Bare = judge(m, s, at, false)
		return o
	}
	for want, o := range map[string]Outcome{
		"91,1\u00a0% inom 2 arbetsdagar av 214 frågor, löftet hålls.":               outcome(m, Sum{N: 214, Kept: 195}, ended, false),
		"91,1\u00a0% inom 2 arbetsdagar av 214 frågor, löftet hålls hittills.":      outcome(m, Sum{N: 214, Kept: 195}, half, false),
		"89,9\u00a0% inom 2 arbetsdagar av 100\u00a0000 frågor, löftet hålls inte.": outcome(m, Sum{N: 100000, Kept: 89999}, ended, false), // never rounded up to the target
		"90,5\u00a0% inom 2 arbetsdagar av 95 frågor, löftet hålls.":                outcome(m, Sum{N: 100, Kept: 86, Relieved: 5}, ended, true),
		"1 fall, målet är minst 4, löftet är i fara.":                               outcome(clause.Measure{Statistic: clause.Counts, Comparator: clause.AtLeast, Target: num(4), Window: clause.Year}, Sum{Least: 1, Ever: true}, half, false),
		"2 fall, målet är minst 2, löftet hålls.":                                   outcome(meetings, Sum{Least: 2, Ever: true}, ended, false),
	} {
		if got := o.Sentence(questions).Sv; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
