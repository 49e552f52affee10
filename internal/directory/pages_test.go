package directory_test

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"context"

	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// site serves the room alone, to the public.
func (h house) site(shown directory.Shown) http.Handler {
	rt := web.New(web.Options{Trail: h.Database.Trail, Now: h.Clock.Now})
	h.Routes(rt, shown)
	return rt
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// see asks for a page and for texts on it.
func (h house) see(site http.Handler, path string, texts ...string) string {
	h.t.Helper()
	w := get(site, path)
	body := w.Body.String()
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s answers %d: %s", path, w.Code, body)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			h.t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

func open(t *testing.T) house {
	d := dbtest.Open(t, "sqlite")
	if err := directory.Seed(ctx, d.Trail); err != nil {
		t.Fatal(err)
	}
	s, err := directory.New(d.Trail)
	if err != nil {
		t.Fatal(err)
	}
	return house{d, s, t}
}

func TestMunicipalityPage(t *testing.T) {
	h := open(t)
	_, err := h.AddOffice(ctx, head(), directory.Office{Authority: directory.PES, MunicipalityCode: "2085", Validity: directory.Validity{To: date("2026-12-31")},
		OfficeDetails: directory.OfficeDetails{Name: "Medborgarkontoret (Demo)", Address: "Demotorget 2", Services: "Bokade möten"}})
	h.must(err)
	board := h.board("2085", "Socialnämnden (Demo)")
	site := h.site(directory.Shown{
		Lead: func(context.Context, *web.Request, directory.Municipality) (*ui.Lead, error) {
			return &ui.Lead{Text: ui.Text("Överenskommelsen gäller.")}, nil
		},
		Panels: []directory.Panel{
			func(_ context.Context, _ *web.Request, m directory.Municipality) (templ.Component, error) {
				return ui.Text("panel om " + m.Name), nil
			},
			func(context.Context, *web.Request, directory.Municipality) (templ.Component, error) { return nil, nil },
		}})
	h.see(site, "/kommun/2085", "<h1>Ludvika kommun</h1>", "26\u00a0634 invånare (2024)", "Mindre stad/tätort", "kommunkod 2085", "Överenskommelsen gäller.", "panel om Ludvika",
		"Medborgarkontoret (Demo), Demotorget 2", "2026-12-31", "torsdag 31 december 2026", "uppgift saknas", "/myndighet/"+board.ID, "Smedjebacken", "Nynäshamn", "© GeoNames", "60,15° N")

	h.see(site, "/kommun/2085?datum=2027-01-01", "Sidan visar läget 2027-01-01", "Inget av kontoren är öppet", "stängt")
	h.see(site, "/kommun/0980", "ingen landgräns", "Region Gotland")
	for path, want := range map[string]int{"/kommun/9999": 404, "/kommun/2085?datum=2027-02-30": 422, "/kommun/2085?datum=2006-12-31": 404, "/myndighet/okänd": 404} {
		if w := get(site, path); w.Code != want {
			t.Errorf("%s answers %d, want %d", path, w.Code, want)
		}
	}
	h.see(site, "/myndighet/"+board.ID, "<h1>Socialnämnden (Demo)</h1>", "Ludvika kommun · kommunal nämnd")
	h.see(site, "/myndighet/af", "Arbetsförmedlingen", "202100-2114", "Medborgarkontoret (Demo)")
}

func TestListPage(t *testing.T) {
	h := open(t)
	site := h.site(directory.Shown{})
	all, pages := "", 0
	for path := "/kommuner"; path != ""; pages++ {
		body := h.see(site, path, "290 kommuner", "sorterade efter namn", "/kommuner.csv")
		if n := strings.Count(body, `<tr role="row" class="s-row" id="k`); n > 50 {
			t.Errorf("%d stand on one page", n)
		}
		all += body
		path = ""
		if m := regexp.MustCompile(`href="(/kommuner\?after=[^"&]+)"`).FindStringSubmatch(body); m != nil {
			path = html.UnescapeString(m[1])
		}
	}
	if strings.Index(all, ">Ale<") > strings.Index(all, ">Övertorneå<") || strings.Count(all, `<tr role="row" class="s-row" id="k`) != 290 || pages != 6 {
		t.Errorf("not all 290 stand in Swedish order on %d pages", pages)
	}
	body := h.see(site, "/kommuner?lan=20&grupp=C6&ordning=folkmangd", "sorterade efter folkmängd", "Ludvika")
	if strings.Contains(body, `href="/kommun/0114"`) {
		t.Error("a municipality of another county is listed")
	}
	h.see(site, "/kommuner?q=finns+inte", "Ingen kommun passar")
	h.see(site, "/kommuner.csv?lan=20", "code;name;official_name", "2085;Ludvika;Ludvika kommun;20;Dalarnas län;C6")
	if w := get(site, "/kommuner.xlsx"); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the workbook answers %d", w.Code)
	}
}

func TestFindPage(t *testing.T) {
	h := open(t)
	site := h.site(directory.Shown{})
	for query, to := range map[string]string{"q=ludvika": "/kommun/2085", "q=2085": "/kommun/2085", "q=": "/kommuner", "": "/kommuner"} {
		w := get(site, "/sok?"+query)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
			t.Errorf("%q answers %d to %q, want %q", query, w.Code, w.Header().Get("Location"), to)
		}
	}
	h.see(site, "/sok?q=stad", "Vilken kommun menar du?")
	h.see(site, "/sok?q=Atlantis", "Ingen kommun heter", `value="Atlantis"`)
}

func TestAPI(t *testing.T) {
	h := open(t)
	site := h.site(directory.Shown{})
	type list struct {
		Items []map[string]any `json:"items"`
		Total int              `json:"total"`
		Next  string           `json:"next"`
	}
	read := func(path string) (l list) {
		t.Helper()
		w := get(site, path)
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || w.Code != 200 {
			t.Fatalf("%s answers %d %v: %s", path, w.Code, err, w.Body)
		}
		return l
	}
	all := read("/api/v1/municipalities?limit=500")
	if all.Total != 290 || len(all.Items) != 290 || all.Items[0]["code"] != "0114" || all.Items[0]["name"] != "Upplands Väsby" || all.Next != "" {
		t.Errorf("%d of %d, first %v", len(all.Items), all.Total, all.Items[0])
	}
	seen := map[any]bool{}
	for next, pages := "", 0; pages == 0 || next != ""; pages++ {
		l := read("/api/v1/municipalities?after=" + next)
		if pages < 2 && len(l.Items) != 100 {
			t.Errorf("page %d has %d", pages, len(l.Items))
		}
		for _, m := range l.Items {
			seen[m["code"]] = true
		}
		next = l.Next
	}
	if len(seen) != 290 {
		t.Errorf("the pages together hold %d", len(seen))
	}
	if l := read("/api/v1/counties"); l.Total != 21 || l.Items[0]["letter"] != "AB" {
		t.Errorf("%+v", l)
	}
	for range 3 {
		h.board("0180", "Nämnd "+strings.Repeat("X", len(seen))[:1+len(read("/api/v1/authorities").Items)]+" (Demo)")
	}
	first := read("/api/v1/authorities?limit=2")
	second := read("/api/v1/authorities?limit=2&after=" + first.Next)
	if first.Total != 5 || len(first.Items) != 2 || len(second.Items) != 2 || second.Items[0]["municipalityName"] != "Stockholms stad" {
		t.Errorf("%+v then %+v", first, second)
	}
	var ludvika struct {
		Code                string
		Neighbours, Similar []string
		Offices             []any
		ValidTo             any
	}
	if w := get(site, "/api/v1/municipalities/2085"); json.Unmarshal(w.Body.Bytes(), &ludvika) != nil || len(ludvika.Neighbours) != 8 || len(ludvika.Similar) != 7 || ludvika.Offices == nil || ludvika.ValidTo != nil {
		t.Errorf("%s", w.Body)
	}
	for path, want := range map[string]int{"/api/v1/municipalities?limit=1001": 422, "/api/v1/municipalities?limit=0": 422, "/api/v1/municipalities/9999": 404,
		"/api/v1/municipalities?after=x": 422, "/api/v1/municipalities?on=2026-02-30": 422, "/api/v1/authorities/nobody": 404, "/api/v1/authorities/af": 200, "/api/v1/municipalities?on=2006-01-01": 200} {
		if w := get(site, path); w.Code != want {
			t.Errorf("%s answers %d, want %d: %s", path, w.Code, want, w.Body)
		}
	}
}
