package dbtest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/seal"
)

// Database is an empty, migrated database with all that stands around it.
type Database struct {
	*db.DB
	Writer *db.Writer // for the ground's own tests; rooms write through Trail
	Trail  *audit.Trail
	Keys   *seal.Keys
	Clock  *Clock
	DSN    string
}

// Each runs fn once on SQLite and once on PostgreSQL, each time with an empty database of its own.
func Each(t *testing.T, fn func(t *testing.T, d *Database)) {
	t.Helper()
	EachWith(t, db.Options{}, fn)
}

// EachWith is Each with the seams of db.Options; a nil clock is the test's own.
func EachWith(t *testing.T, o db.Options, fn func(t *testing.T, d *Database)) {
	t.Helper()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) { fn(t, OpenWith(t, dialect, o)) })
	}
}

// Open gives an empty database of one engine.
func Open(t testing.TB, dialect db.Dialect) *Database {
	t.Helper()
	return OpenWith(t, dialect, db.Options{})
}

// OpenWith is Open with the seams of db.Options.
func OpenWith(t testing.TB, dialect db.Dialect, o db.Options) *Database {
	t.Helper()
	return At(t, Empty(t, dialect), o)
}

// Empty gives the address of an empty, migrated database of one engine, for a test that opens it itself.
func Empty(t testing.TB, dialect db.Dialect) string {
	t.Helper()
	if dialect == db.Postgres {
		return emptyPostgres(t)
	}
	path := filepath.Join(t.TempDir(), "samsyn.db")
	if err := os.WriteFile(path, template(t), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// At opens a database that is there already.
func At(t testing.TB, dsn string, o db.Options) *Database {
	t.Helper()
	clock := NewClock()
	if o.Now == nil {
		o.Now = clock.Now
	}
	d, w, err := db.Open(context.Background(), dsn, o)
	if err != nil {
		t.Fatalf("open the test's database: %v", err)
	}
	keys := testKeys(t)
	t.Cleanup(func() {
		w.Close()
		if err := d.Close(); err != nil {
			t.Errorf("close the test's database: %v", err)
		}
	})
	return &Database{DB: d, Writer: w, Trail: audit.New(w, keys), Keys: keys, Clock: clock, DSN: dsn}
}

func testKeys(t testing.TB) *seal.Keys {
	t.Helper()
	keys, err := seal.New(nil)
	if err != nil {
		t.Fatalf("keys: %v", err)
	}
	return keys
}

var templateOnce = sync.OnceValues(makeTemplate)

func template(t testing.TB) []byte {
	t.Helper()
	b, err := templateOnce()
	if err != nil {
		t.Fatalf("template of the SQLite database: %v", err)
	}
	return b
}

// makeTemplate migrates one database, so that each test need only copy a file.
func makeTemplate() ([]byte, error) {
	dir, err := os.MkdirTemp("", "samsyn-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.db")
	d, w, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		return nil, err
	}
	w.Close()
	if err := d.Close(); err != nil { // the last connection to close folds the write-ahead log into the file
		return nil, err
	}
	return os.ReadFile(path)
}
