package clause

import (
	"regexp"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// Variable is a place in the text that the parties fill in.
type Variable struct {
	ID       string          `json:"id"` // "giltig_till"; stands as {giltig_till} in the texts
	Clause   string          `json:"clause"`
	Name     language.Text   `json:"name"`
	Hint     language.Text   `json:"hint,omitzero"`
	Kind     VariableKind    `json:"kind"`
	Required bool            `json:"required"`
	Unit     language.Text   `json:"unit,omitzero"`     // of a number: "dagar per månad"
	Min      *Number         `json:"min,omitempty"`     // of a number
	Max      *Number         `json:"max,omitempty"`     // of a number
	Choices  []language.Text `json:"choices,omitempty"` // of a choice; a value is the Swedish wording
	Fixed    language.Text   `json:"fixed,omitzero"`    // a value that the template itself gives, such as AF's organisation number
}

// VariableKind is the type of a variable's value.
type VariableKind string

// The kinds of variable.
const (
	Line   VariableKind = "line" // a line of text
	Date   VariableKind = "date"
	Count  VariableKind = "number"
	Choice VariableKind = "choice"
	Person VariableKind = "person" // a person in a role: the name and the function
	List   VariableKind = "list"   // lines of text

	OrganisationNo VariableKind = "organisation-number" // "202100-2114", with its check digit
	TimeOfDay      VariableKind = "time"                // a clock time: "16.00"
)

// Value is what the parties filled in. Text holds a line, an ISO date, a number, a choice's Swedish wording or a person's
// name; Function a person's function; Items a list.
type Value struct {
	Text     string   `json:"text,omitempty"`
	Function string   `json:"function,omitempty"`
	Items    []string `json:"items,omitempty"`
}

// IsZero tells whether nothing is filled in.
func (v Value) IsZero() bool { return v.Text == "" && v.Function == "" && len(v.Items) == 0 }

// Equal tells whether two values are the same.
func (v Value) Equal(w Value) bool {
	return v.Text == w.Text && v.Function == w.Function && slices.Equal(v.Items, w.Items)
}

// String is the value as it is read: "Karin Dahlberg, förvaltningschef".
func (v Value) String() string {
	switch {
	case len(v.Items) > 0:
		return strings.Join(v.Items, "; ")
	case v.Function != "" && v.Text != "":
		return v.Text + ", " + v.Function
	}
	return v.Text + v.Function
}

const longestLine = 400

// timeOfDay is a clock time as the text has it, with a point or a colon.
var timeOfDay = regexp.MustCompile(`^([01]?[0-9]|2[0-3])[.:][0-5][0-9]$`)

// Check tells what is wrong with a value for the variable; nil when it fits or is empty. The field of the fault is the
// variable's id.
func (v Variable) Check(w Value) error {
	if w.IsZero() {
		return nil
	}
	if what := v.wrong(w); !what.IsZero() {
		return fault.New(fault.Invalid, language.T("Uppgiften går inte att spara.", "The value cannot be saved."), fault.Field(v.ID, what))
	}
	return nil
}

func (v Variable) wrong(w Value) language.Text {
	for _, s := range append([]string{w.Text, w.Function}, w.Items...) {
		if len([]rune(s)) > longestLine {
			return language.T("Högst %d tecken.", "At most %d characters.").With(longestLine)
		}
	}
	switch v.Kind {
	case Date:
		if _, err := calendar.ParseDate(w.Text); err != nil {
			return language.T("Skriv datumet som 2026-03-02.", "Write the date as 2026-03-02.")
		}
	case Count:
		return v.wrongNumber(w.Text)
	case OrganisationNo:
		if _, err := identity.ParseOrganisation(w.Text); err != nil {
			return language.T("Skriv organisationsnumret med tio siffror, till exempel 212000-2270, och kontrollera att varje siffra stämmer.", "Write the organisation number with ten digits, such as 212000-2270, and check that every digit is right.")
		}
	case TimeOfDay:
		if !timeOfDay.MatchString(w.Text) {
			return language.T("Skriv klockslaget som 16.00.", "Write the time as 16.00.")
		}
	case Choice:
		if !slices.ContainsFunc(v.Choices, func(t language.Text) bool { return t.Sv == w.Text }) {
			return language.T("Välj ett av alternativen.", "Choose one of the options.")
		}
	case Person:
		if w.Text == "" || w.Function == "" {
			return language.T("Ange både namn och funktion.", "Give both the name and the function.")
		}
	}
	return language.Text{}
}

func (v Variable) wrongNumber(s string) language.Text {
	n, err := ParseNumber(s)
	switch {
	case err != nil:
		return language.T("Skriv ett tal, till exempel 4 eller 2,5.", "Write a number, such as 4 or 2.5.")
	case v.Min != nil && n < *v.Min:
		return language.T("Minst %s.", "At least %s.").With(*v.Min)
	case v.Max != nil && n > *v.Max:
		return language.T("Högst %s.", "At most %s.").With(*v.Max)
	}
	return language.Text{}
}
