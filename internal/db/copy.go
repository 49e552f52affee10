package db

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Copy writes a database into another that does not exist or is empty, on the same engine or the other, as a backup and a
// restore without a file between them, and then reads the copy and compares every row of every table. The one that is
// copied may be in use: what is copied is one instant of it. It gives the number of rows.
func Copy(ctx context.Context, from *DB, to string, progress func(table string, rows int64)) (int64, error) {
	if err := from.assertForward(ctx); err != nil {
		return 0, err
	}
	was := tableSums{}
	out, in := io.Pipe()
	wrote := make(chan error, 1)
	go func() {
		_, err := writeBackup(ctx, from, in, &backupWriter{sum: sha256.New(), sums: was})
		wrote <- err
		_ = in.CloseWithError(err) // never fails
	}()
	rows, err := Restore(ctx, to, out, progress)
	_ = out.CloseWithError(err) // never fails; lets the writer end when the reader has
	if err = errors.Join(err, <-wrote); err != nil {
		return 0, err
	}
	return rows, compare(ctx, was, to)
}

// assertForward refuses a database whose schema is not this program's: brought forward, the copy would not be the same.
func (d *DB) assertForward(ctx context.Context) error {
	p, err := provider(d.dialect, d.pool)
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil || have == want {
		return err
	}
	return fault.New(fault.Conflict, language.T("Databasen som kopieras har en annan version (%d) än programmet (%d). Starta tjänsten en gång med det här programmet, så uppdateras den.",
		"The database to be copied has another version (%d) than the program (%d). Start the service once with this program to bring it forward.").With(have, want))
}

// compare reads the copy and names the tables in which it differs.
func compare(ctx context.Context, was tableSums, dsn string) error {
	d, w, err := Open(ctx, dsn, Options{Must: true, Frozen: true})
	if err != nil {
		return err
	}
	w.Close()
	is := tableSums{}
	_, err = writeBackup(ctx, d, io.Discard, &backupWriter{sum: sha256.New(), sums: is})
	if err = errors.Join(err, d.Close()); err != nil {
		return err
	}
	var differ []string
	for _, t := range slices.Sorted(maps.Keys(was)) {
		if was[t] != is[t] {
			differ = append(differ, t)
		}
	}
	if len(differ) == 0 && len(was) == len(is) {
		return nil
	}
	return fault.New(fault.Internal, language.T("Kopian är inte lik: %s. Använd den inte.", "The copy is not alike: %s. Do not use it.").With(strings.Join(differ, ", ")))
}

// tableSums is what tables hold, in whatever order their rows are read.
type tableSums map[string]tableSum

// tableSum is the number of rows of a table, and the sum of the SHA-256 of each as four numbers.
type tableSum struct {
	rows int64
	sum  [4]uint64
}

func (s tableSums) add(table string, line []byte) {
	if s == nil {
		return
	}
	t, digest := s[table], sha256.Sum256(line)
	t.rows++
	for i := range t.sum {
		t.sum[i] += binary.LittleEndian.Uint64(digest[8*i:])
	}
	s[table] = t
}
