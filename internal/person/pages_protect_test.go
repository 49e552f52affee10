package person_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// browser is somebody's, with the answers of this room's pages.
type browser struct {
	h      *house
	rt     *web.Router
	cookie string
}

func (h *house) browser(reader policy.Actor) *browser {
	b := &browser{h: h, rt: web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(context.Context, web.Session) (policy.Actor, error) { return reader, nil }})}
	h.svc.Routes(b.rt)
	b.rt.Handle("GET /prova", policy.OpenPage, func(r *web.Request) (web.Response, error) { return r.SignIn(reader.ID, reader.Authority, "/") })
	b.cookie, _, _ = strings.Cut(b.send(http.MethodGet, "/prova", nil).Header().Get("Set-Cookie"), ";")
	return b
}

func (b *browser) send(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", b.cookie)
	w := httptest.NewRecorder()
	b.rt.ServeHTTP(w, r)
	return w
}

// TestThePageSaysWhyItIsOpen: to who is named, to who stands in, and to who opened it in an emergency, each with what is so.
func TestThePageSaysWhyItIsOpen(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(h.per.Authority, number, h.per)
		stand := policy.Actor{ID: "stand", Authority: h.per.Authority, Roles: h.per.Roles}
		h.Hire(t, stand)
		h.act(func(tx *audit.Tx) error {
			now := tx.Now()
			_, err := tx.Exec(t.Context(), `INSERT INTO contact_cover (authority_id, absent_id, substitute_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
				stand.Authority, h.per.ID, stand.ID, db.At(now.Add(-time.Hour)), db.At(now.Add(time.Hour)))
			return err
		})
		must(t, h.svc.OpenInEmergency(t.Context(), h.eva, p.ID, "Personen står i receptionen."))
		for _, c := range []struct {
			who  policy.Actor
			says string
		}{{h.per, "dig, som är utsedd i ett ärende<"}, {stand, "dig, som är ersättare för en kollega som är utsedd i ett ärende"}, {h.eva, "dig, som har nödöppnat uppgifterna"}} {
			w := h.browser(c.who).send(http.MethodGet, p.Page(), nil)
			if body := w.Body.String(); w.Code != 200 || !strings.Contains(body, c.says) || c.who.ID == h.eva.ID && strings.Contains(body, "utsedd i ett ärende") {
				t.Errorf("%s: %d, not %q", c.who.ID, w.Code, c.says)
			}
		}
	})
}

// TestProtectionIsSavedAndLeadsOn: who is named comes back to the person; who is not is told what was saved, and nothing of
// who it is.
func TestProtectionIsSavedAndLeadsOn(t *testing.T) {
	each(t, func(h *house) {
		vera := policy.Actor{ID: "vera", Authority: h.per.Authority, Roles: h.per.Roles, Cleared: true}
		h.Hire(t, vera)
		p := h.known(h.per.Authority, number, vera, h.eva)
		eva := h.browser(h.eva)
		protect := url.Values{"version": {"1"}, "protection": {"marker"}, "from": {"2026-03-02"}, "named": {"vera"}}
		w := eva.send(http.MethodPost, p.Page()+"/skydd", protect)
		body := w.Body.String()
		for _, says := range []string{"Skyddet är sparat", "Du är inte en av dem", "sekretessmarkering", "2 mars 2026"} {
			if w.Code != 200 || !strings.Contains(body, says) {
				t.Errorf("%d, and %q is not said", w.Code, says)
			}
		}
		if strings.Contains(body, "Testberg") || strings.Contains(body, number) || strings.Contains(body, p.ID) {
			t.Error("the page tells who it was")
		}
		if w := eva.send(http.MethodGet, p.Page(), nil); w.Code != 404 {
			t.Errorf("who is not named gets %d", w.Code)
		}
		protect.Set("version", "2")
		protect.Set("protection", "registration")
		if w := h.browser(vera).send(http.MethodPost, p.Page()+"/skydd", protect); w.Code != 303 || w.Header().Get("Location") != p.Page() {
			t.Errorf("who is named gets %d to %q", w.Code, w.Header().Get("Location"))
		}
		protect.Set("named", "")
		if w := h.browser(vera).send(http.MethodPost, p.Page()+"/skydd", protect); w.Code != 422 {
			t.Errorf("nobody named: %d", w.Code)
		}
	})
}
