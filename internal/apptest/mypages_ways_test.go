package apptest

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/idp"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/handover"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/mypages"
	"samsyn/internal/person"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
)

// Whoever has an e-identification signs in with it at the provider, at the level that personal data needs, and comes to the
// page that they were going to. A lower level leads back to the ways in, with nothing said of anybody.
func TestAJobSeekerWithAnElectronicIdentification(t *testing.T) {
	p := idp.Start(t, origin+mypages.SignInPath+"/svar")
	p.Claim, p.Number = "https://id.oidc.se/claim/personalIdentityNumber", noraNumber
	h := withNora(t, db.SQLite, func(o *app.Options) {
		o.SeekerProvider = &signin.ProviderConfig{Issuer: p.URL, ClientID: idp.ClientID, Secret: idp.Secret, Name: "Freja (Demo)", Assurance: []string{signin.LoA3}}
	})
	h.Clock.Set(time.Now()) // the provider's clock is the world's
	nora := h.Public()
	through := func(acr string) string {
		p.ACR = acr
		nora.Get(mypages.SignInPath).Must(See("Logga in med Freja (Demo)"))
		away := nora.Answer(http.MethodGet, mypages.SignInPath+"/e-legitimation?till="+mypages.Path+"/samtycken", nil).Header().Get("Location")
		if !strings.HasPrefix(away, p.URL) {
			t.Fatalf("the way to the provider is %q", away)
		}
		return nora.Answer(http.MethodGet, p.LogIn(t, away), nil).Header().Get("Location")
	}
	if to := through("http://id.elegnamnden.se/loa/1.0/loa2"); to != mypages.SignInPath {
		t.Errorf("too low a level leads to %q", to)
	}
	if w := nora.Answer(http.MethodGet, mypages.Path, nil); w.Code != http.StatusSeeOther {
		t.Errorf("and opens my pages: %d", w.Code)
	}
	if to := through(signin.LoA3); !strings.HasPrefix(to, mypages.Path+"/samtycken") {
		t.Errorf("signed in, she comes to %q", to)
	}
	nora.Get(mypages.Path).Must(See("Elin Wallin (Demo)"))
}

// A consent that the person withdraws on their own pages stops what the other may still be told, in that very act, and both
// sides are told of it.
func TestAConsentWithdrawnOnMyPagesStopsBoth(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			if err := cast.Matters(t.Context(), h.App); err != nil {
				t.Fatal(err)
			}
			elin := h.actor(t, cast.Elin)
			id, err := db.One[string](t.Context(), h.DB, "SELECT matter_id FROM plan")
			if err != nil {
				t.Fatal(err)
			}
			before := h.toldOf(t, id)
			nora := h.Public()
			nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", h.codeFor(t, h.As(cast.Elin), noraNumber))
			for {
				g := nora.Get(mypages.Path + "/samtycken")
				if !strings.Contains(g.Text(), "Ja, ta tillbaka") {
					break
				}
				g.Send("Ja, ta tillbaka").Must(See("Samtycket är taget tillbaka"))
			}
			_, err = h.Matters.Write(t.Context(), elin, matter.Key{ID: id}, "Något mer om henne. (Demo)", false)
			if err == nil || fault.Is(err, fault.Internal) {
				t.Errorf("what is told after the withdrawal: %v", err)
			}
			for _, who := range []string{cast.Elin, cast.Maja} {
				h.As(who).Get("/arenden/" + id).Must(See("Samtycket till att ni berättar är återkallat"))
			}
			for account, n := range h.toldOf(t, id) {
				if n <= before[account] {
					t.Errorf("%s is told nothing of it", account)
				}
			}
		})
	}
}

// Who presses many times at once gives one consent, which is withdrawn once; for something else it is another.
func TestAConsentGivenManyTimesIsOne(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			who, err := h.Seekers.Enter(t.Context(), numberOf(t, noraNumber), seeker.ByIdentification)
			if err != nil {
				t.Fatal(err)
			}
			own, err := person.Own(t.Context(), h.DB, who.Actor())
			if err != nil || len(own) == 0 {
				t.Fatalf("%d records: %v", len(own), err)
			}
			to := directory.PES
			i := slices.IndexFunc(own, func(p person.Person) bool { return p.Authority != directory.PES })
			give := func(purpose string) (person.Ground, error) {
				return h.Persons.GiveOwn(t.Context(), who.Actor(), law.SocialServices, person.OwnConsent{Record: own[i].ID, To: to, Purpose: purpose, Until: calendar.DateOf(h.Clock.Now()).AddMonths(3)})
			}
			ids, mu, wg := map[string]bool{}, sync.Mutex{}, sync.WaitGroup{}
			for range 6 {
				wg.Go(func() {
					g, err := give("planera praktik (Demo)")
					mu.Lock()
					defer mu.Unlock()
					if ids[g.ID] = true; err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if other, err := give("något annat (Demo)"); err != nil || ids[other.ID] || len(ids) != 1 {
				t.Errorf("%d consents for one purpose; another is %q: %v", len(ids), other.ID, err)
			}
			for id := range ids {
				if _, err := h.Persons.WithdrawOwn(t.Context(), who.Actor(), id); err != nil {
					t.Fatal(err)
				}
			}
			if again, err := give("planera praktik (Demo)"); err != nil || ids[again.ID] {
				t.Errorf("what was withdrawn is given again as %q: %v", again.ID, err)
			}
		})
	}
}

// toldOf counts what the two who work with a person have been told of a matter, by account.
func (h *Samsyn) toldOf(t *testing.T, id string) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, who := range []string{cast.Elin, cast.Maja} {
		account := h.actor(t, who).ID
		n, err := db.One[int64](t.Context(), h.DB, "SELECT COUNT(*) FROM notice WHERE thing_id = $1 AND account_id = $2", id, account)
		if err != nil {
			t.Fatal(err)
		}
		out[account] = n
	}
	return out
}

// The person sees that they are handed over, to whom, and who is to do what by when, also with a protected identity; a
// stranger sees nothing of it.
func TestAJobSeekerSeesWhoIsToReceiveThem(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			if err := cast.Matters(t.Context(), h.App); err != nil {
				t.Fatal(err)
			}
			samir := h.seekerOf(t, ownNumber)
			samir.Get(mypages.Path).Must(See("har bett", "att ta emot dig", "Nu ska Arbetsförmedlingen svara, senast"), NotSee("avbrutit gymnasiet"))
			h.seekerOf(t, foreignNumber).Get(mypages.Path).Must(NotSee("att ta emot dig"))

			o := h.waitsFor(t, handover.Open)
			maja := h.actor(t, cast.Maja)
			if _, err := h.Handovers.Accept(t.Context(), maja, handover.Key{ID: o}, handover.Acceptance{Account: maja.ID, Basis: person.Basis{}}); err != nil {
				t.Fatal(err)
			}
			samir.Get(mypages.Path).Must(See("Arbetsförmedlingen ska höra av sig till dig senast"), NotSee("Nu ska Arbetsförmedlingen svara"))
			if _, err := h.Handovers.Contacted(t.Context(), maja, handover.Key{ID: o}, h.Clock.Now(), handover.Call); err != nil {
				t.Fatal(err)
			}
			samir.Get(mypages.Path).Must(NotSee("höra av sig"))
		})
	}
}

// seekerOf is the person with a number, signed in to their own pages.
func (h *Samsyn) seekerOf(t *testing.T, digits string) *Person {
	t.Helper()
	who, err := h.Seekers.Enter(context.WithoutCancel(t.Context()), numberOf(t, digits), seeker.ByIdentification)
	if err != nil {
		t.Fatal(err)
	}
	return h.enter("the person with "+digits[:8], who.ID, "")
}

// waitsFor is the only hand-over in a state.
func (h *Samsyn) waitsFor(t *testing.T, state handover.State) string {
	t.Helper()
	id, err := db.One[string](t.Context(), h.DB, "SELECT id FROM handover WHERE state = $1", state)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
