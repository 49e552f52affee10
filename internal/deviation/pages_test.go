package deviation_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/deviation"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room; people sign in by name.
type site struct {
	*house
	http.Handler
	cookie string
}

func open(t *testing.T) *site {
	h := furnish(t, dbtest.Open(t, db.SQLite))
	people := map[string]policy.Actor{}
	for _, p := range []policy.Actor{h.anna, h.elin, h.per, h.maja, h.other} {
		people[p.ID] = p
	}
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) { return people[se.Account], nil }})
	h.svc.Routes(rt)
	agreements := agreement.New(h.Trail)
	agreements.Panels = append(agreements.Panels, h.svc.Panel)
	agreements.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), people[r.Path("who")].Authority, "/")
	})
	return &site{house: h, Handler: rt}
}

func (s *site) as(who policy.Actor) {
	s.cookie = ""
	w := s.do(httptest.NewRequest(http.MethodGet, "/prova/"+who.ID, nil))
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
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

// post sends a form and gives where it leads, or the status when it leads nowhere.
func (s *site) post(path string, want int, pairs ...string) (to, body string) {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	if w.Code != want {
		s.t.Fatalf("%s answers %d, want %d: %s", path, w.Code, want, w.Body)
	}
	return w.Header().Get("Location"), w.Body.String()
}

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("%s does not say %q", path, text)
		}
	}
	return w.Body.String()
}

func reportForm(pairs ...string) []string {
	return append([]string{"municipality", "2085", "type", "answer-late", "happened", "2026-02-27", "expected", "Svar inom två arbetsdagar.", "what", "Svaret kom efter sex arbetsdagar.",
		"effect", "work", "effectText", "Vi fick ringa tre gånger.", "proposal", ""}, pairs...)
}

// TestAPersonReportsAndTheOtherSideSolves goes the whole way in pages.
func TestAPersonReportsAndTheOtherSideSolves(t *testing.T) {
	s := open(t)
	s.as(s.elin)
	s.see("/avvikelser", "Ingen avvikelse väntar på er", "/avvikelser/ny")
	s.see("/avvikelser/ny?overenskommelse="+s.agreement.ID, "får avvikelsen", "Gäller överenskommelsen", "Vad skulle ha hänt?")
	_, again := s.post("/avvikelser/ny", http.StatusUnprocessableEntity, reportForm("what", "Frågan om 19920101-2383 blev liggande.")...)
	if _, plain := s.post("/avvikelser/ny", http.StatusUnprocessableEntity, reportForm("effectText", "")...); !strings.Contains(plain, "Skriv vilka följder det fick") {
		t.Error("what is missing of the consequences is not said")
	}
	for _, text := range []string{"personnummer", "Svar inom två arbetsdagar.", "19920101-2383 blev liggande"} {
		if !strings.Contains(again, text) {
			t.Errorf("the form does not come back with %q", text)
		}
	}
	one, _ := s.post("/avvikelser/ny", http.StatusSeeOther, reportForm("thing", "agreement "+s.agreement.ID)...)
	s.see(one, "bekräfta avvikelsen", "tisdag 3 mars", "1, handläggarna", "Handläggarna, till", "1 samverkansansvarig hos", "Hur räknades detta?", "Ta tillbaka avvikelsen")

	s.as(s.per)
	s.see("/avvikelser", "1 avvikelse väntar på er", "att bekräfta")
	s.see("/avvikelser?niva=2", "Ingen avvikelse stämmer")
	s.see(one, "Ni ska bekräfta avvikelsen", `id="gor-bekrafta"`)
	s.post(one+"/bekrafta", http.StatusSeeOther)
	s.post(one+"/bekrafta", http.StatusConflict)
	_, again = s.post(one+"/los", http.StatusUnprocessableEntity, "said", "Vi har sett över det.", "helped", "yes")
	if !strings.Contains(again, "Vi har sett över det.") || !strings.Contains(again, "varför det blev så") {
		t.Error("the form does not come back with what was written and what is missing")
	}
	s.post(one+"/orsak", http.StatusSeeOther, "said", "Två delade en brevlåda.")
	s.post(one+"/besluta", http.StatusSeeOther, "said", "Var sin dag.", "due", "2026-03-06")
	s.see(one, "Ni behöver lösa avvikelsen", "Två delade en brevlåda.", "2026-03-06")
	s.post(one+"/los", http.StatusSeeOther, "said", "Schemat är lagt.", "helped", "unknown")

	s.as(s.elin)
	s.see(one, "Säg om det hjälpte", "Säger ingen något stängs den tisdag 31 mars 2026")
	s.post(one+"/hjalpte", http.StatusSeeOther, "helped", "partly")
	s.see(one, "hjälpte delvis")
	s.see("/avvikelser?lada=avslutade", "Svaret kom sent")
	if csv := s.see("/avvikelser?lada=avslutade&format=csv"); !strings.Contains(csv, "answer") && !strings.Contains(csv, "Svaret kom sent") {
		t.Errorf("the file: %s", csv)
	}
	s.as(s.anna)
	s.see(s.agreement.Path(), "Ingen avvikelse är öppen", "Rapporterade på tolv månader")
}

func TestBothReadingsStandBesideEachOther(t *testing.T) {
	s := open(t)
	d := s.report()
	s.as(s.per)
	s.post(d.Page()+"/invand", http.StatusSeeOther, "said", "Frågan var inte hel.")
	s.as(s.elin)
	s.see(d.Page(), "Två läsningar", "Frågan var inte hel.", "Har inte svarat än", `id="gor-lasning"`)
	s.post(d.Page()+"/lasning", http.StatusSeeOther, "said", "Den var hel.")
	s.see(d.Page(), "Frågan var inte hel.", "Den var hel.")
	s.post(d.Page()+"/lyft", http.StatusSeeOther, "said", "Vi kommer inte vidare.")
	s.see(d.Page(), "2, de samverkansansvariga")
}

// TestWhatIsAskedBackDisputedAndNotHelped goes the ways back in pages: more is asked for and given, what was disputed is
// taken back or agreed with, and what did not help begins anew.
func TestWhatIsAskedBackDisputedAndNotHelped(t *testing.T) {
	s := open(t)
	one, other := s.report().Page(), s.report().Page()
	s.as(s.per)
	s.post(one+"/be-om-mer", http.StatusSeeOther, "said", "Vilken vecka?")
	s.as(s.elin)
	s.see(one, "Vilken vecka?", `id="gor-svara-mer"`)
	s.post(one+"/svara-mer", http.StatusSeeOther, "said", "Vecka nio.")
	s.as(s.per)
	s.see(one, "Vecka nio.")
	s.post(one+"/invand", http.StatusSeeOther, "said", "Den var inte hel.")
	s.see(one, `id="gor-ta-tillbaka-invandning"`)
	s.post(one+"/ta-tillbaka-invandning", http.StatusSeeOther)
	s.post(one+"/orsak", http.StatusSeeOther, "said", "Två delade en brevlåda.")
	s.post(one+"/los", http.StatusSeeOther, "said", "Schemat är lagt.", "helped", "yes")
	s.post(other+"/invand", http.StatusSeeOther, "said", "Det var ingen avvikelse.")

	s.as(s.elin)
	s.see(one, `id="gor-hjalpte-inte"`)
	s.post(one+"/hjalpte-inte", http.StatusSeeOther, "said", "Samma sak igen.")
	s.see(one, "Samma sak igen.", "2, de samverkansansvariga")
	s.see(other, `id="gor-hall-med"`)
	s.post(other+"/hall-med", http.StatusSeeOther, "said", "")
	s.see(other, "avskriven")
}

func TestAnotherAuthorityFindsNothing(t *testing.T) {
	s := open(t)
	d := s.report()
	s.report()
	s.report()
	all, err := s.svc.Analyses(t.Context(), s.DB, s.anna, deviation.AnalysisFilter{})
	s.must(err)
	s.as(s.other)
	for _, path := range []string{d.Page(), d.Page() + "x", all[0].Page()} {
		if w := s.do(httptest.NewRequest(http.MethodGet, path, nil)); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	s.post(d.Page()+"/bekrafta", http.StatusNotFound)
	s.post(all[0].Page()+"/skriv", http.StatusNotFound, "cause", "x", "measure", "y", "due", "2026-04-30")
	s.see("/avvikelser", "Ingen avvikelse väntar på er")
	s.see("/avvikelser/analyser", "Ingen avvikelse har återkommit")
	if body := s.see(s.agreement.Path()); strings.Contains(body, "Rapporterade på tolv månader") {
		t.Error("the agreement's page tells of deviations to one who is no party")
	}
}

func TestWhatRecursIsAnalysedInPages(t *testing.T) {
	s := open(t)
	for range 3 {
		s.report()
	}
	s.as(s.per)
	s.see("/avvikelser/analyser", "1 analys", "kvartal 1 2026")
	all, err := s.svc.Analyses(t.Context(), s.DB, s.per, deviation.AnalysisFilter{})
	s.must(err)
	page := all[0].Page()
	s.see(page, "har rapporterats 3 gånger", "Skriv analysen")
	s.post(page+"/skriv", http.StatusUnprocessableEntity, "cause", "", "measure", "Ersättare.", "due", "2026-04-30")
	s.post(page+"/skriv", http.StatusSeeOther, "cause", "Ingen tar över.", "measure", "Ersättare.", "due", "2026-04-30", "owner", s.board)
	s.see(page, "Ingen tar över.", "Åtgärden är beslutad", "arbetsmarknadsnämnden")
	s.post(page+"/genomford", http.StatusSeeOther, "result", "Det har inte hänt igen.")
	s.see(page, "Det har inte hänt igen.", "genomförd")
}

// TestWhatIsNeverOnesToSettle posts what is the asked side's alone, as the reporter's caseworker and as somebody with no part
// in it: both are answered as where nothing is, in pages and in the API.
func TestWhatIsNeverOnesToSettle(t *testing.T) {
	s := open(t)
	d := s.report()
	for _, who := range []policy.Actor{s.elin, s.other} {
		s.as(who)
		for _, id := range []string{d.ID, "finns-inte"} {
			s.post("/avvikelser/"+id+"/besluta", http.StatusNotFound, "said", "Vi bestämmer.", "due", "2026-03-06")
			s.post("/avvikelser/"+id+"/los", http.StatusNotFound, "cause", "x", "said", "y", "helped", "yes")
			for path, body := range map[string]string{"/actions": `{"said":"Vi bestämmer.","due":"2026-03-06"}`, "/solutions": `{"cause":"x","said":"y","helped":"yes"}`} {
				r := httptest.NewRequest(http.MethodPost, "/api/v1/deviations/"+id+path, strings.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				if w := s.do(r); w.Code != http.StatusNotFound {
					t.Errorf("%s of %s answers %s %d", path, id, who.Name, w.Code)
				}
			}
		}
	}
}
