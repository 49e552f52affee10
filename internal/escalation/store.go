package escalation

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "escalation_step", Column: "text", RowID: "id"}}
}

func textPlace(id string) seal.Place {
	return seal.Place{Table: "escalation_step", Column: "text", Row: id}
}

// frozen is a ladder in a column.
type frozen struct{ ladder.Ladder }

// Value gives the JSON text.
func (f frozen) Value() (driver.Value, error) {
	data, err := json.Marshal(f.Ladder)
	return string(data), err
}

// Scan reads the JSON text.
func (f *frozen) Scan(src any) error {
	switch text := src.(type) {
	case string:
		return json.Unmarshal([]byte(text), &f.Ladder)
	case []byte:
		return json.Unmarshal(text, &f.Ladder)
	}
	return fmt.Errorf("escalation: a ladder cannot be read from %T", src)
}

const columns = `x.id, x.thing_kind, x.thing_id, x.round, x.municipality_code, x.about, x.agreement_id, x.commitment, x.ladder, x.asks_id, x.owes_id, x.by_hand, x.due_at,
	x.opened_at, x.level, x.level_at, x.agreed_until, x.next_at, x.remind_at, x.order_at, x.state, x.ending, x.ended_at, x.version`

func get(ctx context.Context, q db.Reader, id string) (Escalation, error) {
	e, err := db.One[Escalation](ctx, q, `SELECT `+columns+` FROM escalation x WHERE x.id = $1`, id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return e, err
}

// of gives the escalation of a thing in a round; ok is false when there is none.
func of(ctx context.Context, q db.Reader, thing ref.Ref, round int64) (e Escalation, ok bool, err error) {
	return ofLocked(ctx, q, thing, round, "")
}

// ofHeld is of for an act that changes it: it is as it was read until the act ends. Its question is held before.
func ofHeld(ctx context.Context, tx *audit.Tx, thing ref.Ref, round int64) (e Escalation, ok bool, err error) {
	return ofLocked(ctx, tx, thing, round, tx.Dialect().ForChange())
}

func ofLocked(ctx context.Context, q db.Reader, thing ref.Ref, round int64, lock string) (e Escalation, ok bool, err error) {
	e, err = db.One[Escalation](ctx, q, `SELECT `+columns+` FROM escalation x WHERE x.thing_kind = $1 AND x.thing_id = $2 AND x.round = $3`+lock, thing.Kind, thing.ID, round)
	if errors.Is(err, db.ErrNone) {
		return e, false, nil
	}
	return e, err == nil, err
}

// update writes it over the version it was read at: of two who act at once, one is told to look again.
func update(ctx context.Context, tx *audit.Tx, e *Escalation) error {
	n, err := tx.Exec(ctx, `UPDATE escalation SET owes_id = $3, level = $4, level_at = $5, agreed_until = $6, next_at = $7, remind_at = $8, order_at = $9, state = $10, ending = $11,
		ended_at = $12, version = version + 1 WHERE id = $1 AND version = $2`, e.ID, e.Version, e.Owes, e.Level, e.LevelAt, e.AgreedUntil, e.NextAt, e.RemindAt, e.OrderAt,
		e.State, e.Ending, e.EndedAt)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	e.Version++
	return err
}

func sides(ctx context.Context, q db.Reader, id string) ([]Side, error) {
	return db.All[Side](ctx, q, `SELECT escalation_id, authority_id, unit_id, left_at FROM escalation_side WHERE escalation_id = $1 ORDER BY authority_id`, id)
}

// putSide lets an authority take part, also one that has left before.
func putSide(ctx context.Context, tx *audit.Tx, s Side) error {
	n, err := tx.Exec(ctx, `UPDATE escalation_side SET unit_id = $3, left_at = NULL WHERE escalation_id = $1 AND authority_id = $2`, s.Escalation, s.Authority, s.Unit)
	if err != nil || n > 0 {
		return err
	}
	return db.Insert(ctx, tx, "escalation_side", s)
}

type storedStep struct {
	Step
	Sealed []byte `db:"text"`
}

// addStep writes a step with who was told.
func addStep(ctx context.Context, tx *audit.Tx, keys *seal.Keys, s *Step) (err error) {
	if s.Seq, err = db.One[int64](ctx, tx, `SELECT COALESCE(MAX(seq), 0) + 1 FROM escalation_step WHERE escalation_id = $1`, s.Escalation); err != nil {
		return err
	}
	s.ID, s.At = tx.NewID(), db.At(tx.Now())
	row := storedStep{Step: *s}
	if s.Text != "" {
		if row.Sealed, err = keys.Seal(textPlace(s.ID), []byte(s.Text)); err != nil {
			return err
		}
	}
	if err := db.Insert(ctx, tx, "escalation_step", row); err != nil {
		return err
	}
	for i := range s.Told {
		s.Told[i].Step, s.Told[i].Place, s.Told[i].Escalation, s.Told[i].Level = s.ID, int64(i), s.Escalation, s.Level
		if s.Told[i].Part == Handling { // it has not gone to them: they have the question
			s.Told[i].Level = ladder.Officers
		}
	}
	return db.InsertAll(ctx, tx, "escalation_told", s.Told)
}

// steps gives what happened, in order, with who was told.
func steps(ctx context.Context, q db.Reader, keys *seal.Keys, id string) ([]Step, error) {
	rows, err := db.All[storedStep](ctx, q, `SELECT id, escalation_id, seq, kind, level, at, authority_id, account_id, reason, until_at, text FROM escalation_step WHERE escalation_id = $1 ORDER BY seq`, id)
	if err != nil {
		return nil, err
	}
	told, err := db.All[Told](ctx, q, `SELECT step_id, place, escalation_id, level, authority_id, account_id, name, part FROM escalation_told WHERE escalation_id = $1 ORDER BY step_id, place`, id)
	if err != nil {
		return nil, err
	}
	out := make([]Step, len(rows))
	for i, r := range rows {
		out[i] = r.Step
		if len(r.Sealed) > 0 {
			plain, err := keys.Open(textPlace(r.ID), r.Sealed)
			if err != nil {
				return nil, err
			}
			out[i].Text = string(plain)
		}
		for _, t := range told {
			if t.Step == r.ID {
				out[i].Told = append(out[i].Told, t)
			}
		}
	}
	return out, nil
}

// lateDays counts the working days from when something was due.
func lateDays(due, now time.Time) int {
	if due.IsZero() || !now.After(due) {
		return 0
	}
	return calendar.WorkingDaysBetween(calendar.DateOf(due), calendar.DateOf(now))
}
