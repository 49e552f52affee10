package clock

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Kind is what happened.
type Kind string

// What can happen to a conversation that bears on its clock.
const (
	Sent           Kind = "sent"            // by the asker, with everything that is needed
	SentIncomplete Kind = "sent-incomplete" // ground, purpose or needed data are still missing
	Completed      Kind = "completed"       // what was missing is there
	Acknowledged   Kind = "acknowledged"    // a human being of the receiver responded
	Paused         Kind = "paused"
	Resumed        Kind = "resumed"
	Forwarded      Kind = "forwarded" // somebody else holds it now
	Retermed       Kind = "retermed"  // another promise holds: it became urgent, or changed its topic
	Promised       Kind = "promised"  // the holder said when the answer will come instead
	Attempted      Kind = "attempted" // a call-back that did not reach the asker
	PartlyAnswered Kind = "partly-answered"
	Answered       Kind = "answered"
	Refused        Kind = "refused"
	Delivered      Kind = "delivered" // the answer reached the asker
	Withdrawn      Kind = "withdrawn"
)

// Responds tells whether it is a human response of the receiver: domain 14, K8.2.
func (k Kind) Responds() bool {
	switch k {
	case Acknowledged, Paused, Promised, Attempted, PartlyAnswered, Answered, Refused:
		return true
	}
	return false
}

// Side is whom the conversation waits for.
type Side string

// Who can be waited for.
const (
	Nobody Side = ""       // it is over
	Asker  Side = "asker"  // whoever asked
	Holder Side = "holder" // whoever holds it and owes the answer
	Person Side = "person" // the person whom it is about
	Third  Side = "third"  // somebody outside the conversation
)

// Category is why a clock is paused. It says who is waited for.
type Category string

// The categories of pauses.
const (
	Clarification Category = "clarification" // the asker is asked for more
	ConsentWanted Category = "consent"       // the asker is asked for a consent or another ground
	PersonWaits   Category = "person"        // the person asked to wait
	ThirdParty    Category = "third-party"   // a statement from somebody else is needed
)

// Categories lists the categories in the order in which they are shown.
func Categories() []Category {
	return []Category{Clarification, ConsentWanted, PersonWaits, ThirdParty}
}

// Waits tells who is waited for during such a pause; Nobody for an unknown category.
func (c Category) Waits() Side {
	switch c {
	case Clarification, ConsentWanted:
		return Asker
	case PersonWaits:
		return Person
	case ThirdParty:
		return Third
	}
	return Nobody
}

// Name gives the category in words.
func (c Category) Name() language.Text {
	switch c {
	case Clarification:
		return language.T("väntar på förtydligande från den som frågade", "waits for clarification from whoever asked")
	case ConsentWanted:
		return language.T("väntar på samtycke eller annan grund", "waits for consent or another ground")
	case PersonWaits:
		return language.T("personen har bett att få vänta", "the person asked to wait")
	case ThirdParty:
		return language.T("väntar på uppgift från någon annan", "waits for somebody else")
	}
	return language.Same(string(c))
}

// Terms is what was promised.
type Terms struct {
	Days   int                // working days after the day of arrival; 0 is the same day
	Hours  calendar.Hours     // when time counts
	Cutoff calendar.TimeOfDay // what comes later counts as come the next working day
	Why    language.Text      // who promised it: "överenskommelsen, § 9 (K9.1)"
}

// Office gives terms in office hours.
func Office(days int, why language.Text) Terms {
	return Terms{Days: days, Hours: calendar.OfficeHours(), Cutoff: calendar.OfficeCutoff, Why: why}
}

// Event is one thing that happened. What a field means stands with the kinds that carry it.
type Event struct {
	Kind     Kind
	At       time.Time
	Holder   string    // Sent, SentIncomplete, Forwarded: who holds it from now on
	Terms    Terms     // Sent, SentIncomplete, Retermed
	Category Category  // Paused
	Reason   string    // Paused, Retermed: in the holder's words; may be about a person and is never logged
	Until    time.Time // Promised: the new time
	Within   bool      // Attempted: within the hours in which the asker said that they can be reached
}
