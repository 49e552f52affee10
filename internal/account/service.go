package account

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
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

func authorityRef(id string) ref.Ref { return ref.To("authority", id) }

// Add makes an account that cannot be signed in to until its owner has chosen a password.
func (s *Service) Add(ctx context.Context, actor policy.Actor, in Input) (a Account, err error) {
	in = in.tidied()
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddAccount, authorityRef(in.Authority)); err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		a = Account{ID: tx.NewID(), Version: 1, Authority: in.Authority, UserName: in.UserName, Demo: in.Demo}
		if err := s.fill(&a, in); err != nil {
			return err
		}
		if err := insert(ctx, tx, a); err != nil {
			return err
		}
		return tx.Note(policy.AddAccount, a.Ref(), map[string]any{"authority": a.Authority, "unit": a.Unit})
	})
	return a, err
}

func (s *Service) fill(a *Account, in Input) (err error) {
	a.Unit, a.Name, a.Lang, a.Cleared = in.Unit, in.Name, in.Lang, in.Cleared
	a.SortKey, a.SearchKey = language.SortKey(in.Name), language.SearchKey(in.Name+" "+a.UserName)
	a.Email, err = s.sealEmail(a.ID, in.Email)
	return err
}

// Edit changes an account. Its user name and authority stay as they are.
func (s *Service) Edit(ctx context.Context, actor policy.Actor, id string, version int64, in Input) error {
	in = in.tidied()
	return s.change(ctx, actor, policy.EditAccount, id, func(tx *audit.Tx, a *Account) (any, error) {
		if a.Version != version {
			a.Version = version // update then tells that somebody was first
		}
		in.Authority, in.UserName = a.Authority, a.UserName
		if err := in.check(); err != nil {
			return nil, err
		}
		was := a.Cleared
		return map[string]any{"unit": in.Unit, "cleared": in.Cleared, "was_cleared": was}, s.fill(a, in)
	})
}

// change is one act on one account: read, may, rule, write, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, rule func(tx *audit.Tx, a *Account) (any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadAccount, a.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, a.Ref()); err != nil {
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

// Block shuts an account at once and ends its sessions; Unblock lets it in again.
func (s *Service) Block(ctx context.Context, actor policy.Actor, id string) error {
	if actor.ID == id {
		return fault.New(fault.Conflict, language.T("Du kan inte spärra ditt eget konto. Be en kollega.", "You cannot block your own account. Ask a colleague."))
	}
	err := s.change(ctx, actor, policy.EditAccount, id, func(tx *audit.Tx, a *Account) (any, error) {
		a.BlockedAt = db.At(tx.Now())
		return map[string]any{"blocked": true}, nil
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
		return map[string]any{"blocked": false}, nil
	})
}

// Grant gives an account a duty. Nobody grants one to themselves; policy says so.
func (s *Service) Grant(ctx context.Context, actor policy.Actor, id string, in DutyInput) (d Duty, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if in.Authority == "" {
			in.Authority = a.Authority
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadAccount, a.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.GrantRole, a.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.AddAccount, authorityRef(in.Authority)); err != nil {
			return err
		}
		if err := errorsOf(in.check(), mayGrant(actor, in.Role)); err != nil {
			return err
		}
		d = Duty{ID: tx.NewID(), Account: id, Authority: in.Authority, Unit: in.Unit, Role: in.Role, From: in.From, To: in.To, GrantedBy: actor.ID}
		if err := db.Insert(ctx, tx, "account_duty", d); err != nil {
			return err
		}
		return tx.Note(policy.GrantRole, a.Ref(), map[string]any{"role": d.Role, "authority": d.Authority, "from": d.From, "to": d.To})
	})
	return d, err
}

// mayGrant keeps the duties that reach beyond one authority from its local admin: they are given by the one who runs
// the installation.
func mayGrant(actor policy.Actor, r policy.Role) error {
	switch r {
	case policy.InstallationAdmin, policy.HeadOffice, policy.Reviewer, policy.Analyst:
		if !actor.Has(policy.System) && !actor.Has(policy.InstallationAdmin) {
			return fault.New(fault.Denied, language.T("Rollen %s ger rätt utanför den egna myndigheten och ges av den som driver installationen.",
				"The role %s reaches beyond one authority and is given by whoever runs the installation.").With(policy.RoleName(r)))
		}
	}
	return nil
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// EndDuty ends a duty on a last day; what was over is left as it was.
func (s *Service) EndDuty(ctx context.Context, actor policy.Actor, id, duty string, last calendar.Date) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadAccount, a.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditAccount, a.Ref()); err != nil {
			return err
		}
		d, err := getDuty(ctx, tx, id, duty)
		if err != nil {
			return err
		}
		if !d.To.IsZero() && !d.To.After(last) {
			return fault.New(fault.Conflict, language.T("Rollen slutade redan %s.", "The role ended on %s already.").With(d.To.String()))
		}
		// A duty that would end before it begins never was: it holds on no day.
		if err := endDuty(ctx, tx, duty, last); err != nil {
			return err
		}
		return tx.Note(policy.EditAccount, a.Ref(), map[string]any{"duty": duty, "role": d.Role, "ends": last})
	})
}

// Look gives an account with its duties, if actor may see it.
func (s *Service) Look(ctx context.Context, actor policy.Actor, id string) (a Account, duties []Duty, err error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(ctx, q, actor, policy.ReadAccount, ref.To(Kind, id)); err != nil {
		return a, nil, err
	}
	if a, err = get(ctx, q, id); err != nil {
		return a, nil, err
	}
	duties, err = dutiesOf(ctx, q, id)
	return a, duties, err
}

// List gives the accounts that actor may read, in Swedish order, after the given place (sort key and id).
func (s *Service) List(ctx context.Context, actor policy.Actor, search string, after []string, limit int) ([]Row, error) {
	return list(ctx, s.Trail.DB(), actor, search, after, limit)
}

// Demo gives the invented people that may be signed in as in demo mode.
func (s *Service) Demo(ctx context.Context) ([]Account, error) { return demo(ctx, s.Trail.DB()) }

// ByUserName finds an account for the commands.
func (s *Service) ByUserName(ctx context.Context, name string) (Account, error) {
	a, err := byUserName(ctx, s.Trail.DB(), name)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, language.T("Det finns inget konto med användarnamnet %s.", "There is no account with the user name %s.").With(name))
	}
	return a, err
}

// Authenticate is who stands behind a session of an account now, acting for an authority (its own when empty). A
// blocked or vanished account is nobody.
func (s *Service) Authenticate(ctx context.Context, account, authority string) (policy.Actor, error) {
	q := s.Trail.DB()
	a, err := get(ctx, q, account)
	if err != nil || a.State() == Blocked {
		return policy.Actor{}, errNobody(err)
	}
	duties, err := dutiesOf(ctx, q, account)
	if err != nil {
		return policy.Actor{}, err
	}
	if authority == "" {
		authority = a.Authority
	}
	return ActorOf(a, duties, authority, calendar.DateOf(q.Now())), nil
}

func errNobody(err error) error {
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return fault.New(fault.Unauthenticated, language.T("Kontot är spärrat eller finns inte. Kontakta din lokala administratör.", "The account is blocked or does not exist. Contact your local admin."))
}
