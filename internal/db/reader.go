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
		return asked(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	fields, err := plan(reflect.TypeFor[T](), rows)
	if err != nil {
		return fmt.Errorf("%w in: %s", err, text)
	}
	var into []any
	for rows.Next() {
		var row T
		into = targets(into[:0], reflect.ValueOf(&row).Elem(), fields)
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
	return asked(rows.Err())
}

var scannerType = reflect.TypeFor[sql.Scanner]()

// isScalar tells whether one column fills the whole of a T.
func isScalar(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(scannerType)
}

// plan finds for each column the field to read it into; nil means that the row is one column.
func plan(t reflect.Type, rows *sql.Rows) ([][]int, error) {
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	if isScalar(t) {
		if len(columns) != 1 {
			return nil, fmt.Errorf("db: %d columns for one %s", len(columns), t)
		}
		return nil, nil
	}
	byName := map[string][]int{}
	tagged(t, nil, func(name string, index []int) { byName[name] = index })
	fields := make([][]int, len(columns))
	for i, c := range columns {
		if fields[i] = byName[c]; fields[i] == nil {
			return nil, fmt.Errorf("db: %s has no field for column %q", t, c)
		}
	}
	return fields, nil
}

// tagged visits the fields that carry a db tag, also those of embedded structs.
func tagged(t reflect.Type, path []int, visit func(name string, index []int)) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int{}, path...), i)
		if name := f.Tag.Get("db"); name != "" {
			visit(name, index)
		} else if f.Anonymous && f.Type.Kind() == reflect.Struct {
			tagged(f.Type, index, visit)
		}
	}
}

func targets(out []any, row reflect.Value, fields [][]int) []any {
	if fields == nil {
		return append(out, row.Addr().Interface())
	}
	for _, f := range fields {
		out = append(out, row.FieldByIndex(f).Addr().Interface())
	}
	return out
}
