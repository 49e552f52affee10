package db_test

import (
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// What would undo an act is kept in memory, also after the schema was brought forward, which sorts on disk.
func TestWhatUndoesAnActIsInMemory(t *testing.T) {
	for name, dsn := range map[string]string{"new": t.TempDir() + "/new.db", "made before": dbtest.Empty(t, db.SQLite)} {
		d := dbtest.At(t, dsn, db.Options{})
		must(t, d.Writer.Do(t.Context(), func(tx *db.Tx) error {
			where, err := db.One[int64](t.Context(), tx, "PRAGMA temp_store")
			if where != 2 {
				t.Errorf("%s: it is kept in %d, not in memory (2)", name, where)
			}
			return err
		}))
	}
}
