package apptest

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// readers are those who follow every link: the public, and staff of each kind that has pages of its own.
var readers = []string{"", cast.Elin, cast.Anna, cast.Omar, cast.Ulla, cast.Astrid, cast.Bertil, cast.Ingrid, cast.Vera}

// Every link on every page leads somewhere, in both languages, for everybody; and the English pages hold no Swedish.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	e := theWorld(t).examples
	near := map[string][]string{ // pages that stand too far down in a list of things that are alike
		cast.Anna: {"/utkast/" + e[writtenExample].id, "/moten/" + e[waitingExample].id},
	}
	for _, name := range readers {
		t.Run("as "+name, func(t *testing.T) {
			h := theWorld(t).copy(t)
			p := h.Public()
			if name != "" {
				p = h.As(name)
			}
			c := newCrawl(p)
			c.each = func(g *Page) {
				if g.isHTML() {
					inEnglish(t, g)
				}
			}
			c.from(append([]string{"/"}, near[name]...)...)
			maps.Copy(seen, c.routes)
		})
	}
	signs := newCrawl(theWorld(t).person(theWorld(t).copy(t), theWorld(t).signatory()))
	signs.tries["/underskrift/plats/"+e["/underskrift/plats/{slot}"].id+"/underteckna"] = true // asks who one is first
	signs.from("/")
	maps.Copy(seen, signs.routes)
	w := theWorld(t)
	own := newCrawl(w.person(w.copy(t), w.jobSeeker()))
	own.each = func(g *Page) {
		if g.isHTML() {
			inEnglish(t, g)
		}
	}
	own.from("/")
	maps.Copy(seen, own.routes)
	for _, place := range []string{owner, cast.Agency} { // those who ask and answer, whose questions none of the readers takes part in
		asks := newCrawl(w.person(w.copy(t), w.keeper(place)))
		for _, path := range w.moreOfQuestions() {
			asks.tries[path] = true
		}
		asks.from(append([]string{"/"}, w.moreOfQuestions()...)...)
		maps.Copy(seen, asks.routes)
	}
	for _, r := range theWorld(t).copy(t).Routes() {
		if r.Method == http.MethodGet && !seen[r.String()] && !isUnlinked(r.Pattern) {
			t.Errorf("no link of any page leads anybody to %s", r)
		}
	}
}

// isUnlinked tells of routes that programs, mails and browsers know by themselves.
func isUnlinked(pattern string) bool {
	return slices.Contains([]string{"/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico", "/fortsatt", "/nytt-losenord", "/notiser/av/{token}",
		"/inlasning/{import}", "/api", "/data/dcat.rdf",
		"/legitimera", "/logga-in/kod", "/logga-in/nyckel", "/konto/inloggning/nyckel", // where a form leads
		"/mall/{no}/skillnad", "/oversikt/texter/mall/{no}", // from the second version of the template on
		"/mall/borja", "/mall/nasta/godkann", "/mall/nasta/publicera", // the next version is begun already, and lacks what approval asks for
		"/moten/{meeting}/genomfort",                                                                                                                       // from the meeting's own day on
		"/fragor/{id}/bilaga/{fil}",                                                                                                                        // no question of the world has an attachment; the tests of questions open one
		"/begaran/{id}/brev.pdf", "/begaran/{id}/fullmakt", "/begaran/{id}/utdrag.pdf", "/begaran/{id}/utdrag.json", "/mina-sidor/begaran/{id}/utdrag.pdf", // only who handles a request is shown them; pages_test.go of the room, and of the job seeker the tests of my pages
		"/fragor/{id}/brev.pdf",                 // no question of the world is answered by its reader; the tests of questions print one
		"/admin/sdk-filer/{file}",               // no file was refused; the tests of what passes between authorities have one
		"/personer/{id}/grund/{grund}/underlag", // no ground of the world has its evidence; the tests of persons fetch one
		"/loggkontroll/fraga/{id}",              // whoever read and is asked why is led there by a notice
		"/personer/{id}/nodoppna",               // whoever is not named for a person is told in the record of a matter that there is one
		"/mina-sidor/utfall/{id}",               // no job seeker of the cast has a matter that is closed; the journey of two authorities leads there
		"/overenskommelser/{id}/text",           // of an agreement that was signed here, which the crawled pages do not list first
	}, pattern) || strings.HasPrefix(pattern, "/api/v1/")
}

// crawl follows links as one reader.
type crawl struct {
	p      *Person
	atlas  atlas
	each   func(*Page)
	done   map[string]bool // paths
	routes map[string]bool // routes that some link led to
	count  map[string]int
	tries  map[string]bool // paths that were guessed and need not be there
}

// mostAlike is how many pages of one route, asked in one way, are opened.
const mostAlike = 4

func newCrawl(p *Person) *crawl {
	return &crawl{p: p, atlas: newAtlas(p.h), done: map[string]bool{}, routes: map[string]bool{}, tries: map[string]bool{}, count: map[string]int{}, each: func(*Page) {}}
}

func (c *crawl) from(paths ...string) {
	for len(paths) > 0 {
		path := paths[0]
		paths = paths[1:]
		if !c.wants(path) {
			continue
		}
		g := c.p.Try(path)
		if g.Code != http.StatusOK && c.tries[path] {
			continue
		}
		if g.Code != http.StatusOK {
			c.p.t().Errorf("%s: a link leads to %s, which answers %d", c.p.Name, path, g.Code)
			continue
		}
		c.each(g)
		for _, to := range g.Links() {
			if c.atlas.pattern(http.MethodGet, to) == "" {
				c.p.t().Errorf("%s: %s links to %s, which no route answers", c.p.Name, path, to)
			} else {
				paths = append(paths, to)
			}
		}
	}
}

// wants tells whether a path is still to be opened. The language switch is followed elsewhere.
func (c *crawl) wants(path string) bool {
	u, err := url.Parse(path)
	if err != nil || u.Query().Has("lang") || c.done[path] {
		return false
	}
	c.done[path] = true
	way := c.atlas.pattern(http.MethodGet, path)
	c.routes[way] = true
	for name := range u.Query() {
		way += "&" + name
	}
	way = sortedWay(way)
	c.count[way]++
	return c.tries[path] || c.count[way] <= mostAlike || strings.HasPrefix(way, "GET /assets/")
}

func sortedWay(way string) string {
	parts := strings.Split(way, "&")
	slices.Sort(parts[1:])
	return strings.Join(parts, "&")
}

// inEnglish opens the same page in English. Its own checks look for Swedish words; here it is compared with the Swedish
// page, since what reads alike in both was perhaps never translated.
func inEnglish(t *testing.T, sv *Page) {
	t.Helper()
	en := sv.p.In(language.English).Try(sv.Path)
	if en.Code != sv.Code {
		t.Errorf("%s answers %d in Swedish and %d in English", sv.Path, sv.Code, en.Code)
		return
	}
	swedish := map[string]bool{}
	for _, text := range sv.texts() {
		swedish[text] = true
	}
	for _, text := range en.texts() {
		if swedish[text] && sv.p.h.isLeftover(text) {
			t.Errorf("%s: %s reads alike in both languages: %q", sv.p.Name, sv.Path, text)
		}
	}
}

func TestTheLanguageIsSwitchedAndKept(t *testing.T) {
	h := House(t, db.SQLite)
	p := h.Public()
	p.send(http.MethodGet, "/kommuner?lan=20&lang=en", nil)
	w := p.send(http.MethodGet, "/kommuner?lan=20", nil)
	if g := newPage(p.In(language.English), http.MethodGet, "/kommuner?lan=20", w); !strings.Contains(g.Text(), "Ludvika") {
		t.Error("the list lost its filter")
	}
}
