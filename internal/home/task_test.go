package home

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

func on(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// ludvika is a municipality whose agreement stands in one way or another.
func ludvika(state agreement.State, last, since, next string) agreement.Covered {
	p := agreement.Covered{Municipality: directory.Municipality{Code: "2085"}, State: state, Agreement: "a1"}
	p.Name, p.OfficialName = "Ludvika", "Ludvika kommun"
	for text, into := range map[string]*calendar.Date{last: &p.Last, since: &p.Since, next: &p.Next} {
		if text != "" {
			*into = on(text)
		}
	}
	return p
}

// TestOwn: what a board is told of its own agreement, and where the button leads.
func TestOwn(t *testing.T) {
	today := on("2026-03-02")
	renewed := ludvika(agreement.Ending, "2026-04-30", "", "2026-05-01")
	renewed.Renewed = true
	for _, c := range []struct {
		name  string
		p     agreement.Covered
		may   bool
		level ui.Level
		says  string
		leads string
	}{
		{"in force", ludvika(agreement.InForce, "2028-06-30", "", ""), true, ui.Neutral, "*gäller till och med 2028-06-30*", "/overenskommelser/a1"},
		{"no end", ludvika(agreement.InForce, "", "", ""), true, ui.Neutral, "*gäller tills vidare*", "/overenskommelser/a1"},
		{"ending", ludvika(agreement.Ending, "2026-05-01", "", ""), true, ui.Warn, "*löper ut om 60 dagar*, 2026-05-01. En ny bör vara undertecknad senast 2026-04-01", "/overenskommelser/a1"},
		{"ends today", ludvika(agreement.Ending, "2026-03-02", "", ""), true, ui.Warn, "*löper ut i dag*", "/overenskommelser/a1"},
		{"renewed", renewed, true, ui.Info, "Nästa är registrerad", "/overenskommelser/a1"},
		{"never had one", ludvika("", "", "", ""), true, ui.Bad, "*saknar en gällande överenskommelse*", "/overenskommelser/ny"},
		{"lapsed", ludvika("", "", "2026-01-01", ""), true, ui.Bad, "sedan 2026-01-01", "/overenskommelser/ny"},
		{"lapsed, may not register", ludvika("", "", "2026-01-01", ""), false, ui.Bad, "sedan 2026-01-01", "/kommun/2085"},
		{"between two", ludvika(agreement.NotYet, "", "2026-01-01", "2026-06-01"), true, ui.Warn, "*Nästa börjar gälla 2026-06-01*", "/kommun/2085"},
	} {
		got := own(today, c.p, c.may)
		if got.level != c.level || !strings.Contains(got.text.Sv, c.says) || got.href != c.leads || got.text.En == "" || got.button.Sv == "" {
			t.Errorf("%s: %q %q leads to %q", c.name, got.level, got.text.Sv, got.href)
		}
	}
}

func TestNational(t *testing.T) {
	today := on("2026-03-02")
	renewed := ludvika(agreement.Ending, "2026-03-10", "", "2026-03-11")
	renewed.Renewed = true
	late, soon := ludvika(agreement.Ending, "2026-04-01", "", ""), ludvika(agreement.Ending, "2026-03-12", "", "")
	soon.Name = "Falun"
	all := national(today, []agreement.Covered{late, renewed, soon}, nil)
	if len(all) != 1 || !strings.Contains(all[0].text.Sv, "*2 överenskommelser löper ut*") || !strings.Contains(all[0].text.Sv, "Först Falun, om 10 dagar") {
		t.Errorf("%+v", all)
	}
	if all := national(today, []agreement.Covered{renewed}, nil); len(all) != 0 {
		t.Errorf("what is taken care of waits for somebody: %+v", all)
	}
	if all := national(today, nil, []agreement.Covered{late}); len(all) != 1 || !strings.Contains(all[0].text.En, "*1 municipality has no*") {
		t.Errorf("%+v", all)
	}
}

func TestReview(t *testing.T) {
	today := on("2026-03-02")
	for last, level := range map[string]ui.Level{"2026-03-02": ui.Neutral, "2026-01-31": ui.Neutral, "2026-01-30": ui.Warn, "": ui.Warn} {
		var day calendar.Date
		if last != "" {
			day = on(last)
		}
		if got := review(today, day); got.level != level {
			t.Errorf("last read %q: %q", last, got.level)
		}
	}
}

// TestSorted: nothing is lost, and no task stands before one that is more urgent or, of the same urgency, has an
// earlier day.
func TestSorted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		levels := []ui.Level{ui.Bad, ui.Warn, ui.Info, ui.Neutral}
		all := make([]task, rapid.IntRange(0, 12).Draw(rt, "n"))
		for i := range all {
			all[i] = task{level: rapid.SampledFrom(levels).Draw(rt, "level"), text: language.Same(string(rune('a' + i)))}
			if rapid.Bool().Draw(rt, "dated") {
				all[i].by = on("2026-03-02").AddDays(rapid.IntRange(-40, 40).Draw(rt, "days"))
			}
		}
		got := sorted(all)
		if len(got) != len(all) {
			rt.Fatalf("%d of %d remain", len(got), len(all))
		}
		for i := 1; i < len(got); i++ {
			a, b := got[i-1], got[i]
			switch {
			case urgency(a.level) > urgency(b.level):
				rt.Fatalf("%q stands before %q", a.level, b.level)
			case urgency(a.level) == urgency(b.level) && !b.by.IsZero() && (a.by.IsZero() || a.by.After(b.by)):
				rt.Fatalf("%s stands before %s", a.by, b.by)
			}
		}
	})
}
