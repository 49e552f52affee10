package deviation

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/steering"
)

// Open gives for the agendas of an agreement's groups the deviations that the steering group has: on level 3, and on level
// 4 until they are solved.
func Open(ctx context.Context, q db.Reader, agreementID string) (out []steering.Item, err error) {
	found, err := db.All[Deviation](ctx, q, "SELECT "+columns+` FROM deviation d WHERE d.agreement_id = $1 AND d.level >= $2
		AND d.state IN ('reported', 'acknowledged', 'analysed', 'decided', 'disputed') ORDER BY d.level DESC, d.reported_at, d.id`, agreementID, joint)
	for _, d := range found {
		i := steering.Item{Thing: d.Ref(), Path: d.Page(), Source: language.T("Avvikelse på nivå %d", "Deviation on level %d").With(d.Level),
			Text: language.T("%s, rapporterad %s", "%s, reported on %s").With(d.Type.Name(), calendar.DateOf(d.ReportedAt.Time))}
		if !d.LevelDue.IsZero() {
			i.Due = calendar.DateOf(d.LevelDue.Time)
		}
		out = append(out, i)
	}
	return out, err
}
