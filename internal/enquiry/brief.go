package enquiry

import (
	"context"

	"samsyn/internal/db"
)

// ByID gives a question as lists have it, without its purpose, for another room that has asked whether its reader may see
// it (policy.ReadEnquiry).
func ByID(ctx context.Context, q db.Reader, id string) (Enquiry, error) {
	e, err := db.One[Enquiry](ctx, q, `SELECT `+columns+` FROM enquiry e WHERE e.id = $1`, id)
	return e, orNotFound(err)
}
