package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/policy"
)

const (
	openOnes   = 2_000   // of the agency's questions, which the inbox shows a page of
	usualSize  = 100_000 // questions in all, without SIZE
	withRights = "the list: rights and query"
	wholePage  = "the page: session, rights, list, counts and names"
	inboxPath  = "/fragor"
)

// size is how many questions there are in all.
func size() (int, error) {
	text := os.Getenv("SIZE")
	if text == "" {
		return usualSize, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < openOnes {
		return 0, fmt.Errorf("SIZE is a number of questions from %d, not %q", openOnes, text)
	}
	return n, nil
}

// crowd is a house with many questions, an officer who is signed in, and a page of the inbox made without the house.
type crowd struct {
	*secret
	officer policy.Actor
	page    *template.Template
}

// inbox measures a page of the inbox beside the query alone and beside the smallest page of it.
func inbox(ctx context.Context, title, dsn string) (err error) {
	n, err := size()
	if err != nil {
		return err
	}
	house, err := newHouse(ctx, dsn, (*secret).places, (*secret).asked)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, house.Close()) }()
	c := &crowd{secret: house, page: template.Must(template.New("").Parse(smallest))}
	if err := errors.Join(c.enter(ctx), c.fill(ctx, dsn, n)); err != nil {
		return err
	}
	for _, clients := range []int{1, 16} {
		fmt.Printf("\n%s: a page of the inbox, %d of %d open among %d, %d client(s)\n", title, enquiry.PageSize, openOnes, n, clients)
		if err := c.compare(ctx, clients); err != nil {
			return err
		}
	}
	return nil
}

func (c *crowd) enter(ctx context.Context) error {
	a, err := c.Accounts.ByUserName(ctx, cast.Maja)
	if err != nil {
		return err
	}
	if c.officer, err = c.Accounts.Authenticate(ctx, a.ID, a.Authority); err != nil {
		return err
	}
	return c.signIn(a)
}

// fill makes many questions like the one that was asked: the first are open, the rest are over.
func (c *crowd) fill(ctx context.Context, dsn string, n int) (err error) {
	direct, err := db.Direct(dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, direct.Close()) }()
	over := func(now, then string) string {
		return fmt.Sprintf("CASE WHEN n <= %d THEN '%s' ELSE '%s' END", openOnes, now, then)
	}
	const id = "'many-' || CAST(100000000 + n AS TEXT)"
	for _, t := range []struct {
		table, of string
		other     map[string]string
	}{
		{"enquiry", "id", map[string]string{"id": id, "conversation_id": id, "state": over("open", "closed")}},
		{"enquiry_side", "enquiry_id", map[string]string{"id": "side || " + id, "enquiry_id": id, "box": over("live", "over"), "person_id": "''"}},
	} {
		columns, err := columnsOf(ctx, direct, t.table)
		if err != nil {
			return err
		}
		values := slices.Clone(columns)
		for i, name := range columns {
			if other := t.other[name]; other != "" {
				values[i] = other
			}
		}
		text := fmt.Sprintf(`INSERT INTO %s (%s) WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < %d)
			SELECT %s FROM %s CROSS JOIN counted WHERE %s = $1`, t.table, strings.Join(columns, ", "), n, strings.Join(values, ", "), t.table, t.of)
		if _, err := direct.ExecContext(ctx, text, c.question); err != nil {
			return err
		}
		if _, err := direct.ExecContext(ctx, "ANALYZE "+t.table); err != nil {
			return err
		}
	}
	return nil
}

func columnsOf(ctx context.Context, direct *sql.DB, table string) ([]string, error) {
	rows, err := direct.QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return nil, err
	}
	columns, err := rows.Columns()
	return columns, errors.Join(err, rows.Close())
}

// row is what the smallest page shows of a question.
type row struct {
	ID      string  `db:"id"`
	Topic   string  `db:"topic"`
	Place   string  `db:"municipality_code"`
	Asker   string  `db:"asker_id"`
	State   string  `db:"state"`
	Urgent  bool    `db:"urgent"`
	Due     db.Time `db:"due_at"`
	Handler string  `db:"handler"`
}

const (
	rawQuery = `SELECT e.id, e.topic, e.municipality_code, e.asker_id, e.state, e.urgent, s.due_at, COALESCE(a.name, '') AS handler
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE s.authority_id = $1 AND s.box = 'live' ORDER BY s.order_at, s.enquiry_id LIMIT $2`
	smallest = `<!doctype html><title>Frågor</title><table>{{range .}}<tr><td><a href="/fragor/{{.ID}}">{{.Topic}}</a><td>{{.Place}}<td>{{.Asker}}<td>{{.State}}<td>{{.Urgent}}<td>{{.Due}}<td>{{.Handler}}{{end}}</table>`
)

func (c *crowd) rows(ctx context.Context) ([]row, error) {
	list, err := db.All[row](ctx, c.DB, rawQuery, directory.PES, enquiry.PageSize)
	if err == nil && len(list) != enquiry.PageSize {
		err = fmt.Errorf("a page of %d", len(list))
	}
	return list, err
}

func (c *crowd) ways() []way {
	return []way{
		{raw, func(ctx context.Context, _, _ int) error { _, err := c.rows(ctx); return err }},
		{bare, func(ctx context.Context, _, _ int) error {
			list, err := c.rows(ctx)
			if err != nil {
				return err
			}
			return c.page.Execute(io.Discard, list)
		}},
		{withRights, func(ctx context.Context, _, _ int) error {
			_, err := c.Enquiries.Inbox(ctx, c.DB, c.officer, enquiry.Filter{})
			return err
		}},
		{wholePage, func(_ context.Context, _, _ int) error { _, err := c.ask(inboxPath, http.StatusOK); return err }},
	}
}

// times are how long each of many doings took, and how long all of them did.
type times struct {
	mu    sync.Mutex
	each  []time.Duration
	total time.Duration
}

func (t *times) around(do func(context.Context, int, int) error) func(context.Context, int, int) error {
	return func(ctx context.Context, client, n int) error {
		began := time.Now()
		err := do(ctx, client, n)
		took := time.Since(began)
		t.mu.Lock()
		defer t.mu.Unlock()
		t.each = append(t.each, took)
		return err
	}
}

// compare lets the ways take turns and prints, for each, how many a second, and its slowest in a hundred beside that of
// the query alone.
func (c *crowd) compare(ctx context.Context, clients int) error {
	ways := c.ways()
	spans := make([]times, len(ways))
	for round := range rounds {
		for i, w := range ways {
			_, took, err := measure(ctx, way{w.name, spans[i].around(w.do)}, clients, slice)
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			if spans[i].total += took; round == 0 { // warms up
				spans[i].each, spans[i].total = nil, 0
			}
		}
	}
	rates := map[string]float64{}
	for i, w := range ways {
		t := &spans[i]
		slices.Sort(t.each)
		rates[w.name] = float64(len(t.each)) / t.total.Seconds()
		fmt.Printf("  %-52s %8.0f /s   median %9s   p99 %9s   p99 %.2f × raw   %s\n", w.name, rates[w.name], at(t.each, 50), at(t.each, 99), ratio(t.each, spans[0].each, 99), ratios(rates, w.name))
	}
	return nil
}
