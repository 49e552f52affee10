package simulate_test

import (
	"context"
	"errors"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
	"samsyn/internal/simulate"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// few is a year of one county.
func few(seed uint64) simulate.Options {
	return simulate.Options{Seed: seed, Enquiries: 120, Years: 1, From: calendar.NewDate(2024, 1, 1), Counties: []string{"20"}, AtOnce: 150}
}

func open(t testing.TB, dsn string, o simulate.Options, seams db.Options) *simulate.Simulation {
	t.Helper()
	chance := simulate.NewChance(o.Seed)
	keys, err := seal.NewSimulated(chance)
	must(t, err)
	s, err := simulate.Open(context.Background(), dsn, keys, chance, o, app.Options{DB: seams})
	must(t, err)
	return s
}

func quiet(simulate.Progress) {}

// made makes all of it at once, and gives the head.
func made(t testing.TB, dsn string, o simulate.Options) audit.Head {
	t.Helper()
	s := open(t, dsn, o, db.Options{})
	defer func() { must(t, s.Close()) }()
	if finished, err := s.Run(t.Context(), quiet); !finished || err != nil {
		t.Fatalf("finished %v, %v", finished, err)
	}
	head, err := s.Head(t.Context())
	must(t, err)
	return head
}

// The same seed and arguments give the same trail on either engine, in whatever commits; another seed another one. What
// is left is a sound trail and sums that follow from the facts.
func TestTheSeedDecidesTheTrail(t *testing.T) {
	dsn := dbtest.Empty(t, db.SQLite)
	head := made(t, dsn, few(1))
	if head.Size < 1000 {
		t.Errorf("the trail is short: %s", head)
	}
	d := dbtest.At(t, dsn, db.Options{})
	keys, err := seal.NewSimulated(simulate.NewChance(1))
	must(t, err)
	report, err := audit.Verify(t.Context(), d.DB, keys.Verifiers(), nil, nil)
	if err != nil || !report.Sound() || report.Head != head {
		t.Errorf("the trail has %s, %v, %v", report.Head, report.Findings, err)
	}
	differ, err := fact.Verify(t.Context(), d.DB)
	if err != nil || len(differ) > 0 {
		t.Errorf("sums: %v, %v", differ, err)
	}
	t.Run("again", func(t *testing.T) {
		o := few(1)
		o.AtOnce = 0
		if again := made(t, dbtest.Empty(t, db.SQLite), o); again != head {
			t.Errorf("again it is %s, before it was %s", again, head)
		}
	})
	t.Run("on PostgreSQL", func(t *testing.T) {
		if there := made(t, dbtest.Empty(t, db.Postgres), few(1)); there != head {
			t.Errorf("there it is %s, on SQLite %s", there, head)
		}
	})
	t.Run("another seed", func(t *testing.T) {
		if other := made(t, dbtest.Empty(t, db.SQLite), few(2)); other == head {
			t.Errorf("another seed gives the same %s", other)
		}
	})
	t.Run("cut off again and again", func(t *testing.T) { cutOff(t, head) })
}

var errCut = errors.New("cut off")

// cutOff makes the same with every third commit lost at the last moment and the program begun anew each time, and once
// stopped politely.
func cutOff(t *testing.T, head audit.Head) {
	dsn := dbtest.Empty(t, db.SQLite)
	commits, cuts := 0, 0
	seams := db.Options{Commit: func(commit func() error) error {
		if commits++; commits%4 == 0 {
			return errCut
		}
		return commit()
	}}
	for range 200 {
		s, err := opened(dsn, few(1), seams)
		if err != nil {
			cuts++
			continue
		}
		ctx, stop := context.WithCancel(t.Context())
		if cuts == 1 {
			stop()
		}
		finished, err := s.Run(ctx, quiet)
		stop()
		now, headErr := s.Head(t.Context())
		must(t, errors.Join(headErr, s.Close()))
		if finished && err == nil {
			if now != head || cuts < 2 {
				t.Errorf("after %d cuts it is %s, in one go %s", cuts, now, head)
			}
			return
		}
		if cuts++; err != nil && !errors.Is(err, errCut) {
			t.Fatal(err)
		}
	}
	t.Error("it never finished")
}

func opened(dsn string, o simulate.Options, seams db.Options) (*simulate.Simulation, error) {
	chance := simulate.NewChance(o.Seed)
	keys, err := seal.NewSimulated(chance)
	if err != nil {
		return nil, err
	}
	return simulate.Open(context.Background(), dsn, keys, chance, o, app.Options{DB: seams})
}

// A database of other arguments, of somebody else, or with real keys is left alone.
func TestNothingElseIsWrittenOver(t *testing.T) {
	o := few(3)
	o.Enquiries = 0
	dsn := dbtest.Empty(t, db.SQLite)
	must(t, open(t, dsn, o, db.Options{}).Close())
	other := o
	other.Enquiries = 7
	if _, err := opened(dsn, other, db.Options{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("other arguments: %v", err)
	}
	real, err := seal.New(nil)
	must(t, err)
	if _, err := simulate.Open(t.Context(), dbtest.Empty(t, db.SQLite), real, simulate.NewChance(3), o, app.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("real keys: %v", err)
	}
	used := dbtest.Empty(t, db.SQLite)
	a, err := app.Open(t.Context(), app.Options{Database: used, Keys: real})
	must(t, err)
	must(t, a.Close())
	if _, err := opened(used, o, db.Options{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a database that is used: %v", err)
	}
}
