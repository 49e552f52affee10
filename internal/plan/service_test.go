package plan_test

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/plan"
)

// TestTheLifeOfAPlan: proposed, changed by the other, accepted, signed on paper, its steps moved, followed up, closed.
func TestTheLifeOfAPlan(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.propose(h.anna, h.content())
		_, err := h.svc.Accept(ctx, h.anna, h.key(), 1, person.Basis{})
		refused(t, fault.Conflict, err) // nobody accepts what they proposed
		first := h.seen(h.per).Versions[0].Content
		first.Items[1].Due = first.Items[1].Due.AddDays(7)
		h.propose(h.per, first)
		v := h.seen(h.anna)
		if v.State != plan.Proposed || v.Versions[0].State != plan.Replaced || v.Versions[1].Steps[1].Key != v.Versions[0].Steps[1].Key {
			t.Fatalf("after a counter-proposal: %+v", v)
		}
		if p := h.accept(h.anna); p.State != plan.Active || p.Holds != 2 {
			t.Fatalf("accepted is %+v", p)
		}
		now, _ := h.seen(h.per).Now()
		if now.InForce() || now.Standing().Sv != "gäller mellan er, personen har inte godkänt än" {
			t.Fatalf("without the person it is %s", now.Standing().Sv)
		}
		_, err = h.svc.NotePerson(ctx, h.anna, h.key(), plan.Answer{No: 2, Part: plan.Paper, By: plan.Self, On: h.today()})
		named(t, "file", err)
		_, err = h.svc.NotePerson(ctx, h.anna, h.key(), plan.Answer{No: 2, Part: plan.Declined, On: h.today()})
		named(t, "why", err)
		_, err = h.svc.NotePerson(ctx, h.anna, h.key(), plan.Answer{No: 2, Part: plan.Paper, By: plan.Self, On: h.today(), Paper: h.paper()})
		must(t, err)
		if now, _ = h.seen(h.per).Now(); !now.InForce() {
			t.Fatalf("signed it is %s", now.Standing().Sv)
		}
		_, err = h.svc.FollowUp(ctx, h.per, h.key(), plan.Follow{Said: "Praktiken går bra", Next: h.today()})
		named(t, "next", err)
		p, err := h.svc.FollowUp(ctx, h.per, h.key(), plan.Follow{Said: "Praktiken går bra", Next: h.today().AddMonths(3)})
		must(t, err)
		if p.Follow != h.today().AddMonths(3) || len(h.seen(h.anna).Followed) != 1 {
			t.Fatalf("followed up is %+v", p)
		}
		_, err = h.matters.CloseMatter(ctx, h.per, h.key(), matter.Reached)
		must(t, err)
		if h.plan().State != plan.Closed {
			t.Fatal("the plan outlives its matter")
		}
		if got := h.outcomes(fact.PlanFollowUp); !reflect.DeepEqual(got, []string{"followed", fact.Withdrawn}) {
			t.Fatalf("the follow-ups left %v", got)
		}
	})
}

func TestAStepWithoutAnOwnerOrADateCannotBeProposed(t *testing.T) {
	each(t, func(h *house) {
		for field, spoil := range map[string]func(c *plan.Content){
			"goal":               func(c *plan.Content) { c.Goal = " " },
			"follow":             func(c *plan.Content) { c.Follow = h.today() },
			"step-1-text":        func(c *plan.Content) { c.Items = nil },
			"step-2-responsible": func(c *plan.Content) { c.Items[1].Responsible = "" },
			"step-2-due":         func(c *plan.Content) { c.Items[1].Due = h.today().AddDays(-1) },
			"step-1-responsible": func(c *plan.Content) { c.Items[0].Meeting = true }, // the person's step is not the agency's to decide
		} {
			c := h.content()
			spoil(&c)
			_, err := h.svc.Propose(t.Context(), h.anna, h.key(), 0, c, consent())
			named(t, field, err)
		}
		_, err := h.svc.Propose(t.Context(), h.cia, h.key(), 0, h.content(), consent())
		refused(t, fault.NotFound, err)
		_, err = h.svc.Propose(t.Context(), h.eva, h.key(), 0, h.content(), consent())
		refused(t, fault.Denied, err) // a colleague sees the matter and does not work with the person
	})
}

// TestADayYearsAheadIsAMistake: three years from today is the last, in the plan and when it is followed up.
func TestADayYearsAheadIsAMistake(t *testing.T) {
	each(t, func(h *house) {
		last := h.today().AddYears(3)
		for field, spoil := range map[string]func(c *plan.Content){
			"step-2-due": func(c *plan.Content) { c.Items[1].Due = last.AddDays(1) },
			"follow":     func(c *plan.Content) { c.Follow = calendar.NewDate(9999, 1, 1) },
		} {
			c := h.content()
			spoil(&c)
			_, err := h.svc.Propose(t.Context(), h.anna, h.key(), 0, c, consent())
			named(t, field, err)
		}
		h.inForce()
		_, err := h.svc.FollowUp(t.Context(), h.per, h.key(), plan.Follow{Said: "Det går bra.", Next: last.AddDays(1)})
		named(t, "next", err)
		_, err = h.svc.FollowUp(t.Context(), h.per, h.key(), plan.Follow{Said: "Det går bra.", Next: last})
		must(t, err)
	})
}

// TestAStepIsOfTheVersionThatIsChanged: a key that was written by hand, or twice, writes nothing.
func TestAStepIsOfTheVersionThatIsChanged(t *testing.T) {
	each(t, func(h *house) {
		invented := h.content()
		invented.Items[1].Key = "no step of this plan"
		_, err := h.svc.Propose(t.Context(), h.anna, h.key(), 0, invented, consent())
		named(t, "step-2-text", err)
		h.inForce()
		base := h.seen(h.per).Versions[0].Content
		for name, key := range map[string]string{"of another plan": "no step of this plan", "twice": base.Items[0].Key} {
			c := base
			c.Items = slices.Clone(base.Items)
			c.Items[1].Key = key
			_, err := h.svc.Propose(t.Context(), h.per, h.key(), 1, c, consent())
			if named(t, "step-2-text", err); len(h.seen(h.per).Versions) != 1 {
				t.Errorf("a key %s was written", name)
			}
		}
		c := base
		c.Items = []plan.Item{base.Items[1], base.Items[0]} // in another order each is still the same step
		h.propose(h.per, c)
		if got := h.seen(h.per).Versions[1].Content; got.Items[0].Key != base.Items[1].Key {
			t.Errorf("the steps are %+v", got.Items)
		}
	})
}

// TestADayIsNotMovedIntoThePast: a day that has passed may stand as it was, and none may be moved to one.
func TestADayIsNotMovedIntoThePast(t *testing.T) {
	each(t, func(h *house) {
		h.inForce()
		due := h.seen(h.anna).Versions[0].Steps[1].Due
		h.Clock.Set(due.AddDays(3).At(9, 0))
		c := h.seen(h.per).Versions[0].Content
		c.Follow = h.today().AddMonths(1)
		for _, day := range []calendar.Date{due.AddDays(-1), due.AddDays(1), h.today().AddDays(-1)} {
			c.Items[1].Due = day
			_, err := h.svc.Propose(t.Context(), h.per, h.key(), 1, c, consent())
			named(t, "step-2-due", err)
		}
		c.Items[1].Due = due
		h.propose(h.per, c)
		c.Items[1].Due = h.today()
		h.propose(h.per, c)
	})
}

func TestStepsAreMovedByWhoAnswersForThem(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		v := h.inForce()
		steps := v.Versions[0].Steps
		_, err := h.svc.MoveStep(ctx, h.per, h.key(), steps[1].ID, plan.Move{To: plan.Begun})
		refused(t, fault.Denied, err)
		_, err = h.svc.MoveStep(ctx, h.anna, h.key(), steps[1].ID, plan.Move{To: plan.Dropped, Why: " "})
		named(t, "why", err)
		for _, x := range []plan.Step{steps[0], steps[2], steps[3]} {
			_, err = h.svc.MoveStep(ctx, h.per, h.key(), x.ID, plan.Move{To: plan.Begun})
			must(t, err)
		}
		_, err = h.svc.MoveStep(ctx, h.anna, h.key(), steps[1].ID, plan.Move{To: plan.Dropped, Why: "Platsen är tagen"})
		must(t, err)
		_, err = h.svc.MoveStep(ctx, h.anna, h.key(), steps[1].ID, plan.Move{To: plan.Done})
		refused(t, fault.Conflict, err)
		c := h.seen(h.per).Versions[0].Content
		h.propose(h.per, c) // a later version keeps how far each step has come
		h.accept(h.anna)
		now, _ := h.seen(h.anna).Now()
		if now.No != 2 || now.Steps[0].State != plan.Begun || now.Steps[1].State != plan.Dropped {
			t.Fatalf("the steps of version %d are %+v", now.No, now.Steps)
		}
	})
}

// TestAPersonHasOnePlan at an authority: a second matter with another makes none, and nobody learns with whom the first is.
func TestAPersonHasOnePlan(t *testing.T) {
	each(t, func(h *house) {
		h.inForce()
		first := h.m
		h.m = h.begin(h.cia, h.eva)
		h.propose(h.cia, h.content()) // Falun has none
		h.ground(h.eva)
		_, err := h.svc.Accept(t.Context(), h.eva, h.key(), 1, person.Basis{})
		refused(t, fault.Conflict, err)
		_, err = h.matters.CloseMatter(t.Context(), h.per, matter.Key{ID: first.ID}, matter.Moved)
		must(t, err)
		_, err = h.svc.Accept(t.Context(), h.eva, h.key(), 1, person.Basis{})
		must(t, err)
	})
}

// TestTwoWhoProposeAtOnce: one becomes the latest, the other is told to read it first.
func TestTwoWhoProposeAtOnce(t *testing.T) {
	each(t, func(h *house) {
		var group sync.WaitGroup
		errs := make([]error, 2)
		group.Go(func() { _, errs[0] = h.svc.Propose(t.Context(), h.anna, h.key(), 0, h.content(), consent()) })
		group.Go(func() { _, errs[1] = h.svc.Propose(t.Context(), h.per, h.key(), 0, h.content(), consent()) })
		group.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("of two proposals: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil {
				refused(t, fault.Conflict, err)
			}
		}
		if n, err := db.One[int64](t.Context(), h.DB, `SELECT COUNT(*) FROM plan_version`); err != nil || n != 1 {
			t.Fatalf("%d versions, %v", n, err)
		}
	})
}

func TestAWithdrawnConsentStopsAPlan(t *testing.T) {
	each(t, func(h *house) {
		v := h.inForce()
		id, err := db.One[string](t.Context(), h.DB, `SELECT id FROM person WHERE authority_id = $1`, h.anna.Authority)
		must(t, err)
		h.withdrawAll(id)
		_, err = h.svc.MoveStep(t.Context(), h.anna, h.key(), v.Versions[0].Steps[1].ID, plan.Move{To: plan.Begun})
		named(t, "ground", err)
		if now, ok := h.seen(h.anna).Now(); !ok || now.Content.Goal == "" {
			t.Fatal("what was told before is gone")
		}
	})
}

func TestTextIsReadBack(t *testing.T) {
	each(t, func(h *house) {
		c := h.content()
		c.MunicipalityPlan = "2026-01-10"
		if got := plan.Parse(c.Text(3)); !reflect.DeepEqual(got, c) {
			t.Fatalf("%+v\nis read as\n%+v", c, got)
		}
	})
}

// TestWhatFollowsAPlanIsInTheAct asks that what hangs on a plan is told of it when a version begins to hold, and not before.
func TestWhatFollowsAPlanIsInTheAct(t *testing.T) {
	each(t, func(h *house) {
		var made []string
		h.svc.Made = append(h.svc.Made, func(_ context.Context, _ *audit.Tx, id string) error { made = append(made, id); return nil })
		h.propose(h.anna, h.content())
		if len(made) != 0 {
			t.Fatal("a plan that is proposed holds")
		}
		if has, err := plan.Holding(t.Context(), h.DB, h.m.ID); err != nil || has {
			t.Fatalf("a plan that is proposed holds: %v", err)
		}
		h.accept(h.per)
		if has, err := plan.Holding(t.Context(), h.DB, h.m.ID); err != nil || !has || len(made) != 1 || made[0] != h.m.ID {
			t.Fatalf("accepted: %v %v %v", has, made, err)
		}
	})
}
