package cast_test

import (
	"path/filepath"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/seal"
	"samsyn/internal/steering"
)

// The demo's groups come about through the same acts as anybody's, also when the demo is filled on a day of rest, and
// filling it again changes nothing.
func TestTheGroupsOfTheDemo(t *testing.T) {
	for _, day := range []calendar.Date{calendar.NewDate(2026, 3, 2), calendar.NewDate(2026, 12, 26)} {
		t.Run(day.String(), func(t *testing.T) {
			keys, err := seal.New(nil)
			must(t, err)
			now := func() time.Time { return day.At(9, 0) }
			a, err := app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "demo.db"), Keys: keys, Quick: true, Demo: true, DB: db.Options{Now: now}})
			must(t, err)
			defer func() { must(t, a.Close()) }()
			for range 2 {
				must(t, cast.Fill(t.Context(), a, func(language.Text) {}))
			}
			meetings, err := db.All[steering.Meeting](t.Context(), a.DB, "SELECT id, state, on_day, published_at FROM steering_meeting ORDER BY on_day")
			must(t, err)
			var held, published, planned int
			for _, m := range meetings {
				switch {
				case m.State == steering.Held && !m.Published.IsZero():
					published++
					fallthrough
				case m.State == steering.Held:
					held++
				default:
					planned++
				}
			}
			late, err := db.One[int](t.Context(), a.DB, "SELECT count(*) FROM steering_decision WHERE state = 'open' AND due < $1", day)
			must(t, err)
			if held != 2 || published != 1 || planned < 10 || late != 1 {
				t.Errorf("%d meetings held, %d with minutes, %d planned, %d decisions late; want 2, 1, at least 10 and 1", held, published, planned, late)
			}
		})
	}
}
