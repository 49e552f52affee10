package accesslog

import (
	"unicode"
	"unicode/utf8"

	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// WhatSaid says what was done, about the person who reads it: "läste en fråga om dig".
func (r Reading) WhatSaid() language.Text {
	t := language.T
	switch r.Action {
	case policy.ReadOwnRecord:
		return t("läste på mina sidor", "read on my pages")
	case policy.ReadPerson:
		return t("läste uppgifterna om vem personen är", "read who the person is")
	case person.ActionStopped:
		return t("ville lämna uppgifter i skrift, och stoppades av skyddet", "wanted to tell something in writing, and was stopped by the protection")
	case policy.OpenPerson:
		return t("nödöppnade uppgifterna om personen", "opened the person's data in an emergency")
	case policy.OpenEnquiry:
		return t("angav en grund och såg vem frågan gällde", "recorded a ground and saw whom the question was about")
	case policy.ReadEnquiryText:
		if r.Hidden {
			return t("läste en fråga utan att se vem den gällde", "read a question without seeing whom it was about")
		}
		return t("läste en fråga och vad som skrivits i den", "read a question and what was written in it")
	case policy.ReadEnquiry:
		return t("läste en del av en fråga", "read a part of a question")
	case policy.PostMessage:
		return t("lämnade uppgifter till den andra myndigheten", "told the other authority something")
	case policy.SeeReviewed:
		if r.Hidden {
			return t("granskade en läsning utan att se vem den gällde", "reviewed a reading without seeing whom it was about")
		}
		return t("såg vem personen är, för att granska en läsning", "saw who the person is, to review a reading")
	case policy.FetchRecord:
		return t("hämtade handlingar till arkivet", "fetched documents for the archive")
	}
	return t("läste %s", "read %s").With(kindSaid(r.Thing.Kind))
}

func kindSaid(k ref.Kind) language.Text { return policy.KindName(k) }

// WhoSaid says who it was: the name, the role and where they work.
func (r Reading) WhoSaid() language.Text {
	t := language.T
	if r.Own {
		return t("personen själv", "the person")
	}
	name := language.Same(r.Name)
	if r.Name == "" {
		name = t("ett konto som inte finns kvar", "an account that is no more")
	}
	if r.Role != "" {
		name = t("%s, %s", "%s, %s").With(name, policy.RoleName(r.Role))
	}
	for _, where := range []string{r.UnitName, r.AuthorityName} {
		if where != "" {
			name = t("%s, %s", "%s, %s").With(name, where)
		}
	}
	return name
}

// WhySaid says on what ground it was, as the trail has it.
func (r Reading) WhySaid() language.Text {
	t := language.T
	why := r.Ground.reachSaid()
	if r.Action == policy.OpenPerson {
		why = t("nödöppning, som granskas i efterhand", "an emergency opening, which is reviewed afterwards")
	}
	if r.Action == policy.SeeReviewed {
		why = t("granskning av vem som har läst", "review of who has read")
	}
	g, known := law.GroundOf(r.Ground.Law)
	switch {
	case !known:
		return why
	case r.Ground.Reach == "":
		return g.Name
	}
	return t("%s. Grund: %s", "%s. Ground: %s").With(why, g.Name)
}

func (g Ground) reachSaid() language.Text {
	t := language.T
	switch g.Reach {
	case policy.Self:
		return t("egna uppgifter", "own data")
	case policy.Assigned:
		return t("utsedd i ärendet", "named in the matter")
	case policy.Substitute:
		return t("ersättare för den som är utsedd", "stood in for whoever is named")
	case policy.Opened:
		return t("efter en nödöppning, som granskas i efterhand", "after an emergency opening, which is reviewed afterwards")
	case policy.Sampled:
		return t("granskning av loggen", "review of the log")
	case policy.Party, policy.Former, policy.Own:
		return t("arbetar på enheten som har ärendet", "works at the unit that has the matter")
	case policy.Ground:
		return t("en grund i lag", "a ground in law")
	case "":
		return t("inte antecknat när det lästes", "not noted when it was read")
	}
	return t("systemets egen behandling", "the system's own processing")
}

// capital begins a text with a large letter.
func capital(t language.Text) language.Text { return language.T(first(t.Sv), first(t.En)) }

func first(s string) string {
	c, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(c)) + s[size:]
}
