package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// column is a column as both engines know it.
type column struct {
	Name string `db:"name"`
	Type string `db:"type"` // TEXT, BIGINT, BOOLEAN, DATE, TIMESTAMPTZ, BYTEA or DOUBLE PRECISION
}

// tablesText lists the tables of the schema, without the engine's own and the migrations' own.
func (d Dialect) tablesText() string {
	if d == Postgres {
		return "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version' ORDER BY tablename"
	}
	return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version' ORDER BY name"
}

// columnsText lists a table's columns in order; its one argument is the table.
func (d Dialect) columnsText() string {
	if d == Postgres {
		return "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position"
	}
	return "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
}

var postgresTypes = map[string]string{
	"text": "TEXT", "bigint": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "timestamp with time zone": "TIMESTAMPTZ", "bytea": "BYTEA",
	"double precision": "DOUBLE PRECISION",
}

var columnTypes = []string{"TEXT", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMPTZ", "BYTEA", "DOUBLE PRECISION"}

func columnsOf(ctx context.Context, q Reader, table string) ([]column, error) {
	columns, err := All[column](ctx, q, q.Dialect().columnsText(), table)
	if err != nil {
		return nil, err
	}
	for i, c := range columns {
		if known, ok := postgresTypes[c.Type]; ok {
			columns[i].Type = known
		}
		if !slices.Contains(columnTypes, columns[i].Type) {
			return nil, fmt.Errorf("db: column %s.%s has the type %s, which cannot be moved between engines", table, c.Name, c.Type)
		}
	}
	return columns, nil
}

func namesOf(columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// portable gives a column's value as JSON can say it, the same from both engines.
func portable(c column, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch c.Type {
	case "TIMESTAMPTZ":
		var t Time
		if err := t.Scan(v); err != nil {
			return nil, err
		}
		return t.UTC().Format(timeLayout), nil
	case "DATE":
		if t, ok := v.(time.Time); ok {
			return t.Format(time.DateOnly), nil
		}
		return fmt.Sprintf("%.10s", v), nil
	case "BOOLEAN":
		if n, ok := v.(int64); ok {
			return n != 0, nil
		}
		return v, nil
	case "BYTEA":
		if b, ok := v.([]byte); ok {
			return append([]byte{}, b...), nil // JSON writes bytes as base64, and none as null unless it is a slice of none
		}
		return nil, errors.New("not bytes")
	default:
		if b, ok := v.([]byte); ok {
			return string(b), nil
		}
		return v, nil
	}
}
