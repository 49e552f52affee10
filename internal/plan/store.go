package plan

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
)

const (
	columns        = "id, matter_id, municipality_code, state, last_no, holds_no, follow_on, reminded_on, begun_at, followed_at, closed_at, version"
	versionColumns = "id, plan_id, no, authority_id, account_id, message_id, state, follow_on, proposed_at, accepted_at, accepted_by, person_part, person_on, person_by, person_authority, person_message, evidence_id"
	stepColumns    = "id, plan_id, no, place, step_key, responsible, due_on, meeting, state, moved_at, moved_by, message_id, reminded_on, hours"
)

// Holding tells whether a matter has a plan that holds between the two.
func Holding(ctx context.Context, q db.Reader, matter string) (bool, error) {
	p, _, err := OfMatter(ctx, q, matter)
	return p.State == Active, err
}

// OfMatter gives the plan of a matter; nobody's right is asked.
func OfMatter(ctx context.Context, q db.Reader, matter string) (p Plan, ok bool, err error) {
	return one(db.One[Plan](ctx, q, `SELECT `+columns+` FROM plan WHERE matter_id = $1`, matter))
}

func byID(ctx context.Context, q db.Reader, id string) (Plan, error) {
	p, ok, err := one(db.One[Plan](ctx, q, `SELECT `+columns+` FROM plan WHERE id = $1`, id))
	if err == nil && !ok {
		err = fault.NotFoundThing()
	}
	return p, err
}

func one(p Plan, err error) (Plan, bool, error) {
	if errors.Is(err, db.ErrNone) {
		return Plan{}, false, nil
	}
	return p, err == nil, err
}

// Versions gives the versions of a plan, in order.
func Versions(ctx context.Context, q db.Reader, plan string) ([]Version, error) {
	return db.All[Version](ctx, q, `SELECT `+versionColumns+` FROM plan_version WHERE plan_id = $1 ORDER BY no`, plan)
}

// Steps gives the steps of every version of a plan, in order.
func Steps(ctx context.Context, q db.Reader, plan string) ([]Step, error) {
	return db.All[Step](ctx, q, `SELECT `+stepColumns+` FROM plan_step WHERE plan_id = $1 ORDER BY no, place`, plan)
}

func sidesOf(ctx context.Context, q db.Reader, plan string) ([]side, error) {
	return db.All[side](ctx, q, `SELECT plan_id, authority_id, person_id, holds FROM plan_side WHERE plan_id = $1 ORDER BY authority_id`, plan)
}

// taken tells whether an authority's record of a person has a plan already, other than one.
func taken(ctx context.Context, q db.Reader, person, but string) (bool, error) {
	n, err := db.One[int64](ctx, q, `SELECT COUNT(*) FROM plan_side WHERE person_id = $1 AND holds AND plan_id <> $2`, person, but)
	return n > 0, err
}

func update(ctx context.Context, tx *audit.Tx, p *Plan) error {
	p.Version++
	n, err := tx.Exec(ctx, `UPDATE plan SET state = $3, last_no = $4, holds_no = $5, follow_on = $6, reminded_on = $7, followed_at = $8, closed_at = $9, version = $10 WHERE id = $1 AND version = $2`,
		p.ID, p.Version-1, p.State, p.Last, p.Holds, p.Follow, p.Reminded, p.FollowedAt, p.ClosedAt, p.Version)
	if err == nil && n != 1 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}

func updateVersion(ctx context.Context, tx *audit.Tx, v Version) error {
	return tx.Later(ctx, `UPDATE plan_version SET state = $2, accepted_at = $3, accepted_by = $4, person_part = $5, person_on = $6, person_by = $7, person_authority = $8, person_message = $9, evidence_id = $10 WHERE id = $1`,
		v.ID, v.State, v.AcceptedAt, v.AcceptedBy, v.PersonPart, v.PersonOn, v.PersonBy, v.PersonAuthority, v.PersonMessage, v.Evidence)
}

func updateStep(ctx context.Context, tx *audit.Tx, s Step) error {
	return tx.Later(ctx, `UPDATE plan_step SET state = $2, moved_at = $3, moved_by = $4, message_id = $5, reminded_on = $6 WHERE id = $1`, s.ID, s.State, s.MovedAt, s.MovedBy, s.Message, s.Reminded)
}

// hold lets a side have its person's one plan, or gives it up. The index refuses a second.
func hold(ctx context.Context, tx *audit.Tx, s side) error {
	_, err := tx.Exec(ctx, `UPDATE plan_side SET holds = $3, person_id = $4 WHERE plan_id = $1 AND authority_id = $2`, s.Plan, s.Authority, s.Holds, s.Person)
	if db.IsUnique(err) {
		return fault.New(fault.Conflict, second)
	}
	return err
}
