package contact

import (
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// TestTheCalendarSaysWhoAnswersEachDay: whole weeks from Monday, nobody before today, who stands in instead of who is away,
// and the hours without anybody.
func TestTheCalendarSaysWhoAnswersEachDay(t *testing.T) {
	at := func(day, hour int) db.Time { return db.At(calendar.NewDate(2026, time.March, day).At(hour, 0)) }
	r := rota{
		shifts:   []Shift{{Account: "anna", Starts: at(4, 0), Ends: at(9, 0)}, {Account: "bo", Starts: at(11, 0), Ends: at(12, 12)}},
		absences: []Absence{{Account: "anna", Starts: at(5, 0), Ends: at(7, 0)}},
		covers:   []Cover{{Absent: "anna", Substitute: "cia", Starts: at(5, 0), Ends: at(6, 0)}},
	}
	weeks := r.weeks(Path{}, calendar.NewDate(2026, time.March, 4), calendar.NewDate(2026, time.March, 13))
	if len(weeks) != 2 || weeks[0][0].Date != calendar.NewDate(2026, time.March, 2) || len(weeks[0][1].Open) != 0 {
		t.Fatalf("%+v", weeks)
	}
	for _, c := range []struct {
		week, day int
		who       string
		whole     bool
		holes     int
	}{{0, 2, "anna", false, 0}, {0, 3, "cia", false, 0}, {0, 4, "", true, 1}, {0, 5, "", false, 0}, {1, 0, "", true, 1}, {1, 1, "", true, 1}, {1, 2, "bo", false, 0}, {1, 3, "bo", false, 1}, {1, 4, "", true, 1}, {1, 6, "", false, 0}} {
		d := weeks[c.week][c.day]
		who := ""
		if len(d.People) > 0 {
			who = d.People[0]
		}
		if who != c.who || len(d.People) > 1 || d.Whole() != c.whole || len(d.Holes) != c.holes {
			t.Errorf("%s: %v, holes %v, want %+v", d.Date, d.People, d.Holes, c)
		}
	}
}

// TestHoursPassThroughTheAPI and what is no hours is refused.
func TestHoursPassThroughTheAPI(t *testing.T) {
	for _, h := range []calendar.Hours{{}, calendar.OfficeHours()} {
		back, err := hoursSaid(openHoursOf(h))
		if err != nil || !back.Equal(h) {
			t.Errorf("%v became %v: %v", h, back, err)
		}
	}
	h, err := hoursSaid([]OpenHours{{"tuesday", "13:00", "15:00"}, {"tuesday", "09:00", "11:00"}})
	if err != nil || len(openHoursOf(h)) != 2 || openHoursOf(h)[0].From != "09:00" {
		t.Errorf("%v %v", openHoursOf(h), err)
	}
	for _, bad := range [][]OpenHours{{{"someday", "09:00", "11:00"}}, {{"monday", "11:00", "09:00"}}, {{"monday", "29:00", "09:00"}}, {{"monday", "08:00", "11:00"}, {"monday", "10:00", "12:00"}}} {
		if _, err := hoursSaid(bad); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}
