package audit

import (
	"context"
	"errors"

	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// kept passes on how an act went that is noted.
func (t *Trail) kept(err error) error {
	if err == nil {
		t.setAiling(nil)
	}
	return t.proven(err)
}

// proven passes on why an act came to nothing. On PostgreSQL an act's notes go with its commit, beside whatever else waits to
// be written, and the server does not always say what it refused. So when it has refused something, it is tried whether a
// note can be written at all; where it cannot, nothing more is written or shown.
func (t *Trail) proven(err error) error {
	if db.Ails(err) {
		t.setAiling(err)
	}
	if !db.Refused(err, entryTable) {
		return err
	}
	if why := t.tryNote(); why != nil {
		return errors.Join(t.cannot(why), err)
	}
	return err
}

// entryTable is where notes are kept.
const entryTable = "trail_entry"

// errTried undoes the trying.
var errTried = errors.New("audit: a note can be written")

// tryNote writes a note and undoes it. It runs by itself, whatever act or asker it is done for.
func (t *Trail) tryNote() error {
	ctx := context.Background()
	err := t.writer.DoRows(ctx, func(dtx *db.Tx) error {
		tx := &Tx{Tx: dtx, ctx: ctx, actor: policy.Process("samsyn trail"), keys: t.keys}
		if err := tx.Note(ActionResume, ref.To("trail", "log"), nil); err != nil {
			return err
		}
		if err := db.Insert(ctx, dtx, entryTable, t.wait(tx.entries[0])); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) || db.Passes(err) {
		return nil
	}
	return err
}
