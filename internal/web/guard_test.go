package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
)

// TestTheGuardStandsBeforeEveryHandler goes through the route table as nobody and as somebody without the role: no
// handler may run that policy has not let through.
func TestTheGuardStandsBeforeEveryHandler(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	ran := 0
	for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
		h.Handle(method+" /stangd/{id}", seeNone, func(*Request) (Response, error) { ran++; return Empty(204), nil })
		API(h.Router, huma.Operation{OperationID: "closed-" + method, Method: method, Path: "/closed/{id}"}, seeNone,
			func(_ *Request, _ *struct {
				ID string `path:"id"`
			}) (*struct{}, error) {
				ran++
				return nil, nil
			})
	}
	b := h.browser()
	b.signIn("maja")
	for _, r := range h.Routes() {
		if r.Action != seeNone {
			continue
		}
		target := strings.ReplaceAll(r.Pattern, "{id}", "1")
		nobody, somebody := h.do(r.Method, target, ""), b.do(r.Method, target, nil)
		switch {
		case r.API:
			problemIn(t, nobody, 401)
			problemIn(t, somebody, 403)
		default:
			if want := map[bool]int{true: 303, false: 401}[r.Method == http.MethodGet]; nobody.StatusCode != want {
				t.Errorf("%s as nobody: %d, want %d", r, nobody.StatusCode, want)
			}
			somebody.want(t, 403, "<h1>")
		}
	}
	is(t, "handlers run", ran, 0)
}

// TestEveryRouteHasAnActionOrIsOfTheHouse: what stands without an action is named here, so that nothing joins unseen.
func TestEveryRouteHasAnActionOrIsOfTheHouse(t *testing.T) {
	open := map[string]bool{"GET /healthz": true, "GET /readyz": true, "GET /metrics": true, "GET /robots.txt": true, "GET /favicon.ico": true, "GET /assets/{name}": true}
	for _, r := range newDesk(t).Routes() {
		if (r.Action == "") != open[r.String()] {
			t.Errorf("%s has the action %q", r, r.Action)
		}
		if r.Action != "" && !policy.May(policy.Public(), r.Action) {
			t.Errorf("%s of web itself is closed to the public", r)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	for _, s := range []string{"/hem", "//evil.example", `/\evil.example`, "/\t/evil.example", "https:/evil.example", "/..//evil.example", "/%5cevil", "/x?y=//z"} {
		f.Add(s)
	}
	base, err := url.Parse("https://samsyn.example/logga-in")
	if err != nil {
		f.Fatal(err)
	}
	asBrowsersDo := strings.NewReplacer("\\", "/", "\t", "", "\n", "", "\r", "")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse(strings.TrimSpace(asBrowsersDo.Replace(LocalPath(s))))
		if err != nil {
			return // a browser that cannot read it goes nowhere
		}
		if to := base.ResolveReference(u); to.Host != base.Host || to.Scheme != base.Scheme {
			t.Fatalf("%q leads to %s", s, to)
		}
	})
}

// A link that another room gave is shown to whom its page is not closed to.
func TestALinkIsShownToWhoMayOpenIt(t *testing.T) {
	for href, want := range map[string]bool{"/oppen": true, "/oppen?a=1#b": true, "/robots.txt": true, "/stangd/1": false, "/bara-svar": false, "/finns-inte": false, "%": false} {
		may := !want
		d := newDesk(t)
		d.Handle("GET /stangd/{id}", seeNone, func(*Request) (Response, error) { return Empty(204), nil })
		d.Handle("POST /bara-svar", seeOpen, func(*Request) (Response, error) { return Empty(204), nil })
		d.Handle("GET /oppen", seeOpen, func(r *Request) (Response, error) { may = r.MayOpen(href); return Empty(204), nil })
		d.do("GET", "/oppen", "")
		is(t, href, may, want)
	}
}
