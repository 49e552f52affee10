package agreement

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

func day(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func binds(codes ...string) []Party {
	out := []Party{{Authority: directory.PES}}
	for _, c := range codes {
		out = append(out, Party{Authority: "ks-" + c, Municipality: c})
	}
	return out
}

func made(id, from, to, terminated string, codes ...string) Agreement {
	return Agreement{ID: id, Key: id, Kind: Template2022, Standing: Concluded, From: day(from), To: day(to), Terminated: day(terminated), Parties: binds(codes...)}
}

func TestStateOn(t *testing.T) {
	for _, c := range []struct {
		standing             Standing
		from, to, terminated string
		on                   string
		want                 State
	}{
		{Concluded, "2023-01-01", "2025-12-31", "", "2022-12-31", NotYet},
		{Concluded, "2023-01-01", "2025-12-31", "", "2023-01-01", InForce},
		{Concluded, "2023-01-01", "2025-12-31", "", "2025-10-01", InForce}, // 91 days left
		{Concluded, "2023-01-01", "2025-12-31", "", "2025-10-02", Ending},  // 90 days left
		{Concluded, "2023-01-01", "2025-12-31", "", "2025-12-31", Ending},  // the last day counts
		{Concluded, "2023-01-01", "2025-12-31", "", "2026-01-01", Expired},
		{Concluded, "2023-01-01", "2025-12-31", "2024-06-30", "2024-06-30", Ending},
		{Concluded, "2023-01-01", "2025-12-31", "2024-06-30", "2024-07-01", EndedEarly},
		{Concluded, "2023-01-01", "2025-12-31", "2025-12-31", "2026-01-01", Expired}, // ended on its own last day
		{Concluded, "2023-01-01", "", "", "2099-01-01", InForce},
		{Concluded, "2023-01-01", "", "2024-06-30", "2024-07-01", EndedEarly},
		{Announced, "2023-01-01", "2023-12-31", "", "2023-12-31", IntentionStated},
		{Announced, "2023-01-01", "2023-12-31", "", "2024-01-01", Expired},
		{Declined, "2023-01-01", "2023-12-31", "", "2023-01-01", RefusalStated},
		{Declined, "2023-01-01", "2023-12-31", "", "2022-01-01", NotYet},
	} {
		a := Agreement{Standing: c.standing, From: day(c.from), To: day(c.to), Terminated: day(c.terminated)}
		if got := a.StateOn(day(c.on)); got != c.want {
			t.Errorf("%s %s–%s, terminated %q, on %s: got %s, want %s", c.standing, c.from, c.to, c.terminated, c.on, got, c.want)
		}
	}
}

func TestEveryStateHasALabelInBothLanguages(t *testing.T) {
	for _, s := range States() {
		if l := s.Label(); l.Sv == string(s) || l.En == "" {
			t.Errorf("%s has no label", s)
		}
		if got, ok := ParseState(string(s)); !ok || got != s {
			t.Errorf("%s cannot be read again", s)
		}
	}
	for _, k := range Kinds() {
		if got, ok := ParseKind(string(k)); !ok || got != k || k.Label().En == "" {
			t.Errorf("%s cannot be read again", k)
		}
	}
}

func anyAgreement() *rapid.Generator[Agreement] {
	return rapid.Custom(func(t *rapid.T) Agreement {
		a := Agreement{Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind"), Standing: rapid.SampledFrom([]Standing{Concluded, Concluded, Concluded, Announced, Declined}).Draw(t, "standing")}
		a.From = calendar.NewDate(2020, 1, rapid.IntRange(1, 2000).Draw(t, "from"))
		length := rapid.IntRange(0, 1200).Draw(t, "days")
		if rapid.Bool().Draw(t, "ends") {
			a.To = a.From.AddDays(length)
		}
		if a.Standing == Concluded && rapid.IntRange(0, 3).Draw(t, "early") == 0 {
			a.Terminated = a.From.AddDays(rapid.IntRange(0, length).Draw(t, "after"))
		}
		a.ID = fmt.Sprint(rapid.IntRange(0, 1<<40).Draw(t, "id"))
		a.Key = a.ID
		codes := []string{"0114", "0115", "0117", "2085", "2584"}
		for _, c := range codes {
			if rapid.IntRange(0, 3).Draw(t, c) == 0 {
				a.Parties = append(a.Parties, Party{Authority: "ks-" + c, Municipality: c})
			}
		}
		return a
	})
}

func anyDay() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		return calendar.NewDate(2019, 6, rapid.IntRange(1, 3500).Draw(t, "on"))
	})
}

// In force means exactly that the state says so.
func TestStateAgreesWithInForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, on := anyAgreement().Draw(t, "a"), anyDay().Draw(t, "on")
		s := a.StateOn(on)
		if a.InForce(on) != (s == InForce || s == Ending) {
			t.Fatalf("%+v on %s is %s but in force %t", a, on, s, a.InForce(on))
		}
		if a.Standing == Concluded && (s == IntentionStated || s == RefusalStated) {
			t.Fatalf("an agreement is %s", s)
		}
	})
}

// As days pass, a state is never returned to.
func TestStateOnlyGoesForward(t *testing.T) {
	order := []State{NotYet, InForce, IntentionStated, RefusalStated, Ending, Expired, EndedEarly}
	rapid.Check(t, func(t *rapid.T) {
		a, on := anyAgreement().Draw(t, "a"), anyDay().Draw(t, "on")
		later := on.AddDays(rapid.IntRange(0, 500).Draw(t, "later"))
		if slices.Index(order, a.StateOn(later)) < slices.Index(order, a.StateOn(on)) {
			t.Fatalf("%s on %s, %s on %s", a.StateOn(on), on, a.StateOn(later), later)
		}
	})
}

// The pairs found are those that a plain look at every pair and day finds, as far as which municipalities clash.
func TestOverlapsAgreeWithALookAtEveryDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(anyAgreement(), 0, 6).Draw(t, "all")
		want := map[string]bool{}
		for i, a := range all {
			for _, b := range all[i+1:] {
				for _, code := range a.Municipalities() {
					if slices.Contains(b.Municipalities(), code) && shareADay(a, b) {
						want[code] = true
					}
				}
			}
		}
		got := map[string]bool{}
		for _, o := range Overlaps(all) {
			got[o.Municipality] = true
			if !all[o.A].InForce(o.Days.From) || !all[o.B].InForce(o.Days.From) {
				t.Fatalf("not both in force on %s: %+v", o.Days.From, o)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func shareADay(a, b Agreement) bool {
	for d := calendar.NewDate(2019, 12, 31); d.Year < 2031; d = d.AddDays(1) {
		if a.InForce(d) && b.InForce(d) {
			return true
		}
	}
	return false
}

func TestOverlapKinds(t *testing.T) {
	old := made("old", "2016-01-01", "2022-12-31", "", "0114")
	renewed := made("new", "2023-01-01", "", "", "0114")
	joint := made("joint", "2022-12-31", "2023-06-30", "", "0114", "0115")
	announced := made("announced", "2016-01-01", "", "", "0114")
	announced.Standing = Announced
	if o := Overlaps([]Agreement{old, renewed, announced}); len(o) != 0 {
		t.Errorf("one after the other is no overlap: %v", o)
	}
	o := Overlaps([]Agreement{renewed, old, joint})
	if len(o) != 2 || o[0].Days.String() != "2023-01-01–2023-06-30" && o[1].Days.String() != "2023-01-01–2023-06-30" {
		t.Errorf("a joint agreement overlaps both: %v", o)
	}
}

func TestCheck(t *testing.T) {
	today := day("2026-03-02")
	for field, change := range map[string]func(*Agreement){
		"":              func(*Agreement) {},
		fieldFrom:       func(a *Agreement) { a.From = calendar.Date{} },
		fieldTo:         func(a *Agreement) { a.To = day("2022-12-31") },
		fieldSigned:     func(a *Agreement) { a.Signed = day("2026-03-03") },
		fieldTerminated: func(a *Agreement) { a.Terminated = day("2027-01-01") },
		fieldSource:     func(a *Agreement) { a.Source = string(make([]byte, 501)) },
		fieldRegistryAF: func(a *Agreement) { a.Parties[0].RegistryNumber = string(make([]byte, 61)) },
		fieldRegistry:   func(a *Agreement) { a.Parties[1].RegistryNumber = string(make([]byte, 61)) },
		fieldParties:    func(a *Agreement) { a.Parties = a.Parties[:1] },
	} {
		a := made("x", "2023-01-01", "2025-12-31", "", "0114")
		a.Signed = today
		change(&a)
		got := a.check(today)
		if field == "" && len(got) > 0 || field != "" && (len(got) == 0 || got[0].Field != field) {
			t.Errorf("%q: got %v", field, got)
		}
	}
	odd := made("x", "0023-01-01", "", "", "0114")
	if p := odd.check(today); len(p) != 1 || p[0].Field != fieldFrom {
		t.Errorf("the year 23 is taken: %v", p)
	}
}
