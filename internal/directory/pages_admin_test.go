package directory_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// browser is somebody who is signed in, as the router sees them.
type browser struct {
	t    *testing.T
	site http.Handler
}

func (h house) as(a policy.Actor) browser {
	rt := web.New(web.Options{Trail: h.Database.Trail, Keys: h.Keys, Now: h.Clock.Now,
		AuthenticateKey: func(context.Context, string) (policy.Actor, error) { return a, nil }})
	h.Routes(rt, directory.Shown{})
	return browser{h.t, rt}
}

func (b browser) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

// see opens a page and looks for texts on it.
func (b browser) see(path string, texts ...string) string {
	b.t.Helper()
	w := b.do(http.MethodGet, path, nil)
	if w.Code != http.StatusOK {
		b.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			b.t.Errorf("%s does not say %q", path, text)
		}
	}
	return w.Body.String()
}

// post sends a form that is taken, and gives where it leads.
func (b browser) post(path string, pairs ...string) string {
	b.t.Helper()
	w := b.do(http.MethodPost, path, values(pairs))
	if w.Code != http.StatusSeeOther {
		b.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// refused sends a form that is given back, and looks for texts in it.
func (b browser) refused(status int, path string, pairs []string, texts ...string) {
	b.t.Helper()
	w := b.do(http.MethodPost, path, values(pairs))
	if w.Code != status {
		b.t.Errorf("%s answers %d, want %d: %s", path, w.Code, status, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			b.t.Errorf("%s does not say %q", path, text)
		}
	}
}

func values(pairs []string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

var idInPath = regexp.MustCompile(`/admin/katalog/(enhet|kontor)/([0-9a-f-]{36})`)

func TestNationalAdminKeepsAuthorities(t *testing.T) {
	h := open(t)
	nina := h.as(national())
	nina.see("/admin/katalog", "Alla myndigheter", "Läs in nämnder")
	nina.see("/admin/katalog/myndigheter", "2 myndigheter", "Arbetsförmedlingen")
	nina.refused(422, "/admin/katalog/myndigheter/ny", []string{"class", "board", "municipality", "9999", "name", "Påhittsnämnden", "organisation_number", "12"},
		"Det finns ingen kommun med den koden", `value="Påhittsnämnden"`, `href="#ny-municipality"`, `value="12"`)
	at := nina.post("/admin/katalog/myndigheter/ny", "class", "board", "municipality", "2085", "name", "Socialnämnden (Demo)")
	nina.see(at, "Ludvika kommun, socialnämnden (Demo)", "Första och sista dag")
	nina.refused(422, at, []string{"name", "Välfärdsnämnden (Demo)", "version", "1", "shown", ""}, "Välj ett av alternativen", `value="Välfärdsnämnden (Demo)"`)
	nina.refused(422, at, []string{"name", "Välfärdsnämnden (Demo)", "version", "1", "shown", "", "how", "change"}, "Skriv den första dag")
	nina.post(at, "name", "Välfärdsnämnden (Demo)", "version", "1", "shown", "", "how", "change", "from", "2026-07-01")
	nina.refused(409, at, []string{"name", "Sen (Demo)", "version", "1", "shown", "", "how", "correct"}, "Någon annan har ändrat", `value="Sen (Demo)"`)
	nina.see(at+"?datum=2026-07-01", "Välfärdsnämnden (Demo)", "till och med 2026-06-30")
	nina.refused(422, at+"/tid", []string{"from", "2026-02-30", "to", "", "version", "2"}, "finns inte i kalendern", `value="2026-02-30"`)
	nina.post(at+"/tid", "from", "2015-01-01", "to", "2030-12-31", "version", "2")
	nina.see("/admin/katalog/myndigheter?q=ludvika", "1 myndighet", "2015-01-01")

	nina.see("/admin/katalog/kommun/2085", `value="Ludvika kommun"`, "26\u00a0634", "60,14959")
	nina.refused(422, "/admin/katalog/kommun/2085", []string{"name", "Ludvika", "official_name", "", "county_code", "20", "group_code", "C6", "population", "26 000", "population_year", "2025",
		"seat", "Ludvika", "latitude", "norr", "longitude", "15,18", "version", "1", "how", "correct", "shown", "2007-01-01"}, "officiella namn", "latituden", `value="norr"`)
	nina.post("/admin/katalog/kommun/2085", "name", "Ludvika", "official_name", "Ludvika kommun", "county_code", "20", "group_code", "C6", "population", "26 000", "population_year", "2025",
		"seat", "Ludvika", "latitude", "60,15", "longitude", "15,18", "version", "1", "how", "correct", "shown", "2007-01-01")
	nina.see("/kommun/2085", "26\u00a0000 invånare (2025)", "/admin/katalog/kommun/2085")
	if w := nina.do(http.MethodGet, "/admin/katalog/myndighet/af/enhet", nil); w.Code != 403 {
		t.Errorf("the national admin opens the agency's units: %d", w.Code)
	}
}

func TestListOfAuthoritiesGoesOnByCursor(t *testing.T) {
	h := open(t)
	for i := range 60 {
		h.board("0180", "Nämnd "+string(rune('A'+i/8))+string(rune('A'+i%8))+" (Demo)")
	}
	nina := h.as(national())
	first := nina.see("/admin/katalog/myndigheter", "62 myndigheter")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(first)
	if next == nil {
		t.Fatal("no next page")
	}
	second := nina.see(strings.ReplaceAll(next[1], "&amp;", "&"))
	if a, b := strings.Count(first, `class="s-row"`), strings.Count(second, `class="s-row"`); a != 50 || b != 12 {
		t.Errorf("pages of %d and %d, want 50 and 12", a, b)
	}
}

func TestLocalAdminKeepsUnitsAndOffices(t *testing.T) {
	h := open(t)
	own, other := h.board("2085", "Socialnämnden (Demo)"), h.board("2080", "Socialnämnden (Demo)")
	lisa := h.as(local(own.ID))
	at := "/admin/katalog/myndighet/" + own.ID
	lisa.see("/admin/katalog", at)
	lisa.see(at, "Lägg till en enhet", "Lägg till ett kontor")
	lisa.refused(422, at+"/enhet", []string{"name", "", "level", "enhet"}, "Skriv ett namn", `value="enhet"`)
	lisa.post(at+"/enhet", "name", "Ekonomiskt bistånd (Demo)", "level", "enhet")
	lisa.refused(422, at+"/kontor", []string{"name", "Kontoret (Demo)", "municipality", "2085", "from", "2026-05-01", "to", "2026-04-01"}, "Skriv vad man kan göra", "Sista dagen är före")
	lisa.post(at+"/kontor", "name", "Kontoret (Demo)", "municipality", "2085", "services", "Bokade möten")
	found := idInPath.FindAllString(lisa.see(at), -1)
	if len(found) != 2 {
		t.Fatalf("the page leads to %v, want one unit and one office", found)
	}
	unit, office := found[0], found[1]
	lisa.see(unit, `value="Ekonomiskt bistånd (Demo)"`, "Ludvika kommun, socialnämnden (Demo)")
	lisa.post(unit, "name", "Försörjningsstöd (Demo)", "version", "1", "how", "change", "from", "2026-04-01", "shown", "")
	lisa.refused(422, unit, []string{"name", "Försörjningsstöd (Demo)", "version", "2", "how", "change", "from", "2026-05-01", "shown", ""}, "Inget är ändrat")
	lisa.post(unit+"/tid", "from", "", "to", "2026-12-31", "version", "2")
	lisa.post(office, "name", "Kontoret (Demo)", "services", "Bokade möten", "hours", "tis 9–15", "version", "1", "how", "correct", "shown", "")
	lisa.post(office+"/tid", "from", "", "to", "2026-03-31", "version", "2")
	lisa.see("/kommun/2085", "tis 9–15", "2026-03-31", "stänger", "tisdag 31 mars 2026")

	stranger := h.as(local(other.ID))
	for path, want := range map[string]int{at: 404, at + "/enhet": 404, at + "/kontor": 404, unit: 404, office: 404, "/admin/katalog/myndighet/okänd": 404,
		"/admin/katalog/myndigheter/ny": 403, "/admin/katalog/kommun/2085": 403} {
		if w := stranger.do(http.MethodGet, path, nil); w.Code != want {
			t.Errorf("a stranger opens %s: %d, want %d", path, w.Code, want)
		}
	}
	before := h.lines()
	stranger.refused(403, unit, []string{"name", "Kapad", "version", "3", "how", "correct", "shown", ""})
	stranger.refused(403, office+"/tid", []string{"to", "2026-03-02", "version", "3"})
	stranger.refused(403, at+"/enhet", []string{"name", "Kapad"})
	if h.lines() != before {
		t.Error("a refused change left something in the trail")
	}
	h.as(policy.Public()).refused(401, unit, []string{"name", "Kapad"})
}
