package contact

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/db"
)

// Shift is somebody's turn on the rota of a path.
type Shift struct {
	ID      string  `db:"id"`
	Path    string  `db:"path_id"`
	Account string  `db:"account_id"`
	Starts  db.Time `db:"starts_at"`
	Ends    db.Time `db:"ends_at"`
}

// OnDuty gives the accounts that answer by a path at an instant: who is on its rota, and for those absent whoever stands in
// at the end of the chain. Nobody is a hole; an empty rota too.
func OnDuty(ctx context.Context, q db.Reader, pathID string, at time.Time) ([]string, error) {
	at = orNow(q, at)
	type duty struct {
		Account   string `db:"account_id"`
		Authority string `db:"authority_id"`
	}
	on, err := db.All[duty](ctx, q, `SELECT d.account_id, p.authority_id FROM contact_duty d JOIN contact_path p ON p.id = d.path_id
		WHERE d.path_id = $1 AND d.starts_at <= $2 AND d.ends_at > $2 ORDER BY d.starts_at, d.account_id`, pathID, db.At(at))
	if err != nil || len(on) == 0 {
		return nil, err
	}
	accounts := make([]string, len(on))
	for i, d := range on {
		accounts[i] = d.Account
	}
	return StandIns(ctx, q, on[0].Authority, accounts, at)
}

// StandIns gives who is there at an instant instead of some accounts in an authority: themselves, who stands in for them,
// or nobody. Each is named once.
func StandIns(ctx context.Context, q db.Reader, authority string, accounts []string, at time.Time) ([]string, error) {
	at = orNow(q, at)
	type away struct {
		Account    string `db:"account_id"`
		Substitute string `db:"substitute_id"` // empty: nobody stands in
	}
	args := []any{authority, db.At(at)}
	list, err := db.All[away](ctx, q, `SELECT a.account_id, COALESCE(c.substitute_id, '') AS substitute_id FROM contact_absence a
		LEFT JOIN contact_cover c ON c.authority_id = a.authority_id AND c.absent_id = a.account_id AND c.starts_at <= $2 AND c.ends_at > $2
		WHERE a.authority_id = $1 AND a.starts_at <= $2 AND a.ends_at > $2 AND a.account_id `+db.In(accounts, &args)+` ORDER BY c.starts_at, c.substitute_id`, args...)
	var out []string
	for _, account := range accounts {
		if !slices.ContainsFunc(list, func(x away) bool { return x.Account == account }) {
			out = append(out, account)
			continue
		}
		for _, x := range list {
			if x.Account == account && x.Substitute != "" {
				out = append(out, x.Substitute)
			}
		}
	}
	return once(out), err
}

// once keeps the first of each, in order.
func once(all []string) (out []string) {
	for _, a := range all {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}
