package record

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Records is the service: numbers, retention, holds and disposal.
type Records struct {
	Trail *audit.Trail
	Rooms map[ref.Kind]Room // what may be destroyed, by kind; app gives it

	// For the pages; app gives them.
	DocTypes []DocType // the document types that rooms have
	// Names gives the names of accounts and authorities by id.
	Names func(ctx context.Context, q db.Reader, ids []string) (map[string]string, error)

	// For archive packages; app gives them.
	Archivist func(ctx context.Context, q db.Reader, authority string) (Archivist, error)
	Software  string // the program's version
	// Guarded gives those of some things that are about somebody with a protected identity whom the reader is not named for.
	Guarded func(ctx context.Context, q db.Reader, reader policy.Actor, things []ref.Ref) (map[ref.Ref]bool, error)
}

// DocType is a type of document that a plan may have a rule for.
type DocType struct {
	Code string
	Name language.Text
}

// Room is what the room that owns a kind of thing does for its archive.
type Room struct {
	// Closed gives an authority's things of a document type whose period began on or before a day, the earliest first.
	Closed func(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]Candidate, error)

	Due        func(ctx context.Context, q db.Reader, id string) (Candidate, error) // read anew when it is carried out
	Pack       func(ctx context.Context, q db.Reader, id string) (Document, error)  // the thing as files, before it goes
	Erase      func(ctx context.Context, tx *audit.Tx, id string) error             // delete its rows
	KeepsTrail bool                                                                 // what the trail says of the thing outlasts it
}

// guard asks whether an actor may do something to an authority's records.
func (r *Records) guard(ctx context.Context, q db.Reader, a policy.Actor, act policy.Action, authority string) error {
	return policy.Check(ctx, q, a, act, ref.To("authority", authority))
}
