package apptest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/disk"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// illness is a way in which a house cannot keep what happens, and how that passes.
type illness struct {
	name   string
	begin  func()
	end    func()
	logged string // in the log
	check  string // which check of health is red
}

// In each illness nothing is acknowledged that is not kept, and no route that is not open to anybody answers anything but
// that it is unavailable, in plain words and without anybody's data: not a page, not a list, not the API. The log says what
// is wrong and health is red. When it has passed the house finds out by itself, everything acknowledged is there, and the
// trail and the sums are sound.
func TestAHouseThatCannotKeepShowsNothingAndRecovers(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	t.Run("sqlite", func(t *testing.T) {
		under := disk.New(t)
		h := w.copy(t, func(o *app.Options) { o.DB.Disk = under.Name })
		s := &sickbed{t, w, h, w.whoMay(t, h)}
		s.lies(illness{"a full disk", func() { under.Fill(0) }, under.Clear, "disk is full", "commit"})
		s.lies(illness{"a sync that fails", func() { under.FailSync(true) }, func() { under.FailSync(false) }, "disk I/O error", "commit"})
		s.lies(illness{"a file that is gone", func() { must(os.Rename(h.dsn, h.dsn+".away")) }, func() { must(os.Rename(h.dsn+".away", h.dsn)) }, "moved, replaced or emptied", "database"})
		s.lies(s.lostTrail())
	})
	t.Run("postgres", func(t *testing.T) {
		dsn := dbtest.Empty(t, db.Postgres)
		w.moved(t, dsn)
		h := open(t, dsn, w.keys, nil)
		s := &sickbed{t, w, h, w.whoMay(t, h)}
		s.lies(illness{"a commit that fails", h.Break, h.Mend, "the disk of the test", "commit"})
		s.lies(s.fullServer())
		s.lies(s.lostTrail())
	})
	t.Run("postgres, gone and back", func(t *testing.T) {
		server, err := dbtest.StartPostgres()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { must(server.Stop()) })
		w.moved(t, server.URL)
		h := open(t, server.URL, w.keys, nil)
		s := &sickbed{t, w, h, w.whoMay(t, h)}
		s.lies(illness{"a server that is gone", func() { must(server.Halt()) }, func() { must(server.Resume()) }, "connection refused", "database"})
	})
}

// fullServer is that the server says of each note and counter what it says when its disk is full.
func (s *sickbed) fullServer() illness {
	run := func(texts ...string) func() {
		return func() {
			beside, err := db.Direct(s.h.dsn)
			must(err)
			for _, text := range texts {
				_, err = beside.ExecContext(s.Context(), text)
				must(err)
			}
			must(beside.Close())
		}
	}
	return illness{"a server whose disk is full", run("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
		"CREATE TRIGGER full_disk BEFORE INSERT ON trail_entry EXECUTE FUNCTION full_disk()", "CREATE TRIGGER full_disk BEFORE INSERT ON rate EXECUTE FUNCTION full_disk()"),
		run("DROP FUNCTION full_disk CASCADE"), "No space left on device", "commit"}
}

// sickbed is a house that falls ill, and who asks it for what.
type sickbed struct {
	*testing.T
	w   *world
	h   *Samsyn
	ask []cell
}

// lostTrail is that the table of entries is not there, so that nothing can be noted.
func (s *sickbed) lostTrail() illness {
	rename := func(from, to string) func() {
		return func() {
			beside, err := db.Direct(s.h.dsn)
			must(err)
			_, err = beside.ExecContext(s.Context(), "ALTER TABLE "+from+" RENAME TO "+to)
			must(err)
			must(beside.Close())
		}
	}
	return illness{"a trail that is lost", rename("trail_entry", "trail_away"), rename("trail_away", "trail_entry"), "the trail cannot be written", "trail"}
}

// whoMay is each route that is not open to anybody, with the first of the people whom it is answered for.
func (w *world) whoMay(t *testing.T, h *Samsyn) (out []cell) {
	t.Helper()
	for _, route := range h.Routes() {
		if route.Action == "" || policy.House().May(policy.Public(), route.Action) {
			continue
		}
		v := w.visit(t, route.Pattern)
		for _, m := range w.people {
			c := cell{t, w, h, nil, route, m}
			if allowed, _ := c.decide(v); allowed && m.account != "" {
				out = append(out, c)
				break
			}
		}
	}
	if len(out) < 100 {
		t.Fatalf("only %d routes are asked", len(out))
	}
	return out
}

func (s *sickbed) lies(ill illness) {
	h := s.h
	h.Log.Expect(`"kind":"unavailable"`, `"status":503`, "commit failed", "check failed", ill.logged)
	before := len(h.Log.Lines())
	ill.begin()
	s.asksFirst(ill, "GET /personer/{id}")
	if err := h.wake(s.T); !fault.Is(err, fault.Unavailable) {
		s.Errorf("%s: an act is answered %v", ill.name, err)
	}
	for _, c := range s.ask {
		v := s.w.visit(s.T, c.route.Pattern)
		s.isUnavailable(ill, c.route, c.ask(h, v.path))
	}
	if w := h.Public().Answer(http.MethodGet, "/healthz", nil); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), ill.check) {
		s.Errorf("%s: /healthz answers %d %s, want 503 and %s", ill.name, w.Code, w.Body, ill.check)
	}
	if said := strings.Join(h.Log.Lines()[before:], "\n"); !strings.Contains(said, `"level":"ERROR"`) || !strings.Contains(said, ill.logged) {
		s.Errorf("%s: the log does not say %q", ill.name, ill.logged)
	}
	ill.end()
	s.isWell(ill)
}

// asksFirst reads about a person before anything else has found out that the house is ill: what cannot be noted as read is
// not shown.
func (s *sickbed) asksFirst(ill illness, route string) {
	at := slices.IndexFunc(s.ask, func(c cell) bool { return c.route.String() == route })
	if at < 0 {
		s.Fatalf("there is no %s", route)
	}
	s.isUnavailable(ill, s.ask[at].route, s.ask[at].ask(s.h, s.w.visit(s.T, s.ask[at].route.Pattern).path))
}

// isUnavailable checks one answer of an ill house.
func (s *sickbed) isUnavailable(ill illness, route web.Route, w *httptest.ResponseRecorder) {
	said := w.Body.String()
	words := []string{"Det går inte att spara just nu", "Loggen går inte att skriva", "Databasen svarar inte just nu", "En del av databasen går inte att läsa"}
	plain := false
	for _, word := range words {
		plain = plain || strings.Contains(said, word)
	}
	if w.Code != http.StatusServiceUnavailable || !plain || w.Header().Get("Retry-After") == "" {
		s.Errorf("%s: %s answers %d: %s", ill.name, route, w.Code, short(body(w)))
	}
	for _, name := range []string{"Testberg", "Testfrågan", "199201012383"} {
		if strings.Contains(said, name) {
			s.Errorf("%s: %s tells of %s", ill.name, route, name)
		}
	}
}

// isWell waits for nothing: the house tries once, as it does each second while it runs.
func (s *sickbed) isWell(ill illness) {
	h := s.h
	h.TryAgain(s.Context())
	if w := h.Public().Answer(http.MethodGet, "/healthz", nil); w.Code != http.StatusOK {
		s.Errorf("%s has passed, but /healthz answers %d %s", ill.name, w.Code, w.Body)
	}
	if err := h.wake(s.T); err != nil {
		s.Errorf("%s has passed, but an act is answered %v", ill.name, err)
	}
	must(h.Trail.Sequence(s.Context()))
	r, err := audit.Verify(s.Context(), h.DB, h.Keys.Verifiers(), nil, nil)
	must(err)
	differ, err := fact.Verify(s.Context(), h.DB)
	must(err)
	if !r.Sound() || len(differ) > 0 {
		s.Errorf("%s has passed, but the trail says %v and the sums %v", ill.name, r.Findings, differ)
	}
}

// A disk that is full when the program starts is told of in words, and leaves nothing that a later start trips over.
func TestADiskThatIsFullAtTheStartIsTold(t *testing.T) {
	t.Parallel()
	for _, room := range []int64{0, 8 << 10, 200 << 10, 1 << 20} {
		under, path := disk.New(t), filepath.Join(t.TempDir(), "samsyn.db")
		under.Fill(room)
		keys := theWorld(t).keys
		_, err := app.Open(t.Context(), app.Options{Database: path, Keys: keys, Quick: true, DB: db.Options{Disk: under.Name}})
		if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "disken har plats") && !strings.Contains(err.Error(), "disk has room") {
			t.Errorf("with room for %d bytes the start says %v", room, err)
		}
		under.Clear()
		a, err := app.Open(t.Context(), app.Options{Database: path, Keys: keys, Quick: true, DB: db.Options{Disk: under.Name}})
		if err != nil {
			t.Fatalf("with room again, after %d bytes: %v", room, err)
		}
		r, err := audit.Verify(t.Context(), a.DB, keys.Verifiers(), nil, nil)
		must(err)
		if !r.Sound() {
			t.Errorf("after a start with %d bytes: %v", room, r.Findings)
		}
		must(a.Close())
	}
}
