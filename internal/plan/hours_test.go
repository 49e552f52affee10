package plan_test

import (
	"testing"

	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/plan"
)

// Measures of both parties that take more than forty hours a week of the person are counted for as long as it is so (K17.3):
// one party's alone are not, nor what the person does alone, nor what is over.
func TestFullTimeMeasuresAtOnce(t *testing.T) {
	each(t, func(h *house) {
		h.judge(h.anna)
		h.judge(h.per)
		hours := func(person, municipality, agency, both int64) plan.Content {
			c := h.content()
			for i, n := range []int64{person, municipality, agency, both} {
				c.Items[i].Hours = n
			}
			return c
		}
		counted := func(want int64, why string) {
			t.Helper()
			got := h.holding(fact.ParallelHours)
			if got != want {
				t.Errorf("%s: %d, want %d", why, got, want)
			}
		}
		agreed := func(c plan.Content) {
			t.Helper()
			h.propose(h.anna, c)
			h.accept(h.per)
		}
		agreed(hours(30, 25, 15, 0))
		counted(0, "forty hours together")
		agreed(hours(0, 45, 0, 0))
		counted(0, "of one party alone")
		agreed(hours(0, 25, 16, 0))
		counted(1, "forty-one hours together")
		held, _ := h.seen(h.anna).Told(h.plan().Holds)
		if got := held.Content.Items[1].Hours; got != 25 || held.Steps[2].Hours != 16 {
			t.Errorf("the plan says %d and %d hours", got, held.Steps[2].Hours)
		}
		_, err := h.svc.MoveStep(t.Context(), h.per, h.key(), held.Steps[2].ID, plan.Move{To: plan.Done})
		must(t, err)
		counted(0, "one of them is over")
		agreed(hours(0, 0, 0, 41))
		counted(1, "of both together")
		_, err = h.svc.Propose(t.Context(), h.anna, h.key(), h.plan().Last, hours(0, 61, 0, 0), consent())
		if p := fault.ProblemsOf(err); len(p) != 1 || p[0].Field != "step-2-hours" {
			t.Errorf("sixty-one hours: %v", err)
		}
	})
}
