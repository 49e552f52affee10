package promise

import (
	"samsyn/internal/clause"
	"samsyn/internal/fact"
)

// Verdict is how a promise turns out in a window.
type Verdict string

// The verdicts, the gravest first.
const (
	Broken    Verdict = "broken"
	AtRisk    Verdict = "at-risk"   // the window runs, and the target is not reached now
	TooFew    Verdict = "too-few"   // so few that a single case would decide
	Partial   Verdict = "partial"   // a number is promised for a whole window, and the promise holds in a part of it
	Kept      Verdict = "kept"      // so far, while the window runs
	Nothing   Verdict = "nothing"   // nothing fell due, or nothing was ever recorded
	Followed  Verdict = "followed"  // has no target
	NotYet    Verdict = "not-yet"   // this program does not record the measure
	Upheld    Verdict = "upheld"    // a rule that the system sees to
	Undecided Verdict = "undecided" // the target is not agreed yet
)

// Verdicts gives all of them, the gravest first.
func Verdicts() []Verdict {
	return []Verdict{Broken, AtRisk, TooFew, Partial, Kept, Nothing, Followed, Undecided, Upheld, NotYet}
}

// fewest is how many cases a share or a time is judged on at least, unless every single one is promised.
const fewest = 5

// Sum is what happened in a window.
type Sum struct {
	N, Kept   int64
	Relieved  int64 // of those not kept, how many the other side had a part in
	Histogram fact.Histogram
	Least     int64 // of what is counted: in the municipality that has fewest
	Ever      bool  // whether the measure was ever recorded for these parties
	Beside    bool  // of one municipality alone: another of the agreement has so few that they could be reckoned from the whole
}

// state is how far a window has come.
type state struct {
	ended   bool
	whole   bool    // the promise holds in all of the window
	elapsed float64 // how much of it has passed, 0 to 1
	mends   bool    // what is counted is how it stands at the end, so that it can be put right until then
}

// judge gives the figure that a measure is held against, when there is one, and the verdict. With relief the misses that
// the other side had a part in do not count.
func judge(m clause.Measure, s Sum, at state, relief bool) (clause.Number, bool, Verdict) {
	switch m.Statistic {
	case clause.Counts:
		return judgeCount(m, s, at)
	case clause.Median:
		return judgeTime(m, s, at, 0.5)
	case clause.P90:
		return judgeTime(m, s, at, 0.9)
	}
	if relief && relieves(m, s, at) {
		s = s.relieved()
	}
	return judgeShare(m, s, at)
}

// relieves tells whether relief is taken: it never makes a result worse.
func relieves(m clause.Measure, s Sum, at state) bool {
	if s.Relieved == 0 || m.Statistic != clause.Share || m.Comparator == clause.AtMost {
		return false
	}
	_, _, bare := judgeShare(m, s, at)
	_, _, with := judgeShare(m, s.relieved(), at)
	return !worse(with, bare) && (with != Nothing || bare != Kept)
}

// relieved is the sum without the misses that the other side had a part in.
func (s Sum) relieved() Sum {
	s.N -= s.Relieved
	s.Relieved = 0
	return s
}

const hundred = 100 * 100 // a share is reckoned in hundredths of a percent, as a Number is

func judgeShare(m clause.Measure, s Sum, at state) (figure clause.Number, ok bool, v Verdict) {
	if s.N == 0 {
		return 0, false, Nothing
	}
	figure = clause.Number(rounded(m.Comparator, s.Kept*hundred, s.N))
	if m.Target == nil {
		return figure, true, Undecided
	}
	target := int64(*m.Target)
	reached := func(kept int64) bool { return compare(m.Comparator, kept*hundred, target*s.N) }
	every := target == hundred || m.Comparator == clause.Exactly || m.Comparator == clause.AtMost && target == 0
	switch {
	case every && reached(s.Kept):
		return figure, true, Kept
	case every && (at.ended || !at.mends):
		return figure, true, Broken // one miss cannot be made good
	case every:
		return figure, true, AtRisk
	case s.N < fewest, !reached(s.Kept) && decides(m.Comparator, reached, s):
		return figure, true, TooFew
	case reached(s.Kept):
		return figure, true, Kept
	case at.ended:
		return figure, true, Broken
	}
	return figure, true, AtRisk
}

// rounded divides away from the target, so that what does not reach it never looks as if it did.
func rounded(c clause.Comparator, n, by int64) int64 {
	if c == clause.AtMost {
		return (n + by - 1) / by
	}
	return n / by
}

// decides tells whether one case alone makes the difference and there are so few that it always would.
func decides(c clause.Comparator, reached func(int64) bool, s Sum) bool {
	if c == clause.AtMost {
		return s.Kept == 1
	}
	return s.N-s.Kept == 1
}

func compare(c clause.Comparator, have, want int64) bool {
	switch c {
	case clause.AtMost:
		return have <= want
	case clause.Exactly:
		return have == want
	}
	return have >= want
}

// awaited is the part of the time for each of a promised number that is left when it begins to be missed: of two in a year, the
// first is awaited from the middle of May, the second from the middle of November.
const awaited = 0.25

// judgeCount judges how many there were. While the window runs, fewer than are awaited by then are a risk; more than at
// most cannot be made good.
func judgeCount(m clause.Measure, s Sum, at state) (figure clause.Number, ok bool, v Verdict) {
	figure = clause.N(s.Least)
	switch {
	case !s.Ever:
		return 0, false, Nothing
	case m.Target == nil:
		return figure, true, Undecided
	case compare(m.Comparator, int64(figure), int64(*m.Target)):
		return figure, true, Kept
	case m.Comparator == clause.AtMost || m.Comparator == clause.Exactly && figure > *m.Target:
		return figure, true, Broken
	case !at.whole:
		return figure, true, Partial
	case at.ended:
		return figure, true, Broken
	case s.Least >= int64(m.Target.Float()*at.elapsed+awaited): // whole ones
		return figure, true, Kept
	}
	return figure, true, AtRisk
}

// judgeTime judges the time that a share of what was done took.
func judgeTime(m clause.Measure, s Sum, at state, p float64) (figure clause.Number, ok bool, v Verdict) {
	minutes, ok := s.Histogram.Quantile(p)
	if !ok {
		return 0, false, Nothing
	}
	figure = clause.Number(minutes * 100 / minutesOf(m.LimitUnit))
	switch {
	case m.Target == nil:
		return figure, true, Undecided
	case s.Histogram.N() < fewest:
		return figure, true, TooFew
	case compare(m.Comparator, int64(figure), int64(*m.Target)):
		return figure, true, Kept
	case at.ended:
		return figure, true, Broken
	}
	return figure, true, AtRisk
}

// workingDay is the minutes between 08.00 and 16.30.
const workingDay = 510

// minutesOf is how many minutes a unit of time has, as facts count them: a working day has 510, a day 1,440.
func minutesOf(u clause.Unit) int64 {
	switch u {
	case clause.WorkingDays:
		return workingDay
	case clause.Hours:
		return 60
	case clause.Months:
		return 30 * 24 * 60
	}
	return 24 * 60
}

// worse tells whether one verdict is graver than another.
func worse(a, b Verdict) bool { return rank(a) < rank(b) }

func rank(v Verdict) int {
	for i, x := range Verdicts() {
		if x == v {
			return i
		}
	}
	return len(Verdicts())
}
