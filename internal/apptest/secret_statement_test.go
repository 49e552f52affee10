package apptest

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/policy"
)

// statements keeps what the database is told, in order.
type statements struct {
	mu  sync.Mutex
	ran []string
}

func (s *statements) keep(o *app.Options) {
	o.DB.Ran = func(text string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ran = append(s.ran, text)
	}
}

// of gives those that fn brings about.
func (s *statements) of(fn func()) []string {
	s.mu.Lock()
	s.ran = nil
	s.mu.Unlock()
	fn()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ran)
}

// "There is none" and "you may not" are one way through the house: the same statements in the same order, and the same
// answer, of a person, a question, what was written, an attachment and a ground, on pages and in the API. Otherwise the
// time that an answer takes would tell what its words hide.
func TestNoneAndMayNotRunTheSameStatements(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			tw, said, seed := theStory(t), &statements{}, sample.Seed(t)
			h := tw.open(t, dialect, said.keep)
			ways := map[string]bool{}
			for _, c := range tw.cases {
				for _, m := range tw.place.handlers() {
					for _, route := range h.Routes() {
						if !namesSecret(route) || c.file == "" || !sample.Part(seed, c.String()+m.name()+route.String(), 5) {
							continue
						}
						s := secretCell{cell{t, tw.place.about(c, c.asker), h, nil, route, m}, c}
						if s.mayKnow() {
							continue
						}
						s.sameStatements(said)
						ways[route.String()] = true
					}
				}
			}
			t.Logf("%d routes", len(ways))
			for _, need := range []string{"GET /fragor/{id}", "GET /personer/{id}", "GET /fragor/{id}/bilaga/{fil}", "POST /personer/{id}/grund/{grund}/aterkalla",
				"GET /api/v1/enquiries/{id}", "POST /api/v1/enquiries/{id}/readings", "POST /api/v1/enquiries/{id}/openings"} {
				if !ways[need] {
					t.Errorf("nobody was refused %s: the test shows nothing", need)
				}
			}
		})
	}
}

// handlers are the strangers whose roles handle questions, so that a refusal is about the thing.
func (s *secretPlace) handlers() (list []member) {
	for _, m := range s.strangers {
		if m.role == policy.Caseworker || m.role == policy.EmploymentOfficer {
			list = append(list, m)
		}
	}
	return list
}

func (s secretCell) sameStatements(said *statements) {
	s.Helper()
	v := s.w.visit(s.T, s.route.Pattern)
	var have, none string
	s.ask(s.h, v.missing) // what a session writes once a minute is written
	some := said.of(func() { have = s.seen(v, s.ask(s.h, v.path)) })
	nothing := said.of(func() { none = s.seen(v, s.ask(s.h, v.missing)) })
	if !slices.Equal(some, nothing) {
		s.Errorf("%s: %s runs\n%s\nof what is there (%s), and\n%s\nof nothing", s.who.name(), s.route, strings.Join(some, "\n"), s.of, strings.Join(nothing, "\n"))
	}
	if len(some) == 0 {
		s.Errorf("%s: %s asks the database nothing: the test shows nothing", s.who.name(), s.route)
	}
	if have != none {
		s.Errorf("%s: %s tells of the thing (%s):\n%s", s.who.name(), s.route, s.of, difference(none, have))
	}
}
