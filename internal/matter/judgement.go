package matter

import (
	"slices"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Answer is what one authority judges of one need.
type Answer struct {
	Need Need   `json:"need"`
	Who  Who    `json:"who"`
	Note string `json:"note,omitempty"` // in a few words, about the person
}

// Judgement is what one authority judges of a person.
type Judgement struct {
	Distance Distance `json:"distance,omitempty"`
	Answers  []Answer `json:"answers"`
	TookPart string   `json:"tookPart,omitempty"` // "yes" or "no": whether the person, or who stands in for them, took part
}

// Of gives the answer about a need; the zero Answer with the need when there is none.
func (j Judgement) Of(n Need) Answer {
	if i := slices.IndexFunc(j.Answers, func(a Answer) bool { return a.Need == n }); i >= 0 {
		return j.Answers[i]
	}
	return Answer{Need: n}
}

// IsZero tells whether nothing is judged.
func (j Judgement) IsZero() bool { return j.Distance == 0 && len(j.Answers) == 0 && j.TookPart == "" }

// health tells whether the judgement tells anything of the person's health.
func (j Judgement) health() bool {
	return slices.ContainsFunc(j.Answers, func(a Answer) bool {
		n, _ := NeedOf(a.Need)
		return n.Health && a.Who != "" && (a.Who != Unsure || a.Note != "")
	})
}

// covered refuses to take a new ground for one that covers health when nobody has said so: a consent is no wider than what
// the person agreed to.
func (j Judgement) covered(b person.Basis, health bool) error {
	if b.Kind == "" || health || !j.health() {
		return nil
	}
	says := language.T("Säg att grunden omfattar uppgifter om hälsa, eller välj Lämnas inte ut vid de behov som rör hälsa.", "Say that the ground covers data about health, or choose Not told at the needs that concern health.")
	return fault.New(fault.Invalid, says, fault.Field(fieldHealth, says))
}

// check says what is missing before a judgement can be given: every need that is asked for, and what law and promise want
// to know.
func (j Judgement) check() error {
	t := language.T
	var p []fault.Problem
	for _, n := range Needs() {
		switch a := j.Of(n.Need); {
		case n.Health && a.Who == "": // left out
		case !slices.Contains(Answers(), a.Who):
			p = append(p, fault.Field("need-"+string(n.Need), t("%s: välj från vem stödet behövs.", "%s: choose from whom support is needed.").With(n.Name)))
		}
	}
	if j.Distance.Name().IsZero() {
		p = append(p, fault.Field("distance", t("Välj hur långt från arbete personen är.", "Choose how far from work the person is.")))
	}
	if j.TookPart != "yes" && j.TookPart != "no" {
		p = append(p, fault.Field("tookPart", t("Säg om personen själv har deltagit.", "Say whether the person has taken part.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, t("Bedömningen är inte hel än.", "The judgement is not whole yet."), p...)
	}
	return nil
}

const (
	lineDistance = "Avstånd till arbete"
	lineTookPart = "Personen har deltagit"
)

// String writes the judgement as a text that a person can read, with the codes in brackets: it may leave by SDK to
// somebody who has another system.
func (j Judgement) String() string {
	var b strings.Builder
	line := func(name, code, value, valueCode, note string) {
		b.WriteString(name + " [" + code + "]: " + value + " [" + valueCode + "]")
		if note != "" {
			b.WriteString(" – " + note)
		}
		b.WriteString("\n")
	}
	for _, a := range j.Answers {
		if n, ok := NeedOf(a.Need); ok && a.Who != "" {
			line(n.Name.Sv, string(a.Need), a.Who.Name().Sv, string(a.Who), oneLine(a.Note))
		}
	}
	if j.Distance != 0 {
		line(lineDistance, "distance", j.Distance.Name().Sv, string('0'+rune(j.Distance)), "")
	}
	if j.TookPart != "" {
		line(lineTookPart, "took-part", map[string]string{"yes": "ja", "no": "nej"}[j.TookPart], j.TookPart, "")
	}
	return b.String()
}

// ParseJudgement reads what String wrote. Lines in another form are left out.
func ParseJudgement(body string) (j Judgement) {
	for _, text := range strings.Split(body, "\n") {
		code, rest, ok := bracketed(text)
		if !ok {
			continue
		}
		value, rest, ok := bracketed(rest)
		if !ok {
			continue
		}
		note := strings.TrimSpace(strings.TrimPrefix(rest, " – "))
		_, known := NeedOf(Need(code))
		switch {
		case code == "distance" && len(value) == 1:
			j.Distance = Distance(value[0] - '0')
		case code == "took-part":
			j.TookPart = value
		case known:
			j.Answers = append(j.Answers, Answer{Need(code), Who(value), note})
		}
	}
	return j
}

// bracketed gives what stands in the first brackets, and what comes after them.
func bracketed(text string) (in, after string, ok bool) {
	_, text, ok = strings.Cut(text, "[")
	if !ok {
		return "", "", false
	}
	return strings.Cut(text, "]")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
