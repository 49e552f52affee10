package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"time"
)

// share is the one goroutine that writes on SQLite. Acts that wait at the same time share one durable commit: each
// runs in a savepoint of its own, and none is answered before the commit that holds it is on the disk.
func (w *Writer) share() {
	defer w.stopped.Done()
	for {
		select {
		case first := <-w.queue:
			w.shareOne(first)
		case <-w.stop:
			return
		}
	}
}

// shareOne runs one shared commit from its first act.
func (w *Writer) shareOne(first *act) {
	ctx := context.Background()
	c, err := w.db.write.Conn(ctx)
	if err != nil {
		w.mark(err)
		first.done <- cannotWrite(err)
		return
	}
	defer func() { _ = c.Close() }()
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		w.mark(err)
		first.done <- cannotWrite(err)
		return
	}
	kept, pending, err := w.gather(ctx, c, first)
	if err == nil {
		err = w.finish(ctx, c, kept, pending)
	}
	for _, a := range kept {
		w.db.changes.add(a.wrote)
	}
	if err != nil {
		w.abandon(ctx, c)
		err = cannotWrite(err)
	}
	for _, a := range kept {
		a.done <- err
	}
}

// gather runs the acts that wait, one after the other, and gives those that went well; a group has the commit to itself,
// where it begins it. An error means that the engine itself gave up the transaction: then none of them stands.
func (w *Writer) gather(ctx context.Context, c *sql.Conn, first *act) (kept []*act, pending []any, err error) {
	until := time.Now().Add(shareTime)
	for a := first; a != nil; a = w.next(len(kept), until) {
		tx := w.newTx(c)
		alone := a.group && a == first
		actErr, engineErr := w.run(ctx, c, a, tx, !alone)
		if engineErr != nil {
			w.mark(engineErr)
			a.done <- cannotWrite(errors.Join(actErr, engineErr))
			return kept, nil, engineErr
		}
		if actErr != nil {
			a.done <- w.ailed(actErr)
			if alone {
				break // all of it is rolled back
			}
			continue
		}
		a.wrote, a.writing = tx.wrote, tx.writing || len(tx.pending) > 0
		kept, pending = append(kept, a), append(pending, tx.pending...)
		if alone {
			break
		}
	}
	return kept, pending, nil
}

func (w *Writer) next(have int, until time.Time) *act {
	if have >= shareMost || time.Now().After(until) {
		return nil
	}
	select {
	case a := <-w.queue:
		return a
	default:
		return nil
	}
}

// run runs one act in its savepoint. A group that is alone has none: SQLite would keep every page of all its acts to undo
// them, and go through that list at the end of each; what undoes it is that the commit is rolled back.
func (w *Writer) run(ctx context.Context, c *sql.Conn, a *act, tx *Tx, savepoint bool) (actErr, engineErr error) {
	if err := a.ctx.Err(); err != nil {
		return err, nil
	}
	if !savepoint {
		return guarded(a.fn, tx), nil
	}
	if _, err := c.ExecContext(ctx, "SAVEPOINT act"); err != nil {
		return nil, err
	}
	actErr = guarded(a.fn, tx)
	if actErr != nil {
		if _, err := c.ExecContext(ctx, "ROLLBACK TO act"); err != nil {
			return actErr, err
		}
	}
	_, engineErr = c.ExecContext(ctx, "RELEASE act")
	return actErr, engineErr
}

// finish seals what was written and makes it durable.
func (w *Writer) finish(ctx context.Context, c *sql.Conn, kept []*act, pending []any) error {
	if len(kept) == 0 {
		_, err := c.ExecContext(ctx, "ROLLBACK")
		return err
	}
	if w.seal != nil {
		if err := guarded(func(tx *Tx) error { return w.seal(ctx, tx, pending) }, w.newTx(c)); err != nil {
			w.mark(err)
			return err
		}
	}
	err := w.db.inPlace()
	if err == nil {
		err = w.commit(func() error {
			_, err := c.ExecContext(ctx, "COMMIT")
			return err
		})
	}
	w.kept(err, slices.ContainsFunc(kept, func(a *act) bool { return a.writing }))
	return err
}

// abandon rolls back and throws the connection away, since after a failed sync what it holds in memory may not be
// what the disk holds.
func (w *Writer) abandon(ctx context.Context, c *sql.Conn) {
	_, _ = c.ExecContext(ctx, "ROLLBACK")
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
}
