package db_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
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
			chance := sample.Rand(t) // one for all cuts: each is another
			var acked, lost int
			for range sample.Of(12, 150) {
				a, l := cutPower(t, chance, lax)
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
func cutPower(t *testing.T, chance *rand.Rand, lax bool) (acked, lost int) {
	under := disk.New(t)
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
	acked, lost, err = found(t, under.After(t), &all)
	must(t, err)
	return acked, lost
}

// The power goes under a server of PostgreSQL in the same way, while eight write and its tables are written out now and
// then. Nothing that was acknowledged is lost as the program asks for it; and the same test shows loss when the server
// does not wait for its log to be synced, and when it syncs nothing at all.
func TestAPowerCutUnderPostgresLosesNothingAcknowledged(t *testing.T) {
	for name, c := range map[string]struct {
		settings string
		lax      bool
	}{
		"as the program asks":    {"", false},
		"commits do not wait":    {"", true},
		"nothing is ever synced": {disk.WithoutSync, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPower(t, c.settings)
			if c.lax && c.settings == "" {
				p.withoutWaiting()
			}
			gone := false
			for range sample.Of(3, 60) {
				if gone = !p.cut(); gone {
					break // there is no database any more
				}
			}
			t.Logf("%d of %d acknowledged acts were lost", p.lost, p.acked)
			if c.lax != (p.lost > 0) || p.acked < 60 && !gone {
				t.Errorf("%d of %d acknowledged acts were lost; want none as the program asks, and some otherwise", p.lost, p.acked)
			}
		})
	}
}

// power is a server whose power goes again and again, and all that was ever acknowledged by it.
type power struct {
	*testing.T
	*disk.Server
	chance      *rand.Rand
	all         sync.Map
	n           int
	acked, lost int
}

func newPower(t *testing.T, settings string) *power {
	p := &power{T: t, chance: sample.Rand(t)}
	p.Server = disk.Under(t, func(url string) {
		d, w, err := db.Open(t.Context(), url, db.Options{})
		must(t, err)
		withThings(t, &dbtest.Database{DB: d, Writer: w})
		w.Close()
		must(t, d.Close())
	}, settings)
	return p
}

// withoutWaiting has the server answer commits before they are synced, in a way that the program cannot see: it refuses
// a connection that says so.
func (p *power) withoutWaiting() {
	for _, text := range []string{"CREATE FUNCTION lax() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET LOCAL synchronous_commit = off; RETURN NEW; END $$",
		"CREATE TRIGGER lax BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION lax()"} {
		must(p.T, db.Run(p.Context(), p.URL, text))
	}
}

// cut writes until the power goes, and looks for everything when it is back. It tells whether it is.
func (p *power) cut() bool {
	d, w, err := db.Open(p.Context(), p.URL, db.Options{Must: true})
	must(p.T, err)
	var n atomic.Int64
	stop := int64(20 + p.chance.IntN(200))
	gone := make(chan error, 1)
	var writing sync.WaitGroup
	p.n++
	for who := range 8 {
		writing.Go(func() {
			for i := 0; n.Load() < stop; i++ {
				id := fmt.Sprintf("%d-%d-%d", p.n, who, i)
				if err := w.Do(p.Context(), func(tx *db.Tx) error { return db.Insert(p.Context(), tx, "thing", thing{ID: id}) }); err != nil {
					return
				}
				p.all.Store(id, true)
				switch n.Add(1) {
				case stop / 2:
					_ = db.Run(p.Context(), p.URL, "CHECKPOINT") // or the power was faster
				case stop:
					gone <- p.Cut(p.chance)
				}
			}
		})
	}
	err = <-gone
	writing.Wait()
	w.Close()
	_ = d.Close()
	if err == nil {
		p.acked, p.lost, err = found(p.T, p.URL, &p.all)
	}
	if err != nil {
		p.Logf("what the cut left cannot be used: %v", err)
		p.acked, p.lost = 0, 0
		p.all.Range(func(any, any) bool { p.acked++; p.lost++; return true })
	}
	return err == nil
}

// found opens the database that the cut has left, and looks for what was acknowledged.
func found(t *testing.T, dsn string, all *sync.Map) (acked, lost int, err error) {
	d, w, err := db.Open(t.Context(), dsn, db.Options{Must: true})
	if err != nil {
		return 0, 0, err
	}
	defer func() { w.Close(); err = errors.Join(err, d.Close()) }()
	if d.Dialect() == db.SQLite {
		said, err := db.All[string](t.Context(), d, "PRAGMA integrity_check")
		must(t, err)
		if !slices.Equal(said, []string{"ok"}) {
			t.Errorf("the database is damaged: %v", said)
		}
	}
	ids, err := db.All[string](t.Context(), d, "SELECT id FROM thing")
	have := map[string]bool{}
	for _, id := range ids {
		have[id] = true
	}
	for id := range all.Range {
		if acked++; !have[id.(string)] {
			lost++
		}
	}
	return acked, lost, err
}
