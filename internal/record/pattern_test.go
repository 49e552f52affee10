package record

import (
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern string
		year    int
		n       int64
		want    string
	}{
		{"AF-{year}/{n:4 4}", 2026, 123456, "AF-2026/0012 3456"},
		{"SN {year}/{n}", 2026, 123, "SN 2026/123"},
		{"KS {year}:{n:5}", 2026, 7, "KS 2026:00007"},
		{"{n}-{year} AMN", 2026, 41, "41-2026 AMN"},
		{"Dnr {n:6}", 2026, 9, "Dnr 000009"},
		{"  SN   {year}/{n} ", 2026, 1, "SN 2026/1"},
		{"AF-{year}/{n:4 4}", 2026, 123456789, "AF-2026/12345 6789"},
		{"ÅÄÖ {year}/{n}", 2026, 5, "ÅÄÖ 2026/5"},
	} {
		p, err := ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if got := p.Format(c.year, c.n); got != c.want {
			t.Errorf("%s: %q, want %q", c.pattern, got, c.want)
		}
		year, n, ok := p.Read(c.want)
		if !ok || n != c.n || (p.Yearly() && year != c.year) {
			t.Errorf("%s: %q reads back as %d, %d, %v", c.pattern, c.want, year, n, ok)
		}
	}
}

func TestBadPatterns(t *testing.T) {
	for _, bad := range []string{"", "SN", "SN {year}", "{n}{n}", "{year}{n}", "{n}{year}", "SN 1{n}", "{n}2", "{n:0}", "{n:44}",
		"{n:}", "{N}", "{year}{year} {n}", "SN {n", "SN }{n} ", "{x}/{n}", "en mycket lång form på ett diarienummer {year}/{n}"} {
		if _, err := ParsePattern(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestOtherNumbersAreNotOfThePattern(t *testing.T) {
	p, err := ParsePattern("SN {year}/{n}")
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"", "SN 2026/0", "SN 2026/012", "SN 26/12", "KS 2026/12", "SN 2026/12 ", "SN 2026/1x", "SN 2026/99999999999999999999"} {
		if _, _, ok := p.Read(other); ok != (other == "SN 2026/12 ") {
			t.Errorf("%q: %v", other, ok)
		}
	}
}

func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom([]string{"A", "SN ", "Å-", "", "x.y/"}).Draw(rt, "before") +
			rapid.SampledFrom([]string{"{year}/", "{year}:", ""}).Draw(rt, "year") +
			rapid.SampledFrom([]string{"{n}", "{n:4}", "{n:4 4}", "{n:2 3 3}"}).Draw(rt, "count") +
			rapid.SampledFrom([]string{"", " B", "/x"}).Draw(rt, "after")
		p, err := ParsePattern(text)
		if err != nil {
			rt.Fatal(err)
		}
		year, n := rapid.IntRange(1000, 9999).Draw(rt, "year"), rapid.Int64Range(1, 1e12).Draw(rt, "n")
		y, m, ok := p.Read(p.Format(year, n))
		if !ok || m != n || (p.Yearly() && y != year) {
			rt.Fatalf("%s: %q reads back as %d %d %v", text, p.Format(year, n), y, m, ok)
		}
	})
}

func FuzzParsePattern(f *testing.F) {
	for _, seed := range []string{"AF-{year}/{n:4 4}", "SN {year}/{n}", "{n:9 9 9}", "((({n}"} {
		f.Add(seed, "SN 2026/1")
	}
	f.Fuzz(func(t *testing.T, text, number string) {
		p, err := ParsePattern(text)
		if err != nil {
			return
		}
		p.Read(number)
		if year, n, ok := p.Read(p.Format(2026, 17)); !ok || n != 17 || p.Yearly() && year != 2026 {
			t.Errorf("%q: %q reads back as %d %d %v", text, p.Format(2026, 17), year, n, ok)
		}
	})
}
