package db

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Together runs fn, in which many acts are done, as one durable commit: each act under fn's context is kept or undone by
// itself, as it is alone, and answered when it has run; all that are kept are durable when Together returns, or none is.
// What is read under that context sees them. It is for loading: whoever shows or sends what an act did must wait for
// Together. fn has one goroutine. It is not run again: when it lost against another act (PostgreSQL) the fault says so.
func (w *Writer) Together(ctx context.Context, fn func(ctx context.Context) error) error {
	return w.TogetherAt(ctx, w.db.Now, fn)
}

// TogetherAt is Together by another clock, for what is told of another time than now; ids still come in the order of making.
func (w *Writer) TogetherAt(ctx context.Context, now func() time.Time, fn func(ctx context.Context) error) error {
	run := func(tx *Tx) error {
		g := &group{writer: w, tx: tx, now: func() time.Time { return now().UTC().Truncate(time.Microsecond) }}
		defer func() { w.db.changes.add(tx.wrote) }() // what was read meanwhile may not stand
		return fn(context.WithValue(ctx, groupKey{}, g))
	}
	if groupOf(ctx, w.db) != nil {
		return errNested
	}
	if w.db.dialect == Postgres {
		return w.judged(w.oncePostgres(ctx, sql.LevelSerializable, run))
	}
	return w.join(&act{ctx: ctx, fn: run, group: true})
}

var errNested = errors.New("db: an act was begun within another")

type groupKey struct{}

// group is a commit under way that holds many acts.
type group struct {
	writer *Writer
	tx     *Tx
	now    func() time.Time
	acting bool
}

// groupOf gives the commit of a database that a context is within; nil when it is within none.
func groupOf(ctx context.Context, d *DB) *group {
	if g, ok := ctx.Value(groupKey{}).(*group); ok && g.writer.db == d {
		return g
	}
	return nil
}

// act runs one act in a savepoint of its own. What it leaves for the sealing is left to the commit.
func (g *group) act(ctx context.Context, fn func(*Tx) error) error {
	if g.acting {
		return errNested
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.acting = true
	defer func() { g.acting = false }()
	if err := g.say("SAVEPOINT part"); err != nil {
		return err
	}
	tx := g.writer.newTx(g.tx.conn)
	tx.now = g.now()
	err := tx.settled(guarded(fn, tx))
	if err != nil {
		err = errors.Join(err, g.say("ROLLBACK TO part"), g.say("RELEASE part"))
		return single(err)
	}
	g.tx.pending = append(g.tx.pending, tx.pending...)
	g.tx.writing = g.tx.writing || tx.writing
	for _, t := range tx.wrote {
		g.tx.note(t)
	}
	g.writer.db.changes.add(tx.wrote)
	return g.say("RELEASE part")
}

// single gives a lone error as it is, so that who asked finds it as when the act is done alone.
func single(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok && len(many.Unwrap()) == 1 {
		return many.Unwrap()[0]
	}
	return err
}

func (g *group) say(text string) error {
	_, err := g.tx.conn.ExecContext(context.Background(), text)
	return err
}

// view is what is read within the commit.
func (g *group) view() *view {
	return &view{Tx: Tx{conn: g.tx.conn, dialect: g.tx.dialect, now: g.now(), source: g.tx.source}}
}
