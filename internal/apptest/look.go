package apptest

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"samsyn/internal/language"
)

// look says what is wrong with an answer, whatever page it is.
func (g *Page) look() (wrong []string) {
	wrong = append(wrong, g.lookAtHeaders()...)
	if g.doc == nil {
		return wrong
	}
	for _, check := range []func() []string{g.lookAtFrame, g.lookAtHeadings, g.lookAtIDs, g.lookAtControls, g.lookAtLinks, g.lookAtPolicy, g.lookAtWords} {
		wrong = append(wrong, check()...)
	}
	return wrong
}

func (g *Page) lookAtHeaders() (wrong []string) {
	for name, want := range map[string][]string{ // a file from outside is kept yet stricter
		"Content-Security-Policy": {"default-src 'self'", "default-src 'none'"}, "X-Content-Type-Options": {"nosniff"}, "X-Frame-Options": {"DENY"},
		"Referrer-Policy": {"same-origin", "no-referrer"}, "Cross-Origin-Opener-Policy": {"same-origin"}, "X-Request-Id": {""},
	} {
		have := g.Header.Get(name)
		if have == "" || !slices.ContainsFunc(want, func(w string) bool { return strings.HasPrefix(have, w) }) {
			wrong = append(wrong, fmt.Sprintf("the header %s is %q", name, have))
		}
	}
	for _, c := range (&http.Response{Header: g.Header}).Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
			wrong = append(wrong, fmt.Sprintf("the cookie %s is not kept from scripts and other sites", c.Name))
		}
	}
	if g.isSignedIn() && !strings.Contains(g.Header.Get("Cache-Control"), "no-store") {
		wrong = append(wrong, "a page for somebody who is signed in may be kept by caches")
	}
	return wrong
}

// isSignedIn tells whether the page is for somebody who can sign out.
func (g *Page) isSignedIn() bool {
	for n := range elements(g.doc) {
		if n.Data == "form" && attr(n, "action") == "/logga-ut" {
			return true
		}
	}
	return false
}

func (g *Page) lookAtFrame() (wrong []string) {
	root, title := first(g.doc, "html"), first(g.doc, "title")
	if root == nil || attr(root, "lang") != string(g.p.lang) {
		wrong = append(wrong, "the page does not say its language")
	}
	if title == nil || len(visible(title)) < 3 || !strings.Contains(rawText(title), "Samsyn") {
		wrong = append(wrong, "the page has no title that names the service")
	}
	for _, landmark := range []string{"header", "main", "footer"} {
		if first(g.doc, landmark) == nil {
			wrong = append(wrong, "the page has no <"+landmark+">")
		}
	}
	return wrong
}

func (g *Page) lookAtHeadings() (wrong []string) {
	last, tops := 0, 0
	for n := range elements(g.doc) {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		level := int(n.Data[1] - '0')
		if level == 1 {
			tops++
		}
		if level > last+1 {
			wrong = append(wrong, fmt.Sprintf("the heading %q is level %d after level %d", visible(n), level, last))
		}
		if visible(n) == "" {
			wrong = append(wrong, "a heading is empty")
		}
		last = level
	}
	if tops != 1 {
		wrong = append(wrong, fmt.Sprintf("the page has %d h1", tops))
	}
	return wrong
}

func (g *Page) lookAtIDs() (wrong []string) {
	ids := map[string]bool{}
	for n := range elements(g.doc) {
		if id, has := lookup(n, "id"); has {
			if id == "" || strings.ContainsAny(id, " \t\n") || ids[id] {
				wrong = append(wrong, fmt.Sprintf("the id %q is empty, has spaces or stands twice", id))
			}
			ids[id] = true
		}
	}
	for n := range elements(g.doc) {
		for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "headers"} {
			for _, id := range strings.Fields(attr(n, name)) {
				if !ids[id] {
					wrong = append(wrong, fmt.Sprintf("%s=%q leads nowhere", name, id))
				}
			}
		}
		if href := attr(n, "href"); strings.HasPrefix(href, "#") && len(href) > 1 && !ids[href[1:]] {
			wrong = append(wrong, fmt.Sprintf("the link %s leads nowhere on the page", href))
		}
	}
	return wrong
}

func (g *Page) lookAtControls() (wrong []string) {
	for n := range elements(g.doc) {
		switch {
		case n.Data == "input" && (attr(n, "type") == "hidden" || attr(n, "type") == "submit"):
		case n.Data == "input" || n.Data == "select" || n.Data == "textarea":
			if len(g.labelsOf(n)) == 0 {
				wrong = append(wrong, fmt.Sprintf("the field %q has no label", attr(n, "name")))
			}
		case n.Data == "button" && strings.TrimSpace(g.labelsOf(n)[0]) == "":
			wrong = append(wrong, "a button has no words")
		case n.Data == "fieldset" && first(n, "legend") == nil:
			wrong = append(wrong, "a group of fields has no legend")
		case n.Data == "img":
			if _, has := lookup(n, "alt"); !has {
				wrong = append(wrong, "a picture has no alt")
			}
		case n.Data == "form" && strings.EqualFold(attr(n, "method"), "post") && attr(n, "action") == "":
			wrong = append(wrong, "a form does not say where it goes")
		}
	}
	return wrong
}

func (g *Page) lookAtLinks() (wrong []string) {
	for n := range elements(g.doc) {
		if n.Data != "a" {
			continue
		}
		href, has := lookup(n, "href")
		name := visible(n) + attr(n, "aria-label") + attr(n, "aria-labelledby")
		if svg := first(n, "title"); svg != nil {
			name += visible(svg)
		}
		if !has || href == "" || href == "#" || strings.HasPrefix(href, "javascript:") {
			wrong = append(wrong, fmt.Sprintf("the link %q leads nowhere", name))
		}
		if strings.TrimSpace(name) == "" {
			wrong = append(wrong, fmt.Sprintf("the link to %s has no words", href))
		}
	}
	return wrong
}

// lookAtPolicy finds what the page's own policy would keep from working.
func (g *Page) lookAtPolicy() (wrong []string) {
	for n := range elements(g.doc) {
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil && attr(n, "type") != "application/json" {
			wrong = append(wrong, "a <"+n.Data+"> is written in the page")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				wrong = append(wrong, fmt.Sprintf("<%s %s=%q> is blocked by the policy", n.Data, a.Key, a.Val))
			}
		}
		if src := attr(n, "src"); strings.Contains(src, ":") || strings.HasPrefix(src, "//") {
			wrong = append(wrong, "the page loads from elsewhere: "+src)
		}
	}
	return wrong
}

var (
	unfinished = regexp.MustCompile(`TODO|FIXME|XXX|lorem ipsum|%!|<nil>|\bNaN\b|\bundefined\b|\[object`)
	address    = regexp.MustCompile(`[\pL-]+\.se(/\S*)?|\b([A-Z2-7]{4} ){3,}[A-Z2-7]{4}\b`) // or a key to write into an app
	swedish    = regexp.MustCompile(`(?i)(^|[^\pL_])(och|att|inte|eller|är|för|har|som|kommunen|välj|skriv|spara)($|[^\pL_])`)
	english    = regexp.MustCompile(`(?i)(^|[^\pL_])(the|and|with|this|from|your|choose|write|save)($|[^\pL_])`)
)

// lookAtWords finds what is unfinished, and words of the other language in the page's own texts. Names and texts that
// people wrote are Swedish and say so (lang), or stand among the house's data.
func (g *Page) lookAtWords() (wrong []string) {
	other := english
	if g.p.lang == language.English {
		other = swedish
	}
	for n := range g.doc.Descendants() {
		if n.Type != html.TextNode || n.Parent == nil {
			continue
		}
		said := saying{n.Data, g.p.lang}
		if _, plain := g.p.h.plain.Load(said); plain {
			continue
		}
		text := address.ReplaceAllString(spaced(n.Data), " ")
		found, mixed := unfinished.FindString(text), other.MatchString(text)
		if found == "" && !mixed {
			g.p.h.plain.Store(said, true)
			continue
		}
		if found != "" {
			wrong = append(wrong, fmt.Sprintf("%q is unfinished: %q", found, text))
		}
		if mixed && !isForeign(n) && other.MatchString(g.p.h.withoutData(text)) {
			wrong = append(wrong, fmt.Sprintf("not in the page's language: %q", text))
		}
	}
	return wrong
}

// saying is a text on a page in a language. The house remembers those with nothing to look at: most texts stand on most
// pages.
type saying struct {
	text string
	lang language.Lang
}

// isForeign tells whether a text says its own language, or is code.
func isForeign(n *html.Node) bool {
	return within(n, func(e *html.Node) bool {
		_, says := lookup(e, "lang")
		switch e.Data {
		case "script", "style", "code", "pre", "kbd", "samp", "title":
			return true
		}
		return says && e.Data != "html"
	})
}
