package template

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
)

// kinds are the kinds of variable in the order in which they are chosen.
func kinds() []clause.VariableKind {
	return []clause.VariableKind{clause.Line, clause.Date, clause.Count, clause.Choice, clause.Person, clause.List, clause.OrganisationNo, clause.TimeOfDay}
}

// kindName is a kind of variable for a reader.
func kindName(k clause.VariableKind) language.Text {
	t := language.T
	switch k {
	case clause.Line:
		return t("en rad text", "a line of text")
	case clause.Date:
		return t("ett datum", "a date")
	case clause.Count:
		return t("ett tal", "a number")
	case clause.Choice:
		return t("ett val", "a choice")
	case clause.Person:
		return t("en person i en roll", "a person in a role")
	case clause.List:
		return t("en lista", "a list")
	case clause.OrganisationNo:
		return t("ett organisationsnummer", "an organisation number")
	case clause.TimeOfDay:
		return t("ett klockslag", "a clock time")
	}
	return language.Same(string(k))
}

// describe says how a variable is to be filled in: "ett tal från 1 till 31 (dagar per månad), obligatoriskt".
func describe(v clause.Variable) language.Text {
	t := language.T
	s := kindName(v.Kind)
	if v.Min != nil {
		s = t("%s från %s", "%s from %s").With(s, *v.Min)
	}
	if v.Max != nil {
		s = t("%s till %s", "%s to %s").With(s, *v.Max)
	}
	if !v.Unit.IsZero() {
		s = t("%s (%s)", "%s (%s)").With(s, v.Unit)
	}
	if len(v.Choices) > 0 {
		s = t("%s: %s", "%s: %s").With(s, language.List(v.Choices...))
	}
	if v.Required {
		s = t("%s, ska fyllas i", "%s, must be filled in").With(s)
	}
	if !v.Fixed.IsZero() {
		s = t("%s. Mallen anger: %s", "%s. The template gives: %s").With(s, v.Fixed)
	}
	if !v.Hint.IsZero() {
		s = t("%s. %s", "%s. %s").With(s, v.Hint)
	}
	return s
}
