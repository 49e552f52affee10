package app_test

import (
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

// The keys of another installation would seal and sign beside what is there, so the house does not open with them.
func TestAnotherInstallationsKeysAreRefused(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			dsn := dbtest.Empty(t, dialect)
			open := func(keys *seal.Keys) error {
				a, err := app.Open(t.Context(), app.Options{Database: dsn, Keys: keys, Quick: true})
				if err != nil {
					return err
				}
				must(t, a.Trail.Sequence(t.Context())) // on PostgreSQL the head is signed apart from the act
				return a.Close()
			}
			own, err := seal.New(nil)
			must(t, err)
			other, err := seal.New(nil)
			must(t, err)
			must(t, open(own))
			if err := open(other); !fault.Is(err, fault.Invalid) {
				t.Errorf("another's keys: %v", err)
			}
			_, err = own.Rotate(nil)
			must(t, err)
			must(t, open(own))
		})
	}
}
