package request

import (
	"context"

	"samsyn/internal/accesslog"
	"samsyn/internal/db"
)

// About gives the requests that are about some records of persons, for who has read them.
func About(ctx context.Context, q db.Reader, persons []string) ([]accesslog.Thing, error) {
	var args []any
	return db.All[accesslog.Thing](ctx, q, "SELECT id, person_id, authority_id FROM request WHERE person_id "+db.In(persons, &args)+" ORDER BY id", args...)
}

// Whom gives the records that some requests to an authority are about.
func Whom(ctx context.Context, q db.Reader, authority string, ids []string) ([]accesslog.Thing, error) {
	args := []any{authority}
	return db.All[accesslog.Thing](ctx, q, "SELECT id, person_id, authority_id FROM request WHERE authority_id = $1 AND person_id <> '' AND id "+db.In(ids, &args)+" ORDER BY id", args...)
}
