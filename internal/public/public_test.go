package public_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
	"samsyn/internal/public"
	"samsyn/internal/web"
)

var ctx = context.Background()

// house is the open pages with the rooms that they lead to.
type house struct {
	*dbtest.Database
	t    *testing.T
	site *public.Site
	http.Handler
}

func open(t *testing.T, d *dbtest.Database, demo bool) house {
	if err := directory.Seed(ctx, d.Trail); err != nil {
		t.Fatal(err)
	}
	dir, err := directory.New(d.Trail)
	if err != nil {
		t.Fatal(err)
	}
	agreements := agreement.New(d.Trail)
	csv := "code,status,signed,valid_from,valid_to\n2085,agreement,2024-01-10,2024-02-01,2026-05-01\n0114,agreement,2024-01-10,2024-02-01,2028-05-01\n0180,announced,,2026-01-01,\n"
	_, err = agreements.Import(ctx, policy.Process("test"), agreement.Input{Reader: strings.NewReader(csv), Name: "demo.csv", Kind: agreement.Template2022}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rt := web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now})
	s := &public.Site{DB: d.DB, Demo: demo, Version: "1.2.3", Base: "https://samsyn.example"}
	if demo {
		s.Accounts = &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher(), Revoke: func(context.Context, string, string) error { return nil }}
	}
	s.Routes(rt)
	dir.Routes(rt, directory.Shown{})
	agreements.Routes(rt)
	return house{d, t, s, rt}
}

func (h house) get(path, lang string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if lang != "" {
		r.Header.Set("Accept-Language", lang)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// see opens a page and looks for texts on it.
func (h house) see(path, lang string, texts ...string) string {
	h.t.Helper()
	w := h.get(path, lang)
	body := w.Body.String()
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s answers %d: %s", path, w.Code, body)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			h.t.Errorf("%s (%s) does not say %q", path, lang, text)
		}
	}
	return body
}

// pages are all pages of the open site.
func pages() []string {
	return []string{"/", "/om", "/tillganglighet", "/personuppgifter", "/sa-raknar-vi", "/data", "/komponenter"}
}

func TestFrontPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := open(t, d, false)
		body := h.see("/", "", `<html lang="sv"`, "<strong>2 av 290</strong>", "har en gällande överenskommelse om samverkan med Arbetsförmedlingen. Läget 2026-03-02.",
			`action="/sok"`, `href="/sa-raknar-vi#coverage"`, "1 kommun", "ingen ny registrerad", "288 kommuner saknar", "/data/tackning.csv?datum=2026-03-02", `href="/logga-in"`, `data-code="2085"`)
		if strings.Contains(body, "Prova Samsyn") {
			t.Error("an installation that is no demo shows the demo's guided path")
		}
		h.see("/", "en", `<html lang="en"`, "<strong>2 of 290</strong>", "As of 2026-03-02", "288 municipalities have no agreement")
	})
}

// TestGuide: the path leads by people that exist, and not by anybody whose duty is over.
func TestGuide(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), true)
	maker := policy.Process("test")
	for name, to := range map[string]string{"Ada Demo": "", "Bob Demo": "2025-01-01"} {
		a, err := h.site.Accounts.Add(ctx, maker, account.Input{Authority: directory.PES, UserName: strings.ToLower(name[:3]) + ".demo", Name: name, Demo: true})
		if err != nil {
			t.Fatal(err)
		}
		in := account.DutyInput{Authority: directory.PES, Role: policy.Coordinator}
		_ = in.From.Scan("2022-01-01")
		if to != "" {
			_ = in.To.Scan(to)
		}
		if _, err := h.site.Accounts.Grant(ctx, maker, a.ID, in); err != nil {
			t.Fatal(err)
		}
	}
	body := h.see("/", "", "Prova Samsyn", "Logga in som Ada Demo", `action="/logga-in/demo"`)
	if strings.Contains(body, "Bob Demo") {
		t.Error("somebody without a duty today is among the ready people")
	}
}

// TestEveryPage: one main heading, a title, the reader's language, and nothing left in the other.
func TestEveryPage(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), false)
	title := regexp.MustCompile(`<title>(.+) · Samsyn</title>`)
	for _, path := range pages() {
		sv, en := h.see(path, "", `<html lang="sv"`), h.see(path, "en", `<html lang="en"`)
		for lang, body := range map[string]string{"sv": sv, "en": en} {
			if n := strings.Count(body, "<h1"); n != 1 && path != "/komponenter" { // which shows the headline number among its parts
				t.Errorf("%s (%s) has %d main headings", path, lang, n)
			}
			if !title.MatchString(body) {
				t.Errorf("%s (%s) has no title", path, lang)
			}
		}
		for _, word := range regexp.MustCompile(`\b(?:och|eller|inte|från|överenskommelse|kommunen|uppgifter)\b`).FindAllString(text(en), -1) {
			t.Errorf("the English %s says %q", path, word)
		}
		for _, word := range regexp.MustCompile(`\b(?:and|the|municipalities|agreement)\b`).FindAllString(text(sv), -1) {
			t.Errorf("the Swedish %s says %q", path, word)
		}
	}
}

// text is what a page says, without marks, addresses and what is said in a language of its own.
func text(page string) string {
	page = regexp.MustCompile(`(?s)<(script|style|title)\b.*?</(script|style|title)>`).ReplaceAllString(page, "")
	page = regexp.MustCompile(`(?s)<a [^>]*hreflang[^>]*>.*?</a>`).ReplaceAllString(page, "")
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
}

// TestLinks: every address on the open pages is one that answers, and every fragment is a place on its page. The rooms
// not mounted here are named.
func TestLinks(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), false)
	elsewhere := []string{"/logga-in", "/logga-ut", "/hem", "/logg/huvud", "/assets/"}
	href := regexp.MustCompile(`(?:href|action)="(/[^"]*|#[^"]+)"`)
	seen := map[string]bool{}
	for _, path := range pages() {
		if path == "/komponenter" { // its links are samples
			continue
		}
		for _, m := range href.FindAllStringSubmatch(h.see(path, ""), -1) {
			to := strings.ReplaceAll(m[1], "&amp;", "&")
			if strings.HasPrefix(to, "#") {
				to = path + to
			}
			if seen[to] || slices.ContainsFunc(elsewhere, func(p string) bool { return strings.HasPrefix(to, p) }) || strings.Contains(to, "lang=") {
				continue
			}
			seen[to] = true
			address, place, _ := strings.Cut(to, "#")
			w := h.get(address, "")
			if w.Code >= 400 {
				t.Errorf("%s leads to %s, which answers %d", path, to, w.Code)
			}
			if place != "" && !strings.Contains(w.Body.String(), `id="`+place+`"`) {
				t.Errorf("%s leads to %s, and there is no such place", path, to)
			}
		}
	}
	if len(seen) < 300 {
		t.Errorf("only %d links were found", len(seen))
	}
}

func TestCounting(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"), false)
	for _, m := range fact.Catalogue() {
		h.see("/sa-raknar-vi", "", `id="`+m.ID+`"`, m.Name.Sv, html.EscapeString(m.Definition.Sv))
		h.see("/sa-raknar-vi", "en", html.EscapeString(m.Definition.En))
	}
	for _, r := range agreement.History() {
		h.see("/sa-raknar-vi", "", fmt.Sprint(r.Count), html.EscapeString(r.Source))
	}
	h.see("/tillganglighet", "", "2018:1937", "EN 301 549", "https://www.digg.se/tdosanmalan", "delvis förenlig")
	h.see("/om", "", "SCB", "SKR", "Kolada", "© GeoNames", "Arbetsförmedlingen", "Samsyn 1.2.3")
}
