package account_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// served is the house with its pages.
type served struct {
	*house
	router *web.Router
}

func serve(t *testing.T, demo bool) *served {
	t.Helper()
	return serveAt(t, demo, "https://samsyn.example")
}

func serveAt(t *testing.T, demo bool, base string) *served {
	t.Helper()
	h := furnish(t, dbtest.Open(t, db.SQLite))
	rt := web.New(web.Options{Trail: h.Database.Trail, Keys: h.Database.Keys, Now: h.Clock.Now, SignOut: "/logga-ut",
		Authenticate: func(ctx context.Context, s web.Session) (policy.Actor, error) {
			return h.Authenticate(ctx, s.Account, s.Authority)
		}})
	h.Revoke = rt.Sessions().RevokeAll
	account.Pages{Service: h.Service, Demo: demo, BaseURL: base}.Register(rt)
	return &served{h, rt}
}

// browser keeps cookies as a browser does.
type browser struct {
	s   *served
	jar map[string]string
	at  answer
}

type answer struct {
	*httptest.ResponseRecorder
	text string
}

func (s *served) browser() *browser { return &browser{s: s, jar: map[string]string{}} }

func (b *browser) send(r *http.Request) *browser {
	b.s.t.Helper()
	for name, value := range b.jar {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.s.router.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.jar[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.jar, c.Name)
		}
	}
	b.at = answer{w, html.UnescapeString(w.Body.String())}
	return b
}

func (b *browser) get(path string) *browser {
	return b.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (b *browser) post(path string, pairs ...string) *browser {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

// is asks for a status and for texts on the page.
func (b *browser) is(status int, texts ...string) *browser {
	b.s.t.Helper()
	if b.at.Code != status {
		b.s.t.Fatalf("answered %d, want %d: %s", b.at.Code, status, b.at.text)
	}
	for _, text := range texts {
		if !strings.Contains(b.at.text, text) {
			b.s.t.Errorf("the page does not say %q:\n%s", text, b.at.text)
		}
	}
	return b
}

func (b *browser) lacks(texts ...string) *browser {
	b.s.t.Helper()
	for _, text := range texts {
		if strings.Contains(b.at.text, text) {
			b.s.t.Errorf("the page says %q", text)
		}
	}
	return b
}

func (b *browser) leadsTo(path string) *browser {
	b.s.t.Helper()
	if got := b.at.Header().Get("Location"); b.at.Code != http.StatusSeeOther || got != path {
		b.s.t.Fatalf("answered %d to %q, want %q: %s", b.at.Code, got, path, b.at.text)
	}
	return b
}

// signIn opens an account and signs in to it.
func (s *served) signIn(id string) *browser {
	s.t.Helper()
	a, _, err := s.Look(ctx, operator(), id)
	s.must(err)
	if a.Password == "" {
		s.must(s.SetPassword(ctx, operator(), id, good))
	}
	b := s.browser().post("/logga-in", "user_name", a.UserName, "password", good)
	b.leadsTo("/konto")
	return b
}

func TestSigningInAndOut(t *testing.T) {
	s := serve(t, false)
	a := s.opened("per.nordin")
	s.browser().get("/konto").leadsTo("/logga-in?till=%2Fkonto")
	b := s.browser().get("/logga-in?till=%2Fadmin%2Fkonton").is(200, "Användarnamn", `value="/admin/konton"`, `autocomplete="current-password"`).lacks("demonstration", "/logga-in/demo")
	b.post("/logga-in", "user_name", " PER.nordin ", "password", good, "till", "/admin/konton").leadsTo("/admin/konton")
	b.get("/konto").is(200, "Per Nordin (Demo)", "Användarnamn per.nordin", "Ingen roll är given än", "den här")
	b.get("/konto?lang=en").leadsTo("/konto").get("/konto").is(200, "Your sessions", "Change password")
	b.post("/konto/sprak", "lang", "sv").leadsTo("/konto?lang=sv")
	b.get("/konto?lang=sv").get("/logga-in").is(200, "Du är inloggad som Per Nordin (Demo)")
	b.post("/logga-ut").leadsTo("/").get("/konto").leadsTo("/logga-in?till=%2Fkonto")
	s.browser().post("/logga-in", "user_name", "per.nordin", "password", good, "till", "https://evil.example/").leadsTo("/konto")
	if s.count(account.ActionSignIn, a.ID) != 2 {
		t.Error("each sign-in is noted")
	}
	s.browser().post("/logga-in/demo", "account", a.ID).is(404)
}

var nonce = regexp.MustCompile(`value="[^"]*"`)

func TestWrongSignInTellsNothingApart(t *testing.T) {
	s := serve(t, false)
	s.opened("per.nordin")
	s.must(s.Block(ctx, s.admin, s.opened("sparrad.person").ID))
	said := map[string]bool{}
	for _, name := range []string{"per.nordin", "sparrad.person", "finns.inte", "anna.admin"} {
		b := s.browser().post("/logga-in", "user_name", name, "password", other)
		b.is(422, "stämmer inte", `value="`+name+`"`).lacks(other)
		said[nonce.ReplaceAllString(b.at.text, "")] = true
	}
	if len(said) != 1 {
		t.Errorf("%d different pages", len(said))
	}
	s.browser().post("/logga-in", "user_name", "per.nordin").is(422, "Fyll i det här", `value="per.nordin"`)
	b := s.browser()
	for range 10 {
		b.post("/logga-in", "user_name", "Gissad.Person", "password", other)
	}
	b.post("/logga-in", "user_name", "gissad.person ", "password", other).is(429, "För många försök", `value="gissad.person "`)
}

func TestDemoSignIn(t *testing.T) {
	s := serve(t, true)
	a, err := s.Add(ctx, operator(), account.Input{Authority: s.board.ID, UserName: "per.demo", Name: "Per Nordin (Demo)", Demo: true})
	s.must(err)
	_, err = s.Grant(ctx, operator(), a.ID, account.DutyInput{Role: policy.Coordinator, From: day("2026-01-01")})
	s.must(err)
	b := s.browser().get("/logga-in").is(200, "demonstration", "Logga in som Per Nordin (Demo), samverkansansvarig", ">Ludvika kommun, socialnämnden (Demo)</h2>", `value="`+a.ID+`"`)
	b.post("/logga-in/demo", "account", a.ID, "till", "/").leadsTo("/konto").get("/konto").is(200, "Du arbetar för Ludvika kommun, socialnämnden (Demo) som samverkansansvarig")
	s.browser().post("/logga-in/demo", "account", s.admin.ID).is(401)
}

// A link with a secret never leads to a name that a request has chosen.
func TestALinkLeadsToTheInstallation(t *testing.T) {
	s := serveAt(t, false, "")
	admin := s.signIn(s.admin.ID)
	anna := s.hire(s.board.ID, "anna.lind")
	for host, want := range map[string]string{"evil.example": "--base-url", "127.0.0.1.evil.example": "--base-url", "": "--base-url",
		"localhost:8080": "http://localhost:8080/nytt-losenord?nyckel=", "[::1]:8080": "http://[::1]:8080/nytt-losenord?nyckel=", "127.0.0.1": "http://127.0.0.1/nytt-losenord?nyckel="} {
		r := httptest.NewRequest(http.MethodPost, "/admin/konton/"+anna.ID+"/lank", nil)
		r.Host = host
		admin.send(r)
		if status := admin.at.Code; status != map[bool]int{true: 409, false: 200}[want == "--base-url"] || !strings.Contains(admin.at.text, want) {
			t.Errorf("%q answers %d", host, status)
		}
	}
}

// The same role is not given twice for the same days; other days, another place or another role are.
func TestARoleIsGivenOnceForItsDays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d)
		anna := h.hire(h.board.ID, "anna.lind")
		grant := func(role policy.Role, from, to string) error {
			in := account.DutyInput{Role: role}
			_ = in.From.Scan(from)
			if to != "" {
				_ = in.To.Scan(to)
			}
			_, err := h.Grant(context.Background(), policy.Process("test"), anna.ID, in)
			return err
		}
		for _, c := range []struct {
			role     policy.Role
			from, to string
			refused  bool
		}{
			{policy.Controller, "2030-01-01", "2030-12-31", false},
			{policy.Controller, "2030-12-31", "", true},
			{policy.Controller, "2029-01-01", "", true},
			{policy.Controller, "2031-01-01", "", false},
			{policy.LogAuditor, "2030-01-01", "", false},
		} {
			if err := grant(c.role, c.from, c.to); fault.Is(err, fault.Conflict) != c.refused || err != nil != c.refused {
				t.Errorf("%s from %s to %s: %v", c.role, c.from, c.to, err)
			}
		}
	})
}

func TestChoosingAPassword(t *testing.T) {
	s := serve(t, false)
	admin := s.signIn(s.admin.ID)
	admin.post("/admin/konton/nytt", "user_name", "Per.Nordin", "name", "Per Nordin (Demo)", "email", "per@ludvika.se", "lang", "sv")
	path := admin.at.Header().Get("Location")
	admin.get(path).is(200, "Per Nordin (Demo)", "har inte valt lösenord", "Ge en roll", "per@ludvika.se")
	admin.post(path+"/lank").is(200, "visas bara nu", "https://samsyn.example/nytt-losenord?nyckel=")
	if admin.at.Header().Get("Cache-Control") != "no-store" {
		t.Error("the link may stay in the browser")
	}
	secret := regexp.MustCompile(`nyckel=([\w-]+)`).FindStringSubmatch(admin.at.text)[1]
	admin.get(path).lacks(secret)
	b := s.browser().get("/nytt-losenord?nyckel="+secret).is(200, "Hej Per Nordin (Demo)", `autocomplete="new-password"`)
	if b.at.Header().Get("Referrer-Policy") != "no-referrer" || b.at.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%v", b.at.Header())
	}
	b.post("/nytt-losenord", "nyckel", secret, "password", "kort").is(422, "minst 12 tecken", secret).lacks(`value="kort"`)
	b.post("/nytt-losenord", "nyckel", secret, "password", good).leadsTo("/logga-in").get("/logga-in").is(200, "Lösenordet är valt")
	b.get("/nytt-losenord?nyckel="+secret).is(404, "Länken gäller inte längre")
	b.post("/logga-in", "user_name", "per.nordin", "password", good).leadsTo("/konto")

	b.post("/konto/losenord", "old_password", other, "password", other).is(422, "nuvarande lösenordet stämmer inte")
	b.post("/konto/losenord", "old_password", good, "password", other).leadsTo("/konto").get("/konto").is(200, "Lösenordet är bytt")
}

func TestAdministeringAccounts(t *testing.T) {
	s := serve(t, false)
	admin := s.signIn(s.admin.ID)
	a := s.opened("per.nordin")
	path := "/admin/konton/" + a.ID
	admin.get("/admin/konton").is(200, "2 konton", "sorterade efter namn", path, "Lägg upp ett konto").lacks("Bo.admin")
	admin.get("/admin/konton?q=nordin").is(200, "1 konto", `value="nordin"`)
	admin.get("/admin/konton?q=finns+inte").is(200, "Inget konto passar")
	admin.get("/admin/konton?format=csv").is(200, "per.nordin", "anna.admin").lacks("bo.admin")
	if admin.get("/admin/konton?format=xlsx").is(200); !strings.HasPrefix(admin.at.Body.String(), "PK") {
		t.Error("not a workbook")
	}
	admin.get("/admin/konton/nytt").is(200, "Använd aldrig ett personnummer")
	admin.post("/admin/konton/nytt", "user_name", "x", "name", "Ny Person (Demo)", "email", "fel", "lang", "en").is(422, `value="Ny Person (Demo)"`, `value="x"`, `value="fel"`, "Skriv e-postadressen som", "Skriv ett användarnamn")

	admin.post(path+"/roller", "role", "caseworker", "valid_from", "2026-03-02", "valid_to", "2026-02-01").is(422, `value="2026-02-01"`, "Sista dagen kan inte vara före")
	admin.post(path+"/roller", "role", "caseworker", "valid_from", "i går").is(422, `value="i går"`)
	admin.post(path+"/roller", "role", "head-office", "valid_from", "2026-03-02").is(422, "ges av den som driver installationen")
	admin.post(path+"/roller", "role", "caseworker", "valid_from", "2026-03-02").leadsTo(path).get(path).is(200, "Rollen är given", "från och med 2026-03-02", "handläggare", "Avsluta en roll").lacks("head-office")
	duty := regexp.MustCompile(`<option value="([0-9a-f-]{36})">handläggare`).FindStringSubmatch(admin.at.text)
	if duty == nil {
		t.Fatal("no duty to end")
	}
	admin.post(path+"/roller/avsluta", "duty", duty[1], "valid_to", "2026-01-01").is(422, `value="2026-01-01"`, "gårdagens datum")
	admin.post(path+"/roller/avsluta", "valid_to", "2026-03-02").is(422, "Välj vilken roll")
	admin.post(path+"/roller/avsluta", "duty", duty[1], "valid_to", "2026-03-02").leadsTo(path).get(path).is(200, "2026-03-02–2026-03-02")

	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(admin.at.text)[1]
	admin.post(path, "name", "Per Nordén (Demo)", "lang", "sv", "version", version).leadsTo(path)
	admin.post(path, "name", "Per Norrman (Demo)", "lang", "sv", "version", version).is(409, "Någon annan har ändrat kontot", `value="Per Norrman (Demo)"`)

	per := s.browser().post("/logga-in", "user_name", "per.nordin", "password", good)
	admin.post(path+"/sparra").leadsTo(path).get(path).is(200, "Kontot är spärrat sedan", "Häv spärren")
	per.get("/konto").leadsTo("/logga-in?till=%2Fkonto")
	admin.post(path + "/hav-sparr").leadsTo(path)
	admin.get("/admin/konton/"+s.admin.ID).is(200).lacks("Ge en roll", "Spärra kontot")
	admin.post("/admin/konton/"+s.admin.ID+"/roller", "role", "signatory", "valid_from", "2026-03-02").is(403)
}

func TestAnotherAuthoritysAdminGetsNotFound(t *testing.T) {
	s := serve(t, false)
	a := s.opened("per.nordin")
	s.signIn(a.ID)
	alien := s.signIn(s.alien.ID)
	path := "/admin/konton/" + a.ID
	sessions, err := s.router.Sessions().List(ctx, a.ID)
	s.must(err)
	alien.get(path).is(404).lacks("Nordin")
	unknown := alien.get("/admin/konton/no-such").at.text
	if strip(unknown) != strip(alien.get(path).at.text) {
		t.Error("what does not exist and what may not be known are told apart")
	}
	for _, to := range []string{"", "/roller", "/roller/avsluta", "/sparra", "/hav-sparr", "/lank", "/inloggningar/" + sessions[0].ID + "/avsluta"} {
		alien.post(path+to, "name", "X", "role", "caseworker", "valid_from", "2026-03-02", "valid_to", "2026-03-02", "duty", "x", "version", "1").is(404).lacks("Nordin")
	}
	alien.post("/konto/inloggningar/" + sessions[0].ID + "/avsluta").is(404)
	plain := s.browser().post("/logga-in", "user_name", "per.nordin", "password", good)
	plain.get("/admin/konton").is(403)
	plain.get("/admin/konton/" + a.ID).is(403)
	plain.get("/admin/api-nycklar").is(403)
}

var requestID = regexp.MustCompile(`no-such|[0-9a-f-]{32,36}`)

func strip(page string) string { return requestID.ReplaceAllString(page, "") }

func TestSessionsAreEndedByTheirOwnerAndTheirAdmin(t *testing.T) {
	s := serve(t, false)
	a := s.opened("per.nordin")
	here, there, third := s.signIn(a.ID), s.signIn(a.ID), s.signIn(a.ID)
	here.get("/konto").is(200)
	id := func(b *browser) string {
		ids := regexp.MustCompile(`/inloggningar/([0-9a-f-]{36})/avsluta`).FindStringSubmatch(b.at.text)
		if ids == nil {
			t.Fatal("no session to end")
		}
		return ids[1]
	}
	ended := id(here)
	here.post("/konto/inloggningar/" + ended + "/avsluta").leadsTo("/konto")
	if s.count(policy.RevokeSession, ended) != 1 {
		t.Error("it is not noted")
	}
	here.post("/konto/inloggningar/" + ended + "/avsluta").is(404)
	alive := 0
	for _, b := range []*browser{here, there, third} {
		if b.get("/konto").at.Code == 200 {
			alive++
		}
	}
	if alive != 2 {
		t.Errorf("%d sessions live", alive)
	}
	admin := s.signIn(s.admin.ID)
	admin.get("/admin/konton/" + a.ID).is(200)
	admin.post("/admin/konton/" + a.ID + "/inloggningar/" + id(admin) + "/avsluta").leadsTo("/admin/konton/" + a.ID)
}

func TestActingForAnotherAuthorityByForm(t *testing.T) {
	s := serve(t, false)
	a := s.opened("per.nordin")
	b := s.signIn(a.ID)
	b.get("/konto").is(200).lacks("Arbeta för")
	_, err := s.Grant(ctx, operator(), a.ID, account.DutyInput{Role: policy.LocalAdmin, Authority: s.next.ID, From: day("2026-01-01")})
	s.must(err)
	b.get("/konto").is(200, "Arbeta för", "Du har ingen roll hos Ludvika kommun, socialnämnden (Demo) i dag")
	before := b.jar["samsyn-session"]
	b.post("/konto/myndighet", "authority", "af").is(422, "Välj en myndighet där du har en roll")
	b.post("/konto/myndighet", "authority", s.next.ID).leadsTo("/konto").get("/konto").is(200, "som lokal administratör")
	if b.jar["samsyn-session"] == before {
		t.Error("the session keeps its secret though what it may do has changed")
	}
	b.get("/admin/konton").is(200, "Bo.admin").lacks("Anna.admin")
}

func TestAPIKeyPages(t *testing.T) {
	s := serve(t, false)
	admin := s.signIn(s.admin.ID)
	admin.get("/admin/api-nycklar").is(200, "Ingen nyckel finns än")
	admin.post("/admin/api-nycklar", "name", "").is(422, "Fyll i det här")
	admin.post("/admin/api-nycklar", "name", "Verksamhetssystemet").is(200, "samsyn_", "visas bara den här gången")
	key := regexp.MustCompile(`samsyn_[\w-]{40,}`).FindString(admin.at.text)
	admin.get("/admin/api-nycklar").is(200, "1 nyckel", "Verksamhetssystemet").lacks(key)
	end := regexp.MustCompile(`/admin/api-nycklar/[0-9a-f-]{36}/avsluta`).FindString(admin.at.text)
	s.signIn(s.alien.ID).post(end).is(404)
	admin.post(end).leadsTo("/admin/api-nycklar").get("/admin/api-nycklar").is(200, "avslutad 2026-03-02")
}

func TestPostsFromElsewhereAreRefused(t *testing.T) {
	s := serve(t, false)
	b := s.signIn(s.admin.ID)
	for _, path := range []string{"/logga-in", "/logga-ut", "/konto/losenord", "/admin/konton/" + s.admin.ID + "/sparra"} {
		r := httptest.NewRequest(http.MethodPost, path, nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Origin", "https://evil.example")
		b.send(r).is(403)
	}
	b.get("/konto").is(200)
}
