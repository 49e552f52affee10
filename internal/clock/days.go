package clock

import (
	"time"

	"samsyn/internal/calendar"
)

// DayMark is what one day was to a clock.
type DayMark struct {
	calendar.Day
	No       int       // which of the promised days it is; 0 for none
	Arrived  time.Time // when everything needed was there, if on this day
	Paused   []Pause   // the pauses that touch it
	Due      time.Time // when the answer is due, if on this day
	Answered time.Time // when the clock stopped, if on this day
	Today    bool
}

// mostWeeks is how many weeks are shown as a calendar; a longer reckoning is told in words alone.
const mostWeeks = 5

// Weeks gives the days of a reckoning, week by week from Monday to Sunday: from when everything was there to when the
// answer is due, or was given if that was later, and today. It is empty while something is missing, and when it would be
// longer than five weeks. A day is numbered when as much working time as the days before it has passed, so that a pause
// moves the numbers as it moves the deadline.
func (c Clock) Weeks(now time.Time) (weeks [][]DayMark) {
	if len(c.Deadlines) == 0 || c.Complete.IsZero() {
		return nil
	}
	first, last := calendar.DateOf(c.Complete), calendar.DateOf(c.Due(now))
	for _, at := range []time.Time{c.seen(now), c.Stop} {
		if d := calendar.DateOf(at); !at.IsZero() && last.Before(d) {
			last = d
		}
	}
	monday := first.AddDays(-(int(first.Weekday()) + 6) % 7)
	if monday.AddDays(mostWeeks * 7).Before(last) {
		return nil
	}
	for at := monday; !last.Before(at); at = at.AddDays(7) {
		var week []DayMark
		for i := range 7 {
			week = append(week, c.mark(at.AddDays(i), now))
		}
		weeks = append(weeks, week)
	}
	c.number(weeks, now)
	return weeks
}

func (c Clock) mark(d calendar.Date, now time.Time) DayMark {
	m := DayMark{Day: calendar.Look(d), Today: calendar.DateOf(now) == d}
	on := func(at time.Time) time.Time {
		if at.IsZero() || calendar.DateOf(at) != d {
			return time.Time{}
		}
		return at
	}
	m.Arrived, m.Answered = on(c.Complete), on(c.Stop)
	if m.Due = on(c.Due(now)); c.State == Void {
		m.Due = time.Time{}
	}
	for _, p := range c.Pauses {
		if m.Working && c.terms.Hours.MinutesBetween(latest(p.From, d.Start()), earliest(until(p.To, c.seen(now)), d.End())) > 0 {
			m.Paused = append(m.Paused, p)
		}
	}
	return m
}

// number counts the promised days: from the day after time started, in working time that was not paused.
func (c Clock) number(weeks [][]DayMark, now time.Time) {
	start, due := calendar.DateOf(Starts(c.Complete, c.terms)), calendar.DateOf(c.Due(now))
	full, passed, no := 0, 0, 0
	for _, week := range weeks {
		for _, m := range week {
			full = max(full, c.terms.Hours.MinutesBetween(m.Date.Start(), m.Date.End()))
		}
	}
	for _, week := range weeks {
		for i := range week {
			m := &week[i]
			if !m.Working || !start.Before(m.Date) || due.Before(m.Date) {
				continue
			}
			open := c.terms.Hours.MinutesBetween(m.Date.Start(), m.Date.End())
			counts := open
			for _, p := range m.Paused {
				counts -= c.terms.Hours.MinutesBetween(latest(p.From, m.Date.Start()), earliest(until(p.To, c.seen(now)), m.Date.End()))
			}
			if counts > 0 && passed >= no*full {
				no++
				m.No = no
			}
			passed += max(0, counts) + full - open // a short day before a holiday is a whole one
		}
	}
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
