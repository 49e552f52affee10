package request

import (
	"context"
	"encoding/json"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "request", Column: "content", RowID: "id"}, {Table: "request_event", Column: "said", RowID: "id"}}
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}

const columns = `r.id, r.authority_id, r.unit_id, r.municipality_code, r.person_id, r.kind, r.channel, r.asked_by, r.checked, r.evidence_id, r.wish, r.way, r.account_id,
	r.entered_by, r.state, r.outcome, r.helped, r.waiting, r.extended, r.round, r.calls, r.box, r.asked_at, r.due_at, r.order_at, r.taken_at, r.decided_at, r.told_at,
	r.ended_at, r.reminded_at, r.raised_at, r.registry, r.erased_at, r.version`

func get(ctx context.Context, q db.Reader, id string) (Request, error) {
	r, err := db.One[Request](ctx, q, "SELECT "+columns+" FROM request r WHERE r.id = $1", id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return r, err
}

// insert writes a new request with what it says, sealed.
func insert(ctx context.Context, tx *audit.Tx, r Request, c Content) error {
	sealed, err := sealContent(tx, r.ID, c)
	if err != nil {
		return err
	}
	row := struct {
		Request
		Content []byte `db:"content"`
	}{r, sealed}
	return db.Insert(ctx, tx, "request", row)
}

// contentOf opens what a request says; nothing of one whose file is destroyed. Where nobody has read what a representative's
// power of attorney says, it lets nothing but ask.
func contentOf(ctx context.Context, q db.Reader, keys *seal.Keys, r Request) (c Content, err error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT content FROM request WHERE id = $1", r.ID)
	if err != nil || len(sealed) == 0 {
		return c, err
	}
	plain, err := keys.Open(place("request", "content", r.ID), sealed)
	if err == nil {
		err = json.Unmarshal(plain, &c)
	}
	if r.By == Representative && c.Power == nil {
		c.Power = &Power{}
	}
	return c, err
}

// writeContent writes what a request says over what it said.
func writeContent(ctx context.Context, tx *audit.Tx, id string, c Content) error {
	sealed, err := sealContent(tx, id, c)
	if err == nil {
		_, err = tx.Exec(ctx, "UPDATE request SET content = $2 WHERE id = $1", id, sealed)
	}
	return err
}

func sealContent(tx *audit.Tx, id string, c Content) ([]byte, error) {
	plain, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	return tx.Keys().Seal(place("request", "content", id), plain)
}

// update writes a request over the version it was read at.
func update(ctx context.Context, tx *audit.Tx, r *Request) error {
	n, err := tx.Exec(ctx, `UPDATE request SET unit_id = $3, way = $4, account_id = $5, state = $6, outcome = $7, helped = $8, waiting = $9, extended = $10, round = $11,
		calls = $12, box = $13, due_at = $14, order_at = $15, taken_at = $16, decided_at = $17, told_at = $18, ended_at = $19, reminded_at = $20, raised_at = $21,
		version = version + 1 WHERE id = $1 AND version = $2`, r.ID, r.Version, r.Unit, r.Way, r.Account, r.State, r.Outcome, r.Helped, r.Waiting, r.Extended, r.Round,
		r.Calls, r.Box, r.Due, r.Order, r.TakenAt, r.DecidedAt, r.ToldAt, r.EndedAt, r.RemindedAt, r.RaisedAt)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, meanwhile)
	}
	r.Version++
	return err
}

const eventColumns = "id, request_id, round, no, at, act, side, account_id, spoken_by, days, months, changed, starts_at"

// eventsOf gives what happened to a request, in order, without what was said.
func eventsOf(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	return db.All[Event](ctx, q, "SELECT "+eventColumns+" FROM request_event WHERE request_id = $1 ORDER BY no", id)
}

type storedEvent struct {
	Event
	Sealed []byte `db:"said"`
}

// saidOf gives what happened to a request with what was said, opened.
func saidOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) ([]Event, error) {
	rows, err := db.All[storedEvent](ctx, q, "SELECT "+eventColumns+", said FROM request_event WHERE request_id = $1 ORDER BY no", id)
	out := make([]Event, len(rows))
	for i, r := range rows {
		out[i] = r.Event
		if len(r.Sealed) == 0 {
			continue
		}
		plain, err := keys.Open(place("request_event", "said", r.ID), r.Sealed)
		if err != nil {
			return nil, err
		}
		out[i].Said = string(plain)
	}
	return out, err
}

func insertEvents(ctx context.Context, tx *audit.Tx, list []Event) error {
	rows := make([]storedEvent, len(list))
	for i, e := range list {
		rows[i].Event = e
		if e.Said == "" {
			continue
		}
		sealed, err := tx.Keys().Seal(place("request_event", "said", e.ID), []byte(e.Said))
		if err != nil {
			return err
		}
		rows[i].Sealed = sealed
	}
	return db.InsertAll(ctx, tx, "request_event", rows)
}
