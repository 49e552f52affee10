package fact_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
)

// answered gives a fact of a meeting's minutes, in one of some municipalities.
func answered(i int) fact.Fact {
	from := day("2026-01-10").AddDays(i % 40)
	return fact.Fact{Metric: fact.MinutesPublished, Municipality: fmt.Sprint(2000 + i%7), Authority: "af", Opened: db.At(from.Start()), Due: db.At(from.AddDays(5).End()),
		Closed: db.At(from.AddDays(i % 9).End()), Minutes: int64(i) * 37 % 4000}
}

// counts gives how many rows of a table there are.
func counts(t testing.TB, q db.Reader, table string) int64 {
	t.Helper()
	n, err := db.One[int64](ctx, q, "SELECT COUNT(*) FROM "+table)
	must(t, err)
	return n
}

// all says what a measure sums to, with times.
func all(t testing.TB, q db.Reader, metric string) string {
	t.Helper()
	cells, err := fact.Cells(ctx, q, metric, fact.Filter{})
	must(t, err)
	return fmt.Sprint(cells)
}

// What waits counts like what stands in the cells, and to fold it changes no sum.
func TestToFoldChangesNoSum(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		for i := range 30 {
			record(t, d, answered(i))
		}
		before := all(t, d, fact.MinutesPublished)
		if counts(t, d, "rollup") != 0 || counts(t, d, "rollup_delta") != 30 {
			t.Errorf("an act wrote %d cells and left %d", counts(t, d, "rollup"), counts(t, d, "rollup_delta"))
		}
		must(t, fact.Fold(ctx, d.Trail))
		if counts(t, d, "rollup") == 0 || counts(t, d, "rollup_delta") != 0 {
			t.Errorf("%d cells, and %d rows wait", counts(t, d, "rollup"), counts(t, d, "rollup_delta"))
		}
		if after := all(t, d, fact.MinutesPublished); after != before {
			t.Errorf("folded it is\n%s, before\n%s", after, before)
		}
		sound(t, d)
	})
}

// An act leaves one row for each cell, however many of its facts count there, and none where they cancel out.
func TestAnActLeavesOneRowForEachCell(t *testing.T) {
	var ran atomic.Int64
	dbtest.EachWith(t, db.Options{Ran: func(string) { ran.Add(1) }}, func(t *testing.T, d *dbtest.Database) {
		var ids []string
		few := []fact.Fact{answered(0), answered(0), answered(1), holds("2085", "2026-03-01", "")}
		before := ran.Load()
		must(t, act(d, func(tx *audit.Tx) (err error) { ids, err = fact.RecordAll(ctx, tx, few); return err }))
		few[0].ID, few[1].ID, few[2].ID, few[3].ID = ids[0], ids[1], ids[2], ids[3]
		if n := counts(t, d, "rollup_delta"); n != 3 {
			t.Errorf("four facts of three cells left %d rows", n)
		}
		statements := ran.Load() - before
		before = ran.Load()
		more := append(few, answered(1), answered(2), answered(3), answered(4), answered(5), answered(6))
		must(t, act(d, func(tx *audit.Tx) (err error) { _, err = fact.RecordAll(ctx, tx, more); return err }))
		if n := ran.Load() - before; n > statements+3 {
			t.Errorf("ten facts took %d statements, four new ones %d", n, statements)
		}
		if n := counts(t, d, "rollup_delta"); n != 3+6 {
			t.Errorf("four facts that are as they were, and six new ones, left %d rows", n-3)
		}
		sound(t, d)
	})
}

// Acts go on, two nodes fold and somebody reads, all at the same time: every reading sees each fact once, and nothing is lost.
func TestFoldingBesideReadersAndWriters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		const acts, writers = 40, 3
		var wrote, done atomic.Int64
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				defer done.Add(1)
				for i := range acts {
					err := act(d, func(tx *audit.Tx) error { _, err := fact.Record(ctx, tx, answered(w*acts+i)); return err })
					if err != nil {
						t.Error(err)
					}
					wrote.Add(1)
				}
			})
		}
		for range 2 {
			all.Go(func() {
				for done.Load() < writers {
					if err := fact.Fold(ctx, d.Trail); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Go(func() {
			for done.Load() < writers {
				least := wrote.Load()
				var n int64
				cells, err := fact.Cells(ctx, d, fact.MinutesPublished, fact.Filter{})
				for _, c := range cells {
					n += c.N
				}
				if most := wrote.Load() + writers; err != nil || n < least || n > most {
					t.Errorf("%d facts are seen when there were between %d and %d, %v", n, least, most, err)
				}
			}
		})
		all.Wait()
		sound(t, d)
		must(t, fact.Fold(ctx, d.Trail))
		if counts(t, d, "rollup_delta") != 0 {
			t.Error("something waits after all was folded")
		}
		sound(t, d)
	})
}

// A node that dies in the middle of folding has changed no sum, and the next one goes on.
func TestFoldingCutOff(t *testing.T) {
	var commits, dies atomic.Int64
	o := db.Options{Commit: func(commit func() error) error {
		if n := dies.Load(); n > 0 && commits.Add(1) >= n {
			return errors.New("the node is gone")
		}
		return commit()
	}}
	dbtest.EachWith(t, o, func(t *testing.T, d *dbtest.Database) {
		dies.Store(0)
		var many []fact.Fact
		for i := range 700 {
			f := answered(i)
			f.Municipality = fmt.Sprint(1000 + i)
			many = append(many, f)
		}
		must(t, act(d, func(tx *audit.Tx) error { _, err := fact.RecordAll(ctx, tx, many); return err }))
		before := all(t, d, fact.MinutesPublished)
		commits.Store(0)
		dies.Store(2)
		if fact.Fold(ctx, d.Trail) == nil {
			t.Fatal("folding went well though the node is gone")
		}
		dies.Store(0)
		if n := counts(t, d, "rollup_delta"); n == 0 || n == 700 {
			t.Errorf("%d of 700 rows wait after half of the folding", n)
		}
		if now := all(t, d, fact.MinutesPublished); now != before {
			t.Error("half of the folding changed a sum")
		}
		sound(t, d)
		must(t, fact.Fold(context.WithoutCancel(ctx), d.Trail))
		if now := all(t, d, fact.MinutesPublished); now != before || counts(t, d, "rollup_delta") != 0 {
			t.Error("the folding that went on changed a sum, or left something")
		}
		sound(t, d)
	})
}

// What was taken away again leaves no cell behind.
func TestACellOfNothingIsGone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		id := record(t, d, answered(3))
		must(t, fact.Fold(ctx, d.Trail))
		must(t, act(d, func(tx *audit.Tx) error { return fact.Forget(ctx, tx, fact.MinutesPublished, id) }))
		if got := all(t, d, fact.MinutesPublished); got != "[]" {
			t.Errorf("before it is folded: %s", got)
		}
		must(t, fact.Fold(ctx, d.Trail))
		if n := counts(t, d, "rollup"); n != 0 {
			t.Errorf("%d cells of nothing", n)
		}
	})
}
