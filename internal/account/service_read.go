package account

import (
	"context"

	"samsyn/internal/calendar"
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

// holder is an account with its duties, as far as they say who acts.
type holder struct {
	account Account
	duties  []Duty
}

// holderOf reads in one question, since every page asks it.
func holderOf(ctx context.Context, q db.Reader, account string) (h holder, err error) {
	type held struct {
		ID        string        `db:"id"`
		Authority string        `db:"authority_id"`
		Unit      string        `db:"unit_id"`
		Name      string        `db:"name"`
		Lang      language.Lang `db:"lang"`
		Cleared   bool          `db:"cleared"`
		Blocked   db.Time       `db:"blocked_at"`
		Role      policy.Role   `db:"role"` // of a duty; empty for who has none
		At        string        `db:"duty_authority"`
		In        string        `db:"duty_unit"`
		From      calendar.Date `db:"valid_from"`
		To        calendar.Date `db:"valid_to"`
	}
	rows, err := db.All[held](ctx, q, `SELECT a.id, a.authority_id, a.unit_id, a.name, a.lang, a.cleared, a.blocked_at, COALESCE(d.role, '') AS role,
		COALESCE(d.authority_id, '') AS duty_authority, COALESCE(d.unit_id, '') AS duty_unit, d.valid_from, d.valid_to
		FROM account a LEFT JOIN account_duty d ON d.account_id = a.id WHERE a.id = $1 ORDER BY d.valid_from, d.id`, account)
	if err == nil && len(rows) == 0 {
		err = fault.NotFoundThing()
	}
	for _, r := range rows {
		h.account = Account{ID: r.ID, Authority: r.Authority, Unit: r.Unit, Name: r.Name, Lang: r.Lang, Cleared: r.Cleared, BlockedAt: r.Blocked}
		if r.Role != "" {
			h.duties = append(h.duties, Duty{Account: r.ID, Role: r.Role, Authority: r.At, Unit: r.In, From: r.From, To: r.To})
		}
	}
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
