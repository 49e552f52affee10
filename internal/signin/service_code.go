package signin

import (
	"context"
	"errors"
	"fmt"
	"io"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Code is the app that makes an account's one-time codes.
type Code struct {
	Account  string  `db:"account_id"`
	Secret   []byte  `db:"secret"` // sealed
	AddedAt  db.Time `db:"added_at"`
	UsedAt   db.Time `db:"used_at"`
	LastStep int64   `db:"last_step"` // half minute of the code used last
}

func codeOf(ctx context.Context, q db.Reader, id string) (Code, error) {
	return db.One[Code](ctx, q, "SELECT account_id, secret, added_at, used_at, last_step FROM signin_totp WHERE account_id = $1", id)
}

func codePlace(id string) seal.Place {
	return seal.Place{Table: "signin_totp", Column: "secret", Row: id}
}

func (s *Service) newSecret() ([]byte, error) {
	b := make([]byte, secretBytes)
	if _, err := io.ReadFull(s.Trail.DB().Rand(), b); err != nil {
		return nil, fmt.Errorf("signin: no randomness for a secret: %w", err)
	}
	return b, nil
}

// saveCode puts an app in the place of the one before, if any. step is the half minute of a code already used.
func (s *Service) saveCode(ctx context.Context, tx *audit.Tx, id string, secret []byte, step int64) error {
	sealed, err := s.Keys.Seal(codePlace(id), secret)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO signin_totp (account_id, secret, added_at, last_step) VALUES ($1, $2, $3, $4)
		ON CONFLICT (account_id) DO UPDATE SET secret = $2, added_at = $3, last_step = $4, used_at = NULL`, id, sealed, db.At(tx.Now()), step)
	return err
}

// AddCode sets up an app whose first code shows that it has the secret. It gives new recovery codes, once, when none
// were left.
func (s *Service) AddCode(ctx context.Context, actor policy.Actor, begun attempt, code string) (codes []string, err error) {
	step, ok := stepFor(begun.Secret, tidyCode(code), s.now())
	if !ok {
		return nil, notDone(language.T("Koden stämmer inte. Kontrollera att telefonens klocka går rätt och skriv den kod som visas nu.", "The code is not right. Check that the phone's clock is right and write the code shown now."))
	}
	err = s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		if err := errors.Join(begun.spend(ctx, tx), s.saveCode(ctx, tx, actor.ID, begun.Secret, step)); err != nil {
			return nil, err
		}
		left, err := recoveryLeft(ctx, tx, actor.ID)
		if err == nil && left == 0 {
			codes, err = newRecovery(ctx, tx, actor.ID, s.Trail.DB().Rand())
		}
		return map[string]any{"added": ByCode}, err
	})
	return codes, err
}

// EndCode takes the app away.
func (s *Service) EndCode(ctx context.Context, actor policy.Actor) error {
	return s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		n, err := tx.Exec(ctx, "DELETE FROM signin_totp WHERE account_id = $1", actor.ID)
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		return map[string]any{"ended": ByCode}, err
	})
}

// NewRecovery makes new recovery codes, in the place of those before.
func (s *Service) NewRecovery(ctx context.Context, actor policy.Actor) (codes []string, err error) {
	err = s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		codes, err = newRecovery(ctx, tx, actor.ID, s.Trail.DB().Rand())
		return map[string]any{"added": ByRecovery}, err
	})
	return codes, err
}

// useCode checks a code and uses its half minute up, so that neither it nor an older one holds again.
func (s *Service) useCode(ctx context.Context, tx *audit.Tx, id, code string) error {
	c, err := codeOf(ctx, tx, id)
	if errors.Is(err, db.ErrNone) {
		return notDone(language.T("Du har ingen app för engångskoder.", "You have no app for one-time codes."))
	}
	if err != nil {
		return err
	}
	secret, err := s.Keys.Open(codePlace(id), c.Secret)
	if err != nil {
		return err
	}
	step, ok := stepFor(secret, tidyCode(code), tx.Now())
	if !ok {
		return notDone(language.T("Koden stämmer inte. Skriv den kod som visas i appen nu.", "The code is not right. Write the code that the app shows now."))
	}
	n, err := tx.Exec(ctx, "UPDATE signin_totp SET last_step = $2, used_at = $3 WHERE account_id = $1 AND last_step < $2", id, step, db.At(tx.Now()))
	if err == nil && n == 0 {
		return notDone(language.T("Koden är redan använd. Vänta tills appen visar nästa.", "The code has been used already. Wait until the app shows the next."))
	}
	return err
}

// ProveByCode shows who one is with a one-time code.
func (s *Service) ProveByCode(ctx context.Context, actor policy.Actor, code string) (Proof, error) {
	return s.prove(ctx, actor, shown{by: ByCode, strong: true}, func(tx *audit.Tx) error { return s.useCode(ctx, tx, actor.ID, code) })
}

// ProveByRecovery uses a recovery code up. It lets one put new means in place, not sign.
func (s *Service) ProveByRecovery(ctx context.Context, actor policy.Actor, code string) (Proof, error) {
	return s.prove(ctx, actor, shown{by: ByRecovery}, func(tx *audit.Tx) error {
		return s.useRecovery(ctx, tx, actor.ID, code)
	})
}

// ProveByPassword shows the password again. It lets one add a first means, not sign.
func (s *Service) ProveByPassword(ctx context.Context, actor policy.Actor, password string) (Proof, error) {
	right, err := s.Accounts.IsPassword(ctx, actor.ID, password) // slow on purpose, so before the act
	if err != nil {
		return Proof{}, err
	}
	return s.prove(ctx, actor, shown{by: ByPassword}, func(*audit.Tx) error {
		if !right {
			return fault.New(fault.Invalid, language.T("Det gick inte.", "It did not work."), fault.Field("password", language.T("Lösenordet stämmer inte.", "The password is not right.")))
		}
		return nil
	})
}

// asksCode tells whether an account's password is not enough to sign in.
func (s *Service) asksCode(ctx context.Context, id string) (bool, error) {
	_, err := codeOf(ctx, s.Trail.DB(), id)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	return err == nil, err
}

// SignInByCode completes a sign-in whose password was right, by a one-time code or a recovery code.
func (s *Service) SignInByCode(ctx context.Context, begun attempt, code string) (a account.Account, by Method, err error) {
	if a, err = open(ctx, s.Trail.DB(), begun.Account); err != nil {
		return a, "", err
	}
	by = ByCode
	if len(tidyCode(code)) > codeDigits {
		by = ByRecovery
	}
	err = s.signedIn(ctx, a, "password+"+string(by), func(tx *audit.Tx) error {
		if err := begun.spend(ctx, tx); err != nil {
			return err
		}
		if by == ByCode {
			return s.useCode(ctx, tx, a.ID, code)
		}
		return s.useRecovery(ctx, tx, a.ID, code)
	})
	if fault.Is(err, fault.Invalid) {
		err = errors.Join(err, s.noteFailed(ctx, policy.Actor{ID: a.ID, Authority: a.Authority}, by))
	}
	return a, by, err
}

// SeedDemo gives one of the invented people an app, so that they can sign without a telephone. What they have stays.
func (s *Service) SeedDemo(ctx context.Context, actor policy.Actor, id string) error {
	if has, err := s.asksCode(ctx, id); err != nil || has {
		return err
	}
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(account.Kind, id)
		if err := policy.Check(ctx, tx, actor, policy.ChangeSignIn, thing); err != nil {
			return err
		}
		a, err := account.ByID(ctx, tx, id)
		if err != nil || !a.Demo || !actor.Has(policy.System) {
			return errors.Join(err, policy.Refusal(actor, policy.ChangeSignIn))
		}
		secret, err := s.newSecret()
		if err != nil {
			return err
		}
		return errors.Join(s.saveCode(ctx, tx, id, secret, 0), tx.Note(policy.ChangeSignIn, thing, map[string]any{"added": ByCode}))
	})
}

// DemoCode is the code that an invented person's app would show now, or next when that one is used; empty for anybody
// else, and outside a demo.
func (s *Service) DemoCode(ctx context.Context, id string) (string, error) {
	if !s.Demo {
		return "", nil
	}
	a, err := account.ByID(ctx, s.Trail.DB(), id)
	if err != nil || !a.Demo {
		return "", err
	}
	c, err := codeOf(ctx, s.Trail.DB(), id)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	secret, err := s.Keys.Open(codePlace(id), c.Secret)
	if err != nil {
		return "", err
	}
	return codeAt(secret, max(stepOf(s.now()), c.LastStep+1)), nil
}
