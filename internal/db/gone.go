package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// isGone tells whether PostgreSQL could not be reached, broke off, is starting or stopping, takes no more connections, or
// is a standby: another server is the leader, or soon will be.
func isGone(err error) bool {
	if err == nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return errors.Is(err, errSilent)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "57P") || strings.HasPrefix(pg.Code, "08") || pg.Code == "53300" || pg.Code == "25006" || pg.Code == "25P03"
	}
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, net.ErrClosed)
}

// answerTime is how long a statement of an act may take on PostgreSQL. A server that is frozen while its machine answers
// would else be waited for as long as it is.
const answerTime = time.Minute

// errSilent is what a statement ends with that was not answered in time.
var errSilent = errors.New("db: the server did not answer in time")

// turn is an act's transaction on PostgreSQL: whoever asked for the act may go, and a statement under way ends all the
// same, but none lasts for ever.
type turn struct {
	*sql.Tx
	on    *sql.Conn
	ctx   context.Context
	end   context.CancelCauseFunc
	clock *time.Timer
}

// takeTurn waits for a connection as long as ctx allows and begins a transaction on it.
func takeTurn(ctx context.Context, pool *sql.DB, level sql.IsolationLevel) (*turn, error) {
	on, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	t := &turn{on: on}
	t.ctx, t.end = context.WithCancelCause(context.WithoutCancel(ctx))
	t.clock = time.AfterFunc(answerTime, func() { t.end(errSilent) })
	t.Tx, err = on.BeginTx(t.ctx, &sql.TxOptions{Isolation: level})
	t.clock.Stop()
	if err != nil {
		return nil, t.leave(t.told(err))
	}
	return t, nil
}

// leave gives the connection back, or throws it away when the server behind it is gone. It gives err.
func (t *turn) leave(err error) error {
	if t.Tx != nil {
		_ = t.Tx.Rollback() // of what was committed or is gone: nothing
	}
	if isGone(err) {
		_ = t.on.Raw(func(any) error { return driver.ErrBadConn })
	}
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
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	rows, err := t.Tx.QueryContext(t.ctx, text, args...)
	return rows, t.told(err)
}

// ExecContext writes in the same way.
func (t *turn) ExecContext(_ context.Context, text string, args ...any) (sql.Result, error) {
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	result, err := t.Tx.ExecContext(t.ctx, text, args...)
	return result, t.told(err)
}

// Commit keeps what was written.
func (t *turn) Commit() error {
	t.clock.Reset(answerTime)
	defer t.clock.Stop()
	return t.told(t.Tx.Commit())
}

// mayBeKept is what a caller is told whose commit was sent and never answered: only by looking can anybody know.
func mayBeKept(err error) error {
	return fault.Wrap(err, fault.Unavailable, language.T(
		"Databasen försvann medan det sparades. Det är ovisst om det hann sparas. Se efter om en stund, eller skicka samma sak igen: samma formulär, eller samma anrop med sin Idempotency-Key, utförs bara en gång.",
		"The database was lost while saving. It is uncertain whether it was saved. Look in a moment, or send the same again: the same form, or the same call with its Idempotency-Key, is carried out only once."))
}
