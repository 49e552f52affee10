package main

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"sync"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
)

// inboxRow is what the smallest page shows of a question.
type inboxRow struct {
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
	inboxPath = "/fragor"
	rawInbox  = `SELECT e.id, e.topic, e.municipality_code, e.asker_id, e.state, e.urgent, s.due_at, COALESCE(a.name, '') AS handler
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE s.authority_id = $1 AND s.box = 'live' ORDER BY s.order_at, s.enquiry_id LIMIT $2`
	smallestInbox = `<!doctype html><title>Frågor</title><table>{{range .}}<tr><td><a href="/fragor/{{.ID}}">{{.Topic}}</a><td>{{.Place}}<td>{{.Asker}}<td>{{.State}}<td>{{.Urgent}}<td>{{.Due}}<td>{{.Handler}}{{end}}</table>`
)

// inboxes measures a page of the inbox, 50 of 2,000 open questions, beside the query alone and the smallest page of it.
func (n *nation) inboxes(ctx context.Context) error {
	rows := func(ctx context.Context) ([]inboxRow, error) {
		list, err := db.All[inboxRow](ctx, n.DB, rawInbox, directory.PES, enquiry.PageSize)
		if err == nil && len(list) != enquiry.PageSize {
			err = fmt.Errorf("a page of %d", len(list))
		}
		return list, err
	}
	page := template.Must(template.New("").Parse(smallestInbox))
	return n.compare(ctx, n.engine, "inbox", n.size, []way{
		{raw, func(ctx context.Context, _, _ int) error { _, err := rows(ctx); return err }},
		{bare, func(ctx context.Context, _, _ int) error {
			list, err := rows(ctx)
			if err != nil {
				return err
			}
			return page.Execute(io.Discard, list)
		}},
		{"the list: rights and query", func(ctx context.Context, _, _ int) error {
			_, err := n.Enquiries.Inbox(ctx, n.DB, n.officer.Actor, enquiry.Filter{})
			return err
		}},
		{"the page: session, rights, list, counts, names", n.asking(n.officer, inboxPath)},
	})
}

// asking asks for a page over and over, as a browser does, and lets go of what comes as bare does: neither asking nor
// receiving is what is measured.
func (n *nation) asking(s staff, path string) func(context.Context, int, int) error {
	model := request(http.MethodGet, path, nil)
	for _, c := range s.cookies {
		model.AddCookie(c)
	}
	writers := sync.Pool{New: func() any { return &discarded{header: http.Header{}} }}
	return func(ctx context.Context, _, _ int) error {
		w := writers.Get().(*discarded)
		defer writers.Put(w)
		clear(w.header)
		w.status, w.bytes = 0, 0
		n.Router.ServeHTTP(w, model.Clone(ctx))
		if w.status != http.StatusOK || w.bytes == 0 {
			return fmt.Errorf("%s answers %d with %d bytes", path, w.status, w.bytes)
		}
		return nil
	}
}
