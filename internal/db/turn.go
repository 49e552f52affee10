package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// answerTime is how long a statement of an act may take on PostgreSQL. A server that is frozen while its machine answers
// would else be waited for as long as it is.
const answerTime = time.Minute

// errSilent is what a statement ends with that was not answered in time.
var errSilent = errors.New("db: the server did not answer in time")

// turn is an act's transaction on PostgreSQL: whoever asked for the act may go, and a statement under way ends all the
// same, but none lasts for ever. Each message to the server and back takes longer than most statements, so the beginning of
// the transaction and the writes that nobody waits for (Tx.Later) go along with the next message, be it a question, a write
// or the commit.
type turn struct {
	on      *sql.Conn
	answers *sql.DB
	ctx     context.Context
	end     context.CancelCauseFunc
	clock   *time.Timer
	begin   string
	open    bool         // the server has begun it
	waiting []*statement // to be sent before any other
	failed  error        // of those that waited: then the act is nothing, whatever it makes of the error
	waited  func()       // told of each message
}

type statement struct {
	text string
	args []any
	into *answer           // when it answers
	tag  pgconn.CommandTag // what became of it
	err  error
}

func asking(text string, args []any) *statement {
	return &statement{text: text, args: args, into: &answer{}}
}

// waitMost bounds what waits, so that an act of many writes takes little memory.
const waitMost = 128

// beginning is how a transaction is begun.
func beginning(level sql.IsolationLevel) string {
	switch level {
	case sql.LevelSerializable:
		return "BEGIN ISOLATION LEVEL SERIALIZABLE"
	case sql.LevelRepeatableRead:
		return "BEGIN ISOLATION LEVEL REPEATABLE READ"
	}
	return "BEGIN ISOLATION LEVEL READ COMMITTED"
}

// takeTurn waits for a connection as long as ctx allows. Its transaction begins with the first statement.
func takeTurn(ctx context.Context, d *DB, level sql.IsolationLevel) (*turn, error) {
	on, err := d.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	t := &turn{on: on, answers: d.source.answers, begin: beginning(level), waited: d.source.waited}
	t.ctx, t.end = context.WithCancelCause(context.WithoutCancel(ctx))
	t.clock = time.AfterFunc(answerTime, func() { t.end(errSilent) })
	t.clock.Stop()
	return t, nil
}

// leave gives the connection back with no transaction on it, or throws it away when the server behind it is gone. It gives
// err.
func (t *turn) leave(err error) error {
	t.clock.Reset(answerTime)
	_ = t.on.Raw(func(c any) error { // of what was committed or is gone: nothing
		if isGone(err) {
			return driver.ErrBadConn
		}
		on := c.(*stdlib.Conn).Conn()
		if on.PgConn().TxStatus() == 'I' {
			return nil
		}
		if _, err := on.Exec(t.ctx, "ROLLBACK"); err != nil {
			return driver.ErrBadConn
		}
		return nil
	})
	t.clock.Stop()
	_ = t.on.Close()
	t.end(nil)
	return err
}

// told says that the server was silent instead of that the statement was cut off for it.
func (t *turn) told(err error) error {
	if err != nil && errors.Is(context.Cause(t.ctx), errSilent) {
		return errors.Join(err, errSilent)
	}
	return err
}

// QueryContext asks within the act's own time, whatever the asker's is.
func (t *turn) QueryContext(_ context.Context, text string, args ...any) (*sql.Rows, error) {
	if !t.open || len(t.waiting) > 0 {
		s := asking(text, args)
		if err := t.message(s); err != nil {
			return nil, err
		}
		return s.into.asRows(t.answers)
	}
	if t.failed != nil {
		return nil, t.failed
	}
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	t.waited()
	rows, err := t.on.QueryContext(t.ctx, text, args...)
	return rows, t.told(err)
}

// ExecContext writes in the same way. What changes the schema, and scripts, which have no arguments, are sent by themselves.
func (t *turn) ExecContext(_ context.Context, text string, args ...any) (sql.Result, error) {
	if len(args) > 0 {
		s := &statement{text: text, args: args}
		err := t.message(s)
		return driver.RowsAffected(s.tag.RowsAffected()), err
	}
	if err := t.message(); err != nil {
		return nil, err
	}
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	t.waited()
	result, err := t.on.ExecContext(t.ctx, text)
	return result, t.told(err)
}

// later lets a write wait for the next message.
func (t *turn) later(text string, args []any) (err error) {
	t.waiting = append(t.waiting, &statement{text: text, args: args})
	if len(t.waiting) >= waitMost {
		err = t.message()
	}
	return err
}

// forget drops what waits, for what is undone as far back as the last message before it.
func (t *turn) forget() { t.waiting, t.failed = nil, nil }

// outcome is how an act went that gave err: when one of its writes that waited failed, by that, whatever the act made of it.
func (t *turn) outcome(err error) error {
	if t.failed != nil && !errors.Is(err, t.failed) {
		return t.failed
	}
	return err
}

// message sends what waits, and then last, in one message, and gives how the first of it failed that did.
func (t *turn) message(last ...*statement) error {
	if t.failed != nil {
		return t.failed
	}
	list, waited := t.next(last)
	if len(list) == 0 {
		return nil
	}
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	t.waited()
	done := 0
	err := t.told(t.on.Raw(func(c any) (err error) {
		on := c.(*stdlib.Conn).Conn()
		done, err = sendAll(t.ctx, on, list)
		t.open = on.PgConn().TxStatus() != 'I' // a statement that the server cannot read keeps the whole message back
		return err
	}))
	switch {
	case err != nil && done < waited:
		t.failed = err
	case err != nil && done < len(list):
		list[done].err = err
	}
	return err
}

// next is the next message. The first statements of it, as many as waited, are those that nobody waits for.
func (t *turn) next(last []*statement) (list []*statement, waited int) {
	if list = t.waiting; !t.open {
		list = append([]*statement{{text: t.begin}}, list...)
	}
	t.waiting = nil
	return append(list, last...), len(list)
}

// sendAll gives how the first of some statements failed that did, and how many went well.
func sendAll(ctx context.Context, on *pgx.Conn, list []*statement) (done int, err error) {
	if on.IsClosed() {
		return 0, driver.ErrBadConn
	}
	batch := &pgx.Batch{}
	for _, s := range list {
		batch.Queue(s.text, s.args...)
	}
	results := on.SendBatch(ctx, batch)
	for done < len(list) && err == nil {
		if err = list[done].hear(results, on); err == nil {
			done++
		}
	}
	if closing := results.Close(); err == nil {
		err = closing
	}
	return done, err
}

// hear takes in what became of the statement.
func (s *statement) hear(results pgx.BatchResults, on *pgx.Conn) (err error) {
	if s.into == nil {
		s.tag, err = results.Exec()
		return err
	}
	rows, err := results.Query()
	if err != nil {
		return err
	}
	return s.into.read(rows, on.TypeMap())
}

// Commit keeps what was written.
func (t *turn) Commit() error {
	last := &statement{text: "COMMIT"}
	err := t.message(last)
	switch {
	case err == nil && last.tag.String() == "ROLLBACK": // a statement had failed, and the act took no notice
		return pgx.ErrTxCommitRollback
	case err != nil && t.failed != nil && answered(err):
		return &tooEarly{err}
	}
	return err
}

// tooEarly is that a write which waited for the commit failed, so that the commit was not done.
type tooEarly struct{ error }

// Unwrap gives how it failed.
func (e *tooEarly) Unwrap() error { return e.error }

// answered tells whether the server itself said what went wrong, or nothing was sent to it: then it is known that it did
// nothing after that.
func answered(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) || !isGone(err)
}
