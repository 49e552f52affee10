package deviation_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/deviation"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// After twenty thousand acts of four who do whatever comes to their mind with deviations at the same time, taken or
// refused, while the clock raises, reminds and closes, the sums are those of the facts, every fact is as the house wrote
// it, and none that a deviation left is gone.
func TestSumsFollowFromTheFactsAfterRandomActs(t *testing.T) {
	each(t, func(h *house) {
		h.svc.Tell = nil
		left := int64(sample.Of(400, 20_000))
		var done, taken atomic.Int64
		took := func(err error) bool {
			switch {
			case err == nil:
				taken.Add(1)
			case fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Unavailable):
				t.Errorf("an act: %v", err)
			}
			return err == nil
		}
		var all sync.WaitGroup
		for worker := range uint64(4) {
			chance := rand.New(rand.NewPCG(sample.Seed(t), worker))
			all.Go(func() {
				for open := []string{}; done.Add(1) <= left; open = open[max(0, len(open)-6):] {
					h.Clock.Advance(time.Duration(chance.Int64N(2*200*24*60/left)) * time.Minute) // some 200 days in all
					if len(open) == 0 || chance.IntN(15) == 0 {
						in := late()
						in.Happened = calendar.DateOf(h.Now())
						in.Type = []deviation.Type{deviation.AnswerLate, deviation.NotReachable}[chance.IntN(2)]
						if d, err := h.svc.Report(t.Context(), []policy.Actor{h.elin, h.maja}[chance.IntN(2)], in); took(err) {
							open = append(open, d.ID)
						}
						continue
					}
					if chance.IntN(25) == 0 {
						took(h.svc.Tend(t.Context()))
						continue
					}
					took(h.anything(chance, open[chance.IntN(len(open))]))
				}
			})
		}
		all.Wait()
		t.Logf("%d acts taken of %d, until %s", taken.Load(), left, h.Now().Format(time.DateOnly))
		if taken.Load()*6 < left {
			t.Error("hardly an act was taken: the test shows little")
		}
		differ, err := fact.Verify(t.Context(), h.DB)
		h.must(err)
		changed, err := fact.Changed(t.Context(), h.DB, h.Keys)
		h.must(err)
		gone, err := fact.Gone(t.Context(), h.DB, []fact.Left{{Table: "deviation_fact", Column: "fact_id", Of: language.T("en avvikelse", "a deviation")},
			{Table: "deviation_analysis", Column: "fact_id", Of: language.T("en orsaksanalys", "an analysis of causes")}})
		h.must(err)
		var said []string
		for _, d := range append(append(differ, changed.Findings...), gone.Findings...) {
			said = append(said, d.Text.In(language.English))
		}
		if len(said) > 0 || changed.Facts == 0 {
			t.Errorf("after the acts, of %d facts: %s", changed.Facts, strings.Join(said, "\n"))
		}
	})
}

// anything does one act on a deviation, as anybody.
func (h *house) anything(chance *rand.Rand, id string) error {
	who := []policy.Actor{h.anna, h.elin, h.per, h.maja, h.other}[chance.IntN(5)]
	ctx, k, says := h.t.Context(), deviation.Key{ID: id}, "Det blev så."
	acts := []func() (deviation.Deviation, error){
		func() (deviation.Deviation, error) { return h.svc.Acknowledge(ctx, who, k) },
		func() (deviation.Deviation, error) { return h.svc.AskMore(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.GiveMore(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Analyse(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Dispute(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Answer(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.TakeBack(ctx, who, k) },
		func() (deviation.Deviation, error) { return h.svc.Agree(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Raise(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Reopen(ctx, who, k, says) },
		func() (deviation.Deviation, error) { return h.svc.Withdraw(ctx, who, k, says) },
		func() (deviation.Deviation, error) {
			return h.svc.Decide(ctx, who, k, deviation.Decision{Text: says, Due: calendar.DateOf(h.Now()).AddDays(chance.IntN(20) - 2)})
		},
		func() (deviation.Deviation, error) {
			return h.svc.Resolve(ctx, who, k, deviation.Solution{Cause: says, Text: says, Helped: deviation.HelpedYes})
		},
		func() (deviation.Deviation, error) { return h.svc.Confirm(ctx, who, k, deviation.HelpedYes) },
	}
	_, err := acts[chance.IntN(len(acts))]()
	return err
}
