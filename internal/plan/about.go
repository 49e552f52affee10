package plan

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/db"
)

const concerned = `SELECT plan_id AS id, person_id, authority_id FROM plan_side`

// About gives the plans that are about some records of persons, for who has read them.
func About(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE person_id `+db.In(persons, &args)+` ORDER BY plan_id, authority_id`, args...)
}

// Whom gives the records that some plans are about at an authority.
func Whom(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
	args := []any{authority}
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE authority_id = $1 AND person_id <> '' AND plan_id `+db.In(ids, &args)+` ORDER BY plan_id`, args...)
}
