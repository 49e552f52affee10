package fact

import (
	"context"
	"strings"

	"samsyn/internal/db"
)

// Outcomes counts the closed facts of a measure by the room's own code of their outcome, with that of what is missed
// without what says so. What was withdrawn is left out. Facts count in the month in which they fell due, as in the sums.
func Outcomes(ctx context.Context, q db.Reader, metric string, f Filter) (map[string]int64, error) {
	args := []any{metric}
	where := f.whereDue(&args)
	rows, err := db.All[struct {
		Outcome string `db:"outcome"`
		N       int64  `db:"n"`
	}](ctx, q, `SELECT outcome, COUNT(*) AS n FROM fact WHERE metric = $1 AND closed IS NOT NULL AND outcome <> 'withdrawn'`+where+` GROUP BY outcome`, args...)
	out := make(map[string]int64, len(rows))
	for _, r := range rows {
		out[strings.TrimPrefix(r.Outcome, Missed+":")] += r.N
	}
	return out, err
}
