package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// openKept opens SQLite so that each connection keeps the statements it has prepared: to parse and plan one takes several
// times as long as to find a page of rows with it. The driver of PostgreSQL does the same by itself.
func openKept(dsn string, at *place) *sql.DB { return sql.OpenDB(keeper{&sqlite.Driver{}, dsn, at}) }

// keeper makes connections that keep their statements.
type keeper struct {
	driver driver.Driver
	dsn    string
	at     *place
}

func (k keeper) Driver() driver.Driver { return k.driver }

func (k keeper) Connect(context.Context) (driver.Conn, error) {
	dsn, err := k.at.opening(k.dsn)
	if err != nil {
		return nil, err
	}
	c, err := k.driver.Open(dsn)
	if err != nil {
		return nil, err
	}
	if err := k.at.opened(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return &keptConn{engine: c.(engine), kept: map[string]keptStmt{}}, nil
}

// engine is what the driver's connections can do.
type engine interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keptMost bounds the statements of a connection; the program has more, but few of them are asked over and over.
const keptMost = 300

// keptConn is one connection. A statement in use is not among the kept, so that the same text can be asked again meanwhile.
type keptConn struct {
	engine
	kept map[string]keptStmt
	uses int64
}

type keptStmt struct {
	driver.Stmt
	used int64 // when it was last used, in uses of the connection
}

func (c *keptConn) take(ctx context.Context, text string) (driver.Stmt, error) {
	s, ok := c.kept[text]
	if !ok {
		return c.PrepareContext(ctx, text)
	}
	delete(c.kept, text)
	return s.Stmt, nil
}

func (c *keptConn) keep(text string, s driver.Stmt) error {
	if _, twice := c.kept[text]; twice || c.kept == nil {
		return s.Close()
	}
	c.uses++
	c.kept[text] = keptStmt{s, c.uses}
	if len(c.kept) > keptMost {
		return c.forget()
	}
	return nil
}

// forget lets go of the statement that was used the longest ago.
func (c *keptConn) forget() error {
	var oldest string
	for text, s := range c.kept {
		if oldest == "" || s.used < c.kept[oldest].used {
			oldest = text
		}
	}
	s := c.kept[oldest]
	delete(c.kept, oldest)
	return s.Close()
}

// QueryContext asks with a kept statement, which goes back when its rows are closed.
func (c *keptConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		_ = s.Close() // what went wrong is told already
		return nil, err
	}
	return &keptRows{Rows: rows, done: func() error { return c.keep(text, s) }}, nil
}

// isFrame tells of the statements around acts.
func isFrame(text string) bool {
	switch text {
	case "BEGIN IMMEDIATE", "COMMIT", "SAVEPOINT act", "RELEASE act":
		return true
	}
	return false
}

// ExecContext writes with a kept statement. What changes the schema, and scripts, which have no arguments, pass through.
func (c *keptConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 && !isFrame(text) {
		return c.engine.ExecContext(ctx, text, args)
	}
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	result, err := s.(driver.StmtExecContext).ExecContext(ctx, args)
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return result, c.keep(text, s)
}

// Close lets go of the statements before the connection.
func (c *keptConn) Close() error {
	for _, s := range c.kept {
		_ = s.Close()
	}
	c.kept = nil
	return c.engine.Close()
}

// keptRows are rows whose statement is kept when they are closed.
type keptRows struct {
	driver.Rows
	done func() error
}

// Close ends the reading before the statement can be used again.
func (r *keptRows) Close() error {
	if r.done == nil {
		return nil
	}
	done := r.done
	r.done = nil
	if err := r.Rows.Close(); err != nil {
		return err
	}
	return done()
}
