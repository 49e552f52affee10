package escalation

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
)

// Follow lets an escalation follow its question, in the question's own act: answered, declined, taken back or joined it
// ends; passed on, somebody else is to answer; and what had its time up while the question waited on its asker is raised
// once it waits for the answer again.
func (s *Service) Follow(ctx context.Context, tx *audit.Tx, was, is enquiry.Enquiry) error {
	if was.ID == "" || was.State == is.State && was.Round == is.Round && was.Receiver == is.Receiver && was.Turn == is.Turn {
		return nil
	}
	e, ok, err := ofHeld(ctx, tx, is.Ref(), was.Round)
	if err != nil || !ok || e.State != Open {
		return err
	}
	switch {
	case !is.State.Live() || is.Round != was.Round:
		return s.finish(ctx, tx, e, endingOf(is.State))
	case is.Receiver != was.Receiver:
		return s.move(ctx, tx, e, is)
	case is.Turn == clock.Holder && !e.NextAt.IsZero() && e.NextAt.Before(tx.Now()):
		e.NextAt = db.At(tx.Now())
		e.OrderAt = e.NextAt
		return update(ctx, tx, &e)
	}
	return nil
}

func endingOf(s enquiry.State) Ending {
	switch s {
	case enquiry.Withdrawn, enquiry.Joined:
		return Withdrawn
	}
	return Answered
}

// finish ends an escalation, and tells those whom it has gone to.
func (s *Service) finish(ctx context.Context, tx *audit.Tx, e Escalation, why Ending) error {
	e.end(why, tx.Now())
	if err := update(ctx, tx, &e); err != nil {
		return err
	}
	told, err := s.toldBefore(ctx, tx, e)
	if err != nil {
		return err
	}
	return s.step(ctx, tx, e, Step{Escalation: e.ID, Kind: Finished, Level: e.Level, Told: told}, NewsEnded, endedSaid)
}

// move lets another authority answer: the old one sees nothing more of it, the new one's people on the level are told.
func (s *Service) move(ctx context.Context, tx *audit.Tx, e Escalation, q enquiry.Enquiry) error {
	_, desks, err := s.Enquiries.ByID(ctx, tx, q.ID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE escalation_side SET left_at = $3 WHERE escalation_id = $1 AND authority_id = $2`, e.ID, e.Owes, db.At(tx.Now())); err != nil {
		return err
	}
	e.Owes = q.Receiver
	side := Side{Escalation: e.ID, Authority: q.Receiver}
	for _, d := range desks {
		if d.Authority == q.Receiver {
			side.Unit = d.Unit
		}
	}
	if err := putSide(ctx, tx, side); err != nil {
		return err
	}
	if err := update(ctx, tx, &e); err != nil {
		return err
	}
	told, err := s.toldOf(ctx, tx, e, side, e.Level)
	if err != nil {
		return err
	}
	return s.step(ctx, tx, e, Step{Escalation: e.ID, Kind: Moved, Level: e.Level, Told: told}, NewsRaised, movedSaid)
}
