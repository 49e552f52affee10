package account

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Sessions is what account asks of whoever keeps sessions: end those of an account, but for one.
type Sessions func(ctx context.Context, account, but string) error

// Service is the use cases of accounts.
type Service struct {
	Trail  *audit.Trail
	Keys   *seal.Keys
	Hasher *Hasher
	Revoke Sessions

	// OnReset is told, in the act, when somebody makes a link for choosing a password to an account; nil tells nobody.
	OnReset func(ctx context.Context, tx *audit.Tx, actor policy.Actor, a Account) error
}

// Sealed lists the columns that are sealed here, for verify and for the turning of keys.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "account", Column: "email", RowID: "id"}}
}

func emailPlace(id string) seal.Place { return seal.Place{Table: "account", Column: "email", Row: id} }

func (s *Service) sealEmail(id, email string) ([]byte, error) {
	if email == "" {
		return nil, nil
	}
	return s.Keys.Seal(emailPlace(id), []byte(email))
}

// Email opens an account's address; empty when none is known.
func (s *Service) Email(a Account) (string, error) {
	if len(a.Email) == 0 {
		return "", nil
	}
	plain, err := s.Keys.Open(emailPlace(a.ID), a.Email)
	return string(plain), err
}

// Today is the day now in Sweden, by the clock of the house.
func (s *Service) Today() calendar.Date { return calendar.DateOf(s.Trail.DB().Now()) }

func authorityRef(id string) ref.Ref { return ref.To(directory.AuthorityKind, id) }

// Add makes an account that cannot be signed in to until its owner has chosen a password.
func (s *Service) Add(ctx context.Context, actor policy.Actor, in Input) (a Account, err error) {
	in = in.tidied()
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddAccount, authorityRef(in.Authority)); err != nil {
			return err
		}
		if in.Demo && !actor.Has(policy.System) {
			return policy.Refusal(actor, policy.AddAccount)
		}
		if err := errorsOf(in.check(), checkUnit(ctx, tx, in.Authority, in.Unit)); err != nil {
			return err
		}
		a = Account{ID: tx.NewID(), Version: 1, Authority: in.Authority, UserName: in.UserName, Demo: in.Demo}
		if err := s.fill(&a, in); err != nil {
			return err
		}
		if err := insert(ctx, tx, a); err != nil {
			return err
		}
		return tx.Note(policy.AddAccount, a.Ref(), map[string]any{"authority": a.Authority, "unit": a.Unit, "cleared": a.Cleared})
	})
	return a, err
}

func (s *Service) fill(a *Account, in Input) (err error) {
	a.Unit, a.Name, a.Lang, a.Cleared = in.Unit, in.Name, in.Lang, in.Cleared
	a.SortKey, a.SearchKey = language.SortKey(in.Name), language.SearchKey(in.Name+" "+a.UserName)
	a.Email, err = s.sealEmail(a.ID, in.Email)
	return err
}

// checkUnit asks whether a unit is one that the authority has today; empty is none.
func checkUnit(ctx context.Context, tx *audit.Tx, authority, unit string) error {
	if unit == "" {
		return nil
	}
	today := calendar.DateOf(tx.Now())
	found, err := directory.UnitsByID(ctx, tx, []string{unit}, today)
	if err != nil {
		return err
	}
	if u, ok := found[unit]; ok && u.Authority == authority && u.Period().Contains(today) {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Inget är sparat. Rätta uppgifterna.", "Nothing is saved. Correct what is marked."),
		fault.Field("unit", language.T("Välj en enhet i listan.", "Choose a unit in the list.")))
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Edit changes an account that was read at a version. Its user name and authority stay as they are.
func (s *Service) Edit(ctx context.Context, actor policy.Actor, id string, version int64, in Input) error {
	in = in.tidied()
	return s.change(ctx, actor, policy.EditAccount, id, func(tx *audit.Tx, a *Account) (any, error) {
		a.Version = version // update tells when somebody was first
		in.Authority, in.UserName = a.Authority, a.UserName
		if err := in.check(); err != nil {
			return nil, err
		}
		if in.Unit != a.Unit { // a unit that has been closed since may stay
			if err := checkUnit(ctx, tx, a.Authority, in.Unit); err != nil {
				return nil, err
			}
		}
		was := a.Cleared
		if actor.ID == id && in.Cleared && !was {
			return nil, fault.New(fault.Invalid, language.T("Kontot är inte sparat.", "The account is not saved."),
				fault.Field("cleared", language.T("Du kan inte ge dig själv den behörigheten. Be en kollega.", "You cannot give yourself that clearance. Ask a colleague.")))
		}
		return map[string]any{"unit": in.Unit, "cleared": in.Cleared, "was_cleared": was}, s.fill(a, in)
	})
}

// change is one act on one account: read, may, rule, write, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, rule func(tx *audit.Tx, a *Account) (any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := seen(ctx, tx, actor, act, id)
		if err != nil {
			return err
		}
		note, err := rule(tx, &a)
		if err != nil {
			return err
		}
		if err := update(ctx, tx, a); err != nil {
			return err
		}
		return tx.Note(act, a.Ref(), note)
	})
}

// seen reads an account that the actor may do something with. Who may not even see it learns nothing from the answer.
func seen(ctx context.Context, tx *audit.Tx, actor policy.Actor, act policy.Action, id string) (a Account, err error) {
	thing := ref.To(Kind, id)
	if err := policy.CheckRead(ctx, tx, actor, policy.ReadAccount, thing); err != nil {
		return a, err
	}
	if err := policy.Check(ctx, tx, actor, act, thing); err != nil {
		return a, err
	}
	return get(ctx, tx, id)
}

// Block shuts an account at once: its sessions end and its open link for choosing a password no longer holds.
func (s *Service) Block(ctx context.Context, actor policy.Actor, id string) error {
	if actor.ID == id {
		return fault.New(fault.Conflict, language.T("Du kan inte spärra ditt eget konto. Be en kollega.", "You cannot block your own account. Ask a colleague."))
	}
	err := s.change(ctx, actor, policy.EditAccount, id, func(tx *audit.Tx, a *Account) (any, error) {
		if a.BlockedAt.IsZero() {
			a.BlockedAt = db.At(tx.Now())
		}
		return map[string]bool{"blocked": true}, voidInvitations(ctx, tx, id)
	})
	if err != nil {
		return err
	}
	return s.Revoke(ctx, id, "")
}

// Unblock lets a blocked account in again.
func (s *Service) Unblock(ctx context.Context, actor policy.Actor, id string) error {
	return s.change(ctx, actor, policy.EditAccount, id, func(_ *audit.Tx, a *Account) (any, error) {
		a.BlockedAt = db.Time{}
		return map[string]bool{"blocked": false}, nil
	})
}
