package matter

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// ConsentWithdrawn stops what is told on a consent in the act that withdraws it: in every open matter whose side rests on
// it nothing more goes on that ground, both sides get to know what to do, and a judgement that has not left yet stays.
func (s *Service) ConsentWithdrawn(ctx context.Context, tx *audit.Tx, g person.Ground) error {
	ids, err := db.All[string](ctx, tx, `SELECT s.matter_id FROM matter_side s JOIN matter m ON m.id = s.matter_id WHERE s.ground_id = $1 AND m.state = 'open' ORDER BY s.matter_id`, g.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		w, err := s.Load(ctx, tx, id, policy.StopMatter)
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

func (w *Work) stop(g person.Ground) error {
	w.Matter.StoppedAt = db.At(w.Tx.Now())
	if err := w.Exchange.Stop(w.Ctx, w.Tx, w.Matter.Conversation); err != nil {
		return err
	}
	for _, d := range w.Desks {
		if d.GroundID == g.ID {
			d.GroundID, d.Ground, d.StoppedAt = "", "", db.At(w.Tx.Now())
		}
		w.News(d, NewsStop, stopText)
		if err := w.Persons.Ask(w.Ctx, w.Tx, person.Task{Person: d.Person, Authority: d.Authority, Kind: person.StopTelling, About: w.Matter.Ref()}); err != nil {
			return err
		}
	}
	w.Occur(Stops, "")
	return nil
}

// holdResting holds the matters that rest on a ground, before the ground itself is held.
func (s *Service) holdResting(ctx context.Context, tx *audit.Tx, ground string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM matter WHERE id IN (SELECT matter_id FROM matter_side WHERE ground_id = $1) ORDER BY id`+tx.Dialect().ForChange(), ground)
	return err
}

// holdThread holds the matter of a conversation, if it has one.
func (s *Service) holdThread(ctx context.Context, tx *audit.Tx, conversation string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM matter WHERE conversation_id = $1 ORDER BY id`+tx.Dialect().ForChange(), conversation)
	return err
}

// Erased destroys, in the act that destroys an authority's file of a conversation, what that authority kept for itself of
// the matter; with the last file goes what both could read.
func (s *Service) Erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM matter WHERE conversation_id = $1`, e.Conversation)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := tx.Exec(ctx, `UPDATE matter_assessment SET content = NULL, version = version + 1 WHERE matter_id = $1 AND authority_id = $2`, id, e.Authority); err != nil {
			return err
		}
		if !e.Last {
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE matter_talk SET need = NULL, said = NULL WHERE matter_id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}
