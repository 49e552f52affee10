package matter_test

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
)

func (h *house) due(metric string) calendar.Date {
	h.t.Helper()
	at, err := db.One[db.Time](h.t.Context(), h.DB, `SELECT due FROM fact WHERE metric = $1 AND closed IS NULL`, metric)
	must(h.t, err)
	return calendar.DateOf(at.Time)
}

// While both wait for the person, time stands still; it goes on when somebody says so, when the last day has passed, or when
// what was waited for is done.
func TestTimeStandsStillWhileBothWait(t *testing.T) {
	each(t, func(h *house) {
		ctx, on := t.Context(), calendar.DateOf(h.Now())
		_, err := h.svc.Renew(ctx, h.per, h.key(), consent(), false)
		must(t, err)
		_, err = h.svc.Wait(ctx, h.per, h.key(), "", on)
		named(t, "why", err)
		named(t, "until", err)
		for _, until := range []calendar.Date{{}, on.AddDays(200)} {
			_, err := h.svc.Wait(ctx, h.per, h.key(), matter.AskedFor, until)
			named(t, "until", err)
		}
		_, err = h.svc.Wait(ctx, h.cia, h.key(), matter.AskedFor, on.AddDays(7))
		refused(t, fault.NotFound, err)
		_, err = h.svc.GoOn(ctx, h.per, h.key())
		refused(t, fault.Conflict, err)
		started, completed := h.due(fact.AssessmentStarted), h.due(fact.AssessmentCompleted)

		_, err = h.svc.Wait(ctx, h.per, h.key(), matter.AskedFor, on.AddDays(14))
		must(t, err)
		if o := h.open(h.anna); o.WaitsWhy != matter.AskedFor || !strings.Contains(o.Thread[0].Body, "bett att få vänta") || !o.Desk.Due.IsZero() {
			t.Fatalf("the counterpart sees %+v", o.Matter)
		}
		h.Clock.Advance(7 * 24 * time.Hour) // five working days
		_, err = h.svc.GoOn(ctx, h.anna, h.key())
		must(t, err)
		if got, want := h.due(fact.AssessmentStarted), started.AddDays(7); got != want {
			t.Errorf("it is to be begun by %s, want %s", got, want)
		}
		if o := h.open(h.anna); calendar.DateOf(o.Desk.Due.Time) != started.AddDays(7) {
			t.Errorf("the list says %s", o.Desk.Due)
		}

		_, err = h.svc.Wait(ctx, h.anna, h.key(), matter.Statement, calendar.DateOf(h.Now()).AddDays(6))
		refused(t, fault.Invalid, err) // she has no ground on which to tell
		_, err = h.svc.Wait(ctx, h.per, h.key(), matter.Statement, calendar.DateOf(h.Now()).AddDays(6))
		must(t, err)
		if got := h.due(fact.AssessmentStarted); got != started.AddDays(7) {
			t.Errorf("a statement is waited for, and the beginning stands still: %s", got)
		}
		h.Clock.Set(on.AddDays(14).At(9, 0)) // the day after the last
		must(t, h.svc.Tend(ctx))
		must(t, h.svc.Tend(ctx))
		if o := h.open(h.per); o.WaitsWhy != "" || !o.StillSince.IsZero() {
			t.Fatalf("the waiting is not over: %+v", o.Matter)
		}
		if got := h.due(fact.AssessmentCompleted); got.Before(completed.AddDays(13)) || got.After(completed.AddDays(18)) {
			t.Errorf("it is to be complete by %s; it stood ten working days, from %s", got, completed)
		}

		_, err = h.svc.Wait(ctx, h.per, h.key(), matter.Away, on.AddDays(60))
		must(t, err)
		h.Clock.Set(on.AddDays(20).At(9, 0))
		h.give(h.anna, judged(matter.FromAgency, nil))
		h.give(h.per, judged(matter.FromAgency, nil))
		if o := h.open(h.per); o.WaitsWhy != "" || !o.Both {
			t.Errorf("both have judged, and they wait: %+v", o.Matter)
		}
		left, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM fact_hold")
		must(t, err)
		late, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM fact WHERE metric IN ($1, $2) AND (closed > due OR closed IS NULL OR paused = 0)", fact.AssessmentStarted, fact.AssessmentCompleted)
		must(t, err)
		if left != 0 || late != 0 {
			t.Errorf("%d facts stand still and %d are late or without a pause", left, late)
		}
	})
}

// A consent that is withdrawn stops the time of the assessment as well, until there is a new ground.
func TestTimeStandsStillWithoutAGround(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		_, err := h.svc.Renew(ctx, h.per, h.key(), consent(), false)
		must(t, err)
		completed, on := h.due(fact.AssessmentCompleted), calendar.DateOf(h.Now())
		g := h.groundOf(h.per.Authority)
		_, err = h.persons.Withdraw(ctx, h.per, g.ID, g.Version)
		must(t, err)
		if got := h.due(fact.AssessmentCompleted); got.Year != 9999 {
			t.Fatalf("without a ground it is due %s", got)
		}
		h.Clock.Set(on.AddDays(14).At(9, 0))
		_, err = h.svc.Renew(ctx, h.per, h.key(), consent(), false)
		must(t, err)
		if got := h.due(fact.AssessmentCompleted); got.Before(completed.AddDays(13)) || got.After(completed.AddDays(18)) {
			t.Errorf("it is due %s; it stood ten working days, from %s", got, completed)
		}
		if _, err := h.svc.CloseMatter(ctx, h.per, h.key(), matter.Alone); err != nil {
			t.Error(err)
		}
		_, err = h.svc.Wait(ctx, h.per, h.key(), matter.AskedFor, calendar.DateOf(h.Now()).AddDays(3))
		refused(t, fault.Conflict, err)
	})
}

// What waits in a room that hangs on a matter is counted and found with what waits in the matter itself, each matter once.
func TestWhatWaitsElsewhereIsCounted(t *testing.T) {
	each(t, func(h *house) {
		counted := func(here, waits int64, elsewhere ...string) {
			t.Helper()
			n, err := h.svc.Count(t.Context(), h.DB, h.per, elsewhere...)
			must(t, err)
			f := matter.Filter{Waits: true, Elsewhere: elsewhere}
			list, err := h.svc.List(t.Context(), h.DB, h.per, f)
			must(t, err)
			total, err := h.svc.Total(t.Context(), h.DB, h.per, f)
			must(t, err)
			if n.Here != here || n.Waits != waits || int64(len(list)) != waits || total != waits {
				t.Errorf("with %v: %+v, %d in the list of %d; want %d, here %d", elsewhere, n, len(list), total, waits, here)
			}
		}
		id := h.key().ID
		counted(1, 1)
		counted(1, 1, id)
		h.give(h.anna, judged(matter.FromAgency, nil))
		h.give(h.per, judged(matter.FromAgency, nil))
		counted(0, 0)
		counted(0, 0, "another")
		counted(0, 1, id, "another")
	})
}
