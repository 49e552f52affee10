package matter

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Role is the role that works with persons at an authority.
func Role(authority string) policy.Role {
	if authority == directory.PES {
		return policy.EmploymentOfficer
	}
	return policy.Caseworker
}

// Hand lets somebody of the own authority work with the person: the actor, or a colleague. Who did is no longer named.
func (s *Service) Hand(ctx context.Context, actor policy.Actor, k Key, account string) (Matter, error) {
	return s.Do(ctx, actor, k, policy.TakeMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if err := colleague(ctx, w.Tx, w.Me.Authority, account); err != nil {
			return err
		}
		if err := w.handTo(w.Me, account); err != nil {
			return err
		}
		w.Occur(Take, "")
		w.News(w.Me, NewsMoved, language.T("Du arbetar nu med personen i ett gemensamt ärende.", "You work with the person in a matter now."))
		w.News(w.Others(), NewsMoved, language.T("Motparten har en ny handläggare i ett gemensamt ärende.", "The counterpart has a new officer in a matter."))
		return nil
	})
}

// colleague asks whether an account works with persons at an authority now.
func colleague(ctx context.Context, tx *audit.Tx, authority, id string) error {
	holders, err := account.HoldersOf(ctx, tx, Role(authority), []string{authority}, today(tx))
	if err != nil {
		return err
	}
	if !slices.Contains(holders, id) {
		return fault.New(fault.Invalid, nobodySuch, fault.Field("account", nobodySuch))
	}
	return nil
}

// CloseMatter closes a matter with a reason. Both authorities' files of it are closed, and each keeps its own.
func (s *Service) CloseMatter(ctx context.Context, actor policy.Actor, k Key, why Reason) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if !slices.Contains(Reasons(), why) {
			says := language.T("Välj varför ärendet avslutas.", "Choose why the matter is closed.")
			return fault.New(fault.Invalid, says, fault.Field("reason", says))
		}
		w.EndWait()
		for _, follow := range s.Closing {
			if err := follow(ctx, w.Tx, w.Matter); err != nil {
				return err
			}
		}
		if err := w.dropRound(); err != nil {
			return err
		}
		w.Matter.State, w.Matter.ClosedAt, w.Matter.CloseReason = Closed, db.At(w.Tx.Now()), why
		w.Occur(CloseAct, string(why))
		w.News(w.Others(), NewsClosed, closedText)
		return s.Exchange.Close(ctx, w.Tx, w.Matter.Conversation)
	})
}

// Reopen opens a matter again that was closed, when the two have no other open for the person.
func (s *Service) Reopen(ctx context.Context, actor policy.Actor, k Key) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if w.Matter.State != Closed {
			return fault.New(fault.Conflict, notNow)
		}
		_, other, err := between(ctx, w.Tx, w.Desks[0].Person, w.Desks[1].Person)
		if err != nil {
			return err
		}
		if other {
			return fault.New(fault.Conflict, language.T("Ni har redan ett annat öppet ärende om personen.", "You have another open matter about the person already."))
		}
		w.Matter.State, w.Matter.ClosedAt, w.Matter.CloseReason = Open, db.Time{}, ""
		w.Matter.Round++
		w.Matter.Stood = 0
		for _, follow := range s.Reopening {
			if err := follow(ctx, w.Tx, w.Matter); err != nil {
				return err
			}
		}
		w.Occur(Reopen, "")
		w.askRound()
		w.News(w.Others(), NewsMoved, movedText)
		if err := s.Exchange.Reopen(ctx, w.Tx, w.Matter.Conversation); err != nil {
			return err
		}
		return w.openRound()
	})
}
