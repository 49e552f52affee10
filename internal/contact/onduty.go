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
	on, err := db.All[string](ctx, q, `SELECT account_id FROM contact_duty WHERE path_id = $1 AND starts_at <= $2 AND ends_at > $2 ORDER BY starts_at, account_id`, pathID, db.At(at))
	if err != nil || len(on) == 0 {
		return nil, err
	}
	p, err := Get(ctx, q, pathID)
	if err != nil {
		return nil, err
	}
	return StandIns(ctx, q, p.Authority, on, at)
}

// StandIns gives who is there at an instant instead of some accounts in an authority: themselves, who stands in for them,
// or nobody. Each is named once.
func StandIns(ctx context.Context, q db.Reader, authority string, accounts []string, at time.Time) ([]string, error) {
	at = orNow(q, at)
	args := []any{authority, db.At(at)}
	away, err := db.All[string](ctx, q, `SELECT account_id FROM contact_absence WHERE authority_id = $1 AND starts_at <= $2 AND ends_at > $2 AND account_id `+
		db.In(accounts, &args), args...)
	if err != nil {
		return nil, err
	}
	args = []any{authority, db.At(at)}
	covers, err := db.All[Cover](ctx, q, `SELECT authority_id, absent_id, substitute_id, starts_at, ends_at FROM contact_cover
		WHERE authority_id = $1 AND starts_at <= $2 AND ends_at > $2 AND absent_id `+db.In(accounts, &args), args...)
	var out []string
	for _, a := range accounts {
		if !slices.Contains(away, a) {
			out = append(out, a)
			continue
		}
		for _, c := range covers {
			if c.Absent == a {
				out = append(out, c.Substitute)
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
