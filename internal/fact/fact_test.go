package fact_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func record(t testing.TB, d *dbtest.Database, f fact.Fact) string {
	t.Helper()
	var id string
	must(t, d.Trail.Do(t.Context(), policy.Actor{ID: "a"}, func(tx *audit.Tx) (err error) {
		if id, err = fact.Record(t.Context(), tx, f); err != nil {
			return err
		}
		return tx.Note("test.record", ref.To("fact", "x"), nil)
	}))
	return id
}

func holds(code, from, to string) fact.Fact {
	f := fact.Fact{Metric: fact.Coverage, Municipality: code, Authority: "af", Opened: db.At(day(from).Start())}
	if to != "" {
		f.Closed = db.At(day(to).End())
	}
	return f
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func months(t testing.TB, d *dbtest.Database, code string) (out []string) {
	t.Helper()
	cells, err := fact.Cells(t.Context(), d, fact.Coverage, fact.Filter{Municipalities: []string{code}})
	must(t, err)
	for _, c := range cells {
		out = append(out, c.Month.String()[:7])
	}
	return out
}

func sound(t testing.TB, d *dbtest.Database) {
	t.Helper()
	found, err := fact.Verify(t.Context(), d.DB)
	must(t, err)
	for _, f := range found {
		t.Error(f.Text.Sv)
	}
}

func TestWhatHoldsCountsInTheMonthsAtWhoseEndItDoes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		record(t, d, holds("2085", "2025-11-30", "2026-01-30"))
		record(t, d, holds("0114", "2025-12-31", ""))
		if got := months(t, d, "2085"); !slices.Equal(got, []string{"2025-11", "2025-12"}) {
			t.Errorf("2085 counts in %v", got)
		}
		if got := months(t, d, "0114"); !slices.Equal(got, []string{"2025-12", "2026-01", "2026-02", "2026-03"}) {
			t.Errorf("0114 counts in %v", got)
		}
		sound(t, d)
		d.Clock.Set(day("2026-05-04").At(9, 0))
		must(t, fact.Reach(t.Context(), d.Trail))
		must(t, fact.Reach(t.Context(), d.Trail))
		if got := months(t, d, "0114"); len(got) != 6 {
			t.Errorf("two months later 0114 counts in %v", got)
		}
		sound(t, d)
	})
}

func TestAFactThatChangesChangesTheSums(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		f := holds("2085", "2025-10-01", "")
		f.ID = record(t, d, f)
		record(t, d, holds("2085", "2026-01-01", ""))
		f.Closed = db.At(day("2025-12-05").End())
		record(t, d, f)
		if got := months(t, d, "2085"); !slices.Equal(got, []string{"2025-10", "2025-11", "2026-01", "2026-02", "2026-03"}) {
			t.Errorf("counts in %v", got)
		}
		sound(t, d)
		must(t, d.Trail.Do(t.Context(), policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
			if err := fact.Forget(t.Context(), tx, fact.Coverage, f.ID); err != nil {
				return err
			}
			return tx.Note("test.forget", ref.To("fact", "x"), nil)
		}))
		if got := months(t, d, "2085"); len(got) != 3 {
			t.Errorf("counts in %v", got)
		}
		sound(t, d)
	})
}

func TestSumsFollowFromTheFactsWhateverHappens(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := rand.New(rand.NewPCG(1, 2))
		var ids []string
		for range 60 {
			from := calendar.NewDate(2025, time.January, 1+r.IntN(500))
			f := holds([]string{"0114", "2085", "2584"}[r.IntN(3)], from.String(), "")
			if r.IntN(2) == 0 {
				f.Closed = db.At(from.AddDays(r.IntN(300)).End())
			}
			if r.IntN(6) == 0 {
				f.Outcome = fact.Withdrawn
			}
			if len(ids) > 0 && r.IntN(3) == 0 {
				f.ID = ids[r.IntN(len(ids))]
			}
			id := record(t, d, f)
			if f.ID == "" {
				ids = append(ids, id)
			}
			if r.IntN(5) == 0 {
				must(t, fact.Fold(t.Context(), d.Trail))
			}
			if r.IntN(15) == 0 {
				d.Clock.Advance(35 * 24 * time.Hour)
				must(t, fact.Reach(t.Context(), d.Trail))
			}
		}
		sound(t, d)
	})
}

func TestASumChangedByHandIsFound(t *testing.T) {
	for _, table := range []string{"rollup", "rollup_delta"} {
		dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
			record(t, d, holds("2085", "2026-01-01", ""))
			if table == "rollup" {
				must(t, fact.Fold(t.Context(), d.Trail))
			}
			for _, text := range []string{
				"UPDATE " + table + " SET n = n + 1 WHERE month = '2026-01-01'", "DELETE FROM " + table + " WHERE month = '2026-02-01'",
				"UPDATE " + table + " SET municipality = '2084' WHERE month = '2026-03-01'",
			} {
				must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
					if n, err := tx.Exec(t.Context(), text); err != nil || n != 1 {
						t.Errorf("%s: %d rows, %v", text, n, err)
					}
					return nil
				}))
			}
			found, err := fact.Verify(t.Context(), d.DB)
			must(t, err)
			if len(found) != 4 {
				t.Errorf("%s: found %d differences, want 4: %v", table, len(found), found)
			}
		})
	}
}

func TestABadFactIsRefused(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	for name, f := range map[string]fact.Fact{
		"no measure":      {Metric: "none", Municipality: "0114", Authority: "af", Opened: db.At(dbtest.Monday())},
		"no municipality": {Metric: fact.Coverage, Municipality: "114", Authority: "af", Opened: db.At(dbtest.Monday())},
		"ends too early":  {Metric: fact.Coverage, Municipality: "0114", Authority: "af", Opened: db.At(dbtest.Monday()), Closed: db.At(dbtest.Monday().Add(-1))},
		"negative":        {Metric: fact.Coverage, Municipality: "0114", Authority: "af", Opened: db.At(dbtest.Monday()), Minutes: -1},
	} {
		err := d.Trail.Do(t.Context(), policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
			_, err := fact.Record(t.Context(), tx, f)
			return err
		})
		if err == nil || errors.Is(err, audit.ErrNothingNoted) {
			t.Errorf("%s was taken: %v", name, err)
		}
	}
}

func TestAQuantileIsLessThanASixteenthOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(0, 200_000), 1, 200).Draw(t, "minutes")
		p := rapid.SampledFrom([]float64{0.1, 0.5, 0.9, 1}).Draw(t, "p")
		var whole, half fact.Histogram
		for i, v := range values {
			one := fact.HistogramOf(v)
			whole = whole.Add(one, 1)
			if i%2 == 0 {
				half = half.Add(one, 1)
			}
		}
		slices.Sort(values)
		rank := max(1, int(p*float64(len(values))+0.999999))
		exact := values[rank-1]
		got, ok := whole.Quantile(p)
		if !ok || abs(got-exact)*16 > exact+16 {
			t.Fatalf("quantile %.1f is %d, exactly %d", p, got, exact)
		}
		b, err := whole.Value()
		if err != nil {
			t.Fatal(err)
		}
		var again fact.Histogram
		if err := again.Scan(b); err != nil || again.N() != int64(len(values)) {
			t.Fatalf("read back %d of %d, %v", again.N(), len(values), err)
		}
		if rest := whole.Add(half, -1); rest.N() != int64(len(values)/2) {
			t.Fatalf("without half of it %d are left", rest.N())
		}
	})
}

func abs(n int64) int64 { return max(n, -n) }
