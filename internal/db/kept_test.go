package db_test

import (
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// TestWhatIsKeptIsMadeAnewWhenItsTablesAreWritten: on both engines.
func TestWhatIsKeptIsMadeAnewWhenItsTablesAreWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, h *dbtest.Database) {
		ctx, made := t.Context(), 0
		kept := db.Kept[string, int]{Tables: []string{"job", "rate"}, Age: time.Hour, Most: 3}
		get := func(want int) {
			t.Helper()
			n, err := kept.Get(h.DB, "a", func() (int, error) { made++; return made, nil })
			if err != nil || n != want {
				t.Fatalf("%d, not %d, %v", n, want, err)
			}
		}
		write := func(text string, args ...any) {
			t.Helper()
			if err := h.Writer.Do(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, text, args...); return err }); err != nil {
				t.Fatal(err)
			}
		}
		get(1)
		get(1)
		write("DELETE FROM session WHERE id = $1", "none")
		get(1)
		write("INSERT INTO rate (id, tat) VALUES ($1, 1)", "a")
		get(2)
		get(2)
		overlook := func(int, bool, time.Duration) bool { return true }
		write("UPDATE rate SET tat = 2")
		if n, err := kept.GetIf(h.DB, "a", overlook, nil); err != nil || n != 2 {
			t.Errorf("%d, %v", n, err)
		}
		get(3)
		kept.Age = 0
		get(4)
		for _, key := range []string{"b", "c", "d"} {
			if _, err := kept.Get(h.DB, key, func() (int, error) { return 0, nil }); err != nil {
				t.Fatal(err)
			}
		}
		kept.Age = time.Hour
		get(5)
	})
}
