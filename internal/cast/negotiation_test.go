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
	"samsyn/internal/negotiation"
	"samsyn/internal/seal"
	"samsyn/internal/signing"
)

// The demo's drafts come about through the same acts as anybody's, and filling the demo again changes nothing.
func TestTheDraftsOfTheDemo(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	now := func() time.Time { return calendar.NewDate(2026, 3, 2).At(9, 0) }
	a, err := app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "demo.db"), Keys: keys, Quick: true, Demo: true, DB: db.Options{Now: now}})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	for range 2 {
		must(t, cast.Fill(t.Context(), a, func(language.Text) {}))
	}
	ids, err := db.All[string](t.Context(), a.DB, "SELECT id FROM negotiation_draft ORDER BY id")
	must(t, err)
	if len(ids) != 3 {
		t.Fatalf("%d drafts", len(ids))
	}
	first, err := negotiation.Get(t.Context(), a.DB, ids[0])
	must(t, err)
	round, ok, err := signing.Latest(t.Context(), a.DB, first.ID)
	must(t, err)
	if !ok || first.State != negotiation.Concluded || round.State != signing.Completed || len(round.Slots) != 6 || round.Sealed == "" {
		t.Errorf("the first text: %+v signed by %+v", first, round)
	}
	d, err := negotiation.Get(t.Context(), a.DB, ids[1])
	must(t, err)
	threads, err := negotiation.Threads(t.Context(), a.DB, d.ID)
	must(t, err)
	if d.Kind != negotiation.Amendment || d.State != negotiation.Proposed || d.Latest != 2 || len(threads) != 2 || !d.Binds("af") {
		t.Errorf("%+v with %d threads", d, len(threads))
	}
	text, err := negotiation.TextAt(t.Context(), a.DB, d.ID, 2)
	must(t, err)
	if len(text.Doc.Deviations) != 2 || len(text.Doc.Clauses) < 29 {
		t.Errorf("%d deviations, %d clauses", len(text.Doc.Deviations), len(text.Doc.Clauses))
	}
	other, err := negotiation.Get(t.Context(), a.DB, ids[2])
	must(t, err)
	if other.State != negotiation.Drafting || other.Municipalities()[0] != "2080" {
		t.Errorf("%+v", other)
	}
}
