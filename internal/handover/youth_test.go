package handover_test

import (
	"context"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/handover"
	"samsyn/internal/matter"
)

// young is accepted, of somebody of an age.
func (h *house) young(age handover.Age) handover.Handover {
	h.t.Helper()
	d := h.draft()
	d.Age = age
	return h.accept(h.send(d))
}

// youth gives the fact of a measure that there is one of.
func (h *house) youth(metric string) (f fact.Fact) {
	h.t.Helper()
	all, err := db.All[fact.Fact](h.t.Context(), h.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark FROM fact WHERE metric = $1", metric)
	must(h.t, err)
	if len(all) != 1 {
		h.t.Fatalf("%d facts of %s", len(all), metric)
	}
	return all[0]
}

// planned lets a joint plan hold in the matter of a hand-over, as package plan does.
func (h *house) planned(o handover.Handover) {
	h.t.Helper()
	h.Act(h.t, func(tx *audit.Tx) error { return h.svc.Planned(h.t.Context(), tx, o.Matter) })
}

func TestYoungPeopleAreContactedAndPlannedWithInTime(t *testing.T) {
	each(t, func(h *house) {
		o := h.young(handover.Under25)
		day := calendar.DateOf(o.DecidedAt.Time)
		contact, plan := h.youth(fact.YouthContact), h.youth(fact.YouthPlan)
		if got, want := calendar.DateOf(contact.Due.Time), calendar.AddWorkingDays(day, 5); got != want || !contact.Closed.IsZero() {
			t.Errorf("contact due %s, not %s: %+v", got, want, contact)
		}
		if want := day.AddDays(30).End(); !plan.Due.Equal(want) || !plan.Closed.IsZero() || plan.Clause != "K18.1" || plan.Authority != o.Receiver {
			t.Errorf("plan due %s, not %s: %+v", plan.Due, want, plan)
		}
		h.Clock.Advance(48 * time.Hour)
		o, err := h.svc.Contacted(t.Context(), h.per, key(o), h.Now(), handover.Call)
		must(t, err)
		if f := h.youth(fact.YouthContact); f.Outcome != "call" || f.Closed.After(f.Due.Time) {
			t.Errorf("contacted in time: %+v", f)
		}
		h.planned(o)
		h.Clock.Advance(24 * time.Hour)
		h.planned(o) // a later version changes nothing
		if f := h.youth(fact.YouthPlan); f.Outcome != "made" || f.Closed.After(f.Due.Time) || f.Closed.Sub(f.Opened.Time) != 48*time.Hour {
			t.Errorf("planned in time: %+v", f)
		}
	})
}

func TestYoungPeopleWhoWaitTooLong(t *testing.T) {
	each(t, func(h *house) {
		o := h.young(handover.Under25)
		h.Clock.Advance(31 * 24 * time.Hour)
		o, err := h.svc.Contacted(t.Context(), h.per, key(o), h.Now(), handover.Call)
		must(t, err)
		h.planned(o)
		for _, metric := range []string{fact.YouthContact, fact.YouthPlan} {
			if f := h.youth(metric); !f.Closed.After(f.Due.Time) {
				t.Errorf("%s is late: %+v", metric, f)
			}
		}
	})
}

func TestYoungPeopleWhoNeedNoPlanDoNotCount(t *testing.T) {
	each(t, func(h *house) {
		o := h.young(handover.Under25)
		_, err := h.matters.CloseMatter(t.Context(), h.per, matter.Key{ID: o.Matter}, matter.Reasons()[0])
		must(t, err)
		for _, metric := range []string{fact.YouthContact, fact.YouthPlan} {
			if f := h.youth(metric); f.Outcome != fact.Withdrawn {
				t.Errorf("%s is withdrawn: %+v", metric, f)
			}
		}
		h.planned(o)
		if f := h.youth(fact.YouthPlan); f.Outcome != fact.Withdrawn {
			t.Errorf("what is withdrawn is not made afterwards: %+v", f)
		}
	})
}

func TestAPlanThatThereIsCountsForTheYoungAtOnce(t *testing.T) {
	each(t, func(h *house) {
		h.svc.HasPlan = func(_ context.Context, _ db.Reader, _ string) (bool, error) { return true, nil }
		h.young(handover.Under25)
		if f := h.youth(fact.YouthPlan); f.Outcome != "made" || !f.Closed.Equal(f.Opened.Time) {
			t.Errorf("made at once: %+v", f)
		}
	})
}

func TestOnlyYoungPeopleAreCountedAsYoung(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		for _, age := range []handover.Age{handover.AgeUnsaid, handover.Adult, handover.Over59} {
			h.young(age)
		}
		d := h.draft()
		d.Age = handover.Under25
		_, err := h.svc.TakeBack(ctx, h.anna, key(h.send(d)))
		must(t, err)
		_, err = h.svc.Return(ctx, h.per, key(h.send(d)), handover.Full, "Ingen plats före mars")
		must(t, err)
		if n := h.count("SELECT COUNT(*) FROM fact WHERE metric IN ($1, $2)", fact.YouthContact, fact.YouthPlan); n != 0 {
			t.Errorf("%d facts of those who are 25 or older, or were not accepted", n)
		}
	})
}
