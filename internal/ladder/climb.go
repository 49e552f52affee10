package ladder

import (
	"time"

	"samsyn/internal/calendar"
)

// Stand is on which level a matter stands, and from when.
type Stand struct {
	Level Level
	Since time.Time
	// End is when the level's time is up where it is not the level's own days that say so: of level 1 of a question the
	// time at which the answer is due, higher up a new time that the level has agreed on. Zero: the level's own days.
	End time.Time
}

// Question is where a question stands before its time is up: on level 1, until the answer is due.
func Question(sent, due time.Time) Stand { return Stand{Level: Officers, Since: sent, End: due} }

// Until is when the level's time is up; zero on the last level, unless it has agreed on a time.
func (l Ladder) Until(s Stand) time.Time {
	if !s.End.IsZero() {
		return s.End
	}
	n := l.Days(s.Level)
	if n == 0 {
		return time.Time{}
	}
	return closing(calendar.AddWorkingDays(calendar.DateOf(s.Since), n))
}

// Next is where a matter goes when the level's time is up; ok is false on the last level.
func (l Ladder) Next(s Stand) (next Stand, ok bool) {
	if s.Level >= Heads {
		return Stand{}, false
	}
	return Stand{Level: s.Level + 1, Since: l.Until(s)}, true
}

// At is where a matter stands now that stood somewhere before, if nothing has been done about it. An instant at which a
// time is up belongs to the next level.
func (l Ladder) At(s Stand, now time.Time) Stand {
	for {
		next, ok := l.Next(s)
		if !ok || next.Since.After(now) {
			return s
		}
		s = next
	}
}

// Ahead is every level that a matter goes to from where it stands, with when, if nothing is done.
func (l Ladder) Ahead(s Stand) (list []Stand) {
	for {
		next, ok := l.Next(s)
		if !ok {
			return list
		}
		list, s = append(list, next), next
	}
}

// Remind is when somebody is reminded that the level's time is soon up: on level 1 at noon of the last day, higher up at
// noon of the working day before. What leaves no room for that is reminded of on the last day, and what leaves no room
// for that either is not. Zero: no reminder.
func (l Ladder) Remind(s Stand) time.Time {
	until := l.Until(s)
	if until.IsZero() {
		return until
	}
	last := calendar.DateOf(until)
	if noon := noonOf(calendar.AddWorkingDays(last, -1)); s.Level > Officers && noon.After(s.Since) {
		return noon
	}
	if noon := noonOf(last); noon.After(s.Since) && noon.Before(until) {
		return noon
	}
	return time.Time{}
}

// Left is how many working days are left of the level's time: 0 on the last day, negative when the time is up since days.
// ok is false on a level without end.
func (l Ladder) Left(s Stand, now time.Time) (n int, ok bool) {
	until := l.Until(s)
	if until.IsZero() {
		return 0, false
	}
	return calendar.WorkingDaysBetween(calendar.DateOf(now), calendar.DateOf(until)), true
}

// closing is closing time of an office: 16.30.
func closing(d calendar.Date) time.Time { return d.At(16, 30) }

func noonOf(d calendar.Date) time.Time { return d.At(12, 0) }
