package calendar

import (
	"testing"
	"time"

	"samsyn/internal/language"
)

func TestForms(t *testing.T) {
	d, nine := day("2026-03-02"), time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for got, want := range map[language.Text]language.Text{
		d.Long():                 language.T("måndag 2 mars 2026", "Monday 2 March 2026"),
		d.DayMonth():             language.T("måndag 2 mars", "Monday 2 March"),
		d.MonthYear():            language.T("mars 2026", "March 2026"),
		Clock(nine):              language.T("kl.\u00a009.00", "09:00"),
		DateTime(nine):           language.T("2026-03-02 kl.\u00a009.00", "2026-03-02 at 09:00"),
		LongDateTime(nine):       language.T("måndag 2 mars 2026 kl.\u00a009.00", "Monday 2 March 2026 at 09:00"),
		day("2026-11-21").Week(): language.T("v.\u00a047", "week\u00a047"),
		day("2027-01-01").Week(): language.T("v.\u00a053", "week\u00a053"),
		WeekdayName(time.Sunday): language.T("söndag", "Sunday"),
		MonthName(time.December): language.T("december", "December"),
	} {
		if got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	for _, nothing := range []language.Text{Date{}.Long(), Date{}.DayMonth(), Date{}.MonthYear(), DateTime(time.Time{}), LongDateTime(time.Time{})} {
		if !nothing.IsZero() {
			t.Errorf("no date is written %v", nothing)
		}
	}
}

func TestRelative(t *testing.T) {
	today := day("2026-03-02")
	for n, want := range map[int]language.Text{0: language.T("i dag", "today"), 1: language.T("i morgon", "tomorrow"),
		-1: language.T("i går", "yesterday"), 3: language.T("om 3 dagar", "in 3 days"),
		-30: language.T("för 30 dagar sedan", "30 days ago")} {
		if got := today.AddDays(n).Relative(today); got != want {
			t.Errorf("%+d: %v", n, got)
		}
	}
}

func TestDueIn(t *testing.T) {
	for _, c := range []struct{ due, today, want string }{
		{"2026-03-04", "2026-03-02", "2 arbetsdagar kvar"}, {"2026-03-03", "2026-03-02", "1 arbetsdag kvar"},
		{"2026-03-02", "2026-03-02", "sista dagen är i dag"}, {"2026-02-27", "2026-03-02", "försenad 1 arbetsdag"},
		{"2026-02-26", "2026-03-02", "försenad 2 arbetsdagar"}, {"2026-03-06", "2026-03-07", "försenad"},
		{"2026-06-22", "2026-06-18", "1 arbetsdag kvar"}, {"2026-03-08", "2026-03-07", "0 arbetsdagar kvar"},
	} {
		if got := day(c.due).DueIn(day(c.today)); got.Sv != c.want || got.En == "" {
			t.Errorf("due %s on %s: %v, want %s", c.due, c.today, got, c.want)
		}
	}
}

func TestAtWhenTheClockMoves(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{day("2026-03-29").At(2, 30), "2026-03-29T03:30:00+02:00"}, {day("2026-10-25").At(2, 30), "2026-10-25T02:30:00+01:00"},
		{day("2026-07-01").At(24, 0), "2026-07-02T00:00:00+02:00"}, {day("2026-03-02").Start(), "2026-03-02T00:00:00+01:00"},
	} {
		if got := c.at.Format(time.RFC3339); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}
