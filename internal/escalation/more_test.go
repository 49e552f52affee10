package escalation_test

import (
	"sync"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

// shield lets the agency's place for a question be that of somebody protected in its register.
func (h *house) shield(e enquiry.Enquiry) {
	h.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(h.t.Context(), `UPDATE enquiry_side SET shielded = TRUE WHERE enquiry_id = $1 AND authority_id = $2`, e.ID, directory.PES)
		return err
	})
}

func noBasis(*house) enquiry.Basis {
	return enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

// The answer and the step come at the same instant: whichever is first, an answered question has no open escalation.
func TestTheAnswerAndTheStepAtOnce(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		for range 4 {
			q := h.send()
			if _, err := h.questions.OpenPerson(t.Context(), h.per, latest(q), noHarm()); err != nil {
				t.Fatal(err)
			}
			h.Clock.Set(q.Due.Time)
			var wg sync.WaitGroup
			var errs [3]error
			h.svc.Tell = nil
			for i, do := range []func() error{
				func() error { return h.svc.Tend(t.Context()) },
				func() error { return h.svc.Tend(t.Context()) },
				func() error {
					_, err := h.questions.Answer(t.Context(), h.per, latest(q), enquiry.Reply{Outcome: enquiry.Answered, Text: "Ja", Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "koden"}})
					return err
				},
			} {
				wg.Go(func() { errs[i] = do() })
			}
			wg.Wait()
			for _, err := range errs {
				must(t, err)
			}
			if n := count(h, `SELECT COUNT(*) FROM escalation WHERE thing_id = $1 AND state = 'open'`, q.ID); n != 0 {
				t.Fatalf("%d open escalations of an answered question", n)
			}
			if n := count(h, `SELECT COUNT(*) FROM escalation WHERE thing_id = $1`, q.ID); n > 1 {
				t.Fatalf("%d escalations of one question", n)
			}
		}
	})
}

// The clock's work is cut off again and again, and done over: each step stands once.
func TestCutOffAndDoneAgain(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		for range 5 {
			h.send()
		}
		h.Clock.Set(at("2026-03-04 17.00"))
		h.svc.Tell = nil
		for range 3 {
			var wg sync.WaitGroup
			for range 2 { // two nodes
				wg.Go(func() { _ = h.svc.Tend(t.Context()) })
			}
			wg.Wait()
		}
		must(t, h.svc.Tend(t.Context()))
		if n := count(h, `SELECT COUNT(*) FROM escalation_step WHERE kind = 'raised'`); n != 5 {
			t.Errorf("%d steps of 5 questions", n)
		}
		if n := count(h, `SELECT COUNT(*) FROM fact WHERE metric = 'escalated-when-due'`); n != 5 {
			t.Errorf("%d facts of 5 questions", n)
		}
	})
}

// A question asked by one who is in no directory, or noted by one side alone, is not raised.
func TestWhatOneSideAloneHasIsNotRaised(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		if _, err := h.questions.NotedByPhone(t.Context(), h.anna, enquiry.PhoneNote{Counterpart: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-GENERAL"}, Text: "Vem kallar till mötet?"}); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-04-01 17.00")
		h.expectTold()
		if all := h.list(h.bo); len(all) != 0 {
			t.Errorf("raised: %v", all)
		}
	})
}

// A house that was closed for weeks raises one level at once, and gives the level its days from then.
func TestAfterALongStandstill(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		h.send()
		h.tend("2026-04-20 10.00")
		e := h.list(h.bo)[0]
		if e.Level != 2 || !e.NextAt.Equal(at("2026-04-27 16.30")) {
			t.Errorf("level %d until %v", e.Level, e.NextAt)
		}
		if n := count(h, `SELECT COUNT(*) FROM fact WHERE metric = 'escalated-when-due' AND closed > due`); n != 1 {
			t.Errorf("%d facts of having been raised too late", n)
		}
	})
}

func TestForwardedToAnother(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		if _, err := h.questions.OpenPerson(t.Context(), h.per, latest(q), noHarm()); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-04 17.00")
		e := h.list(h.bo)[0]
		h.news = nil
		if _, err := h.questions.Forward(t.Context(), h.per, latest(q), enquiry.Target{Authority: h.cia.Authority, Why: "fel mottagare", Ground: law.NoHarm}); err != nil {
			t.Fatal(err)
		}
		h.expectTold("cia")
		if all := h.list(h.cia); len(all) != 1 || all[0].Owes != h.cia.Authority {
			t.Errorf("the new receiver lists %v", all)
		}
		h.hidden(h.kaj, e.ID)
		if all := h.list(h.bo); len(all) != 1 {
			t.Error("the asker's side lost it")
		}
	})
}
