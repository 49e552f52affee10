package person_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// A consent given on paper is registered, judged not to be enough, the person is told, and one that holds is withdrawn,
// all on the page; a colleague who is not named learns nothing of the person.
func TestAConsentOnThePage(t *testing.T) {
	h := furnish(t, dbtest.Open(t, "sqlite"))
	var p person.Person
	h.act(func(tx *audit.Tx) error {
		n, err := identity.ParsePersonal(number, calendar.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		if p, err = h.svc.Take(t.Context(), tx, h.anna.Authority, person.Identity{Number: n, Name: "Nora Testberg (Demo)"}); err != nil {
			return err
		}
		return h.svc.Assign(t.Context(), tx, p, h.anna.ID, matter)
	})
	reader := h.anna
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(context.Context, web.Session) (policy.Actor, error) { return reader, nil }})
	h.svc.Routes(rt)
	rt.Handle("GET /prova", policy.OpenPage, func(r *web.Request) (web.Response, error) { return r.SignIn("anna", h.anna.Authority, "/") })
	cookie := ""
	send := func(method, path string, form url.Values, want int, texts ...string) string {
		t.Helper()
		r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Cookie", cookie)
		w := httptest.NewRecorder()
		rt.ServeHTTP(w, r)
		if w.Code != want {
			t.Fatalf("%s answers %d, not %d: %.3000s", path, w.Code, want, w.Body)
		}
		for _, text := range texts {
			if !strings.Contains(w.Body.String(), text) {
				t.Errorf("%s does not say %q", path, text)
			}
		}
		if c := w.Result().Cookies(); len(c) > 0 && cookie == "" {
			cookie = c[0].Name + "=" + c[0].Value
		}
		return w.Body.String()
	}
	send(http.MethodGet, "/prova", nil, 303)
	send(http.MethodGet, p.Page(), nil, 200, "Nora Testberg (Demo)", number, "Den här sidvisningen loggas.", "Ingen grund är antecknad än")
	consent := url.Values{"ground": {"consent"}, "to": {"af"}, "purpose": {"planering"}, "until": {"2026-12-31"}}
	send(http.MethodPost, p.Page()+"/grund", consent, 422, "Ange hur samtycket lämnades.")
	consent.Set("form", "oral")
	send(http.MethodPost, p.Page()+"/grund", consent, 303)
	send(http.MethodGet, p.Page(), nil, 200, "Ett samtycke väntar på er prövning")
	first := h.groundOf(p)
	send(http.MethodPost, p.Page()+"/grund/"+first.ID+"/avsla", url.Values{"version": {"1"}}, 422, "Skriv varför.")
	send(http.MethodPost, p.Page()+"/grund/"+first.ID+"/avsla", url.Values{"version": {"1"}, "reason": {"Saknar vem som får veta."}}, 303)
	send(http.MethodGet, p.Page(), nil, 200, "Att göra", "Berätta det för personen", "personen ska få veta det")

	reader = policy.Actor{ID: "bo", Authority: h.anna.Authority, Roles: h.anna.Roles}
	if a, b := send(http.MethodGet, p.Page(), nil, 404), send(http.MethodGet, "/personer/nobody", nil, 404); strings.Contains(a, number) || len(a) == 0 || len(b) == 0 {
		t.Error("a colleague who is not named learns of the person")
	}
}

// groundOf is the latest ground of a record.
func (h *house) groundOf(p person.Person) person.Ground {
	h.t.Helper()
	list, err := person.Grounds(h.t.Context(), h.DB, p.ID)
	must(h.t, err)
	if len(list) == 0 {
		h.t.Fatal("there is no ground")
	}
	return list[len(list)-1]
}
