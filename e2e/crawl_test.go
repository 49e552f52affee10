package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// visitor follows links as one of the cast, or as anybody.
type visitor struct {
	t      *testing.T
	name   string // "" is anybody
	client *http.Client
	pages  []page
	seen   map[string]bool // kinds of pages
	status map[string]int  // of every address that a link led to
}

// page is one that somebody came to.
type page struct {
	kind string // its address with ids left out
	path string
	by   string
}

// cast are those who visit every page that they may: anybody, and staff of each kind that has pages of its own.
func visitors() []string {
	return []string{"", "Anna Sundin", "Omar Haddad", "Ulla Berg", "Elin Wallin", "Astrid Ek", "Bertil Sand", "Ingrid Falk"}
}

func newVisitor(t *testing.T, name string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, name: name, client: &http.Client{Jar: jar}, seen: map[string]bool{}, status: map[string]int{}}
	if name != "" {
		v.signIn()
	}
	return v
}

func (v *visitor) signIn() {
	v.t.Helper()
	_, body := v.get("/logga-in")
	id := regexp.MustCompile(`value="([^"]+)"[^>]*>[^<]*` + regexp.QuoteMeta(v.name)).FindStringSubmatch(body)
	if id == nil {
		v.t.Fatalf("%s is not among those to sign in as", v.name)
	}
	answer, err := v.client.PostForm(theDemo.url+"/logga-in/demo", url.Values{"account": {id[1]}, "till": {"/"}})
	if err != nil {
		v.t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		v.t.Fatalf("sign in as %s: %s %v", v.name, answer.Status, err)
	}
}

func (v *visitor) get(path string) (code int, body string) {
	v.t.Helper()
	answer, err := v.client.Get(theDemo.url + path)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		return answer.StatusCode, ""
	}
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

var ids = regexp.MustCompile(`/([0-9a-f]{8}-[0-9a-f-]{27}|\d{4})(/|$)`)

// kindOf is an address with ids left out, and without its query.
func kindOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return ids.ReplaceAllString(path, "/{id}$2")
}

// follows every link that is found, opens each once, and reads one page of each kind for more.
func (v *visitor) follows(paths ...string) {
	v.t.Helper()
	for ; len(paths) > 0; paths = paths[1:] {
		path, kind := paths[0], kindOf(paths[0])
		if _, done := v.status[path]; done || path == "" {
			continue
		}
		code, body := v.get(path)
		if v.status[path] = code; code != http.StatusOK {
			v.t.Errorf("%s: a link leads to %s, which answers %d", v.by(), path, code)
		}
		if body == "" || v.seen[kind] {
			continue
		}
		v.seen[kind] = true
		v.pages = append(v.pages, page{kind, path, v.name})
		paths = append(paths, v.links(path, body)...)
	}
}

func (v *visitor) by() string {
	if v.name == "" {
		return "anybody"
	}
	return v.name
}

// links are the addresses within the service that a page leads to. A link to a place on the page must have one.
func (v *visitor) links(path, body string) (found []string) {
	v.t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	at, _ := url.Parse(path)
	places, places2 := map[string]bool{}, []string{}
	for n := range doc.Descendants() {
		places[attribute(n, "id")] = true
		href := attribute(n, "href")
		if n.Data != "a" || href == "" {
			continue
		}
		to, err := at.Parse(href)
		if err != nil {
			v.t.Errorf("%s: the link %q cannot be read", path, href)
			continue
		}
		if to.Host == "" && to.Scheme == "" {
			if to.Path == at.Path && to.RawQuery == at.RawQuery && to.Fragment != "" {
				places2 = append(places2, to.Fragment)
			}
			to.Fragment = ""
			found = append(found, to.String())
		}
	}
	for _, p := range places2 {
		if !places[p] {
			v.t.Errorf("%s: a link leads to #%s, which is not on the page", path, p)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestEveryLinkLeadsSomewhere follows the links of the running program as everybody.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, name := range visitors() {
		v := newVisitor(t, name)
		v.follows("/")
		t.Logf("%s: %d links, %d kinds of pages", v.by(), len(v.status), len(v.pages))
		if len(v.pages) < 8 {
			t.Errorf("%s came to %d kinds of pages only: %v", v.by(), len(v.pages), v.pages)
		}
	}
}

func (p page) String() string { return fmt.Sprintf("%s (%s)", p.path, p.by) }
