package routine

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Offer is a later version of the origin, held against a copy.
type Offer struct {
	Origin Routine
	Base   Edition // of the origin, that the copy was last brought together with
	Newer  Edition // of the origin, in force now
	Local  Edition // of the copy, its newest
	Merged Merged  // what taking the change over gives, the local text standing in conflicts
}

// OfferOf gives what is offered to a copy; ok is false when nothing is.
func OfferOf(ctx context.Context, q db.Reader, r Routine) (o Offer, ok bool, err error) {
	if r.Origin == "" {
		return o, false, nil
	}
	if o.Origin, err = get(ctx, q, r.Origin); err != nil {
		return o, false, err
	}
	if !r.offered(o.Origin) {
		return o, false, nil
	}
	if o.Base, err = edition(ctx, q, r.Origin, r.OriginVersion); err != nil {
		return o, false, err
	}
	if o.Newer, err = edition(ctx, q, r.Origin, o.Origin.Current); err != nil {
		return o, false, err
	}
	if o.Local, err = edition(ctx, q, r.ID, r.Latest); err != nil {
		return o, false, err
	}
	o.Merged = Merge(o.Base.Content, o.Local.Content, o.Newer.Content)
	return o, true, nil
}

// TakeChange brings a copy together with the later version of its origin, as a draft. For the parts named in theirs the
// origin's text is taken where both have changed; otherwise the local text stands. newer is the origin's version that the
// person saw.
func (s *Service) TakeChange(ctx context.Context, actor policy.Actor, id string, version, newer int64, theirs ...Part) (Routine, error) {
	return s.decide(ctx, actor, id, version, newer, func(tx *audit.Tx, r Routine, o Offer) (Routine, error) {
		m := Merge(o.Base.Content, o.Local.Content, o.Newer.Content, theirs...)
		if _, err := draft(ctx, tx, &r, m.Content); err != nil {
			return r, err
		}
		r.OriginVersion = o.Newer.No
		return r, nil
	})
}

// DeclineChange keeps a copy as it is; a still later version of the origin is offered again.
func (s *Service) DeclineChange(ctx context.Context, actor policy.Actor, id string, version, newer int64) (Routine, error) {
	return s.decide(ctx, actor, id, version, newer, func(_ *audit.Tx, r Routine, _ Offer) (Routine, error) { return r, nil })
}

func (s *Service) decide(ctx context.Context, actor policy.Actor, id string, version, newer int64, rule func(*audit.Tx, Routine, Offer) (Routine, error)) (Routine, error) {
	return s.change(ctx, actor, policy.EditRoutine, id, version, func(tx *audit.Tx, r Routine) (Routine, error) {
		o, ok, err := OfferOf(ctx, tx, r)
		switch {
		case err != nil:
			return r, err
		case !ok:
			return r, fault.New(fault.Conflict, nothingOffered)
		case o.Newer.No != newer:
			return r, fault.New(fault.Conflict, originMoved)
		}
		r, err = rule(tx, r, o)
		r.OriginSeen = o.Newer.No
		return r, err
	})
}

// offer tells those who have taken a routine over that there is a later version.
func (s *Service) offer(ctx context.Context, tx *audit.Tx, origin Routine) error {
	if origin.Sharing != Shared || s.Tell == nil {
		return nil
	}
	copies, err := copiesOf(ctx, tx, origin.ID)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if !c.offered(origin) {
			continue
		}
		if err := s.tell(ctx, tx, OriginChanged, c); err != nil {
			return err
		}
	}
	return nil
}

var (
	nothingOffered = language.T("Ursprunget har ingen senare version att ta ställning till.", "The origin has no later version to decide on.")
	originMoved    = language.T("Ursprunget har ändrats igen. Läs skillnaden på nytt och bestäm sedan.", "The origin has changed again. Read the difference again and then decide.")
)
