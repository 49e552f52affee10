package main

import (
	"context"
	"database/sql"
	"errors"
	"html/template"
	"io"

	"samsyn/internal/db"
)

// threadRow is what the smallest page shows of a question's thread.
type threadRow struct {
	A string `db:"a"`
	B string `db:"b"`
	C string `db:"c"`
}

// threadTexts read what the page of a thread shows, each in one query.
func threadTexts() []string {
	return []string{
		`SELECT id AS a, state AS b, topic AS c FROM enquiry WHERE id = $1`,
		`SELECT topic AS a, enquiry_id AS b, '' AS c FROM enquiry_topic WHERE enquiry_id = $1 ORDER BY place`,
		`SELECT act AS a, authority_id AS b, account_id AS c FROM enquiry_event WHERE enquiry_id = $1 ORDER BY round, seq`,
		`SELECT authority_id AS a, box AS b, account_id AS c FROM enquiry_side WHERE enquiry_id = $1 ORDER BY side`,
		`SELECT m.kind AS a, m.from_authority AS b, m.id AS c FROM exchange_message m JOIN enquiry e ON e.conversation_id = m.conversation_id WHERE e.id = $1 ORDER BY m.seq`,
	}
}

const smallestThread = `<!doctype html><title>Fråga</title>{{range .}}<ul>{{range .}}<li>{{.A}} {{.B}} {{.C}}</li>{{end}}</ul>{{end}}`

// threads measures a thread being opened. That it was read is a line that is durable before the page leaves: of all three.
func (n *nation) threads(ctx context.Context) error {
	if _, err := n.direct.ExecContext(ctx, "CREATE TABLE bench_read (id TEXT PRIMARY KEY, thing TEXT NOT NULL, at TEXT NOT NULL)"); err != nil {
		return err
	}
	const line = "INSERT INTO bench_read (id, thing, at) VALUES ($1, $2, $3)"
	page := template.Must(template.New("").Parse(smallestThread))
	which := func(k int) string { return n.opened[k%100].ID }
	show := func(ctx context.Context, id string) error {
		var parts [][]threadRow
		for _, text := range threadTexts() {
			list, err := db.All[threadRow](ctx, n.DB, text, id)
			if err != nil {
				return err
			}
			parts = append(parts, list)
		}
		return page.Execute(io.Discard, parts)
	}
	return n.compare(ctx, n.engine, "thread", n.size, []way{
		{raw, func(ctx context.Context, _, k int) error {
			for _, text := range threadTexts() {
				if err := drain(n.direct.QueryContext(ctx, text, which(k))); err != nil {
					return err
				}
			}
			_, err := n.direct.ExecContext(ctx, line, newID(), which(k), "now")
			return err
		}},
		{bare, func(ctx context.Context, _, k int) error {
			err := n.beside.DoRows(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, line, newID(), which(k), "now"); return err })
			return errors.Join(err, show(ctx, which(k)))
		}},
		{"the service: rights, reading, line in the log", func(ctx context.Context, _, k int) error {
			_, err := n.Enquiries.Open(ctx, n.officer.Actor, which(k))
			return err
		}},
		{"the page", func(_ context.Context, _, k int) error { return n.get(n.officer, "/fragor/"+which(k)) }},
	})
}

func drain(rows *sql.Rows, err error) error {
	if err != nil {
		return err
	}
	for rows.Next() {
	}
	return errors.Join(rows.Err(), rows.Close())
}
