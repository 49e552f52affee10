package promise

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
)

// WindowOf gives the period of a window that a day is in: the month, quarter, half-year or year of the calendar.
func WindowOf(w clause.Window, day calendar.Date) calendar.Period {
	months := monthsOf(w)
	first := calendar.NewDate(day.Year, time.Month((int(day.Month)-1)/months*months+1), 1)
	return calendar.Period{From: first, To: first.AddMonths(months - 1).EndOfMonth()}
}

// before gives the window before one of the same kind.
func before(w clause.Window, p calendar.Period) calendar.Period {
	return WindowOf(w, p.From.AddDays(-1))
}

func monthsOf(w clause.Window) int {
	switch w {
	case clause.Quarter:
		return 3
	case clause.HalfYear:
		return 6
	case clause.Year:
		return 12
	}
	return 1
}

// WindowName is a window for a reader: "februari 2026", "kvartal 1 2026", "andra halvåret 2026", "2026".
func WindowName(w clause.Window, p calendar.Period) language.Text {
	t := language.T
	switch w {
	case clause.Quarter:
		return t("kvartal %d %d", "quarter %d %d").With((int(p.From.Month)+2)/3, p.From.Year)
	case clause.HalfYear:
		if p.From.Month == time.January {
			return t("första halvåret %d", "first half of %d").With(p.From.Year)
		}
		return t("andra halvåret %d", "second half of %d").With(p.From.Year)
	case clause.Year:
		return t("%d", "%d").With(p.From.Year)
	}
	return p.From.MonthYear()
}
