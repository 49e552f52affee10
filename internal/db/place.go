package db

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// errGone is why nothing is kept any more: the engine would go on writing to a file that nobody can open again.
var errGone = errors.New("db: the database's file has been moved, replaced or emptied")

// inPlace tells whether the file of an SQLite database still stands where it was opened. PostgreSQL tells by itself.
func (d *DB) inPlace() error {
	if d.dialect != SQLite {
		return nil
	}
	now, err := os.Stat(d.dsn)
	if err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	if !os.SameFile(d.file, now) || now.Size() == 0 {
		return errGone
	}
	return nil
}

// findPlace remembers which file was opened.
func (d *DB) findPlace() (err error) {
	if d.dialect == SQLite {
		d.file, err = os.Stat(d.dsn)
	}
	return err
}

// Ping tells whether the database answers and is still where it was.
func (d *DB) Ping(ctx context.Context) error {
	return errors.Join(d.pool.PingContext(ctx), d.inPlace())
}
