package db_test

import (
	"errors"
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

// TestWhatManyAskForIsMadeOnce: by the first of them, unless its tables are written meanwhile, it is forgotten or it cannot
// be made.
func TestWhatManyAskForIsMadeOnce(t *testing.T) {
	h, ctx := dbtest.Open(t, db.SQLite), t.Context()
	kept := db.Kept[string, int]{Tables: []string{"rate"}, Age: time.Hour}
	get := func(n int, err error) (int, error) {
		return kept.Get(h.DB, "a", func() (int, error) { return n, err })
	}
	// while gives what the first asker gets, who makes 1 or err, and what another gets who asks meanwhile and would make 2.
	while := func(err error, meanwhile func()) (first, second int) {
		others := make(chan int, 1)
		first, _ = kept.Get(h.DB, "a", func() (int, error) {
			meanwhile()
			asking := make(chan struct{})
			go func() {
				close(asking)
				n, err := get(2, nil)
				if err != nil {
					t.Error(err)
				}
				others <- n
			}()
			<-asking
			time.Sleep(20 * time.Millisecond) // so that it asks before this is made; later it would find it
			return 1, err
		})
		return first, <-others
	}
	if first, second := while(nil, func() {}); first != 1 || second != 1 {
		t.Errorf("%d and %d", first, second)
	}
	kept.Forget("a")
	if _, second := while(errors.New("not now"), func() {}); second != 2 {
		t.Errorf("what another could not make: %d", second)
	}
	kept.Forget("a")
	write := func() {
		must(t, h.Writer.Do(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, "DELETE FROM rate"); return err }))
	}
	if first, second := while(nil, write); first != 1 || second != 2 {
		t.Errorf("with something written meanwhile: %d and %d", first, second)
	}
	if n, err := get(3, nil); n != 2 || err != nil {
		t.Errorf("the older one is remembered: %d, %v", n, err)
	}
	kept.Forget("a")
	if _, second := while(nil, func() { kept.Forget("a") }); second != 2 {
		t.Errorf("what was forgotten meanwhile: %d", second)
	}
	kept.Forget("a")
	func() {
		defer func() { _ = recover() }()
		_, _ = kept.Get(h.DB, "a", func() (int, error) { panic("falls") })
	}()
	if n, _ := get(4, nil); n != 4 {
		t.Errorf("after one that fell: %d", n)
	}
	if n, _ := get(5, nil); n != 4 {
		t.Errorf("not remembered after one that fell: %d", n)
	}
}
