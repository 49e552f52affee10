package audit_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

var anna = policy.Actor{ID: "anna", Authority: "ludvika-amn", Session: "s1"}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// acts makes n acts of one note each.
func acts(t testing.TB, d *dbtest.Database, n int) {
	t.Helper()
	for i := range n {
		must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
			return tx.Note("thing.change", ref.To("thing", fmt.Sprint(i)), map[string]int{"n": i})
		}))
	}
	must(t, d.Trail.Sequence(t.Context()))
}

func verify(t testing.TB, d *dbtest.Database, since *audit.Head) audit.Report {
	t.Helper()
	r, err := audit.Verify(t.Context(), d.DB, d.Keys.Verifiers(), since, nil)
	must(t, err)
	return r
}

// behind writes as somebody would who holds the database but not the keys.
func behind(t testing.TB, d *dbtest.Database, text string, args ...any) {
	t.Helper()
	must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), text, args...)
		return err
	}))
}

func TestNoWriteWithoutANoteOrAnActor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		err := d.Trail.Do(t.Context(), anna, func(*audit.Tx) error { return nil })
		if !errors.Is(err, audit.ErrNothingNoted) {
			t.Errorf("nothing noted: %v", err)
		}
		note := func(tx *audit.Tx) error { return tx.Note("a.b", ref.To("thing", "1"), nil) }
		if err := d.Trail.Do(t.Context(), policy.Public(), note); err == nil {
			t.Error("the public could write")
		}
		for _, bad := range []func(tx *audit.Tx) error{
			func(tx *audit.Tx) error { return tx.Note("", ref.To("thing", "1"), nil) },
			func(tx *audit.Tx) error { return tx.Note("a.b", ref.Ref{}, nil) },
			func(tx *audit.Tx) error { return tx.Note("a.b", ref.To("thing", "1"), func() {}) },
		} {
			if err := d.Trail.Do(t.Context(), anna, bad); err == nil {
				t.Error("a bad note was taken")
			}
		}
		if r := verify(t, d, nil); r.Head.Size != 0 || !r.Sound() {
			t.Errorf("the log holds %d, findings %v", r.Head.Size, r.Findings)
		}
	})
}

func TestHouseWritesOnlyHousekeeping(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		for _, text := range []string{
			"DELETE FROM trail_entry", "UPDATE agreement SET valid_to = NULL", "insert into trail_head values (1)", "DROP TABLE job",
			"WITH x AS (SELECT 1) DELETE FROM trail_leaf",
		} {
			err := d.Trail.House(t.Context(), func(tx *audit.HouseTx) error {
				_, err := tx.Exec(t.Context(), text)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "housekeeping") {
				t.Errorf("%s: %v", text, err)
			}
		}
	})
}

func TestASoundLogOfManyActsAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		var wg sync.WaitGroup
		for i := range 120 {
			wg.Go(func() {
				err := d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
					for k := range 1 + i%3 {
						if err := tx.Note("thing.change", ref.To("thing", fmt.Sprint(i, k)), nil); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
			if i%10 == 0 {
				wg.Go(func() {
					if err := d.Trail.Sequence(t.Context()); err != nil {
						t.Log("another was first: ", err) // two nodes at the very first head
					}
				})
			}
		}
		wg.Wait()
		must(t, d.Trail.Sequence(t.Context()))
		r := verify(t, d, nil)
		if !r.Sound() || r.Head.Size != 240 {
			t.Errorf("head %s, findings %v", r.Head, r.Findings)
		}
		lines, err := audit.Lines(t.Context(), d, audit.Filter{Authority: anna.Authority, Actor: "anna"}, 1000)
		must(t, err)
		if len(lines) != 240 || lines[0].ID < lines[239].ID {
			t.Errorf("%d lines", len(lines))
		}
	})
}

func TestTamperingIsFoundAndNamed(t *testing.T) {
	for name, c := range map[string]struct {
		do   string
		says string
	}{
		"a changed entry":            {"UPDATE trail_entry SET actor_id = 'bert' WHERE seq = 3", "plats 3 är ändrad"},
		"a changed text":             {"UPDATE trail_entry SET change = '{\"n\":8}' WHERE seq = 4", "plats 4 är ändrad"},
		"a moved instant":            {"UPDATE trail_entry SET at = '2026-03-01T08:00:00.000000Z' WHERE seq = 5", "plats 5 är ändrad"},
		"a removed entry":            {"DELETE FROM trail_entry WHERE seq = 2", "plats 2 är borttagen utan gallringsprotokoll"},
		"a removed leaf":             {"DELETE FROM trail_leaf WHERE seq = 2", "Blad 2 till 2 saknas"},
		"a forged protocol":          {"WITH s AS (SELECT 1) INSERT INTO trail_disposed (seq, protocol) SELECT 2, 'G-1' FROM s", ""},
		"a cut log":                  {"DELETE FROM trail_leaf WHERE seq >= 5", "stämmer inte med sitt signerade läge"},
		"a removed head":             {"DELETE FROM trail_head", "läge saknas"},
		"an unsigned head":           {"UPDATE trail_head SET signed = 'go.sum database tree'", "ingen giltig signatur"},
		"an entry beside the log":    {"INSERT INTO trail_entry (id, seq, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt) SELECT 'x', 99, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt FROM trail_entry WHERE seq = 1", "Posten x står utanför loggen"},
		"a leaf that fits the entry": {"UPDATE trail_leaf SET digest = (SELECT digest FROM trail_leaf WHERE seq = 1) WHERE seq = 0", "plats 0 är ändrad"},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
				acts(t, d, 8)
				if r := verify(t, d, nil); !r.Sound() {
					t.Fatalf("before: %v", r.Findings)
				}
				behind(t, d, c.do)
				says := c.says
				if says == "" { // a protocol put there by hand does not make a removal lawful
					behind(t, d, "DELETE FROM trail_entry WHERE seq = 2")
					says = "plats 2 är borttagen utan gallringsprotokoll"
				}
				r := verify(t, d, nil)
				found := ""
				for _, f := range r.Findings {
					found += f.Text.Sv + "\n"
				}
				if !strings.Contains(found, says) {
					t.Errorf("found %q, want %q", found, says)
				}
			})
		})
	}
}

// Whoever holds the database but not the keys can put an entry where those that wait for their place stand. It never
// gets one, however it is dated, and verify names it as soon as it has waited longer than an honest one would.
func TestAForgedEntryThatWaitsGetsNoPlace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		acts(t, d, 3)
		behind(t, d, `INSERT INTO trail_entry (id, at, actor_id, actor, authority_id, session_id, action, kind, thing_id, change, salt, mac)
			SELECT 'forged', at, 'bert', actor, authority_id, session_id, action, kind, thing_id, change, salt, mac FROM trail_entry WHERE seq = 1`)
		acts(t, d, 2)
		placed, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM trail_entry WHERE id = 'forged' AND seq IS NOT NULL")
		must(t, err)
		if placed != 0 {
			t.Error("the forged entry got a place in the log")
		}
		d.Clock.Advance(time.Minute)
		r := verify(t, d, nil)
		if r.Head.Size != 5 || len(r.Findings) != 1 || r.Findings[0].Entry != "forged" {
			t.Errorf("head %s, findings %v", r.Head, r.Findings)
		}
	})
}

// Whoever holds the database can put an older signed head back; a head kept elsewhere tells.
func TestARolledBackLogIsToldByAHeadKeptElsewhere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		acts(t, d, 3)
		type head struct {
			Size   int64  `db:"size"`
			Edge   []byte `db:"edge"`
			Signed string `db:"signed"`
		}
		old, err := db.One[head](t.Context(), d, "SELECT size, edge, signed FROM trail_head")
		must(t, err)
		acts(t, d, 4)
		kept := verify(t, d, nil).Head
		behind(t, d, "DELETE FROM trail_entry WHERE seq >= 3")
		behind(t, d, "DELETE FROM trail_leaf WHERE seq >= 3")
		behind(t, d, "UPDATE trail_head SET size = $1, edge = $2, signed = $3", old.Size, old.Edge, old.Signed)
		if r := verify(t, d, nil); !r.Sound() {
			t.Fatalf("the rolled back log tells by itself: %v", r.Findings)
		}
		if r := verify(t, d, &kept); r.Sound() {
			t.Error("the head kept elsewhere did not tell")
		}
		parsed, err := audit.ParseHead(kept.String())
		if err != nil || parsed != kept {
			t.Errorf("%s reads as %s, %v", kept, parsed, err)
		}
	})
}

func TestALawfulDisposalLeavesASoundLog(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		acts(t, d, 6)
		kept := verify(t, d, nil).Head
		lines, err := audit.Lines(t.Context(), d, audit.Filter{}, 3)
		must(t, err)
		must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
			return tx.Dispose("G 2026/1", []string{lines[1].ID, lines[2].ID})
		}))
		must(t, d.Trail.Sequence(t.Context()))
		r := verify(t, d, &kept)
		if !r.Sound() || r.Disposed != 2 || r.Head.Size != 7 {
			t.Errorf("head %s, disposed %d, findings %v", r.Head, r.Disposed, r.Findings)
		}
		left, err := db.One[int64](t.Context(), d, "SELECT count(*) FROM trail_entry WHERE id = $1", lines[1].ID)
		must(t, err)
		if left != 0 {
			t.Error("the entry is still there")
		}
		newest, err := audit.Lines(t.Context(), d, audit.Filter{}, 1)
		must(t, err)
		err = d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error { return tx.Dispose("G 2026/2", []string{newest[0].ID}) })
		if err == nil {
			t.Error("a disposal could be disposed of")
		}
	})
}

func TestALostKeyIsTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		acts(t, d, 2)
		other, err := seal.New(nil)
		must(t, err)
		r, err := audit.Verify(t.Context(), d.DB, other.Verifiers(), nil, nil)
		must(t, err)
		if r.Sound() {
			t.Error("a head signed with a key that is gone counts as sound")
		}
	})
}

func TestLongLogsVerifyInPieces(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for k := range 160 {
				must(t, d.Trail.Do(context.Background(), anna, func(tx *audit.Tx) error {
					return tx.Note("thing.change", ref.To("thing", fmt.Sprint(i, k)), nil)
				}))
			}
		})
	}
	wg.Wait()
	if r := verify(t, d, nil); !r.Sound() || r.Head.Size != 16*160 {
		t.Errorf("head %s, findings %v", r.Head, r.Findings)
	}
}
