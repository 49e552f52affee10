package apptest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
)

// spare is a house in which acts are tried one after the other, each as if it were the first: it is opened anew as soon
// as an act may have left something in it.
type spare struct {
	t testing.TB
	w *world
	h *Samsyn // nil until one is opened
	l *lease

	seed  uint64
	tried map[string]bool
}

// wants takes the first cell of a route, and a sample of the others.
func (s *spare) wants(what string, c cell) bool {
	way := what + " " + c.route.String()
	first := !s.tried[way]
	s.tried[way] = true
	return first || sample.Part(s.seed, way+c.who.name(), 3)
}

// try gives the answer of an act in an untouched house.
func (s *spare) try(ask func(*Samsyn) *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	s.t.Helper()
	used := s.h != nil
	if !used {
		s.open()
	}
	before := s.entries()
	w := ask(s.h)
	if used && w.Code == http.StatusTooManyRequests { // what was tried before has worn out somebody's allowance
		s.drop()
		return s.try(ask)
	}
	if w.Code < 400 || w.Code >= 500 || s.entries() != before {
		s.drop()
	}
	return w
}

func (s *spare) open() {
	s.l = &lease{TB: s.t}
	s.h = s.w.copy(s.l)
	s.h.Log.Expect("") // a fault is told with the route that it befell
}

// drop gives the house back with all that it holds: a test that tries every act for everybody would else fill the memory
// and the disk with houses that nobody asks anything of.
func (s *spare) drop() {
	if s.h != nil {
		s.l.end()
		s.h, s.l = nil, nil
	}
}

// lease is a test to whoever opens a house for a part of it: what is to be done at the end is done when the house is given
// back.
type lease struct {
	testing.TB
	ends []func()
}

func (l *lease) Cleanup(f func()) { l.ends = append(l.ends, f) }

func (l *lease) TempDir() string {
	dir, err := os.MkdirTemp("", "samsyn-spare-")
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			l.Error(err)
		}
	})
	return dir
}

func (l *lease) end() {
	for _, f := range slices.Backward(l.ends) {
		f()
	}
	l.ends = nil
}

// entries is how long the trail is, in which every act is noted.
func (s *spare) entries() int64 {
	s.t.Helper()
	n, err := db.One[int64](s.t.Context(), s.h.DB, "SELECT COUNT(*) FROM trail_entry")
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}
