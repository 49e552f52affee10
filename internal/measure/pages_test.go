package measure_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/measure"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room; people sign in by id.
type site struct {
	*house
	http.Handler
	people map[string]policy.Actor
	cookie string
	lang   string
}

func open(t *testing.T) *site {
	s := &site{house: furnish(t, dbtest.Open(t, "sqlite")), lang: "sv", people: map[string]policy.Actor{}}
	rt := web.New(web.Options{Trail: s.Trail, Keys: s.Keys, Now: s.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return s.people[se.Account], nil
	}})
	s.svc.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.cookie, s.people[a.ID] = "", a
	c := s.get("/prova/" + a.ID).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", s.cookie)
	r.Header.Set("Accept-Language", s.lang)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

// readIn sends a file and gives the page that answers.
func (s *site) readIn(content string) string {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "insatser.csv")
	s.must(err)
	_, err = part.Write([]byte(content))
	s.must(err)
	s.must(form.Close())
	r := httptest.NewRequest(http.MethodPost, "/insatser/las-in", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := s.do(r)
	if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
		s.t.Fatalf("%d %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func TestTheFileThatIsFetchedCanBeReadIn(t *testing.T) {
	s := open(t)
	d := draft(s.anna, "Verkstaden; den stora (Demo)")
	d.Site, d.Apply = "+1 trappa", "=1+1"
	d.Areas, d.Starts, d.To, d.Weeks, d.Remote, d.Organiser = []string{"2080", "2085"}, date("2026-05-04"), date("2026-12-31"), 26, true, "Föreningen (Demo)"
	d.Rules = append(d.Rules, measure.Rule{Kind: measure.Swedish, Level: "A2"}, measure.Rule{Kind: measure.Registered})
	was := s.add(s.anna, d)
	s.as(s.anna)
	for _, lang := range []string{"en", "sv"} {
		s.lang = lang
		file := s.get("/insatser?format=csv&myndighet=" + s.work).Body.String()
		if !strings.Contains(file, was.ID) {
			t.Fatalf("%s: the file lacks the measure:\n%s", lang, file)
		}
		if page := s.readIn(file); !strings.Contains(page, "oförändrad") && !strings.Contains(page, "unchanged") {
			t.Errorf("%s: the same file changes something:\n%s", lang, page)
		}
		if now, err := measure.Get(t.Context(), s.DB, was.ID); err != nil || now.Version != was.Version {
			t.Errorf("%s: version %d became %d, %v", lang, was.Version, now.Version, err)
		}
	}
	file := strings.Replace(s.get("/insatser?format=csv&myndighet="+s.work).Body.String(), "Föreningen (Demo)", "Andra (Demo)", 1)
	s.readIn(file)
	if now, err := measure.Get(t.Context(), s.DB, was.ID); err != nil || now.Organiser != "Andra (Demo)" || now.Site != "+1 trappa" || now.Apply != "=1+1" || len(now.Rules) != len(was.Rules) || now.Starts != was.Starts || len(now.Areas) != 2 {
		t.Errorf("%+v, %v", now, err)
	}
}

// press posts a form and gives the page that it leads to.
func (s *site) press(path string, form url.Values) string {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return s.get(w.Header().Get("Location")).Body.String()
}

func TestAMeasurePausesAndGoesOnOnItsPage(t *testing.T) {
	s := open(t)
	m := s.add(s.anna, draft(s.anna, "Verkstaden (Demo)"))
	s.as(s.anna)
	page := s.press(m.Page()+"/pausa", url.Values{"version": {"1"}})
	for _, want := range []string{"<strong>tar inte emot någon</strong> just nu", `action="` + m.Page() + `/fortsatt"`} {
		if !strings.Contains(page, want) {
			t.Errorf("a paused measure does not say %q", want)
		}
	}
	if found := s.get("/insatser/passar?kommun=2085").Body.String(); !strings.Contains(found, "Tar inte emot någon just nu") {
		t.Error("the search does not say that a paused measure takes nobody in")
	}
	if page = s.press(m.Page()+"/fortsatt", url.Values{"version": {"2"}}); !strings.Contains(page, "<strong>erbjuds</strong>") {
		t.Error("a measure that goes on does not say that it is offered")
	}
}

func TestASearchIsWatchedAndLetGoOfOnThePages(t *testing.T) {
	s := open(t)
	s.as(s.ali)
	if page := s.get("/insatser?kommun=2085&behov=practice").Body.String(); !strings.Contains(page, `name="asked" value="behov=practice&amp;kommun=2085"`) {
		t.Fatalf("the search cannot be watched: %s", page)
	}
	page := s.press("/insatser/bevakningar", url.Values{"asked": {"behov=practice&kommun=2085"}, "name": {"Praktik"}})
	if !strings.Contains(page, "Praktik") || !strings.Contains(page, "/insatser?behov=practice&amp;kommun=2085") {
		t.Fatalf("the watch is not listed: %s", page)
	}
	all, err := measure.Watches(t.Context(), s.DB, s.ali.ID)
	s.must(err)
	if page = s.press("/insatser/bevakningar/ta-bort", url.Values{"watch": {all[0].ID}}); strings.Contains(page, "behov=practice") {
		t.Error("what was let go of is still listed")
	}
}

func TestTheSearchForWhatFitsSaysWhyAndKeepsNothing(t *testing.T) {
	s := open(t)
	young := draft(s.anna, "Ung (Demo)")
	young.Rules = measure.Rules{{Kind: measure.AgeTo, Years: 24}}
	s.add(s.anna, young)
	anyone := draft(s.anna, "Alla (Demo)")
	anyone.Rules, anyone.Groups = nil, nil
	s.add(s.anna, anyone)
	before := s.count(`SELECT count(*) FROM trail_entry`)
	page := s.get("/insatser/passar?kommun=2085&alder=43").Body.String()
	for _, want := range []string{"<strong>En insats passar</strong> i Ludvika", "högst 24 år krävs; personen är 43 år"} {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := s.count(`SELECT count(*) FROM trail_entry`); n != before {
		t.Errorf("the search left %d lines", n-before)
	}
	if w := s.get("/insatser/passar?kommun=2085&alder=nio"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `id="alder-error"`) && !strings.Contains(w.Body.String(), "alder") {
		t.Errorf("an age that is no number: %d", w.Code)
	}
}

func TestThePublicSeesTheListAndNotWhoKeepsIt(t *testing.T) {
	s := open(t)
	m := s.add(s.anna, draft(s.anna, "Verkstaden (Demo)"))
	if w := s.get("/insatser/passar?alder=30"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Välj en kommun ur listan") {
		t.Errorf("a search without a municipality: %d", w.Code)
	}
	for _, path := range []string{"/insatser", m.Page(), "/api/v1/measures", "/api/v1/measures/" + m.ID, "/insatser?format=csv"} {
		w := s.get(path)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Verkstaden") {
			t.Errorf("%s: %d", path, w.Code)
		}
		if strings.Contains(w.Body.String(), s.anna.ID) || strings.Contains(w.Body.String(), "anna") {
			t.Errorf("%s names who answers for the entry", path)
		}
	}
	if w := s.get(m.Page() + "/andra"); w.Code == http.StatusOK {
		t.Errorf("the public is shown the form: %d", w.Code)
	}
}
