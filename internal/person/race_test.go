package person_test

import (
	"context"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// meet does the first act, and the second from when the first has written all that it writes; the first is kept when the
// second waits for it or is done.
func (h *house) meet(first func(ctx context.Context) error, second func() error) (one, two error) {
	h.t.Helper()
	result := make(chan error, 1)
	begun := false
	ctx := audit.Along(h.t.Context(), func(_ context.Context, tx *audit.Tx) error {
		if begun {
			return nil
		}
		begun = true
		over := make(chan struct{})
		go func() { defer close(over); result <- second() }()
		for tx.Dialect() == db.Postgres { // on SQLite it waits in the queue until this act is done
			waits, err := db.One[int64](h.t.Context(), h.DB, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
			if err != nil || waits > 0 {
				return err
			}
			select {
			case <-over:
				return nil
			case <-time.After(time.Millisecond):
			}
		}
		return nil
	})
	one = first(ctx)
	if !begun {
		return one, second()
	}
	return one, <-result
}

// A record whose number becomes the one that somebody asks about at that instant, and a record that is made of it: there is
// one record of the number, and whoever came second is told that, or finds it.
func TestARecordMadeWhileAnotherGetsItsNumber(t *testing.T) {
	each(t, func(h *house) {
		for i, renumberFirst := range []bool{true, false} {
			given, taken := []string{number, "199201022390"}[i], []string{another, coordinator}[i]
			p := h.known(directory.PES, given, h.per)
			renumber := func(ctx context.Context) error {
				return h.svc.Renumber(ctx, h.per, p.ID, p.Version, h.number(taken))
			}
			var found person.Person
			take := func(ctx context.Context) error {
				return h.Trail.DoRows(ctx, policy.Process("test"), func(tx *audit.Tx) (err error) {
					if found, err = h.svc.Take(ctx, tx, directory.PES, person.Identity{Number: h.number(taken)}); err != nil {
						return err
					}
					return tx.Note(policy.MakePerson, ref.To(person.PersonKind, "test"), nil)
				})
			}
			if renumberFirst {
				one, two := h.meet(renumber, func() error { return take(h.t.Context()) })
				must(h.t, one)
				must(h.t, two)
				if found.ID != p.ID {
					h.t.Error("a record was made beside the one that has the number")
				}
				continue
			}
			one, two := h.meet(take, func() error { return renumber(h.t.Context()) })
			must(h.t, one)
			if !fault.Is(two, fault.Conflict) {
				h.t.Errorf("the number of another record: %v", two)
			}
		}
	})
}
