package main

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"sync"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
)

// inboxRow is what the inbox shows of a question.
type inboxRow struct {
	ID           string      `db:"id"`
	Conversation string      `db:"conversation_id"`
	Topic        string      `db:"topic"`
	Municipality string      `db:"municipality_code"`
	Asker        string      `db:"asker_id"`
	Receiver     string      `db:"receiver_id"`
	State        string      `db:"state"`
	Commitment   string      `db:"commitment"`
	Urgent       bool        `db:"urgent"`
	Noted        bool        `db:"noted"`
	Mine         bool        `db:"mine"`
	Sent         db.Time     `db:"sent_at"`
	Due          db.Time     `db:"due_at"`
	Order        db.Time     `db:"order_at"`
	Left         db.Time     `db:"left_at"`
	Account      string      `db:"account_id"`
	Handler      string      `db:"handler"`
	names        *inboxNames // what ids are called
}

const (
	inboxPath = "/fragor"
	rawInbox  = `SELECT e.id, e.conversation_id, e.topic, e.municipality_code, e.asker_id, e.receiver_id, e.state, e.commitment, e.urgent, e.noted,
		s.mine, e.sent_at, e.due_at, s.order_at, s.left_at, s.account_id, COALESCE(a.name, '') AS handler
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE s.authority_id = $1 AND s.box = 'live' ORDER BY s.order_at, s.enquiry_id LIMIT 50`

	// A row as the page has it, without what must be reckoned: the working days that are left, and the question's number.
	bareInbox = `<!doctype html><title>Frågor</title><table class="ds-table s-table" role="table"><tbody role="rowgroup">{{range .}}<tr role="row" class="s-row" id="f{{.ID}}">` +
		`<td role="cell" data-label="Klocka"><div class="s-cell"><span class="s-deadline"><span class="s-status {{if eq .State "open"}}s-clock{{end}}"><svg class="s-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><circle class="s-line" cx="8" cy="8" r="6.7"></circle> <path class="s-line" d="M8 4.2V8l2.6 1.7"></path></svg><span>{{.State}}</span></span><br>` +
		`<time class="s-sub" datetime="{{.DueAt}}">{{.DueText}}</time></span></div></td>` +
		`<th scope="row" role="rowheader"><div class="s-cell"><a class="ds-link" href="/fragor/{{.ID}}">{{.Asks}}</a><br><span class="s-sub">{{if .Urgent}}<strong>brådskande</strong> · {{end}}{{if .Commitment}}{{.Commitment}} · {{end}}{{if .Noted}}antecknad per telefon · {{end}}ställd {{.SentText}}</span></div></th>` +
		`<td role="cell" data-label="Kommun"><div class="s-cell">{{.Place}}</div></td>` +
		`<td role="cell" data-label="Motpart"><div class="s-cell">{{.Other}}</div></td>` +
		`<td role="cell" data-label="Vems tur"><div class="s-cell">{{if .Mine}}<strong>Vi</strong>{{else}}Motparten{{end}}</div></td>` +
		`<td role="cell" data-label="Handläggare"><div class="s-cell">{{if .Account}}{{.Handler}}{{else}}Ingen än<br><span class="s-sub"><form method="post" action="/fragor/{{.ID}}/ta"><input type="hidden" name="formular" value="{{.ID}}"><input type="hidden" name="fran" value="inkorg"><button class="ds-button" type="submit" data-variant="tertiary" data-color="accent">Ta frågan</button></form></span>{{end}}</div></td></tr>{{end}}</tbody></table>`
)

// inboxNames are what the ids of a row are called, read once.
type inboxNames struct{ places, authorities map[string]string }

func (n *nation) inboxNames(ctx context.Context) (*inboxNames, error) {
	type named struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	read := func(text string) (map[string]string, error) {
		list, err := db.All[named](ctx, n.DB, text)
		names := make(map[string]string, len(list))
		for _, a := range list {
			names[a.ID] = a.Name
		}
		return names, err
	}
	places, err := read("SELECT code AS id, name FROM directory_municipality_version")
	if err != nil {
		return nil, err
	}
	authorities, err := read("SELECT authority_id AS id, name FROM directory_authority_version")
	return &inboxNames{places, authorities}, err
}

func (r inboxRow) Asks() string {
	info, _ := contact.TopicOf(contact.Topic(r.Topic))
	return info.Asks.In(language.Swedish)
}

func (r inboxRow) Place() string    { return r.names.places[r.Municipality] }
func (r inboxRow) Other() string    { return r.names.authorities[r.Asker] }
func (r inboxRow) DueAt() string    { return r.Due.UTC().Format("2006-01-02T15:04:05Z") }
func (r inboxRow) DueText() string  { return r.Due.Format("2006-01-02 15.04") }
func (r inboxRow) SentText() string { return r.Sent.Format("2006-01-02 15.04") }

// inboxRows is the engine's own page of the inbox, 50 of 2,000 open questions.
func (n *nation) inboxRows(ctx context.Context) ([]inboxRow, error) {
	list, err := db.All[inboxRow](ctx, n.DB, rawInbox, directory.PES)
	if err == nil && len(list) != enquiry.PageSize {
		err = fmt.Errorf("a page of %d", len(list))
	}
	return list, err
}

// bareInbox gives a function that writes the same rows as the inbox does, as they stand there, and nothing around them.
func (n *nation) bareInbox(ctx context.Context) (func(context.Context, io.Writer) error, error) {
	names, err := n.inboxNames(ctx)
	page := template.Must(template.New("").Parse(bareInbox))
	return func(ctx context.Context, w io.Writer) error {
		list, err := n.inboxRows(ctx)
		if err != nil {
			return err
		}
		for i := range list {
			list[i].names = names
		}
		return page.Execute(w, list)
	}, err
}

// inboxes measures a page of the inbox, 50 of 2,000 open questions, beside the query alone and a page of the same rows.
func (n *nation) inboxes(ctx context.Context) error {
	smallest, err := n.bareInbox(ctx)
	if err != nil {
		return err
	}
	return n.compare(ctx, n.engine, "inbox", n.size, []way{
		{raw, func(ctx context.Context, _, _ int) error { _, err := n.inboxRows(ctx); return err }},
		{bare, func(ctx context.Context, _, _ int) error { return smallest(ctx, io.Discard) }},
		{"the list: rights and query", func(ctx context.Context, _, _ int) error {
			_, err := n.Enquiries.Lines(ctx, n.DB, n.officer.Actor, enquiry.Filter{})
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
