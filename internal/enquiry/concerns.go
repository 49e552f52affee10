package enquiry

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/exchange"
)

// Concerned is a question or its thread as it is about one authority's record of a person.
type Concerned struct {
	Enquiry      string `db:"enquiry_id"`
	Conversation string `db:"conversation_id"`
	Person       string `db:"person_id"`
	Authority    string `db:"authority_id"`
}

const concerned = `SELECT s.enquiry_id, e.conversation_id, s.person_id, s.authority_id FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id`

// About gives the questions that are about some records of persons, also those that their authority has passed on or
// destroyed its file of.
func About(ctx context.Context, q db.Reader, persons []string) ([]Concerned, error) {
	var args []any
	return db.All[Concerned](ctx, q, concerned+` WHERE s.person_id `+db.In(persons, &args)+` ORDER BY s.enquiry_id, s.authority_id`, args...)
}

// Whom gives the records that some questions, or the threads of them, are about at one authority. A question whose person
// the authority has not opened is about none.
func Whom(ctx context.Context, q db.Reader, authority string, questions, threads []string) ([]Concerned, error) {
	args := []any{authority}
	return db.All[Concerned](ctx, q, concerned+` WHERE s.person_id <> '' AND s.authority_id = $1 AND (s.enquiry_id `+db.In(questions, &args)+` OR e.conversation_id `+db.In(threads, &args)+`)
		ORDER BY s.enquiry_id`, args...)
}

// LatestPlace gives the municipality of the latest question about a record of a person; empty when there is none.
func LatestPlace(ctx context.Context, q db.Reader, person string) (string, error) {
	found, err := db.All[string](ctx, q, `SELECT municipality_code FROM enquiry_side WHERE person_id = $1 ORDER BY created_at DESC, enquiry_id DESC`+db.Limit(1), person)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// Keeps is a condition on p, a record of a person, that holds while something of this room's is kept about the person.
func Keeps() string { return exchange.Keeps("enquiry", "enquiry_side", "enquiry_id") }
