package signin_test

import (
	"crypto/rand"
	"net/url"
	"testing"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/signin"
)

// At the real provider of the tests: the number of who has logged in is taken at LoA3, in a claim of the Swedish profile, by
// the browser that began, once; anything else is the same refusal, and says no number.
func TestTheNumberThatAProviderStates(t *testing.T) {
	const claim = "https://id.oidc.se/claim/"
	for name, c := range map[string]struct {
		acr, claim, number string
		spoil              func(v *signin.Visit, q url.Values)
		ok                 bool
	}{
		"personal number":         {signin.LoA3, claim + "personalIdentityNumber", "199201012383", nil, true},
		"coordination number":     {signin.LoA3, claim + "coordinationNumber", "198502862397", nil, true},
		"too low a level":         {"http://id.elegnamnden.se/loa/1.0/loa2", claim + "personalIdentityNumber", "199201012383", nil, false},
		"no level":                {"", claim + "personalIdentityNumber", "199201012383", nil, false},
		"a number that is wrong":  {signin.LoA3, claim + "personalIdentityNumber", "199201012384", nil, false},
		"no number":               {signin.LoA3, "nickname", "199201012383", nil, false},
		"another browser's state": {signin.LoA3, claim + "personalIdentityNumber", "199201012383", func(v *signin.Visit, _ url.Values) { v.State = "other" }, false},
		"another's nonce":         {signin.LoA3, claim + "personalIdentityNumber", "199201012383", func(v *signin.Visit, _ url.Values) { v.Nonce = "other" }, false},
		"another's verifier":      {signin.LoA3, claim + "personalIdentityNumber", "199201012383", func(v *signin.Visit, _ url.Values) { v.Verifier = "other" }, false},
		"too late":                {signin.LoA3, claim + "personalIdentityNumber", "199201012383", func(v *signin.Visit, _ url.Values) { v.Ends = time.Now() }, false},
		"nothing begun":           {signin.LoA3, claim + "personalIdentityNumber", "199201012383", func(v *signin.Visit, q url.Values) { *v = signin.Visit{}; q.Set("state", "") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := startIDP(t)
			p.ACR, p.Affiliation, p.Claim, p.Number = c.acr, nil, c.claim, c.number
			provider, err := signin.NewProvider(signin.ProviderConfig{Issuer: p.URL, ClientID: clientID, Secret: clientSecret, Assurance: []string{signin.LoA3}}, time.Now)
			if err != nil {
				t.Fatal(err)
			}
			v, err := provider.NewVisit(rand.Reader, "/mina-sidor")
			if err != nil {
				t.Fatal(err)
			}
			to, err := provider.Depart(v, backTo)
			if err != nil {
				t.Fatal(err)
			}
			back, err := url.Parse(p.LogIn(t, to.String()))
			if err != nil {
				t.Fatal(err)
			}
			q := back.Query()
			if c.spoil != nil {
				c.spoil(&v, q)
			}
			n, err := provider.Number(t.Context(), v, backTo, q.Get("state"), q.Get("code"))
			if (err == nil) != c.ok || c.ok && n.TwelveDigits() != c.number || !c.ok && (!n.IsZero() || !fault.Is(err, fault.Invalid)) {
				t.Fatalf("%v %v", n, err)
			}
			if _, err := provider.Number(t.Context(), v, backTo, q.Get("state"), q.Get("code")); err == nil {
				t.Error("the same answer is taken twice")
			}
		})
	}
}
