package web

import (
	"net/http"
	"net/url"
	"strings"

	"samsyn/internal/language"
)

const langParam = "lang"

// chooseLang gives the reader's language: the kept choice, else what the browser asks for, else Swedish.
func (rt *Router) chooseLang(r *http.Request) language.Lang {
	if l, ok := language.Known(r.URL.Query().Get(langParam)); ok {
		return l
	}
	if c, err := r.Cookie(rt.cookieName(r, "lang")); err == nil {
		if l, ok := language.Known(c.Value); ok {
			return l
		}
	}
	return language.Parse(r.Header.Get("Accept-Language"))
}

// switchLang keeps a language asked for by ?lang= on a page and leads to the same page without it.
func (rt *Router) switchLang(r *Request) (Response, bool) {
	asked := r.URL.Query().Get(langParam)
	l, ok := language.Known(asked)
	if !ok || r.IsAPI() || !isSafe(r.Method) {
		return Response{}, false
	}
	c := rt.cookie(r.Request, "lang", string(l))
	c.MaxAge = 365 * 24 * 3600
	return Redirect(withParam(r.URL, langParam, "")).Cookie(c), true
}

// switchHref is this page in the other language. What a form was answered with cannot be asked for again; there it is
// the page of the form, which the same address or else the one it was sent from has.
func (rt *Router) switchHref(r *Request) string {
	page := r.URL
	if !isSafe(r.Method) {
		page = rt.formPage(r)
	}
	other := language.English
	if r.Lang == language.English {
		other = language.Swedish
	}
	return withParam(page, langParam, string(other))
}

// formPage is where the form of a request stands: its own address when that is a page too, else the page of ours that
// it was sent from, else the front page.
func (rt *Router) formPage(r *Request) *url.URL {
	own := &url.URL{Path: r.URL.Path}
	from, err := url.Parse(r.Header.Get("Referer"))
	switch {
	case rt.isPage(own):
		return own
	case err == nil && from.Host == r.Host && rt.isPage(from):
		return from
	}
	return &url.URL{Path: "/"}
}

// isPage tells whether somebody can open the address.
func (rt *Router) isPage(u *url.URL) bool {
	if strings.HasPrefix(u.Path, "//") { // which a browser takes for another host
		return false
	}
	return strings.HasPrefix(rt.patternOf(u), http.MethodGet+" ")
}

// patternOf is the pattern that answers when the address is read: "GET /kommun/{code}".
func (rt *Router) patternOf(u *url.URL) string {
	_, pattern := rt.mux.Handler(&http.Request{Method: http.MethodGet, URL: &url.URL{Path: u.Path}, Host: ""})
	return pattern
}

// withParam gives path and query of u with one parameter set, or taken away when the value is empty.
func withParam(u *url.URL, name, value string) string {
	q := u.Query()
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	return localPath(u.EscapedPath(), q)
}

func localPath(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
