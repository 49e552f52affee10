package deviation

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

const columns = `d.id, d.agreement_id, d.municipality_code, d.clause, d.commitment, d.kind, d.reporter_id, d.asked_id, d.account_id, d.handler_id, d.path_id, d.unit_id,
	d.thing_kind, d.thing_id, d.happened_on, d.expected, d.happened, d.effect, d.effect_text, d.proposal, d.state, d.was, d.level, d.round, d.waiting,
	d.disputed_by, d.answered, d.ack_days, d.solve_days, d.ack_due, d.level_due, d.action_due, d.helped, d.heard, d.reported_at, d.acknowledged_at,
	d.ended_at, d.warned_at, d.version`

func get(ctx context.Context, q db.Reader, id string) (Deviation, error) {
	d, err := db.One[Deviation](ctx, q, "SELECT "+columns+" FROM deviation d WHERE d.id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return d, fault.NotFoundThing()
	}
	return d, err
}

// update writes a deviation over the version it was read at.
func update(ctx context.Context, tx *audit.Tx, d *Deviation) error {
	n, err := tx.Exec(ctx, `UPDATE deviation SET handler_id = $3, state = $4, was = $5, level = $6, round = $7, waiting = $8, disputed_by = $9, answered = $10,
		ack_due = $11, level_due = $12, action_due = $13, helped = $14, heard = $15, acknowledged_at = $16, ended_at = $17, warned_at = $18,
		version = version + 1 WHERE id = $1 AND version = $2`, d.ID, d.Version, d.Handler, d.State, d.Was, d.Level, d.Round, d.Waiting, d.DisputedBy,
		d.Answered, d.AckDue, d.LevelDue, d.ActionDue, d.Helped, d.Heard, d.AcknowledgedAt, d.EndedAt, d.WarnedAt)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, meanwhile)
	}
	d.Version++
	return err
}

func eventsOf(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	return db.All[Event](ctx, q, `SELECT id, deviation_id, round, no, at, act, side, authority_id, account_id, level, days, why, said, due
		FROM deviation_event WHERE deviation_id = $1 ORDER BY no`, id)
}

func toldOf(ctx context.Context, q db.Reader, id string) (map[string][]Told, error) {
	all, err := db.All[Told](ctx, q, `SELECT t.event_id, t.authority_id, t.audience, t.people FROM deviation_told t JOIN deviation_event e ON e.id = t.event_id
		WHERE e.deviation_id = $1 ORDER BY t.event_id, t.authority_id, t.audience`, id)
	out := map[string][]Told{}
	for _, t := range all {
		out[t.Event] = append(out[t.Event], t)
	}
	return out, err
}

// Box is where a list has a deviation.
type Box string

// The boxes.
const (
	Live   Box = "live"   // a solution is owed
	Solved Box = "solved" // the reporter is to say whether it helped
	Over   Box = "over"
)

// place is an authority's row for its list.
type place struct {
	Deviation string  `db:"deviation_id"`
	Authority string  `db:"authority_id"`
	Side      Side    `db:"side"`
	Box       Box     `db:"box"`
	Mine      bool    `db:"mine"` // it is this side's turn
	Order     db.Time `db:"order_at"`
}

func (s State) box() Box {
	switch {
	case s.Live():
		return Live
	case s == Resolved:
		return Solved
	}
	return Over
}

// placeOf is where an authority finds the deviation: by when it is due; what stands still, or has no time, by when
// something last happened; what is over by when it ended.
func (d Deviation) placeOf(authority string, last time.Time) place {
	side := d.SideOf(authority)
	p := place{Deviation: d.ID, Authority: authority, Side: side, Box: d.State.box(), Mine: side == d.Turn(), Order: db.At(last)}
	if due := d.Due(); d.State.Live() && !due.IsZero() {
		p.Order = db.At(due)
	}
	return p
}

func placesOf(ctx context.Context, q db.Reader, id string) ([]place, error) {
	return db.All[place](ctx, q, "SELECT deviation_id, authority_id, side, box, mine, order_at FROM deviation_side WHERE deviation_id = $1 ORDER BY authority_id", id)
}

func putPlace(ctx context.Context, tx *audit.Tx, p place) error {
	n, err := tx.Exec(ctx, "UPDATE deviation_side SET box = $3, mine = $4, order_at = $5 WHERE deviation_id = $1 AND authority_id = $2", p.Deviation, p.Authority, p.Box, p.Mine, p.Order)
	if err == nil && n == 0 {
		return db.Insert(ctx, tx, "deviation_side", p)
	}
	return err
}
