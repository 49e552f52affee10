package handover

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// ConsentWithdrawn stops, in the act that withdraws a consent, every hand-over that rests on it and has not been accepted:
// the letter does not leave the sender on it. What has been accepted goes on in its matter, which stops by itself.
func (s *Service) ConsentWithdrawn(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	ids, err := db.All[string](ctx, tx, `SELECT s.handover_id FROM handover_side s JOIN handover h ON h.id = s.handover_id
		WHERE s.ground_id = $1 AND h.state IN ('open', 'paused') ORDER BY s.handover_id`, g.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		w, err := s.load(ctx, tx, id, policy.StopHandover)
		if err != nil {
			return err
		}
		if err := w.stop(); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) stop() error {
	w.h.StoppedAt = db.At(w.tx.Now())
	from := w.of(Sender)
	from.GroundID, from.Ground = "", ""
	if err := w.Exchange.Stop(w.ctx, w.tx, w.h.Conversation); err != nil {
		return err
	}
	if err := w.Persons.Ask(w.ctx, w.tx, person.Task{Person: from.Person, Authority: from.Authority, Kind: person.StopTelling, About: w.h.Ref()}); err != nil {
		return err
	}
	for _, d := range w.desks {
		if err := w.tell(d, NewsStop, stopText); err != nil {
			return err
		}
	}
	if err := w.occur(Stopped, "", "", ""); err != nil {
		return err
	}
	return w.save()
}

// Renew records a new ground for the sender, after a withdrawal or before the one there is ends.
func (s *Service) Renew(ctx context.Context, actor policy.Actor, k Key, b person.Basis, health bool) (Handover, error) {
	return s.do(ctx, actor, k, policy.FollowHandover, func(w *work) error {
		if w.me.Side != Sender || !w.h.State.Live() {
			return fault.New(fault.Conflict, w.meanwhile())
		}
		p, err := person.ByID(ctx, w.tx, w.me.Person)
		if err != nil {
			return err
		}
		letter, err := letterOf(ctx, w.tx, w.keys(), w.h.ID)
		if err != nil {
			return err
		}
		g, err := w.rest(p, w.h.Receiver, b, letter.Purpose, health || letter.Health)
		if err != nil {
			return err
		}
		w.me.GroundID, w.me.Ground, w.noted.Ground, w.h.StoppedAt = g.ID, g.Kind, string(g.Kind), db.Time{}
		if err := s.Exchange.Resume(ctx, w.tx, w.h.Conversation); err != nil {
			return err
		}
		return w.occur(Renew, "", "", "")
	})
}

func (s *Service) holdResting(ctx context.Context, tx *audit.Tx, ground string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM handover WHERE id IN (SELECT handover_id FROM handover_side WHERE ground_id = $1) ORDER BY id`+tx.Dialect().ForChange(), ground)
	return err
}

func (s *Service) holdThread(ctx context.Context, tx *audit.Tx, conversation string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM handover WHERE conversation_id = $1 ORDER BY id`+tx.Dialect().ForChange(), conversation)
	return err
}

// Erased destroys, in the act that destroys an authority's file of a conversation, what that authority kept for itself of
// the hand-over: the sender's letter, and the words of its own events.
func (s *Service) Erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM handover WHERE conversation_id = $1`, e.Conversation)
	if err != nil {
		return err
	}
	for _, id := range ids {
		for _, text := range []string{
			`UPDATE handover_letter SET content = NULL, purpose = NULL WHERE handover_id = $1 AND EXISTS (SELECT 1 FROM handover WHERE handover.id = $1 AND handover.sender_id = $2)`,
			`UPDATE handover_event SET said = NULL WHERE handover_id = $1 AND authority_id = $2`,
		} {
			if _, err := tx.Exec(ctx, text, id, e.Authority); err != nil {
				return err
			}
		}
	}
	return nil
}
