package dbtest

import (
	"slices"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Act does something as the test itself.
func (d *Database) Act(t testing.TB, fn func(tx *audit.Tx) error) {
	t.Helper()
	Must(t, d.Trail.Do(t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note(policy.MakePerson, ref.To("test", "test"), nil)
	}))
}

// Hire gives each of some actors an account with the first of its roles, from the first day of 2026.
func (d *Database) Hire(t testing.TB, actors ...policy.Actor) {
	t.Helper()
	d.Act(t, func(tx *audit.Tx) error {
		for _, a := range actors {
			if _, err := tx.Exec(t.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
				VALUES ($1, 1, $2, '', $1, $1, '', '', 'sv', $3, '', TRUE)`, a.ID, a.Authority, a.Cleared); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `INSERT INTO account_duty (id, account_id, role, authority_id, unit_id, valid_from, granted_by) VALUES ($1, $2, $3, $4, '', $5, $2)`,
				tx.NewID(), a.ID, string(a.Roles[0]), a.Authority, calendar.NewDate(2026, 1, 1)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Must ends the test when there is an error, with the fields that it names.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

// Refused ends the test unless an error is a fault of a kind.
func Refused(t testing.TB, kind fault.Kind, err error) {
	t.Helper()
	if fault.KindOf(err) != kind {
		t.Fatalf("got %v, want a fault of kind %v", err, kind)
	}
}

// Named ends the test unless an error is a fault that names a field.
func Named(t testing.TB, field string, err error) {
	t.Helper()
	if !slices.ContainsFunc(fault.ProblemsOf(err), func(p fault.Problem) bool { return p.Field == field }) {
		t.Fatalf("got %v %v, want a problem with %s", err, fault.ProblemsOf(err), field)
	}
}
