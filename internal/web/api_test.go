package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

type townsIn struct {
	Paging
	On   calendar.Date `query:"on" doc:"Dag || Day"`
	Kind string        `query:"kind" enum:"ort,by" doc:"Slag || Kind"`
}

type townJSON struct {
	Code string        `json:"code" doc:"Kommunkod || Municipality code"`
	From calendar.Date `json:"from"`
}

type townBody struct {
	Body struct {
		Name  string `json:"name" minLength:"2" maxLength:"10" doc:"Namn || Name"`
		Count int    `json:"count" minimum:"0" maximum:"9"`
	}
}

type townOut struct{ Body townJSON }

func withTowns(d *desk) (written *int) {
	written = new(int)
	API(d.Router, huma.Operation{OperationID: "list-towns", Method: http.MethodGet, Path: "/towns", Tags: []string{Both(language.T("Orter", "Towns"))},
		Summary: Both(language.T("Alla orter", "All towns"))}, seeOpen,
		func(r *Request, in *townsIn) (*PageOf[townJSON], error) {
			after, err := in.Cursor(1)
			if err != nil {
				return nil, err
			}
			from := 0
			if after != nil {
				n, err := after.Int(0)
				if err != nil {
					return nil, err
				}
				from = int(n)
			}
			var rows []townJSON
			for i := from + 1; i <= 5 && len(rows) <= in.Limit; i++ {
				rows = append(rows, townJSON{Code: fmt.Sprintf("%04d", i), From: in.On})
			}
			return NewPageOf(rows, in.Limit, 5, func(x townJSON) Cursor { return Cursor{x.Code} }), nil
		})
	API(d.Router, huma.Operation{OperationID: "get-town", Method: http.MethodGet, Path: "/towns/{code}", Summary: "En ort || One town"}, seeOpen,
		func(r *Request, in *struct {
			Code string `path:"code" pattern:"^[0-9]{4}$"`
		}) (*townOut, error) {
			if in.Code == "9999" {
				return nil, fault.NotFoundThing()
			}
			if in.Code == "0000" {
				panic("oj")
			}
			return &townOut{townJSON{Code: in.Code}}, nil
		})
	API(d.Router, huma.Operation{OperationID: "add-town", Method: http.MethodPost, Path: "/towns", DefaultStatus: http.StatusCreated, Summary: "Ny ort || New town"}, seeStaff,
		func(r *Request, in *townBody) (*townOut, error) {
			*written++
			if in.Body.Name == "upptagen" {
				return nil, fault.New(fault.Unavailable, language.T("Stängt.", "Closed."))
			}
			return &townOut{townJSON{Code: fmt.Sprint(*written)}}, nil
		})
	return written
}

func problemIn(t *testing.T, a answer, status int) Problem {
	t.Helper()
	var p Problem
	if err := json.Unmarshal([]byte(a.body), &p); err != nil || a.StatusCode != status || p.Status != status || a.Header.Get("Content-Type") != problemType {
		t.Fatalf("status %d (%s), want a problem %d: %s", a.StatusCode, a.Header.Get("Content-Type"), status, a.body)
	}
	if p.Type == "" || p.Title == "" || p.Detail == "" || p.Instance == "" {
		t.Errorf("a problem without a member: %s", a.body)
	}
	return p
}

func TestAPIReadsByPage(t *testing.T) {
	d := newDesk(t)
	withTowns(d)
	got := d.get("/api/v1/towns?limit=2&on=2026-03-02")
	got.want(t, 200, `{"items":[{"code":"0001","from":"2026-03-02"},{"code":"0002","from":"2026-03-02"}],"total":5,"next":"`)
	is(t, "type", got.Header.Get("Content-Type"), "application/json")
	is(t, "open to other sites", got.Header.Get("Access-Control-Allow-Origin"), "*")
	var page struct{ Next string }
	if err := json.Unmarshal([]byte(got.body), &page); err != nil {
		t.Fatal(err)
	}
	d.get("/api/v1/towns?limit=3&after="+page.Next).want(t, 200, "0003", "0005")
	if last := d.get("/api/v1/towns?limit=500"); strings.Contains(last.body, "next") || !strings.Contains(last.body, "0005") {
		t.Errorf("last page: %s", last.body)
	}
	if again := d.get("/api/v1/towns?limit=2&on=2026-03-02", "If-None-Match", got.Header.Get("ETag")); again.StatusCode != 304 || again.body != "" {
		t.Errorf("again: %d %s", again.StatusCode, again.body)
	}
	if head := d.do(http.MethodHead, "/api/v1/towns", ""); head.StatusCode != 200 || head.body != "" {
		t.Errorf("HEAD: %d %q", head.StatusCode, head.body)
	}
}

func TestAPIProblemsAreLocatedInTheReadersLanguage(t *testing.T) {
	d := newDesk(t)
	withTowns(d)
	for _, c := range []struct{ target, in, name, sv, en string }{
		{"/towns?limit=0", "query", "limit", "minst 1", "at least 1"},
		{"/towns?limit=1001", "query", "limit", "högst 1000", "at most 1000"},
		{"/towns?limit=tio", "query", "limit", "heltal", "whole number"},
		{"/towns?on=igår", "query", "on", "2026-03-02", "2026-03-02"},
		{"/towns?on=2026-02-30", "query", "on", "2026-03-02", "2026-03-02"},
		{"/towns?kind=stad", "query", "kind", "ort, by", "ort, by"},
		{"/towns?felstavat=1", "query", "felstavat", "stavningen", "spelling"},
		{"/towns?after=%21%21", "query", "after", "första sida", "first page"},
		{"/towns/12", "path", "code", "^[0-9]{4}$", "^[0-9]{4}$"},
	} {
		for lang, want := range map[string]string{"sv": c.sv, "en": c.en} {
			p := problemIn(t, d.get("/api/v1"+c.target, "Accept-Language", lang), 422)
			if len(p.Invalid) != 1 || p.Invalid[0].In != c.in || p.Invalid[0].Name != c.name || !strings.Contains(p.Invalid[0].Reason, want) {
				t.Errorf("%s in %s: %+v", c.target, lang, p.Invalid)
			}
		}
	}
	problemIn(t, d.get("/api/v1/towns/9999"), 404)
	problemIn(t, d.get("/api/v1/nej"), 404)
	p := problemIn(t, d.get("/api/v1/towns/0000"), 500)
	if strings.Contains(p.Detail, "oj") {
		t.Error("what the panic said was shown")
	}
	problemIn(t, d.do(http.MethodPut, "/api/v1/towns", "{}"), 405)
	problemIn(t, d.get("/api/v1/towns", "Accept", "text/csv"), 406)
	problemIn(t, d.post("/api/v1/towns", nil), 401)
}

func TestEveryMessageOfTheFrameworkIsTranslated(t *testing.T) {
	for _, m := range []string{
		"unexpected property", "unknown query parameter", "required query parameter is missing", "request body is required", "expected required property a to be present",
		"invalid integer", "invalid float", "invalid boolean", "invalid date/time for format 2006", "invalid url.URL value", "expected boolean", "expected number", "expected integer", "expected string",
		"expected array", "expected object", "expected number >= 1", "expected number > 1", "expected number <= 1.5", "expected number < 1", "expected number to be a multiple of 3", "expected length >= 1",
		"expected length <= 1", "expected array length >= 1", "expected array length <= 1", "expected array items to be unique", "expected object with at least 1 properties", "expected object with at most 1 properties",
		`expected value to be one of "a, b"`, "expected string to be RFC 3339 date-time", "expected string to be RFC 1123 date-time", "expected string to be RFC 3339 date", "expected string to be RFC 3339 time",
		"expected string to be RFC 5322 email: x", "expected string to be RFC 3986 uri: x", "expected string to be RFC 4122 uuid: x", "expected string to be base64 encoded", "expected string to match pattern ^a$",
		"expected at most one value, but received multiple values", "expected value to match exactly one schema but matched none", "expected value to not match schema", "write only property is non-zero",
		"expected property a to be present when b is present", "unexpected end of JSON input", "invalid character 'x' looking for beginning of value",
	} {
		if got := translate(m); got == sayUnclear || strings.Contains(got.Sv+got.En, "%!") {
			t.Errorf("%q is told as %+v", m, got)
		}
	}
}

func TestAPIWritesOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := newHoused(t, d)
		written := withTowns(h.desk)
		post := func(body string, header ...string) answer {
			return h.do(http.MethodPost, "/api/v1/towns", body, append([]string{"Authorization", "Bearer " + goodKey, "Content-Type", "application/json"}, header...)...)
		}
		first := post(`{"name":"Umeå","count":1}`, "Idempotency-Key", "k1")
		first.want(t, 201, `"code":"1"`)
		again := post(`{"name":"Umeå","count":1}`, "Idempotency-Key", "k1")
		again.want(t, 201, `"code":"1"`)
		if *written != 1 || again.Header.Get("Idempotency-Replayed") != "true" || again.Header.Get("Content-Type") != "application/json" || again.body != first.body {
			t.Errorf("written %d times; %v", *written, again.Header)
		}
		problemIn(t, post(`{"name":"Luleå","count":1}`, "Idempotency-Key", "k1"), 422)
		problemIn(t, post(`{"name":"Luleå","count":1}`, "Idempotency-Key", strings.Repeat("x", 201)), 422)
		post(`{"name":"Luleå","count":1}`, "Idempotency-Key", "k2").want(t, 201, `"code":"2"`)
		post(`{"name":"Luleå","count":1}`).want(t, 201, `"code":"3"`)

		problemIn(t, post(`{"name":"upptagen","count":1}`, "Idempotency-Key", "k3"), 503)
		problemIn(t, post(`{"name":"upptagen","count":1}`, "Idempotency-Key", "k3"), 503)
		is(t, "tried again after 503", *written, 5)

		if n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM idempotency WHERE request LIKE '%Ume%'"); n != 0 || err != nil {
			t.Errorf("what was sent stands in clear: %d, %v", n, err)
		}
		d.Clock.Advance(25 * time.Hour)
		if err := h.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM idempotency"); n != 0 || err != nil {
			t.Errorf("%d kept after a day, %v", n, err)
		}
	})
}

func TestAPIBodies(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	withTowns(h.desk)
	post := func(body, contentType string) answer {
		return h.do(http.MethodPost, "/api/v1/towns", body, "Authorization", "Bearer "+goodKey, "Content-Type", contentType)
	}
	for _, c := range []struct {
		name, body, contentType string
		status                  int
		fields                  string
	}{
		{"sound", `{"name":"Umeå","count":1}`, "application/json; charset=UTF-8", 201, ""},
		{"two wrong", `{"name":"U","count":10}`, "application/json", 422, "name count"},
		{"lacking", `{"name":"Umeå"}`, "application/json", 422, " count"},
		{"unknown field", `{"name":"Umeå","count":1,"x":1}`, "application/json", 422, "x"},
		{"wrong type", `{"name":5,"count":"a"}`, "application/json", 422, "name count"},
		{"not JSON", `{"name":`, "application/json", 400, ""},
		{"empty", ``, "application/json", 400, ""},
		{"a form", `name=x`, "application/x-www-form-urlencoded", 415, ""},
		{"latin-1", `{}`, "application/json; charset=iso-8859-1", 415, ""},
		{"too large", `{"name":"` + strings.Repeat("x", DefaultBody) + `"}`, "application/json", 413, ""},
		{"deep", strings.Repeat("[", 20000), "application/json", 400, ""},
	} {
		got := post(c.body, c.contentType)
		if c.status == 201 {
			got.want(t, 201)
			continue
		}
		p := problemIn(t, got, c.status)
		for _, field := range strings.Fields(c.fields) {
			found := false
			for _, i := range p.Invalid {
				found = found || i.In == "body" && i.Name == field || strings.Contains(i.Reason, field)
			}
			if !found {
				t.Errorf("%s: nothing about %s: %s", c.name, field, got.body)
			}
		}
		if strings.Contains(got.body, "xxxxx") {
			t.Errorf("%s: what was sent is repeated", c.name)
		}
	}
}

func TestOpenAPIDocument(t *testing.T) {
	d := newDesk(t)
	withTowns(d)
	got := d.get("/api/v1/openapi.json")
	got.want(t, 200, `"openapi":"3.1.0"`, "Alla orter", `"invalid-parameters"`, `"format":"date"`, `"bearer"`)
	var doc struct {
		Paths      map[string]map[string]struct{ OperationID string }
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal([]byte(got.body), &doc); err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Routes() {
		if r.Operation == "" {
			continue
		}
		if op := doc.Paths[strings.TrimPrefix(r.Pattern, APIBase)][strings.ToLower(r.Method)]; op.OperationID != r.Operation {
			t.Errorf("%s is not in the document: %+v", r, op)
		}
	}
	for _, name := range []string{"ErrorModel", "ErrorDetail"} {
		if doc.Components.Schemas[name] != nil {
			t.Errorf("the document describes %s, which is never answered", name)
		}
	}
	english := d.get("/api/v1/openapi.json", "Accept-Language", "en")
	english.want(t, 200, "All towns")
	for _, doc := range []answer{got, english} {
		if strings.Contains(doc.body, "||") {
			t.Error("a text stands in both languages at once")
		}
	}
	page := d.get("/api/v1", "Accept", "text/html")
	page.want(t, 200, "Alla orter", "/api/v1/towns/{code}", "Kommunkod", "<code>limit</code>", `id="invalid"`, "<main")
	d.get("/api/v1", "Accept", "text/html", "Accept-Language", "en").want(t, 200, "All towns", "Municipality code")
	d.get("/api/v1/api-info").want(t, 200, `"apiName":"samsyn"`, `"apiVersion":"1.0.0"`, `"apiDocumentation":"/api/v1"`, `"apiStatus":"active"`, `"apiReleased"`)
}

func TestOtherSitesReadOpenDataOnly(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	withTowns(h.desk)
	pre := h.do(http.MethodOptions, "/api/v1/towns/0001", "", "Origin", "https://other.example", "Access-Control-Request-Method", "GET")
	if pre.StatusCode != 204 || pre.Header.Get("Access-Control-Allow-Origin") != "*" || pre.Header.Get("Access-Control-Allow-Methods") != "GET, HEAD" {
		t.Errorf("preflight: %d %v", pre.StatusCode, pre.Header)
	}
	if own := h.get("/api/v1/towns", "Authorization", "Bearer "+goodKey); own.Header.Get("Access-Control-Allow-Origin") != "" || own.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("an answer to a key's holder: %v", own.Header)
	}
	h.do(http.MethodOptions, "/hem", "", "Origin", "https://other.example").want(t, 405)
	problemIn(t, h.do(http.MethodPost, "/api/v1/towns", "{}", "Sec-Fetch-Site", "cross-site", "Content-Type", "application/json"), 403)
}
