package steering

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// A plan gives as many days as asked for: working days of the year, each in a month of its own, in order.
func TestPlansAreWorkingDaysInMonthsOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plan{Year: rapid.IntRange(2020, 2040).Draw(t, "year"), PerYear: rapid.IntRange(1, 12).Draw(t, "n"),
			Weekday: time.Weekday(rapid.IntRange(1, 5).Draw(t, "weekday")), Week: rapid.IntRange(1, 4).Draw(t, "week")}
		days := p.Propose()
		if len(days) != p.PerYear {
			t.Fatalf("%d days", len(days))
		}
		for i, d := range days {
			if !calendar.IsWorkingDay(d) || d.Year != p.Year {
				t.Fatalf("%s is no working day of %d", d, p.Year)
			}
			if i > 0 && (!days[i-1].Before(d) || days[i-1].Month == d.Month) {
				t.Fatalf("%s after %s", d, days[i-1])
			}
			if p.PerYear < 12 && d.Month == time.July {
				t.Fatalf("%s is in July", d)
			}
		}
	})
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		plan Plan
		want string
	}{
		{Plan{2026, 2, time.Tuesday, 2}, "2026-04-14 2026-10-13"},
		{Plan{2026, 3, time.Wednesday, 1}, "2026-03-04 2026-06-03 2026-11-04"},
		{Plan{2026, 10, time.Friday, 1}, "2026-02-06 2026-03-06 2026-04-07 2026-05-04 2026-06-05 2026-08-07 2026-09-04 2026-10-02 2026-11-06 2026-12-04"}, // Good Friday, 1 May
	} {
		var got []string
		for _, d := range c.plan.Propose() {
			got = append(got, d.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: %s, want %s", c.plan, strings.Join(got, " "), c.want)
		}
	}
}

func TestMinutesAreDueInTenWorkingDays(t *testing.T) {
	for _, c := range []struct {
		on, due, published, asked string
		late                      bool
	}{
		{"2026-03-02", "2026-03-16", "", "2026-03-16", false},
		{"2026-03-02", "2026-03-16", "", "2026-03-17", true},
		{"2026-03-02", "2026-03-16", "2026-03-16", "2026-09-01", false},
		{"2026-03-02", "2026-03-16", "2026-03-17", "2026-09-01", true},
		{"2026-03-26", "2026-04-13", "", "2026-04-13", false}, // Good Friday and Easter Monday do not count
	} {
		m := Meeting{State: Held, Day: day(c.on)}
		if c.published != "" {
			m.Published = db.At(day(c.published).At(16, 0))
		}
		if m.MinutesDue() != day(c.due) || m.MinutesLate(day(c.asked)) != c.late {
			t.Errorf("%+v: due %s, late %v", c, m.MinutesDue(), m.MinutesLate(day(c.asked)))
		}
	}
}

func TestWhoseAdjustmentIsMissing(t *testing.T) {
	members := []Member{{ID: "chair", Authority: "af"}, {ID: "af", Authority: "af"}, {ID: "amn", Authority: "amn"}, {ID: "sn", Authority: "sn"}}
	at := func(no int64, ids ...string) (all []Adjustment) {
		for _, id := range ids {
			all = append(all, Adjustment{Member: id, TextNo: no})
		}
		return all
	}
	for _, c := range []struct {
		done         []Adjustment
		chair, other bool
	}{
		{nil, true, true},
		{at(2, "chair"), false, true},
		{at(2, "sn"), true, false},
		{at(2, "af"), true, true}, // neither the chair nor of the other side
		{at(2, "chair", "amn"), false, false},
		{at(1, "chair", "amn"), true, true}, // of an older text
		{append(at(1, "chair"), at(2, "amn")...), true, false},
	} {
		m := Meeting{State: Held, Chair: "chair", TextNo: 2}
		if chair, other := m.lacks(c.done, members); chair != c.chair || other != c.other {
			t.Errorf("%+v: lacks chair %v, other %v", c.done, chair, other)
		}
	}
}

func TestReviewDue(t *testing.T) {
	done := func(pairs ...string) (all []Review) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, Review{Kind: AnnualReview, Day: day(pairs[i]), Next: day(pairs[i+1])})
		}
		return all
	}
	for _, c := range []struct {
		last string
		done []Review
		want string
	}{
		{"2028-11-30", nil, "2026-11-30"},
		{"2028-11-30", done("2026-10-01", "2027-09-30"), "2027-09-30"},                             // as the parties set
		{"2028-11-30", done("2026-11-30", "2027-11-30"), "2027-11-30"},                             // on the last day
		{"2028-11-30", done("2026-10-01", "2027-10-01", "2027-10-01", "2028-10-01"), "2028-10-01"}, // the latest counts
		{"2028-06-30", done("2026-10-01", "2027-10-01", "2027-10-01", "2028-10-01"), ""},           // ends before
		{"2028-11-30", []Review{{Kind: TargetReview, Day: day("2026-10-01"), Next: day("2027-01-01")}}, "2026-11-30"},
	} {
		got := ReviewDue(day("2025-12-01"), day(c.last), c.done)
		if got.String() != c.want {
			t.Errorf("%+v: %s, want %s", c.done, got, c.want)
		}
	}
}

func TestWheelHoldsTheYear(t *testing.T) {
	groups := []Group{{ID: "g", Name: "Styrgruppen"}}
	meetings := []Meeting{{ID: "1", Group: "g", Day: day("2028-02-01"), State: Held}, {ID: "2", Group: "g", Day: day("2028-10-03"), State: Planned}, {ID: "3", Group: "g", Day: day("2028-05-02"), State: Cancelled}, {ID: "4", Group: "g", Day: day("2027-12-07"), State: Planned}}
	term := Term{Path: "/o", From: day("2025-12-01"), Last: day("2028-11-30"), Notice: 9, ReviewBy: day("2028-09-30")}
	var got []string
	for _, x := range Wheel(2028, day("2028-02-20"), term, groups, meetings) {
		got = append(got, x.Day.String()+" "+string(x.Kind))
	}
	want := "2028-02-01 meeting, 2028-02-15 minutes, 2028-02-29 notice, 2028-09-30 review, 2028-10-03 meeting, 2028-10-31 sign, 2028-11-30 end"
	if strings.Join(got, ", ") != want {
		t.Errorf("the wheel is %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestICSLinesAreFoldedWithinLetters(t *testing.T) {
	var b strings.Builder
	m := Meeting{ID: "1", Day: day("2026-07-01"), Starts: 9 * 60, Ends: 10 * 60, Place: strings.Repeat("åäö, ", 40), State: Cancelled, Version: 3}
	if err := writeICS(&b, day("2026-03-02").At(9, 0), "https://s.example", func(Meeting) string { return "Möte; ett\nrad" }, m); err != nil {
		t.Fatal(err)
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !strings.HasPrefix(l, " ") && !strings.Contains(l, ":") {
			t.Errorf("the line %q", l)
		}
	}
	text := strings.ReplaceAll(b.String(), "\r\n ", "")
	for _, want := range []string{`SUMMARY:Möte\; ett\nrad`, `LOCATION:` + strings.Repeat(`åäö\, `, 40), "STATUS:CANCELLED", "SEQUENCE:3", "DTSTART:20260701T070000Z", "URL:https://s.example/moten/1"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q in\n%s", want, text)
		}
	}
}

func TestMarkdownIsHarmless(t *testing.T) {
	var b strings.Builder
	if err := markdown(language.Swedish, "## Rubrik\n\n#### Under\n\n<script>x</script>\n\n[a](javascript:x) ![bild](https://ute.example/b.png)\n\n1. ett").Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "javascript:", "<img", "<h1"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("%s stands in %s", bad, b.String())
		}
	}
	if !strings.Contains(b.String(), "<h3>Rubrik</h3>") || !strings.Contains(b.String(), "<h4>Under</h4>") || !strings.Contains(b.String(), "<em>bild</em>") || !strings.Contains(b.String(), "<ol>") {
		t.Errorf("got %s", b.String())
	}
}

// No link takes a reader to another website without saying so, however its address is written.
func TestLinksOfMinutesSayWhereTheyLead(t *testing.T) {
	for source, want := range map[string]string{
		"[sidan](/moten/1)":                                   `<a href="/moten/1">sidan</a>`,
		"[sidan](#beslut)":                                    `<a href="#beslut">sidan</a>`,
		"<anna@kommun.example>":                               `<a href="mailto:anna@kommun.example">anna@kommun.example</a>`,
		"[sidan](https://ute.example/x)":                      `<a href="https://ute.example/x" rel="noopener noreferrer">sidan</a> (annan webbplats: ute.example)`,
		"[s](https://samsyn.se@ute.example)":                  `<a href="https://samsyn.se@ute.example" rel="noopener noreferrer">s</a> (annan webbplats: ute.example)`,
		"<https://ute.example/>":                              `<a href="https://ute.example/" rel="noopener noreferrer">https://ute.example/</a> (annan webbplats: ute.example)`,
		"*[sidan][1]*\n\n[1]: HTTP://ute.example":             `<em><a href="HTTP://ute.example" rel="noopener noreferrer">sidan</a> (annan webbplats: ute.example)</em>`,
		"[sidan](//ute.example/x)":                            "sidan",
		"[*sidan*](//ute.example/x)":                          "<em>sidan</em>",
		"[sidan](&#47;/ute.example)":                          "sidan",
		"[sidan](&sol;&sol;ute.example)":                      "sidan",
		"[sidan](https:ute.example)":                          "sidan",
		"[sidan](https:///ute.example)":                       "sidan",
		"[sidan](ftp://ute.example)":                          "sidan",
		"<ftp://ute.example>":                                 "ftp://ute.example",
		"[sidan](javascript:x)":                               "sidan",
		"[sidan](data:image/png;base64,AA==)":                 "sidan",
		"[![bild](https://ute.example/b.png)](//ute.example)": "<em>bild</em>",
	} {
		var b strings.Builder
		if err := markdown(language.Swedish, source).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(b.String()); got != "<p>"+want+"</p>" {
			t.Errorf("%s\ngives %s\nwant  <p>%s</p>", source, got, want)
		}
	}
	for _, source := range []string{"[sidan](\\\\ute.example)", "[sidan](/\\ute.example)"} {
		var b strings.Builder
		if err := markdown(language.Swedish, source).Render(t.Context(), &b); err != nil || strings.Contains(b.String(), `href="/\\`) || strings.Contains(b.String(), `href="\\`) {
			t.Errorf("%s gives %s, %v", source, b.String(), err)
		}
	}
}

func TestADecisionFollowsTheFirstMeetingNotBeforeItsLastDay(t *testing.T) {
	d := Decision{Made: day("2026-03-02"), Due: day("2026-04-01")}
	at := func(days ...string) (all []Meeting) {
		for _, s := range days {
			all = append(all, Meeting{Day: day(s), State: Planned})
		}
		return all
	}
	for want, all := range map[string][]Meeting{
		"2026-04-01": at("2026-03-02", "2026-03-20"),
		"2026-04-14": at("2026-03-20", "2026-10-13", "2026-04-14"),
	} {
		if got := d.followBy(all); got.String() != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
