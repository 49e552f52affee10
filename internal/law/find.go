package law

import (
	"time"

	"samsyn/internal/calendar"
)

func date(year, month, day int) calendar.Date {
	return calendar.Date{Year: year, Month: time.Month(month), Day: day}
}

// find gives the first entry that fits.
func find[T any](table []T, fits func(T) bool) (found T, ok bool) {
	for _, entry := range table {
		if fits(entry) {
			return entry, true
		}
	}
	return found, false
}

// all gives the entries that fit, in the order of the table.
func all[T any](table []T, fits func(T) bool) (list []T) {
	for _, entry := range table {
		if fits(entry) {
			list = append(list, entry)
		}
	}
	return list
}
