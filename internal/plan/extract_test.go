package plan_test

import (
	"strings"
	"testing"

	"samsyn/internal/dbtest/extract"
	"samsyn/internal/plan"
)

// An extract of either authority's file has every version of the plan, its steps and the person's part; one of an authority
// that has no part in it has nothing.
func TestAnExtractHasThePlan(t *testing.T) {
	each(t, func(h *house) {
		v := h.inForce()
		must(t, second(h.svc.MoveStep(t.Context(), h.anna, h.key(), v.Versions[0].Steps[1].ID, plan.Move{To: plan.Dropped, Why: "Platsen är tagen"})))
		must(t, second(h.svc.NotePerson(t.Context(), h.per, h.key(), plan.Answer{No: 1, Part: plan.Declined, On: h.today(), Why: "Vill vänta"})))
		for _, authority := range []string{h.anna.Authority, h.per.Authority} {
			got := extract.Of(t, h.Database, h.svc.Extractor(), authority)
			for _, want := range []string{"Version 1", "Arbete som undersköterska", "Ordna praktikplats med språkstöd", "kommunen", "utgår", "Platsen är tagen", "Vill vänta"} {
				if !strings.Contains(got, want) {
					t.Errorf("the extract of %s has not %q: %s", authority, want, got)
				}
			}
		}
		h.begin(h.cia, h.eva)
		if got := extract.Of(t, h.Database, h.svc.Extractor(), h.cia.Authority); strings.Contains(got, "undersköterska") {
			t.Errorf("another authority's extract has %s", got)
		}
	})
}
