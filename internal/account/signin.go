package account

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// ActionSignIn is what the trail says of a sign-in.
const ActionSignIn policy.Action = "account.sign-in"

// SignIn tells whose account a user name and password open. The answer to a wrong name, a wrong password and a blocked
// account is the same, after the same work.
func (s *Service) SignIn(ctx context.Context, userName, password string) (Account, error) {
	a, err := byUserName(ctx, s.Trail.DB(), userName)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Account{}, err
	}
	if !s.Hasher.Matches(a.Password, password) || a.State() != Active {
		return Account{}, fault.New(fault.Unauthenticated, language.T(
			"Användarnamnet eller lösenordet stämmer inte. Försök igen, eller be din lokala administratör om hjälp.",
			"The user name or password is not right. Try again, or ask your local admin for help."))
	}
	return a, s.noteSignIn(ctx, a, "password")
}

// SignInDemo is the sign-in as one of the cast, for demo mode only: app decides whether it is there.
func (s *Service) SignInDemo(ctx context.Context, id string) (Account, error) {
	a, err := get(ctx, s.Trail.DB(), id)
	if err != nil || !a.Demo || a.State() != Active {
		return Account{}, errNobody(err)
	}
	return a, s.noteSignIn(ctx, a, "demo")
}

func (s *Service) noteSignIn(ctx context.Context, a Account, by string) error {
	actor := policy.Actor{ID: a.ID, Authority: a.Authority}
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		return tx.Note(ActionSignIn, a.Ref(), map[string]string{"by": by})
	})
}

// ChangePassword lets a person choose a new password for their own account. Every other session of theirs ends.
func (s *Service) ChangePassword(ctx context.Context, actor policy.Actor, old, fresh string) error {
	var matched bool
	err := s.change(ctx, actor, policy.ChangePassword, actor.ID, func(tx *audit.Tx, a *Account) (any, error) {
		if matched = matched || s.Hasher.Matches(a.Password, old); !matched {
			return nil, fault.New(fault.Invalid, language.T("Lösenordet är inte bytt.", "The password is not changed."),
				fault.Field("old", language.T("Det nuvarande lösenordet stämmer inte.", "The present password is not right.")))
		}
		return nil, s.setPassword(tx, a, fresh)
	})
	if err != nil {
		return err
	}
	return s.Revoke(ctx, actor.ID, actor.Session)
}

func (s *Service) setPassword(tx *audit.Tx, a *Account, fresh string) error {
	if err := checkPassword(fresh, *a); err != nil {
		return err
	}
	kept, err := s.Hasher.Hash(fresh)
	if err != nil {
		return err
	}
	a.Password, a.PasswordAt = kept, db.At(tx.Now())
	return nil
}

// SetPassword sets a password for the commands, which whoever holds the database's keys may run.
func (s *Service) SetPassword(ctx context.Context, actor policy.Actor, id, fresh string) error {
	err := s.change(ctx, actor, policy.ResetPassword, id, func(tx *audit.Tx, a *Account) (any, error) {
		return map[string]string{"by": "command"}, s.setPassword(tx, a, fresh)
	})
	if err != nil {
		return err
	}
	return s.Revoke(ctx, id, "")
}

// Invite makes a link part with which the account's owner chooses a password, once, within three days. Links made
// before no longer hold. Only the secret's digest is kept.
func (s *Service) Invite(ctx context.Context, actor policy.Actor, id string) (secret string, err error) {
	if secret, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return "", err
	}
	return secret, s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadAccount, a.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.ResetPassword, a.Ref()); err != nil {
			return err
		}
		if err := voidInvitations(ctx, tx, id); err != nil {
			return err
		}
		row := invitation{Digest: digestOf(secret), Account: id, ExpiresAt: db.At(tx.Now().Add(invitationLife))}
		if err := db.Insert(ctx, tx, "account_invitation", row); err != nil {
			return err
		}
		return tx.Note(policy.ResetPassword, a.Ref(), map[string]string{"by": "link"})
	})
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
	actor := policy.Actor{ID: a.ID, Authority: a.Authority}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if _, err := getInvitation(ctx, tx, digestOf(secret)); err != nil {
			return err
		}
		if a, err = get(ctx, tx, a.ID); err != nil {
			return err
		}
		if err := s.setPassword(tx, &a, fresh); err != nil {
			return err
		}
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

// AddClient makes an API key for an authority. The key is given once; its digest is kept.
func (s *Service) AddClient(ctx context.Context, actor policy.Actor, authority, name string) (c Client, key string, err error) {
	if key, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return c, "", err
	}
	key = "samsyn_" + key
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
			return err
		}
		if name == "" || len(name) > longestName {
			return fault.New(fault.Invalid, language.T("Nyckeln är inte skapad.", "The key is not made."),
				fault.Field("name", language.T("Skriv vad nyckeln är till för, högst 100 tecken.", "Write what the key is for, at most 100 characters.")))
		}
		c = Client{ID: tx.NewID(), Authority: authority, Name: name, Digest: digestOf(key), CreatedAt: db.At(tx.Now()), CreatedBy: actor.ID}
		if err := db.Insert(ctx, tx, "account_client", c); err != nil {
			return err
		}
		return tx.Note(policy.ManageAPIClient, ref.To("api-client", c.ID), map[string]string{"made_for": authority})
	})
	return c, key, err
}

// RevokeClient ends an API key at once.
func (s *Service) RevokeClient(ctx context.Context, actor policy.Actor, authority, id string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "UPDATE account_client SET revoked_at = $3 WHERE id = $1 AND authority_id = $2 AND revoked_at IS NULL", id, authority, db.At(tx.Now()))
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.NotFoundThing()
		}
		return tx.Note(policy.ManageAPIClient, ref.To("api-client", id), map[string]bool{"revoked": true})
	})
}

// Clients gives an authority's API keys, without the keys.
func (s *Service) Clients(ctx context.Context, actor policy.Actor, authority string) ([]Client, error) {
	if err := policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
		return nil, err
	}
	return clientsOf(ctx, s.Trail.DB(), authority)
}

// AuthenticateKey is which client has the key of a digest (SHA-256, hex).
func (s *Service) AuthenticateKey(ctx context.Context, digest string) (policy.Actor, error) {
	c, err := clientByDigest(ctx, s.Trail.DB(), digest)
	if err != nil {
		return policy.Actor{}, errNobody(ignoreNone(err))
	}
	return policy.Actor{ID: "client:" + c.ID, Name: c.Name, Authority: c.Authority}, nil
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
