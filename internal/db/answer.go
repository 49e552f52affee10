package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// answer is rows that have been read: of a question that went to the server along with what waited, and whose answer came
// with theirs.
type answer struct {
	columns []string
	rows    [][]driver.Value
	next    int
}

// read takes in the rows, each value as the driver of PostgreSQL gives it to database/sql.
func (a *answer) read(rows pgx.Rows, types *pgtype.Map) error {
	defer rows.Close()
	for rows.Next() {
		row := make([]driver.Value, len(rows.RawValues()))
		for i, raw := range rows.RawValues() {
			var err error
			if row[i], err = valueOf(raw, rows.FieldDescriptions()[i].DataTypeOID, rows.FieldDescriptions()[i].Format, types); err != nil {
				return err
			}
		}
		a.rows = append(a.rows, row)
	}
	for _, f := range rows.FieldDescriptions() {
		a.columns = append(a.columns, f.Name)
	}
	return rows.Err()
}

func valueOf(raw []byte, oid uint32, format int16, types *pgtype.Map) (driver.Value, error) {
	if raw == nil {
		return nil, nil
	}
	if known, ok := types.TypeForOID(oid); ok {
		return known.Codec.DecodeDatabaseSQLValue(types, oid, format, raw)
	}
	return string(raw), nil
}

// Columns are the names of the columns.
func (a *answer) Columns() []string { return a.columns }

// Next gives the next row.
func (a *answer) Next(row []driver.Value) error {
	if a.next == len(a.rows) {
		return io.EOF
	}
	copy(row, a.rows[a.next])
	a.next++
	return nil
}

// Close ends the reading of what is read already.
func (a *answer) Close() error { return nil }

// answers is a driver that gives back the answer it is asked with, so that rows which have been read are scanned by
// database/sql as any others.
type answers struct{}

var errAnswers = errors.New("db: answers can only be read")

func (answers) Connect(context.Context) (driver.Conn, error) { return answers{}, nil }
func (answers) Driver() driver.Driver                        { return answers{} }
func (answers) Open(string) (driver.Conn, error)             { return answers{}, nil }
func (answers) Prepare(string) (driver.Stmt, error)          { return nil, errAnswers }
func (answers) Begin() (driver.Tx, error)                    { return nil, errAnswers }
func (answers) Close() error                                 { return nil }
func (answers) CheckNamedValue(*driver.NamedValue) error     { return nil }

func (answers) QueryContext(_ context.Context, _ string, args []driver.NamedValue) (driver.Rows, error) {
	return args[0].Value.(*answer), nil
}

// asRows gives an answer as rows.
func (a *answer) asRows(through *sql.DB) (*sql.Rows, error) {
	return through.QueryContext(context.Background(), "", a)
}
