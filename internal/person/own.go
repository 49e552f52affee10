package person

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/policy"
)

// Own gives every authority's record of the acting person, who has signed in as the person whom the data is about, by
// authority and age. The records of a number are found by it alone; nothing is said of any other.
func Own(ctx context.Context, q db.Reader, actor policy.Actor) ([]Person, error) {
	var args []any
	mine := policy.Where(q, actor, policy.ReadOwnRecord, "p", &args)
	return db.All[Person](ctx, q, `SELECT p.id, p.authority_id, p.protection, p.protected_from, p.protected_to, p.version FROM person p WHERE `+mine+` ORDER BY p.authority_id, p.id`, args...)
}

// NumberOf opens the number of a record, for an act that signs its person in, whose caller has asked whether the actor may.
func NumberOf(ctx context.Context, tx *audit.Tx, id string) (identity.PersonalNumber, error) {
	o, err := unseal(ctx, tx, tx.Keys(), id)
	return o.Number, err
}

// OpenOwn gives the acting person's own records with what is sealed, in an act under way, and notes each reading.
func (s *Service) OpenOwn(ctx context.Context, tx *audit.Tx, actor policy.Actor) (all []Opened, err error) {
	records, err := Own(ctx, tx, actor)
	for _, p := range records {
		o, err := unseal(ctx, tx, s.keys(), p.ID)
		if err != nil {
			return nil, err
		}
		by := policy.By{Role: policy.Jobseeker, Reach: policy.Self}
		if err := tx.Note(policy.ReadOwnRecord, p.Ref(), noted{By: by}); err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, err
}
