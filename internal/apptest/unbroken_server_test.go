package apptest

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/disk"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// onServer is a house whose PostgreSQL lies on a disk of the test's.
type onServer struct {
	*sickbed
	under *disk.Server
	sara  policy.Actor
	acked []string // ids of questions
}

func openOnServer(t *testing.T) *onServer {
	w := theWorld(t)
	under := disk.Under(t, func(url string) { w.moved(t, url) }, "-c wal_keep_size=1GB -c max_wal_size=1GB -c restart_after_crash=off") // no part of the log is used again, no checkpoint meets a full disk by chance, and a server that stops is started by the test
	h := open(t, under.URL, w.keys, nil)
	return &onServer{&sickbed{t, w, h, w.whoMay(t, h)}, under, h.actor(t, cast.Sara), nil}
}

// finds lets the house find its server again: each connection that was cut is found once, as the house does that tries
// every second.
func (s *onServer) finds() {
	for range 40 {
		_, _ = db.One[int64](s.Context(), s.h.DB, "SELECT 1")
		_ = s.h.wake(s.T)
		s.h.TryAgain(s.Context())
	}
}

// askUntil asks questions until one is not acknowledged and enough is broken. What is acknowledged is remembered.
func (s *onServer) askUntil(broken func() bool) {
	const most = 20_000
	for range most {
		e, err := s.h.Enquiries.Send(s.Context(), s.sara, enquiry.Key{}, plainQuestion("Vad är nästa steg?"))
		switch {
		case err == nil:
			s.acked = append(s.acked, e.ID)
		case !fault.Is(err, fault.Unavailable):
			s.Fatalf("a question is answered %v", err)
		case broken():
			return
		}
	}
	s.Fatalf("of %d questions none met what should stop them", most)
}

// askFew asks some questions while all is well.
func (s *onServer) askFew() {
	for range 10 {
		e, err := s.h.Enquiries.Send(s.Context(), s.sara, enquiry.Key{}, plainQuestion("Vad är nästa steg?"))
		must(err)
		s.acked = append(s.acked, e.ID)
	}
}

// stand looks for each question that was acknowledged, with its message and its facts, and for questions by half.
func (s *onServer) stand() {
	s.T.Helper()
	if len(s.acked) == 0 {
		s.T.Error("nothing was acknowledged: the test shows nothing")
	}
	whole, err := db.All[string](s.Context(), s.h.DB, `SELECT e.id FROM enquiry e WHERE EXISTS (SELECT 1 FROM enquiry_fact l JOIN fact f ON f.id = l.fact_id WHERE l.enquiry_id = e.id)
		AND EXISTS (SELECT 1 FROM trail_entry t WHERE t.thing_id = e.id) AND EXISTS (SELECT 1 FROM exchange_message m WHERE m.conversation_id = e.conversation_id)`)
	must(err)
	have := map[string]bool{}
	for _, id := range whole {
		have[id] = true
	}
	for _, id := range s.acked {
		if !have[id] {
			s.Errorf("question %s was acknowledged and is lost", id)
		}
	}
	half, err := db.All[string](s.Context(), s.h.DB, "SELECT id FROM enquiry e WHERE NOT EXISTS (SELECT 1 FROM exchange_message m WHERE m.conversation_id = e.conversation_id) AND state <> 'draft'")
	must(err)
	if len(half) > 0 {
		s.Errorf("by half: %v", half)
	}
	s.h.whole(s.T)
}

// saysInItsLog is what the server has told its own operator.
func (s *onServer) saysInItsLog(words string) {
	s.T.Helper()
	if !strings.Contains(s.under.Log(), words) {
		s.Errorf("the server's log does not say %q:\n%s", words, s.under.Log())
	}
}

// readsUntilRefused reads about a person again and again: as long as it is shown it is noted, and then it is not shown.
func (s *onServer) readsUntilRefused(route string) {
	s.T.Helper()
	at := slices.IndexFunc(s.ask, func(c cell) bool { return c.route.String() == route })
	noted := func() int64 {
		n, err := db.One[int64](s.Context(), s.h.DB, "SELECT count(*) FROM trail_entry")
		must(err)
		return n
	}
	const most = 2000
	for range most {
		before := noted()
		w := s.ask[at].ask(s.h, s.w.visit(s.T, s.ask[at].route.Pattern).path)
		if w.Code != http.StatusOK {
			s.isUnavailable(illness{name: "tables without room"}, s.ask[at].route, w)
			return
		}
		if noted() == before {
			s.Fatal("somebody's data was shown, and no note of it is kept")
		}
	}
	s.Errorf("a note found room %d times on a full disk", most)
}

// The disk of the server's tables is full while questions are asked: those that still find room are kept, the first that
// does not is refused in plain words, and nothing personal is shown that cannot be noted, until there is room.
func TestAServerWhoseTablesHaveNoRoomShowsNothingAndRecovers(t *testing.T) {
	t.Parallel()
	s := openOnServer(t)
	s.h.Log.Expect(`"kind":"unavailable"`, `"status":503`, "commit failed", "check failed", "No space left on device")
	s.under.Fill(256<<10, -1)
	s.askUntil(func() bool { return true })
	s.under.Fill(0, -1)
	s.readsUntilRefused("GET /personer/{id}")
	if w := s.h.Public().Answer(http.MethodGet, "/healthz", nil); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "commit") {
		s.Errorf("/healthz answers %d %s", w.Code, w.Body)
	}
	if said := strings.Join(s.h.Log.Lines(), "\n"); !strings.Contains(said, "No space left on device") {
		s.Error("the log does not say that the disk is full")
	}
	s.saysInItsLog("No space left on device")
	s.under.Clear()
	s.isWell(illness{name: "tables without room"})
	s.stand()
}

// The disk of the server's log is full, or a sync of it fails: the server stops, and does not start while it is so. As
// long as that lasts nothing is shown; started again by whatever keeps it running, it has everything that was acknowledged.
func TestAServerThatCannotWriteItsLogStopsAndRecovers(t *testing.T) {
	t.Parallel()
	s := openOnServer(t)
	down := func() { s.askUntil(s.under.Down) }
	up := func() {
		s.under.Clear()
		s.under.FailSync(false)
		must(s.under.Resume())
		s.finds()
	}
	s.askFew()
	s.lies(illness{"a log without room", func() { s.under.Fill(-1, 64<<10); down() }, up, "connection refused", "database"})
	s.saysInItsLog("No space left on device")
	s.stand()
	s.lies(illness{"a log that is not synced", func() { s.under.FailSync(true); down() }, up, "connection refused", "database"})
	s.saysInItsLog("Input/output error")
	s.stand()
	s.lies(illness{"a server that finds no room when it starts", func() {
		s.askFew()
		must(s.under.Kill())
		s.under.Fill(0, 0)
		if err := s.under.Resume(); err == nil || !strings.Contains(err.Error(), "No space left on device") {
			s.Errorf("a server without any room starts: %v", err)
		}
		s.startsNowhere()
	}, up, "connection refused", "database"})
	s.stand()
}

// startsNowhere is a house that is started while its server is down: it says so in words.
func (s *onServer) startsNowhere() {
	s.T.Helper()
	_, err := app.Open(s.Context(), app.Options{Database: s.under.URL, Keys: s.w.keys, Quick: true})
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "Databasen") && !strings.Contains(err.Error(), "database") {
		s.Errorf("a house whose server is down starts with %v", err)
	}
}

// A page of the register of persons is changed on the disk behind the server's back. Whoever reads what lies there is told
// that it cannot be read, and gets no half page; health is red and the log names the page. When the page is put back all
// is as it was.
func TestAPageThatIsDamagedIsToldAndNothingOfItShown(t *testing.T) {
	t.Parallel()
	s := openOnServer(t)
	s.h.Log.Expect(`"kind":"unavailable"`, `"status":503`, "commit failed", "check failed", "invalid page")
	beside, err := db.Direct(s.under.URL)
	must(err)
	var name string
	must(beside.QueryRow("SELECT pg_relation_filepath('person')").Scan(&name))
	_, err = beside.Exec("CHECKPOINT")
	must(err)
	must(beside.Close())
	path := filepath.Join(s.under.Data(), name)
	rewrite := func(change func(page []byte)) {
		must(s.under.Halt())
		all, err := os.ReadFile(path)
		must(err)
		change(all)
		must(os.WriteFile(path, all, 0o600))
		must(s.under.Resume())
		s.finds()
	}
	var was byte
	rewrite(func(page []byte) { was, page[4000] = page[4000], page[4000]^0x55 })
	met := 0
	for _, c := range s.ask {
		if c.route.Method != http.MethodGet || !strings.Contains(c.route.Pattern, "person") {
			continue
		}
		w := c.ask(s.h, s.w.visit(s.T, c.route.Pattern).path)
		switch {
		case strings.Contains(w.Body.String(), "En del av databasen går inte att läsa"):
			met++
			s.isUnavailable(illness{name: "a damaged page"}, c.route, w)
		case w.Code != http.StatusOK: // else it reads nothing of what is damaged
			s.Errorf("%s answers %d: %s", c.route, w.Code, short(body(w)))
		}
	}
	if met == 0 {
		s.Error("no route reads the damaged page: the test shows nothing")
	}
	if w := s.h.Public().Answer(http.MethodGet, "/healthz", nil); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "database") {
		s.Errorf("/healthz answers %d %s", w.Code, w.Body)
	}
	if said := strings.Join(s.h.Log.Lines(), "\n"); !strings.Contains(said, "invalid page in block 0 of relation "+name) {
		s.Error("the log does not name the damaged page")
	}
	rewrite(func(page []byte) { page[4000] = was })
	s.h.Clock.Advance(5 * time.Minute)
	s.isWell(illness{name: "a damaged page"})
}
