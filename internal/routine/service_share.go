package routine

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// ProposeSharing is a party's wish that a routine is shared as a good example.
func (s *Service) ProposeSharing(ctx context.Context, actor policy.Actor, id string, version int64) (Routine, error) {
	return s.change(ctx, actor, policy.ShareRoutine, id, version, func(tx *audit.Tx, r Routine) (Routine, error) {
		r, err := r.propose(actor.Authority)
		if err != nil {
			return r, err
		}
		return r, s.tell(ctx, tx, SharingProposed, r)
	})
}

// AnswerSharing is the consent of the other side or the owner, or a no.
func (s *Service) AnswerSharing(ctx context.Context, actor policy.Actor, id string, version int64, yes bool) (Routine, error) {
	return s.change(ctx, actor, policy.ShareRoutine, id, version, func(_ *audit.Tx, r Routine) (Routine, error) {
		return r.answer(actor.Authority, yes)
	})
}

// StopSharing takes a routine out of the library.
func (s *Service) StopSharing(ctx context.Context, actor policy.Actor, id string, version int64) (Routine, error) {
	return s.change(ctx, actor, policy.ShareRoutine, id, version, func(_ *audit.Tx, r Routine) (Routine, error) { return r.stopSharing() })
}

// TakeOver copies a routine that is shared under an agreement of the actor's own, as a draft that knows its origin.
func (s *Service) TakeOver(ctx context.Context, actor policy.Actor, id, agreementID, role string) (Routine, error) {
	q := s.Trail.DB()
	origin, err := One(ctx, q, actor, id)
	if err != nil {
		return Routine{}, err
	}
	if origin.Sharing != Shared || origin.State != InForce {
		return Routine{}, fault.New(fault.Conflict, notSharedNow)
	}
	if origin.Agreement == agreementID {
		return Routine{}, fault.New(fault.Invalid, putRight, fault.Field(fieldAgreement, ownAlready))
	}
	e, err := edition(ctx, q, id, origin.Current)
	if err != nil {
		return Routine{}, err
	}
	from := Routine{Origin: origin.ID, OriginVersion: origin.Current, OriginSeen: origin.Current}
	return s.begin(ctx, actor, agreementID, from, Input{Content: e.Content, Owner: actor.Authority, OwnerRole: role, OwnerAccount: actor.ID})
}

// taken says in words that the agreement has the copy already.
func taken(err error) error {
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, takenAlready)
	}
	return err
}

// fieldAgreement names the agreement that a routine is taken over under.
const fieldAgreement = "agreement"

var (
	notSharedNow = language.T("Rutinen delas inte längre. Öppna biblioteket på nytt.", "The routine is no longer shared. Open the library again.")
	ownAlready   = language.T("rutinen finns redan i den överenskommelsen", "the routine is in that agreement already")
	takenAlready = language.T("Rutinen är redan övertagen till den överenskommelsen. Öppna den där och ändra i den.",
		"The routine has already been taken over to that agreement. Open it there and change it.")
)
