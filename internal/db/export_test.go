package db

import (
	"context"
	"database/sql"
	"errors"
)

func bare(dsn string) (*sql.DB, error) {
	if dialectOf(dsn) == Postgres {
		return sql.Open("pgx", dsn)
	}
	return sql.Open("sqlite", "file:"+dsn)
}

// UpTo brings a database forward to a version that the program has left behind.
func UpTo(ctx context.Context, dsn string, version int64) error {
	pool, err := bare(dsn)
	if err != nil {
		return err
	}
	p, err := provider(dialectOf(dsn), pool)
	if err == nil {
		_, err = p.UpTo(ctx, version)
	}
	return errors.Join(err, pool.Close())
}

// Run does one statement in a database, whatever its version.
func Run(ctx context.Context, dsn, text string, args ...any) error {
	pool, err := bare(dsn)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, text, args...)
	return errors.Join(err, pool.Close())
}
