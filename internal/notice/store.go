package notice

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

const columns = "id, account_id, kind, thing_kind, thing_id, text_sv, text_en, in_product, by_mail, created_at, seen_at, mailed_at"

// supersede takes away what an account has not seen of the same kind about the same thing.
func supersede(ctx context.Context, tx *audit.Tx, n Notice) error {
	return tx.Later(ctx, "DELETE FROM notice WHERE account_id = $1 AND kind = $2 AND thing_kind = $3 AND thing_id = $4 AND seen_at IS NULL",
		n.Account, n.Kind, n.ThingKind, n.ThingID)
}

// List gives an account's notices in the product before a notice's id (empty: from the newest), the newest first.
func List(ctx context.Context, q db.Reader, account, before string, limit int) ([]Notice, error) {
	w := &db.Where{}
	w.Add("account_id = $%d AND in_product", account)
	if before != "" {
		w.Add("id < $%d", before)
	}
	return db.All[Notice](ctx, q, "SELECT "+columns+" FROM notice WHERE "+w.String()+" ORDER BY id DESC"+db.Limit(limit), w.Args...)
}

// Unseen counts an account's notices in the product that it has not seen.
func Unseen(ctx context.Context, q db.Reader, account string) (int64, error) {
	return db.One[int64](ctx, q, "SELECT count(*) FROM notice WHERE account_id = $1 AND in_product AND seen_at IS NULL", account)
}

func markSeen(ctx context.Context, tx *audit.HouseTx, account string, ids []string) error {
	args := []any{db.At(tx.Now()), account}
	text := "UPDATE notice SET seen_at = $1 WHERE account_id = $2 AND seen_at IS NULL"
	if len(ids) > 0 {
		text += " AND id " + db.In(ids, &args)
	}
	_, err := tx.Exec(ctx, text, args...)
	return err
}

// choice reads what an account has chosen for a kind.
func choice(ctx context.Context, q db.Reader, k Kind, account string) (Choice, error) {
	chosen := map[Channel]bool{}
	err := db.Each(ctx, q, func(p preference) error { chosen[p.Channel] = p.Wanted; return nil },
		"SELECT channel, wanted FROM notice_preference WHERE account_id = $1 AND kind = $2", account, k.ID)
	return want(k, chosen), err
}

// choices reads what accounts have chosen for a kind, by account.
func choices(ctx context.Context, q db.Reader, k Kind, accounts []string) (map[string]Choice, error) {
	type chosen struct {
		Account string `db:"account_id"`
		preference
	}
	args, all := []any{k.ID}, map[string]map[Channel]bool{}
	for _, a := range accounts {
		all[a] = map[Channel]bool{}
	}
	err := db.Each(ctx, q, func(c chosen) error { all[c.Account][c.Channel] = c.Wanted; return nil },
		"SELECT account_id, channel, wanted FROM notice_preference WHERE kind = $1 AND account_id "+db.In(accounts, &args), args...)
	out := make(map[string]Choice, len(all))
	for a, c := range all {
		out[a] = want(k, c)
	}
	return out, err
}

type preference struct {
	Channel Channel `db:"channel"`
	Wanted  bool    `db:"wanted"`
}

func keepChoice(ctx context.Context, tx *audit.Tx, account, kind string, c Channel, wanted bool) error {
	_, err := tx.Exec(ctx, `INSERT INTO notice_preference (account_id, kind, channel, wanted) VALUES ($1, $2, $3, $4)
		ON CONFLICT (account_id, kind, channel) DO UPDATE SET wanted = excluded.wanted`, account, kind, c, wanted)
	return err
}

// pending is an account that waits for an e-mail about a kind.
type pending struct {
	Account string `db:"account_id"`
	Kind    string `db:"kind"`
}

const unsent = "by_mail AND mailed_at IS NULL AND seen_at IS NULL"

func unmailed(ctx context.Context, q db.Reader) ([]pending, error) {
	return db.All[pending](ctx, q, "SELECT DISTINCT account_id, kind FROM notice WHERE "+unsent+" ORDER BY account_id, kind")
}

// claimDay takes the day's one e-mail about a kind; false when it is taken.
func claimDay(ctx context.Context, tx *audit.HouseTx, p pending, day calendar.Date) (bool, error) {
	n, err := tx.Exec(ctx, "INSERT INTO notice_digest (account_id, kind, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", p.Account, p.Kind, day)
	return n == 1, err
}

// markMailed takes what an account waits for as sent at an instant, and gives the newest of it and how many there are.
func markMailed(ctx context.Context, tx *audit.HouseTx, p pending, at db.Time) ([]Notice, int64, error) {
	n, err := tx.Exec(ctx, "UPDATE notice SET mailed_at = $3 WHERE account_id = $1 AND kind = $2 AND "+unsent, p.Account, p.Kind, at)
	if err != nil || n == 0 {
		return nil, 0, err
	}
	ns, err := db.All[Notice](ctx, tx, "SELECT "+columns+" FROM notice WHERE account_id = $1 AND kind = $2 AND mailed_at = $3 ORDER BY id DESC"+db.Limit(mostLines),
		p.Account, p.Kind, at)
	return ns, n, err
}

// unmark takes back what was taken as sent at an instant: there was nowhere to send it.
func unmark(ctx context.Context, tx *audit.HouseTx, p pending, at db.Time) error {
	_, err := tx.Exec(ctx, "UPDATE notice SET by_mail = FALSE, mailed_at = NULL WHERE account_id = $1 AND kind = $2 AND mailed_at = $3", p.Account, p.Kind, at)
	return err
}

// dropMail leaves what an account waits for out of e-mail.
func dropMail(ctx context.Context, tx *audit.HouseTx, p pending) error {
	_, err := tx.Exec(ctx, "UPDATE notice SET by_mail = FALSE WHERE account_id = $1 AND kind = $2 AND "+unsent, p.Account, p.Kind)
	return err
}

// kept is how long notices are kept, and the days on which e-mail was sent.
const kept = 180 * 24 * time.Hour

func sweep(ctx context.Context, tx *audit.HouseTx) error {
	before := tx.Now().Add(-kept)
	if _, err := tx.Exec(ctx, "DELETE FROM notice WHERE created_at < $1", db.At(before)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "DELETE FROM notice_digest WHERE day < $1", calendar.DateOf(before))
	return err
}
