package enquiry_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// After a hundred thousand acts of four who do whatever comes to their mind at the same time, taken or refused, the sums are
// those of the facts, whatever of them has been folded at whichever moment, every fact is as the house wrote it, and none that a question left is gone. Then a sum and a fact
// are changed by hand, and each is named.
func TestSumsFollowFromTheFactsAfterRandomActs(t *testing.T) {
	each(t, func(h *house) {
		h.svc.Tell = func(context.Context, *audit.Tx, enquiry.News) error { return nil }
		h.svc.Hook = func(context.Context, *audit.Tx, []string, string, ref.Ref) error { return nil }
		m := &muddle{house: h, left: int64(sample.Of(1_000, 100_000))}
		var all sync.WaitGroup
		for range 4 {
			chance := rand.New(rand.NewPCG(sample.Seed(h.t), uint64(m.workers.Add(1))))
			all.Go(func() { m.work(chance) })
		}
		all.Wait()
		h.t.Logf("%d acts, %d of them taken, until %s", m.done.Load(), m.taken.Load(), h.Now().Format(time.DateOnly))
		if m.taken.Load()*5 < m.done.Load() {
			h.t.Error("hardly an act was taken: the test shows little")
		}
		if said := m.verify(); said != "" {
			h.t.Fatalf("after the acts: %s", said)
		}
		must(h.t, fact.Fold(h.t.Context(), h.Trail))
		if said := m.verify(); said != "" {
			h.t.Fatalf("after all was folded: %s", said)
		}
		for text, want := range map[string]string{
			"UPDATE rollup SET n = n + 1 WHERE metric = 'answer-time' AND municipality = '2085' AND month = (SELECT MIN(month) FROM rollup WHERE metric = 'answer-time')": "The sum of ",
			"UPDATE fact SET minutes = minutes + 60 WHERE id = (SELECT MIN(id) FROM fact WHERE metric = 'answer-time' AND closed IS NOT NULL)":                            "was changed after it was written",
		} {
			must(h.t, h.Writer.DoRows(h.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(h.t.Context(), text); return err }))
			if said := m.verify(); !strings.Contains(said, want) || !strings.Contains(said, "municipality 2085, month 2026-") {
				h.t.Errorf("%s\nis not named: %s", text, said)
			}
		}
	})
}

// muddle is a house where everybody does anything.
type muddle struct {
	*house
	left        int64
	workers     atomic.Int64
	done, taken atomic.Int64
}

// work does acts on some questions at a time, and takes a new one for one that has had enough of them.
func (m *muddle) work(chance *rand.Rand) {
	const most, span = 6, 9 * 30 * 24 * 60 // questions at a time; minutes that all acts take together
	var open []string
	for m.done.Add(1) <= m.left {
		if chance.IntN(40) == 0 {
			if err := fact.Fold(m.t.Context(), m.Trail); err != nil {
				m.t.Error(err)
			}
		}
		m.Clock.Advance(time.Duration(chance.Int64N(2*span/m.left)) * time.Minute)
		if len(open) < most || chance.IntN(12) == 0 {
			q := m.question()
			q.Part, q.Urgent = chance.IntN(8) == 0, chance.IntN(10) == 0
			if q.Urgent {
				q.UrgentWhy = "brådskar"
			}
			e, err := m.svc.Send(m.t.Context(), m.anna, enquiry.Key{}, q)
			if m.took(err) {
				open = append(open, e.ID)
			}
			open = open[max(0, len(open)-most):]
			continue
		}
		acts := m.acts(open[chance.IntN(len(open))])
		who := []policy.Actor{m.anna, m.per, m.per, m.cia}[chance.IntN(4)]
		_, err := acts[chance.IntN(len(acts))](who, enquiry.Key{ID: open[chance.IntN(len(open))]})
		m.took(err)
	}
	m.done.Add(-1)
}

// took tells whether an act was taken; one that fails by a fault of the house's is a fault.
func (m *muddle) took(err error) bool {
	switch {
	case err == nil:
		m.taken.Add(1)
	case fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Unavailable):
		m.t.Errorf("an act: %v", err)
	}
	return err == nil
}

// verify is what is wrong with the sums and facts, in words; empty when nothing is.
func (m *muddle) verify() string {
	ctx := m.t.Context()
	differ, err := fact.Verify(ctx, m.DB)
	must(m.t, err)
	changed, err := fact.Changed(ctx, m.DB, m.Keys)
	must(m.t, err)
	gone, err := fact.Gone(ctx, m.DB, []fact.Left{{Table: "enquiry_fact", Column: "fact_id", Of: language.T("en fråga", "a question")}})
	must(m.t, err)
	var said []string
	for _, d := range append(append(differ, changed.Findings...), gone.Findings...) {
		said = append(said, d.Text.In(language.English))
	}
	return strings.Join(said, "\n")
}
