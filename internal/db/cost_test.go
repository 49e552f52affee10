package db_test

import (
	"context"
	"fmt"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// BenchmarkCost is what the house adds to reading and writing rows: look at the allocations.
func BenchmarkCost(b *testing.B) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		d := dbtest.Open(b, dialect)
		ctx := context.Background()
		rows := make([]thing, 50)
		for i := range rows {
			rows[i] = thing{ID: fmt.Sprint(i), N: int64(i), Name: "Åmål", At: db.At(dbtest.Monday()), Raw: []byte("raw")}
		}
		must(b, d.Writer.Do(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT NOT NULL, name TEXT NOT NULL, at TIMESTAMPTZ, raw BYTEA, good BOOLEAN NOT NULL)")
			if err != nil {
				return err
			}
			return db.InsertAll(ctx, tx, "thing", rows)
		}))
		b.Run(string(dialect)+"/one", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := db.One[thing](ctx, d, "SELECT * FROM thing WHERE id = $1", "7"); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(string(dialect)+"/fifty", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if got, err := db.All[thing](ctx, d, "SELECT * FROM thing"); err != nil || len(got) < 50 {
					b.Fatal(err)
				}
			}
		})
		b.Run(string(dialect)+"/insert", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				must(b, d.Writer.Do(ctx, func(tx *db.Tx) error {
					for i := range 10 {
						row := rows[i]
						row.ID = tx.NewID()
						if err := db.Insert(ctx, tx, "thing", row); err != nil {
							return err
						}
					}
					return nil
				}))
			}
		})
		b.Run(string(dialect)+"/empty act", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				must(b, d.Writer.Do(ctx, func(tx *db.Tx) error { return nil }))
			}
		})
	}
}
