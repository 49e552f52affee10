package audit_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/ref"
)

func noting(id string) func(*audit.Tx) error {
	return func(tx *audit.Tx) error { return tx.Note("thing.change", ref.To("thing", id), nil) }
}

var errRefused = errors.New("refused")

// Of many acts done together each is kept or undone by itself, reads what those before it wrote, and notes what it does.
func TestTogetherEachActStandsAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		err := d.Trail.Together(t.Context(), func(ctx context.Context) error {
			for i := range 40 {
				err := d.Trail.Do(ctx, anna, func(tx *audit.Tx) error {
					if err := noting(fmt.Sprint(i))(tx); err != nil {
						return err
					}
					if _, err := tx.Exec(ctx, "INSERT INTO rollup_reach (metric, month) VALUES ($1, $2)", fmt.Sprint("m", i), calendar.NewDate(2026, 3, 1)); err != nil {
						return err
					}
					if i%4 == 3 {
						return errRefused
					}
					return nil
				})
				if refused := i%4 == 3; refused != errors.Is(err, errRefused) || err != nil && !refused {
					t.Fatalf("act %d: %v", i, err)
				}
			}
			n, err := db.One[int64](ctx, d, "SELECT count(*) FROM rollup_reach")
			if n != 30 {
				t.Errorf("within, %d rows are seen", n)
			}
			return err
		})
		must(t, err)
		if r := verify(t, d, nil); !r.Sound() || r.Head.Size != 30 {
			t.Errorf("head %s, findings %v", r.Head, r.Findings)
		}
	})
}

// When it does not become durable, or whoever runs it gives up, nothing of it stands.
func TestTogetherAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		acts(t, d, 2)
		err := d.Trail.Together(t.Context(), func(ctx context.Context) error {
			must(t, d.Trail.Do(ctx, anna, noting("lost")))
			return errRefused
		})
		if !errors.Is(err, errRefused) {
			t.Errorf("got %v", err)
		}
		acts(t, d, 1)
		if r := verify(t, d, nil); !r.Sound() || r.Head.Size != 3 {
			t.Errorf("head %s, findings %v", r.Head, r.Findings)
		}
	})
}

// An act within an act is a fault of the program, and is told at once.
func TestTogetherNoActWithinAnAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		err := d.Trail.Together(t.Context(), func(ctx context.Context) error {
			return d.Trail.Do(ctx, anna, func(tx *audit.Tx) error {
				if err := d.Trail.Do(ctx, anna, noting("inner")); err == nil {
					t.Error("an act was done within an act")
				}
				if err := d.Trail.Together(ctx, func(context.Context) error { return nil }); err == nil {
					t.Error("a group was begun within a group")
				}
				return noting("outer")(tx)
			})
		})
		must(t, err)
	})
}
