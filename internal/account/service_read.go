package account

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

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

// List gives the accounts that actor may list and whose name or user name holds search, in Swedish order, after the
// account with the given id; a limit of 0 is all.
func (s *Service) List(ctx context.Context, actor policy.Actor, search, after string, limit int) (rows []Row, err error) {
	err = s.Each(ctx, actor, search, after, limit, func(r Row) error { rows = append(rows, r); return nil })
	return rows, err
}

// Each is List one at a time.
func (s *Service) Each(ctx context.Context, actor policy.Actor, search, after string, limit int, fn func(Row) error) error {
	text, args := listText(s.Trail.DB(), actor, search, after, limit)
	return db.Each(ctx, s.Trail.DB(), fn, text, args...)
}

// Count counts the accounts that List gives in all.
func (s *Service) Count(ctx context.Context, actor policy.Actor, search string) (int, error) {
	text, args := listText(s.Trail.DB(), actor, search, "", 0)
	return db.One[int](ctx, s.Trail.DB(), "SELECT count(*) FROM ("+text+") AS listed", args...)
}

// Demo gives the invented people that may be signed in as in demo mode, with the duties they hold today.
func (s *Service) Demo(ctx context.Context) ([]Account, map[string][]Duty, error) {
	people, err := demo(ctx, s.Trail.DB())
	if err != nil {
		return nil, nil, err
	}
	duties, err := demoDuties(ctx, s.Trail.DB(), s.Today())
	return people, duties, err
}

// ByUserName finds an account for the commands.
func (s *Service) ByUserName(ctx context.Context, name string) (Account, error) {
	a, err := byUserName(ctx, s.Trail.DB(), name)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, language.T("Det finns inget konto med användarnamnet %s.", "There is no account with the user name %s.").With(name))
	}
	return a, err
}

// Authenticate is who stands behind a session of an account now, acting for an authority; its own when that is empty
// or no longer one it has a duty in. A blocked or vanished account is nobody.
func (s *Service) Authenticate(ctx context.Context, account, authority string) (policy.Actor, error) {
	h, err := holderOf(ctx, s.Trail.DB(), account)
	return s.standing(h, authority, err)
}

// holder is an account with its duties.
type holder struct {
	account Account
	duties  []Duty
}

func holderOf(ctx context.Context, q db.Reader, account string) (h holder, err error) {
	if h.account, err = get(ctx, q, account); err != nil {
		return h, err
	}
	h.duties, err = dutiesOf(ctx, q, account)
	return h, err
}

func (s *Service) standing(h holder, authority string, err error) (policy.Actor, error) {
	if err != nil || h.account.State() == Blocked {
		return policy.Actor{}, errNobody(err)
	}
	return ActorOf(h.account, h.duties, authority, s.Today()), nil
}

func errNobody(err error) error {
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return fault.New(fault.Unauthenticated, language.T("Kontot är spärrat eller finns inte. Kontakta din lokala administratör.", "The account is blocked or does not exist. Contact your local admin."))
}
