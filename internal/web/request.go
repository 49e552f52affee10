package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Request is one request as a handler sees it.
type Request struct {
	*http.Request
	Actor policy.Actor  // who asks; policy.Public() when nobody is signed in
	Lang  language.Lang // the reader's language
	ID    string        // names this request in logs and on fault pages

	Session *Session // the session behind Actor, or nil

	router *Router
	trace  trace
	route  Route
	flash  []flash
	form   *Form
	raw    *pacedBody      // the body before its limit
	lapsed *Session        // the session that the cookie names, when it is over
	kept   string          // id of the kept form that stands in for the body
	base   context.Context // of the connection: done when the client has gone
	cancel context.CancelFunc
	stop   func() bool // stops the clock that bounds the handler
	set    settings
	heavy  bool // holds one of the places for large bodies
}

type requestKey struct{}

// requestOf finds the Request that ServeHTTP made; the mux has since put path values on hr.
func requestOf(hr *http.Request) *Request {
	r := hr.Context().Value(requestKey{}).(*Request)
	r.Request = hr
	return r
}

// Path gives a value of the pattern: "code" of "/kommun/{code}".
func (r *Request) Path(name string) string { return r.PathValue(name) }

// IsAPI tells whether the answer should be made for a program.
func (r *Request) IsAPI() bool {
	return isAPIPath(r.URL.Path) || strings.HasPrefix(r.Header.Get("Accept"), "application/json") ||
		strings.HasPrefix(r.Header.Get("Accept"), problemType)
}

// isAPIPath tells the API's answers from its description, which stands at APIBase and is a page.
func isAPIPath(path string) bool { return strings.HasPrefix(path, APIBase+"/") }

// Fragment is the id of the element that a script asks to replace; empty when the whole page is asked for.
func (r *Request) Fragment() string {
	if r.Header.Get("HX-Request") != "true" || r.Header.Get("HX-Request-Type") == "full" {
		return ""
	}
	target := r.Header.Get("HX-Target") // "rows", or "tbody#rows"
	return target[strings.LastIndexByte(target, '#')+1:]
}

// May tells whether the actor's role may do the action at all: for showing a button, never instead of policy.Check.
func (r *Request) May(act policy.Action) bool { return r.router.may(r.Actor, act) }

// MayOpen tells whether the actor's role may open the page of an address at all: for showing a link that another room
// gave, as May is for a button.
func (r *Request) MayOpen(href string) bool {
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	pattern := r.router.patternOf(u)
	i := slices.IndexFunc(r.router.routes, func(x Route) bool { return x.Method+" "+muxPath(x.Pattern) == pattern })
	return i >= 0 && (r.router.routes[i].Action == "" || r.May(r.router.routes[i].Action))
}

// Say gives a text in the reader's language.
func (r *Request) Say(t language.Text) string { return t.In(r.Lang) }

// here is the path and query of this request.
func (r *Request) here() string {
	if r.URL.RawQuery == "" {
		return r.URL.EscapedPath()
	}
	return r.URL.EscapedPath() + "?" + r.URL.RawQuery
}

func isSafe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}
