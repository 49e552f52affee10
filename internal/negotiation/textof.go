package negotiation

import (
	"context"
	"errors"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
)

// holdsFrom is the first day on which what a draft concludes is the text of its agreement: a renewal that is signed
// before its term begins holds from its own first day, and what was agreed before until the day before. All else holds
// from the conclusion.
func (k Kind) holdsFrom(doc clause.Document, concluded calendar.Date) calendar.Date {
	from, _ := Term(doc)
	if k == Renewal && from.After(concluded) {
		return from
	}
	return concluded
}

// always is the first day of the texts that were concluded before their days were kept.
func always() calendar.Date { return calendar.NewDate(1900, 1, 1) }

// TextOf gives the text in force of an agreement today; ok is false when the agreement was taken in from outside and no
// text of it is known, or the only one is of a renewal that is still to begin.
func TextOf(ctx context.Context, q db.Reader, agreementID string) (t Text, ok bool, err error) {
	return TextOn(ctx, q, agreementID, calendar.DateOf(q.Now()))
}

// TextOn gives the text in force of an agreement on a day, of those concluded by now: the one whose days began last.
func TextOn(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) (t Text, ok bool, err error) {
	return oneText(ctx, q, `AND COALESCE(d.holds_from, $2) <= $3 ORDER BY COALESCE(d.holds_from, $2) DESC, d.closed_at DESC, d.id DESC`, agreementID, always(), day)
}

// LastText gives the text of an agreement that is the last to begin: a renewal's that is signed and coming, else the one
// in force. It is what the next renewal goes out from.
func LastText(ctx context.Context, q db.Reader, agreementID string) (t Text, ok bool, err error) {
	return oneText(ctx, q, `ORDER BY COALESCE(d.holds_from, $2) DESC, d.closed_at DESC, d.id DESC`, agreementID, always())
}

// ComingText gives the text of a renewal that is signed and begins after a day, the next of them; ok is false when there
// is none.
func ComingText(ctx context.Context, q db.Reader, agreementID string, day calendar.Date) (t Text, ok bool, err error) {
	return oneText(ctx, q, `AND d.kind = 'renewal' AND d.holds_from > $2 ORDER BY d.holds_from, d.closed_at DESC, d.id DESC`, agreementID, day)
}

// oneText gives the first text of an agreement in an order.
func oneText(ctx context.Context, q db.Reader, rest, agreementID string, args ...any) (Text, bool, error) {
	s, err := db.One[storedText](ctx, q, `SELECT `+textColumns+` FROM negotiation_text t JOIN negotiation_draft d ON d.id = t.draft_id AND d.latest = t.no
		WHERE d.concluded_id = $1 AND d.state = 'concluded' `+rest+` LIMIT 1`, append([]any{agreementID}, args...)...)
	if errors.Is(err, db.ErrNone) {
		return Text{}, false, nil
	}
	if err != nil {
		return Text{}, false, err
	}
	t, err := s.text()
	return t, err == nil, err
}
