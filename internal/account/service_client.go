package account

import (
	"context"
	"slices"
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

// ClientInput is what a form or command says of an API key.
type ClientInput struct {
	Name   string
	Role   policy.Role    // that it acts in; empty when it reads what is open alone
	Scopes []policy.Scope // what it may do of what the role may
}

func (in ClientInput) tidied() ClientInput {
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	slices.Sort(in.Scopes)
	in.Scopes = slices.Compact(in.Scopes)
	return in
}

// check gives what is wrong with it. A key never signs: that takes a person who has just shown who they are.
func (in ClientInput) check(actor policy.Actor) error {
	var problems []fault.Problem
	add := func(field string, t language.Text) { problems = append(problems, fault.Field(field, t)) }
	if n := utf8.RuneCountInString(in.Name); n == 0 || n > longestName {
		add("name", language.T("Skriv vad nyckeln är till för, högst 100 tecken.", "Write what the key is for, at most 100 characters."))
	}
	switch {
	case in.Role == "" && len(in.Scopes) > 0:
		add("role", language.T("Välj i vilken roll programmet arbetar.", "Choose in which role the program works."))
	case in.Role != "" && len(in.Scopes) == 0:
		add("scopes", language.T("Välj vad programmet ska få göra.", "Choose what the program may do."))
	case in.Role != "" && !clientRole(actor, in.Role):
		add("role", language.T("Välj en roll i listan.", "Choose a role in the list."))
	}
	for _, scope := range in.Scopes {
		if !slices.ContainsFunc(policy.Scopes(), func(s policy.ScopeInfo) bool { return s.Scope == scope }) {
			add("scopes", language.T("Det finns ingen behörighet %s. Kommandot samsyn apikey scopes listar dem som finns.", "There is no scope %s. The command samsyn apikey scopes lists those there are.").With(string(scope)))
		}
	}
	return notSaved(problems, language.T("Nyckeln är inte skapad.", "The key is not made."))
}

// clientRole tells the roles that a key can be given by somebody: those that they could give a person, but to sign.
func clientRole(actor policy.Actor, r policy.Role) bool {
	return r != policy.Signatory && assignable(r) && mayGrant(actor, r) == nil
}

// AddClient makes an API key for an authority. The key is given once; its digest is kept.
func (s *Service) AddClient(ctx context.Context, actor policy.Actor, authority string, in ClientInput) (c Client, key string, err error) {
	if key, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return c, "", err
	}
	key, in = "samsyn_"+key, in.tidied()
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ManageAPIClient, authorityRef(authority)); err != nil {
			return err
		}
		if err := in.check(actor); err != nil {
			return err
		}
		c = Client{ID: tx.NewID(), Authority: authority, Name: in.Name, Digest: digestOf(key), CreatedAt: db.At(tx.Now()), CreatedBy: actor.ID, Role: in.Role, Scopes: joinScopes(in.Scopes)}
		if err := db.Insert(ctx, tx, "account_client", c); err != nil {
			return err
		}
		return tx.Note(policy.ManageAPIClient, clientRef(c.ID), map[string]string{"made_for": authority, "role": string(c.Role), "scopes": c.Scopes})
	})
	if err != nil {
		return Client{}, "", err
	}
	return c, key, nil
}

func joinScopes(all []policy.Scope) string {
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = string(s)
	}
	return strings.Join(words, " ")
}

// ScopeList gives what the key may do.
func (c Client) ScopeList() []policy.Scope {
	var out []policy.Scope
	for _, word := range strings.Fields(c.Scopes) {
		out = append(out, policy.Scope(word))
	}
	return out
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
	actor := policy.Actor{ID: "client:" + c.ID, Name: c.Name, Authority: c.Authority, Program: true, Scopes: c.ScopeList()}
	if c.Role != "" {
		actor.Roles = []policy.Role{c.Role}
	}
	return actor, nil
}
