package signin

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

const (
	longestKeyName = 60
	mostPasskeys   = 10
	mostAnswer     = 20_000 // bytes in what a browser answers
)

func badKey(cause error) error {
	return fault.Wrap(cause, fault.Invalid, language.T("Inloggningsnyckeln gick inte att använda. Försök igen, eller välj ett annat sätt.",
		"The passkey could not be used. Try again, or choose another way."))
}

func noParty() error { return fault.New(fault.Conflict, sayNoParty) }

// beginAdd asks the person's device for a new key.
func (s *Service) beginAdd(ctx context.Context, actor policy.Actor, origin string) (options string, a attempt, err error) {
	w := s.party(origin)
	if w == nil {
		return "", a, noParty()
	}
	h, err := holderOf(ctx, s.Trail.DB(), actor.ID)
	if err != nil {
		return "", a, err
	}
	creation, keyed, err := w.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return "", a, err
	}
	return s.asked(creation.Response, keyed, toAdd, actor.ID, "")
}

// beginProve asks the person's device for one of their keys.
func (s *Service) beginProve(ctx context.Context, actor policy.Actor, origin, till string) (options string, a attempt, err error) {
	w := s.party(origin)
	if w == nil {
		return "", a, noParty()
	}
	h, err := holderOf(ctx, s.Trail.DB(), actor.ID)
	if err != nil {
		return "", a, err
	}
	assertion, keyed, err := w.BeginLogin(h)
	if err != nil {
		return "", a, err
	}
	return s.asked(assertion.Response, keyed, toProve, actor.ID, till)
}

// beginSignIn asks a device for any key of this installation.
func (s *Service) beginSignIn(origin, till string) (options string, a attempt, err error) {
	w := s.party(origin)
	if w == nil {
		return "", a, noParty()
	}
	assertion, keyed, err := w.BeginDiscoverableLogin()
	if err != nil {
		return "", a, err
	}
	return s.asked(assertion.Response, keyed, toSignIn, "", till)
}

func (s *Service) asked(options any, keyed *webauthn.SessionData, p purpose, account, till string) (string, attempt, error) {
	a, err := s.begin(p, account, till)
	if err != nil {
		return "", a, err
	}
	a.Keyed = keyed
	text, err := json.Marshal(options)
	return string(text), a, err
}

// AddPasskey keeps the public half of the key that the device made.
func (s *Service) AddPasskey(ctx context.Context, actor policy.Actor, origin string, begun attempt, name, answer string) error {
	w, name := s.party(origin), strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(name); n == 0 || n > longestKeyName {
		return fault.New(fault.Invalid, language.T("Nyckeln är inte sparad.", "The passkey is not saved."),
			fault.Field("name", language.T("Skriv ett namn på högst 60 tecken, till exempel ”Tjänstedatorn”.", "Write a name of at most 60 characters, such as “Work computer”.")))
	}
	if w == nil || begun.Keyed == nil || len(answer) > mostAnswer {
		return badKey(nil)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return badKey(err)
	}
	h, err := holderOf(ctx, s.Trail.DB(), actor.ID)
	if err != nil {
		return err
	}
	made, err := w.CreateCredential(h, *begun.Keyed, parsed)
	if err != nil {
		return badKey(err)
	}
	return s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		if len(h.keys) >= mostPasskeys {
			return nil, fault.New(fault.Conflict, language.T("Du har redan tio inloggningsnycklar. Ta bort en först.", "You have ten passkeys already. Take one away first."))
		}
		if err := begun.spend(ctx, tx); err != nil {
			return nil, err
		}
		p, err := newPasskey(tx, actor.ID, name, made)
		if err != nil {
			return nil, err
		}
		err = db.Insert(ctx, tx, "signin_passkey", p)
		if db.IsUnique(err) {
			err = fault.New(fault.Conflict, language.T("Nyckeln är redan sparad.", "The passkey is saved already."))
		}
		return map[string]any{"added": ByPasskey, "means": p.ID}, err
	})
}

func newPasskey(tx *audit.Tx, account, name string, made *webauthn.Credential) (Passkey, error) {
	kept, err := json.Marshal(made)
	return Passkey{ID: tx.NewID(), Account: account, Name: name, CredentialID: credentialID(made.ID), Credential: kept, AddedAt: db.At(tx.Now())}, err
}

// EndPasskey takes a key away.
func (s *Service) EndPasskey(ctx context.Context, actor policy.Actor, id string) error {
	return s.change(ctx, actor, func(tx *audit.Tx) (any, error) {
		n, err := tx.Exec(ctx, "UPDATE signin_passkey SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL", id, actor.ID, db.At(tx.Now()))
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		return map[string]any{"ended": ByPasskey, "means": id}, err
	})
}

// ProveByPasskey shows who one is with a key and what opens it: a finger, a face or a PIN.
func (s *Service) ProveByPasskey(ctx context.Context, actor policy.Actor, origin string, begun attempt, answer string) (Proof, error) {
	used, err := s.validated(ctx, origin, begun, answer, func(w *webauthn.WebAuthn, parsed *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error) {
		h, err := holderOf(ctx, s.Trail.DB(), actor.ID)
		if err != nil {
			return nil, err
		}
		return w.ValidateLogin(h, *begun.Keyed, parsed)
	})
	return s.prove(ctx, actor, shown{by: ByPasskey, strong: true}, func(tx *audit.Tx) error {
		if err != nil {
			return err
		}
		return s.usePasskey(ctx, tx, begun, actor.ID, used)
	})
}

// SignInByPasskey tells whose account a key opens, and notes the sign-in.
func (s *Service) SignInByPasskey(ctx context.Context, origin string, begun attempt, answer string) (a account.Account, err error) {
	var owner string
	used, err := s.validated(ctx, origin, begun, answer, func(w *webauthn.WebAuthn, parsed *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error) {
		return w.ValidateDiscoverableLogin(func(rawID, handle []byte) (webauthn.User, error) {
			p, err := passkeyByCredential(ctx, s.Trail.DB(), rawID)
			if err != nil || p.Account != string(handle) {
				return nil, nobody()
			}
			owner = p.Account
			return holderOf(ctx, s.Trail.DB(), owner)
		}, *begun.Keyed, parsed)
	})
	if err != nil {
		return a, err
	}
	if a, err = open(ctx, s.Trail.DB(), owner); err != nil {
		return a, err
	}
	return a, s.signedIn(ctx, a, string(ByPasskey), func(tx *audit.Tx) error { return s.usePasskey(ctx, tx, begun, owner, used) })
}

// validated checks what a browser answered. A counter that went backwards tells of a copied key, which is refused.
func (s *Service) validated(ctx context.Context, origin string, begun attempt, answer string,
	check func(*webauthn.WebAuthn, *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error)) (*webauthn.Credential, error) {
	w := s.party(origin)
	if w == nil || begun.Keyed == nil || len(answer) > mostAnswer {
		return nil, badKey(nil)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return nil, badKey(err)
	}
	used, err := check(w, parsed)
	if err != nil {
		return nil, badKey(err)
	}
	if used.Authenticator.CloneWarning {
		return nil, badKey(nil)
	}
	return used, ctx.Err()
}

// usePasskey spends the attempt and keeps the key's counter.
func (s *Service) usePasskey(ctx context.Context, tx *audit.Tx, begun attempt, account string, used *webauthn.Credential) error {
	if err := begun.spend(ctx, tx); err != nil {
		return err
	}
	kept, err := json.Marshal(used)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, "UPDATE signin_passkey SET credential = $3, used_at = $4 WHERE credential_id = $1 AND account_id = $2 AND ended_at IS NULL",
		credentialID(used.ID), account, kept, db.At(tx.Now()))
	if err == nil && n == 0 {
		err = nobody()
	}
	return err
}
