package accesslog

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/ref"
)

// Service is who has read what, and the review of it.
type Service struct {
	Trail   *audit.Trail
	Persons *person.Service
	// Abouts are what the rooms tell of their things about persons. App sets it.
	Abouts []About
	// Place gives the municipality of the latest thing about a record of a person; empty when there is none. App sets it.
	Place func(ctx context.Context, q db.Reader, person string) (string, error)
	// Tell tells accounts in the act; nil tells nobody. App sets it.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
}

// News is what accounts are told. It says nothing about a person.
type News struct {
	Kind     NewsKind
	Thing    ref.Ref
	Accounts []string
	Text     language.Text
}

// NewsKind is the sort of news.
type NewsKind string

// The kinds of news.
const (
	NewsDrawn   NewsKind = "logreview.drawn"   // a review is drawn, or soon due
	NewsAsked   NewsKind = "logreview.asked"   // somebody is asked why they read, or has answered
	NewsWaiting NewsKind = "emergency.waiting" // an emergency opening soon is to have been reviewed
)

// NewsKinds lists them.
func NewsKinds() []NewsKind { return []NewsKind{NewsDrawn, NewsAsked, NewsWaiting} }

// New makes the service.
func New(trail *audit.Trail, persons *person.Service) *Service {
	return &Service{Trail: trail, Persons: persons}
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, n News) error {
	if s.Tell == nil || len(n.Accounts) == 0 {
		return nil
	}
	return s.Tell(ctx, tx, n)
}

var meanwhile = language.T("Någon annan har ändrat det här under tiden. Läs in sidan igen.", "Somebody else has changed this meanwhile. Load the page again.")

// Names of fields, on the pages and in the API.
const (
	fieldOutcome   = "outcome"
	fieldWords     = "words"
	fieldResult    = "result"
	fieldFrom      = "from"
	fieldTo        = "to"
	fieldSize      = "size"
	fieldRule      = "rule"
	fieldActive    = "active"
	fieldThreshold = "threshold"
	fieldNumber    = "number"
	fieldReason    = "reason"
	fieldSaid      = "said"
)
