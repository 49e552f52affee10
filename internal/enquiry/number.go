package enquiry

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Number is what people call a question by on the telephone: "F-2026-4821-7730", the same for both sides. It follows from
// the question's id, which is random, so that it tells nobody how many questions there are or which came before. It is a
// name for people: two questions may share one. The inbox finds by it among the reader's own authority's alone.
func (e Enquiry) Number() string {
	at := e.SentAt.Time
	if at.IsZero() {
		return ""
	}
	n := digitsOf(e.ID)
	return "F-" + strconv.Itoa(calendar.DateOf(at).Year) + "-" + n[:4] + "-" + n[4:]
}

// digitsOf are the eight digits of the number of a question, as its sides' places bear them.
func digitsOf(id string) string {
	sum := sha256.Sum256([]byte("number of " + id))
	with := strconv.FormatUint(100_000_000+binary.BigEndian.Uint64(sum[:8])%100_000_000, 10)
	return with[1:] // the zeros that it begins with stay
}

// digitsAsked are the digits that somebody looks for a question by: of "F-2026-4821-7730", "4821-7730" or "48217730" the last
// eight. What is no such number is the digits of none, and finds nothing, as another's number does.
func digitsAsked(s string) string {
	var b []byte
	for _, c := range []byte(s) {
		if '0' <= c && c <= '9' {
			b = append(b, c)
		}
	}
	if len(b) < 8 {
		return "none"
	}
	return string(b[len(b)-8:])
}

// numbersAtOnce is how many places get their number in one act.
const numbersAtOnce = 1000

// NumberAll gives the places of a database from before there were numbers theirs; in any other it does nothing.
func NumberAll(ctx context.Context, trail *audit.Trail) error {
	type place struct {
		ID      string `db:"id"`
		Enquiry string `db:"enquiry_id"`
	}
	for {
		list, err := db.All[place](ctx, trail.DB(), `SELECT id, enquiry_id FROM enquiry_side WHERE number = ''`+db.Limit(numbersAtOnce))
		if err != nil || len(list) == 0 {
			return err
		}
		err = trail.Do(ctx, policy.Process("enquiry.number"), func(tx *audit.Tx) error {
			for _, p := range list {
				if _, err := tx.Exec(ctx, `UPDATE enquiry_side SET number = $2 WHERE id = $1`, p.ID, digitsOf(p.Enquiry)); err != nil {
					return err
				}
			}
			return tx.Note(policy.TendEnquiries, ref.To(Kind, list[0].Enquiry), map[string]int{"numbered": len(list)})
		})
		if err != nil {
			return err
		}
	}
}
