package apptest

import (
	"net/http"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/file"
	"samsyn/internal/matter"
	"samsyn/internal/mypages"
	"samsyn/internal/outcome"
)

// A job seeker without a computer: she calls with a question, comes in and wants a meeting with an interpreter, writes for all
// that there is about her, and her guardian complains. Somebody with
// a power of attorney asks for her, and is held to what it says. Elin writes each of them down with who asked and how; the answer is
// told by telephone or goes as a letter; her consent is on paper, the plan signed on paper and how it
// went told by telephone; and on her own pages it all has left the same trace.
func TestAJobSeekerWithoutAComputer(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			w := &wayTogether{Samsyn: h, t: t, elin: h.As(cast.Elin), maja: h.As(cast.Maja), day: calendar.DateOf(h.Clock.Now())}
			w.handsOver()
			w.judges(w.elin, "agency")
			w.judges(w.maja, "agency")
			w.plans()
			w.signsOnPaper()

			question := w.enters("question", "phone", "person", "text", "När börjar praktiken? (Demo)", "wish", "phone", "phone", "0240-000 00")
			question.Must(See("kom per telefon", "Personen själv"))
			question.Send("Svara", "Ditt svar", "På måndag klockan nio. (Demo)")
			w.elin.Get(question.Path).Send("Anteckna ett samtal", "reached", "yes").Must(See("Samtalet är antecknat"))

			meeting := w.enters("meeting", "in-person", "person", "meetingForm", "in-person", "interpreter", "arabiska", "wish", "phone", "phone", "0240-000 00")
			meeting.Must(See("kom på plats", "arabiska"))

			extract := w.enters("extract", "letter", "person", "wish", "letter", "address", "Provgatan 7, 771 00 Ludvika")
			extract.Must(See("kom i brev"))
			extract.Send("Bevilja", "said", "Här är utdraget. (Demo)")
			for _, paper := range []string{"/brev.pdf", "/utdrag.pdf"} {
				w.onTaggedPaper(extract.Path + paper)
			}
			w.onTaggedPaper(w.matter + "/plan/plan.pdf")

			complaint := w.enters("complaint", "in-person", "guardian", "byName", "Gode Man (Demo)", "text", "Ingen ringer upp. (Demo)", "wish", "phone", "phone", "0240-000 00")
			complaint.Must(See("Gode Man (Demo)", "God man"))

			asked := w.asksByPower()

			nora := h.seekerOf(t, noraNumber)
			for _, path := range []string{question.Path, meeting.Path, extract.Path} {
				nora.Get(mypages.Path + path).Must(See("Du bad om det"))
			}
			nora.Get(mypages.Path + complaint.Path).Must(See("Gode Man (Demo)", "Den som för din talan bad om det"))
			nora.Get(mypages.Path + asked).Must(See("Vera Ombud (Demo)", "svara och bestämma för dig i den här frågan", "Den som för din talan sa att det hjälpte"))
			nora.Get(mypages.Path + "/vem-har-last").Must(See("Elin Wallin (Demo)"))
			w.endsByPhone()
		})
	}
}

// enters writes down what somebody asks for Nora, and gives its page.
func (w *wayTogether) enters(kind, channel, by string, pairs ...string) *Page {
	w.t.Helper()
	return w.entered(w.reviewed(kind, channel, by, pairs...).Send("Spara begäran"))
}

// reviewed is what will be saved, before it is.
func (w *wayTogether) reviewed(kind, channel, by string, pairs ...string) *Page {
	w.t.Helper()
	form := w.elin.Get("/begaran/ny?kind=" + kind + "&channel=" + channel + "&by=" + by)
	return form.Send("Granska", append(pairs, "number", noraNumber, "checked", "known", "take", "1")...)
}

// entered is the page of the request that was written down last.
func (w *wayTogether) entered(g *Page) *Page {
	w.t.Helper()
	g.Must(See("är inskriven"))
	id, err := db.One[string](w.t.Context(), w.DB, "SELECT id FROM request ORDER BY id DESC LIMIT 1")
	if err != nil {
		w.t.Fatal(err)
	}
	return w.elin.Get("/begaran/" + id)
}

// signsOnPaper keeps the plan that Nora has signed on paper. Without the paper nothing is noted.
func (w *wayTogether) signsOnPaper() {
	page := w.elin.Get(w.matter + "/plan")
	page.Send("Anteckna personens del", "part", "paper", "by", "person").Must(See("Anteckna personens del"), NotSee("Personens del är antecknad"))
	page = w.elin.Get(w.matter+"/plan").Send("Anteckna personens del", "part", "paper", "by", "person", file.Field, File("plan.pdf", onePDF))
	page.Must(See("Personens del är antecknad", "underskriven på papper"))
	w.maja.Get(w.matter + "/plan").Must(See("underskriven på papper"))
	w.seekerOf(w.t, noraNumber).Get(mypages.Path).Click("Planen som kommunen och Arbetsförmedlingen gör med dig").Must(See("på papper"))
}

// asksByPower lets somebody with a power of attorney ask for Nora, who is held to what it says; it gives the address.
func (w *wayTogether) asksByPower() string {
	until := w.day.AddMonths(1)
	reviewed := w.reviewed("question", "phone", "representative", "byName", "Vera Ombud (Demo)", "text", "Vilken dag är mötet? (Demo)", "powerUntil", until.String(), "powerCovers", "acts", "wish", "phone", "phone", "0240-000 00")
	reviewed.Must(See("Vera Ombud (Demo)", "till och med "+until.Long().Sv))
	reviewed.Send("Spara begäran").Must(NotSee("är inskriven"))
	g := w.entered(reviewed.Send("Spara begäran", file.Field, File("fullmakt.pdf", onePDF)))
	g.Must(See("Ombud med fullmakt", "Personen själv, inte ombudet"))
	g.Send("Svara", "Ditt svar", "På torsdag. (Demo)", "told", "on")
	w.elin.Get(g.Path).Send("Det hjälpte", "by", "representative").Must(See("Ombudet säger att det hjälpte"))
	return g.Path
}

// endsByPhone closes the matter; Nora is called and says how it went.
func (w *wayTogether) endsByPhone() {
	g := w.elin.Get(w.matter).Send("Avsluta ärendet", "reason", string(matter.Reached))
	g.Click("När ärendet avslutades").Send("Spara svaret", "what", "work", "form", "Tillsvidareanställning", "since", w.day.String(), "source", string(outcome.ByPhone)).Must(See("Ni har svarat", "telefon"))
	w.seekerOf(w.t, noraNumber).Get(mypages.Path).Click("Ludvika kommun, socialnämnden (Demo): När ärendet avslutades").Must(See("Arbete", "telefon"))
}

// onTaggedPaper fetches a paper, which says what is what in it to whoever has it read aloud.
func (w *wayTogether) onTaggedPaper(path string) {
	w.t.Helper()
	got := w.elin.Answer(http.MethodGet, path, nil)
	text := got.Body.String()
	if got.Code != http.StatusOK || !strings.HasPrefix(text, "%PDF-") || !strings.Contains(text, "/StructTreeRoot") || !strings.Contains(text, "/Lang") {
		w.t.Errorf("%s answers %d, %d bytes, or is not tagged", path, got.Code, len(text))
	}
}
