package calendar

import "samsyn/internal/language"

// yearsAhead is how far ahead a day that people agree on may lie. Whoever writes a later one has mistaken the year.
const yearsAhead = 3

// FarAhead says what is wrong with a day that is TooFar, and what to do.
var FarAhead = language.T("Dagen ligger mer än tre år fram. Kontrollera året.", "The day is more than three years ahead. Check the year.")

// TooFar tells whether a day lies further ahead than people agree on one, counted from today.
func TooFar(d, today Date) bool { return d.After(today.AddYears(yearsAhead)) }

// Exists tells whether the time is on that day in Sweden: an hour is lacking on the Sunday when summer time begins.
func (t TimeOfDay) Exists(d Date) bool {
	at := t.On(d).In(stockholm())
	return TimeAt(at.Hour(), at.Minute()) == t
}
