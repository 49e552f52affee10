package directory

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
)

func date(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func days(from, to string) Validity { return Validity{From: date(from), To: date(to)} }

// two is a name from 2020 that was changed to another from 2023, ending with 2026.
func two() History[string] {
	return History[string]{{days("2020-01-01", "2022-12-31"), "Socialnämnden"}, {days("2023-01-01", "2026-12-31"), "Välfärdsnämnden"}}
}

func TestChange(t *testing.T) {
	for _, c := range []struct {
		name string
		from string
		to   string
		want History[string] // nil: refused
	}{
		{"from a later day", "2026-07-01", "Nya", History[string]{two()[0], {days("2023-01-01", "2026-06-30"), "Välfärdsnämnden"}, {days("2026-07-01", "2026-12-31"), "Nya"}}},
		{"puts the last right", "2023-01-01", "Rätt", History[string]{two()[0], {days("2023-01-01", "2026-12-31"), "Rätt"}}},
		{"puts the first right", "2020-01-01", "Rätt", History[string]{{days("2020-01-01", "2022-12-31"), "Rätt"}, two()[1]}},
		{"in the middle of the first", "2021-01-01", "Mellan", History[string]{{days("2020-01-01", "2020-12-31"), "Socialnämnden"}, {days("2021-01-01", "2022-12-31"), "Mellan"}, two()[1]}},
		{"before the first day", "2019-12-31", "Nya", nil},
		{"after the last day", "2027-01-01", "Nya", nil},
		{"to what it is already", "2024-01-01", "Välfärdsnämnden", nil},
	} {
		got, err := two().Change(date(c.from), c.to)
		if c.want == nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v, want a refusal", c.name, err)
			}
			continue
		}
		if err != nil || !same(got, c.want) {
			t.Errorf("%s: %v %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestWithin(t *testing.T) {
	first, second := "Socialnämnden", "Välfärdsnämnden"
	for _, c := range []struct {
		name string
		v    Validity
		want History[string]
	}{
		{"goes on", days("2020-01-01", ""), History[string]{two()[0], {days("2023-01-01", ""), second}}},
		{"closes earlier", days("2020-01-01", "2024-06-30"), History[string]{two()[0], {days("2023-01-01", "2024-06-30"), second}}},
		{"closes before the change", days("2020-01-01", "2021-06-30"), History[string]{{days("2020-01-01", "2021-06-30"), first}}},
		{"began nobody knows when", days("", "2026-12-31"), History[string]{{days("", "2022-12-31"), first}, two()[1]}},
		{"moved altogether", days("2030-01-01", ""), History[string]{{days("2030-01-01", ""), second}}},
		{"ends before it begins", days("2024-01-02", "2024-01-01"), nil},
		{"the same days", days("2020-01-01", "2026-12-31"), nil},
	} {
		got, err := two().Within(c.v)
		if c.want == nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v, want a refusal", c.name, err)
			}
		} else if err != nil || !same(got, c.want) {
			t.Errorf("%s: %v %v, want %v", c.name, got, err, c.want)
		}
	}
}

func same(a, b History[string]) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Whatever is changed in whatever order, every day of the span has exactly one version, and a change says itself from
// its day on.
func TestHistoryHasNoHoles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) calendar.Date {
			return calendar.NewDate(2024, time.January, 1+rapid.IntRange(0, 400).Draw(t, "day"))
		})
		h := Begin(Validity{From: date("2024-01-01")}, 0)
		for i := range rapid.IntRange(1, 12).Draw(t, "acts") {
			if rapid.Bool().Draw(t, "span") {
				if moved, err := h.Within(Validity{From: day.Draw(t, "first"), To: day.Draw(t, "last")}); err == nil {
					h = moved
				}
			} else if from := day.Draw(t, "from"); true {
				before := h
				changed, err := h.Change(from, i+1)
				if err != nil {
					continue
				}
				h = changed
				if v, _ := h.On(from); v.Details != i+1 {
					t.Fatalf("%s says %d, want %d", from, v.Details, i+1)
				}
				if h.Span() != before.Span() {
					t.Fatalf("a change moved the span from %v to %v", before.Span(), h.Span())
				}
			}
			checkWhole(t, h)
		}
	})
}

func checkWhole(t *rapid.T, h History[int]) {
	for i, v := range h {
		if err := v.Period().Check(); err != nil {
			t.Fatalf("version %d of %v: %v", i, h, err)
		}
		if i > 0 && h[i-1].To.AddDays(1) != v.From {
			t.Fatalf("hole or overlap before version %d of %v", i, h)
		}
		if v.To.IsZero() && i != len(h)-1 {
			t.Fatalf("version %d of %v goes on beside the next", i, h)
		}
	}
}

func TestTree(t *testing.T) {
	unit := func(id, parent, from, to string) UnitHistory {
		u := Unit{ID: id, UnitDetails: UnitDetails{Name: id, Parent: parent}, Validity: days(from, to)}
		return UnitHistory{Unit: u, History: Begin(u.Validity, u.UnitDetails)}
	}
	for _, c := range []struct {
		name  string
		units []UnitHistory
		ok    bool
	}{
		{"a region and a section", []UnitHistory{unit("region", "", "", ""), unit("sektion", "region", "2024-01-01", "")}, true},
		{"itself", []UnitHistory{unit("a", "a", "", "")}, false},
		{"round in a ring", []UnitHistory{unit("a", "b", "", ""), unit("b", "c", "", ""), unit("c", "a", "", "")}, false},
		{"a ring that never is at one time", []UnitHistory{unit("top", "", "", ""),
			{Unit: Unit{ID: "a"}, History: History[UnitDetails]{{days("", "2024-12-31"), UnitDetails{Name: "a", Parent: "b"}}, {days("2025-01-01", ""), UnitDetails{Name: "a", Parent: "top"}}}},
			{Unit: Unit{ID: "b"}, History: History[UnitDetails]{{days("", "2024-12-31"), UnitDetails{Name: "b", Parent: "top"}}, {days("2025-01-01", ""), UnitDetails{Name: "b", Parent: "a"}}}}}, true},
		{"above ends first", []UnitHistory{unit("region", "", "", "2025-12-31"), unit("sektion", "region", "", "")}, false},
		{"above begins later", []UnitHistory{unit("region", "", "2025-01-01", ""), unit("sektion", "region", "2024-01-01", "")}, false},
		{"somebody else's", []UnitHistory{unit("sektion", "okänd", "", "")}, false},
	} {
		if err := checkTree(c.units); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	order := ""
	for _, b := range Tree([]Unit{{ID: "3", UnitDetails: UnitDetails{Parent: "2"}}, {ID: "1"}, {ID: "2"}, {ID: "4", UnitDetails: UnitDetails{Parent: "gone"}}}) {
		order += b.ID + string(rune('a'+b.Depth)) + " "
	}
	if order != "1a 2a 3b 4a " {
		t.Errorf("the tree reads %q", order)
	}
}

func TestOfficeState(t *testing.T) {
	monday := date("2026-03-02")
	for want, o := range map[OfficeState]Office{
		OfficePlanned: {Opened: date("2026-03-03")},
		OfficeOpen:    {Opened: date("2026-03-02")},
		OfficeClosing: {Closes: date("2026-03-02")},
		OfficeClosed:  {Closes: date("2026-03-01")},
	} {
		if got := o.State(monday); got != want {
			t.Errorf("%v is %s, want %s", o, got, want)
		}
	}
}
