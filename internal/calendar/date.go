package calendar

import (
	"fmt"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Date is a day in the calendar, without time of day or zone. The zero Date means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate gives the date; a day or month out of range is carried over, as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return civil(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf gives the date in Sweden at an instant. The zero instant gives the zero Date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return civil(t.In(Stockholm()))
}

func civil(t time.Time) Date {
	y, m, d := t.Date()
	return Date{Year: y, Month: m, Day: d}
}

// ParseDate reads a date written as 2026-03-02. The fault never repeats what was written, since it may be something
// that must not be shown.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err == nil && t.Year() > 0 { // the engines have no year 0 either
		return civil(t), nil
	}
	if looksLikeDate(s) {
		return Date{}, fault.New(fault.Invalid, language.T(
			"Datumet finns inte i kalendern. Kontrollera månad och dag.",
			"The date does not exist in the calendar. Check the month and the day."))
	}
	return Date{}, fault.New(fault.Invalid, language.T(
		"Skriv datumet som åååå-mm-dd, till exempel 2026-03-02.",
		"Write the date as yyyy-mm-dd, for example 2026-03-02."))
}

func looksLikeDate(s string) bool {
	if len(s) != len(time.DateOnly) {
		return false
	}
	for i, c := range []byte(s) {
		dash := i == 4 || i == 7
		if dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// String gives 2026-03-02, and nothing for the zero Date.
func (d Date) String() string {
	return string(d.AppendTo(nil))
}

// AppendTo appends what String writes.
func (d Date) AppendTo(b []byte) []byte {
	switch {
	case d.IsZero():
		return b
	case d.Year < 0 || d.Year > 9999 || d.Month < 1 || d.Month > 99 || d.Day < 0 || d.Day > 99:
		return fmt.Appendf(b, "%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	b = appendTwo(appendTwo(b, d.Year/100), d.Year%100)
	return appendTwo(append(appendTwo(append(b, '-'), int(d.Month)), '-'), d.Day)
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare gives -1, 0 or +1 as d is before, the same as or after e. The zero Date is before all others.
func (d Date) Compare(e Date) int {
	switch {
	case d == e:
		return 0
	case d.Year != e.Year:
		return sign(d.Year - e.Year)
	case d.Month != e.Month:
		return sign(int(d.Month - e.Month))
	default:
		return sign(d.Day - e.Day)
	}
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Min gives the earlier of two dates.
func Min(a, b Date) Date {
	if b.Before(a) {
		return b
	}
	return a
}

// Max gives the later of two dates.
func Max(a, b Date) Date {
	if b.After(a) {
		return b
	}
	return a
}
