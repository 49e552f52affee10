package db

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Restore reads a backup into a database that does not exist or is empty, on either engine, in one transaction, and
// then brings the schema forward. It gives the number of rows. A backup that is cut off or changed is refused and
// nothing is written.
func Restore(ctx context.Context, dsn string, r io.Reader, progress func(table string, rows int64)) (int64, error) {
	in, err := newBackupReader(r)
	if err != nil {
		return 0, err
	}
	if err := checkFile(dsn, false); err != nil {
		return 0, err
	}
	write, read, err := openPools(dsn, "", 1, &hidden{})
	if err != nil {
		return 0, cannotOpen(err)
	}
	d := &DB{pool: read, write: write, dialect: dialectOf(dsn), source: newSource(Options{}), dsn: dsn}
	rows, err := d.restore(ctx, in, progress)
	return rows, errors.Join(err, d.Close())
}

func (d *DB) restore(ctx context.Context, in *backupReader, progress func(string, int64)) (rows int64, err error) {
	if err := errors.Join(d.write.PingContext(ctx), assertDurable(ctx, d.dialect, d.write), sortOnDisk(ctx, d.dialect, d.write, true)); err != nil {
		return 0, cannotOpen(err)
	}
	if err := d.assertEmpty(ctx); err != nil {
		return 0, err
	}
	p, err := provider(d.dialect, d.write)
	if err != nil {
		return 0, err
	}
	have, target, err := p.GetVersions(ctx)
	if err != nil || in.first.Schema > target {
		return 0, errors.Join(err, newerBackup(in.first.Schema, target))
	}
	if have > in.first.Schema {
		if p, err = d.startOver(ctx); err != nil {
			return 0, err
		}
	}
	if _, err := p.UpTo(ctx, in.first.Schema); err != nil {
		return 0, fmt.Errorf("make the schema: %w", err)
	}
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	load := &loader{tx: &Tx{conn: tx, dialect: d.dialect, now: d.Now(), source: d.source}, in: in, progress: progress}
	if err := load.all(ctx); err != nil {
		return 0, errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	return load.rows, migrate(ctx, d.dialect, d.write, false)
}

func newerBackup(schema, target int64) error {
	if schema <= target {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Säkerhetskopian (version %d) är nyare än programmet (version %d). Installera en nyare version av Samsyn.",
		"The backup (version %d) is newer than the program (version %d). Install a newer Samsyn.").With(schema, target))
}

func (d *DB) assertEmpty(ctx context.Context) error {
	tables, err := All[string](ctx, d, d.dialect.tablesText())
	if err != nil {
		return err
	}
	for _, t := range tables {
		if n, err := One[int64](ctx, d, "SELECT count(*) FROM "+t); err != nil || n > 0 {
			return errors.Join(err, fault.New(fault.Conflict, language.T("Databasen är inte tom. Ange en ny databas, och byt sedan till den.",
				"The database is not empty. Give a new one, and then change over to it.")))
		}
	}
	return nil
}

type loader struct {
	tx       *Tx
	in       *backupReader
	rows     int64
	progress func(string, int64)
}

func (l *loader) all(ctx context.Context) error {
	back, err := l.freeConstraints(ctx)
	if err != nil {
		return err
	}
	for {
		head, err := l.in.table()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := l.table(ctx, head); err != nil {
			return err
		}
	}
	if l.rows != l.in.last.Rows {
		return brokenBackup(fmt.Errorf("%d rows of %d", l.rows, l.in.last.Rows))
	}
	for _, text := range back {
		if _, err := l.tx.Exec(ctx, text); err != nil {
			return brokenBackup(err)
		}
	}
	return nil
}

// freeConstraints lets rows come in any order. It gives the statements that put the foreign keys back, which checks them.
func (l *loader) freeConstraints(ctx context.Context) (back []string, err error) {
	if l.tx.dialect == SQLite {
		_, err := l.tx.Exec(ctx, "PRAGMA defer_foreign_keys = ON")
		return nil, err
	}
	type key struct {
		Table string `db:"tab"`
		Name  string `db:"name"`
		Def   string `db:"def"`
	}
	keys, err := All[key](ctx, l.tx, "SELECT conrelid::regclass::text AS tab, conname AS name, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace")
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if _, err := l.tx.Exec(ctx, "ALTER TABLE "+k.Table+" DROP CONSTRAINT "+k.Name); err != nil {
			return nil, err
		}
		back = append(back, "ALTER TABLE "+k.Table+" ADD CONSTRAINT "+k.Name+" "+k.Def)
	}
	return back, nil
}

func (l *loader) table(ctx context.Context, head backupTable) error {
	columns, err := columnsOf(ctx, l.tx, head.Table)
	if err != nil {
		return err
	}
	if len(columns) == 0 {
		return brokenBackup(fmt.Errorf("there is no table %s", head.Table))
	}
	// A migration may have put rows of its own in the table; the backup has them too.
	if _, err := l.tx.Exec(ctx, "DELETE FROM "+head.Table); err != nil {
		return err
	}
	before := l.rows
	per := max(1, maxArgs/len(head.Columns))
	for {
		rows, done, err := l.in.rows(per, len(head.Columns))
		if err != nil {
			return err
		}
		if err := l.insert(ctx, head, rows); err != nil {
			return err
		}
		if done {
			break
		}
	}
	if l.progress != nil {
		l.progress(head.Table, l.rows-before)
	}
	return nil
}

func (l *loader) insert(ctx context.Context, head backupTable, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", head.Table, strings.Join(head.Columns, ", "))
	var args []any
	for i, row := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(" + Placeholders(len(args)+1, len(row)) + ")")
		for k, v := range row {
			bound, err := bindable(head.Types[k], v)
			if err != nil {
				return brokenBackup(fmt.Errorf("%s.%s: %w", head.Table, head.Columns[k], err))
			}
			args = append(args, bound)
		}
	}
	l.rows += int64(len(rows))
	_, err := l.tx.Exec(ctx, b.String(), args...)
	return err
}

// bindable gives a portable value as a statement takes it.
func bindable(kind string, v any) (any, error) {
	switch x := v.(type) {
	case json.Number:
		if kind == "DOUBLE PRECISION" {
			return x.Float64()
		}
		return x.Int64()
	case string:
		switch kind {
		case "BYTEA":
			return base64.StdEncoding.DecodeString(x)
		case "TIMESTAMPTZ":
			var t Time
			err := t.Scan(x)
			return t, err
		}
	}
	return v, nil
}

func brokenBackup(err error) error {
	return fault.Wrap(err, fault.Invalid, language.T("Säkerhetskopian är skadad eller ofullständig. Inget har återlästs. Använd en annan kopia.",
		"The backup is damaged or incomplete. Nothing was restored. Use another copy."))
}

// backupReader reads a backup line by line, one line ahead, since the last line speaks of all before it.
type backupReader struct {
	in    *bufio.Reader
	sum   hash.Hash
	first backupFirst
	last  backupLast
	ahead []byte
	ended bool
}

func newBackupReader(r io.Reader) (*backupReader, error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return nil, brokenBackup(err)
	}
	b := &backupReader{in: bufio.NewReaderSize(zip, 1<<16), sum: sha256.New()}
	if b.ahead, err = b.in.ReadBytes('\n'); err != nil {
		return nil, brokenBackup(err)
	}
	line, err := b.next()
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(line, &b.first); err != nil || b.first.Format != backupFormat {
		return nil, brokenBackup(fmt.Errorf("format %q: %w", b.first.Format, err))
	}
	return b, nil
}

// next gives the next line but the last; io.EOF after that, when the sums agree.
func (b *backupReader) next() ([]byte, error) {
	if b.ended {
		return nil, io.EOF
	}
	line := b.ahead
	following, err := b.in.ReadBytes('\n')
	if errors.Is(err, io.EOF) && len(following) == 0 {
		b.ended = true
		if err := json.Unmarshal(line, &b.last); err != nil || b.last.Sum != hex.EncodeToString(b.sum.Sum(nil)) {
			return nil, brokenBackup(errors.New("the sum does not agree"))
		}
		return nil, io.EOF
	}
	if err != nil {
		return nil, brokenBackup(err)
	}
	b.sum.Write(line)
	b.ahead = following
	return line, nil
}

func (b *backupReader) table() (t backupTable, err error) {
	line, err := b.next()
	if err != nil {
		return t, err
	}
	if err := json.Unmarshal(line, &t); err != nil || t.Table == "" || len(t.Columns) == 0 || len(t.Columns) != len(t.Types) {
		return t, brokenBackup(errors.New("a table is expected"))
	}
	for _, name := range append([]string{t.Table}, t.Columns...) {
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
			return t, brokenBackup(fmt.Errorf("%q is not a name", name))
		}
	}
	return t, nil
}

// rows gives up to n rows of the table; done when the table has no more.
func (b *backupReader) rows(n, width int) (rows [][]any, done bool, err error) {
	for len(rows) < n {
		if !bytes.HasPrefix(b.ahead, []byte("[")) {
			return rows, true, nil
		}
		line, err := b.next()
		if err != nil {
			return nil, false, err
		}
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.UseNumber()
		var row []any
		if err := dec.Decode(&row); err != nil || len(row) != width {
			return nil, false, brokenBackup(errors.New("a row has the wrong width"))
		}
		rows = append(rows, row)
	}
	return rows, false, nil
}
