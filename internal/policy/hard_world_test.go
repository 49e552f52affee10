package policy_test

import (
	"context"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// A world is all rows of the fixture's schema.
type world struct {
	Persons     []person
	Clearances  []clearance
	Bars        []bar
	Units       []unit
	Matters     []matter
	Parties     []party
	Assignments []assignment
	Rota        []rota
	Grounds     []grant
	Files       []file
	Openings    []opening
	Copies      []sent
	Enquiries   []enquiry
	Samples     []sample
	Items       []item
	Log         []logLine
}

type (
	person struct {
		ID   string        `db:"id"`
		From calendar.Date `db:"protected_from"`
		To   calendar.Date `db:"protected_to"`
	}
	clearance struct {
		Person    string        `db:"person_id"`
		Staff     string        `db:"staff_id"`
		Authority string        `db:"authority_id"`
		From      calendar.Date `db:"valid_from"`
		To        calendar.Date `db:"valid_to"`
	}
	bar struct {
		Person string `db:"person_id"`
		Staff  string `db:"staff_id"`
	}
	unit struct {
		ID        string `db:"id"`
		Authority string `db:"authority_id"`
		Branch    string `db:"branch"`
	}
	matter struct {
		ID     string `db:"id"`
		Person string `db:"person_id"`
	}
	party struct {
		Matter    string        `db:"matter_id"`
		Authority string        `db:"authority_id"`
		From      calendar.Date `db:"valid_from"`
		To        calendar.Date `db:"valid_to"`
	}
	assignment struct {
		Matter    string        `db:"matter_id"`
		Staff     string        `db:"staff_id"`
		Authority string        `db:"authority_id"`
		From      calendar.Date `db:"valid_from"`
		To        calendar.Date `db:"valid_to"`
	}
	rota struct {
		Absent     string  `db:"absent_id"`
		Substitute string  `db:"substitute_id"`
		Authority  string  `db:"authority_id"`
		Starts     db.Time `db:"starts_at"`
		Ends       db.Time `db:"ends_at"`
	}
	grant struct {
		Matter    string  `db:"matter_id"`
		From      string  `db:"from_authority"`
		To        string  `db:"to_authority"`
		Starts    db.Time `db:"starts_at"`
		Ends      db.Time `db:"ends_at"`
		Withdrawn db.Time `db:"withdrawn_at"`
	}
	file struct {
		ID        string `db:"id"`
		Matter    string `db:"matter_id"`
		Person    string `db:"person_id"`
		Authority string `db:"authority_id"`
	}
	opening struct {
		File   string  `db:"file_id"`
		Staff  string  `db:"staff_id"`
		Starts db.Time `db:"starts_at"`
		Ends   db.Time `db:"ends_at"`
	}
	sent struct {
		ID     string `db:"id"`
		Matter string `db:"matter_id"`
		Person string `db:"person_id"`
		To     string `db:"to_authority"`
	}
	enquiry struct {
		ID      string `db:"id"`
		Person  string `db:"person_id"`
		AskedBy string `db:"asked_by"`
		AskedOf string `db:"asked_of"`
	}
	sample struct {
		ID       string  `db:"id"`
		Reviewer string  `db:"reviewer_id"`
		Opens    db.Time `db:"opens_at"`
		Closes   db.Time `db:"closes_at"`
	}
	item struct {
		Sample  string `db:"sample_id"`
		Enquiry string `db:"enquiry_id"`
	}
	logLine struct {
		ID        string `db:"id"`
		Authority string `db:"authority_id"`
		Person    string `db:"person_id"` // empty: about no person
	}
)

var hardSchema = []string{
	`CREATE TABLE try_person (id TEXT PRIMARY KEY, protected_from DATE, protected_to DATE)`,
	`CREATE TABLE try_clearance (person_id TEXT NOT NULL, staff_id TEXT NOT NULL, authority_id TEXT NOT NULL, valid_from DATE NOT NULL, valid_to DATE)`,
	`CREATE TABLE try_bar (person_id TEXT NOT NULL, staff_id TEXT NOT NULL)`,
	`CREATE TABLE try_unit (id TEXT PRIMARY KEY, authority_id TEXT NOT NULL, branch TEXT NOT NULL)`,
	`CREATE TABLE try_matter (id TEXT PRIMARY KEY, person_id TEXT NOT NULL)`,
	`CREATE TABLE try_party (matter_id TEXT NOT NULL, authority_id TEXT NOT NULL, valid_from DATE NOT NULL, valid_to DATE)`,
	`CREATE TABLE try_assignment (matter_id TEXT NOT NULL, staff_id TEXT NOT NULL, authority_id TEXT NOT NULL, valid_from DATE NOT NULL, valid_to DATE)`,
	`CREATE TABLE try_rota (absent_id TEXT NOT NULL, substitute_id TEXT NOT NULL, authority_id TEXT NOT NULL, starts_at TIMESTAMPTZ NOT NULL, ends_at TIMESTAMPTZ NOT NULL)`,
	`CREATE TABLE try_ground (matter_id TEXT NOT NULL, from_authority TEXT NOT NULL, to_authority TEXT NOT NULL, starts_at TIMESTAMPTZ NOT NULL, ends_at TIMESTAMPTZ, withdrawn_at TIMESTAMPTZ)`,
	`CREATE TABLE try_file (id TEXT PRIMARY KEY, matter_id TEXT NOT NULL, person_id TEXT NOT NULL, authority_id TEXT NOT NULL)`,
	`CREATE TABLE try_opening (file_id TEXT NOT NULL, staff_id TEXT NOT NULL, starts_at TIMESTAMPTZ NOT NULL, ends_at TIMESTAMPTZ NOT NULL)`,
	`CREATE TABLE try_copy (id TEXT PRIMARY KEY, matter_id TEXT NOT NULL, person_id TEXT NOT NULL, to_authority TEXT NOT NULL)`,
	`CREATE TABLE try_enquiry (id TEXT PRIMARY KEY, person_id TEXT NOT NULL, asked_by TEXT NOT NULL, asked_of TEXT NOT NULL)`,
	`CREATE TABLE try_sample (id TEXT PRIMARY KEY, reviewer_id TEXT NOT NULL, opens_at TIMESTAMPTZ NOT NULL, closes_at TIMESTAMPTZ NOT NULL)`,
	`CREATE TABLE try_sample_item (sample_id TEXT NOT NULL, enquiry_id TEXT NOT NULL)`,
	`CREATE TABLE try_log (id TEXT PRIMARY KEY, authority_id TEXT NOT NULL, person_id TEXT NOT NULL)`,
}

var hardTables = []string{"try_person", "try_clearance", "try_bar", "try_unit", "try_matter", "try_party", "try_assignment", "try_rota",
	"try_ground", "try_file", "try_opening", "try_copy", "try_enquiry", "try_sample", "try_sample_item", "try_log"}

// eachEngine runs fn on both engines with the fixture's empty tables.
func eachEngine(t *testing.T, fn func(t *testing.T, d *dbtest.Database)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		write(t, d, func(tx *db.Tx) error { return execAll(tx, hardSchema) })
		fn(t, d)
	})
}

func write(t testing.TB, d *dbtest.Database, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Writer.Do(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func execAll(tx *db.Tx, texts []string) error {
	for _, text := range texts {
		if _, err := tx.Exec(context.Background(), text); err != nil {
			return err
		}
	}
	return nil
}

// fill makes the tables hold the world and nothing else.
func (w world) fill(tx *db.Tx) error {
	for _, table := range hardTables {
		if _, err := tx.Exec(context.Background(), "DELETE FROM "+table); err != nil {
			return err
		}
	}
	for _, insert := range []func() error{
		rows(tx, "try_person", w.Persons), rows(tx, "try_clearance", w.Clearances), rows(tx, "try_bar", w.Bars), rows(tx, "try_unit", w.Units),
		rows(tx, "try_matter", w.Matters), rows(tx, "try_party", w.Parties), rows(tx, "try_assignment", w.Assignments), rows(tx, "try_rota", w.Rota),
		rows(tx, "try_ground", w.Grounds), rows(tx, "try_file", w.Files), rows(tx, "try_opening", w.Openings), rows(tx, "try_copy", w.Copies),
		rows(tx, "try_enquiry", w.Enquiries), rows(tx, "try_sample", w.Samples), rows(tx, "try_sample_item", w.Items), rows(tx, "try_log", w.Log),
	} {
		if err := insert(); err != nil {
			return err
		}
	}
	return nil
}

func rows[T any](tx *db.Tx, table string, all []T) func() error {
	return func() error { return db.InsertAll(context.Background(), tx, table, all) }
}
