package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/sample"
)

// other is the engine that a database is moved to.
func other(dialect db.Dialect) db.Dialect {
	if dialect == db.SQLite {
		return db.Postgres
	}
	return db.SQLite
}

// beside is a database that does not exist or is empty, on the other engine, with the keys of this one.
func (h *house) beside() *house {
	h.t.Helper()
	to := &house{t: h.t, dir: h.t.TempDir(), dialect: other(h.dialect), keys: h.keys}
	if to.dialect == db.Postgres {
		to.database = dbtest.Empty(h.t, db.Postgres)
		return to
	}
	to.database = filepath.Join(to.dir, "samsyn.db")
	ring, err := os.ReadFile(h.keys)
	h.check(err)
	h.check(os.WriteFile(to.database+".keys", ring, 0o600))
	return to
}

// process runs a command that knows nothing of the house but what it is given.
func (h *house) process(args ...string) *exec.Cmd {
	h.t.Helper()
	path, err := os.Executable()
	h.check(err)
	c := exec.Command(path, args...)
	c.Args[0] = "samsyn"
	c.Env = append(os.Environ(), "SAMSYN_KEYS=")
	h.check(c.Start())
	return c
}

// TestKilledCopies kills a copy to the other engine at moments from its start to its end, both ways, and runs it again.
// What it was copied from is as it was; the second copy ends well, or is refused because the first was whole.
func TestKilledCopies(t *testing.T) {
	each(t, func(h *house) {
		file, chance := years(t), sample.Rand(t)
		h.mustOn("import", "agreements", h.write("years.csv", file))
		head := h.head()
		began := time.Now()
		h.wait(h.process("copy", "--from", h.database, "--to", h.beside().database))
		long := time.Since(began)
		var killed, whole int
		for range sample.Of(4, 40) {
			to := h.beside()
			c := h.process("copy", "--from", h.database, "--to", to.database)
			time.Sleep(time.Duration(chance.Float64() * 1.1 * float64(long)))
			_ = c.Process.Kill() // it may have ended already
			if h.wait(c) {
				killed++
			}
			if h.head() != head {
				t.Error("what was copied is not as it was")
			}
			if r := h.run("copy", "--from", h.database, "--to", to.database); r.code != 0 {
				whole++
				if !strings.Contains(r.err, "not empty") {
					t.Errorf("a copy after one that was killed: %s", r)
				}
			}
			if to.head() != head {
				t.Error("the copy is not what was copied")
			}
		}
		t.Logf("%d copies of %s each were killed; %d were whole all the same, or not killed", killed, long.Round(time.Millisecond), whole)
		if killed == 0 {
			t.Error("no copy was killed: the test shows nothing")
		}
	})
}

// TestABackupUnderLoad takes a backup while programs ask and answer, and restores it on the other engine. Every act that
// was acknowledged before the backup began is there, the trail is sound, and it is a part of the trail that went on.
func TestABackupUnderLoad(t *testing.T) {
	each(t, func(h *house) {
		if h.dialect == db.SQLite {
			h.must("keys", "create", h.keys)
		}
		ns := newNodes(h, 1)
		ns.load()
		ns.await(40, time.Time{}, time.Minute)
		ns.mu.Lock()
		before := maps.Clone(ns.acked)
		ns.mu.Unlock()
		file := filepath.Join(h.dir, "backup")
		h.mustOn("backup", file)
		ns.await(10, time.Now(), time.Minute) // it went on
		ns.ended(ns.interrupt)
		to := h.beside()
		to.mustOn("restore", file)
		head := to.signed() // what still waited for its place gets one in the copy, which need not be the one that it got here
		to.mustOn("verify", "--head", head)
		h.mustOn("verify", "--head", head)
		acts := map[string]int{}
		for _, got := range before {
			acts[got.ID]++
		}
		raw := to.raw()
		defer raw.Close()
		for id, n := range acts {
			var noted int
			h.check(raw.QueryRow("SELECT COUNT(*) FROM trail_entry WHERE thing_id = $1", id).Scan(&noted))
			if noted < n {
				t.Errorf("%d acts on %s were acknowledged before the backup, which has %d", n, id, noted)
			}
		}
		t.Logf("%d acts on %d things acknowledged before the backup are in it, of %d in all", len(before), len(acts), len(ns.acked))
	})
}

// signed is the head as it was last signed, in the form that verify takes.
func (h *house) signed() string {
	var text string
	raw := h.raw()
	defer raw.Close()
	h.check(raw.QueryRow("SELECT signed FROM trail_head WHERE id = 1").Scan(&text))
	lines := strings.Split(text, "\n")
	if len(lines) < 3 {
		h.t.Fatalf("the head is signed as %q", text)
	}
	return lines[1] + " " + lines[2]
}

// TestKilledSimulation kills a simulation again and again, and goes on with it each time. Its trail's head in the end is
// that of one that nobody killed, on either engine.
func TestKilledSimulation(t *testing.T) {
	chance, args := sample.Rand(t), []string{"simulate", "--enquiries", "40", "--years", "1", "--county", "09", "--seed", "7"}
	whole := newHouse(t, db.SQLite)
	began := time.Now()
	first, _, _ := strings.Cut(whole.mustOn(args...).out, "\n")
	long := time.Since(began)
	if !strings.HasPrefix(first, "head ") {
		t.Fatalf("a simulation prints %q", first)
	}
	each(t, func(h *house) {
		h.keys = filepath.Join(h.t.TempDir(), "simulated.keys")
		given := append(args, "--database", h.database, "--keys", h.keys)
		killed := 0
		for range sample.Of(4, 40) {
			c := h.process(given...)
			time.Sleep(time.Duration(chance.Float64() * 0.7 * float64(long)))
			_ = c.Process.Kill() // it may have ended already
			if h.wait(c) {
				killed++
			}
		}
		r := h.must(given...)
		if last, _, _ := strings.Cut(r.out, "\n"); last != first {
			t.Errorf("killed %d times it ends with %q, and else with %q", killed, last, first)
		}
		t.Logf("killed %d times; a whole simulation takes %s", killed, long.Round(time.Millisecond))
		if killed == 0 {
			t.Error("it was never killed: the test shows nothing")
		}
	})
}
