package calendar

import "samsyn/internal/language"

var (
	days        = [2]language.Text{language.T("%d dag", "%d day"), language.T("%d dagar", "%d days")}
	workingDays = [2]language.Text{language.T("%d arbetsdag", "%d working day"), language.T("%d arbetsdagar", "%d working days")}
)

// CountDays writes "1 dag", "3 dagar".
func CountDays(n int) language.Text { return language.Plural(n, days[0], days[1]) }

// CountWorkingDays writes "1 arbetsdag", "3 arbetsdagar".
func CountWorkingDays(n int) language.Text { return language.Plural(n, workingDays[0], workingDays[1]) }

// Relative says where the date stands as seen from today: "i dag", "i morgon", "i går", "om 3 dagar",
// "för 3 dagar sedan". The date itself should stand beside it.
func (d Date) Relative(today Date) language.Text {
	switch n := today.DaysUntil(d); {
	case n == 0:
		return language.T("i dag", "today")
	case n == 1:
		return language.T("i morgon", "tomorrow")
	case n == -1:
		return language.T("i går", "yesterday")
	case n > 0:
		return language.T("om %s", "in %s").With(CountDays(n))
	default:
		return language.T("för %s sedan", "%s ago").With(CountDays(-n))
	}
}

// DueIn says how much time is left to a last day: "2 arbetsdagar kvar", "sista dagen är i dag",
// "försenad 1 arbetsdag". A last day that has passed over a weekend only is late without yet a working day lost.
func (d Date) DueIn(today Date) language.Text {
	if d == today {
		return language.T("sista dagen är i dag", "due today")
	}
	n := WorkingDaysBetween(today, d)
	switch {
	case today.Before(d):
		return language.T("%s kvar", "%s left").With(CountWorkingDays(n))
	case WorkingDaysBetween(d, today) == 0:
		return language.T("försenad", "late")
	default:
		return language.T("försenad %s", "%s late").With(CountWorkingDays(WorkingDaysBetween(d, today)))
	}
}
