package outcome

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// tendAtOnce is how many follow-ups are tended in one go.
const tendAtOnce = 200

// Tend asks what became of people when the day has come, keeps the sums free of whoever is protected, and judges plans that have become twelve months old. It is run by
// the clock; to run it again changes nothing.
func (s *Service) Tend(ctx context.Context) error {
	d := s.Trail.DB()
	ids, err := db.All[string](ctx, d, `SELECT o.id FROM outcome o WHERE o.state = 'waiting' AND o.told_on IS NULL AND (o.due_on <= $1 OR o.point = 'closing') ORDER BY o.due_on, o.id`+db.Limit(tendAtOnce), today(d))
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error { return s.ask(ctx, tx, id) })
		if err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	if err := s.countAgain(ctx); err != nil {
		return err
	}
	return s.judgePlans(ctx)
}

// ask tells whoever works with the person that a follow-up is due. Nobody is asked about somebody whose processing is
// restricted, nor when the matter is open again.
func (s *Service) ask(ctx context.Context, tx *audit.Tx, id string) error {
	o, err := held(ctx, tx, id)
	if err != nil || o.State != Waiting || !o.ToldOn.IsZero() {
		return err
	}
	m, err := matter.ByID(ctx, tx, o.Matter)
	if err != nil {
		return err
	}
	err = person.Unrestricted(ctx, tx, o.Person)
	switch {
	case fault.Is(err, fault.Conflict) || err == nil && m.State == matter.Open:
		o.State = Dropped
	case err != nil:
		return err
	default:
		o.ToldOn = today(tx)
		if err := s.tell(ctx, tx, o); err != nil {
			return err
		}
	}
	if err := update(ctx, tx, &o); err != nil {
		return err
	}
	return tx.Note(policy.TendOutcomes, o.Ref(), noted{Point: o.Point, State: o.State})
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, o Outcome) error {
	who, err := worker(ctx, tx, o)
	if err != nil || who == "" || s.Tell == nil {
		return err
	}
	return s.Tell(ctx, tx, News{Thing: o.Ref(), Accounts: []string{who}, Text: dueText})
}

// worker is whoever works with the person at the authority, if that is still somebody's task there.
func worker(ctx context.Context, q db.Reader, o Outcome) (string, error) {
	desks, err := matter.Desks(ctx, q, o.Matter)
	if err != nil {
		return "", err
	}
	for _, d := range desks {
		if d.Authority != o.Authority || !d.LeftAt.IsZero() || d.Account == "" {
			continue
		}
		holders, err := account.HoldersOf(ctx, q, matter.Role(o.Authority), []string{o.Authority}, today(q))
		for _, h := range holders {
			if h == d.Account {
				return h, err
			}
		}
		return "", err
	}
	return "", nil
}
