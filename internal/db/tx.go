package db

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

// conn is what a transaction of either engine runs its statements on.
type conn interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
}

// Tx is one act under way: what it writes is kept whole or not at all. Everything in it happens at one instant.
type Tx struct {
	conn    conn
	dialect Dialect
	now     time.Time
	source  *source
	pending []any
	wrote   []string // tables
}

// Execer is an act that can be written in.
type Execer interface {
	Reader
	Exec(ctx context.Context, text string, args ...any) (int64, error)
}

// Now is the instant of the act, the same for all its rows.
func (tx *Tx) Now() time.Time { return tx.now }

// NewID gives a new id whose order is the order of making.
func (tx *Tx) NewID() string { return tx.source.ids.next() }

// RandomID gives a new id that does not tell when it was made.
func (tx *Tx) RandomID() string { return RandomID(tx.source.rand) }

// Rand is the source of nonces and salts.
func (tx *Tx) Rand() io.Reader { return tx.source.rand }

// Pend leaves something for the sealing of the shared commit (Writer.BeforeCommit), if this act is kept.
func (tx *Tx) Pend(v any) { tx.pending = append(tx.pending, v) }

// Dialect is the engine behind.
func (tx *Tx) Dialect() Dialect { return tx.dialect }

// A statement under way is never interrupted: SQLite would roll back the whole shared commit. An asker who has
// gone is noticed between statements instead.
func (tx *Tx) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tx.source.ran(text)
	return tx.conn.QueryContext(context.WithoutCancel(ctx), text, args...)
}

// Exec runs a statement that writes and gives how many rows it touched.
func (tx *Tx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	tx.source.ran(text)
	tx.writes(text)
	r, err := tx.conn.ExecContext(context.WithoutCancel(ctx), text, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Insert writes one row: the fields of row that carry a `db:"column"` tag.
func Insert[T any](ctx context.Context, tx Execer, table string, row T) error {
	return InsertAll(ctx, tx, table, []T{row})
}

// maxArgs bounds the values of one statement. SQLite finds each $n by walking over those before it, so that a statement's
// cost grows with the square of its values: 20 000 rows of 14 columns took 36 s at 8 000 values and 5 s at 200.
const maxArgs = 200

// InsertAll writes many rows in as few statements as the engines take.
func InsertAll[T any](ctx context.Context, tx Execer, table string, rows []T) error {
	var names []string
	var index [][]int
	tagged(reflect.TypeFor[T](), nil, func(name string, i []int) { names, index = append(names, name), append(index, i) })
	per := max(1, maxArgs/len(names))
	for len(rows) > 0 {
		n := min(per, len(rows))
		if err := insertSome(ctx, tx, table, names, index, rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func insertSome[T any](ctx context.Context, tx Execer, table string, names []string, index [][]int, rows []T) error {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, strings.Join(names, ", "))
	args := make([]any, 0, len(rows)*len(names))
	for r := range rows {
		if r > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(" + Placeholders(len(args)+1, len(names)) + ")")
		v := reflect.ValueOf(&rows[r]).Elem()
		for _, i := range index {
			args = append(args, v.FieldByIndex(i).Interface())
		}
	}
	_, err := tx.Exec(ctx, b.String(), args...)
	return err
}

// Placeholders gives n placeholders from $from on: "$3, $4".
func Placeholders(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}

// In gives "IN ($n, …)" for the values and appends them to args; for none it gives a condition that holds for nothing. The
// last value is said again until there are as many as a power of two, so that few texts are made and the engines keep them
// prepared.
func In[T any](values []T, args *[]any) string {
	if len(values) == 0 {
		return "IN (NULL)"
	}
	from, n := len(*args)+1, 1
	for n < len(values) {
		n *= 2
	}
	if n > 64 { // so many are asked for seldom
		n = len(values)
	}
	for i := range n {
		*args = append(*args, values[min(i, len(values)-1)])
	}
	return "IN (" + Placeholders(from, n) + ")"
}
