package dbtest

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Copy gives the address of a copy of a database that nobody has open, which is thrown away after the test.
func Copy(t testing.TB, dsn string) string {
	t.Helper()
	if strings.HasPrefix(dsn, "postgres://") {
		return copyPostgres(t, dsn)
	}
	whole, err := os.ReadFile(dsn)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "samsyn.db")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func copyPostgres(t testing.TB, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	base := withName(dsn, "postgres")
	name, err := databases.copied(base, strings.TrimPrefix(u.Path, "/"))
	if err != nil {
		t.Fatalf("copy a PostgreSQL database: %v", err)
	}
	t.Cleanup(func() {
		if err := run(base, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("throw the copy %s away: %v", name, err)
		}
	})
	return withName(base, name)
}

// copied makes a database from another.
func (p *pool) copied(base, from string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made++
	name := databaseName(p.made)
	return name, run(base, "CREATE DATABASE "+name+" TEMPLATE "+from+" STRATEGY wal_log")
}
