package apptest

import (
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/signing"
	"samsyn/internal/template"
)

// From a template to a signed promise, as six people without script: the agency and a municipality with two boards draft,
// comment, deviate on one clause, approve and sign with two signatories each; then one commitment is amended, and the
// agreement renewed. Three of the six read English.
func TestFromTemplateToSignedPromises(t *testing.T) {
	for _, d := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(d), func(t *testing.T) {
			j := newJourney(t, d)
			j.firstText()
			j.amendOneCommitment()
			j.renew()
		})
	}
}

type journey struct {
	t               *testing.T
	h               *Samsyn
	per, anna, birg *Person // the coordinators
	agreement       string  // path of Ludvika's
	draft           string  // path of the draft under way
}

func newJourney(t *testing.T, d db.Dialect) *journey {
	h := House(t, d)
	j := &journey{t: t, h: h, per: h.As(cast.Per), anna: h.As(cast.Anna).In(language.English), birg: h.As(cast.Birgit)}
	found, err := agreement.List(t.Context(), h.DB, agreement.Filter{State: agreement.InForce, Municipality: "2085", On: calendar.DateOf(h.DB.Now())})
	if err != nil || len(found) != 1 {
		t.Fatalf("%d agreements in force in Ludvika: %v", len(found), err)
	}
	j.agreement = found[0].Path()
	return j
}

// begin lets somebody begin a draft from the agreement.
func (j *journey) begin(p *Person, kind string) {
	j.t.Helper()
	id := strings.TrimPrefix(j.agreement, "/overenskommelser/")
	g := p.Get("/utkast/nytt?overenskommelse="+id).Send(p.say("Börja ett utkast", "Begin a draft"), "kind", kind)
	path, _, _ := strings.Cut(g.Path, "?")
	j.draft = "/" + strings.Join(strings.Split(strings.Trim(path, "/"), "/")[:2], "/")
}

func (p *Person) say(sv, en string) string { return language.T(sv, en).In(p.lang) }

// firstText writes the whole text of an agreement that came as a date and a name, and gets it signed.
func (j *journey) firstText() {
	j.begin(j.per, "amendment")
	j.fillIn(j.per)
	j.per.Get(j.draft+"/falt/deviation:?pa=9").Send("Spara", "kind", "adds", "text", "Brådskande frågor ställs per telefon.", "reason", "Kommunen har en egen jour.").Must(See("Brådskande frågor ställs per telefon."))
	j.per.Get(j.draft + "/lamna").Send("Lämna version 1")
	// The municipality comments on one field; only that one opens again.
	j.anna.Get(j.draft).Must(See("version 1"))
	j.anna.Get(j.draft+"/falt/commitment:K9.1").Send("Comment", "comment", "Vi behöver 92 procent.")
	j.anna.Get(j.draft).Send("Take the pen")
	j.anna.Get(j.draft + "/falt/commitment:K9.2").Must(NotSee(`id="andra"`))
	j.anna.Get(j.draft+"/falt/commitment:K9.1").Send("Save", "target0", "92", "reason", "Jouren klarar det.")
	j.anna.Get(j.draft + "/lamna").Send("Put version 2 forward")
	j.per.Get(j.draft + "/skillnad").Must(See("K9.1"))
	j.approve(2)
	j.sign(2)
	j.h.Public().Get(j.agreement + "/ataganden").Must(See("K9.1", "92", "2 arbetsdagar"))
	j.h.Public().Get(j.agreement + "/text").Must(See("Brådskande frågor ställs per telefon.", "Kommunen har en egen jour."))
}

// fillIn fills in everything that the template asks for, as somebody plausibly would.
func (j *journey) fillIn(p *Person) {
	j.t.Helper()
	doc, err := template.First()
	if err != nil {
		j.t.Fatal(err)
	}
	for _, v := range doc.Variables {
		path := j.draft + "/falt/variable:" + v.ID
		if !v.Required || !v.Fixed.IsZero() {
			continue
		}
		pairs := []string{"value", PlausibleValue(v)}
		if v.Kind == clause.Person {
			pairs = append(pairs, "function", "samverkansansvarig")
		}
		p.Get(path).Send(p.say("Spara", "Save"), pairs...)
	}
	for _, k := range doc.Commitments {
		if k.Open() {
			p.Get(j.draft+"/falt/commitment:"+k.ID).Send(p.say("Spara", "Save"), "target0", "35", "reason", "Som i fjol.")
		}
	}
}

// approve lets all three parties approve a version.
func (j *journey) approve(no int) {
	j.t.Helper()
	for _, p := range []*Person{j.anna, j.birg, j.per} {
		version := language.Number(no)
		p.Get(j.draft + "/version/" + version).Send(p.say("Godkänn version "+version, "Approve version "+version))
	}
}

// signers are the six, by the board they sign for.
func (j *journey) signers() []signer {
	en := language.English
	return []signer{{cast.Karin, "administrative", 1, language.Swedish}, {cast.Lars, "political", 1, en}, {cast.Mats, "administrative", 1, language.Swedish},
		{cast.Siv, "political", 1, en}, {cast.PerL, "administrative", 2, language.Swedish}, {cast.Karl, "political", 2, en}}
}

type signer struct {
	name, capacity string
	turn           int
	lang           language.Lang
}

// sign puts the approved version forward and lets six people sign it, each after showing who they are by a one-time code.
func (j *journey) sign(no int) {
	j.t.Helper()
	var pairs []string
	for _, s := range j.signers() {
		a, err := j.h.Accounts.ByUserName(j.t.Context(), s.name)
		if err != nil {
			j.t.Fatal(err)
		}
		seat := "seat:" + a.Authority + ":" + s.capacity
		pairs = append(pairs, seat, a.ID, seat+":step", language.Number(s.turn))
	}
	g := j.per.Get(j.draft+"/undertecknare").Send("Lägg fram för underskrift", pairs...)
	round, _, _ := strings.Cut(g.Path, "?")
	for i, s := range j.signers() {
		j.signOne(round, s, i+1, no)
	}
	j.anna.Get(round).Must(See("Everybody has signed"))
	if err := j.h.Signing.Seal(j.t.Context(), strings.TrimPrefix(round, "/underskrift/")); err != nil {
		j.t.Fatal(err)
	}
	if code := j.anna.Answer("GET", round+"/overenskommelse.pdf", nil).Code; code != 200 {
		j.t.Errorf("the sealed document answers %d", code)
	}
}

func (j *journey) signOne(round string, s signer, nth, no int) {
	j.t.Helper()
	j.h.Clock.Advance(31_000_000_000) // a one-time code is good once
	p := j.h.As(s.name).In(s.lang)
	r, err := signing.ByID(j.t.Context(), j.h.DB, strings.TrimPrefix(round, "/underskrift/"))
	if err != nil {
		j.t.Fatal(err)
	}
	a, err := j.h.Accounts.ByUserName(j.t.Context(), s.name)
	if err != nil {
		j.t.Fatal(err)
	}
	for _, slot := range r.Slots {
		if slot.Account != a.ID {
			continue
		}
		p.Get(slot.Path()+"/delegation").Send(p.say("Spara", "Save"), "decision", "§ 88", "decided_on", "2026-02-16", "ground", "4.2", "registry_number", "2026/17")
		g := p.Get(slot.Path() + "/underteckna") // leads to where one shows who one is
		g = g.Send(p.say("Legitimera", "Confirm"), "code", DemoCode(g.Text()))
		g.Send(p.say("Underteckna version ", "Sign version ")+language.Number(no), "read", "on")
		return
	}
	j.t.Fatalf("%s has no signature to give in round %s", s.name, round)
}

// amendOneCommitment changes one target: its own draft, its own signatures, and nothing else moves.
func (j *journey) amendOneCommitment() {
	j.begin(j.anna, "amendment")
	j.anna.Get(j.draft+"/falt/commitment:K9.1").Send("Save", "target0", "95", "reason", "Det gick bra.")
	j.anna.Get(j.draft + "/lamna").Send("Put version 1 forward")
	j.per.Get(j.draft + "/skillnad").Must(See("92", "95"))
	j.approve(1)
	j.sign(1)
	j.h.Public().Get(j.agreement + "/ataganden").Must(See("95"))
}

// renew makes the next agreement, from the current one's text.
func (j *journey) renew() {
	j.begin(j.per, "renewal")
	j.per.Get(j.draft + "/lamna").Send("Lämna version 1")
	j.approve(1)
	j.sign(1)
	j.h.Public().Get(j.agreement).Must(See("2031-11-30"))
}
