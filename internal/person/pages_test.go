package person_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
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
	send(http.MethodGet, p.Page(), nil, 200, "Ett samtycke väntar på er prövning", "planering")
	first := h.groundOf(p)
	send(http.MethodPost, p.Page()+"/grund/"+first.ID+"/avsla", url.Values{"version": {"1"}}, 422, "Skriv varför.")
	send(http.MethodPost, p.Page()+"/grund/"+first.ID+"/avsla", url.Values{"version": {"1"}, "reason": {"Saknar vem som får veta."}}, 303)
	send(http.MethodGet, p.Page(), nil, 200, "Att göra", "Berätta det för personen", "personen ska få veta det")

	// The paper comes afterwards: only a picture or a PDF, kept sealed, fetched by those who may see the person, and noted.
	upload := func(path, name, content, version string, want int) {
		t.Helper()
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		must(t, w.WriteField("version", version))
		part, err := w.CreateFormFile("file", name)
		must(t, err)
		_, err = part.Write([]byte(content))
		must(t, err)
		must(t, w.Close())
		r := httptest.NewRequest(http.MethodPost, path, &body)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", w.FormDataContentType())
		r.Header.Set("Cookie", cookie)
		got := httptest.NewRecorder()
		rt.ServeHTTP(got, r)
		if got.Code != want {
			t.Fatalf("%s answers %d, not %d: %.3000s", name, got.Code, want, got.Body)
		}
	}
	send(http.MethodPost, p.Page()+"/grund", consent, 303)
	second := h.waitingGround(p)
	at := p.Page() + "/grund/" + second.ID + "/underlag"
	upload(at, "samtycke.pdf", "inte en pdf", "1", 422)
	upload(at, "samtycke.csv", "a;b\n1;2\n", "1", 422)
	upload(at, "samtycke.pdf", onePDF, "1", 303)
	upload(at, "samtycke.pdf", onePDF, "2", 409)
	send(http.MethodGet, p.Page(), nil, 200, "Hämta underlaget")
	if got := send(http.MethodGet, at, nil, 200); got != onePDF {
		t.Errorf("the evidence is %q", got)
	}
	send(http.MethodGet, p.Page()+"/grund/"+first.ID+"/underlag", nil, 404)

	send(http.MethodPost, p.Page()+"/nummer", url.Values{"version": {"1"}, "number": {"199201012384"}}, 422, "Numret stämmer inte")
	send(http.MethodPost, p.Page()+"/nummer", url.Values{"version": {"1"}, "number": {number}}, 422, "Personen har redan det numret")
	send(http.MethodPost, p.Page()+"/nummer", url.Values{"version": {"1"}, "number": {another}}, 303)
	send(http.MethodGet, p.Page(), nil, 200, another, "Tidigare nummer", number)

	reader = h.anna
	send(http.MethodPost, p.Page()+"/skydd", url.Values{"version": {"2"}, "protection": {"marker"}, "from": {"2026-03-02"}, "named": {"anna\nfelskriven"}}, 422, "Ingen hos er har användarnamnet")

	reader = policy.Actor{ID: "bo", Authority: h.anna.Authority, Roles: h.anna.Roles}
	send(http.MethodGet, at, nil, 404)
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

// waitingGround is the ground of a record that waits to be judged.
func (h *house) waitingGround(p person.Person) person.Ground {
	h.t.Helper()
	list, err := person.Grounds(h.t.Context(), h.DB, p.ID)
	must(h.t, err)
	for _, g := range list {
		if g.State == person.Submitted {
			return g
		}
	}
	h.t.Fatal("no ground waits")
	return person.Ground{}
}

const onePDF = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"

// TestSeveralAreNamedForAProtectedPerson, and who is not named anew is named no longer.
func TestSeveralAreNamedForAProtectedPerson(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(h.per.Authority, number, h.per, h.eva)
		cleared := h.eva
		cleared.Cleared = true
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE account SET cleared = TRUE WHERE id = 'eva'")
			return err
		})
		sees := func(a policy.Actor, want bool) {
			t.Helper()
			if _, err := h.svc.Open(t.Context(), a, p.ID, matter); (err == nil) != want {
				t.Errorf("%s: %v, want to see: %v", a.ID, err, want)
			}
		}
		from := calendar.DateOf(h.Clock.Now())
		must(t, h.svc.Protect(t.Context(), h.per, p.ID, p.Version, person.Marker, from, []string{"per", "eva", "per"}))
		sees(h.per, true)
		sees(cleared, true)
		sees(h.eva, false)
		must(t, h.svc.Protect(t.Context(), h.per, p.ID, p.Version+1, person.Registration, from, []string{"per"}))
		sees(h.per, true)
		sees(cleared, false)
	})
}

// TestANumberFindsOnePerson: a number that another record has, or had, is not given to this one.
func TestANumberFindsOnePerson(t *testing.T) {
	each(t, func(h *house) {
		a, b := h.known(h.anna.Authority, number, h.anna), h.known(h.anna.Authority, another, h.anna)
		must(t, h.svc.Renumber(t.Context(), h.anna, a.ID, a.Version, h.number(coordinator)))
		for _, taken := range []string{number, coordinator} {
			if err := h.svc.Renumber(t.Context(), h.anna, b.ID, b.Version, h.number(taken)); fault.KindOf(err) != fault.Conflict {
				t.Errorf("%s: %v", taken, err)
			}
		}
		must(t, h.svc.Renumber(t.Context(), h.anna, a.ID, a.Version+1, h.number(number)))
	})
}
