package person

import (
	"samsyn/internal/calendar"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	PersonKind ref.Kind = "person"
	GroundKind ref.Kind = "person-ground"
)

// Protection is the protection of a person's identity that the population register shows (domain 3.4).
type Protection string

// The protections. An assumed identity has no marker, and must have none.
const (
	Unprotected  Protection = ""
	Marker       Protection = "marker"       // sekretessmarkering
	Registration Protection = "registration" // skyddad folkbokföring
)

// Name gives the protection in words.
func (p Protection) Name() language.Text {
	switch p {
	case Marker:
		return language.T("sekretessmarkering", "secrecy marker")
	case Registration:
		return language.T("skyddad folkbokföring", "protected registration")
	}
	return language.T("ingen", "none")
}

// Person is one authority's record of a person, without what is sealed.
type Person struct {
	ID            string        `db:"id"`
	Authority     string        `db:"authority_id"`
	Protection    Protection    `db:"protection"`
	ProtectedFrom calendar.Date `db:"protected_from"`
	ProtectedTo   calendar.Date `db:"protected_to"` // zero until further notice
	Version       int64         `db:"version"`      // rises with every change
}

// Ref names the person.
func (p Person) Ref() ref.Ref { return ref.To(PersonKind, p.ID) }

// Protected tells whether the identity is protected on a day.
func (p Person) Protected(on calendar.Date) bool {
	return p.Protection != Unprotected && calendar.Period{From: p.ProtectedFrom, To: p.ProtectedTo}.Contains(on)
}

// Reached is how a person is reached. A protected person has a telephone number at most.
type Reached struct {
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	Address string `json:"address,omitempty"`
}

// Identity is what is known of who a person is when a record of them is made.
type Identity struct {
	Number identity.PersonalNumber
	Name   string
	Reached
}

// Opened is a record with what is sealed. It leaves the service only to somebody who may see it, and the opening is
// noted.
type Opened struct {
	Person
	Identity
	Former []identity.PersonalNumber // earlier numbers of the same person, the latest first
	By     policy.By                 // how the reader came to be allowed; zero where nobody was asked
}
