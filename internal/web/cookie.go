package web

import (
	"net/http"
)

// https tells whether the person's browser speaks https with us.
func (rt *Router) https(r *http.Request) bool {
	return rt.o.HTTPS || r.TLS != nil || (rt.trusted(r) && r.Header.Get("X-Forwarded-Proto") == "https")
}

// cookieName adds the prefix that ties a cookie to this host and to https, which plain http on loopback cannot have.
func (rt *Router) cookieName(r *http.Request, name string) string {
	if rt.https(r) {
		return "__Host-samsyn-" + name
	}
	return "samsyn-" + name
}

// cookie makes a cookie that scripts cannot read and other sites cannot send along.
func (rt *Router) cookie(r *http.Request, name, value string) *http.Cookie {
	return &http.Cookie{
		Name: rt.cookieName(r, name), Value: value, Path: "/",
		Secure: rt.https(r), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// gone makes the cookie that takes one away.
func (rt *Router) gone(r *http.Request, name string) *http.Cookie {
	c := rt.cookie(r, name, "")
	c.MaxAge = -1
	return c
}
