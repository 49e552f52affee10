package simulate_test

import (
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/deviation"
	"samsyn/internal/simulate"
)

// What is made looks like life: paths with rotas of which some have holes, questions that rise by themselves, by hand, to
// other levels, and end; deviations that are solved, disputed, raised and closed; and it is the same on PostgreSQL.
func TestItLooksLikeLife(t *testing.T) {
	o := simulate.Options{Seed: 5, Enquiries: 900, Years: 1, From: calendar.NewDate(2024, 1, 1), Counties: []string{"20"}}
	dsn := dbtest.Empty(t, db.SQLite)
	head := made(t, dsn, o)
	d := dbtest.At(t, dsn, db.Options{})
	count := func(text string) int64 {
		n, err := db.One[int64](t.Context(), d.DB, text)
		must(t, err)
		return n
	}
	for what, text := range map[string]string{
		"turns on rotas":                 "SELECT count(*) FROM contact_duty",
		"absences":                       "SELECT count(*) FROM contact_absence",
		"warnings of a hole":             "SELECT count(*) FROM contact_told WHERE what = 'hole'",
		"answers in time by a path":      "SELECT sum(answered) FROM contact_reach",
		"late answers by a path":         "SELECT sum(late) FROM contact_reach",
		"calls back that were kept":      "SELECT sum(called_back) FROM contact_reach",
		"questions that rose":            "SELECT count(*) FROM escalation WHERE NOT by_hand",
		"questions raised by hand":       "SELECT count(*) FROM escalation WHERE by_hand",
		"those that rose further":        "SELECT count(*) FROM escalation WHERE level > 2",
		"those that were answered":       "SELECT count(*) FROM escalation WHERE ending = 'answered'",
		"new times agreed on":            "SELECT count(*) FROM escalation_step WHERE kind = 'agreed'",
		"deviations of late answers":     "SELECT count(*) FROM deviation WHERE kind = 'answer-late'",
		"deviations of something else":   "SELECT count(*) FROM deviation WHERE kind <> 'answer-late'",
		"deviations that were disputed":  "SELECT count(*) FROM deviation_event WHERE act = 'dispute'",
		"deviations that are over":       "SELECT count(*) FROM deviation WHERE state = 'closed'",
		"deviations that rose":           "SELECT count(*) FROM deviation_event WHERE act IN ('rise', 'raise')",
		"deviations acknowledged":        "SELECT count(*) FROM deviation WHERE acknowledged_at IS NOT NULL",
		"facts of acknowledgements":      "SELECT count(*) FROM fact WHERE metric = 'deviation-acknowledged'",
		"facts of what rose when due":    "SELECT count(*) FROM fact WHERE metric = 'escalated-when-due'",
		"facts of which roles are staff": "SELECT count(*) FROM fact WHERE metric = 'roles-staffed'",
	} {
		if n := count(text); n == 0 {
			t.Errorf("there are no %s", what)
		} else {
			t.Logf("%s: %d", what, n)
		}
	}
	if n := count("SELECT count(*) FROM deviation WHERE state = '" + string(deviation.Reported) + "'"); n > 5 {
		t.Errorf("%d deviations were never looked at", n)
	}
	paths, err := db.All[string](t.Context(), d.DB, "SELECT id FROM contact_path ORDER BY id")
	must(t, err)
	holes := 0
	for _, p := range paths {
		found, err := contact.Holes(t.Context(), d.DB, p, o.From.AddMonths(1).Start(), o.From.AddMonths(11).Start())
		must(t, err)
		if len(found) > 0 {
			holes++
		}
	}
	if holes == 0 || holes == len(paths) {
		t.Errorf("%d of %d paths have had a hole", holes, len(paths))
	}
	if there := made(t, dbtest.Empty(t, db.Postgres), o); there != head {
		t.Errorf("on PostgreSQL it is %s, on SQLite %s", there, head)
	}
}
