package enquiry

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
)

// Follower is told in the act of what became of a question: what it was before and what it is. A question that is new was
// nothing before.
type Follower func(ctx context.Context, tx *audit.Tx, was, is Enquiry) error

// escalates are questions that both sides have here and that somebody is to answer now.
const escalates = `e.state = 'open' AND e.turn = 'holder' AND NOT e.noted AND e.asker_id <> 'outside' AND e.receiver_id <> 'outside'`

// DueBetween gives questions that are to be answered after an instant and by another, by the time at which they are due, at
// most so many. The next ones are those after the last of them. It is asked by the house itself.
func DueBetween(ctx context.Context, q db.Reader, after time.Time, afterID string, until time.Time, limit int) ([]Enquiry, error) {
	return db.All[Enquiry](ctx, q, `SELECT `+columns+` FROM enquiry e WHERE `+escalates+` AND (e.due_at, e.id) > ($1, $2) AND e.due_at <= $3
		ORDER BY e.due_at, e.id`+db.Limit(limit), db.At(after), afterID, db.At(until))
}

// Escalates tells whether a question that is past its time goes on to those above: both sides have it here, and somebody is
// to answer it now.
func (e Enquiry) Escalates() bool {
	return e.State == Open && e.Turn == clock.Holder && !e.Noted && !e.outside()
}

// ByID gives a question and every side's place for it, for the house itself: nobody's right is asked.
func (s *Service) ByID(ctx context.Context, q db.Reader, id string) (Enquiry, []*Desk, error) {
	e, err := get(ctx, q, s.keys(), id)
	if err != nil {
		return e, nil, err
	}
	all, err := desks(ctx, q, id)
	return e, all, err
}

// Handlers gives who is told of a question at one side: who handles it or stands in, else who is on duty at its contact
// path; of somebody shielded the cleared alone.
func (s *Service) Handlers(ctx context.Context, q db.Reader, e Enquiry, d *Desk) ([]string, error) {
	return s.handlers(ctx, q, e, d)
}

// MayKnow leaves of some accounts at an authority those that may know that there is a question: of one about a person whom
// that authority's own register has as protected, those alone who are cleared, and named for the person where the own
// record is protected. It asks the same whether anybody is protected or not.
func MayKnow(ctx context.Context, q db.Reader, id, authority string, accounts []string) ([]string, error) {
	if len(accounts) == 0 {
		return nil, nil
	}
	args := []any{id, authority, calendar.DateOf(q.Now())}
	return db.All[string](ctx, q, `SELECT a.id FROM account a WHERE a.blocked_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM enquiry_side s WHERE s.enquiry_id = $1 AND s.authority_id = $2 AND s.shielded AND NOT a.cleared)
		AND NOT EXISTS (SELECT 1 FROM enquiry_side s JOIN person p ON p.id = s.person_id WHERE s.enquiry_id = $1 AND s.authority_id = $2
			AND p.protected_from <= $3 AND (p.protected_to IS NULL OR p.protected_to >= $3)
			AND NOT (a.cleared AND EXISTS (SELECT 1 FROM person_clearance c WHERE c.person_id = p.id AND c.account_id = a.id AND c.authority_id = $2
				AND c.valid_from <= $3 AND (c.valid_to IS NULL OR c.valid_to >= $3))))
		AND a.id `+db.In(accounts, &args)+` ORDER BY a.sort_key, a.id`, args...)
}

// BothHere tells whether both sides of a question have it in this installation.
func BothHere(e Enquiry) bool { return !e.outside() }
