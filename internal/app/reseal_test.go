package app_test

import (
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/job"
	"samsyn/internal/seal"
)

// One value that does not open keeps no other from being sealed under the new key.
func TestABrokenValueDoesNotStopTheTurnOfKeys(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			keys, err := seal.New(nil)
			must(t, err)
			a, err := app.Open(t.Context(), app.Options{Database: dbtest.Empty(t, dialect), Keys: keys, Quick: true})
			must(t, err)
			t.Cleanup(func() { must(t, a.Close()) })
			must(t, a.Trail.House(t.Context(), func(tx *audit.HouseTx) error {
				for _, text := range []string{"a", "b", "c"} {
					if _, err := job.Send(t.Context(), tx, keys, job.Mail, job.Message{To: "x@kommun.example", Text: text}); err != nil {
						return err
					}
				}
				_, err := tx.Exec(t.Context(), "UPDATE delivery SET content = $1 WHERE id = (SELECT min(id) FROM delivery)", []byte("damaged"))
				return err
			}))
			_, err = keys.Rotate(nil)
			must(t, err)
			if n, err := a.Reseal(t.Context()); n != 2 || err == nil {
				t.Errorf("%d sealed anew, error %v; want 2 and the broken one named", n, err)
			}
			if n, err := a.Reseal(t.Context()); n != 0 || err == nil {
				t.Errorf("again: %d sealed anew, error %v", n, err)
			}
		})
	}
}
