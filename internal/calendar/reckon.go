package calendar

import (
	"sync"
	"time"
	_ "time/tzdata" // the program must know Swedish time on a machine without a zone database
)

// Stockholm is the time zone in which the product reads and writes every time of day.
func Stockholm() *time.Location { return stockholm() }

var stockholm = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("calendar: Europe/Stockholm is missing though the zone database is built in: " + err.Error())
	}
	return zone
})

// At gives the instant of a time of day in Sweden on this date. A time that the change to summer time skips is read
// an hour later; of a time that comes twice in autumn, the second is meant.
func (d Date) At(hour, minute int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, Stockholm())
}

// Start is the first instant of the day in Sweden.
func (d Date) Start() time.Time { return d.At(0, 0) }

// End is the first instant of the day after in Sweden, that is, when this day is over.
func (d Date) End() time.Time { return d.AddDays(1).Start() }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays gives the date n calendar days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// AddMonths gives the day with the same number n months later; where the month has no such day, its last day
// (lag 1930:173, 1 §).
func (d Date) AddMonths(n int) Date {
	first := NewDate(d.Year, d.Month+time.Month(n), 1)
	last := NewDate(first.Year, first.Month+1, 0)
	return Date{Year: first.Year, Month: first.Month, Day: min(d.Day, last.Day)}
}

// AddYears gives the same day n years later; 29 February becomes 28 February where there is none.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// DaysUntil counts the calendar days from d to e: 0 for the same day, negative when e is earlier.
func (d Date) DaysUntil(e Date) int {
	return int((e.utc().Unix() - d.utc().Unix()) / (24 * 60 * 60))
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// ISOWeek gives the year and number of the week (ISO 8601), as planners write it: v. 10.
func (d Date) ISOWeek() (year, week int) { return d.utc().ISOWeek() }

// StartOfMonth gives the first day of the month.
func (d Date) StartOfMonth() Date { return Date{Year: d.Year, Month: d.Month, Day: 1} }

// EndOfMonth gives the last day of the month.
func (d Date) EndOfMonth() Date { return NewDate(d.Year, d.Month+1, 0) }
