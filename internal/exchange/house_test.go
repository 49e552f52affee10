package exchange_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

const secret = "Nora Testberg (Demo), 199201012383, har en handlingsplan från i mars."

// house is two authorities with somebody at each: the agency with Eva, and Ludvika's board with Anna. Falun's board is
// where a question may be passed on to.
type house struct {
	t *testing.T
	*dbtest.Database
	svc            *exchange.Service
	eva, anna      policy.Actor
	ludvika, falun string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, svc: exchange.New(d.Trail)}
	h.ludvika, h.falun = h.board("2085"), h.board("2080")
	h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: []policy.Role{policy.EmploymentOfficer}}
	h.anna = policy.Actor{ID: "anna", Authority: h.ludvika, Roles: []policy.Role{policy.Caseworker}}
	return h
}

func (h *house) board(code string) (id string) {
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		a, err := directory.BoardFor(h.t.Context(), tx, code)
		id = a.ID
		if err != nil {
			return err
		}
		return tx.Note(policy.ReceiveMessage, a.Ref(), nil)
	}))
	return id
}

// act does something as somebody. Some parts of acts leave no note of their own, so the act has one.
func (h *house) act(a policy.Actor, fn func(ctx context.Context, tx *audit.Tx) error) error {
	return h.Trail.Do(h.t.Context(), a, func(tx *audit.Tx) error {
		if err := fn(h.t.Context(), tx); err != nil {
			return err
		}
		return tx.Note(policy.TryDelivery, exchange.Conversation{ID: "act"}.Ref(), nil)
	})
}

func (h *house) begin(personal bool, to exchange.Party) (c exchange.Conversation) {
	h.t.Helper()
	must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) (err error) {
		c, err = h.svc.Begin(ctx, tx, exchange.Opening{Kind: "enquiry", Subject: "Q-PLAN", Personal: personal, From: exchange.Party{Authority: h.ludvika}, To: to})
		return err
	}))
	return c
}

func (h *house) post(a policy.Actor, conversation string, l exchange.Letter) (m exchange.Message, err error) {
	err = h.act(a, func(ctx context.Context, tx *audit.Tx) (err error) {
		m, err = h.svc.Post(ctx, tx, conversation, a.Authority, l)
		return err
	})
	return m, err
}

func (h *house) thread(conversation, authority string) []exchange.Copy {
	h.t.Helper()
	list, err := h.svc.Thread(h.t.Context(), h.DB, conversation, authority)
	must(h.t, err)
	return list
}

func (h *house) count(query string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, query, args...)
	must(h.t, err)
	return n
}

func about(body string, files ...file.Checked) exchange.Letter {
	return exchange.Letter{Kind: "question", Body: body, Files: files, Ground: law.Consent, Purpose: "gemensam planering", Certified: true}
}

func attachment(t *testing.T, name, content string) file.Checked {
	t.Helper()
	f, err := file.Check(file.Input{Name: name, Content: strings.NewReader(content), Size: int64(len(content))})
	must(t, err)
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

// wanting asserts that something was refused, and which fields were named.
func wanting(t *testing.T, err error, fields ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("not refused")
	}
	var named []string
	for _, p := range fault.ProblemsOf(err) {
		named = append(named, p.Field)
	}
	if strings.Join(named, " ") != strings.Join(fields, " ") {
		t.Fatalf("%v names %q, want %q", err, named, fields)
	}
}

func contains(b []byte, s string) bool { return bytes.Contains(b, []byte(s)) }
