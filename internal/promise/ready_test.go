package promise

import (
	"encoding/binary"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/fact"
)

// someOutcome draws the outcome of a window that has ended, of a share with a time in which it is promised.
func someOutcome(t *rapid.T) Outcome {
	target := clause.N(rapid.Int64Range(50, 100).Draw(t, "target"))
	m := clause.Measure{Metric: fact.AnswerTime, Statistic: clause.Share, Comparator: clause.AtLeast, Target: &target, Limit: 2, LimitUnit: clause.WorkingDays, Window: clause.Month}
	o := Outcome{Held: commitment.Held{Number: "K9.1", Said: commitment.Said{Commitment: clause.Commitment{ID: "K9.1", Kind: clause.Target, Relief: true, Measures: []clause.Measure{m}}}}, Ended: true, Side: clause.Agency}
	s := Sum{N: rapid.Int64Range(1, 300).Draw(t, "n"), Ever: true, Histogram: fact.Histogram{}}
	s.Kept = rapid.Int64Range(0, s.N).Draw(t, "kept")
	s.Relieved = rapid.Int64Range(0, s.N-s.Kept).Draw(t, "relieved")
	s.Histogram = s.Histogram.Add(fact.HistogramOf(700), s.Kept).Add(fact.HistogramOf(rapid.Int64Range(1500, 9000).Draw(t, "late")), rapid.Int64Range(0, s.N-s.Kept).Draw(t, "done late"))
	return o.of(s, state{ended: true, whole: true, elapsed: 1})
}

// of is what is made of a sum, as the book makes it.
func (o Outcome) of(s Sum, at state) Outcome {
	o.Sum, o.Counted = s, s.N
	if o.Commitment.Relief && relieves(o.Of(), s, at) {
		o.Counted = s.relieved().N
	}
	o.Figure, o.HasFigure, o.Verdict = judge(o.Of(), s, at, o.Commitment.Relief)
	_, _, o.Bare = judge(o.Of(), s, at, false)
	return o
}

// Whatever is proposed for a promise that was broken is weaker than what was promised, and what the parties reached: with
// the proposed target the window would have been kept, and in the proposed time the signed share was done.
func TestAReadyProposalIsWhatWasReached(t *testing.T) {
	proposed := 0
	rapid.Check(t, func(r *rapid.T) {
		o := someOutcome(r)
		if o.Verdict != Broken {
			return
		}
		for _, p := range o.ready() {
			if p.Target != nil {
				proposed++
				m := p.Signed
				m.Target = p.Target
				if _, _, v := judge(m, o.Sum, state{ended: true, whole: true, elapsed: 1}, true); *p.Target >= *p.Signed.Target || v == Broken || v == AtRisk {
					r.Fatalf("%s is proposed for %s, and gives %s: %+v", *p.Target, *p.Signed.Target, v, o.Sum)
				}
			}
			if p.Limit > 0 {
				proposed++
				done := doneIn(o.Sum.Histogram, int64(p.Limit)*workingDay)
				if p.Limit <= p.Signed.Limit || done*hundred < int64(*p.Signed.Target)*o.Counted {
					r.Fatalf("%d days are proposed, in which %d of %d were done: %+v", p.Limit, done, o.Counted, o.Sum)
				}
			}
		}
	})
	if proposed == 0 {
		t.Error("nothing was ever proposed")
	}
}

// doneIn counts what took at most so many minutes.
func doneIn(h fact.Histogram, minutes int64) (n int64) {
	for bucket, count := range h.Buckets() {
		one := fact.Histogram(binary.AppendVarint(binary.AppendUvarint(nil, uint64(bucket)), 1))
		if at, ok := one.Quantile(1); ok && at <= minutes {
			n += count
		}
	}
	return n
}
