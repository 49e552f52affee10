package e2e

import (
	"slices"
	"strings"

	"samsyn/internal/language"
)

// passedOnTwice goes from the agency to Ludvika's other board and back. The history and the clock go along: the deadline
// stays, the explanation tells both hand-overs, and those who had the question keep what they had.
func (q *question) passedOnTwice() {
	elin, maja, anna := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish), q.person("Anna Sundin", language.Swedish)
	q.asks(elin, "Leverantör", "Hos vilken leverantör?", false)
	q.finds(maja)
	before := q.sameClock(elin, maja)
	q.passesOn(maja, "Ludvika kommun, arbetsmarknadsnämnden", "Kommunens egen insats.")
	q.finds(anna)
	anna.sees("Den har skickats vidare 1 gång.")
	q.hidden(anna)
	q.passesOn(anna, "Arbetsförmedlingen", "Insatsen är avslutad hos oss.")
	anna.visit(q.path)
	anna.sees("Ni har skickat frågan vidare till Arbetsförmedlingen")
	q.opens(maja)
	maja.sees("Den har skickats vidare 2 gånger.")
	q.keeps(before, q.sameClock(elin, maja))
	for _, r := range []*reader{elin, maja} {
		if n := strings.Count(r.text(), "skickade frågan vidare"); n != 2 {
			q.t.Errorf("the history of %s tells %d hand-overs", r.story, n)
		}
	}
	q.answers(maja, "Hos leverantören Testleverans (Demo).")
	elin.visit(q.path)
	elin.sees("Hos leverantören Testleverans (Demo).")
}

func (q *question) passesOn(r *reader, to, why string) {
	q.t.Helper()
	r.visit(q.path)
	r.unfolds("Skicka vidare till rätt mottagare")
	r.chooses("Mottagare", to)
	r.writes("Varför hör den hemma där?", why)
	r.chooses("På vilken grund lämnas uppgifterna till den nya mottagaren?", "Menprövning")
	r.sends("vidare", "Skicka vidare till rätt mottagare")
	r.sees("Frågan är skickad vidare.")
}

// keeps fails unless an explanation is the one of before with two hand-overs added.
func (q *question) keeps(before, after []string) {
	q.t.Helper()
	handed := 0
	kept := slices.DeleteFunc(slices.Clone(after), func(line string) bool {
		passed := strings.HasPrefix(line, "Skickades vidare ") && strings.HasSuffix(line, "Tiden fortsatte att gå.")
		if passed {
			handed++
		}
		return passed
	})
	if handed != 2 || !slices.Equal(kept, before) {
		q.t.Errorf("the explanation was\n%q\nand is with %d hand-overs\n%q", before, handed, after)
	}
}

// pausedBeforeEaster waits for more from the asker.
func (q *question) pausedBeforeEaster() {
	elin, maja := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish)
	q.asks(elin, "Språk och tolk", "Behövs tolk vid mötet?", false)
	q.opens(maja)
	maja.sees("senast tisdag 7 april kl. 16.30")
	maja.unfolds("Be om komplettering")
	maja.ticks("Väntar på förtydligande")
	maja.writes("Vad behöver ni?", "Vilket möte gäller det?")
	maja.sends("mer", "Be om komplettering")
	maja.sees("Klockan står stilla tills svaret kommer.")
	elin.visit(q.path)
	elin.sees("Klockan står stilla tills ni svarar.")
}

// goesOnAfterEaster moves the deadline by the working time that passed: two days of six.
func (q *question) goesOnAfterEaster() {
	elin, maja := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish)
	elin.visit(q.path)
	elin.sees("Vilket möte gäller det?")
	elin.writes("Det som mottagaren behöver", "Mötet den 15 april.")
	elin.ticks("Jag har kontrollerat")
	elin.sends("ge-mer", "Svara och starta klockan")
	elin.sees("Klockan går igen.")
	q.finds(maja)
	maja.sees("Mötet den 15 april.")
	words := q.sameClock(elin, maja)
	for _, part := range []string{"(långfredagen)", "(annandag påsk)", "Svaret ska lämnas senast tisdag 7 april 2026 kl. 16.30", "och tiden flyttas lika mycket", "gäller torsdag 9 april 2026"} {
		if !strings.Contains(strings.Join(words, "\n"), part) {
			q.t.Errorf("the explanation lacks %q:\n%q", part, words)
		}
	}
	for _, r := range []*reader{elin, maja} {
		r.sees("senast torsdag 9 april")
	}
	q.answers(maja, "Ja, på arabiska.")
	elin.visit(q.path)
	elin.sees("Ja, på arabiska.")
}
