package web

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
)

const sessionColumns = "id, account_id, authority_id, agent, started_at, seen_at, ends_at, ended_at"

func sessionByDigest(ctx context.Context, q db.Reader, digest string) (Session, error) {
	return db.One[Session](ctx, q, "SELECT "+sessionColumns+" FROM session WHERE digest = $1", digest)
}

func sessionsOf(ctx context.Context, q db.Reader, account string) ([]Session, error) {
	return db.All[Session](ctx, q, "SELECT "+sessionColumns+
		" FROM session WHERE account_id = $1 AND ended_at IS NULL ORDER BY started_at DESC, id DESC", account)
}

type sessionRow struct {
	Session
	Digest string `db:"digest"`
}

func insertSession(ctx context.Context, tx *audit.HouseTx, s Session, digest string) error {
	return db.Insert(ctx, tx, "session", sessionRow{s, digest})
}

func sessionSeen(ctx context.Context, tx *audit.HouseTx, id string, now time.Time) error {
	_, err := tx.Exec(ctx, "UPDATE session SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL", id, db.At(now))
	return err
}

func sessionRotated(ctx context.Context, tx *audit.HouseTx, id, digest, authority string) error {
	_, err := tx.Exec(ctx, "UPDATE session SET digest = $2, authority_id = $3 WHERE id = $1 AND ended_at IS NULL", id, digest, authority)
	return err
}

func endSession(ctx context.Context, tx *audit.HouseTx, id string, now time.Time) error {
	_, err := tx.Exec(ctx, "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, db.At(now))
	return err
}

func revokeSession(ctx context.Context, tx *audit.HouseTx, account, id string, now time.Time) error {
	_, err := tx.Exec(ctx, "UPDATE session SET ended_at = $3 WHERE id = $2 AND account_id = $1 AND ended_at IS NULL", account, id, db.At(now))
	return err
}

func revokeSessions(ctx context.Context, tx *audit.HouseTx, account, but string, now time.Time) error {
	_, err := tx.Exec(ctx, "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL", account, but, db.At(now))
	return err
}

// takeRate moves the time at which the bucket is full again, unless that would be further off than the bucket is deep.
// Numbers are milliseconds. It tells whether there was room.
func takeRate(ctx context.Context, tx *audit.HouseTx, id string, now, step, depth int64) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO rate (id, tat) VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS BIGINT))
		ON CONFLICT (id) DO UPDATE SET tat = CASE WHEN rate.tat > $2 THEN rate.tat ELSE $2 END + $3
		WHERE CASE WHEN rate.tat > $2 THEN rate.tat ELSE $2 END + $3 - $2 <= CAST($4 AS BIGINT)`, id, now, step, depth)
	return n > 0, err
}

func rateTAT(ctx context.Context, q db.Reader, id string) (int64, error) {
	return db.One[int64](ctx, q, "SELECT tat FROM rate WHERE id = $1", id)
}

func clearRate(ctx context.Context, tx *audit.HouseTx, id string) error {
	_, err := tx.Exec(ctx, "DELETE FROM rate WHERE id = $1", id)
	return err
}

type keptRow struct {
	ID      string  `db:"id"`
	Account string  `db:"account_id"`
	At      db.Time `db:"at"`
	Content []byte  `db:"content"`
}

func keptOf(ctx context.Context, q db.Reader, account string, since time.Time) ([]keptRow, error) {
	return db.All[keptRow](ctx, q, "SELECT id, account_id, at, content FROM pending_form WHERE account_id = $1 AND at > $2 ORDER BY at, id",
		account, db.At(since))
}

func countKept(ctx context.Context, q db.Reader, account string) (int64, error) {
	return db.One[int64](ctx, q, "SELECT count(*) FROM pending_form WHERE account_id = $1", account)
}

func deleteKept(ctx context.Context, tx *audit.HouseTx, account, id string) error {
	_, err := tx.Exec(ctx, "DELETE FROM pending_form WHERE account_id = $1 AND id = $2", account, id)
	return err
}

// sweep takes away what nobody can use any more.
func sweep(ctx context.Context, tx *audit.HouseTx, now time.Time) error {
	for _, each := range []struct {
		text string
		arg  any
	}{
		{"DELETE FROM session WHERE ends_at < $1", db.At(now.Add(-lapsedFor))},
		{"DELETE FROM session WHERE ended_at < $1", db.At(now.Add(-lapsedFor))},
		{"DELETE FROM rate WHERE tat < $1", now.UnixMilli()},
		{"DELETE FROM idempotency WHERE started_at < $1", db.At(now.Add(-idempotentFor))},
		{"DELETE FROM pending_form WHERE at < $1", db.At(now.Add(-keptFor))},
	} {
		if _, err := tx.Exec(ctx, each.text, each.arg); err != nil {
			return err
		}
	}
	return nil
}
