package clock

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
)

// The reckoning of interface screen 3: a question of 22 December with two days, paused from the 23rd to the 28th.
func TestWeeksOfAPauseOverChristmas(t *testing.T) {
	c := read(t, sent("2026-12-22T10:05"), Event{Kind: Paused, At: at("2026-12-23T11:00"), Category: Clarification}, Event{Kind: Resumed, At: at("2026-12-28T11:00")})
	weeks := c.Weeks(at("2026-12-28T13:20"))
	if len(weeks) != 2 || len(weeks[0]) != 7 {
		t.Fatalf("%d weeks", len(weeks))
	}
	got := ""
	for _, w := range weeks {
		for _, m := range w {
			if m.No > 0 || !m.Arrived.IsZero() || !m.Due.IsZero() || len(m.Paused) > 0 || m.Today {
				got += fmt.Sprintf("%d:%d", m.Date.Day, m.No)
				for mark, on := range map[string]bool{"a": !m.Arrived.IsZero()} {
					if on {
						got += mark
					}
				}
				if len(m.Paused) > 0 {
					got += "p"
				}
				if m.Today {
					got += "t"
				}
				if !m.Due.IsZero() {
					got += "d"
				}
				got += " "
			}
		}
	}
	if want := "22:0a 23:1p 28:0pt 29:2d "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if m := weeks[0][3]; m.Working || m.Reason.Sv == "" {
		t.Errorf("Christmas Eve: %+v", m)
	}
}

// Without a pause the last promised day is the day on which the answer is due, and has the number that was promised.
func TestTheLastDayIsTheDayDue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "days")
		when := calendar.NewDate(2026, 1, 1).Start().Add(time.Duration(rapid.IntRange(0, 360*24*60).Draw(t, "minutes")) * time.Minute)
		terms := two()
		terms.Days = n
		c, err := Read([]Event{{Kind: Sent, At: when, Holder: "af", Terms: terms}})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.Weeks(when) {
			for _, m := range w {
				if !m.Due.IsZero() && m.No != n || m.No > n {
					t.Fatalf("sent %s with %d days: %s is day %d", when, n, m.Date, m.No)
				}
			}
		}
	})
}
