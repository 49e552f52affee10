package matter

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ref"
)

// Kind is a matter in the trail and in links.
const Kind ref.Kind = "matter"

// Topic is what a ground must cover for telling in a matter, and TopicHealth what it must cover besides for what is
// about health: sensitive data (GDPR art. 9), which a person may leave out of a consent.
const (
	Topic       = "planning"
	TopicHealth = "planning-health"
)

// State is where a matter stands.
type State string

// The states.
const (
	Open   State = "open"
	Closed State = "closed"
)

// Name gives the state in words.
func (s State) Name() language.Text {
	if s == Open {
		return language.T("pågår", "open")
	}
	return language.T("avslutat", "closed")
}

// Matter is what both authorities know of it: nothing in it is about the person.
type Matter struct {
	ID           string        `db:"id"`
	Conversation string        `db:"conversation_id"`
	Municipality string        `db:"municipality_code"`
	Agreement    string        `db:"agreement_id"` // that binds the two, if any
	State        State         `db:"state"`
	Number       string        `db:"number"` // as people say it: "S-2026-0417"; of nobody
	Round        int64         `db:"round"`  // of judging, from 1
	BegunAt      db.Time       `db:"begun_at"`
	ClosedAt     db.Time       `db:"closed_at"`
	CloseReason  Reason        `db:"close_reason"`
	StoppedAt    db.Time       `db:"stopped_at"`  // a consent was withdrawn: nothing more is told on it
	WaitsWhy     Pause         `db:"waits_why"`   // what both wait for; empty when they do not
	WaitsUntil   calendar.Date `db:"waits_until"` // last day of it
	StillSince   db.Time       `db:"still_since"` // since when the time of the present round stands still
	Stood        int64         `db:"stood"`       // working minutes that it has stood still before
	Version      int64         `db:"version"`
}

// Ref names the matter.
func (m Matter) Ref() ref.Ref { return ref.To(Kind, m.ID) }

// Page is the address of its page.
func (m Matter) Page() string { return Path + "/" + m.ID }

// Path is where matters are listed.
const Path = "/arenden"

// Box is where a side keeps a matter.
type Box string

// The boxes.
const (
	Live Box = "live"
	Over Box = "over"
)

// Desk is one authority's side of a matter: who works with the person, its own record of the person, and the ground on
// which it tells the other.
type Desk struct {
	ID           string       `db:"id"`
	Matter       string       `db:"matter_id"`
	Authority    string       `db:"authority_id"`
	Unit         string       `db:"unit_id"`
	Account      string       `db:"account_id"` // who works with the person; empty: nobody now
	Person       string       `db:"person_id"`  // the authority's own record
	GroundID     string       `db:"ground_id"`  // of that record; empty before this side has told anything
	Ground       law.GroundID `db:"ground"`
	Box          Box          `db:"box"`
	Municipality string       `db:"municipality_code"`
	Due          db.Time      `db:"due_at"`   // what this side is to do next, if anything
	What         Wait         `db:"due_what"` // what that is
	Order        db.Time      `db:"order_at"`
	JoinedAt     db.Time      `db:"joined_at"`
	SightUntil   db.Time      `db:"sight_until"` // whoever handed the person over sees the matter until then; zero: as long as it lasts
	StoppedAt    db.Time      `db:"stopped_at"`  // the consent on which this side told was withdrawn, and it has no new ground
	LeftAt       db.Time      `db:"left_at"`
}

// DeskKind is the kind of thing that a side of a matter is.
const DeskKind ref.Kind = "matter-desk"

// Part is on which side an authority stands in what the two judge.
type Part string

// The parts.
const (
	Agency       Part = "agency"
	Municipality Part = "municipality"
)

// PartOf gives the part of an authority.
func PartOf(authority string) Part {
	if authority == directory.PES {
		return Agency
	}
	return Municipality
}

// Other gives the other part.
func (p Part) Other() Part {
	if p == Agency {
		return Municipality
	}
	return Agency
}

// Reason is why a matter was closed.
type Reason string

// The reasons.
const (
	Reached  Reason = "reached"  // what was aimed at
	Declined Reason = "declined" // the person does not want it any more
	Moved    Reason = "moved"    // the person has moved
	Alone    Reason = "alone"    // one authority goes on alone
	Silent   Reason = "silent"   // no contact with the person
	Other    Reason = "other"
)

// Reasons lists the reasons in the order in which they are shown.
func Reasons() []Reason { return []Reason{Reached, Declined, Moved, Alone, Silent, Other} }

// Name gives the reason in words.
func (r Reason) Name() language.Text {
	t := language.T
	switch r {
	case Reached:
		return t("målet är nått", "the goal is reached")
	case Declined:
		return t("personen vill inte fortsätta", "the person does not want to go on")
	case Moved:
		return t("personen har flyttat", "the person has moved")
	case Alone:
		return t("den ena myndigheten fortsätter själv", "one of the authorities goes on alone")
	case Silent:
		return t("ingen får kontakt med personen", "nobody gets in touch with the person")
	case Other:
		return t("annat skäl", "another reason")
	}
	return language.Text{}
}
