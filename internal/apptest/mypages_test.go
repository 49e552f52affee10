package apptest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/mypages"
	"samsyn/internal/seeker"
)

// noraNumber is the invented person whom Elin and Maja ask each other about.
const noraNumber = "199201012383"

// withNora is a house in which Elin has asked about Nora, and Maja has answered.
func withNora(t *testing.T, dialect db.Dialect, opts ...Option) *Samsyn {
	h := House(t, dialect, opts...)
	for _, step := range []error{cast.Questions(t.Context(), h.App), cast.JobSeekers(t.Context(), h.App)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	return h
}

// Without a computer of her own: Elin hands Nora a code on paper; Nora signs in with it at the library, sees who handles
// what, withdraws the consent that Elin had noted, gives another, sees who has read, takes her data along and signs out.
func TestAJobSeekerWithACodeOnPaper(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			elin, nora := h.As(cast.Elin), h.Public()
			code := h.codeFor(t, elin, noraNumber)
			g := nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920102", "Koden i brevet", code)
			g.Must(See("hör inte ihop"), NotSee(code))
			g = nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", code)
			g.Must(See("Elin Wallin (Demo)", "Maja Öberg (Demo)", "Arbetsförmedlingen"), NotSee("Språkpraktik tre dagar", "Amir"))
			g = nora.Get(mypages.Path + "/samtycken").Send("Ja, ta tillbaka")
			g.Must(See("Taget tillbaka"))
			elin.Get("/hem")
			g = g.Send("Lämna samtycket", "Vem får berätta för vem?", "Ludvika kommun, socialnämnden (Demo) får berätta för Arbetsförmedlingen", "Vad ska de hjälpa dig med?", "planera praktik (Demo)")
			g.Must(See("Samtycket gäller nu", "planera praktik (Demo)"))
			nora.Get(mypages.Path+"/vem-har-last").Must(See("Maja Öberg (Demo)", "Elin Wallin (Demo)"), NotSee("läste på mina sidor"))
			nora.Get(mypages.Path + "/vem-har-last?egna=ja").Must(See("läste på mina sidor"))
			taken(t, nora)
			nora.Get(mypages.Path).Send("Logga ut")
			if w := nora.Answer(http.MethodGet, mypages.Path, nil); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), mypages.SignInPath) {
				t.Errorf("after signing out: %d %s", w.Code, w.Header().Get("Location"))
			}
		})
	}
}

// codeFor lets a caseworker make a code for a number, by the page as well, whose letter cannot be read here.
func (h *Samsyn) codeFor(t *testing.T, elin *Person, digits string) string {
	t.Helper()
	actor := h.actor(t, cast.Elin)
	number, err := identity.ParsePersonal(digits, calendar.DateOf(h.Clock.Now()))
	if err != nil {
		t.Fatal(err)
	}
	found, err := h.Persons.Find(t.Context(), h.DB, number, actor.Authority)
	if err != nil {
		t.Fatal(err)
	}
	record := found[actor.Authority]
	elin.Get(record.Page()).Click("Lämna en engångskod").Must(See("Hur kontrollerade du vem personen är?"))
	if w := elin.Answer(http.MethodPost, record.Page()+"/mina-sidor", url.Values{"checked": {"passport"}}); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "%PDF-") {
		t.Fatalf("the letter answers %d", w.Code)
	}
	_, code, err := h.Seekers.MakeCode(t.Context(), actor, record.ID, seeker.IDCard)
	if err != nil {
		t.Fatal(err)
	}
	elin.Get(record.Page()+"/mina-sidor").Must(See("spärrad", "gäller, inte använd"), NotSee(code))
	return code
}

func taken(t *testing.T, p *Person) {
	t.Helper()
	var all mypages.Taken
	if err := json.Unmarshal(p.JSON(mypages.Path+"/mina-uppgifter.json").Body.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Authorities) != 2 || len(all.Questions) != 1 || len(all.Readings) < 3 || all.Authorities[0].Number != noraNumber {
		t.Errorf("taken along: %+v", all)
	}
	if w := p.Answer(http.MethodGet, mypages.Path+"/mina-uppgifter.pdf", nil); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "%PDF-") {
		t.Errorf("the paper answers %d", w.Code)
	}
}
