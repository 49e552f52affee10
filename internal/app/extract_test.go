package app_test

import (
	"slices"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/person"
)

// exempt are tables that name a person's record and are no part of an extract, with why.
func exempt() map[string]string {
	return map[string]string{
		"accesslog_emergency": "the review of an opening is about whoever opened; that it was opened stands in the access log",
		"accesslog_line":      "a reading drawn in a review is about whoever read; the reading stands in the access log",
	}
}

// Every table that names a person's record is covered by what some room gives for an extract, or exempt with a reason: what
// the authority has of a person is all there.
func TestEveryTableAboutAPersonIsInTheExtract(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		text := "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'person_id' ORDER BY m.name"
		if d.DB.Dialect() == db.Postgres {
			text = "SELECT table_name FROM information_schema.columns WHERE column_name = 'person_id' AND table_schema = current_schema() ORDER BY table_name"
		}
		tables, err := db.All[string](t.Context(), d.DB, text)
		if err != nil || len(tables) < 9 {
			t.Fatalf("%v, %v", tables, err)
		}
		a, err := app.Open(t.Context(), app.Options{Database: t.TempDir() + "/extract.db", Keys: d.Keys, Quick: true})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		var covered []string
		for _, e := range append([]person.Extractor{a.Persons.Extractor()}, a.Persons.Extractors...) {
			covered = append(covered, e.Tables...)
		}
		for _, table := range tables {
			if slices.Contains(covered, table) == (exempt()[table] != "") {
				t.Errorf("%s names a person: no room's part of the extract covers it and it is not exempt, or both", table)
			}
		}
		for _, table := range covered {
			if !slices.Contains(tables, table) {
				t.Errorf("%s is covered and names no person", table)
			}
		}
	})
}
