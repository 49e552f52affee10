package db

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// isAiling tells whether the engine itself cannot read or keep: the disk is full, does not sync or cannot be read, memory is
// out, or what is stored is damaged. It says nothing about the statement or whoever asked.
func isAiling(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "53") || strings.HasPrefix(pg.Code, "58") || strings.HasPrefix(pg.Code, "XX")
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return errors.Is(err, errGone)
	}
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL:
		return true
	}
	return false
}

// Passes tells whether an act failed by what passes or has its own health: it lost against another, the asker has gone, or
// the engine is away or ails.
func Passes(err error) bool {
	return isRetryable(err) || isGone(err) || isAiling(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// Ails tells whether an act failed because the engine cannot keep what is written. A part that is damaged has a health of its own.
func Ails(err error) bool { return isAiling(err) && !isDamage(err) }

// Refused tells whether PostgreSQL refused a statement for what is wrong with the database, such as a table or a right that
// is missing, and not for the values in it; of one table, whose rows are never wrong, also when it broke a rule of that.
func Refused(err error, table string) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || Passes(err) {
		return false
	}
	return pg.TableName == table || !strings.HasPrefix(pg.Code, "22") && !strings.HasPrefix(pg.Code, "23")
}
