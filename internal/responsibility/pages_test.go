package responsibility_test

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
	"samsyn/internal/responsibility"
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
	c := s.do(http.MethodGet, "/prova/"+a.ID, nil).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", s.cookie)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// send posts a form and gives where it leads; a refusal is a failure.
func (s *site) send(path string, form url.Values) string {
	s.t.Helper()
	w := s.do(http.MethodPost, path, form)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.do(http.MethodGet, path, nil)
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

func TestMatrixIsFilledOnItsPage(t *testing.T) {
	s := open(t)
	path := "/overenskommelser/" + s.ludvika + "/ansvar"
	body := s.see(path, "uppgifter har ingen ansvarig", "<li>Komvux och yrkesvux: antagning och studieplan</li>")
	if strings.Contains(body, "Ta in standardlistans") || strings.Contains(body, "<li>Aktiviteter enligt aktivitetskravet</li>") {
		t.Error("the public is offered to edit, or what is only proposed counts as a hole")
	}
	if w := s.as(s.johan).do(http.MethodPost, path+"/forslag", nil); w.Code != 403 {
		t.Errorf("a stranger proposes: %d", w.Code)
	}
	s.as(s.anna).send(path+"/forslag", nil)
	s.see(path, "Alla uppgifter har någon som ansvarar", "förslag, ska bekräftas", "0 av")
	s.send(path+"/bekrafta", nil)
	lines, err := responsibility.Lines(t.Context(), s.DB, s.ludvika)
	must(t, err)
	l := lines[1]
	form := url.Values{"holder": {"none"}, "valid_from": {"2026-03-02"}, "version": {strconv.FormatInt(l.Version, 10)}}
	s.see(path+"/andra?rad="+l.ID, "I SKR", "förvaltningslagen 6 §")
	s.send(path+"/andra?rad="+l.ID, form)
	s.see(path, "1 uppgift har ingen ansvarig", "<li>Hjälp att skriva in sig och sköta sitt ärende</li>")
	s.see("/overenskommelser/"+s.ludvika, "<li>Hjälp att skriva in sig och sköta sitt ärende</li>")
	if w := s.do(http.MethodPost, path+"/andra", url.Values{"name": {"Körkortsstöd"}, "holder": {"board"}, "board": {s.johan.Authority}, "ground": {"frivillig"}, "valid_from": {"2026-03-02"}}); w.Code != 422 || !strings.Contains(w.Body.String(), "som är part") {
		t.Errorf("a board that is no party: %d", w.Code)
	}
	s.as(policy.Public()).see(path+"?format=csv", "Hjälp att skriva in sig", "ingen ansvarig")
	s.see("/api/v1/agreements/"+s.ludvika+"/responsibilities", `"hole":true`, `"holder":"pes"`)
}

func TestPlanFromBeginningToClosed(t *testing.T) {
	s := open(t)
	s.see("/omstallning", "Ingen omställning är öppen", "Aktivitetskrav för försörjningsstöd", "föreslagen", "2026-07-01", "Uppgifter om komvux åt båda hållen")
	s.as(s.anna).see("/kommun/2085/omstallning", "Börja en omställningsplan")
	form := url.Values{"cause": {"office"}, "title": {"Kontoret stänger"}, "changes": {"Arbetsförmedlingen lämnar lokalen."}}
	if w := s.do(http.MethodPost, "/kommun/2085/omstallning/ny", form); w.Code != 422 || !strings.Contains(w.Body.String(), "Arbetsförmedlingen lämnar lokalen.") {
		t.Errorf("no day: %d", w.Code)
	}
	form.Set("effective_on", "2026-09-01")
	path := s.send("/kommun/2085/omstallning/ny", form)
	id := strings.TrimPrefix(path, "/omstallning/")
	version := func() string {
		p, err := responsibility.PlanOf(t.Context(), s.DB, id)
		must(t, err)
		return strconv.FormatInt(p.Version, 10)
	}
	s.send(path+"/uppgift", url.Values{"task": {"Besök utan bokning"}, "before": {"af"}, "after": {"none"}, "version": {version()}})
	s.send(path+"/punkt", url.Values{"text": {"Hitta lokal"}, "owner": {"af"}, "due_on": {"2026-03-20"}, "version": {version()}})
	s.as(policy.Public()).see(path, "Ingen tar över ”Besök utan bokning”", "Hitta lokal", "14 arbetsdagar kvar")
	s.see("/omstallning", "1 uppgift tas inte över av någon", "Ludvika")
	s.see("/omstallning?format=csv", "Kontoret stänger")
	s.see("/api/v1/transitions", `"after":"none"`)
	s.see("/api/v1/reforms", "activity-requirement")
	if w := s.as(s.johan).do(http.MethodGet, path+"/andra", nil); w.Code != 403 {
		t.Errorf("a stranger opens the form: %d", w.Code)
	}
	p, err := responsibility.PlanOf(t.Context(), s.DB, id)
	must(t, err)
	s.as(s.anna).send(path+"/steg", url.Values{"step": {"remove"}, "thing": {p.Moves[0].ID}, "version": {version()}})
	s.send(path+"/uppgift", url.Values{"task": {"Besök utan bokning"}, "before": {"af"}, "after": {s.board}, "effective_on": {"2026-09-01"}, "version": {version()}})
	for _, who := range []policy.Actor{s.anna, s.per} {
		s.as(who).see(path, "Godkänn planen för vår sida")
		s.send(path+"/steg", url.Values{"step": {"agree"}, "version": {version()}})
	}
	s.see(path, "Båda sidor är <")
	if w := s.do(http.MethodPost, path+"/steg", url.Values{"step": {"close"}, "version": {version()}}); w.Code != 409 {
		t.Errorf("closed with something open: %d", w.Code)
	}
	s.send(path+"/steg", url.Values{"step": {"settle"}, "thing": {p.Points[0].ID}, "version": {version()}})
	s.send(path+"/steg", url.Values{"step": {"close"}, "version": {version()}})
	s.see(path, "avslutad")
}
