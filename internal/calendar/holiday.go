package calendar

import (
	"slices"
	"time"

	"samsyn/internal/language"
)

// Holiday is a day other than an ordinary weekend day on which offices are closed and no statutory period ends.
type Holiday struct {
	Date   Date
	Name   language.Text
	Public bool // an allmän helgdag (lag 1989:253); the three eves are not, but end no period either (lag 1930:173, 2 §)
}

var (
	newYearsDay   = language.T("nyårsdagen", "New Year's Day")
	epiphany      = language.T("trettondedag jul", "Epiphany")
	goodFriday    = language.T("långfredagen", "Good Friday")
	easterSunday  = language.T("påskdagen", "Easter Sunday")
	easterMonday  = language.T("annandag påsk", "Easter Monday")
	mayDay        = language.T("första maj", "May Day")
	ascension     = language.T("Kristi himmelsfärdsdag", "Ascension Day")
	whitSunday    = language.T("pingstdagen", "Whit Sunday")
	whitMonday    = language.T("annandag pingst", "Whit Monday")
	nationalDay   = language.T("Sveriges nationaldag", "Sweden's National Day")
	midsummerEve  = language.T("midsommarafton", "Midsummer's Eve")
	midsummerDay  = language.T("midsommardagen", "Midsummer's Day")
	allSaintsDay  = language.T("alla helgons dag", "All Saints' Day")
	christmasEve  = language.T("julafton", "Christmas Eve")
	christmasDay  = language.T("juldagen", "Christmas Day")
	boxingDay     = language.T("annandag jul", "Boxing Day")
	newYearsEve   = language.T("nyårsafton", "New Year's Eve")
	nationalSince = 2005 // in that year the National Day became a public holiday in place of Whit Monday
)

// Holidays gives the holidays of a year in order, by the rules in force since 1990. Two may fall on one day (Ascension
// Day and May Day in 2008).
func Holidays(year int) []Holiday {
	easter := Easter(year)
	midsummer := firstOn(time.Saturday, NewDate(year, time.June, 20))
	all := []Holiday{
		{NewDate(year, time.January, 1), newYearsDay, true},
		{NewDate(year, time.January, 6), epiphany, true},
		{easter.AddDays(-2), goodFriday, true},
		{easter, easterSunday, true},
		{easter.AddDays(1), easterMonday, true},
		{NewDate(year, time.May, 1), mayDay, true},
		{easter.AddDays(39), ascension, true},
		{easter.AddDays(49), whitSunday, true},
		nationalOrWhitMonday(year, easter),
		{midsummer.AddDays(-1), midsummerEve, false},
		{midsummer, midsummerDay, true},
		{firstOn(time.Saturday, NewDate(year, time.October, 31)), allSaintsDay, true},
		{NewDate(year, time.December, 24), christmasEve, false},
		{NewDate(year, time.December, 25), christmasDay, true},
		{NewDate(year, time.December, 26), boxingDay, true},
		{NewDate(year, time.December, 31), newYearsEve, false},
	}
	slices.SortStableFunc(all, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return all
}

func nationalOrWhitMonday(year int, easter Date) Holiday {
	if year < nationalSince {
		return Holiday{easter.AddDays(50), whitMonday, true}
	}
	return Holiday{NewDate(year, time.June, 6), nationalDay, true}
}

func firstOn(w time.Weekday, from Date) Date {
	return from.AddDays(int(w-from.Weekday()+7) % 7)
}

// HolidayOn gives the holiday on a day; ok is false when there is none.
func HolidayOn(d Date) (h Holiday, ok bool) {
	for _, h := range Holidays(d.Year) {
		if h.Date == d {
			return h, true
		}
	}
	return Holiday{}, false
}

// Easter gives Easter Sunday of a year, by the Gregorian rule.
func Easter(year int) Date {
	golden := year % 19
	century, inCentury := year/100, year%100
	correction := (century - (century+8)/25 + 1) / 3
	epact := (19*golden + century - century/4 - correction + 15) % 30
	weekday := (32 + 2*(century%4) + 2*(inCentury/4) - epact - inCentury%4) % 7
	late := (golden + 11*epact + 22*weekday) / 451
	n := epact + weekday - 7*late + 114
	return NewDate(year, time.Month(n/31), n%31+1)
}
