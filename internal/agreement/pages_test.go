package agreement_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room and the directory's pages of municipalities; people sign in by name.
type site struct {
	house
	http.Handler
	people map[string]policy.Actor
	queue  *job.Queue
	cookie string
}

func open(t *testing.T) *site {
	d := dbtest.Open(t, "sqlite")
	if err := directory.Seed(context.Background(), d.Trail); err != nil {
		t.Fatal(err)
	}
	return serve(house{t, d, agreement.New(d.Trail)})
}

// serve opens the room's pages over a register.
func serve(h house) *site {
	t, d := h.t, h.Database
	s := &site{house: h, people: map[string]policy.Actor{}, queue: job.NewQueue(d.Trail, slog.New(slog.DiscardHandler))}
	s.queue.Handle(agreement.ImportJob, s.svc.RunImport)
	s.queue.Handle(agreement.CopiesJob, s.svc.RunCopies)
	rt := web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return s.people[se.Account], nil
	}})
	s.svc.Routes(rt)
	dir, err := directory.New(d.Trail)
	if err != nil {
		t.Fatal(err)
	}
	dir.Routes(rt, directory.Shown{Lead: s.svc.Lead, Panels: []directory.Panel{s.svc.Panel}})
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.t.Helper()
	s.people[a.ID] = a
	s.cookie = ""
	w := s.get("/prova/" + a.ID)
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

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (s *site) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func (s *site) upload(path, name, content string, form url.Values) *httptest.ResponseRecorder {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, v := range form {
		_ = m.WriteField(k, v[0])
	}
	f, _ := m.CreateFormFile("file", name)
	_, _ = f.Write([]byte(content))
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(r)
}

// see asks for a page and for texts on it.
func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	s.says(w, texts...)
	return w.Body.String()
}

func (s *site) says(w *httptest.ResponseRecorder, texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("the page does not say %q:\n%s", text, w.Body)
		}
	}
}

func (s *site) fill() {
	s.t.Helper()
	s.mustTake(agreement.Input{Kind: agreement.Template2022}, "code;status;valid_from;valid_to;registry_number_af\n"+
		"0114;agreement;2024-01-01;2026-04-30;Af-2024/1\n2085;agreement;2024-01-01;;\n2404;announced;2026-01-01;;\n0117;declined;2026-01-01;;\n1440;agreement;2020-01-01;2022-12-31;\n")
}

func TestOverviewPage(t *testing.T) {
	s := open(t)
	s.see("/oversikt", ">0<", "av 290 kommuner")
	s.fill()
	body := s.see("/oversikt", ">2<", "av 290 kommuner", "Läget 2026-03-02", "288 kommuner saknar", "2023-01-01", "Upplands Väsby", "inte registrerad",
		"Dalarnas län", "1 av 15", "återrapport till regeringen", "Dua-överenskommelser", "/data/tackning.csv?datum=2026-03-02", "Gäller till 2026-04-30", "aviserad", "avböjd")
	if n := strings.Count(body, `href="/kommun/`); n < 290 {
		t.Errorf("%d links to municipalities", n)
	}
	s.see("/oversikt?datum=2022-06-01", ">1<", "Läget 2022-06-01")
	if w := s.get("/oversikt?datum=2026-02-30"); w.Code != 422 {
		t.Errorf("an impossible date answers %d", w.Code)
	}
	r := httptest.NewRequest(http.MethodGet, "/oversikt", nil)
	r.Header.Set("Accept-Language", "en")
	s.says(s.do(r), "municipalities", "As of 2026-03-02")
}

func TestRegisterPage(t *testing.T) {
	s := open(t)
	s.see("/overenskommelser", "Registret är tomt")
	s.fill()
	body := s.see("/overenskommelser", "5 överenskommelser", "Upplands Väsby", "sorterade efter kommun")
	if strings.Contains(body, "Läs in från fil") {
		t.Error("the public is offered to import")
	}
	if body := s.see("/overenskommelser?lage=in-force", "2 överenskommelser"); strings.Contains(body, ">Ale<") {
		t.Error("an expired one is listed as in force")
	}
	s.see("/overenskommelser?lan=20", "1 överenskommelse", "Ludvika")
	s.see("/overenskommelser?lage=expired&datum=2022-12-31", "Ingen överenskommelse passar")
	s.see("/overenskommelser?lage=in-force&format=csv", "Kommun;Kommunkod", "Upplands Väsby;0114", "Af-2024/1")
	if w := s.get("/overenskommelser?format=xlsx"); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the workbook answers %d", w.Code)
	}
}

func TestOpenDataCanBeTakenInAgain(t *testing.T) {
	s := open(t)
	s.fill()
	s.mustTake(agreement.Input{Kind: agreement.OtherKind}, "agreement_id;code;valid_from\nX1;2401;2024-01-01\nX1;2403;2024-01-01\n")
	data := s.see("/data/overenskommelser.csv", "agreement_id;code;name;board;status")
	if r := s.mustTake(agreement.Input{}, data); counts(r) != "0 0 7 0" {
		t.Errorf("taken in again: %s", counts(r))
	}
	s.see("/data/tackning.csv?datum=2026-03-02", "on;code;name", "2026-03-02;2085;Ludvika;20;Dalarnas län;C6;26634;1;in-force")
}

func (s *site) idOf(municipality string) string {
	s.t.Helper()
	found, err := agreement.List(context.Background(), s.DB, agreement.Filter{Municipality: municipality})
	if err != nil || len(found) == 0 {
		s.t.Fatal(err, len(found))
	}
	return found[0].ID
}

func TestOnePageAndPanel(t *testing.T) {
	s := open(t)
	s.fill()
	id := s.idOf("0114")
	body := s.see("/overenskommelser/"+id, "Samverkan mellan Upplands Väsby och Arbetsförmedlingen", "löper ut om 59 dagar", "2026-03-31", "Af-2024/1", "Inläst från fil", "lista.csv",
		"Upplands Väsby kommun, kommunstyrelsen")
	if strings.Contains(body, "Rätta uppgifter") {
		t.Error("the public is offered to edit")
	}
	s.see("/kommun/0114", "gäller till och med 2026-04-30", "/overenskommelser/"+id)
	s.see("/kommun/1440", "saknar gällande överenskommelse med Arbetsförmedlingen sedan 2023-01-01", "har löpt ut")
	s.see("/kommun/0115", "ingen gällande överenskommelse", "Ingen överenskommelse finns registrerad")
	if body := s.see("/kommun/1440?datum=2021-06-01", "2022-12-31"); strings.Contains(body, "har löpt ut") {
		t.Error("the page of a day shows the states of another")
	}
	s.mustTake(agreement.Input{Kind: agreement.Template2022}, "code;valid_from;valid_to\n2080;2024-01-01;2026-03-02\n")
	s.see("/overenskommelser/"+s.idOf("2080"), "löper ut i dag", "måndag 2 mars 2026")
	if w := s.get("/overenskommelser/okänd"); w.Code != 404 {
		t.Errorf("an unknown one answers %d", w.Code)
	}
}

func TestOneMunicipalityIsSaidInTheSingular(t *testing.T) {
	m := agreement.Map(language.Swedish, agreement.Coverage{Of: 290, Signed: 289, Announced: 1}, "")
	if want := "1 kommun saknar en gällande överenskommelse (aviserade: 1, avböjda: 0)"; !strings.Contains(m.Text, want) {
		t.Errorf("got %q", m.Text)
	}
}

func TestCoordinatorRegistersEditsAndEnds(t *testing.T) {
	s := open(t)
	board := s.board("2085")
	if w := s.get("/overenskommelser/ny"); w.Code == 200 {
		t.Error("the public may register")
	}
	s.as(coordinatorOf(board))
	s.see("/overenskommelser/ny", "Ludvika kommun, kommunstyrelsen", "checked")
	form := url.Values{"parties": {board}, "kind": {"template-2022"}, "valid_from": {"2024-01-01"}, "valid_to": {"2023-01-01"}, "registry_number_municipality": {"AMN 7"}}
	w := s.post("/overenskommelser/ny?kommun=2085", form)
	if w.Code != 422 {
		t.Fatalf("a bad form answers %d", w.Code)
	}
	s.says(w, "sista dagen är före första dagen", `value="AMN 7"`)
	form.Set("valid_to", "2026-12-31")
	w = s.post("/overenskommelser/ny?kommun=2085", form)
	if w.Code != 303 {
		t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	path := w.Header().Get("Location")
	s.see(path, "gäller till och med torsdag 31 december 2026", "AMN 7", "Rätta uppgifter", "Avsluta i förtid")
	s.see(path+"/ratta", `value="2026-12-31"`, `value="AMN 7"`)
	form.Set("valid_to", "2026-11-30")
	form.Set("version", "1")
	if w := s.post(path+"/ratta", form); w.Code != 303 {
		t.Fatalf("edit answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "måndag 30 november 2026", "Ändrad: sista dag")
	if w := s.post(path+"/ratta", form); w.Code != 409 && w.Code != 422 {
		t.Errorf("an old version answers %d", w.Code)
	}
	s.see(path+"/avsluta", "slutar gälla efter den dag du anger")
	if w := s.post(path+"/avsluta", url.Values{"last": {"2027-01-01"}, "version": {"2"}}); w.Code != 422 || !strings.Contains(w.Body.String(), "bara upphöra i förtid") {
		t.Errorf("a day after the end answers %d", w.Code)
	}
	if w := s.post(path+"/avsluta", url.Values{"last": {"2026-02-28"}, "version": {"2"}}); w.Code != 303 {
		t.Errorf("ending answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "upphörde i förtid lördag 28 februari 2026")

	s.as(coordinatorOf(s.board("0114")))
	for _, p := range []string{"/ratta", "/avsluta", "/kopia"} {
		if w := s.get(path + p); w.Code == 200 {
			t.Errorf("a stranger opens %s", p)
		}
		if w := s.post(path+p, form); w.Code < 400 {
			t.Errorf("a stranger posts %s: %d", p, w.Code)
		}
	}
}

func TestScannedCopy(t *testing.T) {
	s := open(t)
	s.fill()
	path := "/overenskommelser/" + s.idOf("2085")
	s.as(coordinatorOf(s.board("2085")))
	pdf := "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
	if w := s.upload(path+"/kopia", "avtal.exe", "MZ...", url.Values{"version": {"1"}}); w.Code != 422 {
		t.Errorf("a program answers %d", w.Code)
	}
	if w := s.upload(path+"/kopia", "avtal.pdf", pdf, url.Values{"version": {"1"}}); w.Code != 303 {
		t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "Öppna den inskannade kopian")
	w := s.get(path + "/inskannad")
	if w.Code != 200 || w.Body.String() != pdf || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("the copy answers %d %v", w.Code, w.Header())
	}
	s.cookie = ""
	s.see(path, "finns hos parterna i Samsyn")
	if w := s.get(path + "/inskannad"); w.Code == 200 {
		t.Error("the public opens the copy")
	}
}

func TestImportPage(t *testing.T) {
	s := open(t)
	if w := s.get("/overenskommelser/importera"); w.Code == 200 {
		t.Error("the public may import")
	}
	s.as(headOffice)
	s.see("/overenskommelser/importera", "Filen läses först på prov", "registry_number_af", "kommunkod")
	w := s.upload("/overenskommelser/importera", "fel.csv", "code;valid_from\n0114;2026-02-30\n2085;2024-01-01\n", nil)
	if w.Code != 422 {
		t.Errorf("a bad file answers %d", w.Code)
	}
	s.says(w, "rad 2, kolumn valid_from", "finns inte i kalendern", "nekad")
	w = s.upload("/overenskommelser/importera", "latin.csv", "code;name\n0117;\xd6ster\xe5ker\n", url.Values{"from": {"2024-01-01"}})
	s.says(w, "UTF-8")
	if s.rows("agreement") != 0 || s.rows("agreement_import") != 0 {
		t.Error("a bad file is kept")
	}
	w = s.upload("/overenskommelser/importera", "bra.csv", "code;name\n0114;Upplands Väsby\n2085;Ludvika\n", url.Values{"from": {"2024-01-01"}, "to": {"2026-12-31"}, "kind": {"template-2022"}})
	if w.Code != 303 {
		t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	path := w.Header().Get("Location")
	s.see(path, "2 nya", "Spara i registret", "Upplands Väsby")
	if s.rows("agreement") != 0 {
		t.Error("written before it was confirmed")
	}
	for range 2 { // saying yes twice is saying it once
		if w := s.post(path, nil); w.Code != 303 {
			t.Fatalf("confirming answers %d: %s", w.Code, w.Body)
		}
	}
	s.see(path, "Överenskommelserna läses in")
	if did, err := s.queue.Once(context.Background()); !did || err != nil {
		t.Fatalf("no job: %v", err)
	}
	s.see(path, "Klart. 2 nya")
	if s.rows("agreement") != 2 {
		t.Errorf("%d agreements", s.rows("agreement"))
	}
	if did, _ := s.queue.Once(context.Background()); did {
		t.Error("there was a second job")
	}
}

func TestAPI(t *testing.T) {
	s := open(t)
	s.fill()
	var c agreement.FullCoverage
	if err := json.Unmarshal([]byte(s.see("/api/v1/coverage?on=2026-03-02")), &c); err != nil || c.Signed != 2 || c.Of != 290 || len(c.Ending) != 1 || c.Announced != 1 {
		t.Errorf("coverage: %v %+v", err, c.Headline)
	}
	var page struct {
		Items []struct {
			ID, State string
			Parties   []struct{ Authority, MunicipalityCode, RegistryNumber string }
		}
		Total int
		Next  string
	}
	read := func(path string) {
		t.Helper()
		page.Items, page.Next = nil, ""
		if err := json.Unmarshal([]byte(s.see(path)), &page); err != nil {
			t.Fatal(err)
		}
	}
	read("/api/v1/agreements?limit=2")
	if page.Total != 5 || len(page.Items) != 2 || page.Next == "" || page.Items[0].State != "expired" || len(page.Items[0].Parties) != 2 {
		t.Errorf("list: %+v", page)
	}
	seen := len(page.Items)
	for page.Next != "" {
		read("/api/v1/agreements?limit=2&after=" + page.Next)
		seen += len(page.Items)
	}
	if seen != 5 {
		t.Errorf("%d by pages", seen)
	}
	read("/api/v1/agreements?state=in-force&county=20&on=2026-03-02")
	if page.Total != 1 {
		t.Errorf("filtered: %+v", page)
	}
	s.see("/api/v1/agreements/"+page.Items[0].ID, `"municipalityCode":"2085"`, `"validFrom":"2024-01-01"`)
	for path, want := range map[string]int{"/api/v1/agreements/x": 404, "/api/v1/coverage?on=2026-02-30": 422, "/api/v1/agreements?limit=0": 422, "/api/v1/agreements?state=x": 422} {
		if w := s.get(path); w.Code != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s answers %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
}
