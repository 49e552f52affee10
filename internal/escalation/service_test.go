package escalation_test

import (
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
)

// The question is sent on Monday 2 March 2026 at 9 and due on Wednesday 4 March at 16.30.
func TestAQuestionRisesByTheClock(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		must(h.t, h.svc.Tend(t.Context()))
		if _, err := h.questions.Take(t.Context(), h.per, latest(q)); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-04 11.59")
		h.expectTold()
		h.tend("2026-03-04 12.05")
		h.expectTold("per") // whoever is to answer is reminded
		h.tend("2026-03-04 13.05")
		h.expectTold()
		h.tend("2026-03-04 16.29")
		if n := len(h.list(h.bo)); n != 0 {
			t.Fatalf("%d escalations before the time is up", n)
		}
		h.tend("2026-03-04 17.00")
		h.expectTold("bo", "kaj", "per", "rut") // Per, that the question has risen, and as what number
		all := h.list(h.bo)
		if len(all) != 1 || all[0].Level != ladder.Coordinators || all[0].About != escalation.AboutPerson || all[0].ByHand || all[0].Agreement != h.agreement {
			t.Fatalf("the list holds %+v", all)
		}
		if got := all[0].NextAt; !got.Equal(at("2026-03-11 16.30")) {
			t.Errorf("level 3 gets it at %v", got)
		}
		h.tend("2026-03-04 18.00") // again: nothing is done twice
		h.expectTold()
		h.tend("2026-03-10 12.30")
		h.expectTold("bo", "kaj", "per", "rut")
		h.tend("2026-03-10 13.30")
		h.expectTold()
		h.tend("2026-03-11 17.00")
		h.expectTold("bo", "per", "sten", "stig") // Siri has no account: the coordinator of her side is told in her place
		e := h.list(h.stig)[0]
		if e.Level != ladder.Steering || !e.NextAt.Equal(at("2026-04-01 16.30")) {
			t.Errorf("level %d until %v", e.Level, e.NextAt)
		}
		h.tend("2026-04-01 17.00")
		if e = h.list(h.bo)[0]; e.Level != ladder.Heads || !e.NextAt.IsZero() {
			t.Errorf("level %d until %v", e.Level, e.NextAt)
		}
		h.tend("2026-05-01 17.00")
		h.expectTold()
		if n := count(h, `SELECT COUNT(*) FROM fact WHERE metric = 'escalated-when-due' AND clause = 'K25.3' AND authority_id = 'af' AND closed <= due`); n != 3 {
			t.Errorf("%d facts of having been raised in time", n)
		}
		must(t, h.answer(h.per, q))
		if all := h.list(h.bo); len(all) != 0 {
			t.Error("answered, it is still open")
		}
		v, err := h.svc.Look(t.Context(), h.DB, h.bo, e.ID)
		must(t, err)
		if v.State != escalation.Ended || v.Ending != escalation.Answered || v.Steps[len(v.Steps)-1].Kind != escalation.Finished {
			t.Errorf("it ended as %+v", v.Escalation)
		}
		h.expectTold("bo", "kaj", "rut", "sten", "stig")
	})
}

// What a level learns is the place, the sort and the time: not the topic, not the person, not who asked.
func TestNothingMoreIsTold(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		if _, err := h.questions.Take(t.Context(), h.per, latest(q)); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-04 12.05")
		said := h.news
		h.tend("2026-03-04 17.00")
		said = append(said, h.news...)
		h.tend("2026-03-10 12.30")
		said = append(said, h.news...)
		for _, n := range said {
			for _, text := range []string{n.Text.Sv, n.Text.En} {
				for _, secret := range []string{number, "Testberg", "ryggskada", "unktionsneds", "isabilit", "anna", q.ID} {
					if strings.Contains(text, secret) {
						t.Errorf("%q is told in %q", secret, text)
					}
				}
			}
		}
		v, err := h.svc.Look(t.Context(), h.DB, h.bo, h.list(h.bo)[0].ID)
		must(t, err)
		if v.Link != "" {
			t.Error("a coordinator who handles no questions gets a way to this one")
		}
		for _, st := range v.Steps {
			for _, told := range st.Told {
				if told.Authority != h.bo.Authority {
					t.Errorf("the other side's %s is named", told.Account)
				}
			}
		}
		h.hidden(h.cia, v.ID)
		h.hidden(h.stig, v.ID) // not on this level
		h.hidden(h.anna, v.ID) // sees it on the question's own page
		if _, ok, err := h.svc.OfQuestion(t.Context(), h.DB, h.anna, q); err != nil || !ok {
			t.Errorf("not on the question's page: %v", err)
		}
	})
}

// What the agency's register has as protected rises at the agency to the cleared alone; the board's people see and are told
// exactly what they would be otherwise.
func TestAShieldedQuestionCannotBeToldApart(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		plain := h.send()
		h.tend("2026-03-04 17.00")
		openly, atBoard := h.told(), h.list(h.bo)[0]
		viewOpenly, err := h.svc.Look(t.Context(), h.DB, h.bo, atBoard.ID)
		must(t, err)
		must(t, h.answer(h.per, plain))

		h.Clock.Set(at("2026-03-09 09.00"))
		hidden := h.send()
		h.shield(hidden)
		h.tend("2026-03-11 17.00")
		if got := strings.Join(h.told(), " "); got != "bo rut vera" || strings.Join(openly, " ") != "bo kaj rut" {
			t.Errorf("told %s, openly %v", got, openly)
		}
		e := h.list(h.bo)[0]
		h.hidden(h.kaj, e.ID)
		if n, err := h.svc.Count(t.Context(), h.DB, h.kaj, escalation.Filter{}); err != nil || n != 0 {
			t.Errorf("an uncleared coordinator counts %d", n)
		}
		if got := h.list(h.rut); len(got) != 1 || got[0].ID != e.ID {
			t.Errorf("a cleared coordinator lists %v", got)
		}
		view, err := h.svc.Look(t.Context(), h.DB, h.bo, e.ID)
		must(t, err)
		if len(view.Steps) != len(viewOpenly.Steps)-0 || len(view.Steps[0].Told) != len(viewOpenly.Steps[0].Told) || view.About != viewOpenly.About || view.Decides != viewOpenly.Decides {
			t.Errorf("the board sees %+v, openly %+v", view, viewOpenly)
		}
		h.tend("2026-03-18 17.00") // level 3: Sten is not cleared, so Rut is told in his place, and Vera that the question has risen
		if got := strings.Join(h.told(), " "); got != "bo rut stig vera" {
			t.Errorf("on level 3 told %s", got)
		}
		h.hidden(h.sten, e.ID)
	})
}

func TestRaisedByHand(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		for name, try := range map[string]func() error{
			"without a reason": func() error { _, err := h.svc.Raise(t.Context(), h.anna, latest(q), ""); return err },
			"made up":          func() error { _, err := h.svc.Raise(t.Context(), h.anna, latest(q), "because"); return err },
		} {
			if err := try(); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, who := range []struct {
			name string
			err  error
		}{
			{"a coordinator", second(h.svc.Raise(t.Context(), h.bo, latest(q), escalation.CannotWait))},
			{"a stranger", second(h.svc.Raise(t.Context(), h.cia, latest(q), escalation.CannotWait))},
		} {
			if !fault.Is(who.err, fault.NotFound) {
				t.Errorf("%s: %v", who.name, who.err)
			}
		}
		e, err := h.svc.Raise(t.Context(), h.anna, latest(q), escalation.WhoAnswers)
		must(t, err)
		if !e.ByHand || e.Level != ladder.Coordinators || !e.NextAt.Equal(at("2026-03-09 16.30")) {
			t.Errorf("raised %+v", e)
		}
		h.expectTold("bo", "kaj", "rut")
		if _, err := h.svc.Raise(t.Context(), h.per, latest(q), escalation.CannotWait); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		h.tend("2026-03-04 17.00") // its own time is up: it has been raised already
		h.expectTold()
		must(t, h.answer(h.per, q))
		if _, err := h.svc.Raise(t.Context(), h.anna, latest(q), escalation.NotEnough); !fault.Is(err, fault.Conflict) {
			t.Errorf("answered: %v", err)
		}
		if _, err := h.questions.Reopen(t.Context(), h.anna, latest(q), enquiry.More{Text: "Räcker inte", Basis: noBasis(h), Certified: true}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.svc.Raise(t.Context(), h.anna, latest(q), escalation.NotEnough); err != nil {
			t.Errorf("reopened: %v", err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestALevelDecides(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		h.send()
		h.tend("2026-03-04 17.00")
		e := h.list(h.bo)[0]
		day := func(d int) calendar.Date { return calendar.NewDate(2026, 3, d) }
		for name, c := range map[string]struct {
			d    escalation.Decision
			kind fault.Kind
		}{
			"no day":           {escalation.Decision{Text: "Vi tar det."}, fault.Invalid},
			"no words":         {escalation.Decision{Until: day(20)}, fault.Invalid},
			"today":            {escalation.Decision{Until: day(4), Text: "Vi tar det."}, fault.Invalid},
			"a Saturday":       {escalation.Decision{Until: day(21), Text: "Vi tar det."}, fault.Invalid},
			"far away":         {escalation.Decision{Until: calendar.NewDate(2026, 9, 1), Text: "Vi tar det."}, fault.Invalid},
			"a number":         {escalation.Decision{Until: day(20), Text: "Det gäller 19920101-2383."}, fault.Invalid},
			"a number, dashed": {escalation.Decision{Until: day(20), Text: "Det gäller 19920101–2383."}, fault.Invalid},
			"a blank":          {escalation.Decision{Until: day(20), Text: " \n\u00a0"}, fault.Invalid},
			"too long":         {escalation.Decision{Until: day(20), Text: strings.Repeat("å", 1001)}, fault.Invalid},
			"next, no reason":  {escalation.Decision{Next: true}, fault.Invalid},
			"settled by owing": {escalation.Decision{Settle: true, Text: "Klart."}, fault.Conflict},
		} {
			if _, err := h.svc.Decide(t.Context(), h.kaj, escalation.Key{ID: e.ID, Version: e.Version}, c.d); !fault.Is(err, c.kind) {
				t.Errorf("%s: %v", name, err)
			}
		}
		agreed, err := h.svc.Decide(t.Context(), h.kaj, escalation.Key{ID: e.ID, Version: e.Version}, escalation.Decision{Until: day(20), Text: "Svaret kommer den 20 mars."})
		must(t, err)
		if !agreed.NextAt.Equal(at("2026-03-20 16.30")) || agreed.Level != ladder.Coordinators {
			t.Errorf("agreed %+v", agreed)
		}
		if _, err := h.svc.Decide(t.Context(), h.bo, escalation.Key{ID: e.ID, Version: e.Version}, escalation.Decision{Until: day(25), Text: "Nej."}); !fault.Is(err, fault.Conflict) {
			t.Errorf("over an old version: %v", err)
		}
		h.tend("2026-03-12 17.00") // the level's own days are over, the agreed ones are not
		h.expectTold()
		h.tend("2026-03-20 17.00")
		if e = h.list(h.bo)[0]; e.Level != ladder.Steering || !e.AgreedUntil.IsZero() {
			t.Errorf("the agreed time is up: %+v", e)
		}
		if _, err := h.svc.Decide(t.Context(), h.stig, escalation.Key{ID: e.ID}, escalation.Decision{Next: true, Reason: escalation.Unreachable}); err != nil {
			t.Errorf("a member of the group raises: %v", err)
		}
		if _, err := h.svc.Decide(t.Context(), h.stig, escalation.Key{ID: e.ID}, escalation.Decision{Until: day(30), Text: "Vi tar det."}); !fault.Is(err, fault.Conflict) {
			t.Errorf("it is no longer with the group: %v", err)
		}
		if _, err := h.svc.Decide(t.Context(), h.kaj, escalation.Key{ID: e.ID}, escalation.Decision{Next: true, Reason: escalation.Unreachable}); !fault.Is(err, fault.Conflict) {
			t.Errorf("above the highest: %v", err)
		}
		if _, err := h.svc.Decide(t.Context(), h.bo, escalation.Key{ID: e.ID}, escalation.Decision{Settle: true, Text: "Vi fick veta det på annat sätt."}); err != nil {
			t.Errorf("settled: %v", err)
		}
		h.tend("2026-06-01 17.00")
		h.expectTold()
		v, err := h.svc.Look(t.Context(), h.DB, h.bo, e.ID)
		must(t, err)
		if v.Ending != escalation.Settled || v.Decides || v.Steps[len(v.Steps)-1].Text != "Vi fick veta det på annat sätt." {
			t.Errorf("settled: %+v", v)
		}
		if n := count(h, `SELECT COUNT(*) FROM escalation_step WHERE text IS NOT NULL`); n != 2 {
			t.Errorf("%d texts are kept", n)
		}
	})
}

// What waits for whoever asked is not raised meanwhile, and at once when it waits for the answer again.
func TestWhatWaitsForTheAskerIsNotRaised(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		if _, err := h.questions.OpenPerson(t.Context(), h.per, latest(q), noHarm()); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-04 17.00")
		h.Clock.Set(at("2026-03-05 09.00"))
		if _, err := h.questions.AskMore(t.Context(), h.per, latest(q), "clarification", "Vilket möte?"); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-10 12.30")
		h.expectTold()
		h.tend("2026-03-11 17.00")
		h.expectTold()
		h.Clock.Set(at("2026-03-13 09.00"))
		if _, err := h.questions.GiveMore(t.Context(), h.anna, latest(q), enquiry.More{Text: "Det på torsdag", Certified: true}); err != nil {
			t.Fatal(err)
		}
		h.tend("2026-03-13 10.00")
		if e := h.list(h.bo)[0]; e.Level != ladder.Steering {
			t.Errorf("it stands on level %d", e.Level)
		}
		if n := count(h, `SELECT COUNT(*) FROM fact WHERE metric = 'escalated-when-due' AND closed <= due`); n != 2 {
			t.Errorf("%d raised in time", n)
		}
	})
}

// Passed on, the new receiver's people are told, and the old one's see nothing more.
func TestTakenBackAndJoinedEndIt(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		q := h.send()
		h.tend("2026-03-04 17.00")
		e := h.list(h.bo)[0]
		if _, err := h.questions.Withdraw(t.Context(), h.anna, latest(q), ""); err != nil {
			t.Fatal(err)
		}
		v, err := h.svc.Look(t.Context(), h.DB, h.kaj, e.ID)
		must(t, err)
		if v.State != escalation.Ended || v.Ending != escalation.Withdrawn {
			t.Errorf("taken back: %+v", v.Escalation)
		}
	})
}
