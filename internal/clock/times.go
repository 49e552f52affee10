package clock

import (
	"time"

	"samsyn/internal/calendar"
)

// Verdict is whether a promise was kept in one conversation.
type Verdict string

// The verdicts.
const (
	Pending  Verdict = "pending"  // not due, and not answered
	Kept     Verdict = "kept"     // answered or refused by the deadline
	Missed   Verdict = "missed"   // answered later, or not answered though due
	Excluded Verdict = "excluded" // withdrawn
)

// Verdict tells whether the promise is kept: domain 14.2, "due in the period".
func (c Clock) Verdict(now time.Time) Verdict {
	switch {
	case c.State == Void:
		return Excluded
	case len(c.Deadlines) == 0:
		return Pending
	case c.seen(now).After(c.Due(now)):
		return Missed
	case c.State == Stopped:
		return Kept
	}
	return Pending
}

// ToFirst counts the working minutes from arrival to the first human response, pauses left out; ok is false before it.
func (c Clock) ToFirst() (minutes int, ok bool) {
	if c.First.IsZero() {
		return 0, false
	}
	return c.counted(c.First), true
}

// ToAnswer counts the working minutes from arrival to the answer or refusal, pauses left out; ok is false before it.
func (c Clock) ToAnswer() (minutes int, ok bool) {
	if c.State != Stopped {
		return 0, false
	}
	return c.counted(c.Stop), true
}

// ToDelivery counts the working minutes from the answer until it reached the asker; ok is false before it.
func (c Clock) ToDelivery() (minutes int, ok bool) {
	if c.Delivered.IsZero() {
		return 0, false
	}
	return c.terms.Hours.MinutesBetween(c.Stop, c.Delivered), true
}

// Elapsed counts the working minutes from arrival until now, pauses left out; 0 while incomplete.
func (c Clock) Elapsed(now time.Time) int {
	if len(c.Deadlines) == 0 {
		return 0
	}
	return c.counted(c.seen(now))
}

func (c Clock) counted(t time.Time) int {
	return c.span(Starts(c.Complete, c.terms), t)
}

// span counts the working minutes from a to b in which the clock ran.
func (c Clock) span(a, b time.Time) int {
	n := c.terms.Hours.MinutesBetween(a, b)
	for _, p := range c.Pauses {
		n -= c.terms.Hours.MinutesBetween(latest(p.From, a), until(p.To, b))
	}
	return n
}

// Left counts the working minutes until the deadline; 0 when it has passed or there is none.
func (c Clock) Left(now time.Time) int {
	if len(c.Deadlines) == 0 {
		return 0
	}
	return c.terms.Hours.MinutesBetween(c.seen(now), c.Due(now))
}

// LateBy counts the working minutes since the deadline, pauses left out; 0 when it has not passed.
func (c Clock) LateBy(now time.Time) int {
	if len(c.Deadlines) == 0 || c.State == Void {
		return 0
	}
	return c.span(c.Due(now), c.seen(now))
}

// DaysLate counts the working days since the day of the deadline; 0 when it has not passed, and at least 1 when it has
// by a day or more.
func (c Clock) DaysLate(now time.Time) int {
	if c.Verdict(now) != Missed {
		return 0
	}
	return max(0, calendar.WorkingDaysBetween(calendar.DateOf(c.Due(now)), calendar.DateOf(c.seen(now))))
}

// Share is how many working minutes of the clock somebody is answerable for.
type Share struct {
	Holder  string
	Minutes int
}

// Shares gives, in the order in which they first held it, how many counted minutes each holder had it until now. Their
// sum is Elapsed.
func (c Clock) Shares(now time.Time) (list []Share) {
	if len(c.Deadlines) == 0 {
		return nil
	}
	start := Starts(c.Complete, c.terms)
	for _, h := range c.Holdings {
		n := c.span(latest(h.From, start), until(h.To, c.seen(now)))
		list = add(list, h.Holder, n)
	}
	return list
}

func add(list []Share, holder string, n int) []Share {
	for i := range list {
		if list[i].Holder == holder {
			list[i].Minutes += n
			return list
		}
	}
	return append(list, Share{holder, n})
}

// LateBecause tells who had it the longest of the counted time, when the answer is late: the one who held it last wins
// a tie. ok is false when it is not late.
func (c Clock) LateBecause(now time.Time) (s Share, ok bool) {
	if c.Verdict(now) != Missed {
		return Share{}, false
	}
	for _, each := range c.Shares(now) {
		if each.Minutes >= s.Minutes {
			s, ok = each, true
		}
	}
	return s, ok
}

// Relieved tells whether the asker had a part in a miss: see Excused.
func (c Clock) Relieved(now time.Time) bool { return c.Verdict(now) == Missed && c.Excused(now) }

// Excused tells whether the asker would have a part in a miss: somebody called back before the deadline, within the hours
// in which the asker said that they can be reached, and nobody answered.
func (c Clock) Excused(now time.Time) bool {
	for _, a := range c.Attempts {
		if a.Within && !a.At.After(c.Due(now)) {
			return true
		}
	}
	return false
}
