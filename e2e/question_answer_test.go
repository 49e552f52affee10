package e2e

import (
	"fmt"

	"samsyn/internal/language"
)

// Elin sees where her question goes and when it is due; Maja finds it, opens it on a ground, calls back, tests secrecy and
// answers, and Elin says that it helped. Both read the same clock, before and after.
func (q *question) answeredInTime() {
	elin, maja := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish)
	q.asks(elin, "Möjlig insats", "Är språkpraktik möjlig vid sidan av SFI?", true)
	elin.sees("ska svara er senast")
	q.opens(maja)
	maja.sees("Du ska pröva sekretessen")
	q.sameClock(elin, maja)
	q.calls(maja, "Ja")
	q.answers(maja, "Ja, tre dagar i veckan.")
	elin.visit(q.path)
	elin.sees("Ja, tre dagar i veckan.")
	elin.ticks("Ja")
	elin.sends("hjalpte", "Avsluta frågan")
	elin.sees("Frågan är avslutad.")
}

// calls the asker back through the switchboard, and notes whether anybody took the call.
func (q *question) calls(r *reader, reached string) {
	q.t.Helper()
	r.visit(q.path)
	r.unfolds("Notera en återuppringning")
	r.ticks(reached)
	r.sends("ring", "Notera en återuppringning")
	r.sees("Samtalet är antecknat.")
}

// calledTwice is asked in English. Nobody takes the two calls with the answer, so it goes as a letter, which can be
// printed; it does not before that.
func (q *question) calledTwice() {
	elin, maja := q.person("Elin Wallin", language.English), q.person("Maja Öberg", language.Swedish)
	q.asks(elin, "Meeting", "Can you take part on Wednesday?", true)
	q.opens(maja)
	q.answers(maja, "Ja, på onsdag klockan tio.")
	maja.sees("försök 1 av 2")
	maja.lacks("Notera att svaret gått som brev")
	q.calls(maja, "Nej")
	maja.sees("försök 2 av 2")
	maja.lacks("Notera att svaret gått som brev")
	q.calls(maja, "Nej")
	maja.sees("Ni har ringt 2 gånger utan svar. Skicka svaret som brev.")
	maja.unfolds("Notera att svaret gått som brev")
	q.isPrinted(maja)
	maja.sends("brev", "Notera att svaret gått som brev")
	maja.sees("Brevet är antecknat.")
	elin.visit(q.path)
	elin.sees("The answer has been sent as a letter.")
	elin.sees("called with the answer without reaching anybody")
	elin.ticks("Partly")
	elin.sends("hjalpte", "Close the question")
	elin.sees("The question is closed.")
}

// isPrinted fails unless the answer can be had as a letter to print.
func (q *question) isPrinted(r *reader) {
	q.t.Helper()
	r.target("pressable", "Skriv ut som brev (PDF)")
	letter := r.eval(`window.meant.href`)
	if begins := r.eval(fmt.Sprintf(`fetch(%q).then(a=>a.arrayBuffer()).then(b=>new TextDecoder("latin1").decode(b.slice(0,5)))`, letter)); begins != "%PDF-" {
		q.t.Errorf("the letter begins with %q", begins)
	}
}
