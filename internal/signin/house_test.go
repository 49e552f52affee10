package signin_test

import (
	"context"
	"encoding/base32"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
	"samsyn/internal/web"
)

const password = "fyra gröna hästar"

func operator() policy.Actor { return policy.Process("samsyn user") }

// house is a board with a signatory and a local admin, and every page of sign-in.
type house struct {
	*dbtest.Database
	*signin.Service
	t      *testing.T
	router *web.Router
	board  directory.Authority
	karin  account.Account // signatory
	omar   account.Account // local admin
	told   map[string]int  // how often each account was told of changes
}

func furnish(t *testing.T, d *dbtest.Database, change func(s *signin.Service)) *house {
	t.Helper()
	h := &house{Database: d, t: t, told: map[string]int{}}
	accounts := &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher(),
		Revoke: func(context.Context, string, string) error { return nil }} // until there are sessions
	h.Service = &signin.Service{Trail: d.Trail, Keys: d.Keys, Accounts: accounts,
		Tell: func(_ context.Context, _ *audit.Tx, n notice.News, all ...string) error {
			h.told[all[0]]++
			return nil
		}}
	if change != nil {
		change(h.Service)
	}
	accounts.OnReset = h.PasswordReset
	h.must(directory.Seed(t.Context(), d.Trail))
	rooms, err := directory.New(d.Trail)
	h.must(err)
	h.board, err = rooms.AddAuthority(t.Context(), operator(), directory.Authority{Class: directory.Board, MunicipalityCode: "2085",
		AuthorityDetails: directory.AuthorityDetails{Name: "Arbetsmarknadsnämnden (Demo)", OrganisationNumber: "2120002270"}})
	h.must(err)
	h.karin, h.omar = h.hire("karin.dahlberg", policy.Signatory), h.hire("omar.haddad", policy.LocalAdmin)
	h.router = web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now, SignOut: "/logga-ut",
		Authenticate: func(ctx context.Context, s web.Session) (policy.Actor, error) {
			return accounts.Authenticate(ctx, s.Account, s.Authority)
		}})
	accounts.Revoke = h.router.Sessions().RevokeAll
	account.Pages{Service: accounts, Demo: h.Demo, Ways: h.Ways, Second: h.Second, Means: signin.OwnPath, MeansOf: signin.PathOf}.Register(h.router)
	h.Routes(h.router, "/konto")
	return h
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) hire(user string, role policy.Role) account.Account {
	h.t.Helper()
	a, err := h.Accounts.Add(h.t.Context(), operator(), account.Input{Authority: h.board.ID, UserName: user, Name: user + " (Demo)", Demo: h.Demo})
	h.must(err)
	_, err = h.Accounts.Grant(h.t.Context(), operator(), a.ID, account.DutyInput{Role: role, From: calendar.NewDate(2022, 1, 1)})
	h.must(err)
	h.must(h.Accounts.SetPassword(h.t.Context(), operator(), a.ID, password))
	return a
}

// noted counts an account's lines in the trail.
func (h *house) noted(action policy.Action, id string) int {
	h.t.Helper()
	n, err := db.One[int](h.t.Context(), h.DB, "SELECT count(*) FROM trail_entry WHERE action = $1 AND thing_id = $2", string(action), id)
	h.must(err)
	return n
}

// browser keeps cookies as a browser does.
type browser struct {
	h    *house
	jar  map[string]string
	code int
	to   string // where it was sent
	text string
	raw  string // as it was sent
}

func (h *house) browser() *browser { return &browser{h: h, jar: map[string]string{}} }

func (b *browser) send(r *http.Request) *browser {
	b.h.t.Helper()
	r.Host = "localhost"
	for name, value := range b.jar {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.h.router.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.jar[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.jar, c.Name)
		}
	}
	b.code, b.to, b.raw = w.Code, w.Header().Get("Location"), w.Body.String()
	b.text = html.UnescapeString(b.raw)
	return b
}

func (b *browser) get(path string) *browser { return b.send(httptest.NewRequest("GET", path, nil)) }

func (b *browser) post(path string, fields ...string) *browser {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

func (b *browser) want(code int, parts ...string) *browser {
	b.h.t.Helper()
	if b.code != code {
		b.h.t.Fatalf("got %d to %s, want %d: %s", b.code, b.to, code, shorten(b.text))
	}
	for _, p := range parts {
		if !strings.Contains(b.text, p) {
			b.h.t.Fatalf("the page does not say %q: %s", p, shorten(b.text))
		}
	}
	return b
}

func (b *browser) wantTo(path string) *browser {
	b.h.t.Helper()
	if b.code != 303 || b.to != path {
		b.h.t.Fatalf("got %d to %q, want to be sent to %q: %s", b.code, b.to, path, shorten(b.text))
	}
	return b
}

var mainPart = regexp.MustCompile(`(?s)<main.*</main>`)

func shorten(s string) string {
	if m := mainPart.FindString(s); m != "" {
		s = m
	}
	return s[:min(len(s), 3000)]
}

func (b *browser) signIn(user string) *browser {
	b.h.t.Helper()
	return b.post("/logga-in", "user_name", user, "password", password)
}

var shownSecret = regexp.MustCompile(`[A-Z2-7]{4}( [A-Z2-7]{4}){7}`)

// app is a telephone that makes one-time codes.
type app struct {
	h      *house
	secret []byte
}

func (b *browser) scan() app {
	b.h.t.Helper()
	secret, err := base32.StdEncoding.DecodeString(strings.ReplaceAll(shownSecret.FindString(b.text), " ", ""))
	b.h.must(err)
	if len(secret) != 20 {
		b.h.t.Fatalf("no secret is shown: %s", shorten(b.text))
	}
	return app{b.h, secret}
}

func (a app) code() string { return signin.CodeAt(a.secret, a.h.Clock.Now()) }

// withApp signs somebody in and gives them an app; half a minute passes, so that its next code is fresh.
func (b *browser) withApp(user string) app {
	b.h.t.Helper()
	b.signIn(user).wantTo("/konto")
	b.get("/konto/inloggning/kod").wantTo("/legitimera?till=%2Fkonto%2Finloggning%2Fkod")
	b.post("/legitimera/losenord", "password", password, "till", "/konto/inloggning/kod").wantTo("/konto/inloggning/kod")
	a := b.get("/konto/inloggning/kod").want(200).scan()
	b.post("/konto/inloggning/kod", "code", a.code()).want(200, "Dina reservkoder")
	b.h.Clock.Advance(time.Minute)
	return a
}

func refused(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Fatalf("got %v, want a refusal of the kind %s", err, kind)
	}
}
