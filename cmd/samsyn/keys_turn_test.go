package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/seal"
)

// TestKeysTurnUnderLoad: the keys turn over while programs ask and answer, on one node with SQLite and on two with
// PostgreSQL. No call fails, the nodes take up the new key without being started again, everything that is sealed opens,
// and what little was sealed with the old key meanwhile is sealed anew, so that the old one can be retired.
func TestKeysTurnUnderLoad(t *testing.T) {
	for dialect, n := range map[db.Dialect]int{db.SQLite: 1, db.Postgres: 2} {
		t.Run(string(dialect), func(t *testing.T) {
			h := newHouse(t, dialect)
			if dialect == db.SQLite {
				h.keys = filepath.Join(h.dir, "samsyn.db.keys")
				h.must("keys", "create", h.keys)
			}
			ns := newNodes(h, n)
			ns.load()
			ns.await(5, time.Time{}, time.Minute)
			old := h.current()
			h.mustOn("keys", "rotate")
			turned := time.Now()
			ns.await(5, turned, time.Minute)
			if h.current() == old {
				t.Fatal("the key is as it was")
			}
			ns.ended(ns.interrupt)
			if ns.refused > 0 {
				t.Errorf("%d calls failed while the keys turned", ns.refused)
			}
			h.mustOn("keys", "rotate") // also finds whoever was entered twice, under either key
			h.mustOn("keys", "retire", old)
			h.head()
		})
	}
}

// TestANodeWithAKeyFileOfItsOwn: of two nodes one has a copy of the key file. No key is used that it does not have, and
// none is retired that it still seals with, until it was given the new file; then nothing is in the way.
func TestANodeWithAKeyFileOfItsOwn(t *testing.T) {
	h := newHouse(t, db.Postgres)
	apart := *h
	apart.keys = filepath.Join(t.TempDir(), "keys")
	give := func() {
		ring, err := os.ReadFile(h.keys)
		h.check(err)
		h.check(os.WriteFile(apart.keys, ring, 0o600))
	}
	give()
	ns := newNodes(h, 1)
	ns.load()
	far := &posting{house: &apart}
	c := far.serve()
	refused := func(want string, args ...string) {
		t.Helper()
		if r := h.on(args...); r.code == 0 || !strings.Contains(r.err, want) {
			t.Errorf("samsyn %v: %s, want that %q", args, r, want)
		}
	}
	taken := func(args ...string) {
		t.Helper()
		for end := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
			r := h.on(args...)
			if r.code == 0 {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("samsyn %v is refused for a minute: %s", args, r)
			}
		}
	}
	h.until("SELECT COUNT(*) FROM app_node", 2)
	old := h.current()
	added := strings.TrimSpace(h.mustOn("keys", "add").out)
	refused("does not have key "+added, "keys", "use", added)
	give()
	taken("keys", "use", added)
	ns.ended(ns.interrupt)
	h.reseal()
	refused("still seals with key "+old, "keys", "retire", old)
	give()
	taken("keys", "retire", old)
	h.check(c.Process.Signal(syscall.SIGINT))
	h.check(c.Wait())
	h.until("SELECT COUNT(*) FROM app_node", 0)
	h.head()
}

// until waits for a number in the database.
func (h *house) until(text string, want int) {
	h.t.Helper()
	raw := h.raw()
	defer raw.Close()
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		var n int
		h.check(raw.QueryRow(text).Scan(&n))
		if n == want {
			return
		}
		if time.Now().After(end) {
			h.t.Fatalf("%s gives %d, want %d", text, n, want)
		}
	}
}

// reseal does what the job does each day.
func (h *house) reseal() {
	h.t.Helper()
	keys, err := seal.Load(h.keys, "", nil)
	h.check(err)
	a, err := app.Open(h.t.Context(), app.Options{Database: h.database, Keys: keys, Quick: true})
	h.check(err)
	_, err = a.Reseal(h.t.Context())
	h.check(err)
	h.check(a.Close())
}

// current is the id of the key that seals now.
func (h *house) current() string {
	h.t.Helper()
	for line := range strings.Lines(h.mustOn("keys", "status").out) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[2] == "current" {
			return fields[0]
		}
	}
	h.t.Fatal("no key is current")
	return ""
}
