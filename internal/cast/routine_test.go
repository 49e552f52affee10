package cast_test

import (
	"path/filepath"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
	"samsyn/internal/seal"
)

// Ludvika's routines and responsibilities are as the story says, and telling it twice changes nothing.
func TestStoryOfRoutines(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	a, err := app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "demo.db"), Keys: keys, Quick: true, Demo: true})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	for range 2 {
		must(t, cast.Places(t.Context(), a))
		must(t, cast.Staff(t.Context(), a))
		must(t, cast.Agreements(t.Context(), a))
		must(t, cast.Routines(t.Context(), a))
	}
	day := calendar.DateOf(a.DB.Now())
	held, err := agreement.List(t.Context(), a.DB, agreement.Filter{Municipality: "2085", State: agreement.InForce, On: day})
	must(t, err)
	all, err := routine.List(t.Context(), a.DB, policy.Process("test"), routine.Filter{Agreement: held[0].ID})
	must(t, err)
	late, shared := 0, 0
	for _, r := range all {
		if r.Overdue(day) {
			late++
		}
		if r.Sharing == routine.Shared {
			shared++
		}
	}
	if len(all) != 4 || late != 1 || shared != 1 {
		t.Errorf("%d routines, %d overdue, %d shared", len(all), late, shared)
	}
	m, err := responsibility.On(t.Context(), a.DB, held[0].ID, day)
	must(t, err)
	plans, err := responsibility.Plans(t.Context(), a.DB, "2085", true)
	must(t, err)
	if len(m.Holes()) != 2 || len(plans) != 1 || len(plans[0].Orphans()) != 1 {
		t.Errorf("%d holes, %d plans", len(m.Holes()), len(plans))
	}
}
