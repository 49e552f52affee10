package outcome

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// stand puts an answer into the sums, or takes it out of them.
func stand(ctx context.Context, tx *audit.Tx, o *Outcome, w What, in bool) error {
	if o.Counted == in {
		return nil
	}
	o.Counted = in
	by := int64(1)
	if !in {
		by = -1
	}
	return tally(ctx, tx, *o, w, by)
}

// recast counts a new answer instead of the one before it. What whoever is protected says stands in no count.
func recast(ctx context.Context, tx *audit.Tx, o *Outcome, before []Said, a Answer, protected bool) error {
	if n := len(before); n > 0 && !before[n-1].Gone {
		if err := stand(ctx, tx, o, before[n-1].What, false); err != nil {
			return err
		}
	}
	o.Counted = false // what was said in a file that is destroyed stays in the sums, where it is nobody's
	return stand(ctx, tx, o, a.What, !protected)
}

// protection takes what was said of a person out of the sums when the identity becomes protected, and puts it back when it
// no longer is.
func (s *Service) protection(ctx context.Context, tx *audit.Tx, p person.Person) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM outcome WHERE person_id = $1 AND answers > 0 ORDER BY id`, p.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.recount(ctx, tx, id, p); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) recount(ctx context.Context, tx *audit.Tx, id string, p person.Person) error {
	o, err := held(ctx, tx, id)
	if err != nil {
		return err
	}
	said, err := answers(ctx, tx, s.keys(), id)
	if n := len(said); err != nil || n == 0 || said[n-1].Gone || o.Counted == !p.Protected(today(tx)) {
		return err
	}
	last := said[len(said)-1].Answer
	if err := stand(ctx, tx, &o, last.What, !o.Counted); err != nil {
		return err
	}
	if err := update(ctx, tx, &o); err != nil {
		return err
	}
	return s.judgeAgain(ctx, tx, o, last, p)
}

// Whose answers stand in the sums though they are protected, and whose do not though they are not. Each is few: they are
// found by an index of the protected, and by one of the answers that are not counted.
const (
	protectedOn = `p.protected_from <= $1 AND (p.protected_to IS NULL OR p.protected_to >= $1)`
	countedYet  = `SELECT o.id FROM outcome o JOIN person p ON p.id = o.person_id WHERE o.counted AND ` + protectedOn + ` ORDER BY o.id`
	notCounted  = `SELECT o.id FROM outcome o JOIN person p ON p.id = o.person_id WHERE NOT o.counted AND o.answers > 0 AND (p.protected_from IS NULL OR NOT (` + protectedOn + `))
		AND EXISTS (SELECT 1 FROM outcome_answer a WHERE a.outcome_id = o.id AND a.no = o.answers AND a.content IS NOT NULL) ORDER BY o.id`
)

// countAgain mends the sums when a protection begins or ends on a day that was said before, or while somebody answered.
func (s *Service) countAgain(ctx context.Context) error {
	d := s.Trail.DB()
	for _, which := range []string{countedYet, notCounted} {
		ids, err := db.All[string](ctx, d, which+db.Limit(tendAtOnce), today(d))
		if err != nil {
			return err
		}
		for _, id := range ids {
			err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error { return s.countOne(ctx, tx, id) })
			if err != nil && !fault.Is(err, fault.Conflict) {
				return err
			}
		}
	}
	return nil
}

func (s *Service) countOne(ctx context.Context, tx *audit.Tx, id string) error {
	o, err := byID(ctx, tx, id)
	if err != nil {
		return err
	}
	p, err := person.ByID(ctx, tx, o.Person)
	if err != nil {
		return err
	}
	if err := s.recount(ctx, tx, id, p); err != nil {
		return err
	}
	return tx.Note(policy.TendOutcomes, o.Ref(), noted{Point: o.Point, State: o.State})
}

// guarded tells whether any side's record of the person is protected; now is the one that the act under way changes.
func guarded(ctx context.Context, tx *audit.Tx, desks []matter.Desk, now person.Person) (bool, error) {
	for _, d := range desks {
		p := now
		if d.Person != now.ID {
			var err error
			if p, err = person.ByID(ctx, tx, d.Person); err != nil {
				return false, err
			}
		}
		if p.Protected(today(tx)) {
			return true, nil
		}
	}
	return false, nil
}
