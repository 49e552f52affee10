package apptest

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// doorPath is where a test's people come in without a password. It exists in tests alone and is no part of Routes.
const doorPath = "/apptest/in"

// origin is where the house stands, as the browser sees it.
const origin = "http://127.0.0.1"

// mostRedirects is how many a browser follows.
const mostRedirects = 10

// Person is somebody at a browser without script: it keeps cookies and follows where it is led.
type Person struct {
	h    *Samsyn
	jar  *cookiejar.Jar
	lang language.Lang
	Name string // user name, for messages
}

// door puts in the way in, which signs in as the sign-in page does once the password was right.
func (h *Samsyn) door() {
	if slices.ContainsFunc(h.Router.Routes(), func(r web.Route) bool { return r.Pattern == doorPath }) {
		return
	}
	h.Router.Handle("POST "+doorPath, policy.OpenPage, func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		return r.SignIn(f.Value("account"), f.Value("authority"), "/")
	})
}

// Routes is the route table without the tests' own way in.
func (h *Samsyn) Routes() (out []web.Route) {
	for _, r := range h.Router.Routes() {
		if r.Pattern != doorPath {
			out = append(out, r)
		}
	}
	return out
}

// Public is somebody who has not signed in.
func (h *Samsyn) Public() *Person {
	return &Person{h: h, jar: newJar(), lang: language.Swedish, Name: "public"}
}

// As signs somebody of the cast in at the authority where they work.
func (h *Samsyn) As(userName string) *Person {
	h.T.Helper()
	a, err := h.Accounts.ByUserName(h.T.Context(), userName)
	if err != nil {
		h.T.Fatalf("sign %s in: %v", userName, err)
	}
	return h.enter(userName, a.ID, a.Authority)
}

func (h *Samsyn) enter(name, account, authority string) *Person {
	h.T.Helper()
	p := h.Public()
	p.Name = name
	if code := p.knock(account, authority); code != http.StatusSeeOther {
		h.T.Fatalf("sign %s in: answers %d", name, code)
	}
	return p
}

// knock signs in at the door and gives the status.
func (p *Person) knock(account, authority string) int {
	form := url.Values{"account": {account}, "authority": {authority}}
	return p.send(http.MethodPost, doorPath, strings.NewReader(form.Encode()), formType).Code
}

// cookies are those that the browser holds.
func (p *Person) cookies() []*http.Cookie {
	u, err := url.Parse(origin)
	must(err)
	return p.jar.Cookies(u)
}

// In is the same person reading in another language.
func (p *Person) In(lang language.Lang) *Person {
	other := *p
	other.lang = lang
	return &other
}

// t is whose test it is.
func (p *Person) t() testing.TB { return p.h.T }

const formType = "application/x-www-form-urlencoded"

// send sends one request and keeps the cookies of its answer.
func (p *Person) send(method, path string, body *strings.Reader, header ...string) *httptest.ResponseRecorder {
	if body == nil {
		body = strings.NewReader("")
	}
	r := httptest.NewRequest(method, origin+path, body)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Accept-Language", string(p.lang))
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
	if method == http.MethodPost {
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", header[0])
		header = header[1:]
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	for _, c := range p.jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	p.h.Router.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if strings.Contains(c.Name, "session") {
			p.h.Log.Secret(c.Value)
		}
	}
	p.jar.SetCookies(r.URL, w.Result().Cookies())
	return w
}

// Get opens a page, following where it leads, and fails the test unless it is there.
func (p *Person) Get(path string) *Page {
	p.t().Helper()
	return p.Try(path).Status(http.StatusOK)
}

// Try opens a page that need not be there.
func (p *Person) Try(path string) *Page {
	p.t().Helper()
	return p.follow(p.send(http.MethodGet, path, nil), http.MethodGet, path)
}

// Answer is what one request is answered, as it came: no redirect is followed and no page is checked.
func (p *Person) Answer(method, path string, form url.Values) *httptest.ResponseRecorder {
	p.t().Helper()
	if method == http.MethodPost {
		return p.send(method, path, strings.NewReader(form.Encode()), formType)
	}
	return p.send(method, path, nil)
}

// JSON asks the API.
func (p *Person) JSON(path string) *httptest.ResponseRecorder {
	return p.send(http.MethodGet, path, nil, "Accept", "application/json")
}

// follow goes where answers lead, and gives the page at the end, checked.
func (p *Person) follow(w *httptest.ResponseRecorder, method, path string) *Page {
	p.t().Helper()
	for range mostRedirects {
		to := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || to == "" {
			return newPage(p, method, path, w)
		}
		method, path = http.MethodGet, p.resolve(path, to)
		w = p.send(method, path, nil)
	}
	p.t().Fatalf("%s: %s leads round in circles", p.Name, path)
	return nil
}

// resolve gives the path of ours that a link on a page leads to.
func (p *Person) resolve(from, to string) string {
	p.t().Helper()
	base, err1 := url.Parse(origin + from)
	link, err2 := url.Parse(to)
	if err1 != nil || err2 != nil {
		p.t().Fatalf("the link %q on %s cannot be read", to, from)
	}
	whole := base.ResolveReference(link)
	if whole.Host != base.Host {
		p.t().Fatalf("%s leads out of the house, to %s", from, whole)
	}
	return whole.RequestURI()
}
