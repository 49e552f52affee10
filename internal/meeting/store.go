package meeting

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

const columns = `m.id, m.matter_id, m.municipality_code, m.sort, m.way, m.state, m.turn, m.asked_by, m.asked_at, m.interpreter, m.accessible, m.place_message, m.message_id, m.reply, m.reply_message, m.round, m.slot_id,
	m.starts_at, m.ends_at, m.sequence, m.waits_since, m.cancelled_by, m.absent, m.interpreted, m.held_message, m.over_at, m.reminded_on, m.order_at, m.version`

func byID(ctx context.Context, q db.Reader, id string) (Meeting, error) {
	m, err := db.One[Meeting](ctx, q, `SELECT `+columns+` FROM meeting m WHERE m.id = $1`, id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return m, err
}

// OfMatter gives the meetings of a matter, the one that comes first first; nobody's right is asked.
func OfMatter(ctx context.Context, q db.Reader, matter string) ([]Meeting, error) {
	return db.All[Meeting](ctx, q, `SELECT `+columns+` FROM meeting m WHERE m.matter_id = $1 ORDER BY m.order_at, m.id`, matter)
}

func slotsOf(ctx context.Context, q db.Reader, id string) ([]Slot, error) {
	return db.All[Slot](ctx, q, `SELECT id, meeting_id, round, starts_at, ends_at, offered_by FROM meeting_slot WHERE meeting_id = $1 ORDER BY round, starts_at, id`, id)
}

func answersOf(ctx context.Context, q db.Reader, id string) ([]answer, error) {
	return db.All[answer](ctx, q, `SELECT slot_id, part, suits, at FROM meeting_answer WHERE slot_id IN (SELECT id FROM meeting_slot WHERE meeting_id = $1) ORDER BY slot_id, part`, id)
}

// Events gives what happened in a meeting, in order.
func Events(ctx context.Context, q db.Reader, id string) ([]Event, error) {
	return db.All[Event](ctx, q, `SELECT id, meeting_id, seq, act, at, part, code, when_at FROM meeting_event WHERE meeting_id = $1 ORDER BY seq`, id)
}

// offersOf gives the times of the present round with what has been said of them.
func offersOf(m Meeting, slots []Slot, said []answer) (out []Offer) {
	for _, s := range slots {
		if s.Round != m.Round {
			continue
		}
		o := Offer{Slot: s, Says: map[Part]bool{}}
		for _, a := range said {
			if a.Slot == s.ID {
				o.Says[a.Part] = a.Suits
			}
		}
		out = append(out, o)
	}
	return out
}

func update(ctx context.Context, tx *audit.Tx, m *Meeting) error {
	m.Version++
	n, err := tx.Exec(ctx, `UPDATE meeting SET way = $3, state = $4, turn = $5, place_message = $6, reply = $7, reply_message = $8, round = $9, slot_id = $10, starts_at = $11, ends_at = $12, sequence = $13, waits_since = $14,
		cancelled_by = $15, absent = $16, interpreted = $17, held_message = $18, over_at = $19, reminded_on = $20, order_at = $21, accessible = $22, version = $23 WHERE id = $1 AND version = $2`,
		m.ID, m.Version-1, m.Way, m.State, m.Turn, m.PlaceMessage, m.Reply, m.ReplyMessage, m.Round, m.Slot, m.Starts, m.Ends, m.Sequence, m.WaitsSince,
		m.CancelledBy, m.Absent, m.Interpreted, m.HeldMessage, m.OverAt, m.Reminded, m.Order, m.Accessible, m.Version)
	if err == nil && n != 1 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}

// say keeps what a part has said of a time, in the place of what it said before.
func say(ctx context.Context, tx *audit.Tx, a answer) error {
	return tx.Later(ctx, `INSERT INTO meeting_answer (slot_id, part, suits, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (slot_id, part) DO UPDATE SET suits = excluded.suits, at = excluded.at`, a.Slot, a.Part, a.Suits, a.At)
}
