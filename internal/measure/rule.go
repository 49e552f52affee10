package measure

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// RuleKind is what a condition asks of a person.
type RuleKind string

// The kinds of condition.
const (
	AgeFrom     RuleKind = "min-age"      // at least so many years
	AgeTo       RuleKind = "max-age"      // at most so many years
	WithoutWork RuleKind = "without-work" // as long as a definition of long-term unemployment says
	Registered  RuleKind = "registered"   // with Arbetsförmedlingen
	InProgramme RuleKind = "in-programme" // takes part in a programme of Arbetsförmedlingen
	Support     RuleKind = "support"      // has income support
	Swedish     RuleKind = "swedish"      // at least a level of Swedish
	Other       RuleKind = "other"        // what a person judges, in words
)

// RuleKinds lists the kinds of condition.
func RuleKinds() []RuleKind {
	return []RuleKind{AgeFrom, AgeTo, WithoutWork, Registered, InProgramme, Support, Swedish, Other}
}

// Rule is one condition of a measure.
type Rule struct {
	Kind       RuleKind         `json:"kind"`
	Years      int              `json:"years,omitempty"`      // of the ages
	Definition law.DefinitionID `json:"definition,omitempty"` // of WithoutWork
	Level      Level            `json:"level,omitempty"`      // of Swedish
	Text       string           `json:"text,omitempty"`       // of Other
}

// Rules are the conditions of a measure, each of which must be met.
type Rules []Rule

// Level is a level of the Common European Framework of Reference for Languages.
type Level string

// Levels lists the levels, the lowest first. LevelNone is no Swedish yet.
func Levels() []Level { return []Level{LevelNone, "A1", "A2", "B1", "B2", "C1"} }

// LevelNone is somebody who knows no Swedish yet.
const LevelNone Level = "none"

// Name gives the level in words.
func (l Level) Name() language.Text {
	if l == LevelNone {
		return language.T("ingen svenska än", "no Swedish yet")
	}
	return language.T("svenska på nivå %s", "Swedish at level %s").With(string(l))
}

func (l Level) rank() int { return slices.Index(Levels(), l) }

// Say gives the condition in words, as it stands in the entry.
func (r Rule) Say() language.Text {
	t := language.T
	switch r.Kind {
	case AgeFrom:
		return t("minst %d år", "at least %d years old").With(r.Years)
	case AgeTo:
		return t("högst %d år", "at most %d years old").With(r.Years)
	case WithoutWork:
		return t("utan arbete %s, som %s räknar", "without work for %s, as %s reckons").With(r.spell(), r.definition().By)
	case Registered:
		return t("inskriven hos Arbetsförmedlingen", "registered with the Public Employment Service")
	case InProgramme:
		return t("deltar i ett arbetsmarknadspolitiskt program", "takes part in a labour market programme")
	case Support:
		return t("har ekonomiskt bistånd", "has income support")
	case Swedish:
		return t("minst %s", "at least %s").With(r.Level.Name())
	}
	return language.Same(r.Text)
}

func (r Rule) definition() law.Definition {
	d, _ := law.DefinitionOf(r.Definition)
	return d
}

func (r Rule) spell() language.Text {
	d := r.definition().Threshold
	return language.T(d.In(language.Swedish), d.In(language.English))
}

// mostRules is how many conditions an entry can have.
const mostRules = 12

// check gives what must be put right before the conditions can be kept.
func (all Rules) check() (out []fault.Problem) {
	bad := func(r Rule, sv, en string) { out = append(out, fault.Field(r.field(), language.T(sv, en))) }
	if len(all) > mostRules {
		return []fault.Problem{fault.Field(fieldOther, language.T("Skriv högst %d villkor.", "Write at most %d conditions.").With(mostRules))}
	}
	seen := map[RuleKind]bool{}
	for _, r := range all {
		if seen[r.Kind] && r.Kind != Other {
			bad(r, "Skriv varje sorts villkor en gång.", "Write each sort of condition once.")
		}
		seen[r.Kind] = true
		switch {
		case !slices.Contains(RuleKinds(), r.Kind):
			bad(r, "Välj ett villkor ur listan.", "Choose a condition from the list.")
		case (r.Kind == AgeFrom || r.Kind == AgeTo) && (r.Years < 15 || r.Years > 70):
			bad(r, "Skriv en ålder mellan 15 och 70 år.", "Write an age from 15 to 70.")
		case r.Kind == WithoutWork && (r.definition().Measures != law.LongTerm || r.definition().Threshold.IsZero()):
			bad(r, "Välj vilken definition av långtidsarbetslös som gäller.", "Choose which definition of long-term unemployed holds.")
		case r.Kind == Swedish && r.Level.rank() < 1:
			bad(r, "Välj nivå i svenska.", "Choose a level of Swedish.")
		case r.Kind == Other && (r.Text == "" || len([]rune(r.Text)) > 200):
			bad(r, "Skriv varje villkor med högst 200 tecken.", "Write each condition in at most 200 characters.")
		}
	}
	if from, to := all.of(AgeFrom).Years, all.of(AgeTo).Years; from > 0 && to > 0 && from > to {
		out = append(out, fault.Field(fieldAgeFrom, language.T("Den lägsta åldern är högre än den högsta.", "The lowest age is above the highest.")))
	}
	return out
}

// tidied leaves of a condition what its kind says.
func (r Rule) tidied() Rule {
	out := Rule{Kind: r.Kind}
	switch r.Kind {
	case AgeFrom, AgeTo:
		out.Years = r.Years
	case WithoutWork:
		out.Definition = r.Definition
	case Swedish:
		out.Level = r.Level
	case Other:
		out.Text = oneLine(r.Text)
	}
	return out
}

// field is where the condition is written in forms and files.
func (r Rule) field() string {
	switch r.Kind {
	case AgeFrom:
		return fieldAgeFrom
	case AgeTo:
		return fieldAgeTo
	case WithoutWork:
		return fieldWithout
	case Registered:
		return fieldRegistered
	case InProgramme:
		return fieldProgramme
	case Support:
		return fieldSupport
	case Swedish:
		return fieldSwedish
	}
	return fieldOther
}

// Value writes the conditions to their column.
func (all Rules) Value() (driver.Value, error) {
	if all == nil {
		return "[]", nil
	}
	b, err := json.Marshal(all)
	return string(b), err
}

// Scan reads what Value wrote.
func (all *Rules) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), all)
	case []byte:
		return json.Unmarshal(v, all)
	}
	return fmt.Errorf("measure: conditions of type %T", src)
}
