package agreement_test

import (
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

// A file that nobody confirms is taken away after a week, with its content; one that is confirmed stays.
func TestUnconfirmedFilesAreTakenAway(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		s := agreement.New(d.Trail)
		staged := func(code string) agreement.Staged {
			st, _, err := s.Stage(t.Context(), policy.Process("test"), agreement.Input{Name: "a.csv"}, []byte("code,valid_from\n"+code+",2026-01-01\n"))
			if err != nil {
				t.Fatal(err)
			}
			return st
		}
		left, confirmed := staged("0114"), staged("0115")
		if _, err := s.Confirm(t.Context(), policy.Process("test"), confirmed.ID); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			after time.Duration
			files int64
		}{{6 * 24 * time.Hour, 2}, {2 * 24 * time.Hour, 1}} {
			d.Clock.Advance(step.after)
			if err := s.SweepStaged(t.Context()); err != nil {
				t.Fatal(err)
			}
			n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM file")
			if err != nil || n != step.files {
				t.Errorf("%d files are left, want %d (%v)", n, step.files, err)
			}
		}
		if n, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM file_part WHERE file_id = $1", left.FileID); err != nil || n != 0 {
			t.Errorf("%d parts of the file are left, %v", n, err)
		}
	})
}
