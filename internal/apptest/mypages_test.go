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
	"samsyn/internal/matter"
	"samsyn/internal/mypages"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/request"
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
			g.Send("Lämna samtycket", "Vem får berätta för vem?", "Ludvika kommun, socialnämnden (Demo) får berätta för Arbetsförmedlingen", "Vad ska de hjälpa dig med?", "planera praktik (Demo)").Must(See("Välj om de får berätta om din hälsa."))
			g = nora.Get(mypages.Path+"/samtycken").Send("Lämna samtycket", "Vem får berätta för vem?", "Ludvika kommun, socialnämnden (Demo) får berätta för Arbetsförmedlingen", "Vad ska de hjälpa dig med?", "planera praktik (Demo)", "health", "no")
			g.Must(See("Samtycket gäller nu", "planera praktik (Demo)", "Om din hälsa får inte berättas", "Samtycken som inte gäller längre (1)"))
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

// Nora asks her municipality on her own pages, is asked for more, is answered, says that it did not help, and at last that
// it did; she asks for a meeting with an interpreter and takes the time; she complains, and takes that back.
func TestAJobSeekerAsksOnHerOwnPages(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			elin, nora := h.As(cast.Elin), h.Public()
			code := h.codeFor(t, elin, noraNumber)
			nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", code)

			g := nora.Get(mypages.Path + "/begaran").Click("Ställ en fråga")
			g = g.Send("Skicka", "Till vem?", noraBoard, "Hur vill du få svaret?", "Här på mina sidor")
			g.Must(See("Skriv något, så att den som läser förstår."))
			g = g.Send("Skicka", "Vad vill du veta?", "När börjar min praktik? (Demo)")
			g.Must(See("Det är skickat", "Fråga till Ludvika", "ska svara senast", "När börjar min praktik? (Demo)"), NotSee("Svaret"))
			page := h.asked(t, elin, 1)
			page.Must(NotSee("praktik"))
			page = page.Send("Ta begäran")
			page.Must(See("När börjar min praktik? (Demo)"))
			page = page.Send("Be personen komplettera", "Vad behöver ni veta?", "Vilken praktik menar du?")
			nora.Get(mypages.Path + "/begaran").Must(See("Fråga till Ludvika", "Väntar på dig"))
			nora.Get(mypages.Path).Must(See("De väntar på ditt svar."))
			g = nora.Get(g.Path)
			g.Must(See("behöver veta mer av dig", "Vilken praktik menar du?"))
			g = g.Send("Svara", "Ditt svar", "Den på biblioteket.")
			g.Must(See("Ditt svar är skickat"))
			page = elin.Get(page.Path).Send("Svara", "Ditt svar", "På måndag klockan nio.")
			g = nora.Get(g.Path)
			g.Must(See("har svarat", "På måndag klockan nio."))
			g = g.Send("Det hjälpte inte", "Vad saknas?", "Vilken måndag?")
			g.Must(See("Det är öppet igen", "ska svara senast"))
			elin.Get(page.Path).Send("Svara", "Ditt svar", "Den 11 januari.")
			nora.Get(g.Path).Send("Det hjälpte").Must(See("avslutat"), NotSee("Ta tillbaka"))

			g = nora.Get(mypages.Path + "/begaran").Click("Be om ett möte")
			g = g.Send("Skicka", "Till vem?", noraBoard, "Hur vill du ses?", "På plats", "Tolk på vilket språk?", "arabiska", "Hur vill du få svaret?", "Här på mina sidor")
			page = h.asked(t, elin, 1).Send("Ta begäran")
			page.Must(See("arabiska"))
			page.Send("Erbjud en tid", "Dag", calendar.DateOf(h.Clock.Now()).AddDays(7).String(), "Klockan", "13.30", "Var eller hur, och vem personen möter", "På biblioteket, med Elin.")
			g = nora.Get(g.Path)
			g.Must(See("Du har fått en tid", "På biblioteket, med Elin.", "13.30"))
			g.Send("Jag tar tiden").Must(See("Ni ses", "13.30", "Tiden passar inte"))
			nora.Get(mypages.Path).Must(See("Tider som du har tagit", "13.30"))
			elin.Get(page.Path).Must(See("Personen har tagit tiden", "13.30"))
			elin.Get("/hem").Must(See("Ett möte är bokat på begäran"))

			refused := nora.Get(mypages.Path+"/begaran").Click("Ställ en fråga").Send("Skicka", "Till vem?", noraBoard, "Vad vill du veta?", "Vem är min granne?", "Hur vill du få svaret?", "Här på mina sidor")
			h.asked(t, elin, 1).Send("Ta begäran").Send("Avslå", "Varför?", "Det är inget som vi svarar på.")
			nora.Get(refused.Path).Must(See("har sagt nej", "Det är inget som vi svarar på.", "Om du inte är nöjd", "Justitieombudsmannen"))

			g = nora.Get(mypages.Path+"/begaran").Click("Lämna ett klagomål").Send("Skicka", "Till vem?", "Arbetsförmedlingen", "Vad är du missnöjd med?", "Ingen ringer upp.", "Hur vill du få svaret?", "Här på mina sidor")
			g.Must(See("Klagomål till Arbetsförmedlingen"))
			g.Send("Ta tillbaka").Must(See("tagit tillbaka"))
			if others, err := h.Requests.List(t.Context(), h.DB, h.actor(t, cast.Ture), request.Filter{Box: request.AnyBox}); err != nil || len(others) != 0 {
				t.Errorf("another municipality lists %d, %v", len(others), err)
			}
		})
	}
}

// Nora asks to be called with the answer. Her first page says that it is waited for. Until she has been told, nobody asks her
// whether it helped: there is no form in which to say so.
func TestAJobSeekerIsAskedWhetherItHelpedOnceSheIsTold(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			elin, nora := h.actor(t, cast.Elin), h.seekerOf(t, noraNumber)
			g := nora.Get(mypages.Path+"/begaran").Click("Ställ en fråga").Send("Skicka", "Till vem?", noraBoard, "Vad vill du veta?", "När börjar min praktik? (Demo)", "Hur vill du få svaret?", "Per telefon", "Telefonnummer", "070-174 06 05")
			nora.Get(mypages.Path).Must(See("Det som väntar, och på vem", "Fråga till "+noraBoard, "ska svara senast"), NotSee("Ingen fråga om dig väntar"))
			k := request.Key{ID: g.Path[strings.LastIndex(g.Path, "/")+1:]}
			_, err := h.Requests.Take(t.Context(), elin, k)
			if err == nil {
				_, err = h.Requests.Answer(t.Context(), elin, k, request.Reply{Text: "På måndag klockan nio."})
			}
			if err != nil {
				t.Fatal(err)
			}
			nora.Get(g.Path).Must(See("har svarat", "Du får svaret per telefon senast", "På måndag klockan nio."), NotSee("om det hjälpte", "Det hjälpte"))
			nora.Get(mypages.Path + "/begaran").Must(See("Svaret är på väg"))
			nora.Get(mypages.Path).Must(See("Du får svaret per telefon senast"))
			if _, err := h.Requests.Called(t.Context(), elin, k, true); err != nil {
				t.Fatal(err)
			}
			nora.Get(g.Path).Must(See("Säg om det hjälpte", "Det hjälpte inte"), NotSee("Du får svaret"))
			nora.Get(mypages.Path).Must(See("Ingen fråga om dig väntar på svar, och inte heller något som du har bett om."))
		})
	}
}

const noraBoard = "Ludvika kommun, socialnämnden (Demo)"

// asked opens the only request that waits at somebody's authority.
func (h *Samsyn) asked(t *testing.T, who *Person, want int) *Page {
	t.Helper()
	live, err := h.Requests.List(t.Context(), h.DB, h.actor(t, cast.Elin), request.Filter{})
	if err != nil || len(live) != want {
		t.Fatalf("%d requests wait, want %d: %v", len(live), want, err)
	}
	return who.Get(live[0].Page())
}

// What is granted as an extract is fetched by the person alone; a language chosen on one computer is there on another.
func TestAJobSeekerFetchesAnExtractAndKeepsHerLanguage(t *testing.T) {
	h := withNora(t, db.SQLite)
	elin, nora := h.As(cast.Elin), h.Public()
	nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", h.codeFor(t, elin, noraNumber))
	g := nora.Get(mypages.Path+"/begaran").Click("Be om allt som finns om dig").Send("Skicka", "Till vem?", noraBoard, "Hur vill du få svaret?", "Här på mina sidor")
	if w := nora.Answer(http.MethodGet, g.Path+"/utdrag.pdf", nil); w.Code != http.StatusSeeOther {
		t.Errorf("an extract that is not granted answers %d", w.Code)
	}
	h.asked(t, elin, 1).Send("Ta begäran").Send("Bevilja")
	nora.Get(g.Path).Must(See("Hämta utdraget (PDF)"))
	if w := nora.Answer(http.MethodGet, g.Path+"/utdrag.pdf", nil); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "%PDF-") {
		t.Errorf("the extract answers %d", w.Code)
	}
	if w := elin.Answer(http.MethodGet, g.Path, nil); w.Code == 200 {
		t.Error("staff open the person's own page")
	}
	nora.Answer(http.MethodPost, mypages.Path+"/sprak", url.Values{"sprak": {"ar"}, "till": {mypages.Path}})
	other := h.Public()
	w := other.Answer(http.MethodPost, mypages.SignInPath+"/kod", url.Values{"born": {"19920101"}, "code": {h.codeFor(t, elin, noraNumber)}})
	if w = other.Answer(http.MethodGet, w.Header().Get("Location"), nil); !strings.Contains(w.Body.String(), "صفحاتي") || !strings.Contains(w.Body.String(), `dir="rtl"`) {
		t.Errorf("the language is not kept: %d %.200s", w.Code, w.Body)
	}
}

// Nora reads the plan that Elin and Maja have agreed on, approves it and says how her own step goes. A stranger finds no plan.
func TestAJobSeekerReadsAndApprovesThePlan(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			nora := h.Public()
			p := h.planned(t)
			nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", h.codeFor(t, h.As(cast.Elin), noraNumber))
			nora.Get(mypages.Path).Send("Skicka svar") // a meeting waits for her too, and goes first
			nora.Get(mypages.Path).Click("Läs planen").Must(See("Arbete inom vården (Demo)"))
			g := nora.Get(mypages.Path).Click("Planen som kommunen och Arbetsförmedlingen gör med dig")
			g.Must(See("Läs planen, och godkänn den", "Arbete inom vården (Demo)", "Fortsätta SFI (Demo)", "inte än"))
			g = g.Send("Godkänn planen")
			g.Must(See("Du har godkänt planen.", "godkänd på mina sidor"), NotSee("godkänn den om"))
			g.Send("Säg hur det går").Must(See("Välj vilket steg det gäller."))
			g.Send("Säg hur det går", "Vilket steg?", "Fortsätta SFI (Demo)", "Hur går det?", "Det är klart").Must(See("Det är sparat", "Klart"))
			if w := nora.Answer(http.MethodGet, mypages.Path+"/mina-uppgifter.json", nil); !strings.Contains(w.Body.String(), "Arbete inom vården (Demo)") || !strings.Contains(w.Body.String(), "Medborgarhuset, rum Sjön") {
				t.Errorf("what is taken along lacks the plan or the meeting: %s", w.Body)
			}
			if w := nora.Answer(http.MethodGet, mypages.Path+"/mina-uppgifter.pdf", nil); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "%PDF-") {
				t.Errorf("what is taken along to print answers %d", w.Code)
			}
			if w := h.seekerOf(t, foreignNumber).Answer(http.MethodGet, mypages.Path+"/plan/"+p.ID, nil); w.Code != http.StatusNotFound {
				t.Errorf("a stranger's answer is %d", w.Code)
			}
		})
	}
}

func numberOf(t *testing.T, digits string) identity.PersonalNumber {
	t.Helper()
	n, err := identity.ParsePersonal(digits, calendar.NewDate(2026, 3, 2))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// planned is a new version of the plan of the cast's, which both have accepted and the person has not seen.
func (h *Samsyn) planned(t *testing.T) plan.Plan {
	t.Helper()
	elin, maja := h.actor(t, cast.Elin), h.actor(t, cast.Maja)
	if err := cast.Matters(t.Context(), h.App); err != nil {
		t.Fatal(err)
	}
	found, err := db.All[string](t.Context(), h.DB, "SELECT matter_id FROM plan")
	if err != nil || len(found) != 1 {
		t.Fatalf("%d plans: %v", len(found), err)
	}
	k, day := matter.Key{ID: found[0]}, calendar.DateOf(h.Clock.Now())
	p, err := h.Plans.Propose(t.Context(), elin, k, 2, plan.Content{Goal: "Arbete inom vården (Demo)", Follow: day.AddMonths(2), Items: []plan.Item{{Text: "Fortsätta SFI (Demo)", Responsible: plan.Person, Due: day.AddDays(60)}}}, person.Basis{})
	if err == nil {
		_, err = h.Plans.Accept(t.Context(), maja, k, p.Last, person.Basis{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A job seeker sees the meetings with her, says which times suit, and cancels one; nobody else's answer is taken.
func TestAJobSeekerChoosesATime(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			nora := h.Public()
			if err := cast.Matters(t.Context(), h.App); err != nil {
				t.Fatal(err)
			}
			id, err := db.One[string](t.Context(), h.DB, "SELECT id FROM meeting WHERE sort = 'sip'")
			if err != nil {
				t.Fatal(err)
			}
			nora.Get(mypages.SignInPath).Send("Logga in med koden", "Födelsedatum", "19920101", "Koden i brevet", h.codeFor(t, h.As(cast.Elin), noraNumber))
			g := nora.Get(mypages.Path)
			g.Must(See("Du kallas till ett möte.", "Dina möten", "Medborgarhuset, rum Sjön", "Vilka tider passar dig?", "Möten som har varit (1)"))
			g.Send("Skicka svar").Must(See("Tack. Ditt svar är sparat."), NotSee("Du kallas till ett möte."))
			nora.Get(mypages.Path).Send("Jag vill vänta").Must(See("du har bett att få vänta", "Jag kan träffas nu"))
			nora.Answer(http.MethodPost, mypages.Path+"/sprak", url.Values{"sprak": {"ar"}, "till": {mypages.Path}})
			page := nora.Answer(http.MethodGet, mypages.Path, nil).Body.String()
			for _, want := range []string{"لقاءاتك", "طلبت الانتظار", "يمكنني اللقاء الآن", "Medborgarhuset, rum Sjön"} {
				if !strings.Contains(page, want) {
					t.Errorf("in Arabic there is no %q", want)
				}
			}
			if strings.Contains(page, "Dina möten") {
				t.Error("the meetings are in Swedish on the Arabic page")
			}
			if w := h.seekerOf(t, foreignNumber).Answer(http.MethodPost, mypages.Path+"/moten/"+id+"/avboka", nil); w.Code != http.StatusNotFound {
				t.Errorf("a stranger's answer is %d", w.Code)
			}
		})
	}
}
