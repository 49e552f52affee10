package account

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// What the trail says of sign-ins.
const (
	ActionSignIn       policy.Action = "account.sign-in"
	ActionSignInFailed policy.Action = "account.sign-in-failed"
)

// unknown stands in the trail for the account that a wrong user name names. What was typed is not kept: people type
// their password in the wrong field.
const unknown = "unknown"

// signInProcess acts when nobody is signed in yet.
const signInProcess = "samsyn sign-in"

// SignIn tells whose account a user name and password open. The answer to a wrong name, a wrong password, a blocked
// account and one without a password is the same, after the same work: one hash and one line in the trail.
func (s *Service) SignIn(ctx context.Context, userName, password string) (Account, error) {
	a, err := s.Verify(ctx, userName, password)
	if err != nil {
		return Account{}, err
	}
	return a, s.NoteSignIn(ctx, a, "password")
}

// Verify is SignIn without its note when it goes well, for whoever asks for more than a password.
func (s *Service) Verify(ctx context.Context, userName, password string) (Account, error) {
	a, err := byUserName(ctx, s.Trail.DB(), userName)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Account{}, err
	}
	if !s.Hasher.Matches(a.Password, password) || a.State() != Active {
		return Account{}, s.refuse(ctx, a)
	}
	return a, nil
}

// IsPassword tells whether a password is that of an account, for whoever is asked for it again.
func (s *Service) IsPassword(ctx context.Context, id, password string) (bool, error) {
	a, err := get(ctx, s.Trail.DB(), id)
	return err == nil && s.Hasher.Matches(a.Password, password) && a.State() == Active, err
}

func (s *Service) refuse(ctx context.Context, a Account) error {
	thing := ref.To(Kind, unknown)
	if a.ID != "" {
		thing = a.Ref()
	}
	actor := policy.Actor{Process: signInProcess, Authority: a.Authority}
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return tx.Note(ActionSignInFailed, thing, nil) })
	if err != nil {
		return err
	}
	return fault.New(fault.Unauthenticated, language.T(
		"Användarnamnet eller lösenordet stämmer inte. Försök igen, eller be din lokala administratör om hjälp.",
		"The user name or password is not right. Try again, or ask your local admin for help."))
}

// SignInDemo is the sign-in as one of the cast, for demo mode only: app decides whether it is there.
func (s *Service) SignInDemo(ctx context.Context, id string) (Account, error) {
	a, err := get(ctx, s.Trail.DB(), id)
	if err != nil || !a.Demo || a.State() != Active {
		return Account{}, errNobody(err)
	}
	return a, s.NoteSignIn(ctx, a, "demo")
}

// NoteSignIn notes that somebody has signed in, and by what.
func (s *Service) NoteSignIn(ctx context.Context, a Account, by string) error {
	actor := policy.Actor{ID: a.ID, Authority: a.Authority}
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		return tx.Note(ActionSignIn, a.Ref(), map[string]string{"by": by})
	})
}

// ActFor notes that a person goes over to acting for another of the authorities where they have a duty today.
func (s *Service) ActFor(ctx context.Context, actor policy.Actor, authority string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := seen(ctx, tx, actor, policy.ReadAccount, actor.ID)
		if err != nil {
			return err
		}
		duties, err := dutiesOf(ctx, tx, actor.ID)
		if err != nil {
			return err
		}
		if !slices.Contains(AuthoritiesOn(a, duties, calendar.DateOf(tx.Now())), authority) {
			return fault.New(fault.Invalid, language.T("Inget är ändrat.", "Nothing is changed."),
				fault.Field("authority", language.T("Välj en myndighet där du har en roll i dag.", "Choose an authority where you have a role today.")))
		}
		return tx.Note(policy.ActForAuthority, a.Ref(), map[string]string{"to": authority})
	})
}

// SetLang changes the language in which a person gets messages.
func (s *Service) SetLang(ctx context.Context, actor policy.Actor, lang language.Lang) error {
	return s.change(ctx, actor, policy.ChangeLanguage, actor.ID, func(_ *audit.Tx, a *Account) (any, error) {
		a.Lang = Input{Lang: lang}.tidied().Lang
		return map[string]any{"lang": a.Lang}, nil
	})
}

// SessionsOf gives those of an account's living sessions that actor may see.
func (s *Service) SessionsOf(ctx context.Context, actor policy.Actor, sessions *web.Sessions, account string) (out []web.Session, err error) {
	all, err := sessions.List(ctx, account)
	for _, one := range all {
		err := policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ReadSession, sessionRef(one.ID))
		if err == nil {
			out = append(out, one)
		} else if !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	return out, err
}

// EndSession ends one session of an account.
func (s *Service) EndSession(ctx context.Context, actor policy.Actor, sessions *web.Sessions, account, id string) error {
	all, err := s.SessionsOf(ctx, actor, sessions, account)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(one web.Session) bool { return one.ID == id }) {
		return fault.NotFoundThing()
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.RevokeSession, sessionRef(id)); err != nil {
			return err
		}
		return tx.Note(policy.RevokeSession, sessionRef(id), map[string]string{"account": account})
	})
	if err != nil {
		return err
	}
	return sessions.Revoke(ctx, account, id)
}

func sessionRef(id string) ref.Ref { return ref.To("session", id) }
