package apptest

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"golang.org/x/net/html"

	"samsyn/internal/language"
)

// Page is what the browser shows.
type Page struct {
	Path   string // of the page itself, after redirects, with its query
	Code   int    // status
	Header http.Header
	Body   string

	p   *Person
	doc *html.Node // nil unless it is HTML
}

func newPage(p *Person, method, path string, w *httptest.ResponseRecorder) *Page {
	p.t().Helper()
	g := &Page{Path: path, Code: w.Code, Header: w.Header(), Body: w.Body.String(), p: p}
	if what := personal(path); what != "" {
		p.t().Errorf("the address %s tells %s", path, what)
	}
	if g.isHTML() {
		g.doc = parsed(g.Body)
	}
	for _, what := range g.look() {
		p.t().Errorf("%s: %s %s (%d, %s): %s", p.Name, method, path, g.Code, p.lang, what)
	}
	return g
}

func (g *Page) isHTML() bool { return strings.HasPrefix(g.Header.Get("Content-Type"), "text/html") }

// Status fails the test unless the page has the status.
func (g *Page) Status(want int) *Page {
	g.p.t().Helper()
	if g.Code != want {
		g.p.t().Fatalf("%s: %s answers %d, want %d: %s", g.p.Name, g.Path, g.Code, want, short(g.said()))
	}
	return g
}

// said is what a reader of the page reads, else its body.
func (g *Page) said() string {
	if g.doc == nil {
		return g.Body
	}
	if main := first(g.doc, "main"); main != nil {
		return visible(main)
	}
	return visible(g.doc)
}

func short(s string) string {
	if len(s) > 1500 {
		return s[:1500] + " …"
	}
	return s
}

// Text is all that a reader of the page reads, with single spaces.
func (g *Page) Text() string {
	if g.doc == nil {
		return g.Body
	}
	return visible(g.doc)
}

// Lang is the language that the page was asked in.
func (g *Page) Lang() language.Lang { return g.p.lang }

// Links are the paths of ours that the page leads to, without their fragments; a form that asks leads to its answer.
func (g *Page) Links() (paths []string) {
	seen := map[string]bool{}
	for n := range elements(g.doc) {
		href := attr(n, "href")
		if n.Data == "form" && !strings.EqualFold(attr(n, "method"), "post") {
			href = attr(n, "action")
		}
		if href == "" || strings.HasPrefix(href, "#") || !isOurs(href) {
			continue
		}
		path, _, _ := strings.Cut(g.p.resolve(g.Path, href), "#")
		if !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	return paths
}

// isOurs tells a link within the house from one that leads out of it.
func isOurs(href string) bool {
	return strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "?")
}

// Click follows the link with a text.
func (g *Page) Click(text string) *Page {
	g.p.t().Helper()
	for n := range elements(g.doc) {
		if n.Data == "a" && visible(n) == text {
			return g.p.Get(g.p.resolve(g.Path, attr(n, "href")))
		}
	}
	g.p.t().Fatalf("%s: there is no link %q on %s", g.p.Name, text, g.Path)
	return nil
}

// texts are the pieces of text that a reader meets, also those that are only read aloud, but for what says that it is
// in another language.
func (g *Page) texts() (out []string) {
	for n := range g.doc.Descendants() {
		if isForeign(n) {
			continue
		}
		if n.Type == html.TextNode {
			out = append(out, spaced(n.Data))
		}
		for _, name := range []string{"aria-label", "title", "alt", "placeholder", "data-label"} {
			if n.Type == html.ElementNode && attr(n, name) != "" {
				out = append(out, spaced(attr(n, name)))
			}
		}
	}
	return out
}
