package web

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// lapsedFor is how long an ended session is remembered, so that a form sent from it can be kept for its writer.
const lapsedFor = 24 * time.Hour

const tillParam = "till"

// authenticate finds out who asks: by API key, else by session, else nobody.
func (rt *Router) authenticate(r *Request) error {
	if header := r.Header.Get("Authorization"); header != "" {
		return rt.byKey(r, header)
	}
	c, err := r.Cookie(rt.cookieName(r.Request, "session"))
	if err != nil || rt.sessions == nil || rt.o.Authenticate == nil {
		return nil
	}
	s, ok, err := rt.sessions.find(r.Context(), c.Value)
	if err != nil || !ok {
		return err
	}
	if !s.live(rt.o.Trail.DB().Now(), rt.o.Idle) {
		r.lapsed = &s
		return nil
	}
	return rt.bySession(r, s)
}

func (rt *Router) bySession(r *Request, s Session) error {
	actor, err := rt.o.Authenticate(r.Context(), s)
	if fault.Is(err, fault.Unauthenticated) {
		r.lapsed = &s
		return rt.sessions.Revoke(r.Context(), s.Account, s.ID)
	}
	if err != nil {
		return err
	}
	actor.Session, actor.Lang = s.ID, r.Lang
	r.Actor, r.Session = actor, &s
	return rt.sessions.touch(r.Context(), s, rt.o.Trail.DB().Now())
}

// byKey asks who has the API key. A wrong key is told, not taken for nobody.
func (rt *Router) byKey(r *Request, header string) error {
	scheme, key, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") || len(key) < 20 || len(key) > 500 || rt.o.AuthenticateKey == nil {
		return errBadKey
	}
	actor, err := rt.o.AuthenticateKey(r.Context(), digestOf(key))
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.NotFound) {
		return errBadKey
	}
	if err != nil {
		return err
	}
	actor.Lang = r.Lang
	r.Actor = actor
	return nil
}

var errBadKey = fault.New(fault.Unauthenticated, language.T("API-nyckeln gäller inte. Kontrollera den, eller be din administratör om en ny.",
	"The API key is not valid. Check it, or ask your administrator for a new one."))

// toSignIn leads to the sign-in page and from there back. What was sent in a form is kept for its writer.
func (rt *Router) toSignIn(r *Request) (Response, error) {
	if isSafe(r.Method) {
		return Redirect(rt.signInPath(r.here())), nil
	}
	keptIt, err := rt.keep(r)
	if err != nil {
		return Response{}, err
	}
	if !keptIt {
		return Response{}, errSignInFirst
	}
	return Redirect(rt.signInPath(keptPath)).Message(ui.Info, language.T("Du hade loggats ut. Det du skrev finns kvar i 30 minuter. Logga in igen för att skicka det.",
		"You had been signed out. What you wrote is kept for 30 minutes. Sign in again to send it.")), nil
}

var errSignInFirst = fault.New(fault.Unauthenticated, language.T("Logga in i en ny flik, gå tillbaka hit och skicka igen.",
	"Sign in in a new tab, come back here and send again."))

func (rt *Router) signInPath(till string) string {
	return rt.o.SignIn + "?" + url.Values{tillParam: {till}}.Encode()
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
	rt := r.router
	if rt.sessions == nil {
		return Response{}, errors.New("web: no database to keep sessions in")
	}
	old := or(r.Session, r.lapsed)
	_, secret, err := rt.sessions.start(r.Context(), account, authority, agentOf(r.UserAgent()), old)
	if err != nil {
		return Response{}, err
	}
	if has, err := rt.hasKept(r.Context(), account); err == nil && has {
		to = keptPath
	}
	return Redirect(to).Cookie(rt.cookie(r.Request, "session", secret)), nil
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

// Sweep takes away sessions, rates, kept forms and kept answers that are over. A job does it every hour.
func (rt *Router) Sweep(ctx context.Context) error {
	if rt.o.Trail == nil {
		return nil
	}
	return rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error { return sweep(ctx, tx, tx.Now()) })
}

// agentOf says which browser and system, so that people know their sessions apart; nothing finer is kept.
func agentOf(header string) string {
	browser, system := "", ""
	for _, b := range []struct{ sign, name string }{{"Edg/", "Edge"}, {"Firefox/", "Firefox"}, {"OPR/", "Opera"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}} {
		if strings.Contains(header, b.sign) {
			browser = b.name
			break
		}
	}
	for _, s := range []struct{ sign, name string }{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}} {
		if strings.Contains(header, s.sign) {
			system = s.name
			break
		}
	}
	return strings.Trim(browser+", "+system, ", ")
}
