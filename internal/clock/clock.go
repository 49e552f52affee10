package clock

import (
	"slices"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// State is where a clock stands.
type State string

// The states.
const (
	Incomplete State = "incomplete" // it has not started: something needed is missing
	Running    State = "running"
	Waiting    State = "paused"
	Stopped    State = "stopped" // answered or refused
	Void       State = "void"    // withdrawn: it counts in no share
)

// Pause is a time in which the clock stood still. To is zero while it lasts.
type Pause struct {
	Category Category
	Reason   string
	From, To time.Time
	Moves    bool // it began before the deadline and so moves it; what is late stays late
}

// Holding is a time in which somebody held the conversation. To is zero while it lasts.
type Holding struct {
	Holder   string
	From, To time.Time
}

// Clock is what a conversation's events amount to. It is a value: Next gives another one. The zero Clock has seen
// nothing.
type Clock struct {
	State     State
	Holdings  []Holding
	Pauses    []Pause
	Deadlines []Deadline // every one that held; the first is the original. Empty while incomplete.
	Attempts  []Event

	Began     time.Time // the first event
	Complete  time.Time // when everything needed was there
	First     time.Time // first human response; zero before it
	Stop      time.Time // useful answer or refusal; zero before it
	Delivered time.Time // when the answer reached the asker; zero before it
	Promised  time.Time // the new time last given; zero when none was
	Warned    bool      // a new time was given before the deadline: domain 14, K9.4
	Last      time.Time // the latest event

	terms    Terms
	base     time.Time // the deadline without the pauses that come after baseRest
	baseRest int       // working minutes paused before base was set
}

// Read gives the clock of events in the order in which they happened. It is a fault when one of them cannot follow
// upon those before it.
func Read(events []Event) (c Clock, err error) {
	for _, e := range events {
		if c, err = c.Next(e); err != nil {
			return Clock{}, err
		}
	}
	return c, nil
}

// Next gives the clock after one more event. An event that claims to be earlier than the one before it is taken to be
// of the same instant: a machine's clock that was set back shortens nobody's time. It is a fault when the event cannot
// follow.
func (c Clock) Next(e Event) (Clock, error) {
	if !c.takes(e) {
		return Clock{}, refused(e.Kind)
	}
	e.At = e.At.Truncate(time.Minute)
	if e.At.Before(c.Last) {
		e.At = c.Last
	}
	c = c.clone()
	c.Last = e.At
	if e.Kind.Responds() && c.First.IsZero() {
		c.First = e.At
	}
	return c.follow(e), nil
}

func (c Clock) clone() Clock {
	c.Holdings, c.Pauses = slices.Clone(c.Holdings), slices.Clone(c.Pauses)
	c.Deadlines, c.Attempts = slices.Clone(c.Deadlines), slices.Clone(c.Attempts)
	return c
}

// takes tells whether an event can follow in this state.
func (c Clock) takes(e Event) bool {
	switch e.Kind {
	case Sent, SentIncomplete:
		return c.State == "" && e.Holder != "" && !e.Terms.Hours.IsZero()
	case Completed:
		return c.State == Incomplete
	case Paused:
		return c.State == Running && e.Category.Waits() != Nobody
	case Resumed:
		return c.State == Waiting
	case Forwarded:
		return c.open() && e.Holder != "" && e.Holder != c.Holder()
	case Retermed:
		return c.open() && !e.Terms.Hours.IsZero()
	case Promised:
		return c.open() && e.Until.After(e.At)
	case Acknowledged, Attempted, PartlyAnswered, Withdrawn:
		return c.open()
	case Answered, Refused:
		return c.State == Running || c.State == Waiting
	case Delivered:
		return c.State == Stopped && c.Delivered.IsZero()
	}
	return false
}

func (c Clock) open() bool { return c.State == Incomplete || c.State == Running || c.State == Waiting }

func refused(k Kind) error {
	return fault.New(fault.Conflict, language.T(
		"Det här går inte att göra i det läge frågan är nu. Läs in sidan igen och se vad som har hänt.",
		"This cannot be done in the state that the question is in now. Load the page again and see what has happened."))
}

// follow carries out an event that can follow.
func (c Clock) follow(e Event) Clock {
	switch e.Kind {
	case Sent, SentIncomplete:
		c.State, c.Began, c.terms = Incomplete, e.At, e.Terms
		c.Holdings = append(c.Holdings, Holding{Holder: e.Holder, From: e.At})
		if e.Kind == Sent {
			c.start(e.At)
		}
	case Completed:
		c.start(e.At)
	case Paused:
		c.State = Waiting
		c.Pauses = append(c.Pauses, Pause{Category: e.Category, Reason: e.Reason, From: e.At, Moves: !c.passed(e.At)})
	case Resumed:
		c.resume(e.At)
	case Forwarded:
		c.Holdings[len(c.Holdings)-1].To = e.At
		c.Holdings = append(c.Holdings, Holding{Holder: e.Holder, From: e.At})
	case Retermed:
		c.reterm(e)
	case Promised:
		c.Promised, c.Warned = e.Until, c.Warned || !c.passed(e.At)
	case Attempted:
		c.Attempts = append(c.Attempts, e)
	case Answered, Refused:
		c.stop(e.At)
	case Delivered:
		c.Delivered = e.At
	case Withdrawn:
		c.endPause(e.At)
		c.Holdings[len(c.Holdings)-1].To = e.At
		c.State = Void
	}
	return c
}

func (c *Clock) start(at time.Time) {
	c.State, c.Complete = Running, at
	c.base = due(at, c.terms)
	c.Deadlines = append(c.Deadlines, Deadline{At: c.base, Since: at, Cause: ByTerms, Why: c.terms.Why})
}

func (c *Clock) resume(at time.Time) {
	c.State = Running
	c.endPause(at)
}

// endPause ends the pause that lasts, if one does, and writes down the deadline that it gave.
func (c *Clock) endPause(at time.Time) {
	last := len(c.Pauses) - 1
	if last < 0 || !c.Pauses[last].To.IsZero() {
		return
	}
	c.Pauses[last].To = at
	if moved := c.deadline(at); !moved.Equal(c.Deadlines[len(c.Deadlines)-1].At) {
		c.Deadlines = append(c.Deadlines, Deadline{At: moved, Since: at, Cause: ByPause, Why: c.Pauses[last].Category.Name()})
	}
}

func (c *Clock) stop(at time.Time) {
	c.endPause(at)
	c.State, c.Stop = Stopped, at
	c.Holdings[len(c.Holdings)-1].To = at
}

// Holder tells who holds the conversation, or held it last.
func (c Clock) Holder() string {
	if len(c.Holdings) == 0 {
		return ""
	}
	return c.Holdings[len(c.Holdings)-1].Holder
}

// Turn tells who is waited for now.
func (c Clock) Turn() Side {
	switch c.State {
	case Incomplete:
		return Asker
	case Running:
		return Holder
	case Waiting:
		return c.Pauses[len(c.Pauses)-1].Category.Waits()
	case Stopped:
		if c.Delivered.IsZero() {
			return Holder
		}
	}
	return Nobody
}

// Forwards counts how many times it was passed on.
func (c Clock) Forwards() int { return max(0, len(c.Holdings)-1) }
