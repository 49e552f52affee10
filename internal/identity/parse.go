package identity

import (
	"strings"
	"unique"

	"samsyn/internal/calendar"
)

// oldest is the earliest year of birth that a number is taken for.
const oldest = 1800

// ParsePersonal reads a personnummer or samordningsnummer of twelve or ten digits, with or without the sign before the
// last four. Ten digits are given their century by the sign and the date on which they are read: + since the year in
// which the person turns 100, else -. Check digit and date must be right; a samordningsnummer may hold a date that is
// not in the calendar, as some do. Every fault is Invalid and says what to do without repeating the digits.
func ParsePersonal(s string, on calendar.Date) (PersonalNumber, error) {
	digits, hundred, err := personalDigits(s)
	if err != nil {
		return PersonalNumber{}, err
	}
	if len(digits) == 10 {
		digits = century(number(digits[:2]), hundred, on.Year) + digits
	}
	if !luhn(digits[2:]) {
		return PersonalNumber{}, badCheckDigit()
	}
	if err := checkDate(digits, on); err != nil {
		return PersonalNumber{}, err
	}
	return PersonalNumber{unique.Make(digits)}, nil
}

// personalDigits gives the ten or twelve digits, and whether the sign says that the person has turned 100.
func personalDigits(s string) (digits string, hundred bool, err error) {
	s = strings.TrimSpace(s)
	digits, sign := split(s)
	switch {
	case len(digits) != 10 && len(digits) != 12:
		return "", false, badForm()
	case isInterim(digits):
		return "", false, interim()
	case !isDigits(digits):
		return "", false, badForm()
	}
	return digits, sign == "+", nil
}

// split parts off the sign before the last four characters, if there is one. Dashes that a text editor makes of a
// hyphen are hyphens here.
func split(s string) (rest, sign string) {
	for _, mark := range []string{"-", "+", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212", " ", "\u00a0"} {
		if front, last, found := strings.Cut(s, mark); found && len(last) == 4 {
			return front + last, mark
		}
	}
	return s, ""
}

// century gives the two digits before a two-digit year: the person is under 100 in the given year, or, when hundred,
// turns between 100 and 199.
func century(year int, hundred bool, now int) string {
	born := now - now%100 + year
	if born > now {
		born -= 100
	}
	if hundred {
		born -= 100
	}
	return twoDigits(born / 100)
}

func checkDate(digits string, on calendar.Date) error {
	year, month, day := number(digits[:4]), number(digits[4:6]), number(digits[6:8])
	date, real := birthDate(year, month, day)
	switch {
	case day >= coordinationDay && (month > 12 || day > coordinationDay+31):
		return badDate()
	case day < coordinationDay && !real, year < oldest:
		return badDate()
	case year > on.Year, real && date.After(on):
		return notBorn()
	}
	return nil
}

// isInterim tells an interim number (T-number), which has a letter where the birth number begins.
func isInterim(digits string) bool {
	letter := digits[len(digits)-4] | 0x20
	return letter >= 'a' && letter <= 'z' && isDigits(digits[:len(digits)-4]) && isDigits(digits[len(digits)-3:])
}
