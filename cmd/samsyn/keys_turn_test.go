package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
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
