package account

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

const worksThere = ` blocked_at IS NULL AND EXISTS (SELECT 1 FROM account_duty d WHERE d.account_id = account.id AND d.authority_id = $1
	AND d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2))`

// StaffOf gives those of some accounts that work for an authority on a day, by id: not blocked, with any duty there.
func StaffOf(ctx context.Context, q db.Reader, authority string, ids []string, day calendar.Date) (map[string]Account, error) {
	args := []any{authority, day}
	found, err := db.All[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE "+worksThere+" AND id "+db.In(ids, &args), args...)
	out := map[string]Account{}
	for _, a := range found {
		out[a.ID] = a
	}
	return out, err
}

// StaffNamed gives the account of a user name if its person works for an authority on a day; found is false otherwise.
func StaffNamed(ctx context.Context, q db.Reader, authority, userName string, day calendar.Date) (a Account, found bool, err error) {
	all, err := db.All[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE "+worksThere+" AND user_name = $3", authority, day, tidyUserName(userName))
	if err != nil || len(all) == 0 {
		return Account{}, false, err
	}
	return all[0], true, nil
}

// NamesOf gives the names of accounts by id, also of those that are blocked, for pages that their own authority reads.
func NamesOf(ctx context.Context, q db.Reader, ids []string) (map[string]string, error) {
	var args []any
	found, err := db.All[struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}](ctx, q, "SELECT id, name FROM account WHERE id "+db.In(ids, &args), args...)
	out := make(map[string]string, len(found))
	for _, a := range found {
		out[a.ID] = a.Name
	}
	return out, err
}
