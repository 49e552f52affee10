package outcome

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ref"
)

// Kind is a follow-up in the trail and in links.
const Kind ref.Kind = "outcome"

// Path is where follow-ups are listed.
const Path = "/utfall"

// Point is when it is asked what became of somebody.
type Point string

// The points: when the matter is closed, and so long after.
const (
	Closing  Point = "closing"
	Days90   Point = "days-90"
	Days180  Point = "days-180"
	Months12 Point = "months-12"
)

// Points lists the points in order.
func Points() []Point { return []Point{Closing, Days90, Days180, Months12} }

// answerWithin is how many working days there are to say what is known when a matter is closed.
const answerWithin = 5

// due gives the day of a point for a matter that is closed on a day.
func (p Point) due(closed calendar.Date) calendar.Date {
	switch p {
	case Days90:
		return closed.AddDays(90)
	case Days180:
		return closed.AddDays(180)
	case Months12:
		return closed.AddMonths(12)
	}
	return calendar.AddWorkingDays(closed, answerWithin)
}

// Name gives the point in words.
func (p Point) Name() language.Text {
	t := language.T
	switch p {
	case Days90:
		return t("efter 90 dagar", "after 90 days")
	case Days180:
		return t("efter 180 dagar", "after 180 days")
	case Months12:
		return t("efter tolv månader", "after twelve months")
	}
	return t("när ärendet avslutades", "when the matter was closed")
}

// State is where a follow-up stands.
type State string

// The states.
const (
	Waiting State = "waiting"
	Noted   State = "noted"
	Dropped State = "dropped" // the matter was reopened, or the processing is restricted
)

// Name gives the state in words.
func (s State) Name() language.Text {
	t := language.T
	switch s {
	case Noted:
		return t("antecknad", "noted")
	case Dropped:
		return t("utgår", "dropped")
	}
	return t("väntar", "waiting")
}

// Outcome is one time at which one authority says what became of somebody, without what it says.
type Outcome struct {
	ID           string        `db:"id"`
	Matter       string        `db:"matter_id"`
	Authority    string        `db:"authority_id"`
	Person       string        `db:"person_id"` // the authority's own record
	Municipality string        `db:"municipality_code"`
	Part         matter.Part   `db:"part"`
	Point        Point         `db:"point"`
	Spell        int64         `db:"spell"` // which closing of the matter, from 1
	Due          calendar.Date `db:"due_on"`
	State        State         `db:"state"`
	ToldOn       calendar.Date `db:"told_on"` // when whoever works with the person was told that it is due
	NotedAt      db.Time       `db:"noted_at"`
	Answers      int64         `db:"answers"`
	Counted      bool          `db:"counted"` // the last answer stands in the sums
	Version      int64         `db:"version"`
}

// Ref names the follow-up.
func (o Outcome) Ref() ref.Ref { return ref.To(Kind, o.ID) }

// Page is the address of its page.
func (o Outcome) Page() string { return Path + "/" + o.ID }
