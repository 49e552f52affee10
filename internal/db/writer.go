package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Writer is the right to write. Only audit holds one, so that nothing is written without somebody's name on it.
type Writer struct {
	db      *DB
	commit  func(func() error) error
	seal    func(ctx context.Context, tx *Tx, pending []any) error
	queue   chan *act
	stop    chan struct{}
	stopped sync.WaitGroup
	failed  atomic.Pointer[error]
	line    sync.Mutex // acts that lost stand in line, so that each gets its turn
	log     func(string, ...any)
	longest time.Duration // that an act waits for its turn on SQLite
}

// act is one caller waiting for its part of a shared commit.
type act struct {
	ctx  context.Context
	fn   func(*Tx) error
	done chan error

	group bool // many acts, each with its own savepoint

	wrote   []string // tables
	writing bool
}

const (
	shareMost = 64                    // acts in one shared commit
	shareTime = 25 * time.Millisecond // after which no further act joins
	tries     = 20                    // how often an act is run that loses against another on PostgreSQL
	triesGone = 3                     // how often an act is run whose server goes away
)

func newWriter(d *DB, o Options) *Writer {
	w := &Writer{db: d, commit: o.Commit, log: o.Log, longest: o.Longest, queue: make(chan *act), stop: make(chan struct{})}
	if w.commit == nil {
		w.commit = func(commit func() error) error { return commit() }
	}
	if w.longest == 0 {
		w.longest = 30 * time.Second
	}
	if w.log == nil {
		w.log = func(string, ...any) {}
	}
	if d.dialect == SQLite {
		w.stopped.Add(1)
		go w.share()
	}
	return w
}

// DB is the database written to.
func (w *Writer) DB() *DB { return w.db }

// BeforeCommit sets what is done once at the end of every shared commit on SQLite, in the same transaction, with what
// its acts left for it (Tx.Pend). It is set before the first act.
func (w *Writer) BeforeCommit(fn func(ctx context.Context, tx *Tx, pending []any) error) { w.seal = fn }

// Health is the failure of the latest commit, or nil. The next commit of something written that succeeds makes it nil again.
func (w *Writer) Health() error {
	if p := w.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// Close waits for the commit under way and takes no more acts.
func (w *Writer) Close() {
	select {
	case <-w.stop:
	default:
		close(w.stop)
	}
	w.stopped.Wait()
}

// Do runs fn as one act, all or nothing, and returns when it is durable. fn may be run again when it lost against
// another act (PostgreSQL), so it must not have effects outside the Tx. It must not call Do.
func (w *Writer) Do(ctx context.Context, fn func(*Tx) error) error {
	if g := groupOf(ctx, w.db); g != nil {
		return g.act(ctx, fn)
	}
	if w.db.dialect == Postgres {
		return w.doPostgres(ctx, sql.LevelSerializable, fn)
	}
	return w.join(&act{ctx: ctx, fn: fn})
}

// DoRows is Do for an act whose rightness hangs on single rows or on a row that it locks: on PostgreSQL it runs at
// read committed, so that busy rows (sessions, jobs, the log's head) wait for each other instead of running again.
func (w *Writer) DoRows(ctx context.Context, fn func(*Tx) error) error {
	if g := groupOf(ctx, w.db); g != nil {
		return g.act(ctx, fn)
	}
	if w.db.dialect == Postgres {
		return w.doPostgres(ctx, sql.LevelReadCommitted, fn)
	}
	return w.join(&act{ctx: ctx, fn: fn})
}

// join waits for a shared commit on SQLite.
func (w *Writer) join(a *act) error {
	a.done = make(chan error, 1)
	waited := time.NewTimer(w.longest)
	defer waited.Stop()
	select {
	case w.queue <- a:
		return <-a.done
	case <-waited.C:
		return cannotWrite(errNoTurn)
	case <-w.stop:
		return closed()
	case <-a.ctx.Done():
		return a.ctx.Err()
	}
}

// errNoTurn is what becomes of an act that waits for the writer too long: something holds it, or an act was begun from
// within another, which would otherwise wait for itself for ever.
var errNoTurn = errors.New("db: an act got no turn to write")

func closed() error {
	return fault.New(fault.Unavailable, language.T("Tjänsten stängs. Försök igen om en stund.", "The service is stopping. Try again in a moment."))
}

// cannotWrite is what every caller is told when the engine would not keep what was written.
func cannotWrite(err error) error {
	return fault.Wrap(err, fault.Unavailable, language.T(
		"Det går inte att spara just nu. Inget har sparats. Försök igen om en stund.",
		"Saving is not possible right now. Nothing was saved. Try again in a moment."))
}

// kept marks how a commit went. One of nothing goes well also where nothing can be kept, so that it makes nobody well.
func (w *Writer) kept(err error, writing bool) {
	if err != nil || writing {
		w.mark(err)
	}
}

func (w *Writer) mark(err error) {
	if err == nil {
		w.failed.Store(nil)
		return
	}
	w.failed.Store(&err)
	w.log("commit failed", "error", err)
}

// guarded runs fn and turns a panic into an error that keeps the stack, so that one act cannot take others with it.
func guarded(fn func(*Tx) error, tx *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in an act: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}

func (w *Writer) newTx(c conn) *Tx {
	return &Tx{conn: c, dialect: w.db.dialect, now: w.db.Now(), source: w.db.source}
}

// doPostgres runs an act in a transaction of its own, which PostgreSQL makes durable together with others.
func (w *Writer) doPostgres(ctx context.Context, level sql.IsolationLevel, fn func(*Tx) error) error {
	for try := 1; ; try++ {
		err := w.inLine(try > 1, func() error { return w.oncePostgres(ctx, level, fn) })
		if !w.worthwhile(err, try) {
			return w.judged(err)
		}
		select {
		case <-time.After(time.Duration(rand.IntN(1<<min(try, 7))+1) * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// worthwhile tells whether an act that came to nothing is run again: it lost against another, or its connection was to a
// server that is gone, and the next may be to the one that took its place.
func (w *Writer) worthwhile(err error, try int) bool {
	var before *nothingKept
	return isRetryable(err) && try < tries || errors.As(err, &before) && try < triesGone
}

// nothingKept is that the database went away before the act's commit was sent.
type nothingKept struct{ error }

// Unwrap gives how it went away.
func (n *nothingKept) Unwrap() error { return n.error }

// inLine runs fn, one at a time among those of this node that have lost before.
func (w *Writer) inLine(lost bool, fn func() error) error {
	if lost {
		w.line.Lock()
		defer w.line.Unlock()
	}
	return fn()
}

func (w *Writer) judged(err error) error {
	var before *nothingKept
	switch {
	case isRetryable(err):
		return fault.Wrap(err, fault.Conflict, language.T("Många ändrar samma sak just nu. Inget har sparats. Försök igen.",
			"Many are changing the same thing right now. Nothing was saved. Try again."))
	case errors.As(err, &before):
		w.mark(err)
		return cannotWrite(err)
	}
	return w.ailed(err)
}

// ailed is what becomes of an act that failed: when the engine could not do a statement of it, the house is ill. A part of
// the database that is damaged has its own place in the health.
func (w *Writer) ailed(err error) error {
	switch {
	case err == nil || !isAiling(err):
		return err
	case isDamage(err): // of what the act met, and not of keeping what happens
		return w.db.asked(err)
	}
	w.mark(err)
	return cannotWrite(err)
}

// Tell passes on what operations should know.
func (w *Writer) Tell(text string, attrs ...any) { w.log(text, attrs...) }

func (w *Writer) oncePostgres(ctx context.Context, level sql.IsolationLevel, fn func(*Tx) error) error {
	t, err := takeTurn(ctx, w.db, level)
	if ctx.Err() != nil && err != nil {
		return ctx.Err() // whoever asked has gone, which says nothing about the database
	}
	if err != nil {
		return &nothingKept{err}
	}
	act := w.newTx(t)
	if err := t.outcome(guarded(fn, act)); err != nil {
		return before(t.leave(err))
	}
	err = w.keep(t, act.writing)
	w.db.changes.add(act.wrote) // also when it failed: what became of it is not always known
	return t.leave(err)
}

// keep commits. Of a commit that the server refused nothing is kept; of one that it never answered nobody knows.
func (w *Writer) keep(t *turn, writing bool) error {
	err := w.commit(t.Commit)
	var early *tooEarly
	if errors.As(err, &early) {
		return before(early.error)
	}
	if isRetryable(err) {
		return err
	}
	w.kept(err, writing)
	switch {
	case err == nil:
		return nil
	case isGone(err):
		return mayBeKept(err)
	}
	return cannotWrite(err)
}

// before tells an act apart that failed because the database went away.
func before(err error) error {
	if isGone(err) {
		return &nothingKept{err}
	}
	return err
}
