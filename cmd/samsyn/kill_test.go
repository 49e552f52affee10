package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
)

// years is a file of an agreement a year for each municipality: two thousand rows, 580 in a sampled run.
func years(t *testing.T) string {
	rows := [][]string{{"code", "valid_from", "valid_to"}}
	for _, code := range codes(t) {
		for n := range sample.Of(2, 7) {
			y := strconv.Itoa(2010 + n)
			rows = append(rows, []string{code, y + "-01-01", y + "-12-31"})
		}
	}
	return sheetOf(rows...)
}

// start runs a command as a process of its own.
func (h *house) start(args ...string) *exec.Cmd {
	h.t.Helper()
	path, err := os.Executable()
	h.check(err)
	c := exec.Command(path, append(args, "--database", h.database)...)
	c.Args[0] = "samsyn"
	if h.dialect == db.Postgres {
		c.Env = append(os.Environ(), "SAMSYN_KEYS="+h.keys)
	}
	h.check(c.Start())
	return c
}

// wait tells whether the process was killed; anything but that and success is a fault.
func (h *house) wait(c *exec.Cmd) (killed bool) {
	h.t.Helper()
	var exit *exec.ExitError
	err := c.Wait()
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	h.check(err)
	return false
}

// whole checks that the file was taken in entirely or not at all, on the first day that it covers, on its last and
// between, and tells which.
func (h *house) whole() (taken bool) {
	h.t.Helper()
	seen := map[string]bool{}
	for _, on := range []string{"2010-01-01", "2010-12-31", strconv.Itoa(2009+sample.Of(2, 7)) + "-12-31"} {
		r := h.mustOn("coverage", "--on", on, "--json")
		seen[strings.Replace(r.out, on, "DAY", 1)] = true
	}
	taken = seen[`{"on":"DAY","signed":290,"of":290}`+"\n"]
	if len(seen) != 1 || !taken && !seen[`{"on":"DAY","signed":0,"of":290}`+"\n"] {
		h.t.Errorf("half an import: %v", seen)
	}
	h.head()
	return taken
}

// TestKilledImports kills the program while it takes in a large file, at moments from its start to its end, also while
// it makes the database. Nothing or everything is there afterwards, the trail is sound, and the next import ends well.
func TestKilledImports(t *testing.T) {
	for dialect, kills := range map[db.Dialect]int{db.SQLite: sample.Of(10, 100), db.Postgres: sample.Of(3, 20)} {
		t.Run(string(dialect), func(t *testing.T) { killed(t, dialect, kills) })
	}
}

func killed(t *testing.T, dialect db.Dialect, kills int) {
	file, chance := years(t), sample.Rand(t)
	first := newHouse(t, dialect)
	began := time.Now()
	first.wait(first.start("import", "agreements", first.write("years.csv", file)))
	long := time.Since(began)
	if !first.whole() {
		t.Fatal("an import that nobody killed left nothing")
	}
	var killed, taken, tries int
	for ; killed < kills && tries < 4*kills; tries++ {
		h := newHouse(t, dialect)
		path := h.write("years.csv", file)
		if chance.IntN(3) > 0 {
			h.mustOn("coverage", "--json") // the database is there already
		}
		c := h.start("import", "agreements", path)
		time.Sleep(time.Duration(chance.Float64() * 1.1 * float64(long)))
		_ = c.Process.Kill() // it may have ended already, and is then no kill
		if h.wait(c) {
			killed++
		}
		complete := false
		if _, err := os.Stat(h.database); dialect == db.Postgres || err == nil {
			if complete = h.whole(); complete {
				taken++
			}
		}
		began := time.Now()
		h.wait(h.start("import", "agreements", path))
		if !complete {
			long = time.Since(began) // what one takes now: the machine may have other work than before
		}
		if !h.whole() {
			t.Error("the import after the kill left nothing")
		}
	}
	t.Logf("%d imports, the last of %s, %d killed, %d complete", tries, long.Round(time.Millisecond), killed, taken)
	if killed < kills {
		t.Errorf("%d imports were killed, want %d", killed, kills)
	}
}
