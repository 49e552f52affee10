package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// mostKept is how large a database may have grown and still be emptied, since rows that are deleted keep their room.
const mostKept = 64 << 20 // bytes

var errLarge = errors.New("the database has grown too large to keep")

// emptyOut takes away all rows, and every table that the test made itself. It asks first which tables have rows: to
// truncate all of them costs a new file for each table and index, many times what a test itself costs.
func emptyOut(dsn string) error {
	known, err := modelTables()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return onOne(ctx, dsn, func(c *sql.Conn) error {
		size, err := textsOf(ctx, c, "SELECT pg_database_size(current_database())::TEXT WHERE pg_database_size(current_database()) > "+fmt.Sprint(mostKept))
		if err != nil || len(size) > 0 {
			return errors.Join(err, errLarge)
		}
		// The order of deletion would else be that of the references between the tables.
		if _, err := c.ExecContext(ctx, "SET session_replication_role = replica"); err != nil {
			return err
		}
		tables, err := textsOf(ctx, c, allTables)
		if err != nil {
			return err
		}
		return takeAway(ctx, c, known, tables)
	})
}

const allTables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version'"

func takeAway(ctx context.Context, c *sql.Conn, known map[string]bool, tables []string) error {
	var ask []string
	for _, name := range tables {
		if !known[name] {
			if _, err := c.ExecContext(ctx, "DROP TABLE "+name+" CASCADE"); err != nil {
				return err
			}
			continue
		}
		ask = append(ask, fmt.Sprintf("SELECT '%s' WHERE EXISTS (SELECT 1 FROM %s)", name, name))
	}
	filled, err := textsOf(ctx, c, strings.Join(ask, " UNION ALL "))
	if err != nil || len(filled) == 0 {
		return err
	}
	_, err = c.ExecContext(ctx, "DELETE FROM "+strings.Join(filled, "; DELETE FROM "))
	return err
}

var modelTables = sync.OnceValues(func() (map[string]bool, error) {
	running, err := serverOnce()
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	err = onOne(context.Background(), withName(running.URL, modelName()), func(c *sql.Conn) error {
		tables, err := textsOf(context.Background(), c, allTables)
		for _, name := range tables {
			known[name] = true
		}
		return err
	})
	return known, err
})

// onOne runs fn on a connection of its own.
func onOne(ctx context.Context, dsn string, fn func(*sql.Conn) error) error {
	d, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	c, err := d.Conn(ctx)
	if err == nil {
		err = errors.Join(fn(c), c.Close())
	}
	return errors.Join(err, d.Close())
}

func textsOf(ctx context.Context, c *sql.Conn, text string) (all []string, err error) {
	rows, err := c.QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		all = append(all, s)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}
