package person

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Assigned is that a member of staff is, or was, named on a record of a person for some days.
type Assigned struct {
	Person  string        `db:"person_id"`
	Account string        `db:"account_id"`
	From    calendar.Date `db:"valid_from"`
	To      calendar.Date `db:"valid_to"` // last day; zero until further notice
}

// AssignmentsOf gives who is and was named on some records: for the review of who has read.
func AssignmentsOf(ctx context.Context, q db.Reader, persons []string) ([]Assigned, error) {
	var args []any
	return db.All[Assigned](ctx, q, "SELECT person_id, account_id, valid_from, valid_to FROM person_assignment WHERE person_id "+db.In(persons, &args)+" ORDER BY person_id, account_id, valid_from", args...)
}

// ProtectionsOf gives the records of some that have or had a protected identity.
func ProtectionsOf(ctx context.Context, q db.Reader, persons []string) ([]Person, error) {
	var args []any
	return db.All[Person](ctx, q, "SELECT "+personColumns+" FROM person WHERE protection <> '' AND id "+db.In(persons, &args)+" ORDER BY id", args...)
}
