package statutory

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/language"
)

// sendDue is by when a notice of an event is sent: the end of the last of so many working days, the first being the one
// after the event.
func sendDue(event calendar.Date, days int64) time.Time {
	return calendar.AddWorkingDays(event, int(days)).End()
}

// opensAt is when the office opens.
const opensAt = 8

// unread is from when a notice counts as received though nobody has opened it: when the next working day begins.
func unread(sent time.Time) time.Time {
	return calendar.AddWorkingDays(calendar.DateOf(sent), 1).At(opensAt, 0)
}

// received is from when the receiver's time counts: when somebody there received it, at the latest when it counts as
// received.
func (n Notice) received() time.Time {
	at := unread(n.SentAt.Time)
	if !n.ReceivedAt.IsZero() && n.ReceivedAt.Before(at) {
		return n.ReceivedAt.Time
	}
	return at
}

// actClock is the receiver's time, read from what happened and from nothing else. What happened before the notice counts
// as received is taken to be of that instant.
func (n Notice) actClock(events []Event) (clock.Clock, error) {
	list := []clock.Event{{Kind: clock.Sent, At: n.received(), Holder: string(Receiver), Terms: clock.Office(int(n.ActDays), language.Text{})}}
	for _, e := range events {
		kind := e.Act.event()
		if kind == "" {
			continue
		}
		next := clock.Event{Kind: kind, At: e.At.Time}
		if kind == clock.Paused {
			next.Category = clock.Clarification
		}
		list = append(list, next)
	}
	return clock.Read(list)
}

// pausedMinutes counts the working minutes in which the sender was waited for.
func pausedMinutes(c clock.Clock, now time.Time) (n int64) {
	for _, p := range c.Pauses {
		to := p.To
		if to.IsZero() {
			to = now
		}
		n += int64(calendar.OfficeHours().MinutesBetween(p.From, to))
	}
	return n
}

// never is when a fact is due whose clock waits on the sender: it is late on no day until the clock goes on.
func never() time.Time { return calendar.NewDate(9999, time.December, 31).Start() }
