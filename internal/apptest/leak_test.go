package apptest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/cast"
	"samsyn/internal/policy"
)

// Nothing that anybody of another authority can open, search, count or fetch tells of Ludvika's accounts, and nothing
// that the public can open tells of any account.
func TestNothingTellsOfAnothersAccounts(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	for _, m := range w.people {
		if m.account != "" && (m.place != foreign || m.role != policy.LocalAdmin && m.role != policy.LogAuditor && m.role != policy.Coordinator && m.role != policy.SignedIn) {
			continue
		}
		t.Run(m.name(), func(t *testing.T) {
			h := w.copy(t, NotDemo) // the demo's sign-in page lists the cast
			h.Log.Secret("Provia")
			p := w.person(h, m)
			c := newCrawl(p)
			c.each = func(g *Page) {
				g.Must(NotSee(secrets(w, m)...))
				searched(t, g)
			}
			c.from("/")
			if len(c.done) < 30 {
				t.Errorf("only %d pages were seen", len(c.done))
			}
		})
	}
}

// The same crawl finds the account for its own administrator, so that the test above does not pass by seeing nothing.
func TestTheOwnAdministratorFindsTheAccount(t *testing.T) {
	w := theWorld(t)
	h, found := w.copy(t, NotDemo), false
	for _, m := range w.people {
		if m.place != owner || m.role != policy.LocalAdmin {
			continue
		}
		c := newCrawl(w.person(h, m))
		c.each = func(g *Page) { found = found || strings.Contains(g.Text(), exampleName) }
		c.from("/")
	}
	if !found {
		t.Error("the local administrator finds no way to the account")
	}
}

// secrets are what tells of Ludvika's accounts: names, user names and ids.
func secrets(w *world, m member) []string {
	all := []string{exampleName, exampleUser, w.examples["/admin/konton/{id}"].id, w.examples["/inloggningar/{session}"].id, w.examples["/admin/api-nycklar/{client}"].id, "Provsystemet"}
	for _, p := range cast.People() {
		if p.At == owner || m.account == "" {
			all = append(all, p.UserName, p.Name)
		}
	}
	return all
}

// searched tries the forms that ask: what is sought after and is another's gives the same answer as what does not exist.
func searched(t *testing.T, g *Page) {
	t.Helper()
	for _, f := range g.forms() {
		if f.method != http.MethodGet {
			continue
		}
		for _, in := range f.fields {
			if in.kind != "search" && in.kind != "text" && in.kind != "" {
				continue
			}
			answer := func(word string) string {
				q := url.Values{in.name: {word}}
				path := g.p.resolve(g.Path, f.action)
				path, _, _ = strings.Cut(path, "?")
				w := g.p.Answer(http.MethodGet, path+"?"+q.Encode(), nil)
				if w.Code >= 500 {
					t.Errorf("%s: a search for %q in %s on %s answers %d", g.p.Name, word, in.name, g.Path, w.Code)
				}
				return strings.NewReplacer(word, "WORD", w.Header().Get("X-Request-Id"), "REQUEST").Replace(keyless(w.Body.String()))
			}
			if answer("Provia") != answer("Zyxxia") {
				t.Errorf("%s: a search in %s on %s tells of another's account", g.p.Name, in.name, g.Path)
			}
		}
	}
}
