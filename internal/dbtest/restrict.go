package dbtest

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

// Restrict restricts the processing of every person that an authority has a record of, as granting a request does.
func (d *Database) Restrict(t testing.TB, authority string) {
	t.Helper()
	d.Act(t, func(tx *audit.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO person_restriction (id, person_id, authority_id, thing_kind, thing_id, starts_at, by_account, lifted_by)
			SELECT 'r-' || id, id, authority_id, 'request', 'test', $2, 'test', '' FROM person WHERE authority_id = $1`, authority, db.At(tx.Now()))
		return err
	})
}
