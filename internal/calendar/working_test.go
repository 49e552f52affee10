package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAddWorkingDays(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-06-17", 2, "2026-06-22"}, {"2026-12-22", 2, "2026-12-28"}, {"2026-12-23", 5, "2027-01-05"},
		{"2026-04-01", 2, "2026-04-07"}, {"2026-05-13", 1, "2026-05-15"}, {"2027-05-05", 2, "2027-05-10"},
		{"2026-03-02", 0, "2026-03-02"}, {"2026-03-01", 0, "2026-03-01"}, {"2026-03-02", -1, "2026-02-27"},
		{"2026-03-07", 1, "2026-03-09"}, {"2026-03-07", -1, "2026-03-06"},
	} {
		if got := AddWorkingDays(day(c.from), c.n); got != day(c.want) {
			t.Errorf("%s + %d = %v, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestWorkingDaysOfAYear(t *testing.T) {
	for year, want := range map[int]int{2025: 249, 2026: 251, 2027: 253, 2028: 251} {
		if got := WorkingDaysBetween(NewDate(year-1, 12, 31), NewDate(year, 12, 31)); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}

func TestWorkingDayArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := NewDate(2000, 1, 1).AddDays(rapid.IntRange(0, 15_000).Draw(t, "day"))
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		e := AddWorkingDays(d, n)
		if got := WorkingDaysBetween(d, e); got != n {
			t.Fatalf("%v + %d = %v, but between them are %d", d, n, e, got)
		}
		if n != 0 && !IsWorkingDay(e) {
			t.Fatalf("%v is no working day", e)
		}
		if listed := countListed(Period{d.AddDays(1), e}); n > 0 && listed != n {
			t.Fatalf("the list shows %d working days, not %d", listed, n)
		}
	})
}

func countListed(p Period) (n int) {
	for _, d := range Days(p) {
		if d.Working {
			n++
		}
	}
	return n
}

func TestEveryDayOffHasAReasonInBothLanguages(t *testing.T) {
	for _, d := range Days(Period{day("2024-01-01"), day("2030-12-31")}) {
		if named := d.Reason.Sv != "" && d.Reason.En != ""; named == d.Working {
			t.Errorf("%+v", d)
		}
	}
}

func TestLastDay(t *testing.T) {
	for s, want := range map[string]string{"2026-03-02": "2026-03-02", "2026-03-07": "2026-03-09", "2026-03-08": "2026-03-09",
		"2026-06-19": "2026-06-22", "2026-12-24": "2026-12-28", "2026-12-31": "2027-01-04", "2026-04-03": "2026-04-07",
		"2026-05-15": "2026-05-15"} {
		if got := LastDay(day(s)); got != day(want) {
			t.Errorf("last day %s becomes %v, want %s", s, got, want)
		}
	}
}

func TestArrived(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{day("2026-03-02").At(0, 0), "2026-03-02"}, {day("2026-03-02").At(16, 0), "2026-03-02"},
		{day("2026-03-02").At(16, 0).Add(time.Second), "2026-03-03"}, {day("2026-03-06").At(17, 0), "2026-03-09"},
		{day("2026-03-07").At(10, 0), "2026-03-09"}, {day("2026-06-18").At(16, 1), "2026-06-22"},
		{time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC), "2026-03-02"}, // already Monday in Sweden
		{time.Date(2026, 7, 1, 14, 30, 0, 0, time.UTC), "2026-07-02"}, // half past four in summer
	} {
		if got := Arrived(c.at, OfficeCutoff); got != day(c.want) {
			t.Errorf("%v arrived %v, want %s", c.at, got, c.want)
		}
	}
}
