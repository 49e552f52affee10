package request

import (
	"context"
	"strconv"

	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Booking is a time for a meeting that the person has taken, as somebody who may see the request sees it: not whom it is
// with, nor about what.
type Booking struct {
	Request   string  `db:"request_id"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	Starts    db.Time `db:"starts_at"`
}

// Page is the address of the request on the pages of staff.
func (b Booking) Page() string { return Request{ID: b.Request}.Page() }

// Ref names the request.
func (b Booking) Ref() ref.Ref { return Request{ID: b.Request}.Ref() }

// Bookings gives the times to come that were taken, first the next: a job seeker's own, or those of whoever of staff asks.
func (s *Service) Bookings(ctx context.Context, q db.Reader, actor policy.Actor, limit int) ([]Booking, error) {
	args := []any{db.At(q.Now())}
	where := policy.Where(q, actor, seeing(actor), "r", &args)
	if !self(actor) {
		args = append(args, actor.ID)
		where += " AND r.account_id = $" + strconv.Itoa(len(args))
	}
	return db.All[Booking](ctx, q, `SELECT r.id AS request_id, r.authority_id, r.account_id, e.starts_at FROM request r JOIN request_event e ON e.request_id = r.id AND e.round = r.round AND e.act = 'offer'
		WHERE r.kind = 'meeting' AND r.state = 'closed' AND e.starts_at >= $1 AND EXISTS (SELECT 1 FROM request_event x WHERE x.request_id = r.id AND x.round = r.round AND x.act = 'accept' AND x.no > e.no)
		AND `+where+` ORDER BY e.starts_at, r.id`+db.Limit(limit), args...)
}

// Booked gives the time that the person has taken; ok is false when none was.
func (v View) Booked() (Event, bool) {
	round := roundOf(v.Events, v.Round)
	if _, taken := last(round, Accept); v.State != Closed || !taken {
		return Event{}, false
	}
	return last(round, Offer)
}
