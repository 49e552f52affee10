package web

import (
	"net/http"
	"net/url"

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

// switchHref is this page in the other language.
func (r *Request) switchHref() string {
	if !isSafe(r.Method) {
		return ""
	}
	other := language.English
	if r.Lang == language.English {
		other = language.Swedish
	}
	return withParam(r.URL, langParam, string(other))
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
