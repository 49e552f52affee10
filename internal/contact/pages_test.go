package contact_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"samsyn/internal/contact"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room and the municipality's page; people sign in by id.
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
	s.svc.Routes(rt)
	s.dir.Routes(rt, directory.Shown{Panels: []directory.Panel{s.svc.PanelOf}})
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
	body := strings.ReplaceAll(w.Body.String(), "\u00a0", " ")
	for _, text := range texts {
		if !strings.Contains(body, text) {
			s.t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

func (s *site) lacks(path string, texts ...string) {
	s.t.Helper()
	body := s.see(path)
	for _, text := range texts {
		if strings.Contains(body, text) {
			s.t.Errorf("%s says %q", path, text)
		}
	}
}

func (s *site) version(id string) string {
	s.t.Helper()
	p, err := contact.Get(s.t.Context(), s.DB, id)
	s.must(err)
	return strconv.FormatInt(p.Version, 10)
}

func TestAPathFromItsFormToTheMunicipalitysPage(t *testing.T) {
	s := open(t)
	s.see("/kommun/2085", "Ingen öppen kontaktväg")
	if w := s.do(http.MethodGet, "/kontaktvagar/ny", nil); w.Code == 200 {
		t.Error("the public is shown the form")
	}
	s.as(s.anna).see("/kontaktvagar/ny", "Lägg till en kontaktväg", "08.00–16.30", "Kommunal insats")
	form := url.Values{"name": {"Vägledningen"}, "channel": {"phone"}, "address": {"0240-000 00"}, "topics": {"M-MEASURE", "M-PLAN"}, "personal": {"1"}, "open": {"1"}, "first_days": {"1"}, "answer_days": {"2"},
		"owner": {"ali"}, "valid_from": {"2026-03-01"}, "hours_monday": {"09.00–11.00, 13.00–15.00"}, "hours_friday": {"9-11"}}
	if w := s.do(http.MethodPost, "/kontaktvagar/ny", form); w.Code != 422 || !strings.Contains(w.Body.String(), "Skriv tiderna som") || !strings.Contains(w.Body.String(), "Vägledningen") {
		t.Errorf("hours that are none: %d", w.Code)
	}
	form.Set("hours_friday", "09:00-11:00")
	path := s.send("/kontaktvagar/ny", form)
	id := strings.TrimPrefix(path, "/kontaktvagar/")
	s.see(path, "Ingen har bekräftat", "måndag kl. 09.00–11.00 och 13.00–15.00", "fredag kl. 09.00–11.00", "ali (Demo)", "Ingen bemanning är planerad", "Frågor om enskilda", "inom 2 arbetsdagar")
	s.see("/kontaktvagar", "Ni behöver bekräfta", "1 kontaktväg")
	s.as(s.ali).send(path+"/bekrafta", url.Values{"version": {s.version(id)}})
	s.see(path, "bekräftad", "<dd>öppet</dd>")

	// Another authority sees the function, not the people; the public only what is open.
	s.as(s.birgit).see(path, "0240-000 00")
	s.lacks(path, "ali (Demo)", "/andra", "/bemanning\"")
	if w := s.do(http.MethodGet, path+"/bemanning", nil); w.Code != 403 {
		t.Errorf("another board opens the rota: %d", w.Code)
	}
	s.as(policy.Public()).see("/kommun/2085", "Vägledningen", "0240-000 00", "bekräftad")
	s.lacks("/kommun/2085", "ali (Demo)")
	s.lacks(path, "ali (Demo)", "Uppmätt")
	s.see("/kontaktvagar?format=csv", "Vägledningen", "Kommunal insats, Individuell plan")
	form.Del("open")
	form.Set("version", s.version(id))
	s.as(s.anna).send(path+"/andra", form)
	if w := s.as(policy.Public()).do(http.MethodGet, path, nil); w.Code != 404 {
		t.Errorf("the public sees what is not open: %d", w.Code)
	}
	s.lacks("/kommun/2085", "Vägledningen")
	s.lacks("/kontaktvagar?format=csv", "Vägledningen")
	s.lacks("/api/v1/contact-paths", "Vägledningen")
	if w := s.do(http.MethodGet, "/api/v1/contact-paths/"+id, nil); w.Code != 404 {
		t.Errorf("the API shows the public what is not open: %d", w.Code)
	}
	s.as(s.anna).send(path+"/avsluta", url.Values{"valid_to": {"2026-03-01"}, "version": {s.version(id)}})
	s.see(path, "upphört")
	s.lacks("/kontaktvagar", "Vägledningen")
	s.see("/kontaktvagar?lage=inactive", "Vägledningen")
}

func TestWhereAQuestionGoesIsShownWithItsReasons(t *testing.T) {
	s := open(t)
	d := phone(s.per, "Myndighetstelefonen", "Q-PLAN")
	line := s.add(s.per, d)
	s.as(s.anna).see("/kontaktvagar/hitta?amne=Q-PLAN&kommun=2085&skyddad=1", "Frågan går till <strong>Myndighetstelefonen</strong>", "aldrig text över nätet", "alla kommuner")
	s.see("/kontaktvagar/hitta?amne=Q-LANG&kommun=2085", "Ingen kontaktväg", "Språk och tolk")
	s.see("/api/v1/contact-routes?topic=Q-PLAN&municipality=2085&personal=true", line.ID, `"hole":false`)
	s.as(policy.Public()).lacks("/kontaktvagar/hitta?amne=Q-PLAN&kommun=2085", "Myndighetstelefonen", line.ID)
	s.lacks("/api/v1/contact-routes?topic=Q-PLAN&municipality=2085", line.ID)
}

func TestRotaAndAbsenceOnTheirPages(t *testing.T) {
	s := open(t)
	s.hire("bosse", s.work, policy.Caseworker)
	p := s.add(s.anna, samsyn(s.ali, "Arbetsmarknadsenheten", "M-MEASURE"))
	at := p.Path() + "/bemanning"
	s.as(s.anna).lacks(at, ">anna</textarea>") // a coordinator answers no questions, and is not suggested
	s.as(s.ali).see(at, "Ingen bemanning är planerad", "ali (ali), anna (anna), bosse (bosse)", ">ali</textarea>")
	if w := s.do(http.MethodPost, at, url.Values{"accounts": {"ali\njohan"}, "valid_from": {"2026-03-02"}, "weeks": {"4"}, "version": {s.version(p.ID)}}); w.Code != 422 || !strings.Contains(w.Body.String(), "kollega") {
		t.Errorf("a stranger on the rota: %d", w.Code)
	}
	s.send(at, url.Values{"accounts": {"ali\nbosse"}, "valid_from": {"2026-03-02"}, "weeks": {"3"}, "version": {s.version(p.ID)}})
	s.see(at, "måndag 23 mars–fredag 27 mars", "Ta bort 2026-03-09")
	s.see(at, "Bemanningen de närmaste fyra veckorna", "v. 10", "2 mars", "v. 13", "ingen")
	s.see(p.Path(), "Bemanningen de närmaste fyra veckorna", "fredag")
	s.as(s.birgit).see(p.Path(), "Kontaktvägen är bemannad nu")
	s.lacks(p.Path(), "Bemanningen de närmaste fyra veckorna")
	s.as(s.ali).see("/franvaro", "Ingen frånvaro är inlagd")
	s.lacks("/franvaro", "Vem är borta?")
	s.send("/franvaro", url.Values{"valid_from": {"2026-03-02"}, "valid_to": {"2026-03-03"}, "substitute": {"bosse"}})
	s.see("/franvaro", "bosse (Demo)", "Tillbaka nu", "2026-03-03", "format=xlsx")
	s.see("/franvaro?format=csv", "ali (Demo)", "bosse (Demo)", "2026-03-03")
	s.lacks("/franvaro?format=csv", "Tillbaka nu", "Avsluta")
	s.see(p.Path(), "<dd>bosse (Demo)</dd>")
	s.as(s.anna).see("/franvaro", "Vem är borta?", "ali (Demo)")
	if w := s.do(http.MethodPost, "/franvaro", url.Values{"account": {"bosse"}, "valid_from": {"2026-03-02"}, "valid_to": {"2026-03-02"}, "substitute": {"ali"}}); w.Code != 422 || !strings.Contains(w.Body.String(), "kedjan") {
		t.Errorf("a chain that goes round: %d %s", w.Code, w.Body)
	}
	s.as(s.birgit).lacks("/franvaro", "ali (Demo)", "bosse (Demo)")
	s.lacks("/franvaro?format=csv", "ali (Demo)", "bosse (Demo)")
}

func TestAHandOverIsShownBeforeItIsDone(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	unit := func(name string) string {
		u, err := s.dir.AddUnit(ctx, system, directory.Unit{Authority: s.work, UnitDetails: directory.UnitDetails{Name: name}, Validity: directory.Validity{From: date("2020-01-01")}})
		s.must(err)
		return u.ID
	}
	old, fresh := unit("Vuxenenheten"), unit("Ungdomsenheten")
	d := samsyn(s.ali, "Arbetsmarknadsenheten", "M-MEASURE")
	d.Unit = old
	p := s.add(s.anna, d)
	d.Name = "Praktik"
	other := s.add(s.anna, d)
	_, err := s.svc.Plan(ctx, s.anna, p.ID, p.Version, contact.RotaPlan{Accounts: []string{s.ali.ID}, From: date("2026-03-09"), Weeks: 2})
	s.must(err)
	at := p.Path() + "/overlamna"
	s.as(s.anna).see(at, "Ungdomsenheten", "Visa vad som händer")
	at += "?enhet=" + fresh + "&omfattning=alla"
	s.see(at, "Praktik", "2 pass på bemanningslistan, eftersom kollegorna inte hör till den nya enheten", "Den senaste bekräftelsen")
	s.send(at, url.Values{"owner": {"anna"}, "owner_from": {"2026-03-02"}, "version": {s.version(p.ID)}})
	for _, id := range []string{p.ID, other.ID} {
		moved, err := contact.Get(ctx, s.DB, id)
		s.must(err)
		if moved.Unit != fresh || moved.Owner != s.anna.ID || moved.Kept != contact.Unconfirmed {
			t.Errorf("handed over: %+v", moved)
		}
	}
	if n := s.count("SELECT count(*) FROM contact_duty"); n != 0 {
		t.Errorf("%d turns of colleagues of the old unit are left", n)
	}
}
