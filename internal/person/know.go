package person

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// MayKnow leaves of some accounts at an authority those that may know that it has a record of a person: of one whose
// identity is protected today, those alone who are cleared and named for the person. It asks the same whether anybody is
// protected or not.
func MayKnow(ctx context.Context, q db.Reader, person, authority string, accounts []string) ([]string, error) {
	if len(accounts) == 0 {
		return nil, nil
	}
	args := []any{person, authority, calendar.DateOf(q.Now())}
	return db.All[string](ctx, q, `SELECT a.id FROM account a WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = $1 AND p.protected_from <= $3 AND (p.protected_to IS NULL OR p.protected_to >= $3)
		AND NOT (a.cleared AND EXISTS (SELECT 1 FROM person_clearance c WHERE c.person_id = p.id AND c.account_id = a.id AND c.authority_id = $2 AND c.valid_from <= $3 AND (c.valid_to IS NULL OR c.valid_to >= $3))))
		AND a.id `+db.In(accounts, &args)+` ORDER BY a.id`, args...)
}
