package account

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// AuthoritiesWith gives the authorities in which anybody, not blocked, holds a role on a day.
func AuthoritiesWith(ctx context.Context, q db.Reader, role policy.Role, day calendar.Date) ([]string, error) {
	return db.All[string](ctx, q, `SELECT DISTINCT d.authority_id AS id FROM account_duty d JOIN account a ON a.id = d.account_id
		WHERE d.role = $1 AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND a.blocked_at IS NULL ORDER BY id`, string(role), day)
}

// StaffNames gives the names of all that have or had a duty in an authority.
func StaffNames(ctx context.Context, q db.Reader, authority string) ([]string, error) {
	return db.All[string](ctx, q, "SELECT DISTINCT a.name FROM account a JOIN account_duty d ON d.account_id = a.id WHERE d.authority_id = $1 ORDER BY a.name", authority)
}
