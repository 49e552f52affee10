package incident_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// page is what a page of the room shows to somebody, in Swedish.
func (h *house) page(who policy.Actor, path string) string {
	h.t.Helper()
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, AuthenticateKey: func(context.Context, string) (policy.Actor, error) { return who, nil }})
	h.svc.Routes(rt)
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	r.Header.Set("Accept-Language", "sv")
	w := httptest.NewRecorder()
	rt.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

// TestThePageSaysTheRulesAndWhatIsToBeConfirmed, and the number in the diary; of what touches no person only what is agreed.
func TestThePageSaysTheRulesAndWhatIsToBeConfirmed(t *testing.T) {
	each(t, func(h *house) {
		i := h.report(directory.PES)
		one := h.page(h.gun, i.Page())
		for _, text := range []string{i.Registry, "Artikel 33 i dataskyddsförordningen", "Artikel 34 i dataskyddsförordningen", "Åtagande K20.5", "fredag 25 maj 2018", "Räknas de 72 timmarna från upptäckten"} {
			if !strings.Contains(one, text) {
				t.Errorf("the page does not say %q", text)
			}
		}
		if n := strings.Count(one, "Ska bekräftas av en jurist"); n != 3 {
			t.Errorf("%d rules are marked, want 3", n)
		}
		in := h.letter()
		in.Sort, in.Categories, in.Persons = incident.Security, nil, 0
		s, err := h.svc.Report(t.Context(), h.elin, in)
		h.must(err)
		if two := h.page(h.gun, s.Page()); strings.Contains(two, "Artikel 33") || !strings.Contains(two, "Åtagande K20.5") {
			t.Error("what touches no person is told of the regulation")
		}
		if list := h.page(h.gun, incident.Path+"?format=csv&lage=alla"); !strings.Contains(list, i.Registry) || !strings.Contains(list, s.Registry) {
			t.Error("the register as a file lacks the numbers")
		}
	})
}
