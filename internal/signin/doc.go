// Package signin is how people show who they are beside their password: with a passkey, with a one-time code from an
// app, with a provider of sign-in (OpenID Connect or SAML), and, when the phone is gone, with a recovery code. It knows when and
// how strongly somebody last did so in a session, which signing asks for.
//
// It owns the tables signin_passkey, signin_totp, signin_recovery, signin_identity, signin_proof, signin_reset and
// signin_spent and the addresses /konto/inloggning, /legitimera, /logga-in/nyckel, /logga-in/kod, /logga-in/leverantor and
// /logga-in/saml.
//
//	means:    none ──password again──▶ first ──proof by one that one has──▶ more ──ended──▶ over
//	code:     begun (secret shown) ──a right code──▶ confirmed ──taken away──▶ none
//	a reset: by somebody else ──▶ waits: what is added after it does not sign ──a third person──▶ confirmed
//	a proof:  asked for at /legitimera ──shown──▶ fresh for a while, in this session alone ──▶ old
//
// # For a room that wants to know who acts
//
//	proof, fresh, err := signin.Fresh(ctx, tx, actor, signin.ForSigning)
//	if err == nil && !fresh { return web.Redirect(signin.StepUpPath("/the/page/to/come/back/to")), nil }
//
// What is begun in a browser (a challenge, a state with its nonce and verifier) lies sealed in a cookie of that browser
// and is spent once. Whoever gets in, or shows anew who they are, gets a new session secret. An account is tied to a
// provider's subject by its local admin or by its signed-in owner, never by an e-mail address.
//
// It does not know passwords or roles (account does), sessions (web does), nor what a proof is asked for.
package signin
