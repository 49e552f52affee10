package responsibility

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ref"
)

// Cause is why tasks change hands.
type Cause string

// The causes.
const (
	ByReform Cause = "reform" // a reform step of law
	ByOffice Cause = "office" // an office closes or moves
	ByStaff  Cause = "staff"  // fewer people on one side
	ByOther  Cause = "other"
)

// Causes lists the causes.
func Causes() []Cause { return []Cause{ByReform, ByOffice, ByStaff, ByOther} }

// Label is the cause in words.
func (c Cause) Label() language.Text {
	switch c {
	case ByReform:
		return language.T("reform", "reform")
	case ByOffice:
		return language.T("kontor stängs eller flyttar", "an office closes or moves")
	case ByStaff:
		return language.T("färre anställda", "fewer staff")
	}
	return language.T("annat skäl", "another reason")
}

// Transition is a plan for going over in one municipality: what changes, who takes over, what is open.
type Transition struct {
	ID           string        `db:"id"`
	Agreement    string        `db:"agreement_id"`
	Municipality string        `db:"municipality_code"`
	Cause        Cause         `db:"cause"`
	Reform       law.ReformID  `db:"reform"` // when the cause is a reform
	Title        string        `db:"title"`
	Changes      string        `db:"changes"`      // what changes, in words
	On           calendar.Date `db:"effective_on"` // from when
	AgencyOn     calendar.Date `db:"pes_agreed_on"`
	BoardOn      calendar.Date `db:"board_agreed_on"`
	ClosedOn     calendar.Date `db:"closed_on"`
	SortKey      string        `db:"sort_key"`
	Version      int64         `db:"version"`
	Moves        []Move
	Points       []Point
}

// Move is a task that changes hands. Before and After are ids of authorities, or Nobody.
type Move struct {
	ID         string        `db:"id"`
	Transition string        `db:"transition_id"`
	Place      int64         `db:"place"`
	Task       string        `db:"task"`
	Before     string        `db:"before"`
	After      string        `db:"after"`
	On         calendar.Date `db:"effective_on"`
}

// Point is something open: what must be decided or done, by which authority and when.
type Point struct {
	ID         string        `db:"id"`
	Transition string        `db:"transition_id"`
	Place      int64         `db:"place"`
	Text       string        `db:"text"`
	Authority  string        `db:"authority_id"`
	Due        calendar.Date `db:"due_on"`
	SettledOn  calendar.Date `db:"settled_on"` // zero while open
}

// Ref names the plan.
func (t Transition) Ref() ref.Ref { return ref.To(TransitionKind, t.ID) }

// Path is the address of its page.
func (t Transition) Path() string { return "/omstallning/" + t.ID }

// Stage is how far a plan has come.
type Stage string

// The stages.
const (
	Planning Stage = "planning" // one side or none has agreed
	Agreed   Stage = "agreed"   // both have
	Closed   Stage = "closed"   // done: every task has a holder and nothing is open
)

// Label is the stage in words.
func (s Stage) Label() language.Text {
	switch s {
	case Agreed:
		return language.T("överenskommen", "agreed")
	case Closed:
		return language.T("avslutad", "closed")
	}
	return language.T("under arbete", "in progress")
}

// Stage computes how far the plan has come.
func (t Transition) Stage() Stage {
	switch {
	case !t.ClosedOn.IsZero():
		return Closed
	case !t.AgencyOn.IsZero() && !t.BoardOn.IsZero():
		return Agreed
	}
	return Planning
}

// Orphans are the tasks that nobody takes over.
func (t Transition) Orphans() (out []Move) {
	for _, m := range t.Moves {
		if m.After == string(Nobody) {
			out = append(out, m)
		}
	}
	return out
}

// Open are the points that are not settled.
func (t Transition) Open() (out []Point) {
	for _, p := range t.Points {
		if p.SettledOn.IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// Late are the open points whose day has passed.
func (t Transition) Late(day calendar.Date) (out []Point) {
	for _, p := range t.Open() {
		if p.Due.Before(day) {
			out = append(out, p)
		}
	}
	return out
}

// changed takes back what the sides have agreed to, since it is no longer what they agreed to.
func (t Transition) changed() (Transition, error) {
	if t.Stage() == Closed {
		return t, fault.New(fault.Conflict, isClosed)
	}
	t.AgencyOn, t.BoardOn = calendar.Date{}, calendar.Date{}
	return t, nil
}

// agree is one side's yes to the plan as it stands.
func (t Transition) agree(authority string, day calendar.Date) (Transition, error) {
	switch {
	case t.Stage() == Closed:
		return t, fault.New(fault.Conflict, isClosed)
	case len(t.Moves) == 0:
		return t, fault.New(fault.Conflict, nothingMoves)
	case authority == directory.PES && t.AgencyOn.IsZero():
		t.AgencyOn = day
	case authority != directory.PES && t.BoardOn.IsZero():
		t.BoardOn = day
	default:
		return t, fault.New(fault.Conflict, agreedAlready)
	}
	return t, nil
}

// close ends the plan. A task that nobody holds, or a point that is open, stops it: that was what went wrong in 2019.
func (t Transition) close(day calendar.Date) (Transition, error) {
	switch orphans, open := t.Orphans(), t.Open(); {
	case t.Stage() != Agreed:
		return t, fault.New(fault.Conflict, closeAgreed)
	case len(orphans) > 0:
		return t, fault.New(fault.Conflict, closeOrphans.With(orphans[0].Task))
	case len(open) > 0:
		return t, fault.New(fault.Conflict, closeOpen.With(language.Plural(len(open), onePoint, manyPoints)))
	}
	t.ClosedOn = day
	return t, nil
}

// settle says that a point is no longer open.
func (t Transition) settle(point string, day calendar.Date) (Transition, error) {
	if t.Stage() == Closed {
		return t, fault.New(fault.Conflict, isClosed)
	}
	at := slices.IndexFunc(t.Points, func(p Point) bool { return p.ID == point })
	if at < 0 {
		return t, fault.NotFoundThing()
	}
	if !t.Points[at].SettledOn.IsZero() {
		return t, fault.New(fault.Conflict, settledAlready)
	}
	t.Points = slices.Clone(t.Points)
	t.Points[at].SettledOn = day
	return t, nil
}

var (
	isClosed       = language.T("Planen är avslutad och kan inte ändras. Börja en ny om något återstår.", "The plan is closed and cannot be changed. Begin a new one if something remains.")
	nothingMoves   = language.T("Lägg till minst en uppgift innan ni kommer överens om planen.", "Add at least one task before you agree on the plan.")
	agreedAlready  = language.T("Er sida har redan godkänt planen som den står nu.", "Your side has already agreed to the plan as it stands.")
	closeAgreed    = language.T("Båda sidor behöver godkänna planen innan den kan avslutas.", "Both sides must agree to the plan before it can be closed.")
	closeOrphans   = language.T("Ingen tar över ”%s”. Ange vem som gör det innan planen avslutas.", "Nobody takes over “%s”. Say who does before the plan is closed.")
	closeOpen      = language.T("%s är kvar. Klara dem innan planen avslutas.", "%s remain. Settle them before the plan is closed.")
	onePoint       = language.T("%d öppen punkt", "%d open point")
	manyPoints     = language.T("%d öppna punkter", "%d open points")
	settledAlready = language.T("Punkten är redan klar.", "The point is settled already.")
)
