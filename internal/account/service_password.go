package account

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// invitationLife is how long the link for choosing a password holds.
const invitationLife = 72 * time.Hour

// hashed checks a new password and gives what is kept of it. It is slow on purpose, so it is done before the act, never
// while one holds the database.
func (s *Service) hashed(fresh string, a Account) (string, error) {
	if err := checkPassword(fresh, a); err != nil {
		return "", err
	}
	return s.Hasher.Hash(fresh)
}

// ChangePassword lets a person choose a new password for their own account. Every other session of theirs ends, and
// an open link for choosing one no longer holds.
func (s *Service) ChangePassword(ctx context.Context, actor policy.Actor, old, fresh string) error {
	before, err := get(ctx, s.Trail.DB(), actor.ID)
	if err != nil {
		return err
	}
	if !s.Hasher.Matches(before.Password, old) {
		return notChanged("old_password", language.T("Det nuvarande lösenordet stämmer inte.", "The present password is not right."))
	}
	if fresh == old {
		return notChanged("password", language.T("Välj ett annat lösenord än det du har.", "Choose another password than the one you have."))
	}
	kept, err := s.hashed(fresh, before)
	if err != nil {
		return err
	}
	err = s.change(ctx, actor, policy.ChangePassword, actor.ID, func(tx *audit.Tx, a *Account) (any, error) {
		if a.Password != before.Password {
			return nil, notChanged("old_password", language.T("Lösenordet byttes nyss. Försök igen.", "The password was changed just now. Try again."))
		}
		a.Password, a.PasswordAt = kept, db.At(tx.Now())
		return nil, voidInvitations(ctx, tx, a.ID)
	})
	if err != nil {
		return err
	}
	return s.Revoke(ctx, actor.ID, actor.Session)
}

func notChanged(field string, t language.Text) error {
	return fault.New(fault.Invalid, language.T("Lösenordet är inte bytt.", "The password is not changed."), fault.Field(field, t))
}

// SetPassword sets a password for the commands, which whoever holds the database's keys may run.
func (s *Service) SetPassword(ctx context.Context, actor policy.Actor, id, fresh string) error {
	before, _, err := s.Look(ctx, actor, id)
	if err != nil {
		return err
	}
	kept, err := s.hashed(fresh, before)
	if err != nil {
		return err
	}
	err = s.change(ctx, actor, policy.ResetPassword, id, func(tx *audit.Tx, a *Account) (any, error) {
		a.Password, a.PasswordAt = kept, db.At(tx.Now())
		return map[string]string{"by": "command"}, errorsOf(MayReset(ctx, tx, actor, *a), voidInvitations(ctx, tx, id))
	})
	if err != nil {
		return err
	}
	return s.Revoke(ctx, id, "")
}

// MayReset keeps a local admin from taking over an account that reaches beyond their authority: they could not have
// given it those duties either.
func MayReset(ctx context.Context, tx *audit.Tx, actor policy.Actor, a Account) error {
	duties, err := dutiesOf(ctx, tx, a.ID)
	if err != nil || runsInstallation(actor) {
		return err
	}
	today := calendar.DateOf(tx.Now())
	if slices.ContainsFunc(duties, func(d Duty) bool { return d.reachesBeyond(a.Authority, today) }) {
		return fault.New(fault.Denied, language.T("Kontot har en roll som når utanför din myndighet. Be den som driver installationen om en länk.",
			"The account has a role that reaches beyond your authority. Ask whoever runs the installation for a link."))
	}
	return nil
}

// Invite makes the secret of a link with which the account's owner chooses a password, once, within three days. Links
// made before no longer hold. Only the secret's digest is kept.
func (s *Service) Invite(ctx context.Context, actor policy.Actor, id string) (secret string, err error) {
	if secret, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return "", err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := seen(ctx, tx, actor, policy.ResetPassword, id)
		if err != nil {
			return err
		}
		if a.State() == Blocked {
			return fault.New(fault.Conflict, language.T("Kontot är spärrat. Häv spärren först.", "The account is blocked. Unblock it first."))
		}
		if err := errorsOf(MayReset(ctx, tx, actor, a), voidInvitations(ctx, tx, id)); err != nil {
			return err
		}
		row := invitation{Digest: digestOf(secret), Account: id, ExpiresAt: db.At(tx.Now().Add(invitationLife))}
		if err := db.Insert(ctx, tx, "account_invitation", row); err != nil {
			return err
		}
		if s.OnReset != nil {
			if err := s.OnReset(ctx, tx, actor, a); err != nil {
				return err
			}
		}
		return tx.Note(policy.ResetPassword, a.Ref(), map[string]string{"by": "link"})
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// Invited tells whose account an invitation opens.
func (s *Service) Invited(ctx context.Context, secret string) (Account, error) {
	i, err := getInvitation(ctx, s.Trail.DB(), digestOf(secret))
	if err != nil {
		return Account{}, err
	}
	return get(ctx, s.Trail.DB(), i.Account)
}

// Accept sets the password that an invited person chose, and uses the invitation up. Every session of theirs ends.
func (s *Service) Accept(ctx context.Context, secret, fresh string) (a Account, err error) {
	if a, err = s.Invited(ctx, secret); err != nil {
		return a, err
	}
	kept, err := s.hashed(fresh, a)
	if err != nil {
		return a, err
	}
	err = s.Trail.Do(ctx, policy.Actor{ID: a.ID, Authority: a.Authority}, func(tx *audit.Tx) error {
		if _, err := getInvitation(ctx, tx, digestOf(secret)); err != nil {
			return err
		}
		if a, err = get(ctx, tx, a.ID); err != nil {
			return err
		}
		a.Password, a.PasswordAt = kept, db.At(tx.Now())
		if err := errorsOf(update(ctx, tx, a), voidInvitations(ctx, tx, a.ID)); err != nil {
			return err
		}
		return tx.Note(policy.ChangePassword, a.Ref(), map[string]string{"by": "link"})
	})
	if err != nil {
		return a, err
	}
	return a, s.Revoke(ctx, a.ID, "")
}

func newSecret(r io.Reader) (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(r, b); err != nil {
		return "", fmt.Errorf("account: no randomness for a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// digestOf is the SHA-256 of a secret that is long and random, so it needs no slow hash.
func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
