package handover

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
		{Table: "handover_letter", Column: "content", RowID: "handover_id"},
		{Table: "handover_letter", Column: "purpose", RowID: "handover_id"},
		{Table: "handover_event", Column: "said", RowID: "id"},
	}
}

func place(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
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

const columns = `h.id, h.conversation_id, h.municipality_code, h.sender_id, h.receiver_id, h.path_id, h.aim, h.needs, h.age, h.interpreter, h.state, h.reason, h.agreement_id, h.commitment,
	h.days, h.due_at, h.sent_at, h.decided_at, h.contact_days, h.contact_due_at, h.contact_at, h.contact_how, h.sight_until, h.matter_id, h.stopped_at, h.reminded_at,
	h.youth_contact_due, h.youth_plan_due, h.youth_plan_end, h.youth_plan, h.version`

// ByID gives a hand-over; nobody's right is asked.
func ByID(ctx context.Context, q db.Reader, id string) (Handover, error) {
	h, err := db.One[Handover](ctx, q, `SELECT `+columns+` FROM handover h WHERE h.id = $1`, id)
	return h, orNotFound(err)
}

func held(ctx context.Context, tx *audit.Tx, id string) (Handover, error) {
	h, err := db.One[Handover](ctx, tx, `SELECT `+columns+` FROM handover h WHERE h.id = $1`+tx.Dialect().ForChange(), id)
	return h, orNotFound(err)
}

func desks(ctx context.Context, q db.Reader, id string) ([]Desk, error) {
	return db.All[Desk](ctx, q, `SELECT id, handover_id, authority_id, side, unit_id, account_id, person_id, ground_id, ground, shielded, box, mine, municipality_code, due_at, order_at, joined_at
		FROM handover_side WHERE handover_id = $1 ORDER BY side DESC`, id)
}

func eventsOf(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	return db.All[Event](ctx, q, `SELECT id, handover_id, seq, act, kind, category, at, authority_id, account_id, said FROM handover_event WHERE handover_id = $1 ORDER BY seq`, id)
}

func update(ctx context.Context, tx *audit.Tx, h *Handover) error {
	h.Version++
	return tx.Later(ctx, `UPDATE handover SET state = $2, reason = $3, due_at = $4, decided_at = $5, contact_days = $6, contact_due_at = $7, contact_at = $8, contact_how = $9,
		matter_id = $10, stopped_at = $11, reminded_at = $12, sight_until = $13, version = $14,
		youth_contact_due = $15, youth_plan_due = $16, youth_plan_end = $17, youth_plan = $18 WHERE id = $1`,
		h.ID, h.State, h.Reason, h.Due, h.DecidedAt, h.ContactDays, h.ContactDue, h.ContactAt, h.ContactHow, h.Matter, h.StoppedAt, h.RemindedAt, h.SightUntil, h.Version,
		h.YouthContactDue, h.YouthPlanDue, h.YouthPlanEnd, h.YouthPlan)
}

func updateDesk(ctx context.Context, tx *audit.Tx, d *Desk) error {
	return tx.Later(ctx, `UPDATE handover_side SET unit_id = $2, account_id = $3, person_id = $4, ground_id = $5, ground = $6, box = $7, mine = $8, due_at = $9, order_at = $10 WHERE id = $1`,
		d.ID, d.Unit, d.Account, d.Person, d.GroundID, d.Ground, d.Box, d.Mine, d.Due, d.Order)
}

// kept is the letter as the sender keeps it until it is accepted.
type kept struct {
	Body    string `json:"body"`
	Health  bool   `json:"health"`
	Purpose string `json:"-"`
}

func keep(ctx context.Context, tx *audit.Tx, keys *seal.Keys, id string, k kept) error {
	type row struct {
		Handover string `db:"handover_id"`
		Content  []byte `db:"content"`
		Purpose  []byte `db:"purpose"`
	}
	plain, err := json.Marshal(k)
	if err != nil {
		return err
	}
	r := row{Handover: id}
	if r.Content, err = keys.Seal(place("handover_letter", "content", id), plain); err != nil {
		return err
	}
	if r.Purpose, err = keys.Seal(place("handover_letter", "purpose", id), []byte(k.Purpose)); err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "handover_letter", r)
}

func letterOf(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (k kept, err error) {
	r, err := db.One[struct {
		Content []byte `db:"content"`
		Purpose []byte `db:"purpose"`
	}](ctx, q, `SELECT content, purpose FROM handover_letter WHERE handover_id = $1`, id)
	if err != nil || len(r.Content) == 0 {
		return k, err
	}
	plain, err := keys.Open(place("handover_letter", "content", id), r.Content)
	if err != nil {
		return k, err
	}
	if err := json.Unmarshal(plain, &k); err != nil {
		return k, err
	}
	k.Purpose, err = openText(keys, place("handover_letter", "purpose", id), r.Purpose)
	return k, err
}
