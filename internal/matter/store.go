package matter

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
	return []seal.Column{
		{Table: "matter_assessment", Column: "content", RowID: "id"},
		{Table: "matter_talk", Column: "need", RowID: "id"},
		{Table: "matter_talk", Column: "said", RowID: "id"},
	}
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}

func sealText(keys *seal.Keys, at seal.Place, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return keys.Seal(at, []byte(text))
}

func openText(keys *seal.Keys, at seal.Place, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := keys.Open(at, sealed)
	return string(plain), err
}

func orNotFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFoundThing()
	}
	return err
}

const columns = "id, conversation_id, municipality_code, agreement_id, state, number, round, begun_at, closed_at, close_reason, stopped_at, waits_why, waits_until, still_since, stood, version"

const deskColumns = "id, matter_id, authority_id, unit_id, account_id, person_id, ground_id, ground, box, municipality_code, due_at, due_what, order_at, joined_at, sight_until, stopped_at, left_at"

// ByID gives a matter; nobody's right is asked.
func ByID(ctx context.Context, q db.Reader, id string) (Matter, error) {
	m, err := db.One[Matter](ctx, q, `SELECT `+columns+` FROM matter WHERE id = $1`, id)
	return m, orNotFound(err)
}

// held reads a matter and holds it until the act ends.
func held(ctx context.Context, tx *audit.Tx, id string) (Matter, error) {
	m, err := db.One[Matter](ctx, tx, `SELECT `+columns+` FROM matter WHERE id = $1`+tx.Dialect().ForChange(), id)
	return m, orNotFound(err)
}

// Desks gives the sides of a matter, in the order in which they joined.
func Desks(ctx context.Context, q db.Reader, id string) ([]Desk, error) {
	return db.All[Desk](ctx, q, `SELECT `+deskColumns+` FROM matter_side WHERE matter_id = $1 ORDER BY joined_at, id`, id)
}

// between finds the open matter of two authorities' records of one person, if there is one, and holds it.
func between(ctx context.Context, tx *audit.Tx, a, b string) (m Matter, ok bool, err error) {
	m, err = db.One[Matter](ctx, tx, `SELECT `+columns+` FROM matter WHERE state = 'open' AND id IN (SELECT x.matter_id FROM matter_side x JOIN matter_side y ON y.matter_id = x.matter_id
		WHERE x.person_id = $1 AND y.person_id = $2)`+tx.Dialect().ForChange(), a, b)
	if errors.Is(err, db.ErrNone) {
		return Matter{}, false, nil
	}
	return m, err == nil, err
}

func update(ctx context.Context, tx *audit.Tx, m *Matter) error {
	m.Version++
	return tx.Later(ctx, `UPDATE matter SET conversation_id = $2, agreement_id = $3, state = $4, round = $5, closed_at = $6, close_reason = $7, stopped_at = $8, version = $9,
		waits_why = $10, waits_until = $11, still_since = $12, stood = $13 WHERE id = $1`,
		m.ID, m.Conversation, m.Agreement, m.State, m.Round, m.ClosedAt, m.CloseReason, m.StoppedAt, m.Version, m.WaitsWhy, m.WaitsUntil, m.StillSince, m.Stood)
}

func updateDesk(ctx context.Context, tx *audit.Tx, d *Desk) error {
	return tx.Later(ctx, `UPDATE matter_side SET unit_id = $2, account_id = $3, person_id = $4, ground_id = $5, ground = $6, box = $7, due_at = $8, due_what = $9, order_at = $10,
		sight_until = $11, stopped_at = $12, left_at = $13 WHERE id = $1`, d.ID, d.Unit, d.Account, d.Person, d.GroundID, d.Ground, d.Box, d.Due, d.What, d.Order, d.SightUntil, d.StoppedAt, d.LeftAt)
}

// Events gives what happened in a matter, in order.
func Events(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	return db.All[Event](ctx, q, `SELECT id, matter_id, round, seq, act, at, authority_id, account_id FROM matter_event WHERE matter_id = $1 ORDER BY seq`, id)
}

// assessment is what one side judges in a round.
type assessment struct {
	ID        string  `db:"id"`
	Matter    string  `db:"matter_id"`
	Round     int64   `db:"round"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	Content   []byte  `db:"content"`
	TookPart  string  `db:"took_part"`
	StartedAt db.Time `db:"started_at"`
	GivenAt   db.Time `db:"given_at"`
	Message   string  `db:"message_id"` // once it has left the authority
	Version   int64   `db:"version"`
}

func assessments(ctx context.Context, q db.Reader, id string) ([]assessment, error) {
	return db.All[assessment](ctx, q, `SELECT id, matter_id, round, authority_id, account_id, content, took_part, started_at, given_at, message_id, version
		FROM matter_assessment WHERE matter_id = $1 ORDER BY round, started_at, id`, id)
}

func (a assessment) open(keys *seal.Keys) (j Judgement, err error) {
	if len(a.Content) == 0 {
		return j, nil
	}
	plain, err := keys.Open(place("matter_assessment", "content", a.ID), a.Content)
	if err != nil {
		return j, err
	}
	return j, json.Unmarshal(plain, &j)
}

func (a *assessment) put(keys *seal.Keys, j Judgement) error {
	plain, err := json.Marshal(j)
	if err != nil {
		return err
	}
	a.TookPart = j.TookPart
	a.Content, err = keys.Seal(place("matter_assessment", "content", a.ID), plain)
	return err
}

func writeAssessment(ctx context.Context, tx *audit.Tx, a *assessment) error {
	if a.Version++; a.Version == 1 {
		return db.InsertLater(ctx, tx, "matter_assessment", *a)
	}
	return tx.Later(ctx, `UPDATE matter_assessment SET account_id = $2, content = $3, took_part = $4, given_at = $5, message_id = $6, version = $7 WHERE id = $1`,
		a.ID, a.Account, a.Content, a.TookPart, a.GivenAt, a.Message, a.Version)
}

// talkRow is one need that the two saw differently.
type talkRow struct {
	ID       string  `db:"id"`
	Matter   string  `db:"matter_id"`
	Round    int64   `db:"round"`
	Need     []byte  `db:"need"`
	Said     []byte  `db:"said"`
	OpenedAt db.Time `db:"opened_at"`
	ClosedAt db.Time `db:"closed_at"`
	ClosedBy string  `db:"closed_by"` // authority
	Result   string  `db:"result"`
}

// Talked is what became of one need that the two saw differently.
type Talked struct {
	talkRow
	Need Need
	Said string
}

// Done tells whether it has been talked about.
func (t Talked) Done() bool { return !t.ClosedAt.IsZero() }

// Agreed tells whether the two came to see it the same way.
func (t Talked) Agreed() bool { return t.Result == resultAgreed }

const (
	resultAgreed  = "agreed"
	resultRemains = "remains"
)

func talks(ctx context.Context, q db.Reader, keys *seal.Keys, id string, round int64) ([]Talked, error) {
	rows, err := db.All[talkRow](ctx, q, `SELECT id, matter_id, round, need, said, opened_at, closed_at, closed_by, result FROM matter_talk WHERE matter_id = $1 AND round = $2 ORDER BY opened_at, id`, id, round)
	if err != nil {
		return nil, err
	}
	out := make([]Talked, len(rows))
	for i, r := range rows {
		need, err := openText(keys, place("matter_talk", "need", r.ID), r.Need)
		if err != nil {
			return nil, err
		}
		out[i] = Talked{talkRow: r, Need: Need(need)}
		if out[i].Said, err = openText(keys, place("matter_talk", "said", r.ID), r.Said); err != nil {
			return nil, err
		}
	}
	return out, nil
}
