package fact_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
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

var ctx = context.Background()

// act does something to facts in one act.
func act(d *dbtest.Database, fn func(tx *audit.Tx) error) error {
	return d.Trail.Do(ctx, policy.Actor{ID: "a"}, func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test.act", ref.To("fact", "x"), nil)
	})
}

// ledger is what the facts of one measure in one municipality should be, kept beside the database.
type ledger struct {
	metric, code string
	shape        fact.Shape
	facts        map[string]fact.Fact
}

// sums says in words what the sums should be, counted day by day and not as the package does it. With late, open ones
// past their due count too.
func (l ledger) sums(reach calendar.Date, now time.Time, late bool) string {
	n, kept, relieved := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, f := range l.facts {
		if f.Outcome == fact.Withdrawn {
			continue
		}
		if l.shape == fact.Timed {
			due := calendar.DateOf(f.Due.Add(-time.Second)).String()[:7]
			switch {
			case !f.Closed.IsZero():
				n[due]++
				if f.Outcome != fact.Missed && !f.Closed.After(f.Due.Time) {
					kept[due]++
					continue
				}
			case late && now.After(f.Due.Time):
				n[due]++
			default:
				continue
			}
			if f.Relieved {
				relieved[due]++
			}
			continue
		}
		for day := day("2025-01-01"); !day.After(reach.EndOfMonth()); day = day.AddDays(1) {
			on := !f.Opened.After(day.Start()) && (f.Closed.IsZero() || f.Closed.After(day.Start()))
			if month := day.String()[:7]; on && day == day.EndOfMonth() {
				n[month] += max(1, f.Whole)
				kept[month] += max(f.Part, 1-min(1, f.Whole))
			}
		}
	}
	var out []string
	for month, of := range n {
		out = append(out, fmt.Sprintf("%s: %d of %d, %d relieved", month, kept[month], of, relieved[month]))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func said(cells []fact.Cell) string {
	var out []string
	for _, c := range cells {
		out = append(out, fmt.Sprintf("%s: %d of %d, %d relieved", c.Month.String()[:7], c.Kept, c.N, c.Relieved))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// draw gives a fact of the ledger's measure, open.
func (l ledger) draw(t *rapid.T) fact.Fact {
	from := day("2025-06-01").AddDays(rapid.IntRange(0, 260).Draw(t, "from"))
	f := fact.Fact{Metric: l.metric, Municipality: l.code, Authority: "af", Opened: db.At(from.Start())}
	switch l.shape {
	case fact.Timed:
		f.Due = db.At(from.AddDays(rapid.IntRange(0, 60).Draw(t, "due")).End())
		f.Relieved = rapid.Bool().Draw(t, "relieved")
	case fact.Share:
		f.Whole = rapid.Int64Range(1, 40).Draw(t, "whole")
		f.Part = rapid.Int64Range(0, f.Whole).Draw(t, "part")
	}
	return f
}

func (l ledger) closing(t *rapid.T, f fact.Fact) fact.Closing {
	return fact.Closing{At: db.At(f.Opened.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "days"))), Minutes: rapid.Int64Range(0, 5000).Draw(t, "minutes"),
		Outcome: rapid.SampledFrom([]string{"", "done", fact.Missed, fact.Withdrawn}).Draw(t, "outcome")}
}

// step does one thing to one fact, in the database and in the ledger.
func (l ledger) step(t *rapid.T, d *dbtest.Database) {
	ids := make([]string, 0, len(l.facts))
	for id := range l.facts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	what := rapid.SampledFrom([]string{"open", "open", "close", "close", "reopen", "change", "forget"}).Draw(t, "what")
	if len(ids) == 0 {
		what = "open"
	}
	if what == "open" {
		f := l.draw(t)
		l.must(t, act(d, func(tx *audit.Tx) error {
			made, err := fact.Open(ctx, tx, f)
			if err == nil {
				l.facts[made[0]] = f
			}
			return err
		}))
		return
	}
	id := rapid.SampledFrom(ids).Draw(t, "which")
	f := l.facts[id]
	open := f.Closed.IsZero()
	switch what {
	case "close":
		c := l.closing(t, f)
		err := act(d, func(tx *audit.Tx) error { return fact.Close(ctx, tx, l.metric, c, id) })
		if (err == nil) != open {
			t.Fatalf("close of one that is open=%t: %v", open, err)
		}
		if open {
			f.Closed, f.Outcome, f.Minutes = c.At, c.Outcome, c.Minutes
		}
	case "reopen":
		err := act(d, func(tx *audit.Tx) error { return fact.Reopen(ctx, tx, l.metric, id) })
		if (err == nil) == open {
			t.Fatalf("reopen of one that is open=%t: %v", open, err)
		}
		f.Closed, f.Outcome, f.Minutes = db.Time{}, "", 0
	case "change":
		f = l.draw(t)
		f.ID = id
		l.must(t, act(d, func(tx *audit.Tx) error { _, err := fact.Record(ctx, tx, f); return err }))
	case "forget":
		l.must(t, act(d, func(tx *audit.Tx) error { return fact.Forget(ctx, tx, l.metric, id) }))
		delete(l.facts, id)
		return
	}
	l.facts[id] = f
}

func (l ledger) must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// holdsGood compares the sums of the database with the ledger.
func (l ledger) holdsGood(t rapid.TB, d *dbtest.Database) {
	filter := fact.Filter{Municipalities: []string{l.code}}
	cells, err := fact.Cells(ctx, d, l.metric, filter)
	if err != nil {
		t.Fatal(err)
	}
	due, err := fact.Due(ctx, d, l.metric, filter)
	if err != nil {
		t.Fatal(err)
	}
	reach := calendar.DateOf(d.Clock.Now())
	if got, want := said(cells), l.sums(reach, d.Clock.Now(), false); got != want {
		t.Fatalf("%s in %s sums to\n%s, want\n%s", l.metric, l.code, got, want)
	}
	if got, want := said(due), l.sums(reach, d.Clock.Now(), true); got != want {
		t.Fatalf("%s in %s is due as\n%s, want\n%s", l.metric, l.code, got, want)
	}
}

// Whatever is opened, closed, opened again, changed or forgotten, in any order, the sums are those of a count from
// nothing: of what holds, of shares and of what is timed.
func TestAnySequenceGivesTheSumsOfARecount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		var kept []ledger
		code := 1000
		rapid.Check(t, func(t *rapid.T) {
			metric := rapid.SampledFrom([]string{fact.Coverage, fact.MinutesPublished, fact.ResponsibilityFilled}).Draw(t, "metric")
			m, _ := fact.Find(metric)
			code++
			l := ledger{metric: metric, code: fmt.Sprint(code), shape: m.Shape, facts: map[string]fact.Fact{}}
			for range rapid.IntRange(1, 8).Draw(t, "steps") {
				l.step(t, d)
				if rapid.IntRange(0, 3).Draw(t, "folded") == 0 {
					l.must(t, fact.Fold(ctx, d.Trail))
				}
			}
			l.holdsGood(t, d)
			kept = append(kept, l)
		})
		sound(t, d)
		d.Clock.Advance(65 * 24 * time.Hour)
		must(t, fact.Reach(ctx, d.Trail))
		for _, l := range kept {
			l.holdsGood(t, d)
		}
		sound(t, d)
	})
}

// What is due by the end of a month's last day falls due in that month.
func TestTheLastDayOfAMonthIsInIt(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	record(t, d, fact.Fact{Metric: fact.MinutesPublished, Municipality: "2085", Authority: "af", Opened: db.At(day("2026-01-20").Start()),
		Due: db.At(day("2026-01-31").End()), Closed: db.At(day("2026-01-31").At(15, 0))})
	cells, err := fact.Cells(ctx, d, fact.MinutesPublished, fact.Filter{})
	must(t, err)
	if got := said(cells); got != "2026-01: 1 of 1, 0 relieved" {
		t.Errorf("it counts as %s", got)
	}
}

// A question that nobody ever answers is among what was due, once it is past its day, and in no median.
func TestWhatIsNeverAnsweredWasDue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		open := func(due string) fact.Fact {
			return fact.Fact{Metric: fact.MinutesPublished, Municipality: "2085", Authority: "af", Opened: db.At(day("2026-01-02").Start()), Due: db.At(day(due).End())}
		}
		answered := open("2026-02-10")
		answered.Closed, answered.Minutes = db.At(day("2026-02-04").At(9, 0)), 300
		record(t, d, answered)
		must(t, act(d, func(tx *audit.Tx) error {
			_, err := fact.Open(ctx, tx, open("2026-02-27"), open("2026-03-02"), open("2026-03-20"))
			return err
		}))
		now := func() string {
			due, err := fact.Due(ctx, d, fact.MinutesPublished, fact.Filter{From: day("2026-02-01"), To: day("2026-03-01")})
			must(t, err)
			if m, ok := due[0].Histogram.Quantile(0.5); !ok || m < 290 || m > 310 {
				t.Errorf("the median is %d", m)
			}
			return said(due)
		}
		if got := now(); got != "2026-02: 1 of 2, 0 relieved" {
			t.Errorf("on 2 March: %s", got)
		}
		d.Clock.Set(day("2026-03-03").At(0, 1))
		if got := now(); got != "2026-02: 1 of 2, 0 relieved, 2026-03: 0 of 1, 0 relieved" {
			t.Errorf("on 3 March: %s", got)
		}
	})
}

func TestABadShareIsRefused(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	share := func(metric string, part, whole int64) fact.Fact {
		return fact.Fact{Metric: metric, Municipality: "2085", Authority: "af", Opened: db.At(dbtest.Monday()), Part: part, Whole: whole}
	}
	for name, f := range map[string]fact.Fact{
		"of nothing": share(fact.ResponsibilityFilled, 0, 0), "more than all": share(fact.ResponsibilityFilled, 3, 2), "less than none": share(fact.ResponsibilityFilled, -1, 2),
		"no share": share(fact.Coverage, 1, 2),
	} {
		if act(d, func(tx *audit.Tx) error { _, err := fact.Record(ctx, tx, f); return err }) == nil {
			t.Errorf("%s was taken", name)
		}
	}
	closed := share(fact.ResponsibilityFilled, 1, 2)
	closed.Closed = closed.Opened
	if act(d, func(tx *audit.Tx) error { _, err := fact.Open(ctx, tx, closed); return err }) == nil {
		t.Error("a closed fact was opened")
	}
	if act(d, func(tx *audit.Tx) error {
		return fact.Close(ctx, tx, fact.ResponsibilityFilled, fact.Closing{}, "none")
	}) == nil {
		t.Error("a fact that is not there was closed")
	}
}

// Two acts that change the same sums, given their facts in opposite orders, both come through and lose nothing.
func TestTwoWritersOfTheSameSums(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		const places, rounds = 20, 2
		one := func(i int) fact.Fact {
			day := day("2026-01-10")
			return fact.Fact{Metric: fact.MinutesPublished, Municipality: fmt.Sprint(2000 + i), Authority: "af", Opened: db.At(day.Start()), Due: db.At(day.End()), Closed: db.At(day.End())}
		}
		var up, down []fact.Fact
		for i := range places {
			up, down = append(up, one(i)), append([]fact.Fact{one(i)}, down...)
		}
		var wg sync.WaitGroup
		for _, facts := range [][]fact.Fact{up, down} {
			wg.Go(func() {
				for range rounds {
					if err := act(d, func(tx *audit.Tx) error { _, err := fact.RecordAll(ctx, tx, facts); return err }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		cells, err := fact.Cells(ctx, d, fact.MinutesPublished, fact.Filter{})
		must(t, err)
		for _, c := range cells {
			if c.N != 2*rounds {
				t.Errorf("%s sums to %d, want %d", c.Municipality, c.N, 2*rounds)
			}
		}
		if len(cells) != places {
			t.Errorf("%d municipalities, want %d", len(cells), places)
		}
		sound(t, d)
	})
}
