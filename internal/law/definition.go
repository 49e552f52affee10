package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// DefinitionID names a way of measuring for good; every figure carries one.
type DefinitionID string

// Measured is what a definition is about.
type Measured string

// What is measured.
const (
	Unemployment  Measured = "unemployment"
	LongTerm      Measured = "long-term-unemployment"
	IncomeSupport Measured = "income-support"
)

// Threshold is how long something must have lasted: months or weeks, never both.
type Threshold struct {
	Months   int
	Weeks    int
	MoreThan bool // more than that long; else at least
}

// IsZero tells whether there is no threshold.
func (t Threshold) IsZero() bool { return t == Threshold{} }

// In says the threshold in words: "minst 12 månader", "mer än 6 månader".
func (t Threshold) In(l language.Lang) string {
	if t.IsZero() {
		return ""
	}
	length := language.Plural(t.Months, language.T("%d månad", "%d month"), language.T("%d månader", "%d months"))
	if t.Weeks > 0 {
		length = language.Plural(t.Weeks, language.T("%d vecka", "%d week"), language.T("%d veckor", "%d weeks"))
	}
	if t.MoreThan {
		return language.T("mer än %s", "more than %s").With(length).In(l)
	}
	return language.T("minst %s", "at least %s").With(length).In(l)
}

// Ages is a span of ages in years, both ends included. Zero means that the definition sets none.
type Ages struct{ From, To int }

// In says the span in words: "25–64 år".
func (a Ages) In(l language.Lang) string {
	if a == (Ages{}) {
		return language.T("alla åldrar", "all ages").In(l)
	}
	return language.T("%d–%d år", "ages %d–%d").With(a.From, a.To).In(l)
}

// Definition is one way in which somebody measures. "Long-term unemployed" has at least four, so no two figures are
// compared unless their definitions are the same.
type Definition struct {
	ID        DefinitionID
	Name      language.Text
	Measures  Measured
	Says      language.Text
	By        string // who measures so, as one names it in a source line: "Arbetsförmedlingen", "SCB, AKU"
	Threshold Threshold
	Ages      Ages
	Valid     calendar.Period
	Standing  Standing
}

// InForce tells whether it was measured so on a date.
func (d Definition) InForce(on calendar.Date) bool { return d.Valid.Contains(on) }

// Definitions gives every definition.
func Definitions() []Definition { return slices.Clone(definitions) }

// DefinitionsOf gives the definitions of one thing that is measured.
func DefinitionsOf(m Measured) []Definition {
	return all(definitions, func(d Definition) bool { return d.Measures == m })
}

// DefinitionOf gives the definition of an id; ok is false for an unknown one.
func DefinitionOf(id DefinitionID) (d Definition, ok bool) {
	return find(definitions, func(d Definition) bool { return d.ID == id })
}
