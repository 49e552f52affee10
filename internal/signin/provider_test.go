package signin_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/idp"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
)

const (
	clientID     = idp.ClientID
	clientSecret = idp.Secret
	backTo       = "http://localhost/logga-in/svar"
)

// startIDP is a provider that states the highest level, and where somebody works.
func startIDP(t *testing.T) *idp.Provider {
	t.Helper()
	p := idp.Start(t, backTo)
	p.ACR, p.Affiliation = signin.LoA3, []string{"kd01@2120002270"}
	return p
}

// withIDP is the house with a provider; its clock is the machine's, since the provider's is.
func withIDP(t *testing.T, dialect db.Dialect) (*house, *idp.Provider) {
	t.Helper()
	p := startIDP(t)
	d := dbtest.Open(t, dialect)
	d.Clock.Set(time.Now())
	h := furnish(t, d, func(s *signin.Service) {
		provider, err := signin.NewProvider(signin.ProviderConfig{Issuer: p.URL, ClientID: clientID, Secret: clientSecret, Name: "Freja OrgID (Demo)"}, d.Clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		s.Provider = provider
	})
	return h, p
}

// visit goes to the provider and comes back.
func (b *browser) visit(p *idp.Provider, from string) *browser {
	b.h.t.Helper()
	if b.get(from); b.code != 303 || !strings.HasPrefix(b.to, p.URL+"/auth?") {
		b.h.t.Fatalf("got %d to %s: %s", b.code, b.to, shorten(b.text))
	}
	return b.get(p.LogIn(b.h.t, b.to))
}

func TestSignInAtAProvider(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h, p := withIDP(t, dialect)
			b := h.browser()
			b.get("/logga-in").want(200, "Logga in med Freja OrgID (Demo)")
			b.visit(p, "/logga-in/leverantor?till=/konto/losenord").want(422, "inte knutet till det")
			h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "id2"))
			b.visit(p, "/logga-in/leverantor?till=/konto/losenord").wantTo("/konto/losenord")
			b.get("/konto/inloggning").want(200, "Freja OrgID (Demo)")
			if proof, ok := b.fresh(); !ok || proof.Method != signin.ByProvider || proof.Assurance != signin.LoA3 {
				t.Errorf("got %+v %v", proof, ok)
			}
			if h.noted(account.ActionSignIn, h.karin.ID) != 1 || h.noted(policy.LinkIdentity, h.karin.ID) != 1 {
				t.Error("the sign-in or the tie is not noted")
			}
		})
	}
}

func (h *house) admin() policy.Actor {
	return policy.Actor{ID: h.omar.ID, Authority: h.board.ID, Roles: []policy.Role{policy.LocalAdmin}}
}

func TestWhatTheProviderAsksIsBoundToTheBrowser(t *testing.T) {
	h, p := withIDP(t, db.SQLite)
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "id2"))
	b := h.browser()
	b.get("/logga-in/leverantor")
	sent, err := url.Parse(b.to)
	h.must(err)
	q := sent.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) != 43 || len(q.Get("nonce")) != 43 || q.Get("redirect_uri") != backTo {
		t.Errorf("asked with %v", q)
	}
	back := p.LogIn(t, b.to)
	h.browser().get(back).want(422, "annan webbläsare") // somebody is lured to come back to another's sign-in
	other := h.browser()
	other.get("/logga-in/leverantor")
	other.get(back).want(422) // and having begun one of their own does not help
	forged := h.browser()
	forged.jar["samsyn-begun-leverantor"] = b.jar["samsyn-begun-leverantor"][:40] + "AAAA" + b.jar["samsyn-begun-leverantor"][44:]
	forged.get(back).want(422, "annan webbläsare")
	kept := b.jar["samsyn-begun-leverantor"]
	b.get(back).wantTo("/konto")
	b = h.browser()
	b.jar["samsyn-begun-leverantor"] = kept
	b.get(back).want(422) // the code was used
	h.Clock.Advance(11 * time.Minute)
	late := h.browser()
	late.get("/logga-in/leverantor")
	back = p.LogIn(t, late.to)
	h.Clock.Advance(11 * time.Minute)
	late.get(back).want(422, "för lång tid")
}

func TestTheOrganisationMustBeTheAuthoritys(t *testing.T) {
	h, p := withIDP(t, db.SQLite)
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "id2"))
	for name, c := range map[string]struct {
		says any
		code int
	}{
		"another's":      {"kd01@2021002114", 422},
		"nothing":        {nil, 422},
		"no number":      {"kd01", 422},
		"one of several": {[]string{"kd01@2021002114", "kd02@212000-2270"}, 303},
		"as one text":    {"kd01@2120002270", 303},
	} {
		p.Affiliation = c.says
		b := h.browser().visit(p, "/logga-in/leverantor")
		if b.code != c.code {
			t.Errorf("%s: got %d, want %d: %s", name, b.code, c.code, shorten(b.text))
		}
		if c.code == 422 && !strings.Contains(b.text, "212000-2270") {
			t.Errorf("%s: the page does not say which number: %s", name, shorten(b.text))
		}
	}
	if n := h.noted(signin.ActionProveFailed, h.karin.ID); n != 3 {
		t.Errorf("%d refusals are noted, want 3", n)
	}
}

func TestSigningAsksForTheLevelShownJustNow(t *testing.T) {
	h, p := withIDP(t, db.SQLite)
	h.must(h.Link(t.Context(), operator(), h.karin.ID, "", "id2"))
	for name, c := range map[string]struct {
		acr    string
		at     time.Time
		strong bool
	}{
		"LoA3 now":        {acr: signin.LoA3, strong: true},
		"LoA4 now":        {acr: signin.LoA4, strong: true},
		"LoA2":            {acr: "http://id.elegnamnden.se/loa/1.0/loa2"},
		"uncertified":     {acr: "http://id.swedenconnect.se/loa/1.0/uncertified-loa3"},
		"none":            {},
		"LoA3 last night": {acr: signin.LoA3, at: time.Now().Add(-8 * time.Hour)},
	} {
		p.ACR, p.AuthTime = c.acr, c.at
		b := h.browser()
		b.visit(p, "/logga-in/leverantor").wantTo("/konto")
		if _, ok := b.fresh(); ok != c.strong {
			t.Errorf("%s: signing in gives %v", name, ok)
		}
		b.visit(p, "/legitimera/leverantor?till=/x")
		if c.strong {
			b.wantTo("/x")
		} else if b.want(422, "tillitsnivå"); b.code != 422 {
			t.Errorf("%s: got %d", name, b.code)
		}
		h.Clock.Advance(time.Second)
	}
}

func TestOneTiesOnesOwnAccount(t *testing.T) {
	h, p := withIDP(t, db.SQLite)
	b := h.browser()
	b.signIn("karin.dahlberg").wantTo("/konto")
	b.get("/konto/inloggning/leverantor").wantTo("/legitimera?till=%2Fkonto%2Finloggning%2Fleverantor")
	b.post("/legitimera/losenord", "password", password, "till", "/konto/inloggning/leverantor").wantTo("/konto/inloggning/leverantor")
	b.visit(p, "/konto/inloggning/leverantor").wantTo("/konto/inloggning")
	refused(t, h.Link(t.Context(), h.admin(), h.omar.ID, "", "id9"), fault.Denied) // nobody ties their own as an admin
	refused(t, h.Link(t.Context(), operator(), h.omar.ID, "", "id2"), fault.Conflict)
	m, err := h.MeansOf(t.Context(), b.actor(), h.karin.ID)
	if err != nil || len(m.Identities) != 1 {
		t.Fatalf("got %+v %v", m, err)
	}
	b.visit(p, "/legitimera/leverantor?till=/konto/inloggning").wantTo("/konto/inloggning")
	b.post("/konto/inloggning/leverantor/" + m.Identities[0].ID + "/ta-bort").wantTo("/konto/inloggning")
	h.browser().visit(p, "/logga-in/leverantor").want(422, "inte knutet till det")
}

func TestAnAdminTiesAnAccountByItsSubject(t *testing.T) {
	h, _ := withIDP(t, db.SQLite)
	b := h.browser()
	b.signIn("omar.haddad").wantTo("/konto")
	path := signin.PathOf(h.karin.ID)
	b.get("/admin/konton/"+h.karin.ID).want(200, path)
	b.get(path).want(200, "kan inte underteckna")
	b.post(path, "subject", " ").want(422)
	b.post(path, "subject", "id2").wantTo(path)
	b.get(path).want(200, "id2")
	b.get(signin.PathOf("no-such")).want(404)
	karin := h.browser()
	karin.signIn("karin.dahlberg").wantTo("/konto")
	karin.get(path).want(403)
}

func TestAnInsecureProviderIsRefused(t *testing.T) {
	for _, issuer := range []string{"http://idp.example", "idp.example", "", "ftp://idp.example"} {
		if _, err := signin.NewProvider(signin.ProviderConfig{Issuer: issuer, ClientID: "x"}, time.Now); err == nil {
			t.Errorf("%q was taken", issuer)
		}
	}
}

func TestAProviderThatIsAwayIsLeftAloneForAWhile(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(server.Close)
	d := dbtest.Open(t, db.SQLite)
	h := furnish(t, d, func(s *signin.Service) {
		provider, err := signin.NewProvider(signin.ProviderConfig{Issuer: server.URL, ClientID: clientID, Name: "Freja OrgID (Demo)"}, d.Clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		s.Provider = provider
	})
	for range 3 {
		h.browser().get("/logga-in/leverantor").want(503, "svarar inte just nu")
	}
	if asked != 1 {
		t.Errorf("it was asked %d times in a row", asked)
	}
}
