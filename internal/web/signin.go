package web

import (
	"errors"
	"net/url"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// lapsedFor is how long an ended session is remembered, so that a form sent from it can be kept for its writer.
const lapsedFor = 24 * time.Hour

const tillParam = "till"

// toSignIn leads to the sign-in page and from there back. What was sent in a form is kept for its writer.
func (rt *Router) toSignIn(r *Request) (Response, error) {
	if isSafe(r.Method) {
		return Redirect(rt.signInPath(r, r.here())), nil
	}
	keptIt, err := rt.keep(r)
	if err != nil {
		return Response{}, err
	}
	if !keptIt {
		return Response{}, errSignInFirst
	}
	return Redirect(rt.signInPath(r, keptPath)).Message(ui.Info, language.T("Du hade loggats ut. Det du skrev finns kvar i 30 minuter. Logga in igen för att skicka det.",
		"You had been signed out. What you wrote is kept for 30 minutes. Sign in again to send it.")), nil
}

var errSignInFirst = fault.New(fault.Unauthenticated, language.T("Logga in i en ny flik, gå tillbaka hit och skicka igen.",
	"Sign in in a new tab, come back here and send again."))

func (rt *Router) signInPath(r *Request, till string) string {
	return rt.signInAt(r) + "?" + url.Values{tillParam: {till}}.Encode()
}

// signInAt is the sign-in page for who is where the request leads.
func (rt *Router) signInAt(r *Request) string {
	if rt.o.SignInAt != nil {
		if at := rt.o.SignInAt(r.URL.Path); at != "" {
			return at
		}
	}
	return rt.o.SignIn
}

// Till is where the reader was going when they had to sign in; "/" when nowhere.
func (r *Request) Till() string { return LocalPath(r.formOrQuery(tillParam)) }

// formOrQuery reads a value from the form that was sent, else from the address.
func (r *Request) formOrQuery(name string) string {
	if r.form != nil && r.form.Has(name) {
		return r.form.Value(name)
	}
	return r.URL.Query().Get(name)
}

// SignIn begins a session for an account whose right to it has been shown, with a new secret, and leads to the given
// page, or to what its writer had kept. The trail's note of the sign-in is the caller's.
func (r *Request) SignIn(account, authority, to string) (Response, error) {
	p, _, err := r.Begin(account, authority, to)
	return p, err
}

// Begin is SignIn for whoever needs to know which session began.
func (r *Request) Begin(account, authority, to string) (Response, Session, error) {
	rt := r.router
	if rt.sessions == nil {
		return Response{}, Session{}, errors.New("web: no database to keep sessions in")
	}
	old := or(r.Session, r.lapsed)
	s, secret, err := rt.sessions.start(r.Context(), account, authority, agentOf(r.UserAgent()), old)
	if err != nil {
		return Response{}, Session{}, err
	}
	if has, err := rt.hasKept(r.Context(), account); err == nil && has {
		to = keptPath
	}
	return Redirect(to).Cookie(rt.cookie(r.Request, "session", secret)), s, nil
}

// Renew gives the session a new secret, since its person has shown anew who they are, and leads to the given page.
func (r *Request) Renew(to string) (Response, error) {
	if r.Session == nil {
		return Response{}, errSignIn
	}
	return r.ActFor(r.Session.Authority, to)
}

// SignOut ends the session and leads to the given page.
func (r *Request) SignOut(to string) (Response, error) {
	if r.Session != nil {
		if err := r.router.sessions.Revoke(r.Context(), r.Session.Account, r.Session.ID); err != nil {
			return Response{}, err
		}
	}
	return Redirect(to).Cookie(r.router.gone(r.Request, "session")).Header("Clear-Site-Data", `"cache"`), nil
}

// ActFor changes which authority the session acts for, under a new secret.
func (r *Request) ActFor(authority, to string) (Response, error) {
	if r.Session == nil {
		return Response{}, errSignIn
	}
	secret, err := r.router.sessions.rotate(r.Context(), *r.Session, authority)
	if err != nil {
		return Response{}, err
	}
	return Redirect(to).Cookie(r.router.cookie(r.Request, "session", secret)), nil
}
