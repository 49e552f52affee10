package responsibility

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// TaskID names a task: one of the standard list, or the id of a line for a task of the agreement's own.
type TaskID string

// Holder is who answers for a task.
type Holder string

// The holders.
const (
	Nobody Holder = "none"  // said to be nobody's, which is a hole
	Agency Holder = "pes"   // Arbetsförmedlingen
	Board  Holder = "board" // one of the boards that are parties
	Both   Holder = "both"  // Arbetsförmedlingen and a board together
)

// Holders lists the holders in the order in which they are shown.
func Holders() []Holder { return []Holder{Agency, Board, Both, Nobody} }

// Label is the holder in words.
func (h Holder) Label() language.Text {
	switch h {
	case Agency:
		return language.T("Arbetsförmedlingen", "the employment agency")
	case Board:
		return language.T("en nämnd i kommunen", "a board of the municipality")
	case Both:
		return language.T("båda", "both")
	}
	return language.T("ingen", "nobody")
}

// Task is one of the standard list: what is done around a job seeker, by whom as a rule, and on what legal ground. Which
// board it is differs between municipalities, so boards are told by what their names have in them.
type Task struct {
	ID     TaskID
	Group  language.Text
	Name   language.Text
	Holder Holder
	boards []string        // parts of the names of boards that usually hold it, the likeliest first
	Ground language.Text   // legal ground, or that there is none
	law    law.ProvisionID // the provision behind the ground, where law has it
	Reform law.ReformID    // the step that brings the task; empty when it is there already
	Note   language.Text   // what makes it hard to say
}

// Provision gives the provision behind the ground; ok is false when none is known.
func (t Task) Provision() (law.Provision, bool) { return law.ProvisionOf(t.law) }

// Coming tells whether the task does not exist yet on a day, since its reform step has not taken effect.
func (t Task) Coming(day calendar.Date) bool { return t.Reform != "" && !law.InForce(t.Reform, day) }

// Tasks gives the standard list in the order in which it is read. Every entry is a proposal that the parties and a lawyer
// confirm: the list says what is usual, not what the law demands in a single municipality.
func Tasks() []Task {
	return slices.Concat(agencyTasks(), socialTasks(), educationTasks(), workTasks(), jointTasks())
}

// TaskOf gives a task of the standard list; ok is false for any other.
func TaskOf(id TaskID) (Task, bool) {
	for _, t := range Tasks() {
		if t.ID == id {
			return t, true
		}
	}
	return Task{}, false
}
