package apptest

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
)

// spare is a house in which acts are tried one after the other, each as if it were the first: it is opened anew as soon
// as an act may have left something in it.
type spare struct {
	t testing.TB
	w *world
	h *Samsyn

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
		s.h = nil
		return s.try(ask)
	}
	if w.Code < 400 || w.Code >= 500 || s.entries() != before {
		s.h = nil
	}
	return w
}

func (s *spare) open() {
	s.h = s.w.copy(s.t)
	s.h.Log.Expect("") // a fault is told with the route that it befell
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
