package calendar

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func anyHours() *rapid.Generator[Hours] {
	return rapid.Custom(func(t *rapid.T) Hours {
		week := map[time.Weekday][]Interval{}
		for w := time.Sunday; w <= time.Saturday; w++ {
			marks := rapid.SliceOfNDistinct(rapid.IntRange(0, 1440), 0, 6, rapid.ID[int]).Draw(t, w.String())
			slices.Sort(marks)
			for ; len(marks) >= 2; marks = marks[2:] {
				week[w] = append(week[w], Interval{TimeOfDay(marks[0]), TimeOfDay(marks[1])})
			}
		}
		h, err := NewHours(week)
		if err != nil {
			t.Fatal(err)
		}
		return h
	})
}

// anyInstant is near a change of the clock, a holiday or an ordinary day, to the second.
func anyInstant() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		near := rapid.SampledFrom([]string{"2026-03-28", "2026-10-24", "2026-12-23", "2026-06-17", "2026-03-02"}).Draw(t, "near")
		return day(near).Start().Add(time.Duration(rapid.IntRange(0, 5*24*3600).Draw(t, "seconds")) * time.Second)
	})
}

// byWalking counts every minute on its own: what MinutesBetween must equal.
func byWalking(h Hours, a, b time.Time) (n int) {
	b = b.Truncate(time.Minute)
	for t := a.Truncate(time.Minute); t.Before(b); t = t.Add(time.Minute) {
		if h.Open(t) {
			n++
		}
	}
	return n
}

func TestMinutesBetweenEqualsWalking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, a := anyHours().Draw(t, "hours"), anyInstant().Draw(t, "a")
		b := a.Add(time.Duration(rapid.IntRange(-100, 4*24*3600).Draw(t, "seconds")) * time.Second)
		if got, want := h.MinutesBetween(a, b), byWalking(h, a, b); got != want {
			t.Fatalf("%v: %v to %v is %d minutes, walking gives %d", h, a, b, got, want)
		}
	})
}

func TestReckonShowsEveryDayAndMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, a := anyHours().Draw(t, "hours"), anyInstant().Draw(t, "a")
		b := a.Add(time.Duration(rapid.IntRange(0, 9*24*3600).Draw(t, "seconds")) * time.Second)
		list, sum := h.Reckon(a, b), 0
		for i, c := range list {
			sum += c.Minutes
			if c.Date != DateOf(a).AddDays(i) || c.Day != Look(c.Date) {
				t.Fatalf("day %d is %+v", i, c)
			}
		}
		if sum != h.MinutesBetween(a, b) || len(list) != DateOf(a).DaysUntil(DateOf(b))+1 {
			t.Fatalf("%v to %v: %+v", a, b, list)
		}
	})
	if got := OfficeHours().Reckon(day("2026-03-03").Start(), day("2026-03-02").Start()); got != nil {
		t.Errorf("backwards: %+v", got)
	}
}

func TestMinutesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, a := anyHours().Draw(t, "hours"), anyInstant().Draw(t, "a")
		b := a.Add(time.Duration(rapid.IntRange(0, 200_000).Draw(t, "to b")) * time.Second)
		c := b.Add(time.Duration(rapid.IntRange(0, 200_000).Draw(t, "to c")) * time.Second)
		if h.MinutesBetween(a, b)+h.MinutesBetween(b, c) != h.MinutesBetween(a, c) {
			t.Fatalf("%v: %v, %v, %v do not add up", h, a, b, c)
		}
	})
}

func TestAddMinutesIsTheFirstSuchInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, a := anyHours().Draw(t, "hours"), anyInstant().Draw(t, "a")
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		b, ok := h.AddMinutes(a, n)
		if ok == h.IsZero() {
			t.Fatalf("%v: found %v", h, ok)
		}
		if ok && (h.MinutesBetween(a, b) != n || h.MinutesBetween(a, b.Add(-time.Minute)) != n-1) {
			t.Fatalf("%v: %v + %d = %v", h, a, n, b)
		}
	})
}

func TestNextOpen(t *testing.T) {
	h := OfficeHours()
	for _, c := range [][2]time.Time{
		{day("2026-03-02").At(7, 0), day("2026-03-02").At(8, 0)}, {day("2026-03-02").At(9, 0), day("2026-03-02").At(9, 0)},
		{day("2026-03-06").At(16, 30), day("2026-03-09").At(8, 0)}, {day("2026-12-23").At(18, 0), day("2026-12-28").At(8, 0)},
	} {
		if got, ok := h.NextOpen(c[0]); !ok || !got.Equal(c[1]) {
			t.Errorf("after %v it opens %v, %v; want %v", c[0], got, ok, c[1])
		}
	}
	if _, ok := (Hours{}).NextOpen(day("2026-03-02").Start()); ok {
		t.Error("what is never open does not open")
	}
}

func TestMinutesOfAnOfficeWeek(t *testing.T) {
	h := OfficeHours()
	for _, c := range []struct {
		a, b time.Time
		want int
	}{
		{day("2026-03-02").At(9, 0), day("2026-03-02").At(9, 0), 0},
		{day("2026-03-02").At(9, 0), day("2026-03-03").At(9, 0), 510},
		{day("2026-03-06").At(16, 0), day("2026-03-09").At(8, 30), 60},
		{day("2026-03-27").At(8, 0), day("2026-03-30").At(16, 30), 1020}, // over the change to summer time
		{day("2026-12-23").At(8, 0), day("2026-12-28").At(8, 0), 510},
		{day("2026-03-03").At(9, 0), day("2026-03-02").At(9, 0), 0},
	} {
		if got := h.MinutesBetween(c.a, c.b); got != c.want {
			t.Errorf("%v to %v: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNightHoursWhenTheClockMoves(t *testing.T) {
	night := []Interval{{TimeAt(0, 0), TimeAt(24, 0)}}
	h, err := NewHours(map[time.Weekday][]Interval{time.Sunday: night})
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]int{"2026-03-29": 23 * 60, "2026-10-25": 25 * 60, "2026-03-01": 24 * 60} {
		if got := h.MinutesBetween(day(s).Start(), day(s).End()); got != want {
			t.Errorf("%s has %d minutes, want %d", s, got, want)
		}
	}
}

func TestNewHoursRefuses(t *testing.T) {
	for name, day := range map[string][]Interval{
		"backwards": {{TimeAt(16, 0), TimeAt(8, 0)}}, "empty": {{TimeAt(8, 0), TimeAt(8, 0)}},
		"overlap": {{TimeAt(8, 0), TimeAt(12, 0)}, {TimeAt(11, 0), TimeAt(16, 0)}}, "after midnight": {{TimeAt(22, 0), TimeAt(25, 0)}},
		"before midnight": {{-10, 10}},
	} {
		if h, err := NewHours(map[time.Weekday][]Interval{time.Monday: day}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, %v", name, h, err)
		}
	}
	if _, err := NewHours(map[time.Weekday][]Interval{9: {{TimeAt(8, 0), TimeAt(9, 0)}}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a ninth weekday: %v", err)
	}
}

func TestHoursInWords(t *testing.T) {
	lunch := []Interval{{TimeAt(13, 0), TimeAt(16, 0)}, {TimeAt(9, 0), TimeAt(12, 0)}}
	split, err := NewHours(map[time.Weekday][]Interval{time.Monday: lunch, time.Wednesday: {{TimeAt(9, 0), TimeAt(12, 0)}, {TimeAt(12, 0), TimeAt(15, 0)}}})
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		OfficeHours().String():             "måndag–fredag kl.\u00a008.00–16.30",
		OfficeHours().In(language.English): "Monday–Friday 08:00–16:30",
		split.String():                     "måndag kl.\u00a009.00–12.00 och 13.00–16.00, onsdag kl.\u00a009.00–15.00",
		Hours{}.String():                   "stängt",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestHoursAreStoredAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHours().Draw(t, "hours")
		stored, err := h.Value()
		if err != nil {
			t.Fatal(err)
		}
		var read Hours
		if err := read.Scan(stored); err != nil || !read.Equal(h) {
			t.Fatalf("%v is read as %v, %v", h, read, err)
		}
	})
	var h Hours
	for _, bad := range []string{`{"måndag":[]}`, `{"monday":[{"from":"16:00","to":"08:00"}]}`, `{"monday":[{"from":"25:00","to":"26:00"}]}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), &h); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestParseTimeOfDay(t *testing.T) {
	for s, want := range map[string]TimeOfDay{"00.00": 0, "09.00": 540, "16:30": 990, "24.00": 1440} {
		if got, err := ParseTimeOfDay(s); err != nil || got != want {
			t.Errorf("%s is read as %v, %v", s, got, err)
		}
	}
	for _, bad := range []string{"", "9.00", "24.01", "12.60", "12-30", "1２.00", "kl. 9", "-1.00"} {
		if got, err := ParseTimeOfDay(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is read as %v, %v", bad, got, err)
		}
	}
}

func FuzzParseTimeOfDay(f *testing.F) {
	f.Add("09.00")
	f.Fuzz(func(t *testing.T, s string) {
		read, err := ParseTimeOfDay(s)
		if err != nil {
			return
		}
		if again, err := ParseTimeOfDay(read.String()); err != nil || again != read {
			t.Errorf("%q is read as %v, then %v", s, read, again)
		}
	})
}
