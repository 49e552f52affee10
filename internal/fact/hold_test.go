package fact_test

import (
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/fact"
)

// What stands still is late on no day; when it goes on it is due later by the working time that it stood, however often it
// stood, and that time is pause and not taken. What is closed while it stands goes on first.
func TestWhatStandsStillIsDueLater(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		chance, office := sample.Rand(t), calendar.OfficeHours()
		for range 30 {
			opened := d.Now()
			due, _ := office.AddMinutes(opened, 60*(8+chance.IntN(80)))
			var id string
			must(t, act(d, func(tx *audit.Tx) error {
				ids, err := fact.Open(ctx, tx, fact.Fact{Metric: fact.AssessmentCompleted, Municipality: "2085", Authority: "af", Opened: db.At(opened), Due: db.At(due)})
				if err == nil {
					id = ids[0]
				}
				return err
			}))
			do := func(what func(tx *audit.Tx) error) {
				t.Helper()
				must(t, act(d, what))
				d.Clock.Advance(time.Duration(chance.IntN(5*24*60)) * time.Minute)
			}
			hold := func(tx *audit.Tx) error { return fact.Hold(ctx, tx, fact.AssessmentCompleted, id) }
			release := func(tx *audit.Tx) error { return fact.Release(ctx, tx, fact.AssessmentCompleted, id) }
			stood, still := 0, time.Time{}
			for range chance.IntN(6) {
				if chance.IntN(2) == 0 {
					if still.IsZero() {
						still = d.Now()
					}
					do(hold)
					if got := factBy(t, d, id); got.Due.Year() != 9999 {
						t.Fatalf("what stands still is due %s", got.Due)
					}
				} else {
					if !still.IsZero() {
						stood += office.MinutesBetween(still, d.Now())
						still = time.Time{}
					}
					do(release)
				}
			}
			if !still.IsZero() {
				stood += office.MinutesBetween(still, d.Now())
			}
			taken := office.MinutesBetween(opened, d.Now())
			do(func(tx *audit.Tx) error {
				return fact.Close(ctx, tx, fact.AssessmentCompleted, fact.Closing{At: db.At(tx.Now()), Outcome: "completed", Minutes: int64(taken)}, id)
			})
			later, _ := office.AddMinutes(due, stood)
			if got := factBy(t, d, id); !got.Due.Equal(later) || got.Paused != int64(stood) || got.Minutes != int64(taken-stood) {
				t.Fatalf("it stood %d of %d minutes: due %s, want %s; %d paused, %d taken", stood, taken, got.Due, later, got.Paused, got.Minutes)
			}
			if n, err := db.One[int64](ctx, d.DB, "SELECT COUNT(*) FROM fact_hold"); err != nil || n != 0 {
				t.Fatalf("%d facts are left standing, %v", n, err)
			}
		}
	})
}

// What is due by the end of a day is due by the end of a later one.
func TestWhatIsDueByADaysEndStillIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		d.Clock.Set(day("2026-03-02").At(9, 0))
		var id string
		must(t, act(d, func(tx *audit.Tx) error {
			ids, err := fact.Open(ctx, tx, fact.Fact{Metric: fact.PlanFollowUp, Municipality: "2085", Authority: "af", Opened: db.At(tx.Now()), Due: db.At(day("2026-06-02").End())})
			if err == nil {
				id = ids[0]
			}
			return err
		}))
		must(t, act(d, func(tx *audit.Tx) error { return fact.Hold(ctx, tx, fact.PlanFollowUp, id) }))
		d.Clock.Set(day("2026-03-16").At(9, 0)) // ten working days
		must(t, act(d, func(tx *audit.Tx) error { return fact.Release(ctx, tx, fact.PlanFollowUp, id) }))
		want := day("2026-06-16") // past the national day, which is a Saturday
		if got := factBy(t, d, id); !got.Due.Equal(want.End()) {
			t.Errorf("it is due %s, want the end of %s", got.Due, want)
		}
		must(t, act(d, func(tx *audit.Tx) error {
			return fact.Close(ctx, tx, fact.PlanFollowUp, fact.Closing{At: db.At(tx.Now()), Outcome: "followed"}, id)
		}))
		must(t, act(d, func(tx *audit.Tx) error { return fact.Hold(ctx, tx, fact.PlanFollowUp, id) }))
		if got := factBy(t, d, id); got.Due.Year() == 9999 {
			t.Error("what is closed stands still")
		}
	})
}

func factBy(t *testing.T, d *dbtest.Database, id string) fact.Fact {
	t.Helper()
	f, err := db.One[fact.Fact](ctx, d.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark FROM fact WHERE id = $1", id)
	must(t, err)
	return f
}
