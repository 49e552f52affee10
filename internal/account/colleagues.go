package account

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// Colleagues gives the accounts, not blocked, that hold any of some roles in an authority on a day, in Swedish order, at
// most limit: for those of the same authority to choose among.
func Colleagues(ctx context.Context, q db.Reader, authority string, roles []policy.Role, day calendar.Date, limit int) ([]Account, error) {
	args := []any{authority, day}
	return db.All[Account](ctx, q, "SELECT "+accountColumns+` FROM account WHERE blocked_at IS NULL AND id IN (SELECT d.account_id FROM account_duty d
		WHERE d.authority_id = $1 AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND d.role `+db.In(roles, &args)+`)
		ORDER BY sort_key, id`+db.Limit(limit), args...)
}
