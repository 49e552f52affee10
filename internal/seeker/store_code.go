package seeker

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
)

const codeColumns = "id, seeker_id, person_id, authority_id, checked, made_by, made_at, ends_at, tries, used_at, ended_at"

// codesOf gives the codes that were made from a record, the latest first.
func codesOf(ctx context.Context, q db.Reader, personID string) ([]Code, error) {
	return db.All[Code](ctx, q, "SELECT "+codeColumns+" FROM seeker_code WHERE person_id = $1 ORDER BY made_at DESC, id DESC", personID)
}

// codeHeld is the code of a digest, held until the act ends; the zero Code when there is none.
func codeHeld(ctx context.Context, tx *audit.Tx, digest string) (Code, error) {
	found, err := db.All[Code](ctx, tx, "SELECT "+codeColumns+" FROM seeker_code WHERE digest = $1"+tx.Dialect().ForChange(), digest)
	if err != nil || len(found) == 0 {
		return Code{}, err
	}
	return found[0], nil
}

func insertCode(ctx context.Context, tx *audit.Tx, c Code, digest string) error {
	return db.Insert(ctx, tx, "seeker_code", struct {
		Code
		Digest string `db:"digest"`
	}{c, digest})
}

// endCodes ends the codes of a record that can still be used.
func endCodes(ctx context.Context, tx *audit.Tx, personID string) (int64, error) {
	return tx.Exec(ctx, "UPDATE seeker_code SET ended_at = $2 WHERE person_id = $1 AND used_at IS NULL AND ended_at IS NULL", personID, db.At(tx.Now()))
}

// triedCode counts a wrong date of birth. For a code that there is none of it does the same work.
func triedCode(ctx context.Context, tx *audit.Tx, id string) error {
	_, err := tx.Exec(ctx, "UPDATE seeker_code SET tries = tries + 1 WHERE id = $1", id)
	return err
}

func usedCode(ctx context.Context, tx *audit.Tx, id string) (int64, error) {
	return tx.Exec(ctx, "UPDATE seeker_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL", id, db.At(tx.Now()))
}

// numberOf opens the number of a job seeker.
func (s *Service) numberOf(ctx context.Context, q db.Reader, id string) (identity.PersonalNumber, error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT number FROM seeker WHERE id = $1", id)
	if err != nil {
		return identity.PersonalNumber{}, err
	}
	digits, err := s.Trail.Keys().Open(numberPlace(id), sealed)
	if err != nil {
		return identity.PersonalNumber{}, err
	}
	return identity.ParsePersonal(string(digits), calendar.NewDate(9999, 12, 31))
}

// isStill tells whether a record still has the number of a job seeker.
func isStill(ctx context.Context, q db.Reader, record, seekerID string) (bool, error) {
	n, err := db.One[int64](ctx, q, `SELECT COUNT(*) FROM person JOIN seeker_number ON seeker_number.digest = person.number_digest
		WHERE person.id = $1 AND seeker_number.seeker_id = $2`, record, seekerID)
	return n > 0, err
}
