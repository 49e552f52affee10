package main

import (
	"context"
	"database/sql"
	"errors"
	"html/template"
	"io"
	"strings"

	"samsyn/internal/db"
)

// threadRow is what the smallest page shows of a question's thread.
type threadRow struct {
	A string `db:"a"`
	B string `db:"b"`
	C string `db:"c"`
	D string `db:"d"`
}

// threadTexts read what the page of a thread shows, each in one query: the question, its topics, what happened, whose it is,
// the reader's own copy of each message with its attachments, the own notes with whom they mention, and the attempts to
// deliver the answer. $1 is the question and $2 the reader's authority. The texts of messages and notes are read as they are
// kept, sealed: to open them is the service's work, and so is what the page says in names, rights, forms and other rooms' parts.
func threadTexts() []string {
	return []string{
		`SELECT id AS a, state AS b, topic AS c, '' AS d FROM enquiry WHERE id = $1`,
		`SELECT topic AS a, enquiry_id AS b, '' AS c, '' AS d FROM enquiry_topic WHERE enquiry_id = $1 ORDER BY place`,
		`SELECT act AS a, authority_id AS b, account_id AS c, '' AS d FROM enquiry_event WHERE enquiry_id = $1 ORDER BY round, seq`,
		`SELECT authority_id AS a, box AS b, account_id AS c, '' AS d FROM enquiry_side WHERE enquiry_id = $1 ORDER BY side`,
		`SELECT m.kind AS a, m.from_authority AS b, COALESCE(f.file_id, '') AS c, c.body AS d FROM enquiry e JOIN exchange_message m ON m.conversation_id = e.conversation_id
			JOIN exchange_copy c ON c.message_id = m.id AND c.authority_id = $2
			LEFT JOIN exchange_attachment f ON f.message_id = m.id AND f.authority_id = c.authority_id WHERE e.id = $1 ORDER BY m.seq, f.seq`,
		`SELECT n.id AS a, n.account_id AS b, COALESCE(m.account_id, '') AS c, n.text AS d FROM enquiry_note n
			LEFT JOIN enquiry_mention m ON m.note_id = n.id WHERE n.enquiry_id = $1 AND n.authority_id = $2 ORDER BY n.at, n.id`,
		`SELECT a.channel AS a, a.outcome AS b, a.by_account AS c, '' AS d FROM enquiry e JOIN exchange_attempt a ON a.conversation_id = e.conversation_id WHERE e.id = $1 ORDER BY a.at, a.id`,
	}
}

// threadArgs are what one of the texts is asked with.
func threadArgs(text, question, authority string) []any {
	if strings.Contains(text, "$2") {
		return []any{question, authority}
	}
	return []any{question}
}

const smallestThread = `<!doctype html><title>Fråga</title>{{range .}}<ul>{{range .}}<li>{{.A}} {{.B}} {{.C}} {{.D}}</li>{{end}}</ul>{{end}}`

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
			list, err := db.All[threadRow](ctx, n.DB, text, threadArgs(text, id, n.officer.Authority)...)
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
				if err := drain(n.direct.QueryContext(ctx, text, threadArgs(text, which(k), n.officer.Authority)...)); err != nil {
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
