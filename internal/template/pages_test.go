package template_test

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

// site serves the room's pages; people sign in by name.
type site struct {
	house
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
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.Helper()
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

var fieldPattern = regexp.MustCompile(`(?s)<(?:input|textarea|select)[^>]*name="([^"]+)"`)
var hidden = regexp.MustCompile(`<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"`)

// fill opens a form, fills it in and sends it, as a person does: the row that the page carries goes along.
func (s *site) fill(path string, values map[string]string) *httptest.ResponseRecorder {
	s.Helper()
	body := s.see(path)
	form := url.Values{}
	for k, v := range values {
		if !strings.Contains(body, `name="`+k+`"`) {
			s.Fatalf("%s has no field %s; it has %v", path, k, fieldPattern.FindAllStringSubmatch(body, -1))
		}
		form.Set(k, v)
	}
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	return s.post(path, form)
}

// saves fills a form in and expects to be led on.
func (s *site) saves(path string, values map[string]string) string {
	s.Helper()
	w := s.fill(path, values)
	if w.Code != http.StatusSeeOther {
		s.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s *site) upload(path string, content []byte, row string) *httptest.ResponseRecorder {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("row", row)
	f, _ := m.CreateFormFile("file", "mall.json")
	_, _ = f.Write(content)
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(r)
}

func (s *site) see(path string, texts ...string) string {
	s.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	s.says(w, texts...)
	return w.Body.String()
}

func (s *site) says(w *httptest.ResponseRecorder, texts ...string) {
	s.Helper()
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.Errorf("the page does not say %q:\n%s", text, w.Body)
		}
	}
}

func TestAnybodyReadsThePublishedTemplate(t *testing.T) {
	s := open(t)
	doc, err := template.First()
	s.must(err)
	body := s.see("/mall", "Mallen för lokala överenskommelser", "Version 1", "2026-03-02", "Läs hela texten")
	for _, no := range []string{"Börja på", "Öppna version"} {
		if strings.Contains(body, no) {
			t.Errorf("the public is offered %q", no)
		}
	}
	body = s.see("/mall/1", "den senaste versionen", "Innehåll")
	for _, c := range doc.Clauses {
		if !strings.Contains(body, `id="paragraf-`+c.ID+`"`) {
			t.Errorf("the page lacks clause %s", c.ID)
		}
	}
	for _, v := range doc.Variables {
		if strings.Contains(body, "{"+v.ID+"}") {
			t.Errorf("the page shows {%s} and not its name", v.ID)
		}
	}
	for _, k := range doc.Commitments {
		if !strings.Contains(body, `id="atagande-`+k.ID+`"`) {
			t.Errorf("the page lacks commitment %s", k.ID)
		}
	}
	s.see("/mall/checklista", "Checklista")
	for _, path := range []string{"/mall/2", "/mall/0", "/mall/x", "/mall/1/skillnad?fran=9", "/mall/2/fil"} {
		if w := s.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	for _, path := range []string{"/mall/nasta", "/mall/borja", "/mall/nasta/fil"} {
		if w := s.get(path); w.Code == http.StatusOK {
			t.Errorf("the public opens %s", path)
		}
	}
	w := s.get("/mall/1/fil")
	back, err := template.ReadFile(w.Body.Bytes())
	s.must(err)
	was, _ := template.Digest(doc, both(""))
	if is, _ := template.Digest(back, both("")); is != was {
		t.Error("the file read back is another text")
	}
}

func TestTheAPIGivesVersionsAndDifferences(t *testing.T) {
	s := open(t)
	var list struct{ Items []struct{ No, Clauses int } }
	s.must(json.Unmarshal(s.get("/api/v1/templates").Body.Bytes(), &list))
	if len(list.Items) != 1 || list.Items[0].No != 1 || list.Items[0].Clauses == 0 {
		t.Errorf("list: %+v", list)
	}
	var one struct {
		Text struct{ Clauses []struct{ ID string } }
	}
	s.must(json.Unmarshal(s.get("/api/v1/templates/1").Body.Bytes(), &one))
	if len(one.Text.Clauses) != list.Items[0].Clauses {
		t.Errorf("one: %d clauses", len(one.Text.Clauses))
	}
	if w := s.get("/api/v1/templates/7"); w.Code != 404 {
		t.Errorf("version 7 answers %d", w.Code)
	}
	s.must(template.PublishSecond(context.Background(), s.svc, nils, vera))
	var d struct {
		Items []struct{ Field, State string }
	}
	s.must(json.Unmarshal(s.get("/api/v1/templates/2/difference?from=1").Body.Bytes(), &d))
	if len(d.Items) != 3 || d.Items[0].State != "changed" || !strings.HasPrefix(d.Items[0].Field, "clause:") {
		t.Errorf("difference: %+v", d)
	}
}

// Nils and Vera make version 2 page by page, as two people do.
func TestTwoPeoplePublishTheNextVersion(t *testing.T) {
	s := open(t)
	s.as(nils).see("/mall", "Ingen nästa version är påbörjad", "Börja på version 2")
	if to := s.saves("/mall/borja", nil); to != "/mall/nasta" {
		t.Errorf("led on to %s", to)
	}
	s.see("/mall/nasta", "Skriv vad som ändras")
	s.saves("/mall/nasta/not", map[string]string{"text_sv": "Tydligare om parterna.", "text_en": "Clearer about the parties."})
	at := s.saves("/mall/nasta/ny-paragraf", map[string]string{"heading_sv": "Prov", "heading_en": "Trial", "text_sv": "Prövas.", "text_en": "Is tried."})
	s.see(at, "Prövas.", "Lägg till ett åtagande")
	s.saves(at+"/ny-variabel", map[string]string{"id": "provdag", "name_sv": "Provdag", "name_en": "Day of trial", "kind": "date"})
	s.saves(at+"/text", map[string]string{"heading_sv": "Prov", "heading_en": "Trial", "text_sv": "Prövas {provdag}.", "text_en": "Is tried on {provdag}."})
	if w := s.fill(at+"/text", map[string]string{"heading_sv": "Prov", "heading_en": "", "text_sv": "Prövas {annat}.", "text_en": "Is tried."}); w.Code != 422 {
		t.Errorf("a text with an unknown variable answers %d", w.Code)
	} else {
		s.says(w, "{annat}, som inte finns", "Skriv på båda språken")
	}
	s.saves(at+"/vagledning", map[string]string{"text_sv": "Vägled.", "text_en": "Guide."})
	s.saves(at+"/nytt-atagande", map[string]string{"text_sv": "Provas varje månad.", "text_en": "Tried every month.", "by": "both", "kind": "target",
		"m1_metric": "coverage", "m1_statistic": "share", "m1_comparator": "at-least", "m1_target": "92,5", "m1_window": "month"})
	id := at[strings.LastIndex(at, "/")+1:]
	s.see("/mall/nasta/atagande/K"+id+".1", `value="92,5"`)
	if w := s.fill("/mall/nasta/atagande/K"+id+".1", map[string]string{"text_sv": "Provas.", "text_en": "Tried.", "by": "both", "kind": "target",
		"m1_metric": "coverage", "m1_statistic": "share", "m1_comparator": "at-least", "m1_target": "120", "m1_window": "month"}); w.Code != 422 {
		t.Errorf("120 per cent answers %d", w.Code)
	} else {
		s.says(w, "mellan 0 och 100 procent")
	}
	s.see("/mall/nasta/variabel/provdag", "Provdag")
	s.saves(at+"/flytta", map[string]string{"place": "1"})
	s.saves("/mall/nasta/ny-bilaga", map[string]string{"name_sv": "Provbilagan", "name_en": "The annex of trial"})
	s.see("/mall/nasta", "Provbilagan")
	s.see("/mall/nasta/text", "[Provdag]", "minst 92,5")
	s.see("/mall/nasta/skillnad", "Provbilagan", "Ny")
	s.saves("/mall/nasta/godkann", nil)
	s.see("/mall/nasta", "väntar den på Arbetsförmedlingen", "Ta tillbaka godkännandet")

	// A change after the approval ends it, and the page says so.
	s.as(vera).see("/mall", "Den andra parten har godkänt")
	w := s.fill("/mall/nasta/not", map[string]string{"text_sv": "Tydligare om parter och prov.", "text_en": "Clearer about parties and trials."})
	s.cookie += "; " + strings.Split(w.Header().Get("Set-Cookie"), ";")[0]
	s.see("/mall/nasta", "den som SKR godkände")
	for _, a := range []policy.Actor{vera, nils} {
		s.as(a)
		s.saves("/mall/nasta/godkann", nil)
	}
	s.see("/mall/nasta", "Den kan publiceras")
	if to := s.saves("/mall/nasta/publicera", nil); to != "/mall/2" {
		t.Errorf("led on to %s", to)
	}
	s.cookie = ""
	s.see("/mall", "Version 2", "Skillnad från version 1", "Tydligare om parter och prov.")
	s.see("/mall/2", "§ 1 Prov", "den senaste versionen")
	s.see("/mall/1", "äldre version")
	s.see("/mall/2/skillnad", "lägger till", "Provbilagan")
	s.see("/mall/1/skillnad?fran=2", "tar bort")
}

func TestAFileIsTakenInWholeOrNotAtAll(t *testing.T) {
	s := open(t)
	s.as(nils).saves("/mall/borja", nil)
	before := s.next()
	file := s.get("/mall/nasta/fil").Body.Bytes()
	bad := bytes.Replace(file, []byte(`"heading"`), []byte(`"heding"`), 1)
	w := s.upload("/mall/nasta/las-in", bad, "1")
	if w.Code != 422 {
		t.Errorf("a file with an unknown field answers %d", w.Code)
	}
	s.says(w, "clauses[1].heding", "Okänt fält", "heading")
	if w := s.upload("/mall/nasta/las-in", file, "7"); w.Code == 303 || s.next().Digest != before.Digest {
		t.Errorf("a file over an old row answers %d", w.Code)
	}
	if w := s.upload("/mall/nasta/las-in", file, "1"); w.Code != 422 {
		t.Errorf("the same text answers %d", w.Code)
	}
	doc := before.Doc
	good := bytes.Replace(file, []byte(doc.Clauses[0].Heading.Sv), []byte("En ny rubrik"), 1)
	if w := s.upload("/mall/nasta/las-in", good, "1"); w.Code != 303 {
		t.Fatalf("a good file answers %d: %s", w.Code, w.Body)
	}
	s.see("/mall/nasta/skillnad", "En ny rubrik")
}

func TestRemovingAsksAndSaysWhatStandsInTheWay(t *testing.T) {
	s := open(t)
	s.as(nils).saves("/mall/borja", nil)
	v := s.next().Doc.Variables
	named := ""
	for _, x := range v {
		for _, c := range s.next().Doc.Clauses {
			if strings.Contains(c.Text.Sv, "{"+x.ID+"}") {
				named = x.ID
			}
		}
	}
	body := s.see("/mall/nasta/variabel/"+named, "Ta bort")
	w := s.post("/mall/nasta/variabel/"+named+"/ta-bort", url.Values{"row": {hidden.FindStringSubmatch(body[strings.Index(body, `name="row"`)-40:])[2]}})
	if w.Code != 303 || len(s.next().Doc.Variables) != len(v) {
		t.Errorf("a variable that a text names is gone: %d", w.Code)
	}
	count := len(s.next().Doc.Clauses)
	last := s.next().Doc.Clauses[count-1].ID
	if w := s.post("/mall/nasta/paragraf/"+last+"/ta-bort", url.Values{"row": {"1"}}); w.Code != 303 || len(s.next().Doc.Clauses) != count-1 {
		t.Errorf("the last clause stays: %d", w.Code)
	}
	if w := s.get("/mall/nasta/paragraf/" + last); w.Code != 404 {
		t.Errorf("it is still shown: %d", w.Code)
	}
}
