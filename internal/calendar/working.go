package calendar

import (
	"time"

	"samsyn/internal/language"
)

// Day is one day of a reckoning: whether it counts, and if not why.
type Day struct {
	Date    Date
	Working bool
	Reason  language.Text // "lördag", "julafton"; nothing on a working day
}

// Look tells whether a day is a working day, and if not, the name of the holiday or of the weekend day.
func Look(d Date) Day {
	if h, ok := HolidayOn(d); ok {
		return Day{Date: d, Reason: h.Name}
	}
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return Day{Date: d, Reason: weekdays[w]}
	}
	return Day{Date: d, Working: true}
}

// IsWorkingDay tells whether offices are open: not on Saturdays, Sundays, public holidays, Midsummer's, Christmas and
// New Year's Eve. A bridge day (klämdag), Maundy Thursday and 30 April are working days.
func IsWorkingDay(d Date) bool { return Look(d).Working }

// Days lists every day of a period with whether it counts: the answer to "how was this computed". A period without
// beginning or end has no list.
func Days(p Period) []Day {
	list := make([]Day, 0, p.Days())
	for i := range p.Days() {
		list = append(list, Look(p.From.AddDays(i)))
	}
	return list
}

// NextWorkingDay gives the first working day after d.
func NextWorkingDay(d Date) Date { return AddWorkingDays(d, 1) }

// AddWorkingDays gives the n-th working day after d, counted from the day after; before d when n is negative.
// With n = 0 it is d itself, working day or not.
func AddWorkingDays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		if d = d.AddDays(step); IsWorkingDay(d) {
			n -= step
		}
	}
	return d
}

// WorkingDaysBetween counts the working days after from, up to and including to; when to is earlier it counts those
// before from down to and including to, as a negative number.
func WorkingDaysBetween(from, to Date) int {
	step := 1
	if to.Before(from) {
		step = -1
	}
	n := 0
	for from != to {
		if from = from.AddDays(step); IsWorkingDay(from) {
			n += step
		}
	}
	return n
}

// LastDay gives the day on which an act at the latest is done when a law sets d as the last: d itself, or the next
// working day when d is a Saturday, a Sunday, a public holiday or one of the three eves (lag 1930:173, 2 §).
func LastDay(d Date) Date {
	if IsWorkingDay(d) {
		return d
	}
	return NextWorkingDay(d)
}

// Arrived gives the day on which something counts as arrived: the day in Sweden of the instant, or the next working
// day when that is not a working day or the time of day is past the cut-off. At the cut-off exactly is in time.
func Arrived(t time.Time, cutoff TimeOfDay) Date {
	d := DateOf(t)
	if !IsWorkingDay(d) || t.After(cutoff.On(d)) {
		return NextWorkingDay(d)
	}
	return d
}
