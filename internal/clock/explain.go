package clock

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// longestList is how many days are told one by one; a longer reckoning tells the days off only.
const longestList = 15

// Explain says in words, line by line, how the deadline was reckoned: "how was this computed". name gives a holder's
// name as the reader knows it.
func (c Clock) Explain(now time.Time, name func(holder string) language.Text) (lines []language.Text) {
	t := language.T
	if len(c.Deadlines) == 0 {
		return []language.Text{t("Kom in %s, men allt som behövs finns inte än. Tiden börjar när det gör det.",
			"Arrived %s, but not everything needed is there yet. Time starts when it is.").With(calendar.LongDateTime(c.Began))}
	}
	lines = append(lines, c.arrival()...)
	lines = append(lines, c.promise()...)
	for _, p := range c.Pauses {
		lines = append(lines, c.pause(p, now))
	}
	for _, h := range c.Holdings[1:] {
		lines = append(lines, t("Skickades vidare %s till %s. Tiden fortsatte att gå.", "Passed on %s to %s. Time went on.").
			With(calendar.LongDateTime(h.From), name(h.Holder)))
	}
	for _, d := range c.Deadlines[1:] {
		if d.Cause == ByTerms {
			lines = append(lines, t("Löftet ändrades %s: %s. Svaret skulle då lämnas senast %s.", "The promise changed %s: %s. The answer was then due %s.").
				With(calendar.LongDateTime(d.Since), d.Why, calendar.LongDateTime(d.At)))
		}
	}
	return append(lines, c.outcome(now)...)
}

func (c Clock) arrival() []language.Text {
	t := language.T
	line := t("Kom in %s.", "Arrived %s.").With(calendar.LongDateTime(c.Complete))
	if !c.Complete.Equal(c.Began) {
		line = t("Kom in %s och var fullständig %s.", "Arrived %s and was complete %s.").
			With(calendar.LongDateTime(c.Began), calendar.LongDateTime(c.Complete))
	}
	start := Starts(c.Complete, c.terms)
	if start.Equal(c.Complete) {
		return []language.Text{line}
	}
	return []language.Text{line, t("%s. Räknas därför från %s.", "%s. So it counts from %s.").With(c.notThen(), calendar.LongDateTime(start))}
}

// notThen says why time did not start at the arrival.
func (c Clock) notThen() language.Text {
	day := calendar.Look(calendar.DateOf(c.Complete))
	switch {
	case !day.Working:
		return language.T("Den dagen räknas inte: %s", "That day does not count: %s").With(day.Reason)
	case calendar.Arrived(c.Complete, c.terms.Cutoff) != day.Date:
		return language.T("Det var efter kl. %s", "That was after %s").With(c.terms.Cutoff)
	}
	return language.T("Det var utanför öppettiden", "That was outside opening hours")
}

// promise lists the days from the arrival to the original deadline.
func (c Clock) promise() (lines []language.Text) {
	t := language.T
	first := c.Deadlines[0]
	from, to := calendar.DateOf(Starts(c.Complete, c.terms)), calendar.DateOf(first.At)
	n := calendar.WorkingDaysBetween(from, to)
	if n == 0 {
		lines = append(lines, t("Lovat svar samma dag (%s).", "An answer the same day was promised (%s).").With(first.Why))
	} else {
		lines = append(lines, t("Lovat svar inom %s (%s). Dagarna räknas från dagen efter.", "An answer within %s was promised (%s). Days count from the day after.").
			With(calendar.CountWorkingDays(n), first.Why))
	}
	lines = append(lines, days(from, to, n)...)
	return append(lines, t("Svaret ska lämnas senast %s, när dagen slutar.", "The answer is due %s, at closing time.").With(calendar.LongDateTime(first.At)))
}

func days(from, to calendar.Date, n int) (lines []language.Text) {
	t := language.T
	count := 0
	for _, d := range calendar.Days(calendar.Period{From: from.AddDays(1), To: to}) {
		switch {
		case d.Working:
			if count++; n <= longestList {
				lines = append(lines, t("Dag %d: %s.", "Day %d: %s.").With(count, d.Date.Long()))
			}
		case d.Reason == calendar.WeekdayName(d.Date.Weekday()):
			lines = append(lines, t("Räknas inte: %s.", "Does not count: %s.").With(d.Date.Long()))
		default:
			lines = append(lines, t("Räknas inte: %s (%s).", "Does not count: %s (%s).").With(d.Date.Long(), d.Reason))
		}
	}
	return lines
}

func (c Clock) pause(p Pause, now time.Time) language.Text {
	t := language.T
	n := c.terms.Hours.MinutesBetween(latest(p.From, Starts(c.Complete, c.terms)), until(p.To, c.seen(now)))
	to := t("nu", "now")
	if !p.To.IsZero() {
		to = calendar.LongDateTime(p.To)
	}
	line := t("Pausad från %s till %s: %s. Det är %s arbetstid", "Paused from %s to %s: %s. That is %s of working time").
		With(calendar.LongDateTime(p.From), to, p.Category.Name(), Duration(n))
	if p.Moves {
		return t("%s, och tiden flyttas lika mycket.", "%s, and the deadline moves by as much.").With(line)
	}
	return t("%s. Tiden hade då redan gått ut och flyttas inte.", "%s. The deadline had passed already and does not move.").With(line)
}

func (c Clock) outcome(now time.Time) (lines []language.Text) {
	t := language.T
	due := c.Due(now)
	if !due.Equal(c.Original()) {
		lines = append(lines, t("Med det som hänt sedan dess gäller %s.", "With what has happened since, %s holds.").With(calendar.LongDateTime(due)))
	}
	if c.State == Stopped {
		n, _ := c.ToAnswer()
		lines = append(lines, t("Besvarades %s, efter %s arbetstid.", "Answered %s, after %s of working time.").With(calendar.LongDateTime(c.Stop), Duration(n)))
	}
	return lines
}

// Duration says working minutes in hours and minutes: "2 timmar 30 minuter".
func Duration(minutes int) language.Text {
	hours := language.Plural(minutes/60, language.T("%d timme", "%d hour"), language.T("%d timmar", "%d hours"))
	rest := language.Plural(minutes%60, language.T("%d minut", "%d minute"), language.T("%d minuter", "%d minutes"))
	switch {
	case minutes < 60:
		return rest
	case minutes%60 == 0:
		return hours
	}
	return language.T("%s %s", "%s %s").With(hours, rest)
}
