package apptest

import (
	"net/http"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/mypages"
)

// A job seeker without a computer: she calls with a question, comes in and wants a meeting with an interpreter, writes for all
// that there is about her, and her guardian complains. Elin writes each of them down with who asked and how; the answer is
// told by telephone or goes as a letter; her consent is on paper; and on her own pages it all has left the same trace.
func TestAJobSeekerWithoutAComputer(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := withNora(t, dialect)
			w := &wayTogether{Samsyn: h, t: t, elin: h.As(cast.Elin), maja: h.As(cast.Maja), day: calendar.DateOf(h.Clock.Now())}
			w.handsOver()
			w.judges(w.elin, "agency")
			w.judges(w.maja, "agency")
			w.plans()

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

			nora := h.seekerOf(t, noraNumber)
			for _, path := range []string{question.Path, meeting.Path, extract.Path, complaint.Path} {
				nora.Get(mypages.Path + path).Must(See("Du bad om det"))
			}
			nora.Get(mypages.Path + complaint.Path).Must(See("Gode Man (Demo)"))
			nora.Get(mypages.Path + "/vem-har-last").Must(See("Elin Wallin (Demo)"))
		})
	}
}

// enters writes down what somebody asks for Nora, and gives its page.
func (w *wayTogether) enters(kind, channel, by string, pairs ...string) *Page {
	form := w.elin.Get("/begaran/ny?kind=" + kind + "&channel=" + channel + "&by=" + by)
	form.Send("Granska", append(pairs, "number", noraNumber, "checked", "known", "take", "1")...).Send("Spara begäran")
	id, err := db.One[string](w.t.Context(), w.DB, "SELECT id FROM request WHERE kind = $1", kind)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.elin.Get("/begaran/" + id)
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
