package db_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
)

const setN = "UPDATE thing SET n = $1 WHERE id = $2"

// Writes that wait are done in order, whatever asks in the same act sees them, and they are kept with it.
func TestWritesThatWaitAreSeenAndKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
			must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "a"}, thing{ID: "b"}, thing{ID: "c"}))
			for n := range 5 {
				must(t, tx.Later(ctx, setN, n, "a"))
			}
			n, err := db.One[int64](ctx, tx, "SELECT n FROM thing WHERE id = $1", "a")
			if err != nil || n != 4 {
				t.Errorf("the act sees %d, %v", n, err)
			}
			must(t, tx.Later(ctx, "UPDATE thing SET n = n * $1 WHERE id = $2", 10, "a"))
			touched, err := tx.Exec(ctx, "UPDATE thing SET n = n + $1", 2)
			if err != nil || touched != 3 {
				t.Errorf("%d rows touched, %v", touched, err)
			}
			return tx.Later(ctx, "UPDATE thing SET n = n * $1 WHERE id = $2", 10, "a")
		}))
		n, err := db.One[int64](ctx, d, "SELECT n FROM thing WHERE id = $1", "a")
		if err != nil || n != 420 {
			t.Errorf("%d is kept, %v", n, err)
		}
	})
}

// An act of very many writes that wait keeps them all, in order.
func TestManyWritesThatWait(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error {
			for i := range 1000 {
				must(t, db.InsertLater(ctx, tx, "thing", thing{ID: fmt.Sprint(i)}))
				must(t, tx.Later(ctx, setN, i, fmt.Sprint(i)))
			}
			return nil
		}))
		n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing WHERE n = CAST(id AS BIGINT)")
		if err != nil || n != 1000 {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}

// A write that waited and failed makes the act nothing, also one that takes no notice, and its caller is told why as of any
// other write.
func TestAWriteThatWaitedAndFailed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		twice := func(tx *db.Tx) error {
			return db.InsertLater(ctx, tx, "thing", thing{ID: "a"}, thing{ID: "b"}, thing{ID: "a"})
		}
		for name, act := range map[string]func(tx *db.Tx) error{
			"found by the commit": twice,
			"found by a query": func(tx *db.Tx) error {
				if err := twice(tx); err != nil {
					return err
				}
				_, err := db.One[int64](ctx, tx, "SELECT count(*) FROM thing")
				return err
			},
			"found by a write": func(tx *db.Tx) error {
				if err := twice(tx); err != nil {
					return err
				}
				_, err := tx.Exec(ctx, setN, 1, "b")
				return err
			},
		} {
			err := d.Writer.Do(ctx, func(tx *db.Tx) error {
				must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "first"}))
				return act(tx)
			})
			if !db.IsUnique(err) || d.Writer.Health() != nil {
				t.Errorf("%s: %v, health %v", name, err, d.Writer.Health())
			}
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 0 {
			t.Errorf("%d rows stand, %v", n, err)
		}
	})
}

// On PostgreSQL nothing of an act can be kept after one of its writes failed, also when the act says that all is well.
func TestAnActThatTakesNoNoticeOfAFailedWriteIsNothing(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	ctx := withThings(t, d)
	err := d.Writer.Do(ctx, func(tx *db.Tx) error {
		must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "a"}, thing{ID: "b"}, thing{ID: "a"}))
		_, _ = tx.Exec(ctx, setN, 1, "b")
		return nil
	})
	if !db.IsUnique(err) || d.Writer.Health() != nil {
		t.Errorf("%v, health %v", err, d.Writer.Health())
	}
	nowhere := func(tx *db.Tx) { _, _ = tx.Exec(ctx, "INSERT INTO nowhere (id) VALUES ($1)", "a") }
	there := func(tx *db.Tx) {
		_, _ = tx.Exec(ctx, "INSERT INTO thing (id, n, name, good) VALUES ($1, 1, '', TRUE)", "a")
	}
	for i, act := range []func(tx *db.Tx){
		func(tx *db.Tx) { nowhere(tx); there(tx) },
		func(tx *db.Tx) { there(tx); nowhere(tx) },
		func(tx *db.Tx) { there(tx); nowhere(tx); there(tx) },
	} {
		if err := d.Writer.Do(ctx, func(tx *db.Tx) error { act(tx); return nil }); err == nil {
			t.Errorf("act %d was kept", i)
		}
	}
	if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 0 {
		t.Errorf("%d rows stand, %v", n, err)
	}
}

// An act that gives up drops what waits, and who asks for nothing any more writes nothing more.
func TestWhatWaitsIsDroppedWithItsAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		refused := errors.New("refused")
		err := d.Writer.Do(ctx, func(tx *db.Tx) error {
			must(t, db.InsertLater(ctx, tx, "thing", thing{ID: "a"}))
			return refused
		})
		if !errors.Is(err, refused) {
			t.Errorf("got %v", err)
		}
		gone, leave := context.WithCancel(ctx)
		err = d.Writer.Do(gone, func(tx *db.Tx) error {
			must(t, db.InsertLater(gone, tx, "thing", thing{ID: "b"}))
			leave()
			return db.InsertLater(gone, tx, "thing", thing{ID: "c"})
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("an asker who has gone: %v", err)
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing"); err != nil || n != 0 {
			t.Errorf("%d rows stand, %v", n, err)
		}
	})
}

// An act that lost against another begins anew with nothing waiting: a counter counts every act that was kept, once.
func TestAnActThatIsRunAgainBeginsWithNothingWaiting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		must(t, d.Writer.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: "count"}) }))
		var wg sync.WaitGroup
		var kept, runs atomic.Int64
		for i := range 16 {
			wg.Go(func() {
				err := d.Writer.Do(ctx, func(tx *db.Tx) error {
					run := runs.Add(1)
					n, err := db.One[int64](ctx, tx, "SELECT n FROM thing WHERE id = 'count'")
					if err != nil {
						return err
					}
					must(t, db.InsertLater(ctx, tx, "thing", thing{ID: fmt.Sprint(i, " ", run)}))
					return tx.Later(ctx, setN, n+1, "count")
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
		rows, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing WHERE id <> 'count'")
		must(t, err)
		if n != kept.Load() || rows != kept.Load() || kept.Load() == 0 {
			t.Errorf("%d acts kept, the counter says %d, %d rows", kept.Load(), n, rows)
		}
	})
}

// A connection that is cut while writes wait is no harm before the commit is sent; when it breaks off afterwards without a
// word nobody knows.
func TestWhatWaitsAndAServerThatGoes(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	runs := 0
	err := d.Writer.Do(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ($1, 1)", "first"); err != nil {
			return err
		}
		must(t, tx.Later(t.Context(), "INSERT INTO rate (id, tat) VALUES ($1, 1)", "later"))
		if runs++; runs == 1 {
			outside(t, d.DSN, cutOthers)
		}
		return nil
	})
	if err != nil || runs != 2 || d.Writer.Health() != nil {
		t.Errorf("%d runs, %v, health %v", runs, err, d.Writer.Health())
	}
	if n, err := db.One[int64](t.Context(), d.DB, "SELECT count(*) FROM rate"); n != 2 || err != nil {
		t.Errorf("%d rows stand, %v", n, err)
	}
}

// Of acts done together, each is undone or kept with what waits of it alone, and what is read beside it sees it.
func TestTogetherWhatWaitsBelongsToItsAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		must(t, d.Writer.Together(ctx, func(ctx context.Context) error {
			for i := range 6 {
				err := d.Writer.Do(ctx, func(tx *db.Tx) error {
					must(t, db.InsertLater(ctx, tx, "thing", thing{ID: fmt.Sprint(i)}))
					switch i % 3 {
					case 1:
						return errors.New("refused")
					case 2:
						return db.InsertLater(ctx, tx, "thing", thing{ID: "0"})
					}
					n, err := db.One[int64](ctx, d, "SELECT count(*) FROM thing WHERE id = $1", fmt.Sprint(i))
					if n != 1 {
						t.Errorf("beside act %d %d rows are seen", i, n)
					}
					return err
				})
				if (err == nil) != (i%3 == 0) || db.IsUnique(err) != (i%3 == 2) {
					t.Errorf("act %d: %v", i, err)
				}
			}
			return nil
		}))
		ids, err := db.All[string](ctx, d, "SELECT id FROM thing ORDER BY id")
		if got := strings.Join(ids, " "); err != nil || got != "0 3" {
			t.Errorf("%s stand, %v", got, err)
		}
	})
}

// What is read through cannot be written through.
func TestAWriteThatWaitsCanNotBeMadeThroughAView(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		ctx := withThings(t, d)
		err := d.Read(ctx, func(q db.Reader) error { return db.InsertLater(ctx, q.(db.Queuer), "thing", thing{ID: "x"}) })
		if err == nil {
			t.Error("a view could be written through")
		}
	})
}
