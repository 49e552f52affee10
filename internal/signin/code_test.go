package signin_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
)

func (b *browser) actor() policy.Actor {
	b.h.t.Helper()
	all, err := b.h.router.Sessions().List(b.h.t.Context(), b.h.karin.ID)
	b.h.must(err)
	if len(all) == 0 {
		b.h.t.Fatal("nobody is signed in")
	}
	return policy.Actor{ID: b.h.karin.ID, Authority: b.h.board.ID, Session: all[0].ID}
}

func (b *browser) fresh() (signin.Proof, bool) {
	b.h.t.Helper()
	p, ok, err := signin.Fresh(b.h.t.Context(), b.h.DB, b.actor(), signin.ForSigning)
	b.h.must(err)
	return p, ok
}

func TestStepUpByCode(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d, nil)
		b := h.browser()
		phone := b.withApp("karin.dahlberg")
		if _, ok := b.fresh(); ok {
			t.Error("a password and a first app are taken for a proof strong enough to sign")
		}
		b.get("/legitimera?till=/overenskommelser/x/underteckna").want(200, "Kod från appen")
		old := b.jar["samsyn-session"]
		b.post("/legitimera/kod", "code", "000000", "till", "/x").want(422, "Koden stämmer inte")
		used := phone.code()
		b.post("/legitimera/kod", "code", used[:3]+" "+used[3:], "till", "/overenskommelser/x/underteckna").wantTo("/overenskommelser/x/underteckna")
		if b.jar["samsyn-session"] == old {
			t.Error("the session kept its secret")
		}
		p, ok := b.fresh()
		if !ok || p.Method != signin.ByCode || p.Account != h.karin.ID || !p.At.Equal(h.Clock.Now()) {
			t.Errorf("got %+v %v", p, ok)
		}
		b.post("/legitimera/kod", "code", used, "till", "/x").want(422, "Koden är redan använd")
		h.Clock.Advance(30 * time.Second)
		b.post("/legitimera/kod", "code", used, "till", "/x").want(422, "Koden är redan använd") // its half minute still counts
		h.Clock.Advance(signin.ForSigning - 29*time.Second)
		if _, ok := b.fresh(); ok {
			t.Error("an old proof is taken for fresh")
		}
		if n := h.noted(signin.ActionProveFailed, h.karin.ID); n != 3 {
			t.Errorf("%d failures are noted, want 3", n)
		}
		if h.noted(policy.ProveIdentity, h.karin.ID) != 2 || h.noted(policy.ChangeSignIn, h.karin.ID) != 1 {
			t.Error("what was shown and added is not noted")
		}
	})
}

func TestAProofHoldsInItsSessionAlone(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	phone := b.withApp("karin.dahlberg")
	b.post("/legitimera/kod", "code", phone.code(), "till", "/konto").wantTo("/konto")
	there := b.actor()
	h.Clock.Advance(time.Minute)
	other := h.browser()
	other.signIn("karin.dahlberg").wantTo("/logga-in/kod")
	elsewhere := there
	elsewhere.Session = "another"
	for name, a := range map[string]policy.Actor{"another session": elsewhere, "no session": {ID: h.karin.ID}, "another person": {ID: h.omar.ID, Session: there.Session}, "nobody": {}} {
		if _, ok, err := signin.Fresh(t.Context(), h.DB, a, signin.ForSigning); ok || err != nil {
			t.Errorf("%s: got %v %v", name, ok, err)
		}
	}
	if _, err := signin.Need(t.Context(), h.DB, elsewhere, signin.ForSigning); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v", err)
	}
}

func TestThePasswordIsNotEnoughForWhoeverHasAnApp(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	phone := h.browser().withApp("karin.dahlberg")
	signedIn := h.noted(account.ActionSignIn, h.karin.ID)
	thief := h.browser()
	thief.signIn("karin.dahlberg").wantTo("/logga-in/kod")
	thief.get("/konto").wantTo("/logga-in?till=%2Fkonto")
	thief.post("/logga-in/kod", "code", "123456").want(422, "Koden stämmer inte")
	if h.noted(account.ActionSignIn, h.karin.ID) != signedIn {
		t.Error("half a sign-in is noted as one")
	}
	b := h.browser()
	b.signIn("karin.dahlberg").wantTo("/logga-in/kod")
	begun := b.jar["samsyn-begun-kod"]
	b.get("/logga-in/kod").want(200, "Lösenordet stämmer")
	b.post("/logga-in/kod", "code", phone.code()).wantTo("/konto")
	b.get("/konto").want(200)
	if p, ok := b.fresh(); !ok || p.Method != signin.ByCode {
		t.Errorf("got %+v %v, want the sign-in itself to count", p, ok)
	}
	h.Clock.Advance(time.Minute)
	again := h.browser()
	again.jar["samsyn-begun-kod"] = begun
	again.post("/logga-in/kod", "code", phone.code()).want(409, "redan använt")
	h.Clock.Advance(time.Hour)
	thief.post("/logga-in/kod", "code", phone.code()).wantTo("/logga-in") // what was begun is too old
}

func TestGuessesAreLimited(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	phone := b.withApp("karin.dahlberg")
	for range 10 {
		b.post("/legitimera/kod", "code", "000000", "till", "/x").want(422)
	}
	b.post("/legitimera/kod", "code", phone.code(), "till", "/x").want(429, "För många försök")
	h.Clock.Advance(2 * time.Minute)
	b.post("/legitimera/kod", "code", phone.code(), "till", "/x").wantTo("/x")
}

var recoveryCode = regexp.MustCompile(`<code>([A-Z2-7 ]+)</code>`)

func TestARecoveryCodeLetsOneInOnceButNotSign(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	phone := b.withApp("karin.dahlberg")
	b.post("/legitimera/kod", "code", phone.code(), "till", "/konto/inloggning").wantTo("/konto/inloggning")
	b.post("/konto/inloggning/reservkoder").want(200)
	codes := recoveryCode.FindAllStringSubmatch(b.text, -1)
	if len(codes) != 10 {
		t.Fatalf("%d codes are shown", len(codes))
	}
	h.Clock.Advance(time.Hour)
	h.told = map[string]int{}
	b = h.browser()
	b.signIn("karin.dahlberg").wantTo("/logga-in/kod")
	b.post("/logga-in/kod", "code", strings.ToLower(codes[0][1])).wantTo("/konto")
	if h.told[h.karin.ID] != 1 {
		t.Error("the owner is not told that a recovery code was used")
	}
	if _, ok := b.fresh(); ok {
		t.Error("a recovery code is enough for signing")
	}
	b.get("/konto/inloggning").want(200, "9 reservkoder kvar")
	b.get("/konto/inloggning/kod").want(200, "QR-kod") // but for putting a new telephone in place
	h.Clock.Advance(time.Hour)
	b = h.browser()
	b.signIn("karin.dahlberg").wantTo("/logga-in/kod")
	b.post("/logga-in/kod", "code", codes[0][1]).want(422, "redan använd")
	if _, err := b.h.MeansOf(t.Context(), policy.Actor{ID: h.karin.ID}, h.karin.ID); err != nil {
		t.Fatal(err)
	}
}

// A stolen password, or a screen left open, cannot put a means in the place of the owner's.
func TestChangingAsksForWhatOneHas(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	b.withApp("karin.dahlberg")
	h.Clock.Advance(11 * time.Minute)
	b.post("/legitimera/losenord", "password", password, "till", "/konto/inloggning/kod").wantTo("/konto/inloggning/kod")
	for _, path := range []string{"/konto/inloggning/kod", "/konto/inloggning/nyckel"} {
		b.get(path).wantTo("/legitimera?till=" + strings.ReplaceAll(path, "/", "%2F"))
	}
	b.post("/konto/inloggning/kod/ta-bort").wantTo("/legitimera?till=%2Fkonto%2Finloggning")
	b.post("/konto/inloggning/reservkoder").wantTo("/legitimera?till=%2Fkonto%2Finloggning")
	refused(t, h.EndCode(t.Context(), b.actor()), fault.Denied)
	if m, err := h.MeansOf(t.Context(), b.actor(), h.karin.ID); err != nil || m.Code == nil {
		t.Errorf("got %+v %v", m, err)
	}
}

func TestWhoHasNothingIsToldHowToGetIt(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	b.signIn("karin.dahlberg").wantTo("/konto")
	b.get("/legitimera?till=/overenskommelser/x").want(200, "Du har inget att legitimera dig med än", "/konto/inloggning")
	if strings.Contains(b.text, `type="password"`) {
		t.Error("a password is asked for, as if it were enough")
	}
	b.get("/konto").want(200, "Dina inloggningssätt")
	b.post("/legitimera/losenord", "password", "fel", "till", "/konto/inloggning").want(422, "Lösenordet stämmer inte")
}

func TestTheInventedAreShownTheirCode(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), func(s *signin.Service) { s.Demo = true })
	h.must(h.SeedDemo(t.Context(), operator(), h.karin.ID))
	b := h.browser()
	b.post("/logga-in/demo", "account", h.karin.ID).wantTo("/konto")
	shown := regexp.MustCompile(`visa koden (\d{6})`)
	for range 2 { // the second within the same half minute shows the next code
		b.get("/legitimera?till=/x").want(200, "Demo")
		m := shown.FindStringSubmatch(b.text)
		if m == nil {
			t.Fatalf("no code is shown: %s", shorten(b.text))
		}
		b.post("/legitimera/kod", "code", m[1], "till", "/x").wantTo("/x")
	}
	if _, ok := b.fresh(); !ok {
		t.Error("the code is not a proof")
	}
	h.Demo = false
	b.get("/legitimera?till=/x").want(200)
	if shown.MatchString(b.text) {
		t.Error("a code is shown outside the demo")
	}
	refused(t, h.SeedDemo(t.Context(), b.actor(), h.omar.ID), fault.Denied)
}

// Two who send the same code at once: one is let in.
func TestOneCodeProvesOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := furnish(t, d, nil)
		b := h.browser()
		code, actor := b.withApp("karin.dahlberg").code(), b.actor()
		var wg sync.WaitGroup
		var mu sync.Mutex
		held := 0
		for range 4 {
			wg.Go(func() {
				_, err := h.ProveByCode(t.Context(), actor, code)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					held++
				} else if !fault.Is(err, fault.Invalid) {
					t.Errorf("got %v", err)
				}
			})
		}
		wg.Wait()
		if held != 1 {
			t.Errorf("the code held %d times", held)
		}
	})
}

func TestForgettingTakesAllAwayAndEndsSessions(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	b.withApp("karin.dahlberg")
	refused(t, h.Forget(t.Context(), b.actor(), h.karin.ID), fault.Denied)
	if h.told[h.karin.ID] != 1 {
		t.Error("the owner is not told of the app")
	}
	h.must(h.Forget(t.Context(), operator(), h.karin.ID))
	if h.told[h.karin.ID] != 2 {
		t.Error("the owner is not told that all is gone")
	}
	b.get("/konto").wantTo("/logga-in?till=%2Fkonto")
	b.signIn("karin.dahlberg").wantTo("/konto")
	m, err := h.MeansOf(t.Context(), b.actor(), h.karin.ID)
	if err != nil || !m.None() || m.Recovery != 0 {
		t.Errorf("got %+v %v", m, err)
	}
}

func TestSecretsAreSealed(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	phone := h.browser().withApp("karin.dahlberg")
	kept, err := db.One[[]byte](t.Context(), h.DB, "SELECT secret FROM signin_totp WHERE account_id = $1", h.karin.ID)
	h.must(err)
	if strings.Contains(string(kept), string(phone.secret)) {
		t.Error("the secret stands in clear")
	}
}
