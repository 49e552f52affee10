package incident

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
	return []seal.Column{{Table: "incident", Column: "content", RowID: "id"}, {Table: "incident_event", Column: "said", RowID: "id"}}
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}

// content is what an incident says, sealed.
type content struct {
	Text string `json:"text"`
}

const columns = `i.id, i.authority_id, i.origin, i.from_authority, i.party_id, i.conversation_id, i.registry, i.kind, i.categories, i.persons, i.protected, i.state, i.discovered_at, i.reported_by,
	i.reported_at, i.received_at, i.supervisor, i.supervisor_due, i.supervisor_at, i.supervisor_no, i.concerned, i.concerned_at, i.ended_at, i.told_news, i.supervisor_news, i.due_at, i.order_at, i.version`

func get(ctx context.Context, q db.Reader, id string) (Incident, error) {
	i, err := db.One[Incident](ctx, q, "SELECT "+columns+" FROM incident i WHERE i.id = $1", id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return i, err
}

// insert writes a new entry with what it says, sealed.
func insert(ctx context.Context, tx *audit.Tx, i Incident, c content) error {
	plain, err := json.Marshal(c)
	if err != nil {
		return err
	}
	row := struct {
		Incident
		Content []byte `db:"content"`
	}{Incident: i}
	if row.Content, err = tx.Keys().Seal(place("incident", "content", i.ID), plain); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "incident", row)
}

func contentOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (c content, err error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT content FROM incident WHERE id = $1", id)
	if err != nil || len(sealed) == 0 {
		return c, err
	}
	plain, err := keys.Open(place("incident", "content", id), sealed)
	if err == nil {
		err = json.Unmarshal(plain, &c)
	}
	return c, err
}

// update writes an entry over the version it was read at.
func update(ctx context.Context, tx *audit.Tx, i *Incident) error {
	n, err := tx.Exec(ctx, `UPDATE incident SET state = $3, received_at = $4, supervisor = $5, supervisor_at = $6, supervisor_no = $7, concerned = $8, concerned_at = $9, ended_at = $10,
		told_news = $11, supervisor_news = $12, due_at = $13, order_at = $14, registry = $15, version = version + 1 WHERE id = $1 AND version = $2`,
		i.ID, i.Version, i.State, i.ReceivedAt, i.Supervisor, i.SupervisorAt, i.SupervisorNo, i.Told, i.ToldAt, i.EndedAt, i.PartyNews, i.LawNews, i.Due, i.Order, i.Registry)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, meanwhile)
	}
	i.Version++
	return err
}

const partyColumns = "id, incident_id, no, authority_id, municipality, agreement_id, clause, due_at, told_at, conversation_id, received_at"

func partiesOf(ctx context.Context, q db.Reader, id string) ([]Party, error) {
	return db.All[Party](ctx, q, "SELECT "+partyColumns+" FROM incident_party WHERE incident_id = $1 ORDER BY no", id)
}

func partyOf(ctx context.Context, q db.Reader, id string) (Party, error) {
	return db.One[Party](ctx, q, "SELECT "+partyColumns+" FROM incident_party WHERE id = $1", id)
}

const eventColumns = "id, incident_id, no, at, act, account_id, authority_id"

type storedEvent struct {
	Event
	Sealed []byte `db:"said"`
}

// eventsOf gives what was done, in order, with what was said opened.
func eventsOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) ([]Event, error) {
	rows, err := db.All[storedEvent](ctx, q, "SELECT "+eventColumns+", said FROM incident_event WHERE incident_id = $1 ORDER BY no", id)
	out := make([]Event, len(rows))
	for i, r := range rows {
		out[i] = r.Event
		if len(r.Sealed) == 0 {
			continue
		}
		plain, err := keys.Open(place("incident_event", "said", r.ID), r.Sealed)
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
		sealed, err := tx.Keys().Seal(place("incident_event", "said", e.ID), []byte(e.Said))
		if err != nil {
			return err
		}
		rows[i].Sealed = sealed
	}
	return db.InsertAll(ctx, tx, "incident_event", rows)
}
