package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
)

// errGone is why nothing is kept any more: the engine would go on writing to a file that nobody can open again.
var errGone = errors.New("db: the database's file has been moved, replaced or emptied")

// inPlace tells whether the file of an SQLite database still stands where it was opened. PostgreSQL tells by itself.
func (d *DB) inPlace() error {
	if d.dialect != SQLite {
		return nil
	}
	return sameFile(d.dsn, d.file)
}

// sameFile tells whether a path still leads to the file that it led to.
func sameFile(path string, file os.FileInfo) error {
	now, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	if !os.SameFile(file, now) || now.Size() == 0 {
		return errGone
	}
	return nil
}

// place is where the connections of a database lead. The first may make the file; a later one opens that file or none, for
// the engine would make a new one where the old was moved away, and clear the log that belongs to the old.
type place struct {
	path string
	mu   sync.Mutex
	file os.FileInfo
}

// opening gives the address to open, or why it must not be.
func (p *place) opening(dsn string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		return dsn, nil
	}
	return dsn + "&mode=rw", sameFile(p.path, p.file)
}

// opened remembers the file of the first connection.
func (p *place) opened() (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		p.file, err = os.Stat(p.path)
	}
	return err
}

// findPlace remembers which file was opened.
func (d *DB) findPlace() (err error) {
	if d.dialect == SQLite {
		d.file, err = os.Stat(d.dsn)
	}
	return err
}

// Ping tells whether the database answers, is still where it was, and was lately found whole wherever it was read.
func (d *DB) Ping(ctx context.Context) error {
	return errors.Join(d.pool.PingContext(ctx), d.inPlace(), d.source.whole())
}
