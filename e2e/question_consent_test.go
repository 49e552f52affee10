package e2e

import (
	"samsyn/internal/language"
)

// stoppedForProtection asks about somebody with a protected identity: nothing is kept, the page shows whom to call, and
// neither inbox holds anything of it, open, drafted or closed.
func (q *question) stoppedForProtection() {
	elin, maja := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish)
	const ended = "/fragor?amne=Q-ACTREP&lada=avslutade"
	before := map[*reader]string{}
	for _, r := range []*reader{elin, maja} {
		r.visit(ended)
		before[r] = r.rows()
	}
	q.begins(elin, "Aktivitetsrapport")
	q.consents(elin)
	q.about(elin, "Är rapporten inlämnad?")
	elin.ticks("Ja")
	elin.presses("Skicka frågan")
	elin.sees("Frågan är stoppad och inget är sparat.")
	elin.sees("Myndighetstelefonen (Demo): 010-000 00 00")
	elin.sees("Säg inte personnummer eller namn i växeln.")
	q.hidden(elin)
	elin.lacks("Är rapporten inlämnad?")
	for _, r := range []*reader{elin, maja} {
		for _, box := range []string{"", "&lada=besvarade", "&lada=utkast"} {
			r.visit("/fragor?amne=Q-ACTREP" + box)
			r.sees("Ingen fråga passar urvalet.")
			q.hidden(r)
		}
		r.visit(ended) // where the questions of earlier years are
		if now := r.rows(); now != before[r] {
			q.t.Errorf("what has ended is otherwise than before:\n%s\n%s", before[r], now)
		}
		q.hidden(r)
	}
}

// consentComesAndGoes stops what is sent without a ground, lets it go on a consent on paper, and stops on both sides what
// is told when the consent is withdrawn. Both are told what to do.
func (q *question) consentComesAndGoes() {
	elin, maja := q.person("Elin Wallin", language.Swedish), q.person("Maja Öberg", language.Swedish)
	q.begins(elin, "Handläggare")
	elin.ticks("En grund som redan är antecknad")
	q.about(elin, "Vem är handläggare?")
	elin.presses("Skicka frågan")
	elin.sees("Det finns ingen grund som gäller nu.")
	q.consents(elin)
	q.sends(elin)
	q.opens(maja)
	maja.visit(q.path)
	q.withdraws(elin)
	for _, r := range []*reader{elin, maja} {
		r.visit(q.path)
		r.sees("Samtycket är återkallat")
		r.sees("Lämna inget mer med stöd av det.")
		r.presses("Grunder och hur personen nås")
		r.sees("Samtycket är återkallat. Lämna inga fler uppgifter med stöd av det")
		r.visit("/notiser")
		r.sees("Samtycket i en fråga är återkallat.")
	}
	q.stopped(elin, maja)
}

// withdraws the consent, on the page of the person.
func (q *question) withdraws(r *reader) {
	q.t.Helper()
	r.visit(q.path)
	r.presses("Grunder och hur personen nås")
	r.unfolds("Samtycke, till Arbetsförmedlingen")
	r.presses("Samtycket är återkallat")
	r.presses("Ja, stoppa utlämnandet")
	r.sees("Utlämnandet är stoppat hos er och hos motparten.")
}

// stopped fails when anything more can be told on the consent, by either side.
func (q *question) stopped(asker, receiver *reader) {
	q.t.Helper()
	receiver.visit(q.path)
	q.drafts(receiver, "Samtycke", "Handläggare är Testa Handläggarsson.")
	receiver.presses("Skicka svaret")
	receiver.sees("Grunden kan inte användas")
	asker.visit(q.path)
	asker.writes("Det som mottagaren behöver", "Det gäller praktiken.")
	asker.ticks("Jag har kontrollerat")
	asker.sends("ge-mer", "Svara och starta klockan")
	asker.sees("Välj en grund.")
	receiver.visit(q.path)
	receiver.lacks("Det gäller praktiken.")
	asker.visit(q.path)
	asker.lacks("Testa Handläggarsson")
}
