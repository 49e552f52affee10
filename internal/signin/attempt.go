package signin

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
	"samsyn/internal/web"
)

// purpose is what something was begun for.
type purpose string

const (
	toSignIn purpose = "in"
	toProve  purpose = "prove"
	toAdd    purpose = "add"
	anything purpose = "" // asks for whatever was begun
)

// ceremony is a kind of thing begun in a browser; each has a cookie of its own.
type ceremony string

const (
	withPasskey  ceremony = "nyckel"
	withProvider ceremony = "leverantor"
	withSAML     ceremony = "saml"   // what a SAML provider answered, on its way to the attempt that asked
	withCode     ceremony = "kod"    // the password was right, the code is asked for
	withApp      ceremony = "kodapp" // an app is being set up
)

// attempt is what was begun in a browser. It lies sealed in a cookie of that browser, so that beginning writes nothing,
// and is spent when it ends.
type attempt struct {
	ID       string                `json:"id"`
	For      purpose               `json:"for"`
	Account  string                `json:"account,omitempty"`
	Till     string                `json:"till,omitempty"`
	Ends     time.Time             `json:"ends"`
	By       string                `json:"by,omitempty"`    // id of the provider that is visited
	State    string                `json:"state,omitempty"` // or, with SAML, the id of what was asked
	Nonce    string                `json:"nonce,omitempty"`
	Verifier string                `json:"verifier,omitempty"`
	Secret   []byte                `json:"secret,omitempty"`
	Keyed    *webauthn.SessionData `json:"keyed,omitempty"`
}

const attemptLife = 10 * time.Minute

func (s *Service) begin(p purpose, account, till string) (attempt, error) {
	id, err := s.random(16)
	return attempt{ID: id, For: p, Account: account, Till: till, Ends: s.now().Add(attemptLife)}, err
}

func (s *Service) random(n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(s.Trail.DB().Rand(), b); err != nil {
		return "", fmt.Errorf("signin: no randomness: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func attemptPlace(c ceremony) seal.Place {
	return seal.Place{Table: "signin_spent", Column: "cookie", Row: string(c)}
}

func cookieOf(c ceremony) string { return "begun-" + string(c) }

// hand gives the browser what was begun.
func (s *Service) hand(r *web.Request, p web.Response, c ceremony, a attempt) (web.Response, error) {
	plain, err := json.Marshal(a)
	if err != nil {
		return p, err
	}
	sealed, err := s.Keys.Seal(attemptPlace(c), plain)
	if err != nil {
		return p, err
	}
	return p.Cookie(r.Hand(cookieOf(c), base64.RawURLEncoding.EncodeToString(sealed), attemptLife)).Header("Cache-Control", "no-store"), nil
}

var errNotBegun = fault.New(fault.Invalid, language.T("Det tog för lång tid, eller så började du i en annan webbläsare. Börja om.",
	"It took too long, or you began in another browser. Begin again."))

// handed is what this browser has begun, for that purpose and by this person.
func (s *Service) handed(r *web.Request, c ceremony, p purpose) (a attempt, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(r.Handed(cookieOf(c)))
	if err != nil || len(sealed) == 0 {
		return a, errNotBegun
	}
	plain, err := s.Keys.Open(attemptPlace(c), sealed)
	if err != nil {
		return a, errNotBegun
	}
	if err := json.Unmarshal(plain, &a); err != nil {
		return a, errNotBegun
	}
	mine := a.For == toSignIn || a.Account == r.Actor.ID
	if !mine || p != anything && a.For != p || !s.now().Before(a.Ends) {
		return attempt{}, errNotBegun
	}
	return a, nil
}

type spent struct {
	ID   string  `db:"id"`
	Ends db.Time `db:"ends_at"`
}

// spend ends what was begun; the second time it is refused.
func (a attempt) spend(ctx context.Context, tx *audit.Tx) error {
	return spent{a.ID, db.At(a.Ends)}.spend(ctx, tx)
}

func (s spent) spend(ctx context.Context, tx *audit.Tx) error {
	err := db.Insert(ctx, tx, "signin_spent", s)
	if db.IsUnique(err) {
		return fault.New(fault.Conflict, language.T("Det här är redan använt en gång. Börja om.", "This has been used once already. Begin again."))
	}
	return err
}

// Sweep takes away what was spent and could not be used again anyhow.
func (s *Service) Sweep(ctx context.Context) error {
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, "DELETE FROM signin_spent WHERE ends_at < $1", db.At(tx.Now()))
		return err
	})
}
