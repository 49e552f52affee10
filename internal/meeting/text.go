package meeting

import (
	"strings"

	"samsyn/internal/exchange"
	"samsyn/internal/plan"
)

// Called is what a call says, read back from a message.
type Called struct {
	Why, Language, Needs, Along, Place string
}

const (
	lineWhy      = "Det här ska vi tala om och bestämma: "
	lineLanguage = "Tolk: "
	lineNeeds    = "Det här behöver personen: "
	lineAlong    = "Personen vill ha med sig: "
	linePlace    = "Plats: "
	noInterp     = "behövs inte"
)

// text writes a call as somebody without this system can read it.
func (in Asking) text() string {
	var b strings.Builder
	b.WriteString("Kallelse till " + in.Sort.Name().Sv + ", " + in.Way.Name().Sv + "\n" + lineWhy + in.Why + "\n")
	interp := in.Language
	if in.Interpreter != Needed {
		interp = noInterp
	}
	b.WriteString(lineLanguage + interp + "\n")
	for _, l := range []struct{ head, value string }{{lineNeeds, in.Needs}, {lineAlong, in.Along}, {linePlace, in.Place}} {
		if l.value != "" {
			b.WriteString(l.head + l.value + "\n")
		}
	}
	return b.String()
}

// ParseCall reads what a call says. Lines in another form are left out.
func ParseCall(body string) (c Called) {
	for _, line := range strings.Split(body, "\n") {
		for _, l := range []struct {
			head string
			to   *string
		}{{lineWhy, &c.Why}, {lineLanguage, &c.Language}, {lineNeeds, &c.Needs}, {lineAlong, &c.Along}, {linePlace, &c.Place}} {
			if v, ok := strings.CutPrefix(line, l.head); ok {
				*l.to = v
			}
		}
	}
	if c.Language == noInterp {
		c.Language = ""
	}
	return c
}

// placeText writes that a meeting is somewhere else than was said before.
func placeText(place string) string {
	return "Mötet är på en ny plats.\n" + linePlace + place + "\n"
}

// where is where a meeting is by one authority's own copies: as the latest message on it says; empty when none does.
func (m Meeting) where(thread []exchange.Copy) string {
	said := m.PlaceMessage
	if said == "" {
		said = m.Message
	}
	for _, c := range thread {
		if c.ID == said {
			return ParseCall(c.Body).Place
		}
	}
	return ""
}

// Result is what came of a meeting that was held: what was decided, as steps of who does what by when.
type Result struct {
	Said      string
	Decisions []plan.Item
}

const (
	heldHead = "Mötet är hållet."
	lineSaid = "Vi kom fram till: "
)

// text writes a result; decisions as a plan writes its steps, so that they can become steps.
func (r Result) text() string {
	var b strings.Builder
	b.WriteString(heldHead + "\n")
	if r.Said != "" {
		b.WriteString(lineSaid + r.Said + "\n")
	}
	b.WriteString(plan.StepsText(r.Decisions))
	return b.String()
}

// ParseResult reads what text wrote.
func ParseResult(body string) (r Result) {
	r.Decisions = plan.Parse(body).Items
	for _, line := range strings.Split(body, "\n") {
		if v, ok := strings.CutPrefix(line, lineSaid); ok {
			r.Said = v
		}
	}
	return r
}
