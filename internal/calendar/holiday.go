package calendar

import (
	"time"

	"samsyn/internal/language"
)

// Holiday is a day other than an ordinary weekend day on which offices are closed and no statutory period ends.
type Holiday struct {
	Date   Date
	Name   language.Text
	Public bool // an allmän helgdag (lag 1989:253); the three eves are not, but end no period either (lag 1930:173, 2 §)
}

// HolidayOn gives the holiday on a day, by the rules in force since 1990; ok is false when there is none. Where two
// fall on one day (May Day and Ascension Day in 2008) it is named after the first in the list.
func HolidayOn(d Date) (h Holiday, ok bool) {
	for _, r := range holidayRules {
		if r.on(d) {
			return Holiday{Date: d, Name: r.name, Public: r.public}, true
		}
	}
	return Holiday{}, false
}

// Holidays gives the holidays of a year in order.
func Holidays(year int) (list []Holiday) {
	for d := NewDate(year, time.January, 1); d.Year == year; d = d.AddDays(1) {
		if h, ok := HolidayOn(d); ok {
			list = append(list, h)
		}
	}
	return list
}

// holidayRule says on which days a holiday falls.
type holidayRule struct {
	on     func(Date) bool
	name   language.Text
	public bool
}

// fixed falls on the same day every year.
func fixed(month time.Month, day int) func(Date) bool {
	return func(d Date) bool { return d.Month == month && d.Day == day }
}

// easterPlus falls a number of days after Easter Sunday, in March to June.
func easterPlus(days int) func(Date) bool {
	return func(d Date) bool {
		return d.Month >= time.March && d.Month <= time.June && Easter(d.Year).AddDays(days) == d
	}
}

// weekdayFrom falls on the first such weekday from a day of the year on.
func weekdayFrom(w time.Weekday, month time.Month, day int) func(Date) bool {
	return func(d Date) bool {
		after := Date{d.Year, month, day}.DaysUntil(d)
		return after >= 0 && after < 7 && d.Weekday() == w
	}
}

// from limits a rule to the years from the given one on, before to those ahead of it.
func from(year int, on func(Date) bool) func(Date) bool {
	return func(d Date) bool { return d.Year >= year && on(d) }
}

func before(year int, on func(Date) bool) func(Date) bool {
	return func(d Date) bool { return d.Year < year && on(d) }
}

// nationalSince is when the National Day became a public holiday, in place of Whit Monday.
const nationalSince = 2005

var holidayRules = []holidayRule{
	{fixed(time.January, 1), language.T("nyårsdagen", "New Year's Day"), true},
	{fixed(time.January, 6), language.T("trettondedag jul", "Epiphany"), true},
	{easterPlus(-2), language.T("långfredagen", "Good Friday"), true},
	{easterPlus(0), language.T("påskdagen", "Easter Sunday"), true},
	{easterPlus(1), language.T("annandag påsk", "Easter Monday"), true},
	{fixed(time.May, 1), language.T("första maj", "May Day"), true},
	{easterPlus(39), language.T("Kristi himmelsfärdsdag", "Ascension Day"), true},
	{easterPlus(49), language.T("pingstdagen", "Whit Sunday"), true},
	{before(nationalSince, easterPlus(50)), language.T("annandag pingst", "Whit Monday"), true},
	{from(nationalSince, fixed(time.June, 6)), language.T("Sveriges nationaldag", "Sweden's National Day"), true},
	{weekdayFrom(time.Friday, time.June, 19), language.T("midsommarafton", "Midsummer's Eve"), false},
	{weekdayFrom(time.Saturday, time.June, 20), language.T("midsommardagen", "Midsummer's Day"), true},
	{weekdayFrom(time.Saturday, time.October, 31), language.T("alla helgons dag", "All Saints' Day"), true},
	{fixed(time.December, 24), language.T("julafton", "Christmas Eve"), false},
	{fixed(time.December, 25), language.T("juldagen", "Christmas Day"), true},
	{fixed(time.December, 26), language.T("annandag jul", "Boxing Day"), true},
	{fixed(time.December, 31), language.T("nyårsafton", "New Year's Eve"), false},
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
	return Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}
