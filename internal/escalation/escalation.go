package escalation

import (
	"strings"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind is an escalation in the trail and in links.
const Kind ref.Kind = "escalation"

// State is whether anybody still waits.
type State string

// The states.
const (
	Open  State = "open"
	Ended State = "ended"
)

// Ending is what ended it.
type Ending string

// The endings.
const (
	Answered  Ending = "answered"  // or declined: the one that was asked has said what it can
	Withdrawn Ending = "withdrawn" // taken back, or joined to another question
	Settled   Ending = "settled"   // a level has settled it
)

// About is what sort of matter it is: all that others than those who handle it may know of what it is about.
type About string

// The sorts of matter.
const (
	AboutPerson  About = "person"  // something about an individual
	AboutContact About = "contact" // who handles something, or a meeting
	AboutGeneral About = "general" // nothing about an individual
)

// Reason is why somebody raised it by hand. There are no words of one's own: they could be about the person.
type Reason string

// The reasons.
const (
	CannotWait  Reason = "cannot-wait"
	Unreachable Reason = "unreachable"
	WhoAnswers  Reason = "who-answers"
	NotEnough   Reason = "not-enough"
	Again       Reason = "again"
)

// Reasons lists the reasons in the order in which they are shown.
func Reasons() []Reason { return []Reason{CannotWait, Unreachable, WhoAnswers, NotEnough, Again} }

// Escalation is one matter that rises. Nothing in it is about a person.
type Escalation struct {
	ID           string       `db:"id"`
	ThingKind    ref.Kind     `db:"thing_kind"`
	ThingID      string       `db:"thing_id"`
	Round        int64        `db:"round"` // of the question: reopened, it can rise again
	Municipality string       `db:"municipality_code"`
	About        About        `db:"about"`
	Agreement    string       `db:"agreement_id"` // whose ladder it is; empty for the national one
	Commitment   string       `db:"commitment"`   // "K9.1", whose time was up
	Ladder       frozen       `db:"ladder"`       // as it was when it began
	Asks         string       `db:"asks_id"`      // the authority that waits
	Owes         string       `db:"owes_id"`      // the authority that is to answer now
	ByHand       bool         `db:"by_hand"`
	Due          db.Time      `db:"due_at"` // when the answer was due
	OpenedAt     db.Time      `db:"opened_at"`
	Level        ladder.Level `db:"level"`
	LevelAt      db.Time      `db:"level_at"`     // when it was raised to the level
	AgreedUntil  db.Time      `db:"agreed_until"` // a new time that the level has agreed on; zero for none
	NextAt       db.Time      `db:"next_at"`      // when the level's time is up; zero on the last level without a new time
	RemindAt     db.Time      `db:"remind_at"`    // when the level is reminded; zero when it has been, or is not
	OrderAt      db.Time      `db:"order_at"`     // its place in lists
	State        State        `db:"state"`
	Ending       Ending       `db:"ending"`
	EndedAt      db.Time      `db:"ended_at"`
	Version      int64        `db:"version"`
}

// Ref names it.
func (e Escalation) Ref() ref.Ref { return ref.To(Kind, e.ID) }

// Thing names what is escalated.
func (e Escalation) Thing() ref.Ref { return ref.To(e.ThingKind, e.ThingID) }

// Path is the address of its page.
func (e Escalation) Path() string { return listPath + "/" + e.ID }

// Number is what people call it when they speak of it: the end of its id. It leads nowhere.
func (e Escalation) Number() string {
	if len(e.ID) < 6 {
		return "E-" + e.ID
	}
	return "E-" + strings.ToUpper(e.ID[len(e.ID)-6:])
}

// stand is on which level it stands, and until when.
func (e Escalation) stand() ladder.Stand {
	return ladder.Stand{Level: e.Level, Since: e.LevelAt.Time, End: e.AgreedUntil.Time}
}

// settle puts what is kept beside the level in step with it.
func (e *Escalation) settle() {
	l := e.Ladder.Ladder
	e.NextAt, e.RemindAt = db.At(l.Until(e.stand())), db.At(l.Remind(e.stand()))
	if e.State == Ended {
		e.NextAt, e.RemindAt = db.Time{}, db.Time{}
	}
	switch {
	case e.State == Ended:
		e.OrderAt = e.EndedAt
	case e.NextAt.IsZero():
		e.OrderAt = e.LevelAt
	default:
		e.OrderAt = e.NextAt
	}
}

// rise puts it on a level from an instant.
func (e *Escalation) rise(to ladder.Level, at time.Time) {
	e.Level, e.LevelAt, e.AgreedUntil = to, db.At(at), db.Time{}
	e.settle()
}

// Late is for how many working days the answer has been late at an instant; 0 when it is not.
func (e Escalation) Late(now time.Time) int { return lateDays(e.Due.Time, now) }

// Name is the sort of matter in words.
func (a About) Name() language.Text {
	switch a {
	case AboutPerson:
		return language.T("fråga om en enskild", "question about an individual")
	case AboutContact:
		return language.T("fråga om kontakt eller möte", "question about a contact or a meeting")
	}
	return language.T("allmän fråga", "general question")
}

// Name is the reason in words.
func (r Reason) Name() language.Text {
	t := language.T
	switch r {
	case CannotWait:
		return t("Svaret kan inte vänta så länge", "The answer cannot wait that long")
	case Unreachable:
		return t("Den andra parten går inte att nå", "The other party cannot be reached")
	case WhoAnswers:
		return t("Parterna är oense om vem som ska svara", "The parties do not agree on who is to answer")
	case NotEnough:
		return t("Det som lämnats räcker inte", "What was given is not enough")
	case Again:
		return t("Samma sak har hänt flera gånger", "The same has happened several times")
	}
	return language.Text{}
}

// Name is the ending in words.
func (x Ending) Name() language.Text {
	t := language.T
	switch x {
	case Answered:
		return t("besvarad", "answered")
	case Withdrawn:
		return t("återtagen", "taken back")
	case Settled:
		return t("avgjord", "settled")
	}
	return language.Same("")
}

// StepKind is what happened.
type StepKind string

// The kinds of step.
const (
	Raised   StepKind = "raised"   // to a level
	Reminded StepKind = "reminded" // those of the level
	Agreed   StepKind = "agreed"   // on a new time
	Decided  StepKind = "settled"
	Moved    StepKind = "moved" // somebody else is to answer now
	Finished StepKind = "ended"
)

// Step is one thing that happened, with who was told of it.
type Step struct {
	ID         string       `db:"id"`
	Escalation string       `db:"escalation_id"`
	Seq        int64        `db:"seq"`
	Kind       StepKind     `db:"kind"`
	Level      ladder.Level `db:"level"`
	At         db.Time      `db:"at"`
	Authority  string       `db:"authority_id"` // that did it; empty when the clock did
	Account    string       `db:"account_id"`
	Reason     Reason       `db:"reason"`
	Until      db.Time      `db:"until_at"` // the new time agreed on
	Text       string       // what was decided; kept sealed
	Told       []Told
}

// Told is somebody who was told at a step.
type Told struct {
	Step       string       `db:"step_id"`
	Place      int64        `db:"place"`
	Escalation string       `db:"escalation_id"`
	Level      ladder.Level `db:"level"`
	Authority  string       `db:"authority_id"`
	Account    string       `db:"account_id"` // empty: somebody without an account there, whom a colleague tells
	Name       string       `db:"name"`
	Part       Part         `db:"part"`
}

// Part is as what somebody is told.
type Part string

// The parts.
const (
	Handling    Part = "handling"    // handles it, and is told that it has risen
	Owing       Part = "owing"       // handles it, and has the level because nobody else may know of it
	Coordinator Part = "coordinator" // samverkansansvarig
	Member      Part = "member"      // of the steering group
	Head        Part = "head"        // named in the agreement for level 4
)

// Name is the part in words.
func (p Part) Name() language.Text {
	switch p {
	case Owing, Handling:
		return language.T("handläggare", "officer")
	case Coordinator:
		return language.T("samverkansansvarig", "coordinator")
	case Member:
		return language.T("ledamot i styrgruppen", "member of the steering group")
	}
	return language.T("nivå 4 enligt överenskommelsen", "level 4 by the agreement")
}

// Side is an authority that takes part.
type Side struct {
	Escalation string  `db:"escalation_id"`
	Authority  string  `db:"authority_id"`
	Unit       string  `db:"unit_id"`
	LeftAt     db.Time `db:"left_at"` // somebody else answers in its place
}
