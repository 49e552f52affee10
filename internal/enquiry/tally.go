package enquiry

import (
	"context"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// tally remembers how many questions wait for each reader, since to count them takes longer than to read a page of them.
// Whoever has few is told what is so now; where there are more than smallInbox, the numbers may be some seconds old, except
// when the reader has just done something. Where other nodes write too, what has changed is not known here, so that whoever
// has few is counted for each time.
type tally = *db.Kept[reader, counted]

// reader is whom the numbers are counted for.
type reader struct {
	id, authority, unit string
	cleared, program    bool
}

type counted struct {
	Counts
	at time.Time // by the house's clock
}

const (
	smallInbox = 500
	tallyStays = 5 * time.Second
)

func newTally() tally {
	return &db.Kept[reader, counted]{Tables: []string{"enquiry_side", "person", "contact_", "directory_unit"}, Age: 2 * tallyStays}
}

func readerOf(a policy.Actor) reader { return reader{a.ID, a.Authority, a.Unit, a.Cleared, a.Program} }

// Count counts what waits.
func (s *Service) Count(ctx context.Context, actor policy.Actor) (Counts, error) {
	d := s.Trail.DB()
	now := d.Now()
	will := func(c counted, changed bool, age time.Duration) bool {
		passed := now.Sub(c.at)
		large := c.Waiting+c.Replied > smallInbox
		return passed >= 0 && passed < 2*tallyStays && (!changed && (large || !d.Shared()) || large && age < tallyStays)
	}
	c, err := s.counts.GetIf(d, readerOf(actor), will, func() (counted, error) {
		n, err := count(ctx, d, actor)
		return counted{n, now}, err
	})
	return c.Counts, err
}

// recount forgets what was counted for a reader who has done something.
func (s *Service) recount(actor policy.Actor) { s.counts.Forget(readerOf(actor)) }
