package matter_test

import (
	"strings"
	"testing"

	"samsyn/internal/dbtest/extract"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// What an authority judged is in its own extract from the beginning, and in the other's when it has left it.
func TestAnExtractHasWhatTheOwnFileHas(t *testing.T) {
	each(t, func(h *house) {
		need, _ := matter.NeedOf("language")
		note := "om " + string(need.Need)
		_, err := h.svc.Save(t.Context(), h.anna, h.key(), judged(matter.FromAgency, nil))
		must(t, err)
		if own := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(own, note) || !strings.Contains(own, "som inte är klar") {
			t.Fatalf("the own draft is missing in %s", own)
		}
		if other := extract.Of(t, h.Database, h.svc.Extractor(), h.per.Authority); strings.Contains(other, note) {
			t.Fatalf("the other's extract has what was never told: %s", other)
		}
		h.give(h.anna, judged(matter.FromAgency, nil))
		if other := extract.Of(t, h.Database, h.svc.Extractor(), h.per.Authority); strings.Contains(other, note) {
			t.Fatalf("the other's extract has what has not left: %s", other)
		}
		if own := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(own, "inte har sett") {
			t.Fatalf("it does not say that nobody has seen it: %s", own)
		}
		h.give(h.per, judged(matter.FromAgency, map[matter.Need]matter.Who{"language": matter.FromMunicipality}))
		for _, a := range []policy.Actor{h.anna, h.per} {
			got := extract.Of(t, h.Database, h.svc.Extractor(), a.Authority)
			if strings.Count(got, note) != 2 || !strings.Contains(got, "Kom ") || !strings.Contains(got, "Skickat ") || !strings.Contains(got, "såg olika på") {
				t.Fatalf("%s's extract has not both: %s", a.ID, got)
			}
		}
	})
}
