package clock

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Stockholm())
	if err != nil {
		panic(err)
	}
	return t
}

func two() Terms { return Office(2, language.T("§ 9, K9.1", "§ 9, K9.1")) }

func sent(s string) Event { return Event{Kind: Sent, At: at(s), Holder: "af", Terms: two()} }

func read(t *testing.T, events ...Event) Clock {
	t.Helper()
	c, err := Read(events)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheDeadlineIsAtClosingTime(t *testing.T) {
	for _, x := range []struct {
		sent string
		days int
		want string
	}{
		{"2026-12-23T16:30", 2, "2026-12-30T16:30"}, // after the cutoff: counted as 28 December
		{"2026-12-23T16:00", 2, "2026-12-29T16:30"}, // at the cutoff: the same day
		{"2026-03-02T09:00", 2, "2026-03-04T16:30"},
		{"2026-03-02T06:00", 0, "2026-03-02T16:30"},
		{"2026-03-06T17:00", 0, "2026-03-09T16:30"},
		{"2026-04-01T12:00", 2, "2026-04-07T16:30"}, // over Easter
		{"2026-06-17T08:00", 2, "2026-06-22T16:30"}, // over Midsummer
		{"2026-10-24T12:00", 1, "2026-10-27T16:30"}, // a Saturday, and the clocks go back the night after
	} {
		c := read(t, Event{Kind: Sent, At: at(x.sent), Holder: "af", Terms: Office(x.days, language.Text{})})
		if got := c.Original(); !got.Equal(at(x.want)) {
			t.Errorf("%s + %d = %s, want %s", x.sent, x.days, got.In(calendar.Stockholm()), x.want)
		}
	}
}

func TestAPauseOverEasterMovesTheDeadlineByWorkingMinutes(t *testing.T) {
	c := read(t, sent("2026-04-01T10:00"), // due 7 April 16.30
		Event{Kind: Paused, At: at("2026-04-02T15:00"), Category: Clarification},
		Event{Kind: Resumed, At: at("2026-04-08T09:00")})
	// 2 April 15.00–16.30 is 90 minutes, 7 April 510, 8 April 08.00–09.00 is 60: 660 = 1 day and 150 minutes.
	if got, want := c.Due(at("2026-04-08T09:00")), at("2026-04-09T10:30"); !got.Equal(want) {
		t.Fatalf("due %s, want %s", got, want)
	}
	if !c.Original().Equal(at("2026-04-07T16:30")) || len(c.Deadlines) != 2 {
		t.Fatalf("deadlines %+v", c.Deadlines)
	}
}

func TestTheThreeTimes(t *testing.T) {
	c := read(t, sent("2026-03-02T09:00"),
		Event{Kind: Acknowledged, At: at("2026-03-02T10:00")},
		Event{Kind: Paused, At: at("2026-03-02T11:00"), Category: Clarification},
		Event{Kind: Resumed, At: at("2026-03-03T11:00")}, // 510 minutes
		Event{Kind: Answered, At: at("2026-03-03T12:00")},
		Event{Kind: Delivered, At: at("2026-03-04T08:30")})
	first, _ := c.ToFirst()
	answer, _ := c.ToAnswer()
	delivery, _ := c.ToDelivery()
	if first != 60 || answer != 180 || delivery != 300 {
		t.Fatalf("first %d, answer %d, delivery %d", first, answer, delivery)
	}
	if c.Verdict(at("2026-03-20T09:00")) != Kept || c.Turn() != Nobody {
		t.Fatalf("%s, waits for %q", c.Verdict(at("2026-03-20T09:00")), c.Turn())
	}
}

func TestWhatIsLateStaysLate(t *testing.T) {
	late := at("2026-03-05T09:00")
	for name, rest := range map[string][]Event{
		"paused after the deadline": {{Kind: Paused, At: late, Category: Clarification}, {Kind: Resumed, At: at("2026-03-10T09:00")}, {Kind: Answered, At: at("2026-03-10T09:00")}},
		"paused on the evening":     {{Kind: Paused, At: at("2026-03-04T16:30"), Category: Clarification}, {Kind: Answered, At: at("2026-03-05T08:00")}},
		"promised more afterwards":  {{Kind: Retermed, At: late, Terms: Office(30, language.Text{})}, {Kind: Answered, At: late}},
		"a new time given":          {{Kind: Promised, At: at("2026-03-04T12:00"), Until: at("2026-03-06T12:00")}, {Kind: Answered, At: late}},
	} {
		c := read(t, append([]Event{sent("2026-03-02T09:00")}, rest...)...)
		if got := c.Verdict(at("2026-03-20T09:00")); got != Missed {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTheAskersPartInBeingLate(t *testing.T) {
	try := func(s string, within bool) Event { return Event{Kind: Attempted, At: at(s), Within: within} }
	done := Event{Kind: Answered, At: at("2026-03-05T09:00")}
	if c := read(t, sent("2026-03-02T09:00"), try("2026-03-03T10:00", true), done); !c.Relieved(done.At) {
		t.Error("a call within the asker's hours that nobody took gives relief")
	}
	if c := read(t, sent("2026-03-02T09:00"), try("2026-03-03T10:00", false), done); c.Relieved(done.At) {
		t.Error("a call outside the asker's hours gives no relief")
	}
	if c := read(t, sent("2026-03-02T09:00"), try("2026-03-05T08:00", true), done); c.Relieved(done.At) {
		t.Error("a call after the deadline gives no relief")
	}
}

func TestWhoMadeItLate(t *testing.T) {
	c := read(t, sent("2026-03-02T09:00"),
		Event{Kind: Forwarded, At: at("2026-03-04T15:00"), Holder: "af/falun"},
		Event{Kind: Answered, At: at("2026-03-05T10:00")})
	who, ok := c.LateBecause(at("2026-03-05T10:00"))
	if !ok || who.Holder != "af" || who.Minutes != 450+510+420 {
		t.Fatalf("%+v", who)
	}
	if late := c.LateBy(at("2026-03-05T10:00")); late != 120 {
		t.Fatalf("late by %d", late)
	}
}

func TestMissingGroundsWaitOnTheAsker(t *testing.T) {
	first := Event{Kind: SentIncomplete, At: at("2026-03-02T09:00"), Holder: "af", Terms: two()}
	c := read(t, first)
	if c.Turn() != Asker || !c.Due(at("2026-03-09T09:00")).IsZero() || c.Verdict(at("2026-04-09T09:00")) != Pending {
		t.Fatalf("turn %q", c.Turn())
	}
	c = read(t, first, Event{Kind: Completed, At: at("2026-03-09T09:00")})
	if !c.Original().Equal(at("2026-03-11T16:30")) {
		t.Fatalf("due %s", c.Original())
	}
}

func TestItBecomesUrgent(t *testing.T) {
	today := Office(0, language.T("K9.3", "K9.3"))
	c := read(t, sent("2026-03-02T09:00"), Event{Kind: Retermed, At: at("2026-03-03T11:00"), Terms: today})
	if got := c.Due(at("2026-03-03T11:00")); !got.Equal(at("2026-03-03T16:30")) {
		t.Fatalf("due %s", got)
	}
	late := read(t, sent("2026-03-02T09:00"), Event{Kind: Retermed, At: at("2026-03-04T16:10"), Terms: today})
	if got := late.Due(at("2026-03-04T16:10")); !got.Equal(at("2026-03-04T16:30")) {
		t.Fatalf("urgency gives no more time than there was: due %s", got)
	}
}

func TestWhatCannotFollow(t *testing.T) {
	start := sent("2026-03-02T09:00")
	answered := Event{Kind: Answered, At: at("2026-03-03T09:00")}
	paused := Event{Kind: Paused, At: at("2026-03-02T10:00"), Category: Clarification}
	for name, events := range map[string][]Event{
		"nothing sent":           {answered},
		"sent twice":             {start, start},
		"answered twice":         {start, answered, answered},
		"resumed without pause":  {start, {Kind: Resumed, At: answered.At}},
		"paused twice":           {start, paused, paused},
		"delivered before":       {start, {Kind: Delivered, At: answered.At}},
		"passed on to itself":    {start, {Kind: Forwarded, At: answered.At, Holder: "af"}},
		"withdrawn afterwards":   {start, answered, {Kind: Withdrawn, At: answered.At}},
		"pause of unknown kind":  {start, {Kind: Paused, At: answered.At, Category: "holiday"}},
		"a new time in the past": {start, {Kind: Promised, At: answered.At, Until: start.At}},
		"no hours agreed":        {{Kind: Sent, At: start.At, Holder: "af"}},
	} {
		if _, err := Read(events); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestTheExplanation(t *testing.T) {
	c := read(t, sent("2026-12-23T16:30"),
		Event{Kind: Paused, At: at("2026-12-28T10:00"), Category: Clarification},
		Event{Kind: Resumed, At: at("2026-12-28T12:30")})
	var said []string
	for _, line := range c.Explain(at("2026-12-29T09:00"), language.Same) {
		said = append(said, line.Sv)
	}
	got := strings.ReplaceAll(strings.Join(said, "\n"), "\u00a0", " ")
	for _, want := range []string{
		"Kom in onsdag 23 december 2026 kl. 16.30.",
		"Det var efter kl. 16.00. Räknas därför från måndag 28 december 2026 kl. 08.00.",
		"Lovat svar inom 2 arbetsdagar (§ 9, K9.1).",
		"Dag 1: tisdag 29 december 2026.",
		"Dag 2: onsdag 30 december 2026.",
		"Svaret ska lämnas senast onsdag 30 december 2026 kl. 16.30",
		"Det är 2 timmar 30 minuter arbetstid, och tiden flyttas lika mycket.",
		"Med det som hänt sedan dess gäller måndag 4 januari 2027 kl. 10.30.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said in:\n%s", want, got)
		}
	}
}
