package enquiry_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room's pages; people sign in by name.
type site struct {
	*house
	http.Handler
	people map[string]policy.Actor
	cookie string
}

func open(t *testing.T) *site {
	s := &site{house: furnish(t, dbtest.Open(t, "sqlite")), people: map[string]policy.Actor{}}
	rt := web.New(web.Options{Trail: s.Trail, Keys: s.Keys, Now: s.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) { return s.people[se.Account], nil }})
	s.svc.Routes(rt)
	s.persons.Panels = append(s.persons.Panels, s.svc.PersonPanel)
	s.persons.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.people[a.ID], s.cookie = a, ""
	c := s.get("/prova/" + a.ID).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
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

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

// post sends a form and asks for the status.
func (s *site) post(want int, path string, form url.Values) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	if w.Code != want {
		s.t.Fatalf("%s answers %d, not %d: %s", path, w.Code, want, w.Body)
	}
	return w
}

// see asks for a page with texts on it.
func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return s.says(w, texts...)
}

func (s *site) says(w *httptest.ResponseRecorder, texts ...string) string {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("the page does not say %q:\n%s", text, w.Body)
		}
	}
	return w.Body.String()
}

// tellsNothing asks that a page says nothing about the person.
func (s *site) tellsNothing(body string) {
	s.t.Helper()
	for _, secret := range []string{number, name, written, needed} {
		if strings.Contains(body, secret) {
			s.t.Errorf("the page says %q", secret)
		}
	}
}

func TestAskedOpenedReviewedAndAnsweredOnPages(t *testing.T) {
	s := open(t)
	s.as(s.anna).see("/fragor", "Här finns inga öppna frågor", "Ställ en ny fråga")
	e := s.send(s.question())
	s.tellsNothing(s.see("/fragor", "1 fråga", "Finns en aktuell handlingsplan", "2 arbetsdagar kvar", "Motparten"))
	s.see(e.Page(), "ska svara er", written, needed, "Hur räknades detta?", "Den här sidvisningen loggas.")

	s.as(s.per)
	s.tellsNothing(s.see("/fragor?vems=var-tur", "1 fråga", "Ta frågan"))
	s.tellsNothing(s.see("/fragor?format=csv", "Handlingsplan"))
	s.tellsNothing(s.see(e.Page(), "Ange grund och öppna", "Visas när en grund är angiven"))
	s.tellsNothing(s.says(s.post(422, e.Page()+"/oppna", url.Values{}), "Välj en grund."))
	s.post(303, e.Page()+"/oppna", url.Values{"ground": {"no-harm"}, "motive": {"planering"}})
	s.see(e.Page(), name, number, written, needed, "Du ska pröva sekretessen", "Granska svaret")

	answer := url.Values{"outcome": {"answered"}, "test.ground": {"no-harm"}, "given": {"planen"}, "text": {told}, "certified": {"1"}}
	s.says(s.post(422, e.Page()+"/svara", url.Values{"text": {told}}), "Välj hur frågan besvaras.", told)
	s.says(s.post(200, e.Page()+"/svara", answer), "Steg 2 av 2", told, "Skicka svaret")
	s.see(e.Page(), "Du ska pröva sekretessen") // nothing is sent by the review
	answer.Set("gor", "skicka")
	s.post(303, e.Page()+"/svara", answer)

	s.as(s.anna).see(e.Page(), told, "Säg om svaret hjälpte")
	s.post(303, e.Page()+"/hjalpte", url.Values{"helped": {"yes"}})
	s.see("/fragor?lada=avslutade", "1 fråga", "Besvarad i tid")
}

func TestOthersGetTheSameAsOfNobodys(t *testing.T) {
	s := open(t)
	e := s.send(s.question())
	s.as(s.cia)
	if a, b := s.get(e.Page()), s.get("/fragor/nobody"); a.Code != 404 || b.Code != 404 {
		t.Errorf("%d and %d", a.Code, b.Code)
	}
	s.see("/fragor", "Här finns inga öppna frågor")
	s.post(404, e.Page()+"/ta", nil)
}

func TestACallIsNotedInOneForm(t *testing.T) {
	s := open(t)
	s.as(s.anna).see("/fragor/telefon?amne=Q-GENERAL", "Vad sades?", "Notera ett samtal")
	call := url.Values{"way": {"vi"}, "counterpart": {"outside"}, "name": {"Försäkringskassan (Demo)"}, "municipality": {"2085"}, "topics": {"Q-GENERAL"}}
	s.says(s.post(422, "/fragor/telefon", call), "Skriv vad som sades", "Försäkringskassan (Demo)")
	call.Set("text", "Vem kallar till mötet?")
	call.Set("at", "2026-02-24")
	call.Set("at-kl", "9.10")
	to := s.post(303, "/fragor/telefon", call).Header().Get("Location")
	s.see(to, "Vem kallar till mötet?", "till Försäkringskassan (Demo) om", "antecknad efter telefonsamtal", "Notera svaret")
	s.see("/fragor?forsenade=ja", "1 fråga", "Försäkringskassan (Demo)", "Försenad 2 arbetsdagar")
	s.post(303, to+"/hort", url.Values{"outcome": {"answered"}, "text": {"Kassan kallar."}})
	s.see(to, "Kassan kallar.")
}

func TestADraftAndAProtectedPerson(t *testing.T) {
	s := open(t)
	s.as(s.anna).see("/fragor/ny", "Vad gäller frågan?", "Inget om personen behövs än")
	s.see("/fragor/ny?amne=Q-PLAN&kommun=2085", "Ingen tar emot frågan här", "Varför ingen tar emot")
	stopped := url.Values{"amne": {"Q-PLAN"}, "kommun": {"2085"}, "certified": {"ja"}, "number": {number}, "name": {name}, "text": {written}}
	s.tellsNothing(s.says(s.post(200, "/fragor/ny", stopped), "Frågan är stoppad och inget är sparat"))
	s.see("/fragor", "Här finns inga öppna frågor")
}

func TestFiltersAndRepliesAreKept(t *testing.T) {
	s := open(t)
	s.as(s.per)
	s.post(303, "/fragor/filter", url.Values{"name": {"Försenade i Ludvika"}, "query": {"kommun=2085&forsenade=ja"}})
	s.see("/fragor", "Försenade i Ludvika", "forsenade=ja&amp;kommun=2085")
	s.post(422, "/fragor/standardsvar", url.Values{"name": {"Plan finns"}})
	s.post(303, "/fragor/standardsvar", url.Values{"name": {"Plan finns"}, "text": {"Det finns en plan."}})
	s.see("/fragor/standardsvar", "Plan finns", "Det finns en plan.")
}

// A personal number that is typed where a question's number is asked for is not searched by, shown again or kept: it stands in
// an address. A question's own number may look like one.
func TestNobodyIsLookedForByPersonalNumber(t *testing.T) {
	s := open(t)
	s.as(s.anna)
	for _, typed := range []string{"19920101-2383", "199201012383", "920101-2383"} {
		for _, more := range []string{"", "&format=csv", "&lada=avslutade"} {
			if w := s.get("/fragor?nummer=" + typed + more); w.Code != 303 || w.Header().Get("Location") != "/fragor" || strings.Contains(w.Body.String(), "2383") {
				t.Errorf("%s: %d to %q, %s", typed, w.Code, w.Header().Get("Location"), w.Body)
			}
		}
		s.says(s.post(422, "/fragor/filter", url.Values{"name": {"Mitt"}, "query": {"nummer=" + typed}}), "sparas inte i ett filter")
		s.says(s.post(422, "/fragor/filter", url.Values{"name": {typed}, "query": {""}}), "sparas inte i ett filter")
	}
	s.see("/fragor?nummer=F-1992-0101-2383", "F-1992-0101-2383")
}
