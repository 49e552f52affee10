package signin

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Passkey is a key that a person's device or security key holds; here is its public half.
type Passkey struct {
	ID           string  `db:"id"`
	Account      string  `db:"account_id"`
	Name         string  `db:"name"`
	CredentialID string  `db:"credential_id"` // base64url
	Credential   []byte  `db:"credential"`    // JSON: public key, counter, flags
	AddedAt      db.Time `db:"added_at"`
	UsedAt       db.Time `db:"used_at"`
	EndedAt      db.Time `db:"ended_at"`
}

const passkeyColumns = "id, account_id, name, credential_id, credential, added_at, used_at, ended_at"

func passkeysOf(ctx context.Context, q db.Reader, id string) ([]Passkey, error) {
	return db.All[Passkey](ctx, q, "SELECT "+passkeyColumns+" FROM signin_passkey WHERE account_id = $1 AND ended_at IS NULL ORDER BY added_at, id", id)
}

// passkeyByCredential gives a living passkey.
func passkeyByCredential(ctx context.Context, q db.Reader, id []byte) (Passkey, error) {
	p, err := db.One[Passkey](ctx, q, "SELECT "+passkeyColumns+" FROM signin_passkey WHERE credential_id = $1 AND ended_at IS NULL", credentialID(id))
	if errors.Is(err, db.ErrNone) {
		return p, nobody()
	}
	return p, err
}

func credentialID(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }

// holder is an account as the library asks for it. Its handle is the id of the account, which tells nothing of its owner.
type holder struct {
	a    account.Account
	keys []webauthn.Credential
}

// WebAuthnID is the handle.
func (h holder) WebAuthnID() []byte { return []byte(h.a.ID) }

// WebAuthnName is the user name.
func (h holder) WebAuthnName() string { return h.a.UserName }

// WebAuthnDisplayName is the name.
func (h holder) WebAuthnDisplayName() string { return h.a.Name }

// WebAuthnCredentials are the living keys.
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func holderOf(ctx context.Context, q db.Reader, id string) (holder, error) {
	a, err := account.ByID(ctx, q, id)
	if err != nil {
		return holder{}, err
	}
	all, err := passkeysOf(ctx, q, id)
	h := holder{a: a}
	for _, p := range all {
		var c webauthn.Credential
		if err := json.Unmarshal(p.Credential, &c); err != nil {
			return h, err
		}
		h.keys = append(h.keys, c)
	}
	return h, err
}

// party is this installation as devices know it, at an origin: the configured one, or localhost. nil means that passkeys
// cannot be used there: browsers tie them to a name, and to https.
func (s *Service) party(origin string) *webauthn.WebAuthn {
	if s.Base != "" {
		origin = s.Base
	}
	u, err := url.Parse(origin)
	if err != nil || net.ParseIP(u.Hostname()) != nil || u.Scheme != "https" && !isLocalhost(u.Hostname()) || s.Base == "" && !isLocalhost(u.Hostname()) {
		return nil
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: "Samsyn", RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil
	}
	return w
}

func isLocalhost(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

var sayNoParty = language.T("Inloggningsnycklar går bara att använda på tjänstens riktiga adress med https, eller på http://localhost.",
	"Passkeys can be used only at the service's real address with https, or at http://localhost.")
