package template

import (
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// ClauseText is what a form says of a clause.
type ClauseText struct{ Heading, Text language.Text }

// SetClause writes a clause's heading and text. The text may name only variables that there are.
func SetClause(id string, in ClauseText) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		c, no := v.Doc.Clause(id)
		if no == 0 {
			return nil, fault.NotFoundThing()
		}
		if err := in.check(v.Doc); err != nil || c.Heading == in.Heading && c.Text == in.Text {
			return nil, err
		}
		v.Doc.Clauses = slices.Clone(v.Doc.Clauses)
		v.Doc.Clauses[no-1].Heading, v.Doc.Clauses[no-1].Text = in.Heading, in.Text
		return []clause.Field{clause.ClauseField(id)}, nil
	}
}

// AddClause puts a new clause last. Its id is the number after the highest that any clause ever had; added tells it.
func AddClause(in ClauseText, added *string) Edit {
	return func(v *Version, was used) ([]clause.Field, error) {
		if err := in.check(v.Doc); err != nil {
			return nil, err
		}
		if len(v.Doc.Clauses) >= mostClauses {
			return nil, fault.New(fault.Invalid, tooMany.With(mostClauses))
		}
		id := strconv.Itoa(was.highest("clause:") + 1)
		v.Doc.Clauses = append(slices.Clone(v.Doc.Clauses), clause.Clause{ID: id, Heading: in.Heading, Text: in.Text})
		*added = id
		return []clause.Field{clause.ClauseField(id)}, nil
	}
}

// mostClauses bounds a template, whose clauses' ids have at most three figures.
const mostClauses = 200

func (in ClauseText) check(d clause.Document) error {
	var problems []fault.Problem
	for _, t := range []struct{ field, text string }{{"heading_sv", in.Heading.Sv}, {"heading_en", in.Heading.En}, {"text_sv", in.Text.Sv}, {"text_en", in.Text.En}} {
		if t.text == "" {
			problems = append(problems, fault.Field(t.field, sayNeeded))
		}
		for _, id := range clause.Holes(t.text) {
			if _, ok := d.Variable(id); !ok {
				problems = append(problems, fault.Field(t.field, noSuchVariable.With(id)))
			}
		}
	}
	return invalid(problems)
}

// SetGuidance writes the help beside a clause; empty takes it away.
func SetGuidance(id string, text language.Text) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		c, no := v.Doc.Clause(id)
		if no == 0 {
			return nil, fault.NotFoundThing()
		}
		if (text.Sv == "") != (text.En == "") {
			return nil, invalid([]fault.Problem{fault.Field("text_en", bothLanguages)})
		}
		if c.Guidance == text {
			return nil, nil
		}
		v.Doc.Clauses = slices.Clone(v.Doc.Clauses)
		v.Doc.Clauses[no-1].Guidance = text
		return []clause.Field{GuidanceField(id)}, nil
	}
}

// MoveClause gives a clause another place, from 1. It keeps its id.
func MoveClause(id string, place int) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		c, no := v.Doc.Clause(id)
		if no == 0 {
			return nil, fault.NotFoundThing()
		}
		if place < 1 || place > len(v.Doc.Clauses) {
			return nil, invalid([]fault.Problem{fault.Field("place", noSuchPlace.With(len(v.Doc.Clauses)))})
		}
		if place == no {
			return nil, nil
		}
		rest := slices.Delete(slices.Clone(v.Doc.Clauses), no-1, no)
		v.Doc.Clauses = slices.Insert(rest, place-1, c)
		return []clause.Field{clause.ClauseField(id)}, nil
	}
}

// RemoveClause takes a clause away with its variables and commitments. Its ids are never used again.
func RemoveClause(id string) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		if _, no := v.Doc.Clause(id); no == 0 {
			return nil, fault.NotFoundThing()
		}
		fields := []clause.Field{clause.ClauseField(id)}
		for _, x := range v.Doc.Variables {
			if x.Clause == id {
				if where := namedOutside(v.Doc, x.ID, id); where != "" {
					return nil, fault.New(fault.Conflict, variableNamed.With(x.Name, where))
				}
				fields = append(fields, clause.VariableField(x.ID))
			}
		}
		for _, k := range v.Doc.CommitmentsOf(id) {
			fields = append(fields, clause.CommitmentField(k.ID))
		}
		v.Doc.Clauses = slices.DeleteFunc(slices.Clone(v.Doc.Clauses), func(c clause.Clause) bool { return c.ID == id })
		v.Doc.Variables = slices.DeleteFunc(slices.Clone(v.Doc.Variables), func(x clause.Variable) bool { return x.Clause == id })
		v.Doc.Commitments = slices.DeleteFunc(slices.Clone(v.Doc.Commitments), func(k clause.Commitment) bool { return k.Clause == id })
		unmirror(v)
		return fields, nil
	}
}

// highest is the highest number that ids with a prefix have had.
func (u used) highest(prefix string) int {
	most := 0
	for f := range u {
		if rest, ok := strings.CutPrefix(string(f), prefix); ok {
			if n, err := strconv.Atoi(rest); err == nil {
				most = max(most, n)
			}
		}
	}
	return most
}

func invalid(problems []fault.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, putRight, problems...)
}

var (
	putRight       = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	sayNeeded      = language.T("Skriv på båda språken.", "Write in both languages.")
	bothLanguages  = language.T("Skriv på båda språken, eller inget av dem.", "Write in both languages, or in neither.")
	noSuchVariable = language.T("Texten nämner {%s}, som inte finns bland variablerna. Lägg till variabeln först, eller ta bort klamrarna.", "The text names {%s}, which is not among the variables. Add the variable first, or take the braces away.")
	noSuchPlace    = language.T("Välj en plats mellan 1 och %d.", "Choose a place between 1 and %d.")
	variableNamed  = language.T("Variabeln %s används också i § %s. Ändra den texten först.", "The variable %s is also used in § %s. Change that text first.")
	tooMany        = language.T("Mallen kan ha högst %d paragrafer.", "The template can have at most %d clauses.")
)
