package db_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
)

// outside runs a statement beside the house, as whoever runs the server.
func outside(t *testing.T, dsn, text string, args ...any) {
	t.Helper()
	c, err := sql.Open("pgx", dsn)
	if err == nil {
		_, err = c.ExecContext(context.Background(), text, args...)
		err = errors.Join(err, c.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

const cutOthers = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

// keepOne keeps something, which is what makes a writer well again.
func keepOne(t *testing.T, d *dbtest.Database) error {
	return d.Writer.Do(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ('kept', 1) ON CONFLICT (id) DO UPDATE SET tat = rate.tat + 1")
		return err
	})
}

// An act whose connection is cut before its commit is run again on another, and its caller sees nothing of it.
func TestAnActOutlivesItsConnection(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	runs := 0
	err := d.Writer.Do(t.Context(), func(tx *db.Tx) error {
		if runs++; runs == 1 {
			outside(t, d.DSN, cutOthers)
		}
		_, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ('cut', 1)")
		return err
	})
	if err != nil || runs != 2 || d.Writer.Health() != nil {
		t.Errorf("%d runs, %v, health %v", runs, err, d.Writer.Health())
	}
}

// A server that goes away again and again, or is a standby, is told as unavailable with nothing saved, and the writer as
// unwell until the next act that is kept.
func TestAServerThatIsGoneIsUnavailable(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	for what, spoil := range map[string]func(tx *db.Tx) error{
		"cut off": func(*db.Tx) error { outside(t, d.DSN, cutOthers); return nil },
		"standby": func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), "SET TRANSACTION READ ONLY"); return err },
	} {
		err := d.Writer.Do(t.Context(), func(tx *db.Tx) error {
			if err := spoil(tx); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ($1, 1)", what)
			return err
		})
		if !fault.Is(err, fault.Unavailable) || d.Writer.Health() == nil {
			t.Errorf("%s: %v, health %v", what, err, d.Writer.Health())
		}
		if err := keepOne(t, d); err != nil || d.Writer.Health() != nil {
			t.Errorf("after %s: %v, health %v", what, err, d.Writer.Health())
		}
	}
	if n, err := db.One[int64](t.Context(), d.DB, "SELECT count(*) FROM rate WHERE id <> 'kept'"); n != 0 || err != nil {
		t.Errorf("%d rows stand, %v", n, err)
	}
}

// A commit that was sent and never answered is neither called saved nor unsaved.
func TestACommitWithoutAnswerIsCalledUncertain(t *testing.T) {
	var cut atomic.Bool
	var dsn string
	d := dbtest.OpenWith(t, db.Postgres, db.Options{Commit: func(commit func() error) error {
		if cut.Load() {
			outside(t, dsn, cutOthers)
		}
		return commit()
	}})
	dsn = d.DSN
	cut.Store(true)
	err := d.Writer.Do(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ('x', 1)")
		return err
	})
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "ovisst") {
		t.Errorf("told %v", err)
	}
	cut.Store(false)
	if err := keepOne(t, d); err != nil || d.Writer.Health() != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// Who goes away before an act begins says nothing about the database.
func TestAnAskerWhoLeavesDoesNotMakeTheWriterUnwell(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	gone, leave := context.WithCancel(t.Context())
	leave()
	if err := d.Writer.Do(gone, func(*db.Tx) error { return nil }); !errors.Is(err, context.Canceled) || d.Writer.Health() != nil {
		t.Errorf("%v, health %v", err, d.Writer.Health())
	}
	going, leave := context.WithCancel(t.Context())
	err := d.Writer.Do(going, func(tx *db.Tx) error {
		_, err := tx.Exec(going, "INSERT INTO rate (id, tat) VALUES ('y', 1)")
		leave()
		return err
	})
	if err != nil || d.Writer.Health() != nil {
		t.Errorf("an act that was through when its asker left: %v, health %v", err, d.Writer.Health())
	}
}

// A server that would lose what it acknowledged is refused by each connection.
func TestAServerThatWouldLoseWritesIsRefused(t *testing.T) {
	dsn := dbtest.Empty(t, db.Postgres)
	name := dsn[strings.LastIndex(dsn, "/")+1:]
	name, _, _ = strings.Cut(name, "?")
	d := dbtest.At(t, dsn, db.Options{})
	outside(t, dsn, "ALTER DATABASE "+name+" SET synchronous_commit = off")
	t.Cleanup(func() { outside(t, dsn, "ALTER DATABASE "+name+" RESET synchronous_commit") })
	outside(t, dsn, cutOthers)
	if err := d.Writer.Do(t.Context(), func(*db.Tx) error { return nil }); err == nil {
		t.Error("an act is kept by a server that has ceased to be safe")
	}
	if _, _, err := db.Open(t.Context(), dsn, db.Options{}); err == nil {
		t.Error("a database that is not safe is opened")
	}
}

// A server that does not sync is refused, and one that says that it is for tests is not.
func TestAServerThatDoesNotSyncIsRefused(t *testing.T) {
	for settings, refused := range map[string]string{
		"-c samsyn.may_lose=off -c full_page_writes=on": "fsync is off",
		"-c samsyn.may_lose=off -c fsync=on":            "full_page_writes is off",
		"":                                              "",
	} {
		server, err := dbtest.StartPostgresWith(dbtest.PostgresOptions{Settings: settings})
		if err != nil {
			t.Fatal(err)
		}
		d, w, err := db.Open(t.Context(), server.URL, db.Options{})
		if (err != nil) != (refused != "") || err != nil && !strings.Contains(err.Error(), refused) {
			t.Errorf("with %q: %v", settings, err)
		}
		if err == nil {
			w.Close()
			if d.Unknown() != "" {
				t.Error(d.Unknown())
			}
			err = d.Close()
			if err != nil {
				t.Error(err)
			}
		}
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}
}
