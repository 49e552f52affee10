package agreement

import (
	"context"

	"samsyn/internal/db"
)

// ByID gives one agreement with its parties, or a fault of kind NotFound. Who may do what with it is the caller's to ask.
func ByID(ctx context.Context, q db.Reader, id string) (Agreement, error) { return get(ctx, q, id) }
