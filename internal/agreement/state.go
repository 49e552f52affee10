package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// State is what an agreement is on a day.
type State string

// The states. InForce and Ending both mean that it holds.
const (
	NotYet          State = "not-yet"
	InForce         State = "in-force"
	Ending          State = "ending" // in force, and the last day is within EndingDays
	Expired         State = "expired"
	EndedEarly      State = "terminated"
	IntentionStated State = "announced"
	RefusalStated   State = "declined"
)

// EndingDays is how long before the last day an agreement counts as ending soon.
const EndingDays = 90

// SignDays is how many days before the last day the next agreement should be signed (K28.2).
const SignDays = 30

// States lists the states in the order in which they are shown.
func States() []State {
	return []State{InForce, Ending, NotYet, Expired, EndedEarly, IntentionStated, RefusalStated}
}

// StateOn computes what the agreement is on a day from its dates alone.
func (a Agreement) StateOn(day calendar.Date) State {
	last := a.Last()
	switch {
	case day.Before(a.From):
		return NotYet
	case !last.IsZero() && day.After(last):
		return a.past()
	case a.Standing == Announced:
		return IntentionStated
	case a.Standing == Declined:
		return RefusalStated
	case !last.IsZero() && day.DaysUntil(last) <= EndingDays:
		return Ending
	}
	return InForce
}

// past tells a natural end from an early one.
func (a Agreement) past() State {
	if a.Standing == Concluded && !a.Terminated.IsZero() && (a.To.IsZero() || a.Terminated.Before(a.To)) {
		return EndedEarly
	}
	return Expired
}

// Label is the state in a word or two.
func (s State) Label() language.Text {
	switch s {
	case NotYet:
		return language.T("börjar senare", "begins later")
	case InForce:
		return language.T("gäller", "in force")
	case Ending:
		return language.T("löper snart ut", "ends soon")
	case Expired:
		return language.T("har löpt ut", "expired")
	case EndedEarly:
		return language.T("uppsagd", "terminated")
	case IntentionStated:
		return language.T("aviserad", "announced")
	case RefusalStated:
		return language.T("avböjd", "declined")
	}
	return language.Same(string(s))
}

// ParseState reads a state as it stands in an address; ok is false for any other word.
func ParseState(s string) (State, bool) {
	for _, known := range States() {
		if string(known) == s {
			return known, true
		}
	}
	return "", false
}
