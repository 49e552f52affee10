package apptest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/enquiry"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// What is asked about somebody, and that anything is, stands on no page, in no list, count, search, export, answer of the
// API or notice of anybody who may not see the question: two houses that are alike in every byte answer alike though only
// one of them has the questions and the people. Whoever may know that there is a question reads nothing of what is in it.
func TestNothingTellsThatAnythingIsAsked(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			tw := theScene(t)
			for name, cases := range map[string][]*secretCase{"ordinary": secretCases(person.Unprotected), "protected": named(secretCases(person.Marker, person.Registration))} {
				t.Run(name, func(t *testing.T) {
					without, with := tw.open(t, dialect), tw.open(t, dialect) // both new: a person's own pages tell of every reading, the tests' own too
					settle(t, without)
					tw.place.tell(t, with, cases)
					settle(t, with)
					for _, m := range tw.place.strangers {
						if name == "protected" && (&beside{T: t, with: with, cases: cases}).knows(m) {
							t.Errorf("%s may know of a question about a protected identity", m.name())
						}
					}
					b := &beside{T: t, place: tw.place, with: with, without: without, cases: cases, seed: sample.Seed(t)}
					b.all()
				})
			}
		})
	}
}

// named leaves out the questions that do not say yet whom they are about: they are nobody's secret.
func named(cases []*secretCase) []*secretCase {
	return slices.DeleteFunc(cases, func(c *secretCase) bool { return c.ground == groundNone })
}

// beside compares the two houses.
type beside struct {
	*testing.T
	place         *secretPlace
	with, without *Samsyn
	cases         []*secretCase
	seed          uint64
	asked, alike  int
}

func (b *beside) all() {
	for _, m := range b.place.strangers {
		knows := b.knows(m)
		for _, route := range b.with.Routes() {
			if route.Method != http.MethodGet || route.Action == "" || !b.isTried(m, route) {
				continue
			}
			b.one(m, route, knows)
		}
	}
	b.Logf("%d answers were looked at, %d of them beside those of a house without the questions", b.asked, b.alike)
	if b.asked < 500 || b.alike < b.asked/2 {
		b.Error("too few: the test shows nothing")
	}
}

// isOfTheHouse tells of the answers that every act of the house changes: the log with its places and its signed head, the
// jobs that wait, what an authority's own programs were told, its own running register numbers, and how promises turn out.
// They are looked through for what is secret, and not compared.
func isOfTheHouse(route web.Route) bool {
	return slices.Contains([]policy.Action{policy.ReadTrailHead, policy.ReadTrail, policy.ReadJobs, policy.ReadWebhooks, policy.ReadRecords, policy.ReadOutcomes}, route.Action)
}

// keepsLog tells of those who look through what their own authority's staff and programs have done, which is named by id:
// never by who it is about.
func (b *beside) keepsLog(m member) bool {
	return (m.role == policy.LogAuditor || m.role == policy.LocalAdmin) && (m.place == owner || m.place == cast.Agency)
}

// isTried samples what has nothing to do with questions by its name, and of those whose role has nothing to do with them
// what has.
func (b *beside) isTried(m member, route web.Route) bool {
	near := slices.ContainsFunc([]string{"fragor", "enquir", "person", "/hem", "notis", "notices", "logg", "log", "drift", "webhook", "kontaktvag", "contact", "sok", "search", "ataganden", "commitments", "franvaro"},
		func(word string) bool { return strings.Contains(route.Pattern, word) })
	switch name := m.name() + route.String(); {
	case !near || b.with.DB.Dialect() == db.Postgres:
		return sample.Tenth(b.seed, name)
	case slices.Contains([]policy.Role{"", policy.Caseworker, policy.EmploymentOfficer, policy.LogAuditor, policy.LocalAdmin}, m.role):
		return true
	default:
		return sample.Part(b.seed, name, 4)
	}
}

// knows tells whether somebody may know that one of the questions is there.
func (b *beside) knows(m member) bool {
	actor := m.actor(b.with)
	return slices.ContainsFunc(b.cases, func(c *secretCase) bool {
		return policy.Check(b.Context(), b.with.DB, actor, policy.ReadEnquiry, ref.To(enquiry.Kind, c.question)) == nil
	})
}

func (b *beside) one(m member, route web.Route, knows bool) {
	v := b.place.visit(b.T, route.Pattern)
	c := cell{b.T, b.place.world, b.with, nil, route, m}
	with := c.ask(b.with, v.path)
	b.asked++
	b.silent(m, v.path, with, knows)
	without := c.ask(b.without, v.path) // also where it is not compared: reading a log is noted, and shows on other pages
	if knows || isOfTheHouse(route) {
		return
	}
	b.alike++
	if x, y := plain(with), plain(without); x != y {
		b.Errorf("%s: %s tells that there is a question:\n%s", m.name(), v.path, difference(y, x))
	}
}

// silent looks for what was written, and for ids.
func (b *beside) silent(m member, path string, w *httptest.ResponseRecorder, knows bool) {
	said := w.Body.String() + strings.Join(w.Header().Values("Location"), " ")
	for _, c := range b.cases {
		words := c.words()
		if !b.keepsLog(m) {
			words = append(words, c.asker, c.receiver)
		}
		if !knows && !b.keepsLog(m) {
			words = append(words, c.question)
		}
		for _, word := range words {
			if word != "" && strings.Contains(said, word) {
				b.Errorf("%s: %s tells %q (%s)", m.name(), path, word, c)
			}
		}
	}
}

// plain is all that a client sees of an answer but what names the request.
func plain(w *httptest.ResponseRecorder) string {
	head := w.Header().Clone()
	id := head.Get("X-Request-Id")
	for _, name := range []string{"X-Request-Id", "Traceparent", "Content-Length"} {
		head.Del(name)
	}
	text := running.ReplaceAllString(turnouts.ReplaceAllString(keyless(w.Body.String()), "TURNOUT"), "RUNNING")
	if text != w.Body.String() {
		head.Del("Etag") // which is reckoned from all of the page
	}
	said := strings.ReplaceAll(headed(w.Code, head, text), id, "REQUEST")
	return madeLater().ReplaceAllString(said, "ID")
}

// keyless is a page without the keys by which its forms are carried out once, which are drawn by lot.
func keyless(page string) string {
	return formKeys.ReplaceAllString(page, `name="formular" value="KEY"`)
}

var formKeys = regexp.MustCompile(`name="formular" value="[^"]*"`)

// turnouts finds where a page says how promises turn out: sums in which every question counts as one of many, and which
// are not shown when they are few. A question that did not count would tell the other side why.
var turnouts = regexp.MustCompile(`(?s)<section[^>]* id="utfall".*?</section>|<td[^>]* data-label="Utfall".*?</td>`)

// running finds a running register number: the next is one more for every file of the authority, whoever may see it.
var running = regexp.MustCompile(`(Diarienummer|Registry number)</dt><dd>[0-9]{4}-[0-9]+|"registryNumber":"[0-9]{4}-[0-9]+"`)

// madeLater finds the ids of what each of the two houses has made by itself when it was looked at, such as a reminder. They
// begin with the instant.
func madeLater() *regexp.Regexp {
	at := fmt.Sprintf("%012x", later().UnixMilli())
	return regexp.MustCompile(at[:8] + "-" + at[8:] + "(-[0-9a-f]{4}){2}-[0-9a-f]{12}")
}

// difference shows where two texts part.
func difference(old, now string) string {
	at := 0
	for at < len(old) && at < len(now) && old[at] == now[at] {
		at++
	}
	from := max(0, at-150)
	cut := func(s string) string { return strings.ToValidUTF8(s[min(from, len(s)):min(at+250, len(s))], "") }
	return "without: …" + cut(old) + "…\nwith:    …" + cut(now) + "…"
}
