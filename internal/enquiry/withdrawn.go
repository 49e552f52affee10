package enquiry

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// ConsentWithdrawn stops what is told on a consent in the act that withdraws it: in every question that rests on it
// nothing more goes on that ground from either side, both sides get to know what to do, and the clock of an open one
// waits on the asker.
func (s *Service) ConsentWithdrawn(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	ids, err := db.All[string](ctx, tx, `SELECT s.enquiry_id FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id
		WHERE s.ground_id = $1 AND s.left_at IS NULL AND e.state IN ('incomplete', 'open', 'paused', 'answered', 'closed') ORDER BY s.enquiry_id`, g.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		w, err := s.load(ctx, tx, id, policy.StopEnquiry)
		if err != nil {
			return err
		}
		if err := w.stop(g); err != nil {
			return err
		}
		if err := w.save(); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) stop(g person.Ground) error {
	w.e.StoppedAt = db.At(w.tx.Now())
	if err := w.Exchange.Stop(w.ctx, w.tx, w.e.Conversation); err != nil {
		return err
	}
	for _, d := range w.desks {
		if !d.LeftAt.IsZero() {
			continue
		}
		w.tell(d, NewsStop, language.T("Samtycket i en fråga är återkallat. Lämna inget mer med stöd av det. Öppna frågan och se vad ni ska göra.", "The consent in a question is withdrawn. Tell nothing more on it. Open the question and see what to do."))
		if d.Person == "" {
			continue
		}
		if err := w.Persons.Ask(w.ctx, w.tx, person.Task{Person: d.Person, Authority: d.Authority, Kind: person.StopTelling, About: w.e.Ref()}); err != nil {
			return err
		}
	}
	if w.e.State == Open {
		state, kind := w.e.State.After(AskMore)
		w.e.State = state
		return w.occur(Stopped, clock.Event{Kind: kind, Category: clock.ConsentWanted})
	}
	return w.occur(Stopped, clock.Event{})
}
