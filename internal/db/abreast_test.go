package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// Parts of an act that ask abreast each get their own answers, see what the act has written, and what they write is kept.
func TestPartsThatAskAbreast(t *testing.T) {
	var messages atomic.Int64
	for _, engine := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			d := dbtest.OpenWith(t, engine, db.Options{Waited: func() { messages.Add(1) }})
			ctx := withThings(t, d)
			must(t, d.Writer.DoRows(ctx, func(tx *db.Tx) error {
				messages.Store(0)
				must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "a", N: 1}, thing{ID: "b", N: 2}))
				var parts []func() error
				var got [3]int64
				for i := range got {
					parts = append(parts, func() error { return asksTwice(ctx, tx, fmt.Sprint(i), &got[i]) })
				}
				parts = append(parts, func() error { return nil })
				err := tx.Abreast(parts...)
				if err != nil || got != [3]int64{3, 3, 3} {
					t.Errorf("the parts saw %v, %v", got, err)
				}
				if n := messages.Load(); engine == db.Postgres && n != 2 {
					t.Errorf("%d messages", n)
				}
				n, err := db.One[int64](ctx, tx, "SELECT count(*) FROM thing")
				if n != 5 {
					t.Errorf("%d things", n)
				}
				return err
			}))
			if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 5 {
				t.Errorf("%d things are kept, %v", n, err)
			}
		})
	}
}

// asksTwice adds the things a and b in two questions, and writes one of its own.
func asksTwice(ctx context.Context, tx *db.Tx, own string, sum *int64) error {
	for _, id := range []string{"a", "b"} {
		n, err := db.One[int64](ctx, tx, "SELECT n FROM thing WHERE id = $1", id)
		if err != nil {
			return err
		}
		*sum += n
	}
	return db.InsertLater(ctx, tx, "thing", thing{ID: own})
}

var errOwn = errors.New("no")

// When a part fails the others end, also those that wait for an answer, and the act is told why.
func TestAPartThatFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		for name, c := range map[string]struct {
			fails func(tx *db.Tx) error
			is    func(error) bool
		}{
			"by itself": {func(*db.Tx) error { return errOwn }, func(err error) bool { return errors.Is(err, errOwn) }},
			"by its statement": {func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, "INSERT INTO thing (id, n, name, good) VALUES ($1, 1, '', TRUE), ($1, 1, '', TRUE)", "a")
				if !db.IsUnique(err) {
					t.Errorf("the part is told %v", err)
				}
				return errors.Join(errOwn, err)
			}, func(err error) bool { return errors.Is(err, errOwn) && db.IsUnique(err) }},
			"by a write that waited": {func(tx *db.Tx) error {
				return db.InsertLater(ctx, tx, "thing", thing{ID: "a"}, thing{ID: "a"})
			}, db.IsUnique},
		} {
			err := d.Writer.Do(ctx, func(tx *db.Tx) error {
				must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "a"}, thing{ID: "b"}))
				var sum int64
				other := func() error { return asksTwice(ctx, tx, "own", &sum) }
				return tx.Abreast(other, func() error { return c.fails(tx) }, other)
			})
			if !c.is(err) || d.Writer.Health() != nil {
				t.Errorf("%s: %v, health %v", name, err, d.Writer.Health())
			}
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 0 {
			t.Errorf("%d things are kept, %v", n, err)
		}
	})
}

// A part that falls over takes the others with it and the act, and nothing else.
func TestAPartThatFallsOver(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	ctx := withThings(t, d)
	err := d.Writer.Do(ctx, func(tx *db.Tx) error {
		var sum int64
		return tx.Abreast(func() error { return asksTwice(ctx, tx, "own", &sum) }, func() error { panic("fell") })
	})
	if err == nil {
		t.Error("the act stands")
	}
	must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "after"}) }))
}
