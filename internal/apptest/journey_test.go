package apptest

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/matter"
	"samsyn/internal/mypages"
)

// The whole way, on pages alone: Elin has Nora's consent on paper and hands her over; Maja accepts; both judge, agree on most
// and differ in one need, which they talk about; the plan is accepted by both and signed by Nora on her own pages; a meeting
// with an interpreter is called, booked and held; the matter is closed, and what became of Nora is noted.
func TestTheWholeWayOnPages(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			w := &wayTogether{Samsyn: h, t: t, elin: h.As(cast.Elin), maja: h.As(cast.Maja), day: calendar.DateOf(h.Clock.Now())}
			w.handsOver()
			w.judges(w.elin, "municipality")
			w.judges(w.maja, "agency")
			w.talks()
			w.plans()
			w.signs()
			w.meets()
			w.ends()
		})
	}
}

type wayTogether struct {
	*Samsyn
	t          *testing.T
	elin, maja *Person
	day        calendar.Date
	number     string // of the person; Nora's when nothing is said
	matter     string // address of its page
}

// onPaper is the ground that Elin writes: a consent on paper.
func (w *wayTogether) onPaper(more ...string) []string {
	return append(more, "ground", "consent", "form", "written", "until", w.day.AddMonths(6).String())
}

func (w *wayTogether) handsOver() {
	form := w.elin.Get("/overlamningar/ny")
	g := form.Send("Skicka överlämningen", w.onPaper("aim", "joint", "needs", "language", "age", "25-59", "purpose", "planering mot arbete", "Har personen skyddade personuppgifter?", "Nej, det har jag kontrollerat", "number", cmp.Or(w.number, noraNumber), "text", "Vill arbeta som undersköterska. (Demo)")...)
	g.Must(See("Överlämningen är skickad"))
	seen := w.maja.Get(g.Path)
	seen.Must(See("ber er ta emot en person"), NotSee("Nora", "undersköterska", noraNumber))
	seen = seen.Send("Ta emot")
	seen.Must(See("Ett gemensamt ärende har börjat", "Vill arbeta som undersköterska. (Demo)"))
	w.maja.Get(seen.Path).Send("Anteckna första kontakten", "how", "call").Must(See("Den första kontakten är antecknad"))
	w.matter = w.maja.Get(seen.Path).Click("Öppna ärendet").Path
}

// judges gives somebody's own judgement: all from one side, but the first need from whom is said.
func (w *wayTogether) judges(who *Person, first string) {
	var pairs []string
	for i, n := range matter.Needs() {
		if n.Health {
			continue
		}
		from := "agency"
		if i == 0 {
			from = first
		}
		pairs = append(pairs, "need-"+string(n.Need), from)
	}
	pairs = append(pairs, "distance", "3", "tookPart", "yes")
	form := who.Get(w.matter + "/bedom")
	if form.has("ground") {
		pairs = w.onPaper(pairs...)
	}
	form.Send("Lämna bedömningen", pairs...).Must(See("Bedömningen är lämnad"))
}

func (w *wayTogether) talks() {
	g := w.elin.Get(w.matter)
	g.Must(See("Ni ser olika på 1 behov", "Inte överens", "Överens", "Insatser som kan hjälpa", "Praktik eller arbetsträning: "))
	g.Send("Skriv vad ni kom fram till", "need", string(matter.Needs()[0].Need), "result", "agreed", "said", "Vi börjar hos kommunen. (Demo)").Must(See("Det ni kom fram till är sparat hos er båda"))
	w.maja.Get(w.matter).Must(See("Vi börjar hos kommunen. (Demo)"))
}

func (w *wayTogether) plans() {
	form := w.elin.Get(w.matter + "/plan/foresla")
	pairs := []string{"goal", "Arbete som undersköterska (Demo)", "step-1-text", "Fortsätta SFI (Demo)", "step-1-responsible", "person", "step-1-due", w.day.AddDays(40).String(), "follow", w.day.AddMonths(1).String()}
	if form.has("ground") {
		pairs = append(pairs, "ground", "finns")
	}
	form.Send("Skicka förslaget", pairs...).Must(See("Förslaget är skickat"))
	list := w.maja.Get("/arenden")
	list.Must(See("I 1 av dina ärenden väntar planen eller ett möte på dig.", "planen eller ett möte"), NotSee("inget just nu"))
	list.Click("Väntar på er 1").Must(See("planen eller ett möte"), NotSee("Inget ärende stämmer"))
	page := w.maja.Get(w.matter + "/plan")
	page.Send("Godkänn planen").Must(See("Planen är godkänd av er båda"))
}

func (w *wayTogether) signs() {
	nora := w.seekerOf(w.t, noraNumber)
	nora.Get(mypages.Path).Click("Läs planen").Send("Godkänn planen").Must(See("Du har godkänt planen."))
	w.elin.Get(w.matter + "/plan").Must(See("godkänd på mina sidor"))
}

func (w *wayTogether) meets() {
	day := calendar.AddWorkingDays(w.day, 3)
	form := w.elin.Get(w.matter + "/mote")
	pairs := []string{"sort", "three-party", "why", "Hur praktiken går. (Demo)", "way", "in-person", "place", "Biblioteket i Ludvika", "interpreter", "yes", "language", "arabiska", "time-1-day", day.String(), "time-1-from", "09.00", "time-1-to", "10.00"}
	if form.has("ground") {
		pairs = append(pairs, "ground", "finns")
	}
	g := form.Send("Kalla till mötet", pairs...)
	g.Must(See("Kallelsen är skickad", "arabiska"))
	w.maja.Get(g.Path).Send("Säg vilka tider som passar er", "slot", w.slot(g))
	w.elin.Get(g.Path).Send("Boka en av tiderna", "slot", w.slot(g), "person", "on").Must(See("Mötet är bokat"))
	w.seekerOf(w.t, noraNumber).Get(mypages.Path).Must(See("Hur praktiken går. (Demo)", "är begärd arabiska", "Ska mötet avbokas?"))
	w.Clock.Set(day.At(10, 30))
	w.elin, w.maja = w.As(cast.Elin), w.As(cast.Maja)
	g = w.elin.Get(g.Path).Send("Anteckna att mötet hölls", "interpreted", "yes", "said", "Praktiken går bra. (Demo)", "decision-1-text", "Söka körkort (Demo)", "decision-1-responsible", "person", "decision-1-due", day.AddDays(30).String(), "ground", "finns")
	g.Must(See("Mötet är antecknat som hållet"))
	w.seekerOf(w.t, noraNumber).Get(mypages.Path).Must(See("Det här bestämdes", "Praktiken går bra. (Demo)", "Söka körkort (Demo)", "du, senast "+day.AddDays(30).String()))
	w.takesUp()
}

// takesUp proposes the plan with what the meeting decided, which both are told is lacking.
func (w *wayTogether) takesUp() {
	id, err := db.One[string](w.t.Context(), w.DB, "SELECT person_id FROM matter_side WHERE authority_id = $1", w.actor(w.t, cast.Elin).Authority)
	if err != nil {
		w.t.Fatal(err)
	}
	if !slices.Contains(w.elin.Get("/personer/"+id).Links(), w.matter) {
		w.t.Error("the person's page does not lead back to the matter")
	}
	for _, who := range []*Person{w.elin, w.maja} {
		who.Get(w.matter).Must(See("Ett möte har bestämt 1 steg som inte står i planen."))
	}
	form := w.maja.Get(w.matter).Click("Föreslå en ändring")
	if got := form.Values("Skicka förslaget").Get("step-2-text"); got != "Söka körkort (Demo)" {
		w.t.Errorf("the proposal begins with %q", got)
	}
	form.Send("Skicka förslaget").Must(See("Förslaget är skickat"))
	w.elin.Get(w.matter+"/plan").Send("Godkänn planen").Must(See("Planen är godkänd av er båda", "Söka körkort (Demo)"), NotSee("som inte står i planen"))
}

func (w *wayTogether) slot(g *Page) string {
	w.t.Helper()
	id, err := db.One[string](context.WithoutCancel(w.t.Context()), w.DB, "SELECT id FROM meeting_slot LIMIT 1")
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

func (w *wayTogether) ends() {
	g := w.elin.Get(w.matter).Send("Avsluta ärendet", "reason", string(matter.Reached))
	g.Must(See("Ärendet är avslutat", "Hur gick det?", "inte sagt än"))
	g = g.Click("När ärendet avslutades").Send("Spara svaret", "what", "work", "form", "Tillsvidareanställning", "since", calendar.DateOf(w.Clock.Now()).String())
	g.Must(See("Ni har svarat", "arbete"))
	w.maja.Get(w.matter).Must(See("inte sagt än"))
	w.saysHerself()
}

// saysHerself lets the person tell the agency how it went, read what the municipality has noted, and put her words right.
func (w *wayTogether) saysHerself() {
	nora, today := w.seekerOf(w.t, noraNumber), calendar.DateOf(w.Clock.Now())
	g := nora.Get(mypages.Path).Click("Berätta hur det gick")
	g.Must(See("Arbetsförmedlingen vill veta hur det gick för dig."))
	g.Send("Berätta hur det gick").Must(See("Välj det som stämmer bäst."))
	g.Send("Berätta hur det gick", "what", "work", "form", "sfi", "since", today.AddDays(1).String()).Must(See("Välj närmare vad, ur samma grupp.", "Dagen har inte kommit än."))
	g.Send("Berätta hur det gick", "what", "none", "form", "sfi", "since", today.String()).Must(See("men också valt något här", "men också skrivit en dag här"))
	g = g.Send("Berätta hur det gick", "what", "study", "form", "sfi", "since", today.String(), "note", "På kvällarna. (Demo)")
	g.Must(See("Tack. Ditt svar är sparat.", "Det senaste svaret är Studier, sfi", "På kvällarna. (Demo)", "du själv"))
	g.Send("Berätta hur det gick", "what", "work", "form", "permanent", "since", today.String()).Must(See("Det senaste svaret är Arbete, tillsvidareanställning", "På kvällarna. (Demo)"))
	w.maja.Get(w.matter).Must(See("arbete, tillsvidareanställning"))
	nora.Get(mypages.Path).Click("Ludvika kommun, socialnämnden (Demo): När ärendet avslutades").Must(See("Det senaste svaret är Arbete", "vår egen handläggning"))
	if a := w.seekerOf(w.t, foreignNumber).Answer(http.MethodGet, g.Path, nil); a.Code != http.StatusNotFound {
		w.t.Errorf("a stranger's answer is %d", a.Code)
	}
}

// has tells whether the page asks for a field.
func (g *Page) has(name string) bool {
	for _, f := range g.forms() {
		for _, field := range f.fields {
			if field.name == name {
				return true
			}
		}
	}
	return false
}

// A substitute's first day: who stands in for Elin sees what waits and whom it is about, works in her place under an own
// name, and sees nothing more when she is back. Somebody else of the unit sees only that there is a matter.
func TestASubstitutesFirstDay(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			if err := cast.Matters(t.Context(), h.App); err != nil {
				t.Fatal(err)
			}
			id, err := db.One[string](t.Context(), h.DB, "SELECT matter_id FROM plan")
			if err != nil {
				t.Fatal(err)
			}
			page, substitute := "/arenden/"+id, h.As(cast.Nora)
			substitute.Get(page).Must(NotSee("Testberg"))
			if w := substitute.Answer(http.MethodGet, page+"/plan", nil); w.Code != http.StatusNotFound {
				t.Errorf("before she stands in the plan answers %d", w.Code)
			}
			day := calendar.DateOf(h.Clock.Now())
			h.As(cast.Elin).Get("/franvaro").Send("Spara frånvaron", "Första dag", day.String(), "Sista dag", day.AddDays(3).String(), "Ersättare", cast.Nora)

			substitute.Get("/hem").Must(See("Du är ersättare för Elin Wallin (Demo)", "Det som väntar på"))
			for list, want := range map[string]string{"/arenden": page, "/personmoten": "/personmoten/"} {
				if own := substitute.Get(list + "?mina=ja"); !strings.Contains(own.Body, want) {
					t.Errorf("%s does not have what is Elin's: %s", list, own.Text())
				}
			}
			g := substitute.Get(page)
			g.Must(See("Nora Testberg (Demo)", "Planens steg", "dig som ersättare"))
			g.Send("Skriv till motparten", "Meddelande", "Jag tar det medan Elin är borta. (Demo)").Must(See("Meddelandet är skickat"))
			h.As(cast.Maja).Get(page).Must(See("Jag tar det medan Elin är borta. (Demo)"))
			substitute.Get(page + "/plan").Must(See("Fortsätta SFI"))
			nora := h.seekerOf(t, noraNumber)
			nora.Get(mypages.Path + "/vem-har-last").Must(See("Nora Vik (Demo)", "ersättare"))

			h.As(cast.Elin).Get("/franvaro").Send("Tillbaka nu")
			substitute.Get(page).Must(NotSee("Testberg", "Jag tar det medan"))
			if w := substitute.Answer(http.MethodGet, page+"/plan", nil); w.Code != http.StatusNotFound {
				t.Errorf("when Elin is back the plan answers %d", w.Code)
			}
		})
	}
}
