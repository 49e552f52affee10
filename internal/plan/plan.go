package plan

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ref"
)

// Kind is a plan in the trail and in rights.
const Kind ref.Kind = "plan"

// State is where a plan stands.
type State string

// The states.
const (
	Proposed State = "proposed" // no version holds yet
	Active   State = "active"
	Closed   State = "closed"
)

// Plan is what both authorities know of it: nothing in it is about the person.
type Plan struct {
	ID           string        `db:"id"`
	Matter       string        `db:"matter_id"`
	Municipality string        `db:"municipality_code"`
	State        State         `db:"state"`
	Last         int64         `db:"last_no"`   // number of the latest version
	Holds        int64         `db:"holds_no"`  // number of the version that both have accepted; 0 is none
	Follow       calendar.Date `db:"follow_on"` // next follow-up
	Reminded     calendar.Date `db:"reminded_on"`
	BegunAt      db.Time       `db:"begun_at"`
	FollowedAt   db.Time       `db:"followed_at"` // the latest follow-up
	ClosedAt     db.Time       `db:"closed_at"`
	Version      int64         `db:"version"`
}

// Ref names the plan.
func (p Plan) Ref() ref.Ref { return ref.To(Kind, p.ID) }

// side is one authority's, with its own record of the person.
type side struct {
	Plan      string `db:"plan_id"`
	Authority string `db:"authority_id"`
	Person    string `db:"person_id"`
	Holds     bool   `db:"holds"`
}

// VersionState is where a version stands.
type VersionState string

// The states of a version.
const (
	Offered  VersionState = "proposed"
	Accepted VersionState = "accepted"
	Replaced VersionState = "replaced"
)

// Part is what the person's part in a version is.
type Part string

// The parts.
const (
	NotYet   Part = ""
	Digital  Part = "digital" // signed on my pages
	Paper    Part = "paper"
	Declined Part = "declined"
	Unable   Part = "unable"
)

// Parts lists what staff can note of the person's part.
func Parts() []Part { return []Part{Paper, Declined, Unable} }

// Name gives the part in words.
func (p Part) Name() language.Text {
	t := language.T
	switch p {
	case Digital:
		return t("godkänd på mina sidor", "approved on my pages")
	case Paper:
		return t("underskriven på papper", "signed on paper")
	case Declined:
		return t("personen vill inte godkänna", "the person declines to approve")
	case Unable:
		return t("personen kan inte godkänna nu", "the person cannot approve now")
	}
	return t("inte godkänd av personen än", "not approved by the person yet")
}

// By is who signed.
type By string

// Who can sign.
const (
	Self           By = "person"
	Guardian       By = "guardian"
	Representative By = "representative"
)

// Signers lists who can sign, in the order in which they are shown.
func Signers() []By { return []By{Self, Guardian, Representative} }

// Name gives who it is in words.
func (b By) Name() language.Text {
	switch b {
	case Guardian:
		return language.T("god man eller förvaltare", "a guardian")
	case Representative:
		return language.T("ombud med fullmakt", "a representative with a power of attorney")
	}
	return language.T("personen själv", "the person")
}

// Version is one numbered version, without its text.
type Version struct {
	ID              string        `db:"id"`
	Plan            string        `db:"plan_id"`
	No              int64         `db:"no"`
	Authority       string        `db:"authority_id"` // that proposed it
	Account         string        `db:"account_id"`
	Message         string        `db:"message_id"`
	State           VersionState  `db:"state"`
	Follow          calendar.Date `db:"follow_on"`
	ProposedAt      db.Time       `db:"proposed_at"`
	AcceptedAt      db.Time       `db:"accepted_at"`
	AcceptedBy      string        `db:"accepted_by"` // account
	PersonPart      Part          `db:"person_part"`
	PersonOn        calendar.Date `db:"person_on"`
	PersonBy        By            `db:"person_by"`
	PersonAuthority string        `db:"person_authority"` // that noted it
	PersonMessage   string        `db:"person_message"`
	Evidence        string        `db:"evidence_id"` // of the authority that noted it
}

// InForce tells whether both authorities have accepted it and the person's part is known.
func (v Version) InForce() bool { return v.State == Accepted && v.PersonPart != NotYet }

// Standing says in words how a version holds.
func (v Version) Standing() language.Text {
	t := language.T
	switch {
	case v.State == Replaced:
		return t("ersatt", "replaced")
	case v.State == Offered:
		return t("föreslagen, den andra parten har inte godkänt än", "proposed, the other party has not accepted yet")
	case v.PersonPart == NotYet:
		return t("gäller mellan er, personen har inte godkänt än", "holds between you, the person has not approved yet")
	}
	return t("gäller, %s", "in force, %s").With(v.PersonPart.Name())
}

// Owner is who is responsible for a step.
type Owner string

// The owners.
const (
	Agency       Owner = "agency"
	Municipality Owner = "municipality"
	Person       Owner = "person"
	Both         Owner = "both"
)

// Owners lists who can be responsible, in the order in which they are shown.
func Owners() []Owner { return []Owner{Agency, Municipality, Person, Both} }

// Name gives the owner in words.
func (o Owner) Name() language.Text {
	t := language.T
	switch o {
	case Agency:
		return t("Arbetsförmedlingen", "the agency")
	case Municipality:
		return t("kommunen", "the municipality")
	case Person:
		return t("personen", "the person")
	case Both:
		return t("båda", "both")
	}
	return language.Text{}
}

// movable tells whether an authority moves the steps of an owner: its own, both's, and the person's.
func (o Owner) movable(authority string) bool {
	return o == Both || o == Person || o == Owner(matter.PartOf(authority))
}

// StepState is how far a step has come.
type StepState string

// The states of a step.
const (
	Planned StepState = "planned"
	Begun   StepState = "begun"
	Done    StepState = "done"
	Dropped StepState = "dropped"
)

// Moves lists where a step can go.
func Moves() []StepState { return []StepState{Begun, Done, Dropped} }

// Name gives the state in words.
func (s StepState) Name() language.Text {
	t := language.T
	switch s {
	case Begun:
		return t("pågår", "under way")
	case Done:
		return t("klart", "done")
	case Dropped:
		return t("utgår", "dropped")
	}
	return t("planerat", "planned")
}

// over tells whether nothing more is to be done.
func (s StepState) over() bool { return s == Done || s == Dropped }

// may tells whether a step in this state can be moved to another.
func (s StepState) may(to StepState) bool {
	return !s.over() && to != s && (to == Begun || to == Done || to == Dropped)
}

// Step is one step of a version, without its text.
type Step struct {
	ID          string        `db:"id"`
	Plan        string        `db:"plan_id"`
	No          int64         `db:"no"`       // of the version
	Place       int64         `db:"place"`    // from 1
	Key         string        `db:"step_key"` // the same step in every version
	Responsible Owner         `db:"responsible"`
	Due         calendar.Date `db:"due_on"`
	Meeting     bool          `db:"meeting"` // the agency cannot decide on it without the person
	State       StepState     `db:"state"`
	MovedAt     db.Time       `db:"moved_at"`
	MovedBy     string        `db:"moved_by"` // authority; empty: the person
	Message     string        `db:"message_id"`
	Reminded    calendar.Date `db:"reminded_on"`
	Hours       int64         `db:"hours"` // a week that it takes of the person; 0 where nothing is said
}

// Late tells whether a step should have been done before a day.
func (s Step) Late(today calendar.Date) bool { return !s.State.over() && s.Due.Before(today) }
