package enquiry

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Acts on questions run read committed and hold the rows of the questions that they are on, from before they read anything
// else of them (docs/decisions/0030). Whoever decides anything by how a question is, in whatever room, holds it first. Of
// what an act holds, questions come first, by id, then what a person's record holds, then what hangs on the questions.

// act is an act on questions that it holds, or on one that it makes.
func (s *Service) act(ctx context.Context, actor policy.Actor, fn func(tx *audit.Tx) error) error {
	return person.NoteStopped(ctx, s.Trail, actor, s.Trail.DoRows(ctx, actor, fn))
}

// held reads a question and holds it, so that it is as it was read until the act ends. With an actor's right to see it, one
// that the actor may not see is neither held nor waited for. Whoever waits sees it as it is then; what was asked of other
// rows meanwhile may be old, so that rights are asked for again when it is held.
func (s *Service) held(ctx context.Context, tx *audit.Tx, id string, seen policy.Action) (Enquiry, error) {
	args, where := []any{id}, ""
	if seen != "" {
		where = ` AND ` + policy.Where(tx, tx.Actor(), seen, "e", &args)
	}
	row, err := db.One[storedEnquiry](ctx, tx, `SELECT `+columns+`, e.purpose FROM enquiry e WHERE e.id = $1`+where+tx.Dialect().ForChange(), args...)
	if err != nil {
		return Enquiry{}, orNotFound(err)
	}
	return row.opened(s.keys())
}

// Hold holds a question for an act of another room that goes by how it is: nobody's right is asked.
func (s *Service) Hold(ctx context.Context, tx *audit.Tx, id string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE id = $1`+tx.Dialect().ForChange(), id)
	return err
}

// holdThread holds the question of a conversation, if it has one.
func (s *Service) holdThread(ctx context.Context, tx *audit.Tx, conversation string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE conversation_id = $1 ORDER BY id`+tx.Dialect().ForChange(), conversation)
	return err
}

// holdResting holds the questions that rest on a ground.
func (s *Service) holdResting(ctx context.Context, tx *audit.Tx, ground string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE id IN (SELECT enquiry_id FROM enquiry_side WHERE ground_id = $1) ORDER BY id`+tx.Dialect().ForChange(), ground)
	return err
}

// holdAll holds a question that the actor may see, and others with it in the order of their ids. Of the others the act
// itself says what is wrong when there is none.
func (s *Service) holdAll(ctx context.Context, tx *audit.Tx, id string, with ...string) (e Enquiry, err error) {
	ids := append([]string{id}, with...)
	slices.Sort(ids)
	for _, each := range slices.Compact(ids) {
		held, err := s.held(ctx, tx, each, policy.ReadEnquiry)
		if err != nil && each != id && fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return Enquiry{}, err
		}
		if each == id {
			e = held
		}
	}
	return e, nil
}

// mayDo asks whether a question may be seen, and something done to it. Who may not see it is told that there is none.
func mayDo(ctx context.Context, tx *audit.Tx, id string, act policy.Action) error {
	can, err := policy.Can(ctx, tx, tx.Actor(), Enquiry{ID: id}.Ref(), policy.ReadEnquiry, act)
	if err != nil {
		return err
	}
	if err := can.CheckRead(policy.ReadEnquiry); err != nil {
		return err
	}
	return can.Check(act)
}

// changed is a conflict when somebody has written a question since its version was seen.
func (k Key) changed(e Enquiry) error {
	if k.Version != 0 && k.Version != e.Version {
		return fault.New(fault.Conflict, meanwhile)
	}
	return nil
}
