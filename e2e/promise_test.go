package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samsyn/internal/apptest"
	"samsyn/internal/clause"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/language"
	"samsyn/internal/template"
)

// From a template to signed promises, as nine people in two languages, each at a window of their own: the agency and a
// municipality with two boards draft, comment, deviate on one clause, approve and sign with two signatories each; then one
// commitment is amended, and the agreement renewed. By mouse, by keyboard alone and with script off: all three in a full
// run, else one of them, in turn.
func TestFromTemplateToSignedPromises(t *testing.T) {
	t.Parallel()
	ways := []hands{mouse, keyboard, scriptless}
	if !sample.Full() {
		ways = []hands{ways[sample.Seed(t)%3]}
	}
	for _, how := range ways {
		t.Run(string(how), func(t *testing.T) {
			s := newStory(t, how)
			for _, part := range []struct {
				name string
				tell func()
			}{{"first text", s.firstText}, {"one commitment", s.oneCommitment}, {"renewal", s.renewal}} {
				began := time.Now()
				part.tell()
				t.Logf("%s: %.1f minutes", part.name, time.Since(began).Minutes())
			}
			s.quiet()
		})
	}
}

// story is one agreement on its way, and the people who are at it.
type story struct {
	t               *testing.T
	demo            *demo
	hands           hands
	people          map[string]*reader
	per, anna, birg *reader // who coordinate
	anybody         *reader
	agreement       string // path of the one that they come to
	draft           string // path of the draft under way
}

func newStory(t *testing.T, how hands) *story {
	s := &story{t: t, demo: ownDemo(t), hands: how, people: map[string]*reader{}}
	s.anybody = s.window(language.English)
	s.per, s.anna, s.birg = s.person("Per Nordin", language.Swedish), s.person("Anna Sundin", language.English), s.person("Birgit Nyman", language.Swedish)
	return s
}

func (s *story) window(l language.Lang) *reader {
	r := &reader{window: openAt(s.t, s.demo.url), lang: l, hands: s.hands, story: "promise"}
	r.scripts(s.hands != scriptless)
	r.visit("/?lang=" + string(l))
	return r
}

// person is one of the cast at a window of their own.
func (s *story) person(name string, l language.Lang) *reader {
	s.t.Helper()
	if s.people[name] == nil {
		r := s.window(l)
		r.signsIn(name)
		s.people[name] = r
	}
	return s.people[name]
}

// quiet fails when somebody's browser complained.
func (s *story) quiet() {
	s.anybody.quiet("anybody")
	for name, r := range s.people {
		r.quiet(name)
	}
}

// beginsAnew lets the agency begin the agreement that follows on the one in force, from the template.
func (s *story) beginsAnew(r *reader) {
	s.t.Helper()
	r.presses("Utkast")
	r.presses("Börja ett utkast")
	r.writes("Vilken eller vilka kommuner", "Ludvika")
	r.presses("Fortsätt")
	r.ticks("rbetsmarknadsnämnden (Demo)")
	r.ticks("ocialnämnden (Demo)")
	r.presses("Börja ett utkast")
	s.isBegun(r)
}

func (s *story) isBegun(r *reader) {
	s.t.Helper()
	r.sees(r.say("ni har pennan", "you hold the pen"))
	s.draft = strings.TrimSuffix(r.eval(`location.pathname`), "/text")
}

// begins a draft from the agreement.
func (s *story) begins(r *reader, kind string) {
	s.t.Helper()
	r.visit(s.agreement)
	r.presses(r.say("Ändra, förläng eller anslut en kommun", "Amend, renew or let a municipality join"))
	r.ticks(kind)
	r.presses(r.say("Börja ett utkast", "Begin a draft"))
	s.isBegun(r)
}

// firstText writes the whole text of an agreement from the template, and gets it signed.
func (s *story) firstText() {
	s.beginsAnew(s.per)
	s.fillsIn(s.per)
	s.deviates(s.per)
	s.puts(s.per, 1)
	s.comments(s.anna)
	s.answers(s.anna)
	s.per.visit(s.draft)
	s.per.presses("Skillnad")
	s.per.sees("K9.1")
	s.per.sees("92")
	s.approve(2)
	s.sign(2, s.signers())
	s.anybody.visit(s.agreement + "/ataganden")
	s.anybody.sees("K9.1")
	s.anybody.sees("92")
	s.anybody.visit(s.agreement + "/text")
	s.anybody.sees("Brådskande frågor ställs per telefon.")
	s.anybody.sees("Kommunen har en egen jour.")
}

// fillsIn everything that the template asks for, as somebody plausibly would, clause by clause.
func (s *story) fillsIn(r *reader) {
	s.t.Helper()
	doc, err := template.First()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range doc.Clauses {
		for _, v := range doc.Variables {
			if v.Clause == c.ID && v.Required && v.Fixed.IsZero() {
				r.goesTo("/falt/variable:" + v.ID)
				s.fillsOne(r, v)
			}
		}
		for _, k := range doc.CommitmentsOf(c.ID) {
			if k.Open() {
				r.goesTo("/falt/commitment:" + k.ID)
				s.aims(r, "35", "Som i fjol.")
			}
		}
	}
	r.sees("Allt som behövs är ifyllt.")
}

func (s *story) fillsOne(r *reader, v clause.Variable) {
	s.t.Helper()
	name := r.say(v.Name.Sv, v.Name.En)
	switch {
	case v.Kind == clause.Choice:
		r.ticks(v.Choices[0].In(r.lang))
	default:
		r.writes(name, value(v))
	}
	if v.Kind == clause.Person {
		r.writes(r.say("Funktion", "Function"), "samverkansansvarig")
	}
	r.presses(r.say("Spara", "Save"))
}

// value is a plausible one; the agreement follows on the one that ends in November 2028.
func value(v clause.Variable) string {
	switch {
	case strings.HasSuffix(v.ID, "_fran"):
		return "2028-12-01"
	case v.Kind == clause.Date:
		return "2031-11-30"
	}
	return apptest.PlausibleValue(v)
}

// aims gives a commitment, whose field is open, another target with its reason.
func (s *story) aims(r *reader, target, reason string) {
	s.t.Helper()
	r.writes(r.say("Mål (", "Target ("), target)
	r.writes(r.say("Varför detta mål?", "Why this target?"), reason)
	r.presses(r.say("Spara", "Save"))
	r.sees(r.say("är sparat", "is saved"))
}

// deviates from one clause, with its reason.
func (s *story) deviates(r *reader) {
	s.t.Helper()
	r.presses(r.say("Avvik från § 9", "Deviate from § 9"))
	r.ticks(r.say("gäller dessutom", "holds besides"))
	r.writes(r.say("Vad som gäller", "What holds"), "Brådskande frågor ställs per telefon.")
	r.writes(r.say("Varför", "Why"), "Kommunen har en egen jour.")
	r.presses(r.say("Spara", "Save"))
	r.sees("Brådskande frågor ställs per telefon.")
}

// puts a version forward.
func (s *story) puts(r *reader, no int) {
	s.t.Helper()
	r.visit(s.draft)
	r.presses(r.say("Lämna förslaget", "Put the proposal forward"))
	r.presses(fmt.Sprintf(r.say("Lämna version %d", "Put version %d forward"), no))
	r.sees(fmt.Sprintf(r.say("Version %d är lämnad", "Version %d is put before"), no))
}

// comments on one commitment.
func (s *story) comments(r *reader) {
	s.t.Helper()
	r.visit(s.draft)
	r.sees("version 1")
	r.presses(r.say("Läs texten", "Read the text"))
	r.unfolds(r.say("Uppgifter och åtaganden i § 9", "Values and commitments in § 9"))
	r.presses(r.say("Öppna", "Open") + " K9.1")
	r.writes(r.say("Er kommentar", "Your comment"), "Vi behöver 92 procent.")
	r.presses(r.say("Kommentera", "Comment"))
	r.sees(r.say("Kommentaren är sparad", "The comment is saved"))
}

// answers with a version in which the field that was commented on is changed; no other has opened.
func (s *story) answers(r *reader) {
	s.t.Helper()
	r.visit(s.draft)
	r.presses(r.say("Ta pennan", "Take the pen"))
	r.presses(r.say("Öppna", "Open") + " K9.2")
	r.sees(r.say("K9.2", "K9.2"))
	if got := r.eval(`document.getElementById("andra")?"open":"closed"`); got != "closed" {
		s.t.Error("a field that nobody commented on can be changed")
	}
	r.visit(s.draft + "/text")
	r.presses(r.say("Ändra", "Change") + " K9.1")
	s.aims(r, "92", "Jouren klarar det.")
	s.puts(r, 2)
}

// approve lets all three parties approve a version.
func (s *story) approve(no int) {
	s.t.Helper()
	for _, r := range []*reader{s.anna, s.birg, s.per} {
		r.visit(s.draft)
		r.presses(fmt.Sprintf("Version %d", no))
		r.presses(fmt.Sprintf(r.say("Godkänn version %d", "Approve version %d"), no))
		r.sees(fmt.Sprintf(r.say("version %d", "version %d"), no))
	}
}

type signer struct {
	name      string
	political bool
	turn      string
	lang      language.Lang
}

// signers are the six: the boards first, the agency after them.
func (s *story) signers() []signer {
	sv, en := language.Swedish, language.English
	return []signer{{"Karin Dahlberg", false, "1", sv}, {"Lars Bergman", true, "1", en}, {"Mats Hedlund", false, "1", sv},
		{"Siv Backman", true, "1", en}, {"Per Lindgren", false, "2", sv}, {"Karl Strand", true, "2", en}}
}

// administrative are those of them whose signature is enough when a target alone has changed.
func (s *story) administrative() (out []signer) {
	for _, x := range s.signers() {
		if !x.political {
			out = append(out, x)
		}
	}
	return out
}

// sign puts the approved version forward and lets everybody sign it.
func (s *story) sign(no int, by []signer) {
	s.t.Helper()
	s.per.visit(s.draft)
	s.per.presses("Inled underskrift")
	for _, x := range by {
		as := "Företrädare för förvaltningen"
		if x.political {
			as = "Politisk företrädare"
		}
		if x.turn == "2" { // the agency, which has no politicians
			as = map[bool]string{true: "Behörig beslutsfattare", false: "Ansvarig chef i verksamheten"}[x.political]
		}
		s.per.chooses(as, x.name)
		s.per.choosesNext("Tur", x.turn)
	}
	s.per.presses("Lägg fram för underskrift")
	s.per.sees("Versionen är framlagd för underskrift.")
	round := s.per.eval(`location.pathname`)
	for _, x := range by {
		s.signs(s.person(x.name, x.lang), round, no)
	}
	s.anna.visit(round)
	s.anna.sees("Everybody has signed")
	s.agreement = s.anna.eval(`new URL(document.querySelector("main a[href^='/overenskommelser/']").href).pathname`)
	s.sealed(round)
}

// signs as one person: the decision that lets them sign, who they are by a one-time code unless they have just shown it,
// and then the signature.
func (s *story) signs(r *reader, round string, no int) {
	s.t.Helper()
	r.visit(round)
	r.presses(r.say("Registrera delegationen", "Record the delegation"))
	r.writes(r.say("Beslut", "Decision"), "§ 88")
	r.writes(r.say("Beslutets datum", "Date of the decision"), "2026-02-16")
	r.writes(r.say("Punkt i delegationsordningen", "Point in the order of delegation"), "4.2")
	r.writes(r.say("Diarienummer hos er", "Your registry number"), "2026/17")
	r.presses(r.say("Spara", "Save"))
	r.sees(r.say("Delegationen är registrerad.", "The delegation is recorded."))
	r.presses(r.say("Läs och underteckna", "Read and sign"))
	if r.eval(`location.pathname`) == "/legitimera" {
		r.writes(r.say("Kod från appen", "Code from the app"), apptest.DemoCode(r.text()))
		r.presses(r.say("Legitimera", "Confirm"))
	}
	r.ticks(fmt.Sprintf(r.say("Jag har läst version %d", "I have read version %d"), no))
	r.presses(fmt.Sprintf(r.say("Underteckna version %d", "Sign version %d"), no))
	r.sees(r.say("Du har undertecknat.", "You have signed."))
}

// sealed waits for the sealed document, which the program makes after the last signature, and opens it.
func (s *story) sealed(round string) {
	s.t.Helper()
	path := round + "/overenskommelse.pdf"
	for range 120 {
		s.anna.visit(round)
		if s.anna.eval(fmt.Sprintf(`document.querySelector('a[href="%s"]')?"there":""`, path)) == "there" {
			begins := s.anna.eval(fmt.Sprintf(`fetch(%q).then(a=>a.arrayBuffer()).then(b=>new TextDecoder("latin1").decode(b.slice(0,5)))`, path))
			if begins != "%PDF-" {
				s.t.Errorf("the sealed document begins with %q", begins)
			}
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	s.t.Fatal("the document is not sealed")
}

// oneCommitment changes one target: its own draft, its own signatures, and nothing else moves.
func (s *story) oneCommitment() {
	s.begins(s.anna, "amendment")
	s.anna.presses("Change K9.1")
	s.aims(s.anna, "95", "Det gick bra.")
	s.puts(s.anna, 1)
	s.per.visit(s.draft)
	s.per.sees("förvaltningscheferna undertecknar")
	s.per.presses("Skillnad")
	s.per.sees("92")
	s.per.sees("95")
	s.approve(1)
	s.sign(1, s.administrative())
	s.anybody.visit(s.agreement + "/ataganden")
	s.anybody.sees("95")
}

// renewal makes the next agreement, from the current one's text.
func (s *story) renewal() {
	s.begins(s.per, "förlängning")
	s.puts(s.per, 1)
	s.approve(1)
	s.sign(1, s.signers())
	s.anybody.visit(s.agreement)
	s.anybody.sees("2034-11-30")
}
