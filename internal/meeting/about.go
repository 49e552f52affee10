package meeting

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/db"
)

const concerned = `SELECT meeting.id, matter_side.person_id, matter_side.authority_id FROM meeting JOIN matter_side ON matter_side.matter_id = meeting.matter_id`

// About gives the meetings that are with some persons, by their records, for who has read of them.
func About(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE matter_side.person_id `+db.In(persons, &args)+` ORDER BY meeting.id, matter_side.authority_id`, args...)
}

// Whom gives the records that some meetings are about at an authority.
func Whom(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
	args := []any{authority}
	return db.All[accesslog.Thing](ctx, q, concerned+` WHERE matter_side.authority_id = $1 AND matter_side.person_id <> '' AND meeting.id `+db.In(ids, &args)+` ORDER BY meeting.id`, args...)
}
