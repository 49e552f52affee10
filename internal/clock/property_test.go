package clock

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// aClock draws a conversation: any start over ten years (days of both clock changes among them), any terms, and a run
// of things that can follow one another, with any time between.
func aClock(t *rapid.T) (events []Event, c Clock) {
	began := calendar.NewDate(2020, 1, 1).Start().Add(time.Duration(rapid.IntRange(0, 10*366*24*60).Draw(t, "began")) * time.Minute)
	kind := rapid.SampledFrom([]Kind{Sent, Sent, SentIncomplete}).Draw(t, "first")
	e := Event{Kind: kind, At: began, Holder: "a", Terms: someTerms(t)}
	for range rapid.IntRange(1, 12).Draw(t, "length") {
		next, err := c.Next(e)
		if err == nil {
			events, c = append(events, e), next
		}
		e = something(t, c.Last)
	}
	return events, c
}

func something(t *rapid.T, last time.Time) Event {
	gap := rapid.OneOf(rapid.IntRange(0, 600), rapid.IntRange(0, 20*24*60)).Draw(t, "gap")
	at := last.Add(time.Duration(gap) * time.Minute)
	return Event{
		Kind: rapid.SampledFrom([]Kind{Completed, Acknowledged, Paused, Resumed, Paused, Resumed, Forwarded, Retermed,
			Promised, Attempted, PartlyAnswered, Answered, Refused, Delivered, Withdrawn}).Draw(t, "kind"),
		At: at, Holder: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "holder"), Terms: someTerms(t),
		Category: rapid.SampledFrom(Categories()).Draw(t, "category"), Until: at.Add(time.Hour),
		Within: rapid.Bool().Draw(t, "within"),
	}
}

func someTerms(t *rapid.T) Terms {
	terms := Office(rapid.IntRange(0, 10).Draw(t, "days"), language.T("löftet", "the promise"))
	if rapid.IntRange(0, 3).Draw(t, "hours") == 0 {
		week := map[time.Weekday][]calendar.Interval{}
		for day := time.Monday; day <= time.Friday; day++ {
			from := rapid.IntRange(0, 12*60).Draw(t, "opens")
			week[day] = []calendar.Interval{{From: calendar.TimeOfDay(from), To: calendar.TimeOfDay(from + rapid.IntRange(1, 11*60).Draw(t, "long"))}}
		}
		hours, err := calendar.NewHours(week)
		if err != nil {
			t.Fatal(err)
		}
		terms.Hours = hours
	}
	return terms
}

// TestVerdictsAreForGood: looked at ever later, an answer that is awaited is pending until it is missed or kept, and
// what is missed or kept stays so whatever follows.
func TestVerdictsAreForGood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events, _ := aClock(t)
		var c Clock
		missed := false
		for i, e := range events {
			c, _ = c.Next(e)
			now := c.Last
			for range 4 {
				v := c.Verdict(now)
				if missed && v != Missed && v != Excluded {
					t.Fatalf("missed before, %s after %d events at %s", v, i+1, now)
				}
				missed = missed || v == Missed
				if i+1 < len(events) && now.After(events[i+1].At) {
					break
				}
				now = now.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "later")) * time.Minute)
				if i+1 < len(events) && now.After(events[i+1].At) {
					now = events[i+1].At
				}
			}
		}
	})
}

// TestEveryMinuteIsSomebodys: what the holders had adds up to what passed.
func TestEveryMinuteIsSomebodys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, c := aClock(t)
		now := c.Last.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "later")) * time.Minute)
		sum := 0
		for _, s := range c.Shares(now) {
			if s.Minutes < 0 {
				t.Fatalf("negative: %+v", s)
			}
			sum += s.Minutes
		}
		if sum != c.Elapsed(now) {
			t.Fatalf("the shares make %d, but %d passed", sum, c.Elapsed(now))
		}
	})
}

// TestAPauseMovesTheDeadlineByItself: with one promise, the deadline is the original and the working minutes paused
// before it was reached, counted by an independent walk over the minutes.
func TestAPauseMovesTheDeadlineByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := Office(rapid.IntRange(0, 5).Draw(t, "days"), language.Text{})
		began := calendar.NewDate(2026, 3, 20).Start().Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "began")) * time.Minute)
		c, err := Clock{}.Next(Event{Kind: Sent, At: began, Holder: "a", Terms: terms})
		if err != nil {
			t.Fatal(err)
		}
		original := c.Original()
		from := Starts(began, terms).Add(time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "from")) * time.Minute)
		to := from.Add(time.Duration(rapid.IntRange(1, 5*24*60).Draw(t, "long")) * time.Minute)
		c, _ = c.Next(Event{Kind: Paused, At: from, Category: PersonWaits})
		c, _ = c.Next(Event{Kind: Resumed, At: to})
		paused := 0
		for m := from; m.Before(to) && from.Before(original); m = m.Add(time.Minute) {
			if terms.Hours.Open(m) {
				paused++
			}
		}
		moved := original
		for n := 0; n < paused; moved = moved.Add(time.Minute) {
			if terms.Hours.Open(moved) {
				n++
			}
		}
		if got := c.Due(to); !got.Equal(moved) {
			t.Fatalf("due %s, walked to %s (%d minutes)", got, moved, paused)
		}
	})
}

// TestReadingIsReplaying: a clock that is kept event by event is the clock read from all of them, and no event changes
// the original deadline.
func TestReadingIsReplaying(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events, c := aClock(t)
		again, err := Read(events)
		if err != nil {
			t.Fatal(err)
		}
		now := c.Last.Add(time.Hour)
		if !again.Due(now).Equal(c.Due(now)) || again.State != c.State || again.Elapsed(now) != c.Elapsed(now) {
			t.Fatalf("%+v is not %+v", again, c)
		}
		if len(c.Deadlines) > 0 && !c.Original().Equal(due(c.Complete, firstTerms(events))) {
			t.Fatalf("the original deadline moved")
		}
		for _, line := range c.Explain(now, language.Same) {
			if line.Sv == "" || line.En == "" {
				t.Fatalf("a line without words: %+v", line)
			}
		}
	})
}

// firstTerms gives the promise that held when everything needed was there.
func firstTerms(events []Event) (terms Terms) {
	for i, e := range events {
		if i == 0 || e.Kind == Retermed {
			terms = e.Terms
		}
		if e.Kind == Sent || e.Kind == Completed {
			return terms
		}
	}
	return terms
}
