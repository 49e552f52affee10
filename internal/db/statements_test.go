package db

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
)

// TestStatementsAreKept: the same text asked within itself answers rightly, what a statement kept is bounded, a table that
// changes its form is read in its new form, and a statement that failed can be run again.
func TestStatementsAreKept(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	pool := openKept(sqliteDSN(path, "", false), &place{path: path})
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	do := func(text string, args ...any) {
		t.Helper()
		if _, err := pool.ExecContext(ctx, text, args...); err != nil {
			t.Fatal(err)
		}
	}
	do("CREATE TABLE a (n BIGINT PRIMARY KEY)")
	for n := range 5 {
		do("INSERT INTO a (n) VALUES ($1)", n)
	}
	if _, err := pool.ExecContext(ctx, "INSERT INTO a (n) VALUES ($1)", 3); !IsUnique(err) {
		t.Fatalf("a row that stands there: %v", err)
	}
	do("INSERT INTO a (n) VALUES ($1)", 5)
	c, err := pool.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	count := func(from int) (n int) {
		t.Helper()
		const text = "SELECT n FROM a WHERE n >= $1 ORDER BY n"
		rows, err := c.QueryContext(ctx, text, from)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			inner, err := c.QueryContext(ctx, text, 4)
			if err != nil {
				t.Fatal(err)
			}
			for inner.Next() {
				n++
			}
			if err := inner.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	if n := count(1); n != 10 {
		t.Errorf("5 rows of 2 rows each are %d", n)
	}
	for n := range keptMost + 50 {
		var got int
		if err := c.QueryRowContext(ctx, fmt.Sprintf("SELECT $1 + %d", n), 1).Scan(&got); err != nil || got != n+1 {
			t.Fatalf("%d, %v", got, err)
		}
	}
	if err := c.Raw(func(raw any) error {
		if kept := len(raw.(*keptConn).kept); kept != keptMost {
			t.Errorf("%d statements are kept", kept)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var columns int
	for _, text := range []string{"SELECT 1", "ALTER TABLE a ADD COLUMN m BIGINT", "SELECT 1"} {
		if _, err := c.ExecContext(ctx, text); err != nil {
			t.Fatal(err)
		}
		rows, err := c.QueryContext(ctx, "SELECT * FROM a WHERE n = $1", 1)
		if err != nil {
			t.Fatal(err)
		}
		if !rows.Next() {
			t.Fatal("the row has gone")
		}
		names, err := rows.Columns()
		if err != nil || rows.Close() != nil {
			t.Fatal(err)
		}
		columns = len(names)
	}
	if columns != 2 {
		t.Errorf("the new column is not seen: %d columns", columns)
	}
}
