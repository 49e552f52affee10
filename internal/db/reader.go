package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"time"
)

// ErrNone says that no row answered.
var ErrNone = errors.New("db: no such row")

// Reader is whatever can be asked: the database, a snapshot of it, or an act under way. Only this package makes one.
type Reader interface {
	query(ctx context.Context, text string, args []any) (*sql.Rows, error)
	shapes() *shapes
	asked(err error) error
	// Dialect is the engine behind.
	Dialect() Dialect
	// Now is the instant of the act, or of the asking.
	Now() time.Time
}

// All gives every row. T is a struct whose fields carry `db:"column"` tags, or a type that one column can be read into.
func All[T any](ctx context.Context, q Reader, text string, args ...any) ([]T, error) {
	var out []T
	err := Each(ctx, q, func(row T) error { out = append(out, row); return nil }, text, args...)
	return out, err
}

// One gives the first row, or ErrNone.
func One[T any](ctx context.Context, q Reader, text string, args ...any) (T, error) {
	var out T
	found := false
	err := Each(ctx, q, func(row T) error { out, found = row, true; return errStop }, text, args...)
	if err == nil && !found {
		err = ErrNone
	}
	return out, err
}

var errStop = errors.New("db: enough rows")

// Each calls fn for every row as it comes, so that a list of any length takes little memory.
func Each[T any](ctx context.Context, q Reader, fn func(T) error, text string, args ...any) (err error) {
	rows, err := q.query(ctx, text, args)
	if err != nil {
		return q.asked(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var row, empty T
	into, err := q.shapes().targets(reflect.ValueOf(&row).Elem(), text, rows)
	if err != nil {
		return fmt.Errorf("%w in: %s", err, text)
	}
	for rows.Next() {
		row = empty
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := fn(row); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
	return q.asked(rows.Err())
}
