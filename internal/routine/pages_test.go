package routine_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/routine"
	"samsyn/internal/web"
)

// site serves the room and the agreement's page; people sign in by id.
type site struct {
	*house
	http.Handler
	people map[string]policy.Actor
	cookie string
}

func open(t *testing.T) *site {
	s := &site{house: furnish(t, dbtest.Open(t, "sqlite")), people: map[string]policy.Actor{}}
	rt := web.New(web.Options{Trail: s.Trail, Keys: s.Keys, Now: s.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return s.people[se.Account], nil
	}})
	agreements := agreement.New(s.Trail)
	agreements.Panels = append(agreements.Panels, s.svc.Panel)
	agreements.Routes(rt)
	s.svc.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.cookie = ""
	if a.IsPublic() {
		return s
	}
	s.people[a.ID] = a
	c := s.get("/prova/" + a.ID).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", s.cookie)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

// send posts a form and gives where it leads; a refusal is a failure.
func (s *site) send(path string, form url.Values) string {
	s.t.Helper()
	w := s.post(path, form)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s *site) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("%s does not say %q:\n%s", path, text, w.Body)
		}
	}
	return w.Body.String()
}

func (s *site) version(path string) string {
	s.t.Helper()
	r, err := routine.One(s.t.Context(), s.DB, s.per, strings.TrimPrefix(path, "/rutiner/"))
	must(s.t, err)
	return strconv.FormatInt(r.Version, 10)
}

func TestARoutineFromFirstWordToTakenOver(t *testing.T) {
	s := open(t)
	s.as(s.anna)
	under := "/overenskommelser/" + s.ludvika + "/rutiner"
	s.see(under, "Skriv en rutin", "0 rutiner")
	form := url.Values{"title": {"Frågor om enskilda"}, "purpose": {"Ingen ska vänta i onödan."}, "owner": {s.anna.Authority}, "owner_role": {"samverkansansvarig"},
		"owner_account": {s.anna.ID}, "clauses": {"§ 9, k9.1"}, "topics": {"questions"}, "step_who_1": {"Handläggaren"}, "step_what_1": {""}}
	if w := s.post(under+"/ny", form); w.Code != 422 || !strings.Contains(w.Body.String(), "steg 1: skriv både vem och vad") || !strings.Contains(w.Body.String(), "Frågor om enskilda") {
		t.Errorf("a step without what answers %d: %s", w.Code, w.Body)
	}
	form.Set("step_what_1", "skickar frågan")
	form.Set("step_within_1", "1 arbetsdag")
	path := s.send(under+"/ny", form)
	s.see(path, "gäller först när det sätts i kraft", "skickar frågan", "inom 1 arbetsdag", "§ 9, K9.1", "anna (Demo)")
	if w := s.as(policy.Public()).get(path); w.Code != 404 {
		t.Errorf("the public reads a draft: %d", w.Code)
	}
	s.as(s.anna).send(path+"/galler", url.Values{"version": {s.version(path)}, "review_on": {"2026-06-01"}})
	s.see(path, "ses över senast måndag 1 juni 2026")
	s.see("/overenskommelser/"+s.ludvika, "Frågor om enskilda", "1 rutin")
	s.send(path+"/dela", url.Values{"version": {s.version(path)}, "want": {"propose"}})
	s.as(s.per).see(path, "Ni behöver svara", "Ja, dela rutinen")
	s.send(path+"/dela", url.Values{"version": {s.version(path)}, "want": {"yes"}})

	s.as(policy.Public()).see("/rutiner?ord=vänta&paragraf=9&amne=questions", "Frågor om enskilda", "Ludvika")
	if body := s.see("/rutiner?paragraf=10"); strings.Contains(body, "Frågor om enskilda") {
		t.Error("found under another clause")
	}
	body := s.see(path, "delas som gott exempel")
	if strings.Contains(body, "anna (Demo)") || strings.Contains(body, "Ändra rutinen") {
		t.Error("the public sees who the owner is, or is offered to edit")
	}
	s.see("/rutiner?format=csv", "Frågor om enskilda")
	s.see("/api/v1/routines?clause=K9.1", `"sharing":"shared"`)
	s.see("/api/v1/routines/"+strings.TrimPrefix(path, "/rutiner/"), "skickar frågan")

	s.as(s.johan).see(path, "Ta över rutinen")
	s.see(path+"/ta-over", "Falun")
	copied := s.send(path+"/ta-over", url.Values{"agreement": {s.falun}, "owner_role": {"samordnare"}})
	s.see(copied, "Den rutin som togs över", "utkast")
	s.see(path, "Övertagen av", "Falun")
	if w := s.as(s.anna).get(copied); w.Code != 404 {
		t.Errorf("Ludvika reads Falun's draft: %d", w.Code)
	}

	form.Set("purpose", "Nytt syfte.")
	form.Set("version", s.version(path))
	s.send(path+"/andra", form)
	s.see(path+"/jamfor?fran=1&till=2", "<del", "<ins", "Nytt")
	s.send(path+"/galler", url.Values{"version": {s.version(path)}, "review_on": {"2026-06-01"}})
	s.as(s.johan).see(copied, "Ursprunget har en ny version")
	s.see(copied+"/ursprung", "Ursprunget har ändrat, ni har inte ändrat", "Ta över ändringen", "Avstå från ändringen")
	s.send(copied+"/ursprung", url.Values{"version": {s.version(copied)}, "newer": {"2"}})
	s.see(copied, "Nytt syfte.", "version 2")
	s.see(copied+"/ursprung", "ingen senare version")
	if w := s.get(path + "/andra"); w.Code != 403 {
		t.Errorf("Falun opens Ludvika's form: %d", w.Code)
	}
}

func TestOverdueReviewIsSeen(t *testing.T) {
	s := open(t)
	r := s.shared("Frågor om enskilda")
	s.Clock.Set(date("2026-06-02").At(9, 0))
	s.as(s.anna).see(r.Path(), "översyn försenad", "Se över rutinen")
	s.see("/overenskommelser/"+s.ludvika, "1 med försenad översyn")
	if w := s.post(r.Path()+"/oversyn", url.Values{"version": {s.version(r.Path())}, "review_on": {"2026-06-02"}}); w.Code != 422 {
		t.Errorf("a review today: %d", w.Code)
	}
	s.send(r.Path()+"/oversyn", url.Values{"version": {s.version(r.Path())}, "review_on": {"2026-12-01"}})
	if body := s.see(r.Path(), "tisdag 1 december 2026"); strings.Contains(body, "försenad") {
		t.Error("still overdue")
	}
	s.send(r.Path()+"/upphor", url.Values{"version": {s.version(r.Path())}})
	s.see(r.Path(), "har <")
	if w := s.as(policy.Public()).get(r.Path()); w.Code != 404 {
		t.Errorf("the public reads a retired one: %d", w.Code)
	}
}
