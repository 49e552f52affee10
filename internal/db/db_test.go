package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
)

// thing is a row of a table that only these tests have.
type thing struct {
	ID   string  `db:"id"`
	N    int64   `db:"n"`
	Name string  `db:"name"`
	At   db.Time `db:"at"`
	Raw  []byte  `db:"raw"`
	Good bool    `db:"good"`
}

func withThings(t *testing.T, d *dbtest.Database) context.Context {
	t.Helper()
	ctx := t.Context()
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT NOT NULL, name TEXT NOT NULL, at TIMESTAMPTZ, raw BYTEA, good BOOLEAN NOT NULL)")
		return err
	}))
	return ctx
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRowsComeBackAsTheyWereWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		want := thing{ID: "å", N: -1, Name: "Åmål", At: db.At(time.Date(2026, 3, 2, 9, 0, 0, 123456789, time.FixedZone("", 3600))), Raw: []byte{0, 1, 0xff}, Good: true}
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.InsertAll(ctx, tx, "thing", []thing{want, {ID: "b"}}) }))
		got, err := db.One[thing](ctx, d, "SELECT raw, id, n, name, good, at FROM thing WHERE n = $2 AND id = $1", "å", -1)
		must(t, err)
		if got.ID != want.ID || got.N != want.N || got.Name != want.Name || !got.At.Equal(want.At.Time) || string(got.Raw) != string(want.Raw) || !got.Good {
			t.Errorf("got %+v, want %+v", got, want)
		}
		empty, err := db.One[thing](ctx, d, "SELECT * FROM thing WHERE at IS NULL")
		must(t, err)
		if empty.ID != "b" || !empty.At.IsZero() {
			t.Errorf("got %+v, want b with no instant", empty)
		}
		if _, err := db.One[int64](ctx, d, "SELECT n FROM thing WHERE id = $1", "nobody"); !errors.Is(err, db.ErrNone) {
			t.Errorf("got %v, want ErrNone", err)
		}
		latest, err := db.One[db.Time](ctx, d, "SELECT max(at) AS latest FROM thing")
		must(t, err)
		if !latest.Equal(want.At.Time) {
			t.Errorf("max(at) is %s", latest)
		}
	})
}

func TestTextOrderIsTimeOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		base := dbtest.Monday()
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
			for i, after := range []time.Duration{time.Hour, time.Microsecond, 0, 9 * time.Second, 10 * time.Second} {
				if err := db.Insert(ctx, tx, "thing", thing{ID: fmt.Sprint(i), At: db.At(base.Add(after))}); err != nil {
					return err
				}
			}
			return nil
		}))
		ids, err := db.All[string](ctx, d, "SELECT id FROM thing WHERE at >= $1 AND at < $2 ORDER BY at", db.At(base), db.At(base.Add(time.Hour)))
		must(t, err)
		if got := strings.Join(ids, ""); got != "2134" {
			t.Errorf("order %s, want 2134", got)
		}
	})
}

func TestAnActIsAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		refused := errors.New("refused")
		for name, fn := range map[string]func(tx *db.Tx) error{
			"an error":          func(*db.Tx) error { return refused },
			"a panic":           func(*db.Tx) error { panic("out of the blue") },
			"a failed sentence": func(tx *db.Tx) error { _, err := tx.Exec(ctx, "INSERT INTO nowhere VALUES (1)"); return err },
		} {
			err := d.Writer.Do(ctx, func(tx *db.Tx) error {
				if err := db.Insert(ctx, tx, "thing", thing{ID: name}); err != nil {
					return err
				}
				return fn(tx)
			})
			if err == nil {
				t.Errorf("%s: went well", name)
			}
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 0 {
			t.Errorf("%d rows stand, %v", n, err)
		}
	})
}

func TestOneActsFailureDoesNotTakeOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		var wg sync.WaitGroup
		var wrong atomic.Int64
		for i := range 60 {
			wg.Go(func() {
				err := d.Writer.Do(ctx, func(tx *db.Tx) error {
					if err := db.Insert(ctx, tx, "thing", thing{ID: fmt.Sprint(i)}); err != nil {
						return err
					}
					if i%3 == 0 {
						return db.Insert(ctx, tx, "thing", thing{ID: fmt.Sprint(i)})
					}
					return nil
				})
				if (err != nil) != (i%3 == 0) || (err != nil && !db.IsUnique(err)) {
					wrong.Add(1)
				}
			})
		}
		wg.Wait()
		n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing")
		must(t, err)
		if wrong.Load() != 0 || n != 40 {
			t.Errorf("%d wrong answers, %d rows, want 0 and 40", wrong.Load(), n)
		}
	})
}

// A counter that is read and then written is where lost updates show.
func TestConcurrentActsAreAsIfOneAfterTheOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "count"}) }))
		var wg sync.WaitGroup
		var kept atomic.Int64
		for range 24 {
			wg.Go(func() {
				err := d.Writer.Do(ctx, func(tx *db.Tx) error {
					n, err := db.One[int64](ctx, tx, "SELECT n FROM thing WHERE id = 'count'")
					if err != nil {
						return err
					}
					_, err = tx.Exec(ctx, "UPDATE thing SET n = $1 WHERE id = 'count'", n+1)
					return err
				})
				if err == nil {
					kept.Add(1)
				} else if !fault.Is(err, fault.Conflict) {
					t.Errorf("refused with %v", err)
				}
			})
		}
		wg.Wait()
		n, err := db.One[int64](ctx, d, "SELECT n FROM thing WHERE id = 'count'")
		must(t, err)
		if n != kept.Load() {
			t.Errorf("the counter says %d after %d acts were acknowledged", n, kept.Load())
		}
	})
}

// An engine that gives up the shared transaction under an act takes nothing for kept, and shows in the health.
func TestALostTransactionIsToldAndRecoveredFrom(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	ctx := withThings(t, d)
	err := d.Writer.Do(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "ROLLBACK") // as SQLite itself does when the disk is full
		return err
	})
	if !fault.Is(err, fault.Unavailable) || d.Writer.Health() == nil {
		t.Errorf("answer %v, health %v; want unavailable and ill", err, d.Writer.Health())
	}
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "kept"}) }))
	if d.Writer.Health() != nil {
		t.Errorf("still ill: %v", d.Writer.Health())
	}
}

// A commit that the disk refuses is answered with a fault, leaves nothing, shows in the health, and is recovered from.
func TestAFailingSyncStopsWritingAndRecovers(t *testing.T) {
	var broken atomic.Bool
	o := db.Options{Commit: func(commit func() error) error {
		if broken.Load() {
			return errors.New("input/output error")
		}
		return commit()
	}}
	dbtest.EachWith(t, o, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		broken.Store(true)
		err := d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "lost"}) })
		broken.Store(false)
		if !fault.Is(err, fault.Unavailable) || d.Writer.Health() == nil {
			t.Errorf("answer %v, health %v; want unavailable and ill", err, d.Writer.Health())
		}
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "kept"}) }))
		ids, err := db.All[string](ctx, d, "SELECT id FROM thing")
		must(t, err)
		if len(ids) != 1 || ids[0] != "kept" || d.Writer.Health() != nil {
			t.Errorf("rows %v, health %v; want only kept, and well", ids, d.Writer.Health())
		}
	})
}

// An act that wrote nothing says nothing of whether what happens can be kept: after a commit that failed, the house is ill
// until something has been kept.
func TestWhatWritesNothingMakesNobodyWell(t *testing.T) {
	fails := false
	o := db.Options{Commit: func(commit func() error) error {
		if fails {
			return errors.New("the disk is full")
		}
		return commit()
	}}
	dbtest.EachWith(t, o, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		write := func(id string) error {
			return d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: id}) })
		}
		fails = true
		if write("a") == nil || d.Writer.Health() == nil {
			t.Fatal("a commit failed and the house is well")
		}
		fails = false
		look := func(q db.Reader) error { _, err := db.One[int64](ctx, q, "SELECT count(*) FROM thing"); return err }
		must(t, d.Writer.DoRows(ctx, func(tx *db.Tx) error { return look(tx) }))
		must(t, d.Writer.DoRows(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, "DELETE FROM thing WHERE id = 'none'"); return err }))
		must(t, d.Writer.Show(ctx, func(q db.Reader) (bool, error) { return false, look(q) }, nil))
		if d.Writer.Health() == nil {
			t.Error("nothing was kept and the house is well")
		}
		must(t, write("b"))
		if err := d.Writer.Health(); err != nil {
			t.Errorf("something was kept: %v", err)
		}
	})
}

// What is written to a file that has lost its name is gone with the process, so it must not be told as saved.
func TestAFileThatIsGoneStopsWritingAndRecovers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.db")
	d, w, err := db.Open(t.Context(), path, db.Options{})
	must(t, err)
	defer func() { w.Close(); must(t, d.Close()) }()
	write := func() error {
		return w.Do(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS thing (id TEXT)")
			return err
		})
	}
	must(t, write())
	must(t, os.Rename(path, path+".away"))
	for _, there := range []string{"nothing", "another file"} {
		if err := write(); !fault.Is(err, fault.Unavailable) || w.Health() == nil || d.Ping(t.Context()) == nil {
			t.Errorf("%s in its place: answer %v, health %v, ping %v", there, err, w.Health(), d.Ping(t.Context()))
		}
		must(t, os.WriteFile(path, []byte("another"), 0o600))
	}
	must(t, os.Rename(path+".away", path))
	must(t, write())
	if w.Health() != nil || d.Ping(t.Context()) != nil {
		t.Errorf("back in its place: health %v, ping %v", w.Health(), d.Ping(t.Context()))
	}
}

func TestAnAskerWhoHasGoneWritesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		gone, cancel := context.WithCancel(ctx)
		err := d.Writer.Do(gone, func(tx *db.Tx) error {
			if err := db.Insert(gone, tx, "thing", thing{ID: "1"}); err != nil {
				return err
			}
			cancel()
			return db.Insert(gone, tx, "thing", thing{ID: "2"})
		})
		n, countErr := db.One[int64](ctx, d, "SELECT count(*) FROM thing")
		must(t, countErr)
		if err == nil || n != 0 {
			t.Errorf("answer %v and %d rows, want an error and none", err, n)
		}
	})
}

// An act begun within another would wait for itself; on SQLite, where all acts stand in one line, it is told so.
func TestAnActWithinAnActIsRefusedAndNotWaitedForForEver(t *testing.T) {
	d := dbtest.OpenWith(t, db.SQLite, db.Options{Longest: 50 * time.Millisecond})
	ctx := withThings(t, d)
	err := d.Writer.Do(ctx, func(tx *db.Tx) error {
		if err := db.Insert(ctx, tx, "thing", thing{ID: "outer"}); err != nil {
			return err
		}
		return d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "inner"}) })
	})
	n, countErr := db.One[int64](ctx, d, "SELECT count(*) FROM thing")
	must(t, countErr)
	if !fault.Is(err, fault.Unavailable) || n != 0 {
		t.Errorf("answer %v and %d rows, want unavailable and none", err, n)
	}
}

func TestReadIsOneView(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		count := func(q db.Reader) int64 {
			n, err := db.One[int64](ctx, q, "SELECT count(*) FROM thing")
			must(t, err)
			return n
		}
		must(t, d.Read(ctx, func(q db.Reader) error {
			before := count(q)
			must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "new"}) }))
			if after := count(q); after != before {
				t.Errorf("the view went from %d to %d rows", before, after)
			}
			return nil
		}))
		if count(d) != 1 {
			t.Error("the row is not there afterwards")
		}
	})
}

func TestWhatReadsCannotWrite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		err := d.Read(ctx, func(q db.Reader) error { return db.Insert(ctx, q.(db.Execer), "thing", thing{ID: "x"}) })
		if err == nil {
			t.Error("a view could be written through")
		}
	})
}

func TestIDsAreInOrderOfMaking(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	must(t, d.Writer.Do(t.Context(), func(tx *db.Tx) error {
		last := ""
		for range 10_000 {
			id := tx.NewID()
			if id <= last || len(id) != 36 || id[14] != '7' {
				return fmt.Errorf("%s after %s", id, last)
			}
			last = id
		}
		return nil
	}))
}

func TestOpenRefusesWhatIsNotADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.txt")
	must(t, os.WriteFile(path, []byte("Dear Sir, this is a letter and not a database."), 0o600))
	if _, _, err := db.Open(t.Context(), path, db.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a letter: %v", err)
	}
	if _, _, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "no", "such", "folder.db"), db.Options{}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("no folder: %v", err)
	}
	if _, _, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "none.db"), db.Options{Must: true}); !fault.Is(err, fault.NotFound) {
		t.Errorf("must exist: %v", err)
	}
}

func TestManyProcessesOpenANewFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			d, w, err := db.Open(t.Context(), path, db.Options{})
			if err != nil {
				t.Errorf("open: %v", err)
				return
			}
			w.Close()
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestInListsAndPlaceholders(t *testing.T) {
	args := []any{"first"}
	if got := db.In([]string{"a", "b"}, &args); got != "IN ($2, $3)" || len(args) != 3 {
		t.Errorf("%s %v", got, args)
	}
	if got := db.In([]string(nil), &args); got != "IN (NULL)" {
		t.Errorf("none: %s", got)
	}
}
