package e2e

import (
	"bufio"
	"hash/fnv"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// routes tells which route answers an address. They are read from the list that a test in apptest keeps fresh.
var routes = sync.OnceValues(func() (*http.ServeMux, error) {
	f, err := os.Open("../docs/routes.md")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	mux := http.NewServeMux()
	row := regexp.MustCompile("^\\| GET \\| `([^`]+)`")
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		found := row.FindStringSubmatch(lines.Text())
		if found == nil {
			continue
		}
		if found[1] == "/" {
			found[1] = "/{$}"
		}
		mux.HandleFunc("GET "+found[1], func(http.ResponseWriter, *http.Request) {})
	}
	return mux, lines.Err()
})

var ids = regexp.MustCompile(`/([0-9a-f]{8}-[0-9a-f-]{27}|\d{4})(/|$)`)

// kindOf is the route that answers an address, such as "/kommun/{code}"; for what is not in the list of routes the
// address with ids left out.
func kindOf(t *testing.T, path string) string {
	t.Helper()
	mux, err := routes()
	if err != nil {
		t.Fatal(err)
	}
	_, pattern := mux.Handler(httptest.NewRequest(http.MethodGet, path, nil))
	if _, route, found := strings.Cut(pattern, " "); found {
		return strings.Replace(route, "/{$}", "/", 1)
	}
	path, _, _ = strings.Cut(path, "?")
	return ids.ReplaceAllString(path, "/{id}$2")
}

// structure is what a page is built of: which parts stand in which, with their classes, kinds and roles, and the order of
// its headings; its main part and the frame around it apart, since every page has a frame. Two pages with the same
// structure differ only in words and in how many there are of something, so the accessibility engine has nothing more to
// find in the second.
type structure struct{ main, frame uint64 }

func structureOf(doc *html.Node) structure {
	return structure{main: partsOf(doc, true), frame: partsOf(doc, false)}
}

func partsOf(doc *html.Node, main bool) uint64 {
	parts := map[string]bool{}
	last := ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || within(n, "svg") || within(n, "main") != main {
			continue
		}
		parts[partOf(n.Parent)+">"+partOf(n)] = true
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr" {
			parts[last+"+"+n.Data] = true
			last = n.Data
		}
	}
	h := fnv.New64a()
	for _, p := range slices.Sorted(maps.Keys(parts)) {
		_, _ = h.Write([]byte(p + "\n")) // a hash takes everything
	}
	return h.Sum64()
}

func within(n *html.Node, tag string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == tag {
			return true
		}
	}
	return false
}

// partOf is an element without what it says.
func partOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	about := []string{n.Data}
	for _, a := range n.Attr {
		switch {
		case a.Key == "class", a.Key == "type", a.Key == "role", a.Key == "lang":
			about = append(about, a.Key+"="+a.Val)
		case strings.HasPrefix(a.Key, "aria-"), a.Key == "disabled", a.Key == "tabindex", a.Key == "open":
			about = append(about, a.Key)
		}
	}
	slices.Sort(about[1:])
	return strings.Join(about, " ")
}

// Pages that differ in words and numbers alone have one structure; a part more, or another order of headings, is another.
func TestStructureOf(t *testing.T) {
	of := func(body string) structure {
		doc, err := html.Parse(strings.NewReader("<body><main>" + body))
		if err != nil {
			t.Fatal(err)
		}
		return structureOf(doc)
	}
	base := of(`<h1>Ludvika</h1><ul><li><a href="/1">ett</a></li></ul>`)
	if of(`<h1>Falun</h1><ul><li><a href="/2">två</a></li><li><a href="/3">tre</a></li></ul>`) != base {
		t.Error("other words make another structure")
	}
	for _, other := range []string{`<h1>Ludvika</h1><ul><li><a href="/1"><b>ett</b></a></li></ul>`, `<h1>a</h1><h3>b</h3><ul><li><a href="/1">ett</a></li></ul>`,
		`<h1>Ludvika</h1><ul><li><a href="/1" aria-label="x">ett</a></li></ul>`, `<h1>Ludvika</h1><ul class="x"><li><a href="/1">ett</a></li></ul>`} {
		if of(other) == base {
			t.Errorf("%s has the structure of another page", other)
		}
	}
	if framed := of(`<h1>Ludvika</h1><ul><li><a href="/1">ett</a></li></ul></main><footer><p>fot</p></footer>`); framed.main != base.main || framed.frame == base.frame {
		t.Error("a frame of another structure counts as the page's main part")
	}
}
