package matter

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// tendAtOnce is how many matters are tended in one go.
const tendAtOnce = 200

// Tend ends the sight of those who handed a person over for good, and the waiting for somebody, when its last day has passed. It
// is run by the clock; to run it again changes nothing.
func (s *Service) Tend(ctx context.Context) error {
	d := s.Trail.DB()
	if err := s.tend(ctx, (*Work).endSight, `SELECT matter_id FROM matter_side WHERE sight_until <= $1 AND left_at IS NULL ORDER BY sight_until`+db.Limit(tendAtOnce), db.At(d.Now())); err != nil {
		return err
	}
	return s.tend(ctx, (*Work).waitIsOver, `SELECT id FROM matter WHERE waits_until < $1 ORDER BY waits_until, id`+db.Limit(tendAtOnce), today(d))
}

// tend does one thing in each matter that a query finds.
func (s *Service) tend(ctx context.Context, do func(*Work) error, query string, args ...any) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), query, args...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error {
			w, err := s.Load(ctx, tx, id, policy.TendMatters)
			if err != nil {
				return err
			}
			return do(w)
		})
		if err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

// endSight lets a side leave whose sight has ended: nobody there is named on the person for the matter any more. What it
// has received stays in its file.
func (w *Work) endSight() error {
	for _, d := range w.Desks {
		if d.SightUntil.IsZero() || d.SightUntil.After(w.Tx.Now()) || !d.LeftAt.IsZero() {
			continue
		}
		if err := w.handTo(d, ""); err != nil {
			return err
		}
		d.LeftAt = db.At(w.Tx.Now())
		w.Occur(Leave, "")
	}
	return w.save()
}

// Awaiting counts, for my day, what waits for the actor among the matters.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor) (Counts, error) {
	if !policy.May(actor, policy.ListMatters) {
		return Counts{}, nil
	}
	return s.Count(ctx, s.Trail.DB(), actor)
}
