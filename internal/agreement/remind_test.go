package agreement_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

func TestEachReminderIsGivenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		if err := directory.Seed(t.Context(), d.Trail); err != nil {
			t.Fatal(err)
		}
		s := agreement.New(d.Trail)
		file := "code,valid_from,valid_to\n0114,2023-05-01,2026-04-30\n0115,2023-05-01,2026-04-30\n0115,2026-05-01,2029-04-30\n0117,2025-01-01,2026-12-31\n"
		if _, err := s.Import(t.Context(), policy.Process("test"), agreement.Input{Reader: strings.NewReader(file), Name: "a.csv"}, nil); err != nil {
			t.Fatal(err)
		}
		var told []string
		tell := func(_ context.Context, _ *audit.Tx, a agreement.Agreement) error {
			told = append(told, strings.Join(a.Municipalities(), "+"))
			return nil
		}
		for range 40 {
			if err := s.Remind(t.Context(), tell); err != nil {
				t.Fatal(err)
			}
			d.Clock.Advance(24 * time.Hour)
		}
		if got := strings.Join(told, " "); got != "0114 0114" {
			t.Errorf("reminded of %q, want 0114 at 90 and at 30 days, and nobody who has a new one", got)
		}
	})
}
