package signin

import (
	"context"
	"net/url"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Method is with what somebody showed who they are.
type Method string

// The methods.
const (
	ByPasskey  Method = "passkey"
	ByCode     Method = "totp"     // one-time code from an app
	ByProvider Method = "oidc"     // a provider of sign-in, at the level that it stated
	BySAML     Method = "saml"     // the same by SAML
	ByRecovery Method = "recovery" // recovery code, which lets one put a new means in place but not sign
	ByPassword Method = "password" // the password again, which lets one add a first means but not sign
)

// MethodName says a method in words.
func MethodName(m Method) language.Text {
	switch m {
	case ByPasskey:
		return language.T("inloggningsnyckel", "passkey")
	case ByCode:
		return language.T("engångskod", "one-time code")
	case ByProvider, BySAML:
		return language.T("e-legitimation", "electronic identification")
	case ByRecovery:
		return language.T("reservkod", "recovery code")
	case ByPassword:
		return language.T("lösenord", "password")
	}
	return language.Same(string(m))
}

// ForSigning is how fresh a proof must be when its person signs.
const ForSigning = 10 * time.Minute

// Proof is that somebody showed who they are in a session.
type Proof struct {
	ID        string  `db:"id"`
	Account   string  `db:"account_id"`
	Session   string  `db:"session_id"`
	Method    Method  `db:"method"`
	Assurance string  `db:"assurance"` // URI of the level that a provider stated; empty for the other methods
	Strong    bool    `db:"strong"`    // good enough for signing
	At        db.Time `db:"at"`

	HeldBack bool // would be strong but for a reset that nobody has confirmed; known only when just shown
}

const proofColumns = "id, account_id, session_id, method, assurance, strong, at"

// Fresh gives the latest proof, strong enough for signing, that the actor showed in this session no longer ago than
// within; false when there is none. An actor without a session, such as a program with an API key, has none.
func Fresh(ctx context.Context, q db.Reader, actor policy.Actor, within time.Duration) (Proof, bool, error) {
	all, err := proofs(ctx, q, actor, within)
	for _, p := range all {
		if p.Strong {
			return p, true, err
		}
	}
	return Proof{}, false, err
}

// proofs gives what the actor has shown in this session within a while, the latest first.
func proofs(ctx context.Context, q db.Reader, actor policy.Actor, within time.Duration) ([]Proof, error) {
	if actor.ID == "" || actor.Session == "" {
		return nil, nil
	}
	return db.All[Proof](ctx, q, "SELECT "+proofColumns+` FROM signin_proof
		WHERE session_id = $1 AND account_id = $2 AND at >= $3 AND at <= $4 ORDER BY at DESC, id DESC`,
		actor.Session, actor.ID, db.At(q.Now().Add(-within)), db.At(q.Now()))
}

var errProve = fault.New(fault.Denied, language.T("Du behöver legitimera dig på nytt för att göra detta. Gå till sidan /legitimera och kom sedan tillbaka.",
	"You need to show who you are again to do this. Go to the page /legitimera and then come back."))

// Need is Fresh for whoever cannot go on without: a Denied fault that says where to go.
func Need(ctx context.Context, q db.Reader, actor policy.Actor, within time.Duration) (Proof, error) {
	p, fresh, err := Fresh(ctx, q, actor, within)
	if err == nil && !fresh {
		err = errProve
	}
	return p, err
}

// StepUpPath is the page where somebody shows who they are, and from which they come back to till, a path of ours.
func StepUpPath(till string) string {
	return "/legitimera?" + url.Values{"till": {till}}.Encode()
}
