package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Dialect is which engine stands behind. Rooms do not ask; what cannot be said once is said here.
type Dialect string

// The engines.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// dialectOf reads a --database value: a URL is PostgreSQL, anything else is a file for SQLite.
func dialectOf(dsn string) Dialect {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return Postgres
	}
	return SQLite
}

// sqliteDSN builds the address of a file. Only _pragma settings are read by the driver; others are ignored without
// a word.
func sqliteDSN(path, disk string, readOnly bool) string {
	q := url.Values{}
	if disk != "" {
		q.Set("vfs", disk)
	}
	for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16000)"} {
		q.Add("_pragma", p)
	}
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
		// What would undo one act of a shared commit is not for the disk: every page that an act changes is written to it.
		q.Add("_pragma", "temp_store(MEMORY)")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openPools(dsn, disk string, readers int, of *hidden) (write, read *sql.DB, err error) {
	if dialectOf(dsn) == Postgres {
		return openPostgres(dsn, of)
	}
	at := &place{path: dsn}
	write, read = openKept(sqliteDSN(dsn, disk, false), at), openKept(sqliteDSN(dsn, disk, true), at)
	write.SetMaxOpenConns(1)
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return write, read, nil
}

// Direct opens connections beside the house, for measuring what the bare engine does with the same rows.
func Direct(dsn string) (*sql.DB, error) {
	write, read, err := openPools(dsn, "", 1, &hidden{})
	if err == nil && read != write {
		err = read.Close()
	}
	return write, err
}

// assertDurable refuses an engine that would lose an acknowledged write in a power cut.
func assertDurable(ctx context.Context, d Dialect, pool *sql.DB) error {
	if d == Postgres {
		return nil // each connection is asked when it is made
	}
	var mode string
	if err := pool.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&mode); err != nil {
		return err
	}
	if mode != "2" {
		return fmt.Errorf("synchronous is %s, must be FULL (2)", mode)
	}
	if err := pool.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("journal_mode is %s, must be wal: the file's disk cannot share memory; use a local disk", mode)
	}
	return nil
}

// SkipLocked is what a claim of one row from a queue adds, so that several nodes do not wait for each other.
func (d Dialect) SkipLocked() string {
	if d == Postgres {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// ForUpdate locks the row that is read until the act ends. SQLite has one writer, so nothing need be said.
func (d Dialect) ForUpdate() string {
	if d == Postgres {
		return " FOR UPDATE"
	}
	return ""
}

// IsUnique tells whether a write was refused because a row with that key stands there already.
func IsUnique(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// isRetryable tells whether an act lost against another at the same time and should be run again.
func isRetryable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
