package apptest

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// Samsyn is the open house.
type Samsyn struct {
	*app.App
	T     testing.TB
	Clock *dbtest.Clock
	Log   *Log

	dsn   string
	fail  *failure
	known known
	plain sync.Map // sayings with nothing in them to look at
}

// House opens a house with the places and people of the cast, the offices of Ludvika and a handful of agreements.
// Each call gives a house of its own, which may be changed freely.
func House(t testing.TB, dialect db.Dialect, opts ...Option) *Samsyn {
	t.Helper()
	return opened(t, dialect, quickOnce, fillQuick, opts)
}

// Option changes how a house is opened.
type Option func(*app.Options)

// NotDemo opens a house where nobody may sign in without a password.
func NotDemo(o *app.Options) { o.Demo = false }

// Demo opens a house with the whole demo: its offices and its register of all 290. It takes some seconds the first
// time in a process.
func Demo(t testing.TB, dialect db.Dialect, opts ...Option) *Samsyn {
	t.Helper()
	return opened(t, dialect, demoOnce, fillDemo, opts)
}

// Empty opens a house as a new installation finds it: the 290 and nobody to sign in as.
func Empty(t testing.TB, dialect db.Dialect, opts ...Option) *Samsyn {
	t.Helper()
	keys, err := seal.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, dbtest.Empty(t, dialect), keys, opts)
}

// mould is a filled SQLite database, of which each test gets a copy, with the keys that its values are sealed with.
type mould struct {
	file []byte
	ring []byte // the key ring as it is kept in a file
	keys *seal.Keys
}

var (
	quickOnce = sync.OnceValues(func() (mould, error) { return mouldOf(fillQuick) })
	demoOnce  = sync.OnceValues(func() (mould, error) { return mouldOf(fillDemo) })
)

func opened(t testing.TB, dialect db.Dialect, once func() (mould, error), fill func(context.Context, *app.App) error, opts []Option) *Samsyn {
	t.Helper()
	if dialect == db.Postgres {
		h := Empty(t, dialect, opts...)
		if err := fill(t.Context(), h.App); err != nil {
			t.Fatalf("fill the house: %v", err)
		}
		return h
	}
	m, err := once()
	if err != nil {
		t.Fatalf("fill the house: %v", err)
	}
	return m.copy(t, opts...)
}

// copy opens a house on a copy of the mould.
func (m mould) copy(t testing.TB, opts ...Option) *Samsyn {
	t.Helper()
	path := filepath.Join(t.TempDir(), "samsyn.db")
	if err := os.WriteFile(path, m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path, m.keys, opts)
}

// moved puts what a mould holds into an empty database of PostgreSQL, as a backup does.
func (m mould) moved(t testing.TB, dsn string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mould.db")
	must(os.WriteFile(path, m.file, 0o600))
	d, w, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	_, err = db.Backup(t.Context(), d, &all, nil)
	w.Close()
	if err = errors.Join(err, d.Close()); err == nil {
		_, err = db.Restore(t.Context(), dsn, &all, nil)
	}
	if err != nil {
		t.Fatalf("move the house to PostgreSQL: %v", err)
	}
}

// mouldOf makes a mould.
func mouldOf(fill func(context.Context, *app.App) error) (m mould, err error) {
	dir, err := os.MkdirTemp("", "samsyn-house-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)
	if err := m.makeKeys(filepath.Join(dir, "keys")); err != nil {
		return m, err
	}
	path := filepath.Join(dir, "samsyn.db")
	ctx := context.Background()
	a, err := app.Open(ctx, app.Options{Database: path, Keys: m.keys, DB: db.Options{Now: dbtest.NewClock().Now}, Demo: true, Quick: true})
	if err != nil {
		return m, err
	}
	if err := fill(ctx, a); err != nil {
		return m, err
	}
	if err := a.Close(); err != nil { // the last connection to close folds the write-ahead log into the file
		return m, err
	}
	m.file, err = os.ReadFile(path)
	return m, err
}

func (m *mould) makeKeys(path string) (err error) {
	if err := seal.Create(path, nil); err != nil {
		return err
	}
	if m.keys, err = seal.Load(path, "", nil); err != nil {
		return err
	}
	m.ring, err = os.ReadFile(path)
	return err
}

// open joins the rooms on a database and puts in the door by which a test's people come in.
func open(t testing.TB, dsn string, keys *seal.Keys, opts []Option) *Samsyn {
	t.Helper()
	h := &Samsyn{T: t, dsn: dsn, Clock: dbtest.NewClock(), Log: &Log{}, fail: &failure{}}
	o := app.Options{
		Database: dsn, Keys: keys, DB: db.Options{Now: h.Clock.Now, Commit: h.fail.commit},
		Log: slog.New(slog.NewJSONHandler(h.Log, nil)), Demo: true, Quick: true,
	}
	for _, change := range opts {
		change(&o)
	}
	a, err := app.Open(context.Background(), o)
	if err != nil {
		t.Fatalf("open the house: %v", err)
	}
	h.App = a
	h.door()
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close the house: %v", err)
		}
		h.Log.check(t)
	})
	return h
}

func fillDemo(ctx context.Context, a *app.App) error {
	return cast.Fill(ctx, a, func(language.Text) {})
}

func newJar() *cookiejar.Jar {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err) // it has no way to fail
	}
	return jar
}
