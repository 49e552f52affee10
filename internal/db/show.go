package db

import (
	"context"
	"database/sql"
)

// Show lets look read what is to be shown, from one state of the database, and then runs fn, the act that says that it was
// read, unless look says that nothing need be said of it. It returns when the act is durable: before that nothing may be
// shown. Both may be run again.
//
// On PostgreSQL the two are one transaction, and beside is false. On SQLite, where one act is written at a time, look reads
// beside them, so that those who read do not wait for each other; the act comes after, beside is true, and fn asks again
// whether what was read may be shown.
func (w *Writer) Show(ctx context.Context, look func(q Reader) (said bool, err error), fn func(tx *Tx, beside bool) error) error {
	if w.db.dialect == SQLite && groupOf(ctx, w.db) == nil {
		said := false
		err := w.db.Read(ctx, func(q Reader) (err error) { said, err = look(q); return err })
		if err != nil || !said {
			return err
		}
		return w.join(&act{ctx: ctx, fn: func(tx *Tx) error { return fn(tx, true) }})
	}
	act := func(tx *Tx) error {
		said, err := look(tx)
		if err != nil || !said {
			return err
		}
		return fn(tx, false)
	}
	if g := groupOf(ctx, w.db); g != nil {
		return g.act(ctx, act)
	}
	return w.doPostgres(ctx, sql.LevelRepeatableRead, act)
}
