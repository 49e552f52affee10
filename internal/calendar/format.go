package calendar

import (
	"time"

	"samsyn/internal/language"
)

var weekdays = [7]language.Text{
	time.Sunday:    language.T("söndag", "Sunday"),
	time.Monday:    language.T("måndag", "Monday"),
	time.Tuesday:   language.T("tisdag", "Tuesday"),
	time.Wednesday: language.T("onsdag", "Wednesday"),
	time.Thursday:  language.T("torsdag", "Thursday"),
	time.Friday:    language.T("fredag", "Friday"),
	time.Saturday:  language.T("lördag", "Saturday"),
}

var months = [13]language.Text{
	{},
	language.T("januari", "January"), language.T("februari", "February"), language.T("mars", "March"),
	language.T("april", "April"), language.T("maj", "May"), language.T("juni", "June"),
	language.T("juli", "July"), language.T("augusti", "August"), language.T("september", "September"),
	language.T("oktober", "October"), language.T("november", "November"), language.T("december", "December"),
}

// WeekdayName gives "måndag" / "Monday".
func WeekdayName(w time.Weekday) language.Text { return weekdays[w] }

// MonthName gives "mars" / "March".
func MonthName(m time.Month) language.Text { return months[m] }

// Long writes "måndag 2 mars 2026" / "Monday 2 March 2026"; nothing for the zero Date.
func (d Date) Long() language.Text {
	if d.IsZero() {
		return language.Text{}
	}
	return language.T("%s %d %s %d", "%s %d %s %d").With(weekdays[d.Weekday()], d.Day, months[d.Month], d.Year)
}

// DayMonth writes "måndag 2 mars" / "Monday 2 March", where the year is plain.
func (d Date) DayMonth() language.Text {
	if d.IsZero() {
		return language.Text{}
	}
	return language.T("%s %d %s", "%s %d %s").With(weekdays[d.Weekday()], d.Day, months[d.Month])
}

// MonthYear writes "mars 2026" / "March 2026".
func (d Date) MonthYear() language.Text {
	if d.IsZero() {
		return language.Text{}
	}
	return language.T("%s %d", "%s %d").With(months[d.Month], d.Year)
}

// Week writes the ISO week, "v. 47" / "week 47".
func (d Date) Week() language.Text {
	_, week := d.ISOWeek()
	return language.T("v.\u00a0%d", "week\u00a0%d").With(week)
}

// Clock writes the time of day in Sweden, "kl. 09.00" / "09:00".
func Clock(t time.Time) language.Text {
	hour, minute, _ := t.In(Stockholm()).Clock()
	b := append(appendTwo([]byte("kl.\u00a0"), hour), '.')
	sv := string(appendTwo(b, minute))
	return language.T(sv, sv[len(sv)-5:len(sv)-3]+":"+sv[len(sv)-2:])
}

// DateTime writes "2026-03-02 kl. 09.00" / "2026-03-02 at 09:00", Swedish time; nothing for the zero instant.
func DateTime(t time.Time) language.Text {
	if t.IsZero() {
		return language.Text{}
	}
	return atClock.With(DateOf(t), Clock(t))
}

// LongDateTime writes "måndag 2 mars 2026 kl. 09.00" / "Monday 2 March 2026 at 09:00", Swedish time.
func LongDateTime(t time.Time) language.Text {
	if t.IsZero() {
		return language.Text{}
	}
	return atClock.With(DateOf(t).Long(), Clock(t))
}

var atClock = language.T("%s %s", "%s at %s")
