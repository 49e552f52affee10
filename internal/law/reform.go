package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// ReformID names a reform step for good.
type ReformID string

// ReformStatus is how far a step has come.
type ReformStatus string

// The statuses.
const (
	Proposed ReformStatus = "proposed" // a draft or bill; the date is the one proposed
	Adopted  ReformStatus = "adopted"  // decided; in force from its date
)

// Name says the status in words.
func (s ReformStatus) Name() language.Text {
	if s == Adopted {
		return language.T("beslutad", "adopted")
	}
	return language.T("föreslagen", "proposed")
}

// Reform is one step by which the ground for collaboration changes.
type Reform struct {
	ID       ReformID
	Name     language.Text
	Says     language.Text
	Status   ReformStatus
	Valid    calendar.Period // from the day it takes effect; no beginning when no day has been proposed
	Standing Standing
}

// InForce tells whether the step has taken effect on a date. A proposed one never has, whatever its date, until
// somebody has confirmed it and changed its status here.
func (r Reform) InForce(on calendar.Date) bool { return r.Status == Adopted && r.Valid.Contains(on) }

// Reforms gives every step in order of its date, those without one last.
func Reforms() []Reform { return slices.Clone(reforms) }

// ReformOf gives the step of an id; ok is false for an unknown one.
func ReformOf(id ReformID) (r Reform, ok bool) {
	return find(reforms, func(r Reform) bool { return r.ID == id })
}

// InForce tells whether the step of an id has taken effect on a date: the switch for what depends on a reform.
func InForce(id ReformID, on calendar.Date) bool {
	r, ok := ReformOf(id)
	return ok && r.InForce(on)
}
