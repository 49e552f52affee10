package webhook

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	board        = "ludvika-amn"
	closed Event = "agreement.told"
)

// house is a board with an admin and the programs of its keys, and another board.
type house struct {
	*Service
	t            *testing.T
	DB           *db.DB
	Clock        *dbtest.Clock
	queue        *job.Queue
	admin, alien policy.Actor
	clients      []Client
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	h := &house{t: t, DB: d.DB, Clock: d.Clock, Service: New(d.Trail, true), queue: job.NewQueue(d.Trail, slog.New(slog.DiscardHandler))}
	h.admin = policy.Actor{ID: "anna", Authority: board, Roles: []policy.Role{policy.LocalAdmin}}
	h.alien = policy.Actor{ID: "bo", Authority: "falun-sn", Roles: []policy.Role{policy.LocalAdmin}}
	reads := policy.Actor{ID: "client:c1", Authority: board, Program: true, Roles: []policy.Role{policy.LocalAdmin}, Scopes: []policy.Scope{"webhook:read"}}
	blind := reads
	blind.ID, blind.Scopes = "client:c2", nil
	h.clients = []Client{{ID: "c1", Name: "Verksamhetssystemet (Demo)", Actor: reads}, {ID: "c2", Name: "Ett blint system (Demo)", Actor: blind}}
	h.Clients = func(_ context.Context, _ db.Reader, authority string) ([]Client, error) {
		if authority != board {
			return nil, nil
		}
		return h.clients, nil
	}
	// What the program must be allowed to read stands in the table: here the webhooks of an authority.
	h.Kinds = []Kind{{Event: closed, Name: language.T("något har hänt", "something has happened"), Reads: policy.ReadWebhooks}}
	h.Install(h.queue)
	must(t, d.Trail.Do(t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		for _, id := range []string{board, "falun-sn"} {
			if _, err := tx.Exec(t.Context(), "INSERT INTO directory_authority (id, class, executive, version) VALUES ($1, 'other', FALSE, 1)", id); err != nil {
				return err
			}
		}
		return tx.Note(policy.ManageWebhook, authorityRef(board), nil)
	}))
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

func (h *house) subscribe(address, client string) (Subscription, string) {
	h.t.Helper()
	sub, secret, err := h.Add(h.t.Context(), h.admin, board, Input{Name: "Ärenden", Client: client, Address: address, Events: []Event{closed}})
	must(h.t, err)
	return sub, secret
}

// tell tells of a thing in an act of its own.
func (h *house) tell(thing ref.Ref) {
	h.t.Helper()
	must(h.t, h.Trail.Do(h.t.Context(), h.admin, func(tx *audit.Tx) error {
		if err := Tell(h.t.Context(), tx, board, closed, thing); err != nil {
			return err
		}
		return tx.Note(policy.ManageWebhook, thing, nil)
	}))
}

// work does every job that is due.
func (h *house) work() {
	h.t.Helper()
	for {
		did, err := h.queue.Once(h.t.Context())
		must(h.t, err)
		if !did {
			return
		}
	}
}

// exhaust lets a delivery use up its tries.
func (h *house) exhaust() {
	for range job.DefaultTries + 1 {
		h.work()
		h.Clock.Advance(7 * time.Hour)
	}
}

func (h *house) sent(sub Subscription) []Sent {
	h.t.Helper()
	_, list, err := h.Get(h.t.Context(), h.admin, board, sub.ID)
	must(h.t, err)
	return list
}

// receiver is a real server that keeps what it gets.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	calls []call
	reply func(w http.ResponseWriter, n int)
}

type call struct {
	header http.Header
	body   string
}

func listen(t *testing.T, reply func(w http.ResponseWriter, n int)) *receiver {
	r := &receiver{reply: reply}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

// ServeHTTP keeps a call and replies.
func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	r.mu.Lock()
	r.calls = append(r.calls, call{req.Header.Clone(), string(body)})
	n := len(r.calls)
	r.mu.Unlock()
	if r.reply != nil {
		r.reply(w, n)
	}
}

func (r *receiver) got() []call {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]call{}, r.calls...)
}

func read(t *testing.T, body string) (p payload) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(body))
	d.DisallowUnknownFields()
	must(t, d.Decode(&p))
	return p
}
