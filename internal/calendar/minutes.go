package calendar

import "time"

// searchDays is how far ahead an opening is looked for: hours open on any weekday at all are open within it.
const searchDays = 30

// Counted is a day of a reckoning in open minutes. A day without any has a Reason, or was simply not open.
type Counted struct {
	Day
	Minutes int
}

// Reckon lists every day from a to b with its open minutes: the answer to "how was this computed". Their sum is
// MinutesBetween. It is empty when b is before a.
func (h Hours) Reckon(a, b time.Time) (list []Counted) {
	a, b = a.Truncate(time.Minute), b.Truncate(time.Minute)
	if b.Before(a) {
		return nil
	}
	for d, last := DateOf(a), DateOf(b); !d.After(last); d = d.AddDays(1) {
		list = append(list, Counted{Look(d), h.minutesOn(d, a, b)})
	}
	return list
}

// MinutesBetween counts the minutes from a to b during which it is open; 0 when b is not after a. Both are taken to
// the whole minute they are in, so counts over adjoining spans add up.
func (h Hours) MinutesBetween(a, b time.Time) (n int) {
	a, b = a.Truncate(time.Minute), b.Truncate(time.Minute)
	if !a.Before(b) {
		return 0
	}
	for d, last := DateOf(a), DateOf(b); !d.After(last); d = d.AddDays(1) {
		n += h.minutesOn(d, a, b)
	}
	return n
}

// minutesOn counts the open minutes of a date that are from a on and before b.
func (h Hours) minutesOn(d Date, a, b time.Time) (n int) {
	for _, s := range h.spans(d) {
		n += minutes(later(s.from, a), earlier(s.to, b))
	}
	return n
}

// AddMinutes gives the first instant at which n open minutes have passed since t. With n = 0 or less it is t. It is
// false when the hours are never open.
func (h Hours) AddMinutes(t time.Time, n int) (time.Time, bool) {
	if n <= 0 {
		return t, true
	}
	if h.IsZero() {
		return time.Time{}, false
	}
	t = t.Truncate(time.Minute)
	for d := DateOf(t); ; d = d.AddDays(1) {
		for _, s := range h.spans(d) {
			from := later(s.from, t)
			left := minutes(from, s.to)
			if n <= left {
				return from.Add(time.Duration(n) * time.Minute), true
			}
			n -= left
		}
	}
}

// NextOpen gives the first instant from t on at which it is open: t itself when it is. It is false when the hours
// are never open.
func (h Hours) NextOpen(t time.Time) (time.Time, bool) {
	if h.Open(t) {
		return t, true
	}
	d := DateOf(t)
	for range searchDays {
		for _, s := range h.spans(d) {
			if s.from.After(t) {
				return s.from, true
			}
		}
		d = d.AddDays(1)
	}
	return time.Time{}, false
}

// span is a stretch of instants that are all open, from up to but not including to.
type span struct{ from, to time.Time }

// spans gives the stretches of a date in order. Twice a year the clock is moved: then wall-clock times do not follow
// one another and the day is walked minute by minute.
func (h Hours) spans(d Date) []span {
	intervals := h.On(d)
	if len(intervals) == 0 {
		return nil
	}
	start, end := d.Start(), d.End()
	if end.Sub(start) != 24*time.Hour {
		return h.walk(start, end)
	}
	spans := make([]span, len(intervals))
	for i, v := range intervals {
		spans[i] = span{start.Add(time.Duration(v.From) * time.Minute), start.Add(time.Duration(v.To) * time.Minute)}
	}
	return spans
}

func (h Hours) walk(start, end time.Time) (spans []span) {
	for t := start; t.Before(end); t = t.Add(time.Minute) {
		if !h.Open(t) {
			continue
		}
		if last := len(spans) - 1; last >= 0 && spans[last].to.Equal(t) {
			spans[last].to = t.Add(time.Minute)
		} else {
			spans = append(spans, span{t, t.Add(time.Minute)})
		}
	}
	return spans
}

func minutes(from, to time.Time) int { return max(0, int(to.Sub(from)/time.Minute)) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
