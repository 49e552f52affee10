package cast_test

import (
	"path/filepath"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// The demo has its daily work since 2025: answered and closed, told in the time in which it happened, with sums that follow
// from it; the questions of today are as they are without it, and filled again nothing more is made.
func TestTheDemoHasDailyWorkThatWaitsForNobody(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	now := time.Date(2025, 4, 14, 11, 0, 0, 0, time.UTC)
	a, err := app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "demo.db"), Keys: keys, Quick: true, Demo: true,
		DB: db.Options{Now: func() time.Time { return now }}})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	count := func(where string, args ...any) int64 {
		n, err := db.One[int64](t.Context(), a.DB, "SELECT count(*) FROM enquiry WHERE "+where, args...)
		must(t, err)
		return n
	}
	for range 2 {
		must(t, cast.FillWithDays(t.Context(), a, func(language.Text) {}))
		closed, early := count("state = 'closed'"), count("sent_at < $1 AND NOT noted", db.At(now.Add(-time.Hour)))
		if closed < 30 || closed > 70 || early != closed {
			t.Errorf("%d are closed, %d are from before today", closed, early)
		}
		if n := count("state IN ('open', 'paused', 'answered', 'draft')"); n != 9 {
			t.Errorf("%d wait, without the daily work it is 9", n)
		}
	}
	differ, err := fact.Verify(t.Context(), a.DB)
	if err != nil || len(differ) > 0 {
		t.Errorf("sums: %v, %v", differ, err)
	}
}
