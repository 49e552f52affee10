package identity

import (
	"time"
	"unique"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Kind is the sort of a person's number.
type Kind string

// The kinds of a person's number.
const (
	Personal     Kind = "personal"     // personnummer: registered in the population register
	Coordination Kind = "coordination" // samordningsnummer: not registered there; 60 is added to the day
)

// Name says the kind in words.
func (k Kind) Name() language.Text {
	if k == Coordination {
		return language.T("samordningsnummer", "coordination number")
	}
	return language.T("personnummer", "personal identity number")
}

// PersonalNumber is a checked personnummer or samordningsnummer. Two are equal (==) when their twelve digits are.
// The zero value is no number. It cannot be stored as it is: the person's room seals the digits.
type PersonalNumber struct {
	// A handle keeps the digits behind a pointer, so that not even printing a struct around the number shows them.
	digits unique.Handle[string]
}

// IsZero tells whether there is no number.
func (n PersonalNumber) IsZero() bool { return n == PersonalNumber{} }

// TwelveDigits discloses the number as 199201012383: only to seal it, to digest it, or to hand it over on a recorded
// ground. It is empty for no number.
func (n PersonalNumber) TwelveDigits() string {
	if n.IsZero() {
		return ""
	}
	return n.digits.Value()
}

// Disclose gives the number as it is shown to somebody with the right to see it: 19920101-2383.
func (n PersonalNumber) Disclose() string {
	if n.IsZero() {
		return ""
	}
	digits := n.digits.Value()
	return digits[:8] + "-" + digits[8:]
}

// Kind tells a samordningsnummer from a personnummer. No number has no kind.
func (n PersonalNumber) Kind() Kind {
	switch {
	case n.IsZero():
		return ""
	case n.digits.Value()[6] >= '6':
		return Coordination
	}
	return Personal
}

// BirthDate gives the date in the number; it may differ from the true one. It is false when the number holds none,
// since a samordningsnummer may be given with a date that is not in the calendar.
func (n PersonalNumber) BirthDate() (calendar.Date, bool) {
	if n.IsZero() {
		return calendar.Date{}, false
	}
	digits := n.digits.Value()
	return birthDate(number(digits[:4]), number(digits[4:6]), number(digits[6:8]))
}

// coordinationDay is what is added to the day of birth in a samordningsnummer.
const coordinationDay = 60

func birthDate(year, month, day int) (calendar.Date, bool) {
	written := calendar.Date{Year: year, Month: time.Month(month), Day: day % coordinationDay}
	return written, written == calendar.NewDate(written.Year, written.Month, written.Day)
}
