package record

import (
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func fiveYears(t testing.TB) Rule {
	return Rule{Authority: "sn", DocType: "social-file", Months: 60, Start: FromLastEntry, Source: "Gallringsbeslut 2024-01-01 (Demo)", From: day(t, "2024-01-01")}
}

func TestDue(t *testing.T) {
	keep := fiveYears(t)
	keep.Keep = true
	for _, c := range []struct {
		rule        Rule
		start, want string
	}{
		{fiveYears(t), "2021-03-01", "2026-03-02"},
		{fiveYears(t), "2021-03-02", "2026-03-03"},
		{fiveYears(t), "2024-02-29", "2029-03-01"},
		{keep, "2001-01-01", ""},
	} {
		due, ok := c.rule.Due(day(t, c.start))
		if ok != (c.want != "") || due.String() != c.want {
			t.Errorf("from %s: %s %v, want %q", c.start, due, ok, c.want)
		}
	}
	if _, ok := fiveYears(t).Due(calendar.Date{}); ok {
		t.Error("due without a day to count from")
	}
}

func TestRulesAreChecked(t *testing.T) {
	if err := fiveYears(t).Validate(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*Rule){
		"no type": func(r *Rule) { r.DocType = " " }, "no source": func(r *Rule) { r.Source = "" },
		"no day": func(r *Rule) { r.From = calendar.Date{} }, "backwards": func(r *Rule) { r.To = day(t, "2023-12-31") },
		"no period": func(r *Rule) { r.Months = 0 }, "too long": func(r *Rule) { r.Months = 2401 }, "no start": func(r *Rule) { r.Start = "x" },
	} {
		r := fiveYears(t)
		spoil(&r)
		if !fault.Is(r.Validate(), fault.Invalid) {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestOverlapIsHoldingOnTheSameDay(t *testing.T) {
	any := func(rt *rapid.T) Rule {
		r := fiveYears(t)
		r.From = day(t, "2026-01-01").AddDays(rapid.IntRange(0, 20).Draw(rt, "from"))
		if rapid.Bool().Draw(rt, "ends") {
			r.To = r.From.AddDays(rapid.IntRange(0, 10).Draw(rt, "days"))
		}
		return r
	}
	rapid.Check(t, func(rt *rapid.T) {
		a, b := any(rt), any(rt)
		want := false
		for d := range 60 {
			on := day(t, "2026-01-01").AddDays(d)
			want = want || a.HoldsOn(on) && b.HoldsOn(on)
		}
		if a.Overlaps(b) != want || b.Overlaps(a) != want {
			rt.Fatalf("%v–%v and %v–%v: %v, want %v", a.From, a.To, b.From, b.To, a.Overlaps(b), want)
		}
	})
}

func TestWhatMayNotBeDestroyed(t *testing.T) {
	today := day(t, "2026-03-02")
	keep := Rule{Authority: "sn", DocType: "agreement", Keep: true, Source: "Arkivlagen (Demo)", From: day(t, "2020-01-01")}
	old := fiveYears(t)
	old.DocType, old.To = "old-rule", day(t, "2025-12-31")
	rules := []Rule{fiveYears(t), keep, old}
	thing := ref.To("paper", "1")
	for name, c := range map[string]struct {
		Candidate
		held bool
		ok   bool
	}{
		"due today":     {Candidate{thing, "social-file", day(t, "2021-03-01"), ""}, false, true},
		"due tomorrow":  {Candidate{thing, "social-file", day(t, "2021-03-02"), ""}, false, false},
		"on hold":       {Candidate{thing, "social-file", day(t, "2021-03-01"), ""}, true, false},
		"for research":  {Candidate{thing, "social-file", day(t, "2021-03-01"), "forskningsurval"}, false, false},
		"kept for ever": {Candidate{thing, "agreement", day(t, "1999-01-01"), ""}, false, false},
		"no rule":       {Candidate{thing, "minutes", day(t, "1999-01-01"), ""}, false, false},
		"rule ended":    {Candidate{thing, "old-rule", day(t, "1999-01-01"), ""}, false, false},
		"no day":        {Candidate{Thing: thing, DocType: "social-file"}, false, false},
	} {
		item, err := judge(rules, c.Candidate, c.held, today)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if c.ok && (item.Source == "" || item.Due != today) {
			t.Errorf("%s: %+v", name, item)
		}
	}
}

func TestTwoPersons(t *testing.T) {
	now := db.At(day(t, "2026-03-02").Start())
	d := Disposal{ID: "d", Number: "G 2026/1", State: Proposed, ProposedBy: "anna"}
	anna, bo, process := policy.Actor{ID: "anna"}, policy.Actor{ID: "bo"}, policy.Process("samsyn job")
	for _, a := range []policy.Actor{anna, process} {
		if _, err := d.Decide(a, true, "Enligt plan.", now); !fault.Is(err, fault.Denied) {
			t.Errorf("%+v decided: %v", a, err)
		}
	}
	if _, err := d.Decide(bo, true, "", now); !fault.Is(err, fault.Invalid) {
		t.Errorf("decided without a reason: %v", err)
	}
	if _, err := d.CarryOut(bo, now); !fault.Is(err, fault.Conflict) {
		t.Errorf("carried out undecided: %v", err)
	}
	refused, err := d.Decide(bo, false, "Begärd utlämning.", now)
	if err != nil || refused.State != Refused {
		t.Errorf("%v %v", refused.State, err)
	}
	if _, err := refused.CarryOut(bo, now); !fault.Is(err, fault.Conflict) {
		t.Errorf("carried out refused: %v", err)
	}
	approved, err := d.Decide(bo, true, "Enligt plan.", now)
	if err != nil {
		t.Fatal(err)
	}
	approved.MustExport = true
	if _, err := approved.CarryOut(anna, now); !fault.Is(err, fault.Conflict) {
		t.Errorf("carried out before export: %v", err)
	}
	approved.ExportDigest = "00"
	gone, err := approved.CarryOut(anna, now)
	if err != nil || gone.State != CarriedOut {
		t.Errorf("%v %v", gone.State, err)
	}
	if _, err := gone.CarryOut(anna, now); !fault.Is(err, fault.Conflict) {
		t.Errorf("carried out twice: %v", err)
	}
}
