package responsibility

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/law"
)

// turns gives the days after one day and before another on which a matrix may change without anybody doing anything: a
// line begins or has ended, a reform takes effect.
func turns(lines []Line, after, before calendar.Date) (days []calendar.Date) {
	add := func(d calendar.Date) {
		if d.After(after) && d.Before(before) {
			days = append(days, d)
		}
	}
	for _, l := range lines {
		add(l.From)
		if !l.To.IsZero() {
			add(l.To.AddDays(1))
		}
	}
	for _, r := range law.Reforms() {
		add(r.Valid.From)
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return slices.Compact(days)
}
