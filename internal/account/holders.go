package account

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// HoldersOf gives the ids of the accounts, not blocked, that hold a role in any of some authorities on a day.
func HoldersOf(ctx context.Context, q db.Reader, role policy.Role, authorities []string, day calendar.Date) ([]string, error) {
	args := []any{string(role), day}
	return db.All[string](ctx, q, `SELECT DISTINCT d.account_id AS id FROM account_duty d JOIN account a ON a.id = d.account_id
		WHERE d.role = $1 AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND a.blocked_at IS NULL
		AND d.authority_id `+db.In(authorities, &args)+` ORDER BY id`, args...)
}

// Holder is somebody who holds a role, for lists of whom to choose.
type Holder struct {
	ID        string `db:"id"`
	Name      string `db:"name"`
	SortKey   string `db:"sort_key"`
	Authority string `db:"authority_id"` // where they hold the role
}

// Holders gives who holds a role in the authorities on a day, as HoldersOf does, with their names and by them.
func Holders(ctx context.Context, q db.Reader, role policy.Role, authorities []string, day calendar.Date) ([]Holder, error) {
	args := []any{string(role), day}
	return db.All[Holder](ctx, q, `SELECT DISTINCT a.id, a.name, a.sort_key, d.authority_id FROM account_duty d JOIN account a ON a.id = d.account_id
		WHERE d.role = $1 AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND a.blocked_at IS NULL
		AND d.authority_id `+db.In(authorities, &args)+` ORDER BY d.authority_id, a.sort_key, a.id`, args...)
}

// ByID gives an account, for those that the house itself asks about; who may see it is the caller's to know.
func ByID(ctx context.Context, q db.Reader, id string) (Account, error) { return get(ctx, q, id) }

// GrantedByOthers tells whether an account holds a role on a day that none of some accounts has given it.
func GrantedByOthers(ctx context.Context, q db.Reader, id string, role policy.Role, than []string, day calendar.Date) (bool, error) {
	args := []any{id, string(role), day}
	n, err := db.One[int](ctx, q, `SELECT count(*) FROM account_duty WHERE account_id = $1 AND role = $2 AND valid_from <= $3
		AND (valid_to IS NULL OR valid_to >= $3) AND granted_by NOT `+db.In(than, &args), args...)
	return n > 0, err
}
