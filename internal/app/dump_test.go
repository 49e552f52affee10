package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
	"samsyn/internal/seal"
)

// dumps are the databases as they were at the end of each part, with the keys that open them and what they held. The
// first is the demo of its day; the others are the house in which every act was done, kept by
//
//	go test ./internal/apptest -run EveryActInOneHouse -update-dump ../app/testdata/part-5
//
// which is run once, at the end of a part: those before it stay as they were.
var dumps = []struct {
	part   string
	signed int // municipalities with an agreement on 2 March 2026
}{
	{"part-1", 260},
	{"part-2", 3},
	{"part-3", 3},
	{"part-4", 3},
	{"part-5", 3},
}

// Every database that an earlier version left can be brought forward on either engine, with its trail whole.
func TestOldDatabasesAreBroughtForward(t *testing.T) {
	for _, d := range dumps {
		for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
			t.Run(d.part+" on "+string(dialect), func(t *testing.T) {
				dump, err := os.ReadFile(filepath.Join("testdata", d.part+".backup.gz"))
				must(t, err)
				dsn := filepath.Join(t.TempDir(), "restored.db")
				if dialect == db.Postgres {
					dsn = dbtest.Empty(t, dialect)
				}
				_, err = db.Restore(t.Context(), dsn, bytes.NewReader(dump), nil)
				must(t, err)
				broughtForward(t, dsn, d.part, d.signed)
			})
		}
	}
}

func broughtForward(t *testing.T, dsn, part string, signed int) {
	t.Helper()
	ring, err := os.ReadFile(filepath.Join("testdata", part+".keyring"))
	must(t, err)
	keys, err := seal.Load("", string(ring), nil) // as from the environment: a checked-out file is readable by all
	must(t, err)
	clock := dbtest.NewClock()
	a, err := app.Open(t.Context(), app.Options{Database: dsn, Keys: keys, Quick: true, DB: db.Options{Now: clock.Now}})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	cover, err := agreement.CoverageOn(t.Context(), a.DB, calendar.NewDate(2026, 3, 2))
	must(t, err)
	if cover.Signed != signed || cover.Of != 290 {
		t.Errorf("%d of %d, want %d of 290", cover.Signed, cover.Of, signed)
	}
	r, err := audit.Verify(t.Context(), a.DB, keys.Verifiers(), nil, nil)
	must(t, err)
	found, err := seal.Survey(t.Context(), a.DB, keys, app.Sealed(), nil)
	must(t, err)
	differ, err := fact.Verify(t.Context(), a.DB)
	must(t, err)
	if !r.Sound() || !found.Sound() || len(differ) > 0 {
		t.Errorf("trail %v, sealed %+v, sums %v", r.Findings, found, differ)
	}
	lost, err := db.One[int64](t.Context(), a.DB, `SELECT COUNT(*) FROM fact WHERE metric IN ('answer-time', 'first-response-time') AND NOT EXISTS (SELECT 1 FROM enquiry_fact WHERE fact_id = fact.id)`)
	must(t, err)
	if lost != 0 {
		t.Errorf("of %d facts it is no longer known which question left them", lost)
	}
	if _, err := a.Accounts.ByUserName(t.Context(), cast.Elin); err != nil {
		t.Error("Elin is gone: ", err)
	}
}
