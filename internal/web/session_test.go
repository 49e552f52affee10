package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// housed is a desk with a database, where anybody may sign in as anybody.
type housed struct {
	*desk
	db     *dbtest.Database
	barred map[string]bool // accounts that may not any more
	broken bool            // asking who stands behind a session fails
	saved  []string        // what POST /spara was sent
}

func newHoused(t *testing.T, d *dbtest.Database) *housed {
	t.Helper()
	h := &housed{db: d, barred: map[string]bool{}}
	log := &bytes.Buffer{}
	h.desk = &desk{log: log, t: t, Router: New(Options{
		Log: slog.New(slog.NewJSONHandler(log, nil)), Now: d.Clock.Now, Trail: d.Trail, Keys: d.Keys,
		Authenticate: h.who, AuthenticateKey: h.whoHasKey,
	})}
	h.may = mayInTests
	h.Handle("GET /hem", seeStaff, func(r *Request) (Response, error) {
		return Page(language.T("Hem", "Home"), text("inloggad som "+r.Actor.ID+" för "+r.Actor.Authority)), nil
	})
	h.Handle("POST /logga-in", seeOpen, func(r *Request) (Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return Response{}, err
		}
		return r.SignIn(f.Text("account"), f.Text("authority"), r.Till())
	})
	h.Handle("POST /logga-ut", seeStaff, func(r *Request) (Response, error) { return r.SignOut("/") })
	h.Handle("POST /byt", seeStaff, func(r *Request) (Response, error) { return r.ActFor("nämnd 2", "/hem") })
	h.Handle("POST /spara", seeStaff, func(r *Request) (Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return Response{}, err
		}
		h.saved = append(h.saved, f.Long("text"))
		if f.Value("text") == "fel" {
			return Response{}, errors.New("not saved")
		}
		return Redirect("/hem"), nil
	})
	return h
}

func (h *housed) who(_ context.Context, s Session) (policy.Actor, error) {
	if h.broken {
		return policy.Actor{}, fault.New(fault.Unavailable, language.T("Databasen svarar inte.", "The database does not answer."))
	}
	if h.barred[s.Account] {
		return policy.Actor{}, fault.New(fault.Unauthenticated, language.T("Kontot är stängt.", "The account is closed."))
	}
	return policy.Actor{ID: s.Account, Name: s.Account, Authority: s.Authority}, nil
}

const goodKey = "samsyn_0123456789abcdef0123456789abcdef"

func (h *housed) whoHasKey(_ context.Context, digest string) (policy.Actor, error) {
	if digest != digestOf(goodKey) {
		return policy.Actor{}, fault.NotFoundThing()
	}
	return policy.Actor{ID: "klient", Process: "client"}, nil
}

// browser keeps cookies as a browser does.
type browser struct {
	h   *housed
	jar map[string]string
}

func (h *housed) browser() *browser { return &browser{h: h, jar: map[string]string{}} }

func (b *browser) do(method, target string, form url.Values, header ...string) answer {
	var in *strings.Reader = strings.NewReader(form.Encode())
	r := httptest.NewRequest(method, target, in)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return b.send(r, header...)
}

func (b *browser) send(r *http.Request, header ...string) answer {
	for name, value := range b.jar {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	got := b.h.send(r, header...)
	for _, c := range got.Cookies() {
		if c.MaxAge < 0 {
			delete(b.jar, c.Name)
		} else {
			b.jar[c.Name] = c.Value
		}
	}
	return got
}

func (b *browser) get(target string) answer { return b.do(http.MethodGet, target, nil) }

func (b *browser) signIn(account string) answer {
	return b.do(http.MethodPost, "/logga-in?till=/hem", url.Values{"account": {account}, "authority": {"nämnd 1"}})
}

const sessionCookie = "samsyn-session"

func TestSessionLife(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := newHoused(t, d)
		b := h.browser()
		if got := b.signIn("maja"); got.StatusCode != 303 || got.Header.Get("Location") != "/hem" {
			t.Fatalf("sign-in: %d %s", got.StatusCode, got.body)
		}
		got := b.get("/hem")
		got.want(t, 200, "inloggad som maja för nämnd 1")
		if got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("ETag") != "" {
			t.Errorf("a page of the signed-in may be kept: %v", got.Header)
		}
		secret := b.jar[sessionCookie]
		if len(secret) < 43 {
			t.Errorf("the secret %q is shorter than 256 bits", secret)
		}
		if n, err := db.One[int64](context.Background(), d, "SELECT count(*) FROM session WHERE digest = $1 OR id = $1", secret); n != 0 || err != nil {
			t.Errorf("the secret stands in the table: %d, %v", n, err)
		}

		before := h.browser()
		before.jar[sessionCookie] = secret
		b.do(http.MethodPost, "/byt", nil).want(t, 303)
		b.get("/hem").want(t, 200, "för nämnd 2")
		before.get("/hem").want(t, 303) // the old secret is worth nothing after the change

		second := b.jar[sessionCookie]
		b.signIn("maja").want(t, 303)
		if b.jar[sessionCookie] == second {
			t.Error("signing in kept the secret")
		}
		before.jar[sessionCookie] = second
		before.get("/hem").want(t, 303)

		b.do(http.MethodPost, "/logga-ut", nil).want(t, 303)
		if b.jar[sessionCookie] != "" {
			t.Error("the cookie stays after signing out")
		}
		if live, err := h.Sessions().List(context.Background(), "maja"); err != nil || len(live) != 0 {
			t.Errorf("sessions left: %v, %v", live, err)
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := newHoused(t, d)
		b := h.browser()
		b.signIn("maja")
		for range 3 { // in use: the clock of idleness starts over
			d.Clock.Advance(50 * time.Minute)
			b.get("/hem").want(t, 200)
		}
		d.Clock.Advance(61 * time.Minute)
		b.get("/hem").want(t, 303)

		b.signIn("maja")
		for range 14 {
			d.Clock.Advance(50 * time.Minute)
			b.get("/hem").want(t, 200)
		}
		d.Clock.Advance(50 * time.Minute) // over twelve hours, though never idle
		b.get("/hem").want(t, 303)

		b.signIn("maja")
		h.barred["maja"] = true
		b.get("/hem").want(t, 303)
		h.barred["maja"] = false
		b.get("/hem").want(t, 303) // ended for good, not asleep

		b.signIn("maja")
		h.broken = true
		b.get("/hem").want(t, 503, "Databasen svarar inte.")
	})
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h, ctx := newHoused(t, d), context.Background()
		here, there, other := h.browser(), h.browser(), h.browser()
		here.signIn("maja")
		d.Clock.Advance(time.Minute)
		there.do(http.MethodPost, "/logga-in", url.Values{"account": {"maja"}}, "User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0")
		other.signIn("erik")
		list, err := h.Sessions().List(ctx, "maja")
		if err != nil || len(list) != 2 || list[0].Agent != "Firefox, Windows" {
			t.Fatalf("%+v, %v", list, err)
		}
		if err := h.Sessions().Revoke(ctx, "erik", list[0].ID); err != nil {
			t.Fatal(err)
		}
		there.get("/hem").want(t, 200) // nobody ends another account's session
		if err := h.Sessions().Revoke(ctx, "maja", list[0].ID); err != nil {
			t.Fatal(err)
		}
		there.get("/hem").want(t, 303)
		here.get("/hem").want(t, 200)
		if err := h.Sessions().RevokeAll(ctx, "maja", ""); err != nil {
			t.Fatal(err)
		}
		here.get("/hem").want(t, 303)
		other.get("/hem").want(t, 200)
	})
}

func TestReadingDoesNotWriteEachTime(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	b := h.browser()
	b.signIn("maja")
	seen := func() time.Time {
		list, err := h.Sessions().List(context.Background(), "maja")
		if err != nil {
			t.Fatal(err)
		}
		return list[0].Seen.Time
	}
	first := seen()
	d.Clock.Advance(59 * time.Second)
	b.get("/hem")
	is(t, "within a minute", seen(), first)
	d.Clock.Advance(time.Second)
	b.get("/hem")
	is(t, "after a minute", seen(), first.Add(time.Minute))
}

func TestAPIKeys(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	h.get("/hem", "Authorization", "Bearer "+goodKey).want(t, 200, "inloggad som klient")
	for _, bad := range []string{"Bearer " + goodKey + "x", "Bearer x", "Basic abc", "Bearer", "Bearer " + strings.Repeat("x", 600)} {
		got := h.get("/api/v1/api-info", "Authorization", bad)
		got.want(t, 401, "API-nyckeln gäller inte")
		if got.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%q: no WWW-Authenticate", bad)
		}
	}
}

// TestFormsOutliveSessions: what was sent after the session ended is there after the next sign-in.
func TestFormsOutliveSessions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := newHoused(t, d)
		b := h.browser()
		b.signIn("maja")
		d.Clock.Advance(2 * time.Hour)
		written := "Lång text <med> å, ä & ö\r\noch en rad till"
		got := b.do(http.MethodPost, "/spara", url.Values{"text": {written}, "password": {"hemligt-lösen"}})
		if got.StatusCode != 303 || !strings.HasPrefix(got.Header.Get("Location"), "/logga-in?till=%2Ffortsatt") {
			t.Fatalf("%d %s", got.StatusCode, got.Header.Get("Location"))
		}
		content, err := db.One[[]byte](context.Background(), d, "SELECT content FROM pending_form")
		if err != nil || bytes.Contains(content, []byte("text")) {
			t.Errorf("kept in clear: %q, %v", content, err)
		}
		if in := b.signIn("maja"); in.Header.Get("Location") != "/fortsatt" {
			t.Fatalf("after signing in: %s", in.Header.Get("Location"))
		}
		page := b.get("/fortsatt")
		page.want(t, 200, "Det du skrev finns kvar", "Lång text &lt;med&gt; å, ä &amp; ö")
		if strings.Contains(page.body, "hemligt-lösen") {
			t.Error("a password is shown")
		}
		action := regexp.MustCompile(`action="(/spara\?fortsatt=[^"]+)"`).FindStringSubmatch(page.body)
		if action == nil {
			t.Fatalf("no way on: %s", page.body)
		}
		b.do(http.MethodPost, action[1], nil).want(t, 303)
		is(t, "what was saved", strings.Join(h.saved, "|"), strings.ReplaceAll(written, "\r\n", "\n"))
		b.do(http.MethodPost, action[1], nil).want(t, 404, "redan skickat")
		is(t, "times saved", len(h.saved), 1)
		b.get("/fortsatt").want(t, 303)
	})
}

func TestKeptFormsAreTheirWritersOnly(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	b := h.browser()
	send := func(text string) answer { return b.do(http.MethodPost, "/spara", url.Values{"text": {text}}) }

	send("utan session").want(t, 401, "Logga in i en ny flik")
	b.signIn("maja")
	d.Clock.Advance(2 * time.Hour)
	send("majas").want(t, 303)
	if in := b.signIn("erik"); in.Header.Get("Location") != "/hem" {
		t.Errorf("another account was led to %s", in.Header.Get("Location"))
	}
	b.get("/fortsatt").want(t, 303)
	id, err := db.One[string](context.Background(), d, "SELECT id FROM pending_form")
	if err != nil {
		t.Fatal(err)
	}
	b.do(http.MethodPost, "/spara?fortsatt="+id, nil).want(t, 404)

	b.signIn("maja")
	b.do(http.MethodPost, "/byt?fortsatt="+id, nil).want(t, 404) // not where it was going
	b.get("/fortsatt").want(t, 200)
	d.Clock.Advance(31 * time.Minute)
	b.get("/fortsatt").want(t, 303) // half an hour is over

	d.Clock.Advance(2 * time.Hour)
	for range keptMost - 1 {
		send("fler").want(t, 303)
	}
	if err := h.Sweep(context.Background()); err != nil {
		t.Fatal(err)
	}
	n, err := db.One[int64](context.Background(), d, "SELECT count(*) FROM pending_form")
	if err != nil || n != keptMost-1 {
		t.Errorf("%d kept after the sweep, %v", n, err)
	}
	send("nummer fem").want(t, 303)
	send("för många").want(t, 401)

	b.signIn("erik")
	one, err := db.One[string](context.Background(), d, "SELECT max(id) FROM pending_form")
	if err != nil {
		t.Fatal(err)
	}
	b.do(http.MethodPost, "/fortsatt", url.Values{"id": {one}}).want(t, 303)
	b.signIn("maja")
	b.get("/fortsatt").want(t, 200, "nummer fem") // nobody takes away another's
	b.do(http.MethodPost, "/fortsatt", url.Values{"id": {one}}).want(t, 303)
	if page := b.get("/fortsatt"); strings.Contains(page.body, "nummer fem") || !strings.Contains(page.body, "fler") {
		t.Errorf("taken away: %s", page.body)
	}
}

func TestKeptFormStaysWhenSavingFails(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	b := h.browser()
	b.signIn("maja")
	d.Clock.Advance(2 * time.Hour)
	b.do(http.MethodPost, "/spara", url.Values{"text": {"fel"}}).want(t, 303)
	b.signIn("maja")
	action := regexp.MustCompile(`action="(/spara[^"]+)"`).FindStringSubmatch(b.get("/fortsatt").body)[1]
	b.do(http.MethodPost, action, nil).want(t, 500)
	b.get("/fortsatt").want(t, 200, "Det du skrev finns kvar")
}

func TestKeptFilesThatAreTooLarge(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	h.Handle("POST /fil", seeStaff, func(*Request) (Response, error) { return Redirect("/hem"), nil }, Body(8<<20))
	b := h.browser()
	b.signIn("maja")
	d.Clock.Advance(2 * time.Hour)
	body, contentType := multipartBody(t, map[string]string{"a.csv": strings.Repeat("x", 2<<20)}, url.Values{"note": {"min anteckning"}})
	r := httptest.NewRequest(http.MethodPost, "/fil", body)
	r.Header.Set("Content-Type", contentType)
	b.send(r).want(t, 303)
	b.signIn("maja")
	b.get("/fortsatt").want(t, 200, "min anteckning", "Välj den igen")
}

func TestRates(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h, ctx := newHoused(t, d), context.Background()
		l, bucket := h.Limiter(), Bucket{Burst: 3, Every: time.Minute}
		for i := range 3 {
			if err := l.Take(ctx, "a", bucket); err != nil {
				t.Fatalf("attempt %d: %v", i, err)
			}
		}
		err := l.Take(ctx, "a", bucket)
		if !fault.Is(err, fault.TooMany) || !strings.Contains(err.Error(), "60 sekunder") {
			t.Fatalf("the fourth: %v", err)
		}
		if err := l.Take(ctx, "b", bucket); err != nil {
			t.Errorf("another key: %v", err)
		}
		d.Clock.Advance(59 * time.Second)
		if err := l.Take(ctx, "a", bucket); !fault.Is(err, fault.TooMany) {
			t.Errorf("a second early: %v", err)
		}
		d.Clock.Advance(time.Second)
		if err := l.Take(ctx, "a", bucket); err != nil {
			t.Errorf("after a minute: %v", err)
		}
		if err := l.Take(ctx, "a", bucket); !fault.Is(err, fault.TooMany) {
			t.Errorf("one came back, not two: %v", err)
		}
		if err := l.Clear(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		if err := l.Take(ctx, "a", bucket); err != nil {
			t.Errorf("cleared: %v", err)
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM rate WHERE id = 'a' OR id LIKE '%a%' AND length(id) < 10"); n != 0 || err != nil {
			t.Errorf("a key stands in clear: %d, %v", n, err)
		}
		d.Clock.Advance(time.Hour)
		if err := h.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM rate"); n != 0 || err != nil {
			t.Errorf("full buckets are kept: %d, %v", n, err)
		}
	})
}

// TestRatesHoldUnderLoad: of forty at once, only as many as the bucket holds come through.
func TestRatesHoldUnderLoad(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		l := newHoused(t, d).Limiter()
		var wg sync.WaitGroup
		var mu sync.Mutex
		passed := 0
		for range 40 {
			wg.Go(func() {
				err := l.Take(context.Background(), "k", Bucket{Burst: 7, Every: time.Hour})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					passed++
				} else if !fault.Is(err, fault.TooMany) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		is(t, "passed", passed, 7)
	})
}

func TestSignInIsLimited(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	h := newHoused(t, d)
	h.Handle("POST /prova", seeOpen, func(r *Request) (Response, error) { return Empty(204), r.LimitSignIn(r.URL.Query().Get("user")) })
	for range signInPerAccount.Burst {
		h.post("/prova?user=maja", nil).want(t, 204)
	}
	got := h.post("/prova?user=maja", nil)
	got.want(t, 429, "Vänta 60 sekunder")
	is(t, "Retry-After", got.Header.Get("Retry-After"), "60")
	h.post("/prova?user=erik", nil).want(t, 204)
	blocked := 0
	for i := range signInPerAddress.Burst {
		if h.post(fmt.Sprint("/prova?user=nr", i), nil).StatusCode == 429 {
			blocked++
		}
	}
	if blocked == 0 {
		t.Error("one address tries everybody's accounts")
	}
}

func TestEven(t *testing.T) {
	began := time.Now()
	want := errors.New("x")
	if err := Even(context.Background(), 30*time.Millisecond, func() error { return want }); !errors.Is(err, want) {
		t.Error(err)
	}
	if took := time.Since(began); took < 30*time.Millisecond {
		t.Errorf("answered after %v", took)
	}
}

func TestSweepKeepsWhatLives(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h, ctx := newHoused(t, d), context.Background()
		b := h.browser()
		b.signIn("maja")
		d.Clock.Advance(48 * time.Hour)
		live := h.browser()
		live.signIn("erik")
		if err := h.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		live.get("/hem").want(t, 200)
		if n, err := db.One[int64](ctx, d, "SELECT count(*) FROM session"); n != 1 || err != nil {
			t.Errorf("%d sessions left, %v", n, err)
		}
	})
}

// TestHouseOnly: web writes no table that the trail should know of.
func TestHouseOnly(t *testing.T) {
	for _, table := range []string{"session", "rate", "idempotency", "pending_form"} {
		found := false
		for _, have := range audit.HouseTables() {
			found = found || have == table
		}
		if !found {
			t.Errorf("%s is no housekeeping table", table)
		}
	}
}
