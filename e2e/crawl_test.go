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

	"samsyn/internal/dbtest/sample"
)

// visitor follows links as one of the cast, or as anybody.
type visitor struct {
	t      *testing.T
	name   string // "" is anybody
	client *http.Client
	pages  []page
	read   map[string]int // how many pages of each kind were read for links
	led    map[string]int // how many addresses of each kind were opened
	seen   map[structure]bool
	status map[string]int // of every address that a link led to and that was opened
}

// page is one that somebody came to.
type page struct {
	kind  string // the route that answers it
	path  string
	by    string
	first bool // the first of its kind for this visitor
	built structure
}

// jobSeeker is the one whose own pages are visited.
const jobSeeker = "Nora Testberg"

// doorOf is the page where somebody signs in, and homeOf the one from which they go on.
func doorOf(name string) string {
	if name == jobSeeker {
		return "/mina-sidor/logga-in"
	}
	return "/logga-in"
}

func homeOf(name string) string {
	if name == jobSeeker {
		return "/mina-sidor"
	}
	return "/"
}

// visitors are those who visit every page that they may: anybody, staff of each kind that has pages of its own, and a job
// seeker on hers.
func visitors() []string {
	return []string{"", "Anna Sundin", "Vera Sjö", "Karin Dahlberg", "Omar Haddad", "Ulla Berg", "Elin Wallin", "Astrid Ek", "Bertil Sand", "Ingrid Falk", jobSeeker}
}

// been is what a visitor came to from the first page on. Each goes once, whichever test asks first.
func been(t *testing.T, name string) *visitor {
	t.Helper()
	if v := theDemo.visitors[name]; v != nil {
		return v
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, name: name, client: &http.Client{Jar: jar}, read: map[string]int{}, led: map[string]int{}, seen: map[structure]bool{}, status: map[string]int{}}
	if name != "" {
		v.signIn()
	}
	v.follows(homeOf(name))
	theDemo.visitors[name] = v
	return v
}

func (v *visitor) signIn() {
	v.t.Helper()
	_, body := v.get(doorOf(v.name))
	id := regexp.MustCompile(`value="([^"]+)"[^>]*>[^<]*` + regexp.QuoteMeta(v.name)).FindStringSubmatch(body)
	if id == nil {
		v.t.Fatalf("%s is not among those to sign in as", v.name)
	}
	form := url.Values{"account": {id[1]}, "till": {"/"}}
	if v.name == jobSeeker {
		form = url.Values{"seeker": {id[1]}}
	}
	answer, err := v.client.PostForm(theDemo.url+doorOf(v.name)+"/demo", form)
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

// How many addresses of one kind are opened, and how many of these are read for more links and looked at. A full run
// opens them all.
const (
	mostOpened = 12
	mostRead   = 3
)

// follows every link that is found: opens each once, and reads a few pages of each kind for more.
func (v *visitor) follows(paths ...string) {
	v.t.Helper()
	for ; len(paths) > 0; paths = paths[1:] {
		path := paths[0]
		if _, done := v.status[path]; done || path == "" {
			continue
		}
		kind := kindOf(v.t, path)
		if v.led[kind]++; v.led[kind] > mostOpened && !sample.Full() {
			continue
		}
		code, body := v.get(path)
		if v.status[path] = code; code != http.StatusOK {
			v.t.Errorf("%s: a link leads to %s, which answers %d", v.by(), path, code)
		}
		if body == "" || v.read[kind] == mostRead {
			continue
		}
		v.read[kind]++
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			v.t.Fatal(err)
		}
		if made := structureOf(doc); !v.seen[made] {
			v.seen[made] = true
			v.pages = append(v.pages, page{kind, path, v.name, v.read[kind] == 1, made})
		}
		paths = append(paths, v.links(path, doc)...)
	}
}

func (v *visitor) by() string {
	if v.name == "" {
		return "anybody"
	}
	return v.name
}

// links are the addresses within the service that a page leads to. A link to a place on the page must have one.
func (v *visitor) links(path string, doc *html.Node) (found []string) {
	v.t.Helper()
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
		v := been(t, name)
		t.Logf("%s: %d links, %d kinds of pages, %d structures", v.by(), len(v.status), len(v.read), len(v.pages))
		if len(v.read) < 8 {
			t.Errorf("%s came to %d kinds of pages only: %v", v.by(), len(v.read), v.pages)
		}
	}
}

func (p page) String() string { return fmt.Sprintf("%s (%s)", p.path, p.by) }
