package signin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Recovery codes are ten, each of 80 random bits, so that a plain digest is enough to keep of them. Each holds once.
const (
	recoveryCodes = 10
	recoveryBytes = 10
)

type recovery struct {
	Digest  string  `db:"digest"`
	Account string  `db:"account_id"`
	MadeAt  db.Time `db:"made_at"`
	UsedAt  db.Time `db:"used_at"`
}

// newRecovery makes a set of codes; those made before no longer hold.
func newRecovery(ctx context.Context, tx *audit.Tx, account string, random io.Reader) ([]string, error) {
	if _, err := tx.Exec(ctx, "DELETE FROM signin_recovery WHERE account_id = $1", account); err != nil {
		return nil, err
	}
	codes := make([]string, recoveryCodes)
	rows := make([]recovery, recoveryCodes)
	for i := range codes {
		b := make([]byte, recoveryBytes)
		if _, err := io.ReadFull(random, b); err != nil {
			return nil, fmt.Errorf("signin: no randomness for a recovery code: %w", err)
		}
		code := base32Plain.EncodeToString(b)
		codes[i] = grouped(code)
		rows[i] = recovery{Digest: recoveryDigest(account, code), Account: account, MadeAt: db.At(tx.Now())}
	}
	return codes, db.InsertAll(ctx, tx, "signin_recovery", rows)
}

// useRecovery uses a code up and tells its owner, or refuses it.
func (s *Service) useRecovery(ctx context.Context, tx *audit.Tx, account, code string) error {
	n, err := tx.Exec(ctx, "UPDATE signin_recovery SET used_at = $3 WHERE digest = $1 AND account_id = $2 AND used_at IS NULL",
		recoveryDigest(account, tidyCode(code)), account, db.At(tx.Now()))
	if err == nil && n == 0 {
		return notDone(language.T("Reservkoden stämmer inte eller är redan använd.", "The recovery code is not right or has been used already."))
	}
	return errors.Join(err, s.tell(ctx, tx, account, sayRecovery))
}

func recoveryLeft(ctx context.Context, q db.Reader, account string) (int, error) {
	return db.One[int](ctx, q, "SELECT count(*) FROM signin_recovery WHERE account_id = $1 AND used_at IS NULL", account)
}

func recoveryDigest(account, code string) string {
	sum := sha256.Sum256([]byte("samsyn recovery\n" + account + "\n" + code))
	return hex.EncodeToString(sum[:])
}
