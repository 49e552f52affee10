package plan_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// waits is what waits for somebody, in short.
func (h *house) waits(a policy.Actor) (late, answer, soon, missed int) {
	h.t.Helper()
	got, err := h.svc.Awaiting(h.t.Context(), h.DB, a)
	must(h.t, err)
	return len(got.Late), len(got.Answer), len(got.Soon), len(got.Missed)
}

func (h *house) expect(a policy.Actor, late, answer, soon, missed int) {
	h.t.Helper()
	l, n, s, m := h.waits(a)
	if got, want := []int{l, n, s, m}, []int{late, answer, soon, missed}; !slices.Equal(got, want) {
		h.t.Fatalf("for %s wait (late, to answer, soon, missed) %v, not %v", a.ID, got, want)
	}
}

// to sets the clock to ten in the morning of a day.
func (h *house) to(d calendar.Date) { h.Clock.Set(d.At(10, 0)) }

// TestWhatWaits in plans, for each who works with the person and nobody else.
func TestWhatWaits(t *testing.T) {
	each(t, func(h *house) {
		first := h.today()
		h.propose(h.anna, h.content())
		h.expect(h.per, 0, 1, 0, 0)
		h.expect(h.anna, 0, 0, 0, 0)
		h.expect(h.eva, 0, 0, 0, 0) // does not work with the person
		h.accept(h.per)
		h.expect(h.per, 0, 0, 0, 0)
		h.to(first.AddDays(20))
		h.expect(h.per, 0, 0, 0, 0) // the last day is no late day
		h.to(first.AddDays(21))
		h.expect(h.per, 1, 0, 0, 0)
		h.expect(h.anna, 0, 0, 0, 0) // the step is the agency's
		h.to(first.AddDays(31))
		h.expect(h.anna, 1, 0, 0, 0)
		follow := first.AddMonths(2)
		h.to(calendar.AddWorkingDays(follow, -5))
		h.expect(h.per, 1, 0, 1, 0)
		h.to(follow.AddDays(1))
		h.expect(h.per, 1, 0, 0, 1)
		_, err := h.matters.CloseMatter(t.Context(), h.per, h.key(), matter.Reached)
		must(t, err)
		h.expect(h.per, 0, 0, 0, 0)
	})
}

// TestReminders are given once each: of a late step to whoever answers for it, of the follow-up to both, before and after.
func TestReminders(t *testing.T) {
	each(t, func(h *house) {
		var told []string
		h.matters.Tell = func(_ context.Context, _ *audit.Tx, n matter.News) error {
			if n.Kind == matter.NewsDue {
				told = append(told, n.Accounts[0]+": "+n.Text.Sv)
			}
			return nil
		}
		first := h.today()
		h.inForce()
		tend := func(want ...string) {
			t.Helper()
			for range 2 { // a second time changes nothing
				must(t, h.svc.Tend(t.Context()))
			}
			if slices.Sort(told); !slices.Equal(told, want) {
				t.Fatalf("on %s told %q, not %q", h.today(), told, want)
			}
			told = nil
		}
		const late, soon, missed = "Ett steg i en gemensam plan är försenat. Öppna ärendet och se vilket.", "En gemensam plan ska snart följas upp.", "Uppföljningen av en gemensam plan är försenad."
		h.to(first.AddDays(20))
		tend()
		h.to(first.AddDays(21))
		tend("per: " + late)
		h.to(first.AddDays(31))
		tend("anna: " + late)
		follow := first.AddMonths(2)
		h.to(calendar.AddWorkingDays(follow, -4))
		tend("anna: "+soon, "per: "+soon)
		h.to(follow.AddDays(1))
		tend("anna: "+late, "anna: "+missed, "per: "+late, "per: "+missed) // the person's step is late by now, which is for both
		_, err := h.svc.FollowUp(t.Context(), h.per, h.key(), plan.Follow{Said: "Det går bra", Next: h.today().AddMonths(3)})
		must(t, err)
		tend()
	})
}

// TestThePersonActs on the plan about them: reads it, approves it, moves own steps; nobody else's plan is there for anybody.
func TestThePersonActs(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		nora, amir := h.seeker("s1", number), h.seeker("s2", "199201012391")
		v := h.inForce()
		list, err := h.svc.Own(ctx, h.DB, nora)
		must(t, err)
		if len(list) != 1 || list[0].ID != v.ID {
			t.Fatalf("the person has the plans %+v", list)
		}
		if list, err = h.svc.Own(ctx, h.DB, amir); err != nil || len(list) != 0 {
			t.Fatalf("somebody else has %d plans, %v", len(list), err)
		}
		read, err := h.svc.OwnPlan(ctx, nora, v.ID)
		must(t, err)
		if now, ok := read.Now(); !ok || now.Content.Goal != h.content().Goal {
			t.Fatalf("the person reads %+v", now)
		}
		steps := v.Versions[0].Steps
		for _, refusal := range []error{
			second(h.svc.OwnPlan(ctx, amir, v.ID)), second(h.svc.Sign(ctx, amir, v.ID, 1)), second(h.svc.MoveOwn(ctx, amir, v.ID, steps[0].ID, plan.Begun)),
			second(h.svc.OwnPlan(ctx, h.per, v.ID)), second(h.svc.Sign(ctx, h.per, v.ID, 1)), second(h.svc.MoveOwn(ctx, h.cia, v.ID, steps[0].ID, plan.Begun)),
		} {
			refused(t, fault.NotFound, refusal)
		}
		refused(t, fault.Denied, second(h.svc.MoveOwn(ctx, nora, v.ID, steps[1].ID, plan.Begun)))   // the municipality's
		refused(t, fault.Denied, second(h.svc.MoveOwn(ctx, nora, v.ID, steps[0].ID, plan.Dropped))) // a step is dropped together
		must(t, second(h.svc.MoveOwn(ctx, nora, v.ID, steps[0].ID, plan.Begun)))
		refused(t, fault.Conflict, second(h.svc.Sign(ctx, nora, v.ID, 2)))
		must(t, second(h.svc.Sign(ctx, nora, v.ID, 1)))
		refused(t, fault.Conflict, second(h.svc.Sign(ctx, nora, v.ID, 1)))
		for _, a := range []policy.Actor{h.anna, h.per} {
			now, _ := h.seen(a).Now()
			if !now.InForce() || now.PersonPart != plan.Digital || now.Steps[0].State != plan.Begun || now.Steps[0].MovedBy != "" {
				t.Fatalf("%s sees %+v", a.ID, now)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

// seeker is somebody who has signed in to their own pages with a number.
func (h *house) seeker(id, digits string) policy.Actor {
	h.t.Helper()
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if _, err := tx.Exec(h.t.Context(), "INSERT INTO seeker (id, number, lang, demo, created_at) VALUES ($1, $2, 'sv', TRUE, $3)", id, []byte("-"), db.At(tx.Now())); err != nil {
			return err
		}
		if _, err := tx.Exec(h.t.Context(), "INSERT INTO seeker_number (digest, seeker_id) VALUES ($1, $2)", h.Keys.Digest("person.number", digits), id); err != nil {
			return err
		}
		return tx.Note(policy.OpenMyPages, ref.To("seeker", id), nil)
	}))
	return policy.Actor{ID: id, Roles: []policy.Role{policy.Jobseeker}}
}

// dueOf gives when the open fact of a measure is due.
func (h *house) dueOf(metric string) time.Time {
	h.t.Helper()
	due, err := db.One[db.Time](h.t.Context(), h.DB, `SELECT due FROM fact WHERE metric = $1 AND closed IS NULL`, metric)
	must(h.t, err)
	return due.Time
}

// TestTheTimesThatHold: twenty working days to a plan and three months to a follow-up, unless the two have agreed otherwise.
func TestTheTimesThatHold(t *testing.T) {
	each(t, func(h *house) {
		h.judge(h.anna)
		h.judge(h.per)
		if got, want := calendar.DateOf(h.dueOf(fact.PlanMade)), calendar.AddWorkingDays(h.today(), 20); got != want {
			t.Errorf("a plan is due %s, not %s", got, want)
		}
		h.inForce()
		if got, want := h.dueOf(fact.PlanFollowUp), h.today().AddMonths(3).End(); !got.Equal(want) {
			t.Errorf("a follow-up is due %s, not %s", got, want)
		}
		if got := h.outcomes(fact.PlanMade); !reflect.DeepEqual(got, []string{"made"}) {
			t.Errorf("the time to a plan ended as %v", got)
		}
		h.agree(fact.PlanFollowUp, 2)
		_, err := h.svc.FollowUp(t.Context(), h.anna, h.key(), plan.Follow{Said: "Det går bra", Next: h.today().AddMonths(1)})
		must(t, err)
		if got, want := h.dueOf(fact.PlanFollowUp), h.today().AddMonths(2).End(); !got.Equal(want) {
			t.Errorf("by the agreement a follow-up is due %s, not %s", got, want)
		}
		if n, err := db.One[int](t.Context(), h.DB, `SELECT COUNT(*) FROM fact WHERE metric = $1 AND agreement_id <> '' AND clause = 'K12.2'`, fact.PlanFollowUp); err != nil || n != 1 {
			t.Errorf("%d facts stand under the agreement, %v", n, err)
		}
	})
}

// agree lets Ludvika and the agency agree on a measure within some months.
func (h *house) agree(metric string, months int) {
	h.t.Helper()
	target := clause.N(90)
	doc := clause.Document{Template: 1, Clauses: []clause.Clause{{ID: "12", Heading: language.Same("Gemensam planering"), Text: language.Same("Den följs upp.")}}, Commitments: []clause.Commitment{
		{ID: "K12.2", Clause: "12", By: clause.Both, Kind: clause.Target, Reason: "Prov", Text: language.Same("Uppföljning."),
			Measures: []clause.Measure{{Metric: metric, Statistic: clause.Share, Limit: months, LimitUnit: clause.Months, Comparator: clause.AtLeast, Target: &target, Window: clause.Quarter}}}}}
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		from, to := h.today().AddMonths(-2), h.today().AddYears(2)
		a, err := agreement.New(h.Trail).Conclude(h.t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: h.anna.Authority, Municipality: "2085"}}, From: from, To: to, Signed: from.AddDays(-10)})
		if err != nil {
			return err
		}
		return commitment.New(h.Trail).Enter(h.t.Context(), tx, a.ID, doc, from, to)
	}))
}

// TestAProtectedPersonsPlan is seen by those who are named and nobody else: not opened, not counted, not told of.
func TestAProtectedPersonsPlan(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.propose(h.anna, h.content())
		h.expect(h.per, 0, 1, 0, 0)
		own, err := db.One[string](ctx, h.DB, `SELECT id FROM person WHERE authority_id = $1`, directory.PES)
		must(t, err)
		h.Act(t, func(tx *audit.Tx) error {
			return h.persons.Assign(ctx, tx, person.Person{ID: own, Authority: directory.PES}, "vera", h.m.Ref())
		})
		must(t, h.persons.Protect(ctx, h.vera, own, 1, person.Registration, h.today(), []string{"vera"}))
		h.expect(h.per, 0, 0, 0, 0)
		refused(t, fault.NotFound, second(h.matters.Open(ctx, h.per, h.m.ID)))
		refused(t, fault.NotFound, second(h.svc.Accept(ctx, h.per, h.key(), 1, consent())))
		refused(t, fault.NotFound, second(h.svc.Propose(ctx, h.per, h.key(), 1, h.content(), consent())))
		h.expect(h.anna, 0, 0, 0, 0)
		h.matters.Tell = func(_ context.Context, _ *audit.Tx, n matter.News) error {
			if slices.Contains(n.Accounts, "per") {
				t.Errorf("who may not know of the person is told: %s", n.Text.Sv)
			}
			return nil
		}
		h.propose(h.anna, h.content())
		must(t, second(h.matters.Hand(ctx, h.vera, h.key(), "vera")))
		h.expect(h.vera, 0, 1, 0, 0)
		if now, ok := h.seen(h.vera).Now(); !ok || now.Content.Goal == "" {
			t.Fatal("who is named does not read the plan")
		}
		if now, ok := h.seen(h.anna).Now(); !ok || now.Content.Goal == "" {
			t.Fatal("the other authority, whose record is not protected, lost its copy")
		}
	})
}

// TestAcceptedAndReplacedAtOnce: one accepts a version while the other proposes the next. Either version 1 holds and the
// next waits, or it was replaced before it was accepted.
func TestAcceptedAndReplacedAtOnce(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.propose(h.anna, h.content())
		h.ground(h.per)
		done := make(chan error, 2)
		go func() { done <- second(h.svc.Accept(ctx, h.per, h.key(), 1, person.Basis{})) }()
		go func() { done <- second(h.svc.Propose(ctx, h.anna, h.key(), 1, h.content(), person.Basis{})) }()
		for range 2 {
			if err := <-done; err != nil {
				refused(t, fault.Conflict, err)
			}
		}
		v := h.seen(h.anna)
		first, next := v.Versions[0], v.Versions[len(v.Versions)-1]
		accepted := v.Holds == 1 && first.State == plan.Accepted && v.State == plan.Active
		replaced := v.Holds == 0 && first.State == plan.Replaced && v.State == plan.Proposed
		if accepted == replaced || next.No != 2 || next.State != plan.Offered {
			t.Fatalf("version 1 is %s, version %d is %s, and %d holds", first.State, next.No, next.State, v.Holds)
		}
	})
}

// The time to a plan stands still while the person has asked to wait or is away, and that to a follow-up while the person is
// away; making the plan, or following it up, ends the waiting.
func TestThePlansTimesStandStill(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		wait := func(why matter.Pause) {
			t.Helper()
			_, err := h.matters.Wait(ctx, h.per, h.key(), why, h.today().AddDays(60))
			must(t, err)
		}
		waits := func() matter.Pause {
			t.Helper()
			m, err := matter.ByID(ctx, h.DB, h.m.ID)
			must(t, err)
			return m.WaitsWhy
		}
		h.judge(h.anna)
		h.judge(h.per)
		made := h.dueOf(fact.PlanMade)
		wait(matter.Statement)
		if got := h.dueOf(fact.PlanMade); !got.Equal(made) {
			t.Errorf("a statement is waited for, and the plan is due %s, not %s", got, made)
		}
		wait(matter.AskedFor) // in its place
		h.Clock.Advance(14 * 24 * time.Hour)
		_, err := h.matters.GoOn(ctx, h.anna, h.key())
		must(t, err)
		if got, want := calendar.DateOf(h.dueOf(fact.PlanMade)), calendar.AddWorkingDays(calendar.DateOf(made), 10); got != want {
			t.Errorf("after ten working days of waiting the plan is due %s, want %s", got, want)
		}
		wait(matter.Away)
		h.propose(h.anna, h.content())
		h.accept(h.per)
		if waits() != "" {
			t.Error("the plan is made and both wait")
		}
		follow := h.dueOf(fact.PlanFollowUp)
		wait(matter.AskedFor)
		if got := h.dueOf(fact.PlanFollowUp); !got.Equal(follow) {
			t.Errorf("who asked to wait is followed up %s, not %s", got, follow)
		}
		wait(matter.Away)
		h.Clock.Advance(28 * 24 * time.Hour)
		_, err = h.svc.FollowUp(ctx, h.per, h.key(), plan.Follow{Said: "Gick bra", Next: h.today().AddDays(30)})
		must(t, err)
		if left, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM fact_hold"); err != nil || left != 0 || waits() != "" {
			t.Errorf("after the follow-up %d stand still, %v, and both wait: %q", left, err, waits())
		}
		paused, err := db.One[int64](ctx, h.DB, "SELECT paused FROM fact WHERE metric = $1 AND closed IS NOT NULL", fact.PlanFollowUp)
		must(t, err)
		if paused < 15*8*60 {
			t.Errorf("twenty working days away are %d minutes of pause", paused)
		}
	})
}
