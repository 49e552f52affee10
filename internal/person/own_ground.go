package person

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// OwnConsent is what a person says of a consent on my pages: to whom the record's authority may tell, for what and until when.
type OwnConsent struct {
	Record  string // the record whose authority tells
	To      string // the authority that may be told
	Purpose string
	Until   calendar.Date // last day
	Health  bool          // what is about the person's health may be told too
}

// GiveOwn writes down the consent of the acting person. It is enough as it is: the person has shown who they are and says
// what the law asks for, to whom, for what and until when. actor is the person; the line stands in the log of the authority
// that may tell.
func (s *Service) GiveOwn(ctx context.Context, actor policy.Actor, side law.Side, in OwnConsent) (g Ground, err error) {
	p, err := s.ofOneself(ctx, actor, in.Record)
	if err != nil {
		return g, err
	}
	if in.To == p.Authority {
		in.To = "" // an authority tells itself nothing
	}
	err = s.Trail.DoRows(ctx, at(actor, p.Authority), func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.GiveOwnConsent, p.Ref()); err != nil {
			return err
		}
		if _, err := tx.HoldNames(ctx, "own consent "+p.ID); err != nil {
			return err
		}
		given, there, err := s.alreadyGiven(ctx, tx, p, in)
		if err != nil || there {
			g = given
			return errors.Join(err, tx.Note(policy.GiveOwnConsent, p.Ref(), groundNote(g)))
		}
		g, err = s.Write(ctx, tx, p, side, NewGround{Kind: law.Consent, To: in.To, Purpose: in.Purpose, Topics: Broad(in.Health), Form: Digital, Until: in.Until, Judged: true})
		if err != nil {
			return err
		}
		return tx.Note(policy.GiveOwnConsent, p.Ref(), groundNote(g))
	})
	return g, err
}

// alreadyGiven finds a consent that lives and says the very same: whoever presses twice gives it once, so that to withdraw it
// once is enough.
func (s *Service) alreadyGiven(ctx context.Context, q db.Reader, p Person, in OwnConsent) (Ground, bool, error) {
	list, err := Grounds(ctx, q, p.ID)
	if err == nil {
		err = s.purposes(ctx, q, p.ID, list)
	}
	for _, g := range list {
		same := g.Kind == law.Consent && g.To == in.To && g.Purpose == in.Purpose && g.Topics == Broad(in.Health) && !g.EndsAt.IsZero() && calendar.DateOf(g.EndsAt.Add(-1)) == in.Until
		if err == nil && same && g.Live(q.Now()) {
			return g, true, nil
		}
	}
	return Ground{}, false, err
}

// WithdrawOwn withdraws a consent of the acting person's, whoever wrote it down. All that follows when staff note it follows
// here, in the same act.
func (s *Service) WithdrawOwn(ctx context.Context, actor policy.Actor, id string) (g Ground, err error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(ctx, q, actor, policy.WithdrawOwnConsent, ref.To(GroundKind, id)); err != nil {
		return g, err
	}
	if g, err = ground(ctx, q, id); err != nil {
		return g, err
	}
	return s.withdrawHeld(ctx, actor, at(actor, g.Authority), policy.WithdrawOwnConsent, id, asItIs)
}

// ofOneself gives a record on which the acting person may consent; another's is not there.
func (s *Service) ofOneself(ctx context.Context, actor policy.Actor, record string) (Person, error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(ctx, q, actor, policy.GiveOwnConsent, ref.To(PersonKind, record)); err != nil {
		return Person{}, err
	}
	return get(ctx, q, record)
}

// at is an actor as the trail names them in an authority's part of the log.
func at(actor policy.Actor, authority string) policy.Actor {
	actor.Authority = authority
	return actor
}

// OwnGrounds gives the grounds of the acting person's own records with what they are for, the latest first.
func (s *Service) OwnGrounds(ctx context.Context, q db.Reader, own []Person) (all []Ground, err error) {
	for _, p := range own {
		list, err := Grounds(ctx, q, p.ID)
		if err == nil {
			err = s.purposes(ctx, q, p.ID, list)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// Named gives, by record, the accounts of staff who are named on some records on a day.
func Named(ctx context.Context, q db.Reader, records []string, day calendar.Date) (map[string][]string, error) {
	args := []any{day}
	rows, err := db.All[struct {
		Person  string `db:"person_id"`
		Account string `db:"account_id"`
	}](ctx, q, `SELECT DISTINCT person_id, account_id FROM person_assignment WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)
		AND person_id `+db.In(records, &args)+` ORDER BY person_id, account_id`, args...)
	out := map[string][]string{}
	for _, row := range rows {
		out[row.Person] = append(out[row.Person], row.Account)
	}
	return out, err
}
