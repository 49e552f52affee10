package clock

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Cause is what gave a deadline.
type Cause string

// The causes.
const (
	ByTerms Cause = "terms" // what was promised
	ByPause Cause = "pause" // a pause moved it
)

// Deadline is a time at which the answer was due, from Since on, with why.
type Deadline struct {
	At    time.Time
	Since time.Time
	Cause Cause
	Why   language.Text
}

// Starts gives the instant from which the working minutes of what arrived at t count: t itself, or the opening of the
// next working day when it came after the cutoff or on a day off.
func Starts(t time.Time, terms Terms) time.Time {
	t = t.Truncate(time.Minute)
	if day := calendar.Arrived(t, terms.Cutoff); day != calendar.DateOf(t) {
		t = day.Start()
	}
	if open, ok := terms.Hours.NextOpen(t); ok {
		return open
	}
	return t
}

// DueOf gives when what begins at t is due by terms, where nothing pauses it.
func DueOf(t time.Time, terms Terms) time.Time { return due(t, terms) }

// due gives the deadline of what arrived complete at t: closing time of the n-th working day after arrival. Where it is
// not open on that day, closing time of the next day on which it is.
func due(t time.Time, terms Terms) time.Time {
	day := calendar.AddWorkingDays(calendar.DateOf(Starts(t, terms)), terms.Days)
	return closing(day, terms.Hours)
}

func closing(day calendar.Date, h calendar.Hours) time.Time {
	if open, ok := h.NextOpen(day.Start()); ok {
		day = calendar.DateOf(open)
	}
	intervals := h.On(day)
	if len(intervals) == 0 {
		return day.End()
	}
	last := intervals[len(intervals)-1].To
	return day.At(int(last)/60, int(last)%60)
}

// reterm sets another promise. A tighter one counts from when it was made and never gives more time than before; a
// wider one counts from the arrival. What is already late stays late by the promise that it broke.
func (c *Clock) reterm(e Event) {
	if c.passed(e.At) {
		return
	}
	tighter := e.Terms.Days < c.terms.Days
	old := c.terms
	c.terms = e.Terms
	if c.State == Incomplete {
		return
	}
	base, rest := due(c.Complete, e.Terms), 0
	if tighter {
		base, rest = due(e.At, e.Terms), c.rested(e.At)
		if before := after(c.base, c.rested(e.At)-c.baseRest, old); before.Before(base) {
			base = before
		}
	}
	c.base, c.baseRest = base, rest
	c.Deadlines = append(c.Deadlines, Deadline{At: c.deadline(e.At), Since: e.At, Cause: ByTerms, Why: e.Terms.Why})
}

// passed tells whether the deadline is reached, or was.
func (c Clock) passed(now time.Time) bool {
	return len(c.Deadlines) > 0 && !now.Before(c.deadline(now))
}

// rested counts the working minutes until now by which pauses move the deadline.
func (c Clock) rested(now time.Time) (n int) {
	start := Starts(c.Complete, c.terms)
	for _, p := range c.Pauses {
		if !p.Moves {
			continue
		}
		n += c.terms.Hours.MinutesBetween(latest(p.From, start), until(p.To, now))
	}
	return n
}

// deadline is what the deadline is if a pause that lasts ends now.
func (c Clock) deadline(now time.Time) time.Time {
	return after(c.base, c.rested(now)-c.baseRest, c.terms)
}

// after gives the instant n working minutes after t.
func after(t time.Time, n int, terms Terms) time.Time {
	if moved, ok := terms.Hours.AddMinutes(t, n); ok {
		return moved
	}
	return t
}

// Original gives the first deadline, which stays in the reports; zero while incomplete.
func (c Clock) Original() time.Time {
	if len(c.Deadlines) == 0 {
		return time.Time{}
	}
	return c.Deadlines[0].At
}

// Due gives the deadline that holds; zero while incomplete. While the clock is paused it is what holds if the pause
// ends now.
func (c Clock) Due(now time.Time) time.Time {
	if len(c.Deadlines) == 0 {
		return time.Time{}
	}
	return c.deadline(c.seen(now))
}

// seen is now, or the instant at which the clock stopped for good.
func (c Clock) seen(now time.Time) time.Time {
	if c.State == Stopped {
		return c.Stop
	}
	if c.State == Void || now.Before(c.Last) {
		return c.Last
	}
	return now
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func until(to, now time.Time) time.Time {
	if to.IsZero() || now.Before(to) {
		return now
	}
	return to
}
