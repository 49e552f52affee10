package account

import (
	"context"
	"strings"
	"unicode/utf8"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func clientRef(id string) ref.Ref { return ref.To("api-client", id) }

// AddClient makes an API key for an authority. The key is given once; its digest is kept.
func (s *Service) AddClient(ctx context.Context, actor policy.Actor, authority, name string) (c Client, key string, err error) {
	if key, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return c, "", err
	}
	key, name = "samsyn_"+key, strings.Join(strings.Fields(name), " ")
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
			return err
		}
		if n := utf8.RuneCountInString(name); n == 0 || n > longestName {
			return fault.New(fault.Invalid, language.T("Nyckeln är inte skapad.", "The key is not made."),
				fault.Field("name", language.T("Skriv vad nyckeln är till för, högst 100 tecken.", "Write what the key is for, at most 100 characters.")))
		}
		c = Client{ID: tx.NewID(), Authority: authority, Name: name, Digest: digestOf(key), CreatedAt: db.At(tx.Now()), CreatedBy: actor.ID}
		if err := db.Insert(ctx, tx, "account_client", c); err != nil {
			return err
		}
		return tx.Note(policy.ManageAPIClient, clientRef(c.ID), map[string]string{"made_for": authority})
	})
	if err != nil {
		return Client{}, "", err
	}
	return c, key, nil
}

// RevokeClient ends an API key at once.
func (s *Service) RevokeClient(ctx context.Context, actor policy.Actor, authority, id string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
			return err
		}
		n, err := revokeClient(ctx, tx, authority, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.NotFoundThing()
		}
		return tx.Note(policy.ManageAPIClient, clientRef(id), map[string]bool{"revoked": true})
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
		return policy.Actor{}, errNobody(err)
	}
	return policy.Actor{ID: "client:" + c.ID, Name: c.Name, Authority: c.Authority}, nil
}
