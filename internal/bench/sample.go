package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"samsyn/internal/db"
)

// watch hears which tables are written, in order, while it is on.
type watch struct {
	mu     sync.Mutex
	on     bool
	tables []string
	heard  []string // statements
	asked  int      // statements, on or off
	sent   int      // messages of acts to PostgreSQL, on or off
}

var writes = regexp.MustCompile(`(?i)^\s*(?:INSERT\s+INTO|UPDATE)\s+([a-z_]+)`)

func (w *watch) ran(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked++
	if w.on {
		w.heard = append(w.heard, text)
	}
	if m := writes.FindStringSubmatch(text); w.on && m != nil && !slices.Contains(w.tables, m[1]) {
		w.tables = append(w.tables, m[1])
	}
}

func (w *watch) waited() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent++
}

// messages gives how many messages of acts to PostgreSQL there have been.
func (w *watch) messages() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent
}

// statements gives how many statements something takes.
func (w *watch) statements(do func() error) (int, error) {
	w.mu.Lock()
	before := w.asked
	w.mu.Unlock()
	err := do()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked - before, err
}

// texts gives the statements that something takes.
func (w *watch) texts(do func() error) ([]string, error) {
	_, err := w.during(do)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.heard, err
}

func (w *watch) during(do func() error) ([]string, error) {
	w.mu.Lock()
	w.on, w.tables, w.heard = true, nil, nil
	w.mu.Unlock()
	err := do()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.on = false
	return w.tables, err
}

// sample is the rows that one act of the house wrote, without those of the log, to be written again under other ids: the
// same rows. A row that the act changed is written as a new one; sums that many acts share are left out.
type sample struct {
	tables []sampled
	ids    []string
}

type sampled struct {
	table   string
	columns []string
	rows    [][]any
}

// beside are the tables of the log and of what keeps a session.
var beside = regexp.MustCompile(`^(trail_|session$|idempotency$|rate$|goose)`)

// take does an act and takes what it wrote.
func take(ctx context.Context, direct *sql.DB, w *watch, do func() error) (*sample, error) {
	tables, err := tablesOf(ctx, direct)
	if err != nil {
		return nil, err
	}
	before := map[string]map[string]bool{}
	for _, t := range tables {
		_, rows, err := content(ctx, direct, t)
		if err != nil {
			return nil, err
		}
		before[t] = map[string]bool{}
		for _, r := range rows {
			before[t][fmt.Sprint(r)] = true
		}
	}
	written, err := w.during(do)
	if err != nil {
		return nil, err
	}
	s := &sample{}
	for _, t := range written {
		if beside.MatchString(t) {
			continue
		}
		columns, rows, err := content(ctx, direct, t)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(r []any) bool { return before[t][fmt.Sprint(r)] })
		s.tables = append(s.tables, sampled{t, columns, rows})
	}
	s.name()
	slices.SortStableFunc(s.tables, func(a, b sampled) int { // what others refer to first; the rest as the act wrote it
		return strings.Count(a.table, "_") - strings.Count(b.table, "_")
	})
	return s, nil
}

// name finds the ids of the rows, and leaves out the rows that have none of them.
func (s *sample) name() {
	ids := map[string]bool{}
	for _, t := range s.tables {
		if i := slices.Index(t.columns, "id"); i >= 0 {
			for _, r := range t.rows {
				ids[r[i].(string)] = true
			}
		}
	}
	s.ids = slices.Sorted(maps.Keys(ids))
	for i := range s.tables {
		s.tables[i].rows = slices.DeleteFunc(s.tables[i].rows, func(r []any) bool {
			return !slices.ContainsFunc(r, func(v any) bool { text, ok := v.(string); return ok && ids[text] })
		})
	}
	s.tables = slices.DeleteFunc(s.tables, func(t sampled) bool { return len(t.rows) == 0 })
}

// String says how many rows of which tables.
func (s *sample) String() string {
	var parts []string
	for _, t := range s.tables {
		parts = append(parts, fmt.Sprintf("%d %s", len(t.rows), t.table))
	}
	return strings.Join(parts, ", ")
}

// write writes the same rows again, a statement for each table. A table that skip names is left out.
func (s *sample) write(ctx context.Context, tx execer, skip string) error {
	var pairs []string
	fresh := map[string]string{}
	for _, id := range s.ids {
		fresh[id] = newID()
		pairs = append(pairs, id, fresh[id])
	}
	inside := strings.NewReplacer(pairs...)
	for _, t := range s.tables {
		if t.table == skip {
			continue
		}
		var text strings.Builder
		var args []any
		fmt.Fprintf(&text, "INSERT INTO %s (%s) VALUES ", t.table, strings.Join(t.columns, ", "))
		for i, r := range t.rows {
			if i > 0 {
				text.WriteString(", ")
			}
			text.WriteString("(" + db.Placeholders(len(args)+1, len(r)) + ")")
			for _, v := range r {
				if old, ok := v.(string); ok && len(old) >= 32 {
					if v = inside.Replace(old); fresh[old] != "" {
						v = fresh[old]
					}
				}
				args = append(args, v)
			}
		}
		if _, err := tx.ExecContext(ctx, text.String(), args...); err != nil {
			return fmt.Errorf("%s: %w", t.table, err)
		}
	}
	return nil
}

// alone writes the rows in a transaction of their own.
func (s *sample) alone(ctx context.Context, direct *sql.DB) error {
	tx, err := direct.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := s.write(ctx, tx, ""); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// content gives all of a table as it can be written again.
func content(ctx context.Context, direct *sql.DB, table string) (columns []string, all [][]any, err error) {
	rows, err := direct.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if columns, err = rows.Columns(); err != nil {
		return nil, nil, err
	}
	for rows.Next() {
		r := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range r {
			into[i] = &r[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, nil, err
		}
		for i, v := range r {
			if day, ok := v.(time.Time); ok && day.Equal(day.Truncate(24*time.Hour)) { // SQLite's driver makes an instant of a day
				r[i] = day.Format(time.DateOnly)
			}
			if b, ok := v.([]byte); ok && b == nil { // nothing, which is not the same as no value
				r[i] = []byte{}
			}
		}
		all = append(all, r)
	}
	return columns, all, rows.Err()
}

// tablesOf lists the tables of either engine.
func tablesOf(ctx context.Context, direct *sql.DB) (list []string, err error) {
	rows, err := direct.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		rows, err = direct.QueryContext(ctx, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	return list, rows.Err()
}
