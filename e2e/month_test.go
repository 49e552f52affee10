package e2e

import (
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/language"
)

// atYearsEnd is a day on which November's figures stand and the operational group meets. The demo's daily work makes one
// promise of § 9 broken then.
const atYearsEnd = "2026-12-28T13:20"

// TestTheMonthsPromises is what a newcomer sees at the end of a month: § 9 says its figure, both parties see the same, one
// click opens how it was reckoned and what is behind it, what is broken stands on the next agenda and as a proposal at the
// revision, a question that cannot wait is raised, and what went wrong is reported and acknowledged.
func TestTheMonthsPromises(t *testing.T) {
	t.Parallel()
	s := &story{t: t, demo: ownDemoAt(t, atYearsEnd), hands: mouse, people: map[string]*reader{}}
	s.anybody = s.window(language.Swedish)
	s.anybody.visit("/kommun/2085")
	s.agreement = s.anybody.eval(`new URL(document.querySelector("main a[href^='/overenskommelser/']").href).pathname`)
	for _, part := range []struct {
		name string
		tell func()
	}{{"the figure", s.figureOfTheMonth}, {"the agenda", s.brokenOnTheAgenda}, {"the revision", s.proposedAtRevision}, {"an escalation", s.raisesAQuestion}, {"a deviation", s.reportsADeviation}} {
		t.Logf("%s", part.name)
		part.tell()
	}
	s.quiet()
}

// figureOfTheMonth is read by an officer of each party: the same words, and behind them each one's own questions.
func (s *story) figureOfTheMonth() {
	s.t.Helper()
	said := map[string]string{}
	for _, name := range []string{"Maja Öberg", "Elin Wallin"} {
		r := s.person(name, language.Swedish)
		r.visit(s.agreement + "/text")
		r.sees("§ 9 Frågor om enskilda")
		inText := r.eval(`document.querySelector("main a[href*='/K9.1/utfall']").textContent`)
		r.visit(s.agreement)
		said[name] = r.eval(`document.getElementById("K9.1-agency-0").innerText.replace(/[\s\u00a0]+/g," ")`)
		inTable := r.eval(`document.querySelector("#K9\\.1-agency-0 a").textContent`)
		if inTable != inText || !regexp.MustCompile(`^§ 9, K9\.1 november 2026: [\d,]+ % inom 2 arbetsdagar av \d+ frågor .*hålls inte`).MatchString(said[name]) {
			s.t.Errorf("%s reads %q in the table and %q in the text", name, said[name], inText)
		}
		r.presses(strings.ReplaceAll(inTable, "\u00a0", " "))
		for _, words := range []string{"löftet hålls inte", "Så är talet räknat", "Så räknas det", "Period", "november 2026, 2026-11-01", "Frågorna bakom talet"} {
			r.sees(words)
		}
		if r.eval(`String(document.querySelectorAll("#fragor tbody tr").length>0)`) != "true" {
			s.t.Errorf("%s sees no question behind the figure", name)
		}
	}
	if said["Maja Öberg"] != said["Elin Wallin"] {
		s.t.Errorf("the parties read %q", said)
	}
	s.anybody.visit(s.agreement)
	s.anybody.presses("november 2026")
	s.anybody.sees("Så är talet räknat")
	s.anybody.lacks("Frågorna bakom talet")
}

// brokenOnTheAgenda stands there by itself, on the way from the agreement to the group's next meeting.
func (s *story) brokenOnTheAgenda() {
	s.t.Helper()
	anna := s.person("Anna Sundin", language.Swedish)
	anna.visit(s.agreement)
	anna.presses("Operativa gruppen")
	anna.presses("Öppna mötet")
	anna.sees("Löfte som inte hölls")
	anna.sees("K9.1 Arbetsförmedlingen (november 2026)")
}

// proposedAtRevision is what the parties did reach, ready for the draft that changes the agreement.
func (s *story) proposedAtRevision() {
	s.t.Helper()
	per := s.person("Per Nordin", language.Swedish)
	per.visit(s.agreement)
	s.follows(per, "/utkast/")
	per.sees("Förslag utifrån utfallet")
	if ready := per.eval(`document.getElementById("forslag").innerText`); !strings.Contains(ready, "K8.2") || strings.Contains(ready, "K9.1") {
		s.t.Errorf("a proposal is ready for K8.2, and none for K9.1, which the draft changes already: %s", ready)
	}
}

// raisesAQuestion that Sara could get nobody to answer, from the coordinators who have it to the steering group.
func (s *story) raisesAQuestion() {
	s.t.Helper()
	anna := s.person("Anna Sundin", language.Swedish)
	anna.visit("/eskaleringar")
	s.follows(anna, "/eskaleringar/")
	anna.sees("Den andra parten går inte att nå")
	anna.unfolds("Lyft till styrgruppen nu")
	anna.chooses("Varför lyfts det?", "Svaret kan inte vänta så länge")
	anna.sends("lyft", "Lyft till styrgruppen nu")
	anna.sees("Lyft för hand: till nivå 3, styrgruppen")
	anna.lacks("bussen")
}

// follows the first link of the page to an address that begins so.
func (s *story) follows(r *reader, begins string) {
	s.t.Helper()
	r.goesTo(r.eval(`[...document.querySelectorAll("main a")].map(a=>a.pathname).find(p=>p.startsWith(` + quoted(begins) + `))??"none"`))
}

// reportsADeviation by the employment board; the agency's coordinator says that a human being has seen it.
func (s *story) reportsADeviation() {
	s.t.Helper()
	sara, per := s.person("Sara Lund", language.Swedish), s.person("Per Nordin", language.Swedish)
	sara.visit(s.agreement)
	sara.presses("Rapportera en avvikelse")
	sara.ticks("Kontaktvägen gick inte att nå")
	sara.writes("Vad skulle ha hänt?", "Telefonen skulle ha varit bemannad.")
	sara.writes("Vad hände i stället?", "Ingen svarade.")
	sara.ticks("Arbetet")
	sara.writes("Vilka följder?", "Två möten blev inte av.")
	sara.presses("Rapportera avvikelsen")
	sara.sees("ska bekräfta")
	path := sara.eval(`location.pathname`)
	per.visit(path)
	per.sends("bekrafta", "Bekräfta avvikelsen")
	per.sees("Avvikelsen är bekräftad.")
	sara.visit(path)
	sara.sees("bekräftad")
}
