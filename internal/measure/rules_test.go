package measure

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func offered(rules ...Rule) Measure {
	return Measure{ID: "m", Scheme: "municipal-placement", Name: "Prov", State: Offered, From: date("2026-01-01"), Rules: rules}
}

func TestAConditionSaysWhyItIsNotMet(t *testing.T) {
	day := date("2026-03-02")
	long := law.DefinitionsOf(law.LongTerm)
	var year law.DefinitionID
	for _, d := range long {
		if d.Threshold.Months == 12 && !d.Threshold.MoreThan {
			year = d.ID
		}
	}
	if year == "" {
		t.Fatal("no definition of long-term unemployment says at least twelve months")
	}
	for _, c := range []struct {
		rule Rule
		at   Situation
		want Fit
		says string
	}{
		{Rule{Kind: AgeFrom, Years: 18}, Situation{Age: 17}, Not, "minst 18 år krävs; personen är 17 år"},
		{Rule{Kind: AgeFrom, Years: 18}, Situation{Age: 18}, Fits, "minst 18 år"},
		{Rule{Kind: AgeTo, Years: 24}, Situation{Age: 25}, Not, "högst 24 år krävs; personen är 25 år"},
		{Rule{Kind: AgeTo, Years: 24}, Situation{}, Judge, "högst 24 år"},
		{Rule{Kind: Registered}, Situation{Registered: No}, Not, "personen är inte inskriven hos Arbetsförmedlingen"},
		{Rule{Kind: Registered}, Situation{}, Judge, "inskriven hos Arbetsförmedlingen"},
		{Rule{Kind: Swedish, Level: "A2"}, Situation{Level: "A1"}, Not, "minst svenska på nivå A2 krävs; personen har svenska på nivå A1"},
		{Rule{Kind: Swedish, Level: "A2"}, Situation{Level: "C1"}, Fits, "minst svenska på nivå A2"},
		{Rule{Kind: Other, Text: "körkort"}, Situation{Age: 40}, Judge, "körkort"},
	} {
		c.at.Without = -1
		fit, verdicts := offered(c.rule).Fits(c.at, day)
		if fit != c.want || len(verdicts) != 1 || verdicts[0].Text.In(language.Swedish) != c.says {
			t.Errorf("%v of %+v: %s %v; want %s, %q", c.rule, c.at, fit, verdicts, c.want, c.says)
		}
	}
	m := offered(Rule{Kind: WithoutWork, Definition: year})
	if _, all := m.Fits(Situation{Without: 3}, day); all[0].Text.Sv != "utan arbete minst 12 månader, som "+m.Rules[0].definition().By+" räknar krävs; personen har varit utan arbete 3 månader" || strings.Contains(all[0].Text.En, "%!") {
		t.Errorf("%v", all)
	}
	for months, want := range map[int]Fit{11: Not, 12: Fits, 30: Fits, -1: Judge} {
		if fit, _ := m.Fits(Situation{Without: months}, day); fit != want {
			t.Errorf("%d months without work: %s; want %s", months, fit, want)
		}
	}
}

func TestHalfAMonthIsNeverTakenForANo(t *testing.T) {
	for _, c := range []struct {
		need   law.Threshold
		months int
		want   Known
	}{
		{law.Threshold{Months: 6, MoreThan: true}, 6, ""}, {law.Threshold{Months: 6, MoreThan: true}, 5, No}, {law.Threshold{Months: 6, MoreThan: true}, 7, Yes},
		{law.Threshold{Months: 6}, 6, Yes}, {law.Threshold{Months: 6}, 5, No},
		{law.Threshold{Weeks: 27}, 5, No}, {law.Threshold{Weeks: 27}, 6, ""}, {law.Threshold{Weeks: 27}, 7, Yes},
	} {
		if got := reached(c.need, c.months); got != c.want {
			t.Errorf("%v after %d months: %q; want %q", c.need, c.months, got, c.want)
		}
	}
}

func TestTheSumIsTheWorstOfTheReasons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := offered()
		m.State = rapid.SampledFrom([]State{Offered, Offered, Paused, Ended}).Draw(t, "state")
		m.Areas = rapid.SliceOfN(rapid.SampledFrom([]string{"2085", "2080"}), 0, 2).Draw(t, "areas")
		m.Groups = rapid.SliceOfN(rapid.SampledFrom(Groups()), 0, 2).Draw(t, "groups")
		for _, kind := range rapid.SliceOfN(rapid.SampledFrom(RuleKinds()), 0, 4).Draw(t, "rules") {
			m.Rules = append(m.Rules, Rule{Kind: kind, Years: rapid.IntRange(15, 70).Draw(t, "years"), Level: "A2", Text: "villkor", Definition: law.DefinitionsOf(law.LongTerm)[0].ID})
		}
		at := Situation{Municipality: rapid.SampledFrom([]string{"", "2085", "2081"}).Draw(t, "place"), Age: rapid.IntRange(0, 70).Draw(t, "age"), Without: rapid.IntRange(-1, 40).Draw(t, "without"),
			Registered: rapid.SampledFrom([]Known{"", Yes, No}).Draw(t, "registered")}
		sum, all := m.Fits(at, date("2026-03-02"))
		worst := Fits
		for _, v := range all {
			if v.Text.IsZero() {
				t.Fatalf("a reason without words: %+v", all)
			}
			if v.Fit.rank() > worst.rank() {
				worst = v.Fit
			}
		}
		if sum != worst {
			t.Fatalf("%s of %+v", sum, all)
		}
		// What is known never makes an unmet condition met: to take away knowledge leaves a no or makes it a question.
		less, _ := m.Fits(Situation{Municipality: at.Municipality, Without: -1}, date("2026-03-02"))
		if sum == Fits && less == Not {
			t.Fatalf("it fits with what is known and not without: %+v", m)
		}
	})
}

func TestAnEntryIsStaleTheDayAfterAMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checked := date("2026-01-01").AddDays(rapid.IntRange(0, 800).Draw(t, "checked"))
		day := checked.AddDays(rapid.IntRange(0, 40).Draw(t, "later"))
		m := offered()
		m.CheckedAt = db.At(checked.Start().Add(13 * time.Hour))
		stale := m.Stale(day.Start().Add(8 * time.Hour))
		if want := checked.AddMonths(1).Before(day); stale != want {
			t.Fatalf("checked %s, on %s: %v; want %v", checked, day, stale, want)
		}
		if asked := m.CheckedAt.Before(staleBefore(day)); asked != stale {
			t.Fatalf("checked %s, on %s: the list says %v and the page %v", checked, day, asked, stale)
		}
	})
}

func TestTheScoreNamesWhatIsLacking(t *testing.T) {
	now := date("2026-03-02").Start()
	m := offered()
	m.Says, m.CheckedAt = "Kort.", db.At(now)
	score, lacks := m.Score(now)
	sum := Whole
	for _, l := range lacks {
		sum -= l.Points
	}
	if score != sum || score >= Whole || len(lacks) != 6 {
		t.Errorf("%d, %+v", score, lacks)
	}
	m.Says, m.Apply, m.Groups, m.Remote, m.HoursTo, m.Languages = longText(), "Genom er handläggare.", []Group{Youth}, true, 20, []string{"sv"}
	if score, lacks := m.Score(now); score != Whole || len(lacks) != 0 {
		t.Errorf("%d, %+v", score, lacks)
	}
	if score, _ := m.Score(now.AddDate(0, 2, 0)); score != 80 {
		t.Errorf("stale: %d", score)
	}
	if score, _ := (Measure{State: Offered}).Score(now); score != 0 {
		t.Errorf("nothing at all is worth %d", score)
	}
}

func longText() string {
	out := ""
	for len([]rune(out)) < shortSays {
		out += "Man arbetar i verkstad fyra dagar i veckan. "
	}
	return out
}

func TestWhatIsSearchedForIsReadBackFromItsAddress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Filter{Query: rapid.StringMatching(`[a-zåäö &=%]{0,12}`).Draw(t, "words"), Authority: rapid.SampledFrom([]string{"", "af"}).Draw(t, "authority"), Municipality: rapid.SampledFrom([]string{"", "2085"}).Draw(t, "place"),
			Group: rapid.SampledFrom(append(Groups(), "")).Draw(t, "group"), Language: rapid.SampledFrom(append(Tongues(), "")).Draw(t, "language"),
			Free: rapid.Bool().Draw(t, "free"), Stale: rapid.Bool().Draw(t, "stale"), State: rapid.SampledFrom([]State{"", Offered, Paused, Ended}).Draw(t, "state")}
		if got := filterFrom(f.query().Get); !same(got, f) {
			t.Fatalf("%+v was read back as %+v", f, got)
		}
	})
}

func same(a, b Filter) bool {
	return a.query().Encode() == b.query().Encode() && a.narrowed() == b.narrowed()
}
