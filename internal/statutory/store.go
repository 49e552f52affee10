package statutory

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/law"
)

const columns = `n.id, n.conversation_id, n.kind, n.municipality_code, n.sender_id, n.receiver_id, n.path_id, n.channel, n.happened_on, n.ground, n.citation, n.agreement_id,
	n.send_commitment, n.act_commitment, n.send_days, n.act_days, n.send_due, n.sent_at, n.received_at, n.due_at, n.ended_at, n.outcome, n.state, n.warned_at, n.version`

func get(ctx context.Context, q db.Reader, id string) (Notice, error) {
	return found(db.One[Notice](ctx, q, `SELECT `+columns+` FROM statutory_notice n WHERE n.id = $1`, id))
}

// held reads a notice and holds it, so that it is as it was read until the act ends.
func held(ctx context.Context, tx *audit.Tx, id string) (Notice, error) {
	return found(db.One[Notice](ctx, tx, `SELECT `+columns+` FROM statutory_notice n WHERE n.id = $1`+tx.Dialect().ForChange(), id))
}

func found(n Notice, err error) (Notice, error) {
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return n, err
}

func update(ctx context.Context, tx *audit.Tx, n *Notice) error {
	done, err := tx.Exec(ctx, `UPDATE statutory_notice SET received_at = $3, due_at = $4, ended_at = $5, outcome = $6, state = $7, warned_at = $8, version = version + 1
		WHERE id = $1 AND version = $2`, n.ID, n.Version, n.ReceivedAt, n.Due, n.EndedAt, n.Outcome, n.State, n.WarnedAt)
	if err == nil && done == 0 {
		return fault.New(fault.Conflict, meanwhile)
	}
	n.Version++
	return err
}

const deskColumns = "s.id, s.notice_id, s.authority_id, s.side, s.unit_id, s.account_id, s.person_id, s.shielded, s.despite, s.box, s.mine, s.order_at"

func desksOf(ctx context.Context, q db.Reader, notice string) ([]Desk, error) {
	return db.All[Desk](ctx, q, `SELECT `+deskColumns+` FROM statutory_side s WHERE s.notice_id = $1 ORDER BY s.side`, notice)
}

func updateDesk(ctx context.Context, tx *audit.Tx, d Desk) error {
	_, err := tx.Exec(ctx, `UPDATE statutory_side SET unit_id = $2, account_id = $3, person_id = $4, shielded = $5, box = $6, mine = $7, order_at = $8 WHERE id = $1`,
		d.ID, d.Unit, d.Account, d.Person, d.Shielded, d.Box, d.Mine, d.Order)
	return err
}

func eventsOf(ctx context.Context, q db.Reader, notice string) ([]Event, error) {
	return db.All[Event](ctx, q, `SELECT id, notice_id, no, at, act, side, authority_id, account_id FROM statutory_event WHERE notice_id = $1 ORDER BY no`, notice)
}

// inThread gives the notice of a conversation; ok is false when it has none.
func inThread(ctx context.Context, q db.Reader, conversation string) (n Notice, ok bool, err error) {
	found, err := db.All[Notice](ctx, q, `SELECT `+columns+` FROM statutory_notice n WHERE n.conversation_id = $1`, conversation)
	if err != nil || len(found) == 0 {
		return n, false, err
	}
	return found[0], true, nil
}

// Switch is the day from which a proposed type holds in this installation, and the statute that says so.
type Switch struct {
	Type     law.NoticeID  `db:"kind"`
	Applies  calendar.Date `db:"applies_from"` // events from this day on
	Citation string        `db:"citation"`
	Account  string        `db:"account_id"` // who set it
	SetAt    db.Time       `db:"set_at"`
}

// Switches gives the proposed types that the installation has said hold, by type.
func Switches(ctx context.Context, q db.Reader) (map[law.NoticeID]Switch, error) {
	rows, err := db.All[Switch](ctx, q, `SELECT kind, applies_from, citation, account_id, set_at FROM statutory_switch ORDER BY kind`)
	out := make(map[law.NoticeID]Switch, len(rows))
	for _, s := range rows {
		out[s.Type] = s
	}
	return out, err
}
