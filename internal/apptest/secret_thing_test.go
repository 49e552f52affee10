package apptest

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/enquiry"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// For every route that names a question, a person, a ground, an attachment or something to do, every state of a ground and
// every level of protection: whoever may not see the thing gets byte for byte what is answered of an id that nothing has.
func TestWhatIsSecretIsAnsweredAsWhatIsNot(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			tw, seed := theStory(t), sample.Seed(t)
			h := tw.open(t, dialect)
			tried, may := 0, 0
			for _, c := range tw.cases {
				for _, record := range []string{c.asker, c.receiver} {
					w := tw.place.about(c, record)
					for _, route := range h.Routes() {
						if record == "" || !namesSecret(route) {
							continue
						}
						for _, m := range tw.place.strangers {
							if !sample.Part(seed, c.String()+route.String()+m.name(), 30) {
								continue
							}
							if tried++; !(secretCell{cell{t, w, h, nil, route, m}, c}).try() {
								may++
							}
						}
					}
				}
			}
			t.Logf("%d answers about what is secret were tried, of which %d to people who may know that there is a question", tried, may)
			if tried < 500 || may > tried/2 {
				t.Error("too few: the test shows nothing")
			}
		})
	}
}

// about is the world with a case in place of its examples, and one of the two authorities' records of the person.
func (s *secretPlace) about(c *secretCase, record string) *world {
	w := &world{mould: s.mould, examples: maps.Clone(s.examples), people: s.people, owner: s.owner, around: s.around}
	for at, e := range w.examples {
		if id, has := map[ref.Kind]string{enquiry.Kind: c.question, person.PersonKind: record, person.GroundKind: c.paper, person.TaskRef: c.task, "file": c.file}[e.kind]; has {
			e.id = cmp.Or(id, nothing)
			w.examples[at] = e
		}
	}
	return w
}

// namesSecret tells of routes with an id of something that a case has.
func namesSecret(route web.Route) bool {
	return route.Action != "" && slices.ContainsFunc([]string{"/fragor/{id}", "/personer/{id}", "/api/v1/enquiries/{id}", "/api/v1/persons/{id}", "/api/v1/person-tasks/{task}"},
		func(start string) bool { return strings.HasPrefix(route.Pattern, start) })
}

// secretCell is one route about one case for one stranger.
type secretCell struct {
	cell
	of *secretCase
}

// try gives false when the stranger may know of the thing.
func (s secretCell) try() bool {
	s.Helper()
	v := s.w.visit(s.T, s.route.Pattern)
	if s.mayKnow() {
		return false
	}
	have := s.ask(s.h, v.path)
	if have.Code == http.StatusTooManyRequests {
		s.Fatal("an allowance is worn out: the test shows nothing")
	}
	missing := s.ask(s.h, v.missing)
	if a, b := s.seen(v, have), s.seen(v, missing); a != b {
		s.Errorf("%s: %s tells of the thing (%s):\n%s", s.who.name(), s.route, s.of, difference(b, a))
	}
	for _, word := range s.of.words() {
		if strings.Contains(have.Body.String(), word) {
			s.Errorf("%s: %s tells %q (%s)", s.who.name(), s.route, word, s.of)
		}
	}
	return true
}

// mayKnow asks the table whether this person may know that the question or the record is there.
func (s secretCell) mayKnow() bool {
	actor, about := s.who.actor(s.h), s.w.examples["/personer/{id}"].id
	if !strings.HasPrefix(s.route.Pattern, "/personer") {
		return s.may(actor, policy.ReadEnquiry, ref.To(enquiry.Kind, s.of.question))
	}
	return s.may(actor, policy.ReadPerson, ref.To(person.PersonKind, about)) ||
		s.route.Action == policy.OpenPerson && s.may(actor, policy.OpenPerson, ref.To(person.PersonKind, about))
}
