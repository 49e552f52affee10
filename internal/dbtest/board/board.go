package board

import (
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
)

// Of gives the id of a board of a municipality that the directory has, and makes one when it has none.
func Of(t testing.TB, d *dbtest.Database, code string) (id string) {
	t.Helper()
	d.Act(t, func(tx *audit.Tx) error {
		a, err := directory.BoardFor(t.Context(), tx, code)
		id = a.ID
		return err
	})
	return id
}
