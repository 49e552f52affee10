package contact

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// OpenHours is a time on a weekday at which a path is open, as the API says it.
type OpenHours struct {
	Day  string `json:"day" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
	From string `json:"from" pattern:"^[0-2][0-9]:[0-5][0-9]$" doc:"Klockslag, 08:00 || Time of day, 08:00"`
	To   string `json:"to" pattern:"^[0-2][0-9]:[0-5][0-9]$"`
}

// plainWeek begins a week without any holiday, to read the hours of each weekday by.
func plainWeek() calendar.Date { return calendar.NewDate(2024, time.February, 5) }

func openHoursOf(h calendar.Hours) []OpenHours {
	out := []OpenHours{}
	for i, w := range week() {
		for _, v := range h.On(plainWeek().AddDays(i)) {
			out = append(out, OpenHours{strings.ToLower(w.String()), colon(v.From), colon(v.To)})
		}
	}
	return out
}

// colon writes a time as programs do.
func colon(t calendar.TimeOfDay) string { return strings.Replace(t.String(), ".", ":", 1) }

// hoursSaid reads the hours that a program gives, in any order.
func hoursSaid(all []OpenHours) (calendar.Hours, error) {
	open := map[time.Weekday][]calendar.Interval{}
	for _, each := range all {
		i := slices.IndexFunc(week(), func(w time.Weekday) bool { return strings.ToLower(w.String()) == each.Day })
		from, errFrom := calendar.ParseTimeOfDay(each.From)
		to, errTo := calendar.ParseTimeOfDay(each.To)
		if i < 0 || errFrom != nil || errTo != nil {
			return calendar.Hours{}, wrongHours()
		}
		open[week()[i]] = append(open[week()[i]], calendar.Interval{From: from, To: to})
	}
	for _, day := range open {
		slices.SortFunc(day, func(a, b calendar.Interval) int { return int(a.From) - int(b.From) })
	}
	h, err := calendar.NewHours(open)
	if err != nil {
		return calendar.Hours{}, wrongHours()
	}
	return h, nil
}

func wrongHours() error {
	text := language.T("Öppettiderna går inte att läsa: skriv veckodag och två klockslag, det senare sist, utan att tiderna går i varandra.", "The hours cannot be read: write a weekday and two times, the later last, and no time within another.")
	return fault.New(fault.Invalid, text, fault.Field(fieldHours, text))
}
