package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
)

func recordMeeting(ctx context.Context, tx *audit.Tx, m Meeting) error { return nil }

func recordDecision(ctx context.Context, tx *audit.Tx, a agreement.Agreement, d Decision) error {
	return nil
}

func recordReview(ctx context.Context, tx *audit.Tx, a agreement.Agreement, v Review) error {
	return nil
}
