package negotiation

import (
	"context"
	"math"

	"samsyn/internal/clause"
	"samsyn/internal/db"
)

// noticeVariable is where the text says how many months before its effect notice is given (§ 28 of the clause library).
const noticeVariable = "uppsagningstid"

// NoticeMonths tells how many months of notice the text in force of an agreement gives; ok is false when no text of it is
// known, or the parties have left the clause out or said nothing in it. Part of a month counts as a whole one.
func NoticeMonths(ctx context.Context, q db.Reader, agreementID string) (months int, ok bool, err error) {
	t, known, err := TextOf(ctx, q, agreementID)
	if err != nil || !known {
		return 0, false, err
	}
	months, ok = TermOfNotice(t.Doc)
	return months, ok, nil
}

// TermOfNotice is how many months of notice a text gives; ok is false when it does not say.
func TermOfNotice(doc clause.Document) (months int, ok bool) {
	v, known := doc.Variable(noticeVariable)
	if !known || doc.Omitted(v.Clause) {
		return 0, false
	}
	said := doc.Values[noticeVariable].Text
	if !v.Fixed.IsZero() {
		said = v.Fixed.Sv
	}
	n, err := clause.ParseNumber(said)
	if err != nil || n <= 0 { // filled in with something else
		return 0, false
	}
	return int(math.Ceil(n.Float())), true
}
