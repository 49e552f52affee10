package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
)

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return NewDate(1900, 1, 1).AddDays(rapid.IntRange(0, 100_000).Draw(t, "days"))
	})
}

func TestParseDate(t *testing.T) {
	for _, bad := range []string{"", "2026-3-2", "2026-02-30", "2026-13-01", "20260302", "2026-03-02 ", " 2026-03-02",
		"2026-03-02T00:00:00Z", "02-03-2026", "0000-00-00", "0000-02-01", "２０２６-03-02", "2025-02-29", "+026-03-02"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("%q was read as %v", bad, d)
		} else if !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v is not an Invalid fault", bad, err)
		}
	}
	if got, err := ParseDate("2024-02-29"); err != nil || got != (Date{2024, time.February, 29}) {
		t.Errorf("2024-02-29 → %v, %v", got, err)
	}
}

func TestFaultTellsImpossibleFromIllFormed(t *testing.T) {
	var impossible, formless *fault.Fault
	_, err := ParseDate("2026-02-30")
	_, err2 := ParseDate("i går")
	if !errors.As(err, &impossible) || !errors.As(err2, &formless) || impossible.Text == formless.Text {
		t.Errorf("%v and %v should be two different faults", err, err2)
	}
}

func TestDateOfIsSwedish(t *testing.T) {
	late := time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC) // half past midnight in Sweden
	if got := DateOf(late); got != day("2026-03-02") {
		t.Errorf("DateOf = %v", got)
	}
	if !DateOf(time.Time{}).IsZero() {
		t.Error("no instant must be no date")
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-11-30", 3, "2027-02-28"}, {"2026-03-02", 12, "2027-03-02"}, {"2026-01-15", -13, "2024-12-15"},
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
	} {
		if got := day(c.from).AddMonths(c.n); got != day(c.want) {
			t.Errorf("%s + %d months = %v, want %s", c.from, c.n, got, c.want)
		}
	}
	if got := day("2024-02-29").AddYears(1); got != day("2025-02-28") {
		t.Errorf("AddYears = %v", got)
	}
}

func TestWeeks(t *testing.T) {
	for s, want := range map[string][2]int{"2026-12-31": {2026, 53}, "2027-01-03": {2026, 53}, "2027-01-04": {2027, 1},
		"2026-11-21": {2026, 47}, "2024-12-30": {2025, 1}} {
		if y, w := day(s).ISOWeek(); [2]int{y, w} != want {
			t.Errorf("%s is in week %d of %d, want %v", s, w, y, want)
		}
	}
	if day("2026-03-02").Weekday() != time.Monday {
		t.Error("2 March 2026 is a Monday")
	}
}

func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, n := anyDate().Draw(t, "a"), rapid.IntRange(-50_000, 50_000).Draw(t, "n")
		b := a.AddDays(n)
		if a.DaysUntil(b) != n || b.AddDays(-n) != a || b.Before(a) != (n < 0) || b.After(a) != (n > 0) {
			t.Fatalf("%v + %d = %v", a, n, b)
		}
		if Min(a, b).After(Max(a, b)) || a.Compare(b) != -b.Compare(a) {
			t.Fatalf("order of %v and %v", a, b)
		}
		if again, err := ParseDate(b.String()); err != nil || again != b {
			t.Fatalf("%v is read as %v, %v", b, again, err)
		}
		if (a.String() < b.String()) != a.Before(b) {
			t.Fatalf("text order of %v and %v differs", a, b)
		}
	})
}

func TestDateColumn(t *testing.T) {
	d := day("2026-03-02")
	for _, src := range []any{"2026-03-02", []byte("2026-03-02"), "2026-03-02 00:00:00", "2026-03-02T00:00:00Z",
		time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 23, 59, 0, 0, time.UTC)} {
		var got Date
		if err := got.Scan(src); err != nil || got != d {
			t.Errorf("%v is read as %v, %v", src, got, err)
		}
	}
	got := d
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("NULL is read as %v, %v", got, err)
	}
	for _, bad := range []any{42, "igår", "2026-03-02x"} {
		if err := got.Scan(bad); err == nil {
			t.Errorf("%v was read as a date", bad)
		}
	}
	if v, err := d.Value(); v != "2026-03-02" || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	if v, err := (Date{}).Value(); v != nil || err != nil {
		t.Errorf("no date is stored as %v, %v", v, err)
	}
}

func TestDateJSON(t *testing.T) {
	type row struct{ From, To Date }
	in := row{From: day("2026-03-02")}
	data, err := json.Marshal(in)
	if err != nil || string(data) != `{"From":"2026-03-02","To":null}` {
		t.Fatalf("%s, %v", data, err)
	}
	var out row
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("%v, %v", out, err)
	}
	for _, bad := range []string{`{"From":"2026-02-30"}`, `{"From":20260302}`, `{"From":true}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
	key, err := json.Marshal(map[Date]int{day("2026-03-02"): 1})
	if err != nil || string(key) != `{"2026-03-02":1}` {
		t.Errorf("as a key: %s, %v", key, err)
	}
}

func TestPeriod(t *testing.T) {
	year := Period{day("2026-01-01"), day("2026-12-31")}
	for p, days := range map[Period]int{year: 365, {}: 0, {From: day("2026-01-01")}: 0,
		{day("2026-03-02"), day("2026-03-02")}: 1} {
		if p.Days() != days {
			t.Errorf("%v has %d days, want %d", p, p.Days(), days)
		}
	}
	for s, want := range map[string]bool{"2025-12-31": false, "2026-01-01": true, "2026-12-31": true, "2027-01-01": false} {
		if year.Contains(day(s)) != want {
			t.Errorf("%s in %v = %v", s, year, !want)
		}
	}
	if (Period{day("2026-03-02"), day("2026-03-01")}).Check() == nil || year.Check() != nil || (Period{}).Check() != nil {
		t.Error("only a period that ends before it begins is a fault")
	}
}

func TestOverlapsMeansACommonDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := day("2026-01-01")
		end := func(name string) Date {
			n := rapid.IntRange(-1, 20).Draw(t, name)
			if n < 0 {
				return Date{}
			}
			return base.AddDays(n)
		}
		p, q := Period{end("p.from"), end("p.to")}, Period{end("q.from"), end("q.to")}
		if p.Check() != nil || q.Check() != nil {
			return
		}
		common := false
		for n := -2; n < 25; n++ {
			common = common || p.Contains(base.AddDays(n)) && q.Contains(base.AddDays(n))
		}
		if p.Overlaps(q) != common || q.Overlaps(p) != common {
			t.Fatalf("%v and %v: common day %v", p, q, common)
		}
	})
}

func TestPeriodInWords(t *testing.T) {
	a, b := day("2026-03-02"), day("2027-03-01")
	for p, want := range map[Period]string{{a, b}: "2026-03-02–2027-03-01", {From: a}: "från och med 2026-03-02",
		{To: b}: "till och med 2027-03-01", {}: "tills vidare"} {
		if p.String() != want {
			t.Errorf("%q, want %q", p, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2026-03-02")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && d.String() != s {
			t.Errorf("%q is read as %v", s, d)
		}
	})
}
