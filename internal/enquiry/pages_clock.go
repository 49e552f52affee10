package enquiry

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// shortTime writes a time as lists have room for: "i dag kl. 16.30", "tisdag 29 december kl. 16.30".
func shortTime(at, now time.Time) language.Text {
	day, today := calendar.DateOf(at), calendar.DateOf(now)
	date := day.DayMonth()
	if n := today.DaysUntil(day); n >= -1 && n <= 1 {
		date = day.Relative(today)
	}
	return language.T("%s %s", "%s at %s").With(date, calendar.Clock(at))
}

// left says how long it is to a deadline, or by how much it has passed: in working days, on the day itself in hours.
func left(due, now time.Time) language.Text {
	day, today := calendar.DateOf(due), calendar.DateOf(now)
	hours := calendar.OfficeHours()
	switch {
	case !now.Before(due) && day == today:
		return language.T("Försenad sedan %s", "Late since %s").With(calendar.Clock(due))
	case !now.Before(due) && calendar.WorkingDaysBetween(day, today) == 0:
		return language.T("Försenad", "Late")
	case !now.Before(due):
		return language.T("Försenad %s", "%s late").With(calendar.CountWorkingDays(calendar.WorkingDaysBetween(day, today)))
	case day == today:
		return language.T("%s kvar", "%s left").With(roughly(hours.MinutesBetween(now, due)))
	}
	return language.T("%s kvar", "%s left").With(calendar.CountWorkingDays(calendar.WorkingDaysBetween(today, day)))
}

// roughly says working minutes as one thinks of them: whole hours, and minutes only in the last hour.
func roughly(minutes int) language.Text {
	if minutes >= 60 {
		minutes -= minutes % 60
	}
	return clock.Duration(minutes)
}

// dial says the clocks of a list. Rows stand by when they are due, so that many say the same as the one before.
type dial struct {
	now  time.Time
	lang language.Lang
	due  time.Time
	said ui.Clock // of what is open and due then
}

func (d *dial) of(e *Enquiry) ui.Clock {
	if e.State != Open || e.Parted {
		return clockOf(*e, d.now, d.lang)
	}
	if d.due.IsZero() || !d.due.Equal(e.Due.Time) {
		d.due, d.said = e.Due.Time, clockOf(*e, d.now, d.lang)
	}
	return d.said
}

// clockOf is the clock of a question in words, with the date and the time under it.
func clockOf(e Enquiry, now time.Time, l language.Lang) ui.Clock {
	level, words, at := ticking(e, now)
	c := ui.Clock{Level: level, Words: words.In(l)}
	if !at.IsZero() {
		c.When, c.At = shortTime(at, now).In(l), at.UTC().Format(time.RFC3339)
	}
	return c
}

func ticking(e Enquiry, now time.Time) (ui.Level, language.Text, time.Time) {
	t := language.T
	if e.Parted {
		return ui.Neutral, t("Skickad vidare", "Passed on"), time.Time{}
	}
	switch e.State {
	case Draft:
		return ui.Neutral, t("Utkast", "Draft"), e.CreatedAt.Time
	case Incomplete:
		return ui.Paused, t("Väntar på komplettering", "Waits for what is missing"), e.SentAt.Time
	case Paused:
		return ui.Paused, t("Pausad, tiden står stilla", "Paused, time stands still"), time.Time{}
	case Open:
		return running(e.Due.Time, now), left(e.Due.Time, now), e.Due.Time
	case Withdrawn, Joined:
		return ui.Neutral, capital(e.State.Name()), time.Time{}
	}
	if e.AnsweredAt.After(e.Due.Time) {
		return ui.Warn, t("Besvarad efter tiden", "Answered after its time"), e.AnsweredAt.Time
	}
	return ui.Good, t("Besvarad i tid", "Answered in time"), e.AnsweredAt.Time
}

// running is how a deadline that is not met yet shows.
func running(due, now time.Time) ui.Level {
	switch {
	case !now.Before(due):
		return ui.Bad
	case calendar.DateOf(due) == calendar.DateOf(now):
		return ui.Warn
	}
	return ui.Waiting
}
