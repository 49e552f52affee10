package web

import (
	"net/http"
	"time"
)

// Hand makes a cookie that gives the browser a value to hand back within a while: sealed by its room when nobody may
// read it. It survives the way to another site and back, out of reach of scripts and of other sites.
func (r *Request) Hand(name, value string, life time.Duration) *http.Cookie {
	c := r.router.cookie(r.Request, name, value)
	c.MaxAge = int(life.Seconds())
	return c
}

// Handed is what the browser hands back under a name; empty when nothing.
func (r *Request) Handed(name string) string {
	c, err := r.Cookie(r.router.cookieName(r.Request, name))
	if err != nil {
		return ""
	}
	return c.Value
}

// TakeBack makes the cookie that takes one away.
func (r *Request) TakeBack(name string) *http.Cookie { return r.router.gone(r.Request, name) }

// Origin is where the reader's browser has this page from, "https://samsyn.example", by what the request says. A place
// that is told to others comes from the configuration instead.
func (r *Request) Origin() string {
	if r.router.https(r.Request) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
