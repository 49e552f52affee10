package escalation_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room with questions and agreements; people sign in by the house's names.
type site struct {
	*house
	http.Handler
	cookie string
}

func open(t *testing.T) *site {
	h := furnish(t, dbtest.Open(t, db.SQLite))
	people := map[string]policy.Actor{}
	for _, a := range []policy.Actor{h.per, h.vera, h.kaj, h.rut, h.anna, h.bo, h.cia, h.stig, h.sten} {
		people[a.ID] = a
	}
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return people[se.Account], nil
	}})
	h.questions.Asides = append(h.questions.Asides, h.svc.Aside)
	agreements := agreement.New(h.Trail)
	agreements.Panels = append(agreements.Panels, h.svc.AgreementPanel)
	h.svc.Routes(rt)
	h.questions.Routes(rt)
	agreements.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), people[r.Path("who")].Authority, "/")
	})
	return &site{house: h, Handler: rt}
}

func (s *site) as(a policy.Actor) *site {
	s.cookie = ""
	w := s.do(httptest.NewRequest(http.MethodGet, "/prova/"+a.ID, nil))
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) post(path string, form url.Values, want int) string {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	if w.Code != want {
		s.t.Fatalf("%s answers %d, want %d: %s", path, w.Code, want, w.Body)
	}
	return w.Body.String()
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.do(httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	body := strings.ReplaceAll(w.Body.String(), "\u00a0", " ")
	for _, text := range texts {
		if !strings.Contains(body, text) {
			s.t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

// tellsNothing asserts that a page says nothing of whom and what the question is about, and leads nowhere to it.
func (s *site) tellsNothing(body, question string) {
	s.t.Helper()
	for _, secret := range []string{number, "1992", "Testberg", "ryggskada", "unktionsneds", question} {
		if strings.Contains(body, secret) {
			s.t.Errorf("%q is told", secret)
		}
	}
}

func TestTheWayOfAQuestionOnPages(t *testing.T) {
	s := open(t)
	q := s.send()
	s.as(s.anna).see(q.Page(), "Om tiden går ut", "onsdag 4 mars kl. 12.00: den som ska svara påminns", "onsdag 4 mars kl. 16.30: de samverkansansvariga hos båda får veta kommun, slag och tid, inte personen",
		"onsdag 11 mars kl. 16.30: frågan går till styrgruppen", "Nationellt riktmärke, överenskommelsens dagar finns inte här", "Lyft frågan nu")
	s.as(s.bo).see("/eskaleringar", "Inget är eskalerat hos er just nu", "0 eskaleringar")
	s.tend("2026-03-04 17.00")
	e := s.list(s.bo)[0]
	s.as(s.bo)
	body := s.see("/eskaleringar", "1 eskalering är öppen.", e.Number(), "Fråga om en enskild", "Ludvika", "5 arbetsdagar kvar")
	s.tellsNothing(body, q.ID)
	s.tellsNothing(s.see("/eskaleringar?format=csv", e.Number(), "Fråga om en enskild"[1:], "2085"), q.ID)
	for filter, want := range map[string]bool{"niva=2": true, "niva=3": false, "kommun=2085": true, "kommun=2080": false, "vems=vi": false, "lage=avslutade": false} {
		if got := strings.Contains(s.see("/eskaleringar?"+filter), e.Number()); got != want {
			t.Errorf("%s shows it: %v", filter, got)
		}
	}
	body = s.see(e.Path(), "ska svara", "Det ligger hos de samverkansansvariga till", "onsdag 11 mars 2026 kl. 16.30", "Hos er: bo.", "Avgör utan svar", "Lyft till styrgruppen nu")
	s.tellsNothing(body, q.ID)
	if strings.Contains(body, "kaj") || strings.Contains(body, "rut") {
		t.Error("the other side's people are named")
	}
	s.tellsNothing(s.as(s.kaj).see(e.Path(), "Ni ska se till att frågan besvaras", "Hos er: kaj och rut."), q.ID)
	if body := s.see(e.Path()); strings.Contains(body, "Avgör utan svar") {
		t.Error("the side that owes is offered to settle")
	}
	s.as(s.anna).see(q.Page(), "Eskalerad som "+e.Number(), "Ligger hos nivå 2", "Tiden gick ut: till nivå 2")
	s.see("/overenskommelser/"+s.agreement, "Trappan", "15 arbetsdagar")
	s.as(s.cia)
	for _, path := range []string{e.Path(), "/api/v1/escalations/" + e.ID} {
		known, other := s.do(httptest.NewRequest(http.MethodGet, path, nil)), s.do(httptest.NewRequest(http.MethodGet, strings.Replace(path, e.ID, "nobodys", 1), nil))
		if known.Code != 404 || other.Code != 404 || known.Body.Len()-other.Body.Len() != len(strings.Repeat(e.ID, strings.Count(known.Body.String(), e.ID)))-len("nobodys")*strings.Count(other.Body.String(), "nobodys") {
			t.Errorf("%s answers a stranger %d, for nothing %d", path, known.Code, other.Code)
		}
	}
	s.see("/eskaleringar", "0 eskaleringar")
}

func TestDecidingOnPages(t *testing.T) {
	s := open(t)
	q := s.send()
	s.as(s.anna).post(q.Page()+"/eskalera", url.Values{"reason": {"cannot-wait"}}, 303)
	s.post(q.Page()+"/eskalera", url.Values{"reason": {"cannot-wait"}}, 409)
	e := s.list(s.bo)[0]
	form := func(more url.Values) url.Values {
		more.Set("version", strconv.FormatInt(s.list(s.bo)[0].Version, 10))
		return more
	}
	s.as(s.bo).see(e.Path(), "Lyft för hand: till nivå 2", "Svaret kan inte vänta så länge.", "tiden har inte gått ut")
	body := s.post(e.Path()+"/ny-tid", form(url.Values{"until": {"2026-03-20"}, "text": {"Gäller 199201012383"}}), 422)
	if !strings.Contains(body, "Texten innehåller ett personnummer") || !strings.Contains(body, "2026-03-20") {
		t.Error("what was refused is not explained, or the day is lost")
	}
	s.post(e.Path()+"/ny-tid", form(url.Values{"until": {"den tjugonde"}, "text": {"Vi svarar."}}), 422)
	s.post(e.Path()+"/ny-tid", form(url.Values{"until": {"2026-03-20"}, "text": {"Vi svarar då."}}), 303)
	s.see(e.Path(), "fredag 20 mars 2026 kl. 16.30", "Vi svarar då.", "som de samverkansansvariga har kommit överens om")
	s.post(e.Path()+"/ny-tid", url.Values{"until": {"2026-03-25"}, "text": {"Vi svarar."}, "version": {"1"}}, 409)
	s.post(e.Path()+"/lyft", form(url.Values{"reason": {"unreachable"}}), 303)
	s.as(s.stig).see(e.Path(), "Det ligger hos styrgruppen", "Hos er: Siri Berg (Demo) (utan konto), stig och bo.")
	s.as(s.anna).post(e.Path()+"/lyft", url.Values{"reason": {"unreachable"}}, 404)
	s.as(s.bo).post(e.Path()+"/avgor", form(url.Values{"text": {"Vi fick veta det."}}), 303)
	s.see(e.Path(), "Eskaleringen är avslutad: frågan är", "Vi fick veta det.")
	s.see("/eskaleringar?lage=avslutade", "Avgjord")
	s.cookie = ""
	if w := s.do(httptest.NewRequest(http.MethodGet, e.Path(), nil)); w.Code == 200 {
		t.Error("whoever has not signed in sees it")
	}
}

func TestEscalationsByTheAPI(t *testing.T) {
	s := open(t)
	q := s.send()
	send := func(path, body string, want int, texts ...string) {
		t.Helper()
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := s.do(r)
		if w.Code != want {
			t.Fatalf("%s answers %d, want %d: %s", path, w.Code, want, w.Body)
		}
		for _, text := range texts {
			if !strings.Contains(w.Body.String(), text) {
				t.Errorf("%s does not say %q: %s", path, text, w.Body)
			}
		}
	}
	s.as(s.anna)
	send("/api/v1/enquiries/"+q.ID+"/escalations", `{"reason":"because"}`, 422)
	send("/api/v1/enquiries/"+q.ID+"/escalations", `{"reason":"who-answers"}`, 200, `"level":2`, `"byHand":true`, `"about":"person"`)
	e := s.list(s.bo)[0]
	one := "/api/v1/escalations/" + e.ID
	s.as(s.bo)
	s.tellsNothing(s.see("/api/v1/escalations", `"total":1`, e.Number()), q.ID)
	s.tellsNothing(s.see(one, `"reason":"who-answers"`, `"name":"bo"`, `"part":"coordinator"`), q.ID)
	send(one+"/agreements", `{"version":1,"until":"2026-03-20","text":""}`, 422, `"name":"text"`)
	send(one+"/agreements", `{"version":1,"until":"2026-03-20","text":"Vi svarar då."}`, 200, `"agreedUntil":"2026-03-20`)
	send(one+"/raisings", `{"version":1,"reason":"again"}`, 409)
	send(one+"/raisings", `{"version":2,"reason":"again"}`, 200, `"level":3`)
	send(one+"/settlements", `{"version":3,"text":"Klart."}`, 200, `"state":"ended"`, `"ending":"settled"`)
	s.see("/api/v1/escalations?state=ended", `"total":1`)
}
