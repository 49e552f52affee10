package fact

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// disorder is facts of two authorities that are recorded, corrected long afterwards and taken away at random.
type disorder struct {
	*dbtest.Database
	t      *testing.T
	chance *rand.Rand
	ids    []string
}

func (o *disorder) act() {
	err := o.Trail.Do(context.Background(), policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
		id := ""
		if len(o.ids) > 0 && o.chance.IntN(3) == 0 {
			id = o.ids[o.chance.IntN(len(o.ids))]
		}
		due := calendar.NewDate(2025, time.January, 1+o.chance.IntN(400))
		f := Fact{ID: id, Metric: AnswerTime, Municipality: fmt.Sprint(2000 + o.chance.IntN(5)), Authority: []string{"af", "board"}[o.chance.IntN(2)],
			Opened: db.At(due.AddDays(-10).Start()), Due: db.At(due.End()), Minutes: o.chance.Int64N(5000), Relieved: o.chance.IntN(4) == 0}
		if o.chance.IntN(5) > 0 {
			f.Closed = db.At(due.AddDays(o.chance.IntN(12) - 9).Start())
		}
		switch {
		case id != "" && o.chance.IntN(3) == 0:
			if err := Forget(context.Background(), tx, AnswerTime, id); err != nil {
				return err
			}
			o.ids = slices.DeleteFunc(o.ids, func(x string) bool { return x == id })
		default:
			made, err := Record(context.Background(), tx, f)
			if err != nil {
				return err
			}
			if id == "" {
				o.ids = append(o.ids, made)
			}
		}
		return tx.Note("test.act", ref.To("fact", "x"), nil)
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// agrees holds an overview against the sums of the facts themselves.
func (o *disorder) agrees(where string, d *db.DB, m *Months) {
	o.t.Helper()
	from, to := calendar.NewDate(2025, time.January+time.Month(o.chance.IntN(6)), 1), calendar.NewDate(2025, time.July+time.Month(o.chance.IntN(8)), 1)
	authority := []string{"", "af", "board"}[o.chance.IntN(3)]
	got, err := m.Cells(context.Background(), d, AnswerTime, authority, from, to)
	if err != nil {
		o.t.Fatal(err)
	}
	metric, _ := Find(AnswerTime)
	all, err := recompute(context.Background(), d, metric)
	if err != nil {
		o.t.Fatal(err)
	}
	want := slices.DeleteFunc(all.ordered(), func(c Cell) bool {
		return c.Month.Before(from) || c.Month.After(to) || authority != "" && c.Authority != authority
	})
	if !slices.EqualFunc(got, want, Cell.equal) {
		o.t.Fatalf("%s, %s to %s of %q:\n%v, the facts give\n%v", where, from, to, authority, got, want)
	}
	if total := Total(got); total.N != Total(want).N || total.Histogram.N() != total.N {
		o.t.Fatalf("together %d, with times of %d", total.N, total.Histogram.N())
	}
}

// Whatever is recorded, corrected months later, taken away or folded, on this node or another, an overview says what the
// facts say.
func TestAnOverviewIsWhatTheFactsSay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		o := &disorder{Database: d, t: t, chance: rand.New(rand.NewPCG(7, 11))}
		other := dbtest.At(t, d.DSN, db.Options{Now: d.Clock.Now})
		here, there := &Months{}, &Months{}
		for range 60 {
			for range o.chance.IntN(5) {
				o.act()
			}
			switch o.chance.IntN(4) {
			case 0:
				if err := Fold(context.Background(), d.Trail); err != nil {
					t.Fatal(err)
				}
			case 1:
				if err := Fold(context.Background(), other.Trail); err != nil {
					t.Fatal(err)
				}
			}
			o.agrees("here", d.DB, here)
			o.agrees("on the other node", other.DB, there)
		}
	})
}

// What has not changed is not read again, and what is remembered has a bound.
func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	o := &disorder{Database: d, t: t, chance: rand.New(rand.NewPCG(3, 5))}
	for range 60 {
		o.act()
	}
	if err := Fold(context.Background(), d.Trail); err != nil {
		t.Fatal(err)
	}
	m := &Months{}
	from, to := calendar.NewDate(2024, 12, 1), calendar.NewDate(2026, 3, 1)
	read := func() []Cell {
		cells, err := m.Cells(context.Background(), d.DB, AnswerTime, "", from, to)
		if err != nil {
			t.Fatal(err)
		}
		return cells
	}
	whole := read()
	change := func(text string) {
		if err := d.Writer.DoRows(context.Background(), func(tx *db.Tx) error { _, err := tx.Exec(context.Background(), text); return err }); err != nil {
			t.Fatal(err)
		}
	}
	change("DELETE FROM rollup")
	if again := read(); !slices.EqualFunc(again, whole, Cell.equal) {
		t.Error("months that have not changed were read again")
	}
	change("UPDATE rollup_month SET version = 'new' WHERE month = '2025-06-01'")
	for _, c := range read() {
		if c.Month == calendar.NewDate(2025, 6, 1) {
			t.Error("a month that has changed was not read again")
		}
	}
	m.cells += monthsMost
	change("UPDATE rollup_month SET version = 'newer' WHERE month = '2025-07-01'")
	read()
	if len(m.have) != 0 {
		t.Errorf("%d months are remembered beyond the bound", len(m.have))
	}
}
