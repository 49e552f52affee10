package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"samsyn/internal/command"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
)

// The test program is samsyn itself when it is called so: in scripts, and where a test kills it.
func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"samsyn": main}) }

// house is a database of one engine with its key file, to run commands on.
type house struct {
	t        *testing.T
	dir      string
	database string
	keys     string
	dialect  db.Dialect
}

// each runs fn on an embedded database whose file does not exist yet, and on an empty one of PostgreSQL.
func each(t *testing.T, fn func(h *house)) {
	t.Helper()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) { fn(newHouse(t, dialect)) })
	}
}

func newHouse(t *testing.T, dialect db.Dialect) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), dialect: dialect}
	if dialect == db.SQLite {
		h.database = filepath.Join(h.dir, "samsyn.db")
		h.keys = h.database + ".keys"
		return h
	}
	h.database, h.keys = dbtest.Empty(t, dialect), filepath.Join(h.dir, "keys")
	h.must("keys", "create", h.keys)
	return h
}

func (h *house) getenv(name string) string {
	if name == "SAMSYN_KEYS" && h.dialect == db.Postgres {
		return h.keys
	}
	if name == "LANG" {
		return "en_GB.UTF-8"
	}
	return ""
}

// ran is what a command answered.
type ran struct {
	code     int
	out, err string
}

func (r ran) String() string { return fmt.Sprintf("exit %d\n%s%s", r.code, r.out, r.err) }

// run runs a command in this process.
func (h *house) run(args ...string) ran {
	var out, err bytes.Buffer
	code := command.Run(context.Background(), args, h.getenv, &out, &err)
	return ran{code, out.String(), err.String()}
}

// on runs a command on the house's database.
func (h *house) on(args ...string) ran { return h.run(append(args, "--database", h.database)...) }

func (h *house) must(args ...string) ran {
	h.t.Helper()
	r := h.run(args...)
	if r.code != 0 {
		h.t.Fatalf("samsyn %v: %s", args, r)
	}
	return r
}

func (h *house) mustOn(args ...string) ran {
	h.t.Helper()
	return h.must(append(args, "--database", h.database)...)
}

// head is the trail's, of a house that must be sound.
func (h *house) head() string {
	h.t.Helper()
	first, _, _ := strings.Cut(h.mustOn("verify").out, "\n")
	if !strings.HasPrefix(first, "head ") || len(strings.Fields(first)) != 3 {
		h.t.Fatalf("the first line of verify is %q, want head SIZE ROOT", first)
	}
	return first
}

func (h *house) write(name, content string) string {
	h.t.Helper()
	path := filepath.Join(h.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

// codes are those of the 290, from the program's own reference table.
func codes(t *testing.T) []string {
	t.Helper()
	all, err := directory.LoadReference()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, m := range all.Municipalities {
		codes = append(codes, m.Code)
	}
	if len(codes) != 290 {
		t.Fatalf("%d municipalities, want 290", len(codes))
	}
	return codes
}

// sheetOf writes rows as a CSV file's text.
func sheetOf(rows ...[]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows) // a strings.Builder takes everything
	return b.String()
}
