package db_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/disk"
	"samsyn/internal/dbtest/sample"
)

// The power goes while eight write, again and again, on a disk that keeps what was synced and as much of the rest as
// chance has it. Nothing that was acknowledged is lost as the program opens its file; and the same test shows loss when
// the engine is told to sync only now and then, so that it is known to be able to see one.
func TestAPowerCutLosesNothingAcknowledged(t *testing.T) {
	for name, lax := range map[string]bool{"full": false, "normal": true} {
		t.Run(name, func(t *testing.T) {
			var acked, lost int
			for range sample.Of(12, 150) {
				a, l := cutPower(t, lax)
				acked, lost = acked+a, lost+l
			}
			t.Logf("%d of %d acknowledged acts were lost", lost, acked)
			if lax != (lost > 0) || acked < 100 {
				t.Errorf("%d of %d acknowledged acts were lost; want none with full, and some with normal", lost, acked)
			}
		})
	}
}

// cutPower writes until the power goes, and tells how many acts were acknowledged and how many of them are gone.
func cutPower(t *testing.T, lax bool) (acked, lost int) {
	chance, under := sample.Rand(t), disk.New(t)
	d, w, err := db.Open(t.Context(), dbtest.Empty(t, db.SQLite), db.Options{Disk: under.Name})
	must(t, err)
	ctx := withThings(t, &dbtest.Database{DB: d, Writer: w})
	if lax {
		must(t, d.Lax(ctx))
	}
	var all sync.Map
	var n atomic.Int64
	cut := int64(20 + chance.IntN(200))
	var writing sync.WaitGroup
	for who := range 8 {
		writing.Go(func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("%d-%d", who, i)
				if err := w.Do(ctx, func(tx *db.Tx) error { return db.Insert(ctx, tx, "thing", thing{ID: id}) }); err != nil {
					return
				}
				all.Store(id, true)
				if n.Add(1) == cut {
					under.Cut(chance)
				}
			}
		})
	}
	writing.Wait()
	if w.Health() == nil {
		t.Error("the writer is well though nothing can be written")
	}
	w.Close()
	_ = d.Close() // the power is gone, so it cannot end well
	return found(t, under.After(t), &all)
}

// found opens the database that the cut has left, and looks for what was acknowledged.
func found(t *testing.T, path string, all *sync.Map) (acked, lost int) {
	d, w, err := db.Open(t.Context(), path, db.Options{Must: true})
	must(t, err)
	defer func() { w.Close(); must(t, d.Close()) }()
	said, err := db.All[string](t.Context(), d, "PRAGMA integrity_check")
	must(t, err)
	if !slices.Equal(said, []string{"ok"}) {
		t.Errorf("the database is damaged: %v", said)
	}
	ids, err := db.All[string](t.Context(), d, "SELECT id FROM thing")
	must(t, err)
	have := map[string]bool{}
	for _, id := range ids {
		have[id] = true
	}
	for id := range all.Range {
		if acked++; !have[id.(string)] {
			lost++
		}
	}
	return acked, lost
}
