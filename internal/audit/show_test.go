package audit_test

import (
	"context"
	"errors"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// shown is a reading that notes what it is about.
func shown(about string, noted bool, still error) (audit.Reading, *[]string) {
	var steps []string
	return audit.Reading{
		Look:  func(db.Reader) (bool, error) { steps = append(steps, "look"); return noted, nil },
		Still: func(*audit.Tx) error { steps = append(steps, "still"); return still },
		Note: func(tx *audit.Tx) error {
			steps = append(steps, "note")
			return tx.Note("thing.read", ref.To("thing", about), nil)
		},
	}, &steps
}

// What is read to be shown is noted before, and asked about again where acts went between the reading and the note.
func TestShowNotesWhatWasRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r, steps := shown("one", true, nil)
		must(t, d.Trail.Show(t.Context(), anna, r))
		must(t, d.Trail.Sequence(t.Context()))
		want := []string{"look", "note"}
		if d.Dialect() == db.SQLite {
			want = []string{"look", "still", "note"}
		}
		if report := verify(t, d, nil); len(*steps) != len(want) || (*steps)[1] != want[1] || report.Head.Size != 1 {
			t.Errorf("did %v, %d in the log", *steps, report.Head.Size)
		}
		again := errors.New("no longer")
		if r, _ := shown("two", true, again); d.Dialect() == db.SQLite && !errors.Is(d.Trail.Show(t.Context(), anna, r), again) {
			t.Error("what may no longer be shown is shown")
		}
		if r, steps := shown("three", false, nil); d.Trail.Show(t.Context(), anna, r) != nil || len(*steps) != 1 {
			t.Errorf("what need not be noted: %v", *steps)
		}
		if r, steps := shown("four", true, nil); d.Trail.Show(t.Context(), policy.Public(), r) == nil || len(*steps) != 0 {
			t.Error("nobody read")
		}
		must(t, d.Trail.Sequence(t.Context()))
		if report := verify(t, d, nil); report.Head.Size != 1 {
			t.Errorf("%d in the log", report.Head.Size)
		}
	})
}

// What cannot be noted is not shown, whether the note or the commit fails; nor what nothing is noted of.
func TestShowFailsClosed(t *testing.T) {
	broken := errors.New("the disk is gone")
	fails := false
	dbtest.EachWith(t, db.Options{Commit: func(commit func() error) error {
		if fails {
			return broken
		}
		return commit()
	}}, func(t *testing.T, d *dbtest.Database) {
		fails = true
		r, _ := shown("one", true, nil)
		if d.Trail.Show(t.Context(), anna, r) == nil {
			t.Error("shown, though the note is not durable")
		}
		fails = false
		r.Note = func(*audit.Tx) error { return nil }
		if err := d.Trail.Show(t.Context(), anna, r); !errors.Is(err, audit.ErrNothingNoted) {
			t.Errorf("nothing noted: %v", err)
		}
	})
}

// Within a commit of many acts a reading sees what they did, and stands or falls with them.
func TestShowWithinACommitOfMany(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		must(t, d.Trail.Together(t.Context(), func(ctx context.Context) error {
			r, steps := shown("one", true, nil)
			if err := d.Trail.Show(ctx, anna, r); err != nil || len(*steps) != 2 {
				t.Errorf("did %v: %v", *steps, err)
			}
			return nil
		}))
		if report := verify(t, d, nil); report.Head.Size != 1 {
			t.Errorf("%d in the log", report.Head.Size)
		}
	})
}

// A server that refuses each note by a rule of the log's own table, and not for what is missing, stops everything too.
func TestALogThatTakesNoEntryStopsEverything(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	acts(t, d, 1)
	behind(t, d, "ALTER TABLE trail_entry ADD CONSTRAINT no_more CHECK (false) NOT VALID")
	r, _ := shown("one", true, nil)
	if d.Trail.Show(t.Context(), anna, r) == nil {
		t.Error("shown without a note")
	}
	if d.Trail.Health() == nil {
		t.Error("the house goes on")
	}
	behind(t, d, "ALTER TABLE trail_entry DROP CONSTRAINT no_more")
	must(t, d.Trail.TryAgain(t.Context()))
	must(t, d.Trail.Health())
}

// Where there is room for everything but notes, the house is ill until one can be kept, whatever else is written meanwhile.
func TestRoomForEverythingButNotes(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	note := func() error {
		return d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error { return tx.Note("thing.change", ref.To("thing", "1"), nil) })
	}
	count := func() {
		must(t, d.Trail.House(t.Context(), func(tx *audit.HouseTx) error {
			_, err := tx.Exec(t.Context(), "INSERT INTO rate (id, tat) VALUES ('x', 1) ON CONFLICT (id) DO UPDATE SET tat = rate.tat + 1")
			return err
		}))
	}
	behind(t, d, "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$")
	behind(t, d, "CREATE TRIGGER full_disk BEFORE INSERT ON trail_entry EXECUTE FUNCTION full_disk()")
	if note() == nil || d.Trail.WriterHealth() == nil {
		t.Fatal("a note was not kept and the house is well")
	}
	r, _ := shown("one", false, nil)
	must(t, d.Trail.Show(t.Context(), anna, r))
	count()
	if d.Trail.TryAgain(t.Context()) == nil || d.Trail.WriterHealth() == nil {
		t.Error("no note can be kept and the house is well")
	}
	count()
	behind(t, d, "DROP FUNCTION full_disk CASCADE")
	if d.Trail.WriterHealth() == nil {
		t.Error("nobody has kept a note yet and the house is well")
	}
	must(t, d.Trail.TryAgain(t.Context()))
	must(t, d.Trail.WriterHealth())
	must(t, note())
}
