package web

import (
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

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
	if r.Header.Get(ui.PollHeader) != "" { // the page asks by itself: nobody is there to keep the session for
		return nil
	}
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
