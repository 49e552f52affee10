package negotiation_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/clause"
	"samsyn/internal/dbtest"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// site serves the room; people sign in by name.
type site struct {
	*house
	http.Handler
	people map[string]policy.Actor
	cookie string
	flash  string       // what the next page says once
	key    policy.Actor // who has the API key
}

func serve(t *testing.T) *site { return serveOn(open(t, dbtest.Open(t, "sqlite"))) }

func serveOn(h *house) *site {
	s := &site{house: h, people: map[string]policy.Actor{}}
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return s.people[se.Account], nil
	}, AuthenticateKey: func(context.Context, string) (policy.Actor, error) { return s.key, nil }})
	agreements := agreement.New(h.Trail)
	agreements.Panels = append(agreements.Panels, h.svc.Panel)
	agreements.Routes(rt)
	h.svc.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.t.Helper()
	s.people[a.ID], s.cookie = a, ""
	w := s.get("/prova/" + a.ID)
	s.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie+s.flash)
	}
	if r.Method == http.MethodGet {
		s.flash = ""
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (s *site) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

var tags = regexp.MustCompile(`<[^>]*>`)

// see asks for a page and for texts on it.
func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
	}
	s.says(w, texts...)
	return w.Body.String()
}

func (s *site) says(w *httptest.ResponseRecorder, texts ...string) {
	s.t.Helper()
	plain := tags.ReplaceAllString(w.Body.String(), "")
	for _, text := range texts {
		if !strings.Contains(plain, text) && !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("the page does not say %q:\n%s", text, plain)
		}
	}
}

// goes posts and asks to be led on.
func (s *site) goes(w *httptest.ResponseRecorder) string {
	s.t.Helper()
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("answers %d: %s", w.Code, tags.ReplaceAllString(w.Body.String(), ""))
	}
	for _, c := range w.Result().Cookies() {
		if strings.Contains(c.Name, "flash") {
			s.flash = "; " + c.Name + "=" + c.Value
		}
	}
	return w.Header().Get("Location")
}

// hidden is the value of a hidden field of a page.
func hidden(page, name string) string {
	for _, in := range regexp.MustCompile(`<input[^>]*>`).FindAllString(page, -1) {
		if strings.Contains(in, `name="`+name+`"`) {
			if m := regexp.MustCompile(`value="([^"]*)"`).FindStringSubmatch(in); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

// TestANegotiationAsThreePeople: the agency writes and proposes, a board comments, deviates, proposes, and all approve,
// by forms alone.
func TestANegotiationAsThreePeople(t *testing.T) {
	s := serve(t)
	s.must(seedTemplate(s.house))
	s.as(s.af).see("/utkast", "Inget utkast väntar på er", "Börja ett utkast")
	s.see("/utkast/nytt", "Vilken eller vilka kommuner")
	s.see("/utkast/nytt?kommun=Ludvika,+Falun", "Ludvika kommun, arbetsmarknadsnämnden (Demo)", "Falu kommun, arbetsmarknadsnämnden (Demo)")
	if w := s.get("/utkast/nytt?kommun=Ankeborg"); !strings.Contains(w.Body.String(), "Ingen kommun, eller flera, heter Ankeborg") {
		t.Error("an unknown municipality is not told")
	}
	to := s.goes(s.post("/utkast/nytt?kommun=2085", "boards", s.work, "boards", s.social, "template", "0"))
	one := strings.TrimSuffix(to, "/text")
	s.see(one, "Utkast: Ludvika kommun", "skriv det första förslaget", "senast måndag 25 maj 2026", "Lämna förslaget", "Avbryt utkastet", "både politiska och administrativa")
	item := hidden(s.see(one, "Checklista"), "item")
	if to := s.goes(s.post(one+"/checklista", "item", item, "on", "1")); to != one+"#checklista" {
		t.Error(to)
	}
	s.see(one, "Checklistan är sparad")
	s.see(one+"/text", "fält saknas", "[Kommunens namn]", "§ 2 Frågor om enskilda", "Ändra Kommunens namn", "målet bestäms lokalt", "Avvik från § 2", "Det här saknas (", "Fyll i nästa tomma fält", "K9.2 saknar mål")
	s.see(one, "Det här saknas (", one+"/falt/commitment:K9.2", "Det ni lämnar först blir version 1")
	fill := func(field string, pairs ...string) {
		t.Helper()
		page := s.see(one + "/falt/" + field)
		s.goes(s.post(one+"/falt/"+field, append(pairs, "seen", hidden(page, "seen"))...))
	}
	fill("variable:ort", "value", "Ludvika kommun")
	s.see(one+"/text", "är sparat", "kvar att fylla i")
	fill("variable:giltig_fran", "value", "2026-04-01")
	fill("commitment:K9.2", "target0", "5", "relief", "1", "reason", "Så få frågor.")
	w := s.post(one+"/falt/variable:giltig_till", "value", "i morgon", "seen", hidden(s.see(one+"/falt/variable:giltig_till"), "seen"))
	if w.Code != 422 {
		t.Errorf("a bad date answers %d", w.Code)
	}
	s.says(w, "i morgon", "Skriv datumet som 2026-03-02")
	s.as(s.anna).see(one, "Väntar på Arbetsförmedlingen, som skriver det första förslaget", "Ni behöver inte göra något nu")
	if strings.Contains(s.see(one+"/text", "Det som utkastet utgår från"), "Så få frågor") {
		t.Error("another party sees what has not been put forward")
	}
	s.as(s.af).see(one+"/lamna", "1 fält är inte ifyllt", "Lämna version 1", "Ludvika kommun")
	s.goes(s.post(one + "/lamna"))

	s.as(s.anna).see("/utkast", "1 utkast väntar på er", "föreslagen")
	s.see(one, "läsa och godkänna version 1", one+"/version/1")
	page := s.see(one+"/version/1", "Godkänn version 1", "Kontrollsumma", "Fyll i Gäller till")
	w = s.post(one+"/version/1", "digest", hidden(page, "digest"), "decision", "AMN § 4")
	if w.Code != 422 {
		t.Errorf("approving what is not whole answers %d", w.Code)
	}
	s.says(w, "inte hel", "AMN § 4")
	s.goes(s.post(one+"/falt/variable:giltig_till/kommentar", "comment", "Tre år."))
	s.goes(s.post(one+"/falt/clause:9/kommentar", "comment", "Vi har öppet på lördagar."))
	if w := s.post(one+"/falt/clause:9/kommentar", "comment", " "); w.Code != 422 {
		t.Errorf("an empty comment answers %d", w.Code)
	}
	s.see(one, "Ni har lämnat 2 kommentarer till version 1", "Ta pennan", "Vi har öppet på lördagar.")
	s.as(s.af).see(one, "svara på 2 kommentarer")
	s.as(s.anna)
	s.goes(s.post(one+"/penna", "take", "1"))
	if w := s.as(s.af).post(one+"/penna", "take", "1"); s.goes(w) != one {
		t.Error("who comes second is not led back")
	}
	s.see(one, "Väntar på Ludvika kommun, arbetsmarknadsnämnden (Demo), som har pennan", "En annan part hann ta pennan före er")
	s.as(s.anna)
	fill("variable:giltig_till", "value", "2029-03-31")
	if page := s.see(one+"/falt/variable:ort", "Bara fält med en kommentar"); strings.Contains(page, `id="andra"`) {
		t.Error("a field without comment has a form")
	}
	page = s.see(one + "/falt/deviation:?pa=9")
	w = s.post(one+"/falt/deviation:?pa=9", "on", "9", "kind", "adds", "text", "Även på lördagar.", "seen", hidden(page, "seen"))
	if w.Code != 422 {
		t.Errorf("a deviation without a reason answers %d", w.Code)
	}
	s.says(w, "Även på lördagar.", "Skriv varför")
	s.goes(s.post(one+"/falt/deviation:?pa=9", "on", "9", "kind", "adds", "text", "Även på lördagar.", "reason", "Biblioteket har öppet.", "seen", hidden(page, "seen")))
	s.goes(s.post(one + "/lamna"))
	s.see(one, "Avvikelser från mallen (1)", "A1, §\u00a02", "Biblioteket har öppet.", "lämnade version 2")
	s.see(one+"/skillnad?fran=1&till=2", "2 ställen skiljer sig", "Avvikelse A1 från § 2", "2029-03-31")
	s.see(one+"/skillnad?fran=1&till=2&vy=sida", "Före", "Efter")
	s.see(one+"/skillnad?fran=mall&till=2", "mallens version 1")
	if w := s.get(one + "/skillnad?fran=1&till=99"); w.Code != 404 {
		t.Errorf("a version that is not there answers %d", w.Code)
	}

	old := hidden(page, "digest")
	if w := s.as(s.af).post(one+"/version/1", "digest", old); w.Code != 409 {
		t.Errorf("approving version 1 answers %d", w.Code)
	} else {
		s.says(w, "nu gäller version 2")
	}
	for _, a := range []policy.Actor{s.af, s.anna, s.birgit} {
		page := s.as(a).see(one+"/version/2", "Godkänn version 2")
		s.goes(s.post(one+"/version/2", "digest", hidden(page, "digest"), "decision", "Beslut § 1"))
	}
	s.see(one, "Alla parter har godkänt version 2", "Nästa steg är underskrift", "Beslut § 1", "Ta tillbaka godkännandet")
	s.as(s.signatory).see(one, "Väntar på att samverkansansvariga inleder underskriften")
	w = s.as(s.birgit).post(one+"/ta-tillbaka", "reason", "")
	if w.Code != 422 {
		t.Errorf("without a reason: %d", w.Code)
	}
	s.goes(s.post(one+"/ta-tillbaka", "reason", "Vi glömde bilagan."))
	s.see(one, "tog tillbaka sitt godkännande av version 2: Vi glömde bilagan.")
	s.goes(s.post(one+"/avbryt", "reason", "Ny ledning."))
	s.see(one, "Utkastet är avbrutet. Skäl: Ny ledning.")
	s.see("/utkast?alla=1", "avbrutet")
}

// TestNobodyElseLearnsOfADraft: every page and file of a draft is not found for those who are no party.
func TestNobodyElseLearnsOfADraft(t *testing.T) {
	s := serve(t)
	d := s.whole()
	for _, a := range []policy.Actor{s.outsider, s.lead} {
		s.as(a)
		for _, path := range []string{"", "/text", "/skillnad", "/version/1", "/falt/variable:ort", "/lamna", "/avbryt", "/dokument"} {
			if w := s.get(d.Path() + path); w.Code != 404 && w.Code != 403 {
				t.Errorf("%s sees %s: %d", a.ID, path, w.Code)
			}
		}
	}
	s.as(s.outsider)
	if w := s.get("/utkast"); w.Code != 200 || strings.Contains(w.Body.String(), d.ID) {
		t.Errorf("the list shows another's draft: %d", w.Code)
	}
	if w := s.as(s.signatory).get(d.Path() + "/lamna"); w.Code != 403 {
		t.Errorf("a signatory proposes: %d", w.Code)
	}
}

// TestWhatIsWrittenIsNeverLost: two colleagues of one party write in one field; the second sees what it reads now, their
// own words in the form, and can save again.
func TestWhatIsWrittenIsNeverLost(t *testing.T) {
	s := serve(t)
	d := s.begun()
	s.as(s.af)
	path := d.Path() + "/falt/variable:ort"
	seen := hidden(s.see(path), "seen")
	s.goes(s.post(path, "value", "Ludvika kommun", "seen", seen))
	w := s.post(path, "value", "Ludvika stad", "seen", seen)
	if w.Code != 409 {
		t.Errorf("answers %d", w.Code)
	}
	s.says(w, "En kollega sparade det här fältet", "Nu står det: Ludvika kommun", `value="Ludvika stad"`)
	s.goes(s.post(path, "value", "Ludvika stad", "seen", hidden(w.Body.String(), "seen")))
	if v := s.doc(d.ID).Values["ort"].Text; v != "Ludvika stad" {
		t.Error(v)
	}
}

func TestDocuments(t *testing.T) {
	s := serve(t)
	d := s.whole()
	up := func(a policy.Actor, name, content, what string) *httptest.ResponseRecorder {
		s.as(a)
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		_ = m.WriteField("what", what)
		f, _ := m.CreateFormFile("file", name)
		_, _ = f.Write([]byte(content))
		_ = m.Close()
		r := httptest.NewRequest(http.MethodPost, d.Path()+"/dokument", &b)
		r.Header.Set("Content-Type", m.FormDataContentType())
		return s.do(r)
	}
	const pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
	if w := up(s.anna, "lista.pdf", "inget", "Lista"); w.Code != 422 {
		t.Errorf("a file that is not what it says answers %d", w.Code)
	}
	s.goes(up(s.anna, "lista.pdf", pdf, "Målgruppslista"))
	page := s.see(d.Path(), "Målgruppslista", "0,1 kB")
	path := regexp.MustCompile(d.Path() + `/dokument/[0-9a-f-]+`).FindString(page)
	if w := s.as(s.signatory).get(path); w.Code != 200 || w.Body.String() != pdf {
		t.Errorf("a reader of the party gets %d", w.Code)
	}
	if w := s.as(s.outsider).get(path); w.Code != 404 {
		t.Errorf("another municipality gets %d", w.Code)
	}
	if to := s.goes(s.as(s.af).post(path + "/ta-bort")); to != d.Path() {
		t.Error(to)
	}
	s.see(d.Path(), "Målgruppslista", "Bara den part som bifogade")
	s.goes(s.as(s.anna).post(path + "/ta-bort"))
	if strings.Contains(s.see(d.Path(), "Inga dokument"), path) {
		t.Error("the document is still there")
	}
}

func TestTheTextInForceIsOpen(t *testing.T) {
	s := serve(t)
	s.must(seedTemplate(s.house))
	_, a := s.concluded()
	s.cookie = ""
	s.see(a.Path(), "Överenskommelsens text", a.Path()+"/text")
	s.see(a.Path()+"/text", "Ludvika kommun", "§ 2 Frågor om enskilda", "Inga. Texten följer mallen.")
	s.as(s.anna).see(a.Path(), "Ändra, förläng eller anslut en kommun")
	s.see("/utkast/nytt?overenskommelse="+a.ID, "Vad gäller utkastet?", "förlängning")
	to := s.goes(s.post("/utkast/nytt?overenskommelse="+a.ID, "kind", "amendment", "template", "0"))
	s.see(strings.TrimSuffix(to, "/text"), "Ändring · mallens version 1", "Inget i texten skiljer sig")
	if w := s.post("/utkast/nytt?overenskommelse="+a.ID, "kind", "amendment", "template", "0"); w.Code != 409 {
		t.Errorf("a second amendment answers %d", w.Code)
	}
}

func TestFilesAndAPI(t *testing.T) {
	s := serve(t)
	d := s.whole()
	s.key = s.anna
	csv := s.as(s.anna).get("/utkast?format=csv")
	if csv.Code != 200 || !strings.Contains(csv.Body.String(), "Ludvika kommun") || !strings.Contains(csv.Body.String(), "läsa och godkänna version 1") {
		t.Errorf("%d %s", csv.Code, csv.Body)
	}
	api := func(method, path, body string) (int, string) {
		r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	code, body := api("GET", "/drafts", "")
	if code != 200 || !strings.Contains(body, `"yours":true`) || !strings.Contains(body, d.ID) {
		t.Errorf("%d %s", code, body)
	}
	code, body = api("GET", "/drafts/"+d.ID+"/versions/1", "")
	var v struct{ Digest string }
	if err := json.Unmarshal([]byte(body), &v); code != 200 || err != nil || len(v.Digest) != 64 {
		t.Errorf("%d %s", code, body)
	}
	if code, body = api("GET", "/drafts/"+d.ID+"/difference?from=0&to=1", ""); code != 200 || !strings.Contains(body, `"variable:ort"`) {
		t.Errorf("%d %s", code, body)
	}
	if code, body = api("POST", "/drafts/"+d.ID+"/comments", `{"field":"commitment:K9.1","text":"För högt."}`); code != 200 || !strings.Contains(body, `"open"`) {
		t.Errorf("%d %s", code, body)
	}
	if code, _ = api("POST", "/drafts/"+d.ID+"/approvals", fmt.Sprintf(`{"no":1,"digest":%q}`, strings.Repeat("0", 64))); code != 409 {
		t.Errorf("another digest is approved: %d", code)
	}
	if code, body = api("POST", "/drafts/"+d.ID+"/approvals", fmt.Sprintf(`{"no":1,"digest":%q}`, v.Digest)); code != 200 {
		t.Errorf("%d %s", code, body)
	}
	if code, _ = api("POST", "/drafts/"+d.ID+"/proposals", ""); code != 409 {
		t.Errorf("who does not hold the pen proposes: %d", code)
	}
}

// TestEnglishPagesAreEnglish: no page of the room says in English what it says in Swedish.
func TestEnglishPagesAreEnglish(t *testing.T) {
	s := serve(t)
	s.must(seedTemplate(s.house))
	d := s.whole()
	_, err := s.svc.Comment(ctx, s.anna, d.ID, clause.CommitmentField("K9.1"), "Comment.")
	s.must(err)
	_, err = s.svc.TakePen(ctx, s.anna, d.ID)
	s.must(err)
	swedish := regexp.MustCompile(`(?i)\b(och|eller|inte|väntar|förslaget|utkastet|mallen|pennan|godkänn|kommentarer|avvikelse)\b`)
	for _, path := range []string{"/utkast", "/utkast/nytt", "/utkast/nytt?kommun=2085", d.Path(), d.Path() + "/text", d.Path() + "/skillnad", d.Path() + "/version/1", d.Path() + "/falt/commitment:K9.1", d.Path() + "/falt/deviation:", d.Path() + "/lamna", d.Path() + "/avbryt", d.Path() + "/dokument"} {
		s.as(s.anna)
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Language", "en")
		w := s.do(r)
		plain := tags.ReplaceAllString(strings.ReplaceAll(w.Body.String(), "Så blev vi överens.", ""), " ")
		if w.Code != 200 {
			t.Errorf("%s answers %d", path, w.Code)
		}
		for _, m := range swedish.FindAllString(plain, -1) {
			t.Errorf("%s in English says %q", path, m)
		}
	}
}

var _ = negotiation.DraftKind
