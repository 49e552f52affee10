package escalation_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// After ten thousand acts of four who raise, decide, answer and withdraw whatever comes to their mind at the same time,
// taken or refused, while the clock raises and reminds, the sums are those of the facts, every fact is as the house wrote
// it, none that an escalation left is gone, and none is open of a question that waits for nothing.
func TestSumsFollowFromTheFactsAfterRandomActs(t *testing.T) {
	each(t, func(h *house) {
		h.svc.Tell = nil
		m := &muddle{house: h, left: int64(sample.Of(300, 10_000))}
		var all sync.WaitGroup
		for worker := range uint64(4) {
			chance := rand.New(rand.NewPCG(sample.Seed(t), worker))
			all.Go(func() { m.work(chance) })
		}
		all.Wait()
		t.Logf("%d acts taken of %d, until %s", m.taken.Load(), m.left, h.Now().Format(time.DateOnly))
		if m.taken.Load()*6 < m.left {
			t.Error("hardly an act was taken: the test shows little")
		}
		m.whole()
	})
}

// muddle is a house where everybody does anything.
type muddle struct {
	*house
	left        int64
	done, taken atomic.Int64
}

func (m *muddle) work(chance *rand.Rand) {
	for open := []string{}; m.done.Add(1) <= m.left; open = open[max(0, len(open)-5):] {
		m.Clock.Advance(time.Duration(chance.Int64N(2*120*24*60/m.left)) * time.Minute) // some 120 days in all
		switch {
		case len(open) == 0 || chance.IntN(10) == 0:
			e, err := m.questions.Send(m.t.Context(), m.anna, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: true,
				Number: number, Name: "Nora Testberg (Demo)", Text: "Vad är nästa steg?", Purpose: "planering", Certified: true,
				Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}})
			if m.took(err) {
				open = append(open, e.ID)
			}
		case chance.IntN(15) == 0:
			m.took(m.svc.Tend(m.t.Context()))
		default:
			m.took(m.anything(chance, open[chance.IntN(len(open))]))
		}
	}
}

// anything does one act on a question or on what is escalated of it, as anybody.
func (m *muddle) anything(chance *rand.Rand, id string) error {
	ctx, k := m.t.Context(), enquiry.Key{ID: id}
	who := []policy.Actor{m.anna, m.bo, m.per, m.kaj, m.cia, m.stig}[chance.IntN(6)]
	switch chance.IntN(8) {
	case 0, 1:
		_, err := m.svc.Raise(ctx, []policy.Actor{m.anna, m.per, m.cia}[chance.IntN(3)], k, escalation.Reasons()[0])
		return err
	case 2:
		_, err := m.questions.Acknowledge(ctx, m.per, k)
		return err
	case 3:
		if chance.IntN(3) > 0 {
			return nil
		}
		if _, err := m.questions.OpenPerson(ctx, m.per, k, noHarm()); err != nil {
			return err
		}
		_, err := m.questions.Answer(ctx, m.per, k, enquiry.Reply{Outcome: enquiry.Answered, Text: "Ja", Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "koden"}})
		return err
	case 4:
		_, err := m.questions.Withdraw(ctx, m.anna, k, "")
		return err
	}
	raised, err := db.All[string](ctx, m.DB, "SELECT id FROM escalation WHERE thing_id = $1", id)
	if err != nil || len(raised) == 0 {
		return err
	}
	d := []escalation.Decision{{Until: calendar.AddWorkingDays(calendar.DateOf(m.Now()), 3), Text: "Vi hinner då."}, {Settle: true, Text: "Vi löser det vid mötet."},
		{Next: true, Reason: escalation.Reasons()[0]}}[chance.IntN(3)]
	_, err = m.svc.Decide(ctx, who, escalation.Key{ID: raised[chance.IntN(len(raised))]}, d)
	return err
}

// took counts an act that was taken; one that fails by a fault of the house's is a fault.
func (m *muddle) took(err error) bool {
	switch {
	case err == nil:
		m.taken.Add(1)
	case fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Unavailable):
		m.t.Errorf("an act: %v", err)
	}
	return err == nil
}

func (m *muddle) whole() {
	ctx := m.t.Context()
	differ, err := fact.Verify(ctx, m.DB)
	must(m.t, err)
	changed, err := fact.Changed(ctx, m.DB, m.Keys)
	must(m.t, err)
	gone, err := fact.Gone(ctx, m.DB, []fact.Left{{Table: "escalation_fact", Column: "fact_id", Of: language.T("en eskalering", "an escalation")},
		{Table: "enquiry_fact", Column: "fact_id", Of: language.T("en fråga", "a question")}})
	must(m.t, err)
	var said []string
	for _, d := range append(append(differ, changed.Findings...), gone.Findings...) {
		said = append(said, d.Text.In(language.English))
	}
	if len(said) > 0 || changed.Facts == 0 {
		m.t.Errorf("after the acts, of %d facts: %s", changed.Facts, strings.Join(said, "\n"))
	}
	n, err := db.One[int64](ctx, m.DB, "SELECT count(*) FROM escalation WHERE level > $1", int64(ladder.Coordinators))
	must(m.t, err)
	over, err := db.All[string](ctx, m.DB, "SELECT e.id FROM escalation e JOIN enquiry q ON q.id = e.thing_id WHERE e.state = 'open' AND q.state IN ('answered', 'closed', 'withdrawn', 'joined')")
	must(m.t, err)
	if n == 0 || len(over) > 0 {
		m.t.Errorf("%d rose above the coordinators; open though the question waits for nothing: %v", n, over)
	}
}
