package db

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/bits"
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
	writing bool     // something was written, or was to be
	part    *part    // that runs, of those that ask abreast; nil for the act itself
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

func (tx *Tx) shapes() *shapes { return &tx.source.form }

func (tx *Tx) asked(err error) error { return tx.source.asked(err) }

// A statement under way is never interrupted: SQLite would roll back the whole shared commit. An asker who has
// gone is noticed between statements instead.
func (tx *Tx) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tx.source.ran(text)
	if tx.part != nil {
		return tx.part.query(tx.conn, text, args)
	}
	return tx.conn.QueryContext(context.WithoutCancel(ctx), text, args...)
}

// Exec runs a statement that writes and gives how many rows it touched.
func (tx *Tx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	tx.source.ran(text)
	known := tx.writes(text)
	if tx.part != nil {
		return tx.part.exec(tx.conn, text, args)
	}
	r, err := tx.conn.ExecContext(context.WithoutCancel(ctx), text, args...)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	tx.writing = tx.writing || n > 0 || !known
	return n, err
}

// Later is Exec for a write whose outcome the act does not need at once. On PostgreSQL it goes to the server along with the
// next statement of the act or its commit, so that many writes take one message; whatever is asked after it sees it, and
// what is written is written in order. When it fails the act is nothing, and its caller is told why as of any write; so it
// is not for a write whose failure the act tells apart (IsUnique). args must not change afterwards.
func (tx *Tx) Later(ctx context.Context, text string, args ...any) error {
	t, waits := tx.conn.(*turn)
	if !waits {
		_, err := tx.Exec(ctx, text, args...)
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	tx.source.ran(text)
	tx.writing = true
	tx.writes(text)
	return t.later(text, args)
}

// settled sends what waits of an act that gave err, or drops it when the act is to be undone.
func (tx *Tx) settled(err error) error {
	t, waits := tx.conn.(*turn)
	if !waits {
		return err
	}
	if err == nil {
		err = t.message()
	}
	err = t.outcome(err)
	t.forget()
	return err
}

// Queuer is an act in which writes can wait.
type Queuer interface {
	Execer
	Later(ctx context.Context, text string, args ...any) error
}

// Insert writes one row: the fields of row that carry a `db:"column"` tag.
func Insert[T any](ctx context.Context, tx Execer, table string, row T) error {
	return InsertAll(ctx, tx, table, []T{row})
}

// maxArgs bounds the values of one statement. SQLite finds each $n by walking over those before it, so that a statement's
// cost grows with the square of its values: 20 000 rows of 14 columns took 36 s at 8 000 values and 5 s at 200.
const maxArgs = 200

// InsertAll writes many rows in few statements.
func InsertAll[T any](ctx context.Context, tx Execer, table string, rows []T) error {
	return inserts(tx.shapes(), table, rows, func(text string, args []any) error {
		_, err := tx.Exec(ctx, text, args...)
		return err
	})
}

// InsertLater writes rows as Tx.Later does.
func InsertLater[T any](ctx context.Context, tx Queuer, table string, rows ...T) error {
	return inserts(tx.shapes(), table, rows, func(text string, args []any) error { return tx.Later(ctx, text, args...) })
}

// inserts gives the statements that insert rows. Each takes as many as a power of two, so that few texts are made and the
// engines keep them prepared.
func inserts[T any](s *shapes, table string, rows []T, do func(text string, args []any) error) error {
	form := s.of(reflect.TypeFor[T]())
	per := max(1, maxArgs/len(form.names))
	for len(rows) > 0 {
		n := 1 << (bits.Len(uint(min(per, len(rows)))) - 1)
		args := make([]any, 0, n*len(form.names))
		for r := range n {
			args = form.values(args, reflect.ValueOf(&rows[r]).Elem())
		}
		if err := do(s.insert(form, table, n), args); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
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
