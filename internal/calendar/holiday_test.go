package calendar

import (
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/se"
)

func TestHolidaysEqualAnotherCalendar(t *testing.T) {
	other := &cal.Calendar{}
	other.AddHoliday(se.Holidays...)
	other.AddHoliday(aa.Easter, aa.Pentecost) // which its Swedish list leaves out
	for d := day("2024-01-01"); d.Before(day("2031-01-01")); d = d.AddDays(1) {
		actual, _, _ := other.IsHoliday(d.At(12, 0))
		if h, ok := HolidayOn(d); ok != actual {
			t.Errorf("%v: holiday %v %q, the other calendar says %v", d, ok, h.Name.Sv, actual)
		}
	}
}

func TestHolidaysByName(t *testing.T) {
	for s, want := range map[string]string{
		"2026-01-01": "nyårsdagen", "2026-01-06": "trettondedag jul", "2026-04-03": "långfredagen", "2026-04-05": "påskdagen",
		"2026-04-06": "annandag påsk", "2026-05-01": "första maj", "2026-05-14": "Kristi himmelsfärdsdag", "2026-05-24": "pingstdagen",
		"2026-06-06": "Sveriges nationaldag", "2026-06-19": "midsommarafton", "2026-06-20": "midsommardagen", "2026-10-31": "alla helgons dag",
		"2026-12-24": "julafton", "2026-12-25": "juldagen", "2026-12-26": "annandag jul", "2026-12-31": "nyårsafton",
		"2004-05-31": "annandag pingst", "2025-11-01": "alla helgons dag", "2027-06-25": "midsommarafton", "2027-11-06": "alla helgons dag",
	} {
		if got := Look(day(s)); got.Working || got.Reason.Sv != want {
			t.Errorf("%s: %+v, want %q", s, got, want)
		}
	}
	for _, s := range []string{"2004-06-07", "2026-04-02", "2026-04-30", "2026-05-15", "2026-01-05", "2026-05-25"} {
		if got := Look(day(s)); !got.Working || !got.Reason.IsZero() {
			t.Errorf("%s is a working day, got %+v", s, got)
		}
	}
}

func TestThreeEvesAreNotPublicHolidays(t *testing.T) {
	if n := len(Holidays(2026)); n != 16 {
		t.Errorf("2026 has %d holidays, want 16", n)
	}
	for _, h := range Holidays(2026) {
		eve := slices.Contains([]string{"midsommarafton", "julafton", "nyårsafton"}, h.Name.Sv)
		if h.Public == eve {
			t.Errorf("%s: public %v", h.Name.Sv, h.Public)
		}
		if h.Name.Sv == "" || h.Name.En == "" {
			t.Errorf("%v has no name in one language", h.Date)
		}
	}
}

// Easter Sundays from the published tables of the church.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1990: "1990-04-15", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24",
		2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2027: "2027-03-28", 2028: "2028-04-16",
		2038: "2038-04-25", 2049: "2049-04-18", 2076: "2076-04-19", 2100: "2100-03-28"} {
		if got := Easter(year); got != day(want) {
			t.Errorf("Easter %d = %v, want %s", year, got, want)
		}
	}
}

func TestEasterIsASundayInItsSpan(t *testing.T) {
	for year := 1900; year < 2300; year++ {
		e := Easter(year)
		if e.Weekday() != time.Sunday || e.Before(NewDate(year, time.March, 22)) || e.After(NewDate(year, time.April, 25)) {
			t.Errorf("Easter %d = %v", year, e)
		}
	}
}

func TestTwoHolidaysOnOneDay(t *testing.T) {
	if h, ok := HolidayOn(day("2008-05-01")); !ok || !h.Public {
		t.Errorf("%+v", h)
	}
	if got := WorkingDaysBetween(day("2008-04-30"), day("2008-05-02")); got != 1 {
		t.Errorf("the day counts once, got %d", got)
	}
}
