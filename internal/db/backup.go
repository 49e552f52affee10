package db

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A backup is a gzipped file of JSON lines that either engine can write and read: a first line about the file, then
// for each table a line with its columns and a line for each row, and a last line with the number of rows and the
// SHA-256 of all lines before it. Sealed fields stay sealed: the keys are kept elsewhere.

const backupFormat = "samsyn-backup-1"

type backupFirst struct {
	Format string `json:"format"`
	Schema int64  `json:"schema"` // number of the latest migration
	Made   Time   `json:"made"`
}

type backupTable struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
	Types   []string `json:"types"`
}

type backupLast struct {
	Rows int64  `json:"rows"`
	Sum  string `json:"sha256"`
}

// BackupFile writes a backup to a new file, also while the database is used: it shows one instant. The file appears
// under its name only when it is whole. It gives the number of rows.
func BackupFile(ctx context.Context, d *DB, path string, progress func(table string, rows int64)) (rows int64, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".backup-*")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	rows, err = Backup(ctx, d, f, progress)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, err
	}
	// Link, unlike rename, never replaces an older backup.
	return rows, os.Link(f.Name(), path)
}

// Backup writes a backup. progress may be nil.
func Backup(ctx context.Context, d *DB, w io.Writer, progress func(table string, rows int64)) (int64, error) {
	return writeBackup(ctx, d, w, &backupWriter{sum: sha256.New(), progress: progress})
}

func writeBackup(ctx context.Context, d *DB, w io.Writer, b *backupWriter) (int64, error) {
	zip := gzip.NewWriter(w)
	b.out = bufio.NewWriterSize(io.MultiWriter(zip, b.sum), 1<<16)
	if err := d.Read(ctx, func(q Reader) error { return b.all(ctx, q) }); err != nil {
		return 0, err
	}
	if err := b.out.Flush(); err != nil {
		return 0, err
	}
	last, err := json.Marshal(backupLast{Rows: b.rows, Sum: hex.EncodeToString(b.sum.Sum(nil))})
	if err != nil {
		return 0, err
	}
	_, err = zip.Write(append(last, '\n'))
	return b.rows, errors.Join(err, zip.Close())
}

type backupWriter struct {
	out *bufio.Writer
	sum interface {
		io.Writer
		Sum([]byte) []byte
	}
	rows     int64
	progress func(string, int64)
	sums     tableSums // filled when it is there
}

func (b *backupWriter) line(v any) error {
	_, err := b.said(v)
	return err
}

func (b *backupWriter) said(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	_, err = b.out.Write(append(text, '\n'))
	return text, err
}

func (b *backupWriter) all(ctx context.Context, q Reader) error {
	schema, err := One[int64](ctx, q, "SELECT max(version_id) FROM goose_db_version")
	if err != nil {
		return err
	}
	if err := b.line(backupFirst{Format: backupFormat, Schema: schema, Made: At(q.Now())}); err != nil {
		return err
	}
	tables, err := All[string](ctx, q, q.Dialect().tablesText())
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := b.table(ctx, q, t); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	return nil
}

func (b *backupWriter) table(ctx context.Context, q Reader, name string) error {
	columns, err := columnsOf(ctx, q, name)
	if err != nil {
		return err
	}
	head := backupTable{Table: name}
	for _, c := range columns {
		head.Columns, head.Types = append(head.Columns, c.Name), append(head.Types, c.Type)
	}
	if err := b.line(head); err != nil {
		return err
	}
	before := b.rows
	if err := b.tableRows(ctx, q, name, columns); err != nil {
		return err
	}
	if b.progress != nil {
		b.progress(name, b.rows-before)
	}
	return nil
}

func (b *backupWriter) tableRows(ctx context.Context, q Reader, name string, columns []column) (err error) {
	rows, err := q.query(ctx, "SELECT "+namesOf(columns)+" FROM "+name, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, c := range columns {
			if values[i], err = portable(c, values[i]); err != nil {
				return fmt.Errorf("column %s: %w", c.Name, err)
			}
		}
		text, err := b.said(values)
		if err != nil {
			return err
		}
		b.sums.add(name, text)
		b.rows++
	}
	return rows.Err()
}

// Content gives every row of every table as a backup writes it, for comparing two small databases.
func Content(ctx context.Context, d *DB) (map[string][]string, error) {
	var text bytes.Buffer
	b := &backupWriter{sum: sha256.New()}
	b.out = bufio.NewWriter(&text)
	if err := d.Read(ctx, func(q Reader) error { return b.all(ctx, q) }); err != nil {
		return nil, err
	}
	if err := b.out.Flush(); err != nil {
		return nil, err
	}
	content, name := map[string][]string{}, ""
	for line := range strings.SplitSeq(strings.TrimSpace(text.String()), "\n") {
		var t backupTable
		if strings.HasPrefix(line, "[") {
			content[name] = append(content[name], line)
		} else if json.Unmarshal([]byte(line), &t) == nil && t.Table != "" {
			name = t.Table
			content[name] = nil
		}
	}
	return content, nil
}
