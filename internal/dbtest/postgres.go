package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"samsyn/internal/db"
)

// pool keeps this process's databases, so that a test gets one that was emptied and not one that must be made.
type pool struct {
	mu   sync.Mutex
	free []string
	made int
}

var (
	serverOnce = sync.OnceValues(server)
	modelOnce  = sync.OnceValues(makeModel)
	databases  = &pool{}
)

func emptyPostgres(t testing.TB) string {
	t.Helper()
	running, err := serverOnce()
	if err != nil {
		missing(t, err)
	}
	base := running.URL
	if _, err := modelOnce(); err != nil {
		t.Fatalf("migrate PostgreSQL: %v", err)
	}
	name, err := databases.take(base)
	if err != nil {
		t.Fatalf("make a PostgreSQL database: %v", err)
	}
	t.Cleanup(func() {
		if err := databases.giveBack(base, name, t.Failed()); err != nil {
			t.Errorf("put the PostgreSQL database %s away: %v", name, err)
		}
	})
	return withName(base, name)
}

// Lasting gives the address of an empty, migrated PostgreSQL database that is there until the server ends, for what the
// tests of a process make once and copy.
func Lasting(t testing.TB) string {
	t.Helper()
	running, err := serverOnce()
	if err != nil {
		missing(t, err)
	}
	if _, err := modelOnce(); err != nil {
		t.Fatalf("migrate PostgreSQL: %v", err)
	}
	name, err := databases.copied(running.URL, modelName())
	if err != nil {
		t.Fatalf("make a PostgreSQL database: %v", err)
	}
	return withName(running.URL, name)
}

// missing says loudly that half of what the test shows is not shown.
func missing(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("SAMSYN_REQUIRE_POSTGRES") != "" {
		t.Fatalf("PostgreSQL CANNOT BE HAD and this run requires it: %v", err)
	}
	t.Skipf("NOT TESTED ON POSTGRESQL: %v. Install it (Debian: postgresql) or set SAMSYN_TEST_POSTGRES.", err)
}

// server gives the run's server, or one of this process's own that ends with it.
func server() (*Postgres, error) {
	if set := os.Getenv("SAMSYN_TEST_POSTGRES"); set != "" {
		return &Postgres{URL: set}, nil
	}
	return StartPostgres()
}

func withName(base, name string) string {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	u.Path = "/" + name
	return u.String()
}

func databaseName(n int) string { return fmt.Sprintf("samsyn_%d_%d", os.Getpid(), n) }

func modelName() string { return fmt.Sprintf("samsyn_model_%d", os.Getpid()) }

// makeModel migrates one database from which the others are copied.
func makeModel() (string, error) {
	running, err := serverOnce()
	if err != nil {
		return "", err
	}
	base := running.URL
	if err := run(base, "CREATE DATABASE "+modelName()); err != nil {
		return "", err
	}
	d, w, err := db.Open(context.Background(), withName(base, modelName()), db.Options{})
	if err != nil {
		return "", err
	}
	w.Close()
	return modelName(), d.Close()
}

func (p *pool) take(base string) (string, error) {
	if name := p.emptied(); name != "" {
		return name, nil
	}
	return p.copied(base, modelName())
}

func (p *pool) emptied() (name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		name, p.free = p.free[n-1], p.free[:n-1]
	}
	return name
}

// giveBack empties a database for the next test. One that cannot be emptied, or is large, is thrown away, as is that of a
// test that failed: what it had running may go on writing.
func (p *pool) giveBack(base, name string, failed bool) error {
	if failed || emptyOut(withName(base, name)) != nil {
		return run(base, "DROP DATABASE "+name+" WITH (FORCE)")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, name)
	return nil
}

func run(dsn, text string) error {
	c, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err = c.ExecContext(ctx, text)
	return errors.Join(err, c.Close())
}
