package deviation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Leaves tells whether a measure is recorded by deviations: those of § 25. What is raised by the clock is recorded by
// questions too, and what recurs by analyses of causes.
func Leaves(metric string) bool {
	return slices.Contains([]string{fact.DeviationAcknowledged, fact.DeviationResolvedLocally, fact.EscalatedWhenDue, fact.RecurringAnalysed}, metric)
}

// Behind is what one deviation, or one analysis of causes, contributed to a figure.
type Behind struct {
	ID           string  `db:"id"`
	Type         Type    `db:"kind"`
	Municipality string  `db:"municipality_code"`
	Round        int64   `db:"round"`
	Level        int64   `db:"level"` // that it left, of what is raised by the clock; else 0
	Analysis     bool    `db:"analysis"`
	Opened       db.Time `db:"opened"`
	Due          db.Time `db:"due"`
	Closed       db.Time `db:"closed"`
	Outcome      string  `db:"outcome"`
	Minutes      int64   `db:"minutes"`
	Relieved     bool    `db:"relieved"`
}

// Page is the address of the deviation, or of the analysis.
func (b Behind) Page() string {
	if b.Analysis {
		return Analysis{ID: b.ID}.Page()
	}
	return Deviation{ID: b.ID}.Page()
}

// Title is what kind of thing did not go as it should.
func (b Behind) Title() language.Text {
	switch {
	case b.Analysis:
		return language.T("Orsaksanalys: %s", "Analysis of causes: %s").With(lower(b.Type.Name()))
	case b.Level > 0:
		return language.T("%s, nivå %d", "%s, level %d").With(b.Type.Name(), b.Level)
	}
	return b.Type.Name()
}

// Place is where it stands in the list: what the next page continues from.
func (b Behind) Place() []string {
	return []string{b.Due.UTC().Format(time.RFC3339Nano), b.ID, strconv.FormatInt(b.Round, 10), strconv.FormatInt(b.Level, 10)}
}

// BehindFigure gives those of the deviations behind a figure that the actor may see in the list, by when they were due; of
// how many recurring ones were analysed, the analyses that the actor may read. Whoever may see none is answered by the same
// statement.
func BehindFigure(ctx context.Context, q db.Reader, actor policy.Actor, f enquiry.Figure, after []string, limit int) ([]Behind, error) {
	if f.Metric == fact.RecurringAnalysed {
		return analysesBehind(ctx, q, actor, f, after, limit)
	}
	where, args, err := f.Facts(q.Now(), after, "d.id, l.round, l.level")
	if err != nil {
		return nil, err
	}
	where += ` AND ` + policy.Where(q, actor, policy.ListDeviations, "d", &args)
	args = append(args, actor.Authority)
	return db.All[Behind](ctx, q, `SELECT d.id, d.kind, d.municipality_code, l.round, l.level, FALSE AS analysis, f.opened, f.due, f.closed, f.outcome, f.minutes, f.relieved
		FROM fact f JOIN deviation_fact l ON l.fact_id = f.id JOIN deviation d ON d.id = l.deviation_id JOIN deviation_side s ON s.deviation_id = d.id
		WHERE `+where+fmt.Sprintf(` AND s.authority_id = $%d ORDER BY f.due, d.id, l.round, l.level`, len(args))+db.Limit(limit), args...)
}

func analysesBehind(ctx context.Context, q db.Reader, actor policy.Actor, f enquiry.Figure, after []string, limit int) ([]Behind, error) {
	where, args, err := f.Facts(q.Now(), after, "a.id, 1, 0")
	if err != nil {
		return nil, err
	}
	where += ` AND ` + policy.Where(q, actor, policy.ReadAnalyses, "a", &args)
	return db.All[Behind](ctx, q, `SELECT a.id, a.kind, a.municipality_code, 1 AS round, 0 AS level, TRUE AS analysis, f.opened, f.due, f.closed, f.outcome, f.minutes, f.relieved
		FROM fact f JOIN deviation_analysis a ON a.fact_id = f.id WHERE `+where+` ORDER BY f.due, a.id`+db.Limit(limit), args...)
}
