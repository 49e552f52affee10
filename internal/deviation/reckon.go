package deviation

import (
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
)

// stay is how long a deviation stood on a level.
type stay struct {
	Level int64
	Since time.Time
	Due   time.Time // when the level's time is up; zero on the last level. While time stands still: if it went on now
	Still bool      // time stands still now
	Left  Event     // what ended it; zero while it lasts
	days  int
}

// over tells whether the stay has ended, at what instant.
func (s stay) over() (time.Time, bool) { return s.Left.At.Time, s.Left.Act != "" }

// ends tells the acts that end a round, and so the stay on its last level.
func ends(a Act) bool { return a == Resolve || a == Withdraw || a == Agree }

// stays gives the levels that a round went through, in order, read from what happened and from nothing else.
func stays(events []Event, now time.Time) (out []stay) {
	still := gaps(events)
	for _, e := range events {
		n := len(out)
		switch {
		case e.Act == Report || e.Act == Reopen:
			out = append(out, begun(e, e.At.Time, still, now))
		case e.Act == Raise || e.Act == Rise:
			out[n-1] = out[n-1].left(e, still)
			since := e.At.Time
			if due := out[n-1].Due; e.Act == Rise && !due.IsZero() && due.Before(since) {
				since = due // it rose at that instant, whenever the clock looked
			}
			out = append(out, begun(e, since, still, now))
		case e.Act == Resolve || e.Act == Withdraw || e.Act == Agree && struck(events):
			out[n-1] = out[n-1].left(e, still)
		}
	}
	return out
}

// struck tells whether a round ended by both finding that it was no deviation: the dispute agreed with was the asked
// side's.
func struck(events []Event) bool {
	last := events[len(events)-1]
	if last.Act != Agree {
		return false
	}
	for _, e := range slices.Backward(events) {
		if e.Act == Dispute {
			return e.Side == Asked
		}
	}
	return false
}

// gap is a time in which the reporter was waited for; to is zero while it lasts.
type gap struct{ from, to time.Time }

func gaps(events []Event) (out []gap) {
	for _, e := range events {
		switch n := len(out); {
		case e.Act == AskMore:
			out = append(out, gap{from: e.At.Time})
		case n > 0 && out[n-1].to.IsZero() && (e.Act == GiveMore || ends(e.Act)):
			out[n-1].to = e.At.Time
		}
	}
	return out
}

// begun is a stay on the level that an event began.
func begun(e Event, since time.Time, still []gap, now time.Time) stay {
	s := stay{Level: e.Level, Since: since, days: int(e.Days)}
	s.Due = s.due(still, now)
	s.Still = slices.ContainsFunc(still, func(g gap) bool { return g.to.IsZero() })
	return s
}

// left is the stay as it was when something ended it: what came after has no part in it.
func (s stay) left(e Event, still []gap) stay {
	s.Left, s.Still = e, false
	s.Due = s.due(still, e.At.Time)
	return s
}

// due is when the time is up, as seen at an instant: the level's days, and as many working minutes more as time stood
// still until then.
func (s stay) due(still []gap, at time.Time) time.Time {
	if s.days == 0 {
		return time.Time{}
	}
	due := ladder.Ladder{Officers: s.days, Coordinators: s.days, Steering: s.days}.Until(ladder.Stand{Level: ladder.Level(s.Level), Since: s.Since})
	hours := calendar.OfficeHours()
	for _, g := range still {
		from, to := g.from, g.to
		if to.IsZero() || to.After(at) {
			to = at
		}
		if from.Before(s.Since) {
			from = s.Since
		}
		if !from.Before(due) || !to.After(from) {
			continue
		}
		if moved, ok := hours.AddMinutes(due, hours.MinutesBetween(from, to)); ok {
			due = moved
		}
	}
	return due
}

// firstResponse is when a human being of the asked side first responded in a round; ok is false before it.
func firstResponse(events []Event) (time.Time, bool) {
	for _, e := range events {
		if e.Side == Asked {
			return e.At.Time, true
		}
	}
	return time.Time{}, false
}

// ackClock and solveClock are the two promises of § 25 that are reckoned in working days from when it was reported.
func ackClock(events []Event, days int64) (clock.Clock, error) {
	list := []clock.Event{{Kind: clock.Sent, At: events[0].At.Time, Holder: "asked", Terms: clock.Office(int(days), language.Text{})}}
	if at, ok := firstResponse(events); ok {
		list = append(list, clock.Event{Kind: clock.Acknowledged, At: at})
	}
	return clock.Read(list)
}

func solveClock(events []Event, days int64) (c clock.Clock, err error) {
	c, err = clock.Read([]clock.Event{{Kind: clock.Sent, At: events[0].At.Time, Holder: "asked", Terms: clock.Office(int(days), language.Text{})}})
	for _, e := range events[1:] {
		if err != nil {
			return c, err
		}
		switch {
		case e.Act == AskMore:
			c, err = c.Next(clock.Event{Kind: clock.Paused, At: e.At.Time, Category: clock.Clarification})
		case e.Act == GiveMore:
			c, err = c.Next(clock.Event{Kind: clock.Resumed, At: e.At.Time})
		case e.Act == Resolve:
			c, err = c.Next(clock.Event{Kind: clock.Answered, At: e.At.Time})
		case e.Act == Withdraw, e.Act == Agree && struck(events):
			c, err = c.Next(clock.Event{Kind: clock.Withdrawn, At: e.At.Time})
		}
	}
	return c, err
}
