package promise

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
)

// Whatever is promised, and however it turned out, nobody but the parties and those who review is told a number of fewer
// than five cases: not where every single one is promised, nor where there is no target.
func TestSmallNumbersAreNotShown(t *testing.T) {
	hidden, shown := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		o := someOutcome(r)
		if rapid.Bool().Draw(r, "few") {
			o = o.of(Sum{N: 3, Kept: rapid.Int64Range(0, 3).Draw(r, "kept of three"), Ever: true, Histogram: fact.HistogramOf(700)}, state{ended: true, whole: true, elapsed: 1})
		}
		if rapid.Bool().Draw(r, "no target") {
			o.Commitment.Measures[0].Target = nil
			o = o.of(o.Sum, state{ended: true, whole: true, elapsed: 1})
		}
		b := o.body(false)
		if o.Sum.N < fewest {
			hidden++
			if b.N != nil || b.Kept != nil || b.Relieved != nil || b.Figure != nil {
				r.Fatalf("%d of %d, %s, is shown: %+v", o.Sum.Kept, o.Sum.N, o.Verdict, b)
			}
			for _, said := range []string{o.sentenceFor(false).Sv, o.shortly(false).Sv, o.fellShort(false).Sv} {
				if strings.Contains(said, " av ") {
					r.Fatalf("%d of %d, %s, is said: %s", o.Sum.Kept, o.Sum.N, o.Verdict, said)
				}
			}
		} else if o.Verdict != TooFew {
			shown++
			if b.N == nil {
				r.Fatalf("%d of %d, %s, is hidden", o.Sum.Kept, o.Sum.N, o.Verdict)
			}
		}
		if b.Verdict != o.Verdict || o.body(true).N == nil {
			r.Fatal("the verdict is hidden, or the numbers from a party")
		}
	})
	if hidden == 0 || shown == 0 {
		t.Errorf("%d hidden and %d shown", hidden, shown)
	}
}

// From the whole of an agreement and one of its municipalities nobody can reckon the small number of another.
func TestASmallNumberCannotBeReckonedFromTheRest(t *testing.T) {
	for _, c := range []struct {
		only   string
		beside bool
		metric string
		want   bool
	}{{"", true, fact.AnswerTime, false}, {"2085", false, fact.AnswerTime, false}, {"2085", true, fact.AnswerTime, true}, {"2085", true, fact.ContactPathCheck, false}} {
		n := clause.N(80)
		o := Outcome{Only: c.only, Verdict: Kept, Sum: Sum{N: 10, Kept: 10, Beside: c.beside}}
		o.Commitment.Measures = []clause.Measure{{Metric: c.metric, Statistic: clause.Share, Target: &n}}
		if o.hides(false) != c.want || o.hides(true) {
			t.Errorf("%+v: hidden %v, from a party %v", c, o.hides(false), o.hides(true))
		}
	}
}
