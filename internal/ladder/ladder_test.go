package ladder_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15.04", s, calendar.Stockholm())
	if err != nil {
		panic(err)
	}
	return t
}

// document is § 25 with its variables filled in.
func document(two, three string) clause.Document {
	return clause.Document{Clauses: []clause.Clause{{ID: "24"}, {ID: "25", Text: language.Same("{niva2_dagar} {niva3_dagar}")}},
		Variables:   []clause.Variable{{ID: "niva2_dagar", Clause: "25", Kind: clause.Count}, {ID: "niva3_dagar", Clause: "25", Kind: clause.Count}},
		Commitments: []clause.Commitment{{ID: "K25.2", Clause: "25", Measures: []clause.Measure{{Limit: 10, LimitUnit: clause.WorkingDays}}}},
		Values: map[string]clause.Value{"niva2_dagar": {Text: two}, "niva3_dagar": {Text: three},
			"niva4_kommun": {Text: "Karin Dahlberg (Demo)", Function: "förvaltningschef"}}}
}

func TestReadsWhatTheAgreementSays(t *testing.T) {
	with := func(change func(d *clause.Document)) clause.Document {
		d := document("3", "8")
		change(&d)
		return d
	}
	deviation := func(on string, kind clause.DeviationKind) func(d *clause.Document) {
		return func(d *clause.Document) {
			d.Deviations = []clause.Deviation{{ID: "A1", On: on, Kind: kind, Text: "annat", Reason: "skäl"}}
		}
	}
	for name, c := range map[string]struct {
		doc                      clause.Document
		officers, two, three, no int
		source                   ladder.Source
	}{
		"as filled in":               {document("3", "8"), 7, 3, 8, 2, ladder.Agreed},
		"the usual":                  {document("5", "15"), 5, 5, 15, 2, ladder.Agreed},
		"part of a day is a day":     {document("2,5", "15"), 7, 3, 15, 2, ladder.Agreed},
		"level 2 takes it all":       {document("12", "15"), 1, 12, 15, 2, ladder.Agreed},
		"K25.2 says another time":    {with(func(d *clause.Document) { d.Commitments[0].Measures[0].Limit = 6 }), 3, 3, 8, 2, ladder.Agreed},
		"K25.2 is left out":          {with(deviation("K25.2", clause.Omits)), 7, 3, 8, 2, ladder.Agreed},
		"K25.2 is not there":         {with(func(d *clause.Document) { d.Commitments = nil }), 7, 3, 8, 2, ladder.Agreed},
		"something is added":         {with(deviation("25", clause.Adds)), 7, 3, 8, 2, ladder.Agreed},
		"the clause is left out":     {with(deviation("25", clause.Omits)), 5, 5, 15, 0, ladder.LeftOut},
		"own words instead":          {with(deviation("25", clause.Replaces)), 5, 5, 15, 0, ladder.OwnWords},
		"no such clause":             {clause.Document{}, 5, 5, 15, 0, ladder.NoText},
		"not filled in":              {document("", "15"), 5, 5, 15, 0, ladder.NoText},
		"no number":                  {document("fem", "15"), 5, 5, 15, 0, ladder.NoText},
		"nought":                     {document("0", "15"), 5, 5, 15, 0, ladder.NoText},
		"below nought":               {document("-3", "15"), 5, 5, 15, 0, ladder.NoText},
		"a slip of the pen":          {document("5", "1500"), 5, 5, 15, 0, ladder.NoText},
		"the template fixes level 2": {with(func(d *clause.Document) { d.Variables[0].Fixed = language.Same("4") }), 6, 4, 8, 2, ladder.Agreed},
	} {
		l := ladder.Read(c.doc)
		if l.Officers != c.officers || l.Coordinators != c.two || l.Steering != c.three || l.Source != c.source || l.ClauseNo != c.no {
			t.Errorf("%s: %+v", name, l)
		}
		if (l.Municipality.Text == "") == (c.source == ladder.Agreed) {
			t.Errorf("%s: level 4 is %+v", name, l.Municipality)
		}
	}
}

// The days of the demo's story (screen 3): due on Tuesday 29 December 2026; New Year and Epiphany are no working days.
func TestAQuestionRisesAsTheStoryTells(t *testing.T) {
	l := ladder.National(ladder.Nation)
	s := ladder.Question(at("2026-12-22 10.05"), at("2026-12-29 16.30"))
	if got := l.Remind(s); !got.Equal(at("2026-12-29 12.00")) {
		t.Errorf("reminds %v", got)
	}
	want := []struct {
		level        ladder.Level
		since, until string
		remind       string
	}{
		{ladder.Coordinators, "2026-12-29 16.30", "2027-01-08 16.30", "2027-01-07 12.00"},
		{ladder.Steering, "2027-01-08 16.30", "2027-01-29 16.30", "2027-01-28 12.00"},
		{ladder.Heads, "2027-01-29 16.30", "", ""},
	}
	ahead := l.Ahead(s)
	if len(ahead) != len(want) {
		t.Fatalf("%d steps", len(ahead))
	}
	for i, w := range want {
		got := ahead[i]
		if got.Level != w.level || !got.Since.Equal(at(w.since)) {
			t.Errorf("step %d is %v at %v", i, got.Level, got.Since)
		}
		if until := l.Until(got); w.until == "" != until.IsZero() || w.until != "" && !until.Equal(at(w.until)) {
			t.Errorf("level %d is up at %v", got.Level, until)
		}
		if remind := l.Remind(got); w.remind == "" != remind.IsZero() || w.remind != "" && !remind.Equal(at(w.remind)) {
			t.Errorf("level %d is reminded at %v", got.Level, remind)
		}
	}
}

func TestWhatTheDaysCountFrom(t *testing.T) {
	l := ladder.Ladder{Officers: 5, Coordinators: 1, Steering: 2}
	for _, c := range []struct {
		level                ladder.Level
		since, until, remind string
	}{
		{ladder.Coordinators, "2026-03-02 00.01", "2026-03-03 16.30", "2026-03-02 12.00"}, // Monday, just after midnight
		{ladder.Coordinators, "2026-03-02 11.59", "2026-03-03 16.30", "2026-03-02 12.00"},
		{ladder.Coordinators, "2026-03-02 12.00", "2026-03-03 16.30", "2026-03-03 12.00"},
		{ladder.Coordinators, "2026-03-02 23.59", "2026-03-03 16.30", "2026-03-03 12.00"}, // the hour does not count
		{ladder.Coordinators, "2026-03-06 16.30", "2026-03-09 16.30", "2026-03-09 12.00"}, // Friday
		{ladder.Coordinators, "2026-03-07 10.00", "2026-03-09 16.30", "2026-03-09 12.00"}, // Saturday
		{ladder.Steering, "2026-03-06 16.30", "2026-03-10 16.30", "2026-03-09 12.00"},
		{ladder.Steering, "2026-04-01 09.00", "2026-04-07 16.30", "2026-04-02 12.00"}, // over Easter
		{ladder.Officers, "2026-03-02 09.00", "2026-03-09 16.30", "2026-03-09 12.00"},
	} {
		s := ladder.Stand{Level: c.level, Since: at(c.since)}
		if got := l.Until(s); !got.Equal(at(c.until)) {
			t.Errorf("level %d from %s is up at %v", c.level, c.since, got)
		}
		if got := l.Remind(s); !got.Equal(at(c.remind)) {
			t.Errorf("level %d from %s is reminded at %v", c.level, c.since, got)
		}
	}
}

func TestNoReminderWhereThereIsNoRoom(t *testing.T) {
	l := ladder.National(ladder.Nation)
	for _, s := range []ladder.Stand{
		ladder.Question(at("2026-03-02 12.00"), at("2026-03-02 16.30")), // urgent, asked at noon
		ladder.Question(at("2026-03-02 08.00"), at("2026-03-02 11.00")), // a path with short hours
		{Level: ladder.Heads, Since: at("2026-03-02 16.30")},
	} {
		if got := l.Remind(s); !got.IsZero() {
			t.Errorf("%+v is reminded at %v", s, got)
		}
	}
	agreed := ladder.Stand{Level: ladder.Heads, Since: at("2026-03-02 16.30"), End: at("2026-03-13 16.30")}
	if got := l.Remind(agreed); !got.Equal(at("2026-03-12 12.00")) {
		t.Errorf("a new time agreed on the last level is reminded of at %v", got)
	}
	if _, ok := l.Next(agreed); ok {
		t.Error("the last level goes on to another")
	}
}

func ladders() *rapid.Generator[ladder.Ladder] {
	return rapid.Custom(func(t *rapid.T) ladder.Ladder {
		n := rapid.IntRange(1, 40)
		return ladder.Ladder{Officers: n.Draw(t, "officers"), Coordinators: n.Draw(t, "coordinators"), Steering: n.Draw(t, "steering")}
	})
}

func instants(t *rapid.T, name string) time.Time {
	return at("2025-01-01 00.00").Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(t, name)) * time.Minute)
}

func stands(t *rapid.T) ladder.Stand {
	return ladder.Stand{Level: rapid.SampledFrom(ladder.Levels()).Draw(t, "level"), Since: instants(t, "since")}
}

// A level has exactly its working days, whatever the day and hour it began on.
func TestALevelHasItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := ladders().Draw(t, "ladder"), stands(t)
		until := l.Until(s)
		if s.Level == ladder.Heads {
			if !until.IsZero() {
				t.Fatalf("the last level ends %v", until)
			}
			return
		}
		day := calendar.DateOf(until)
		if n := calendar.WorkingDaysBetween(calendar.DateOf(s.Since), day); n != l.Days(s.Level) || !calendar.IsWorkingDay(day) || !until.After(s.Since) {
			t.Fatalf("%d working days until %v", n, until)
		}
		if n, ok := l.Left(s, s.Since); !ok || n != l.Days(s.Level) {
			t.Fatalf("%d working days left at once", n)
		}
		if remind := l.Remind(s); remind.IsZero() || !remind.After(s.Since) || !remind.Before(until) {
			t.Fatalf("reminded at %v", remind)
		}
	})
}

// Where a matter stands is the same whoever looks when in between, and it never sinks.
func TestWhereItStandsDoesNotDependOnWhenOneLooked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := ladders().Draw(t, "ladder"), stands(t)
		one := s.Since.Add(time.Duration(rapid.IntRange(0, 200*24*60).Draw(t, "one")) * time.Minute)
		two := one.Add(time.Duration(rapid.IntRange(0, 200*24*60).Draw(t, "two")) * time.Minute)
		mid, end := l.At(s, one), l.At(s, two)
		if mid.Level < s.Level || end.Level < mid.Level {
			t.Fatalf("it sank from %d to %d to %d", s.Level, mid.Level, end.Level)
		}
		if again := l.At(mid, two); again != end {
			t.Fatalf("%+v when looked at in between, else %+v", again, end)
		}
		if end.Since.After(two) {
			t.Fatalf("stands on %d from %v already at %v", end.Level, end.Since, two)
		}
		if next, ok := l.Next(end); ok && !next.Since.After(two) {
			t.Fatalf("should have risen at %v", next.Since)
		}
	})
}

// What is ahead is what At says at each of those instants, and not a moment before.
func TestWhatIsAheadComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := ladders().Draw(t, "ladder"), stands(t)
		ahead := l.Ahead(s)
		if len(ahead) != int(ladder.Heads-s.Level) {
			t.Fatalf("%d steps ahead from level %d", len(ahead), s.Level)
		}
		before := s
		for _, step := range ahead {
			if got := l.At(s, step.Since); got != step {
				t.Fatalf("at %v it stands on %+v", step.Since, got)
			}
			if got := l.At(s, step.Since.Add(-time.Second)); got != before {
				t.Fatalf("a second before %v it stands on %+v", step.Since, got)
			}
			before = step
		}
	})
}

// A ladder with more days is never quicker.
func TestMoreDaysAreNeverQuicker(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s, now := ladders().Draw(t, "ladder"), stands(t), instants(t, "now")
		wider := l
		wider.Coordinators += rapid.IntRange(0, 10).Draw(t, "more")
		wider.Steering += rapid.IntRange(0, 10).Draw(t, "more still")
		if wider.At(s, now).Level > l.At(s, now).Level {
			t.Fatal("more days raised it sooner")
		}
	})
}
