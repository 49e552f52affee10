package measure

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
)

// staleBefore is the instant before which an entry must have been checked to be stale on a day.
func staleBefore(day calendar.Date) time.Time {
	// A month after the 31st is the last of a shorter month, so more days than one fall due on it: the first day of which a
	// month later is not before the day asked is the answer.
	first := day.AddMonths(-1).AddDays(-3)
	for first.AddMonths(1).Before(day) {
		first = first.AddDays(1)
	}
	return first.Start()
}

// checkFact joins a measure with the fact of its next check in one municipality.
type checkFact struct {
	Measure      string `db:"measure_id"`
	Municipality string `db:"municipality_code"`
	Fact         string `db:"fact_id"`
}

// openChecks opens the next check of an entry (K14.1) in each municipality that it is for: due at the end of the day a month
// later.
func openChecks(ctx context.Context, tx *audit.Tx, m Measure) error {
	codes, err := directory.Served(ctx, tx, m.Authority, m.Areas, today(tx))
	if err != nil || len(codes) == 0 {
		return err
	}
	facts := make([]fact.Fact, len(codes))
	for i, code := range codes {
		facts[i] = fact.Fact{Metric: fact.ToolboxUpdated, Clause: "K14.1", Municipality: code, Authority: m.Authority, Opened: m.CheckedAt, Due: db.At(m.FreshUntil())}
	}
	ids, err := fact.Open(ctx, tx, facts...)
	if err != nil {
		return err
	}
	rows := make([]checkFact, len(ids))
	for i, id := range ids {
		rows[i] = checkFact{m.ID, codes[i], id}
	}
	return db.InsertAll(ctx, tx, "measure_fact", rows)
}

// closeChecks closes the open check of an entry in each municipality.
func closeChecks(ctx context.Context, tx *audit.Tx, m Measure, outcome string) error {
	rows, err := db.All[checkFact](ctx, tx, `SELECT measure_id, municipality_code, fact_id FROM measure_fact WHERE measure_id = $1 ORDER BY municipality_code`, m.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	closing := fact.Closing{At: db.At(tx.Now()), Outcome: outcome, Minutes: int64(calendar.OfficeHours().MinutesBetween(m.CheckedAt.Time, tx.Now()))}
	for some := range slices.Chunk(rows, 100) {
		ids := make([]string, len(some))
		for i, r := range some {
			ids[i] = r.Fact
		}
		if err := fact.Close(ctx, tx, fact.ToolboxUpdated, closing, ids...); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `DELETE FROM measure_fact WHERE measure_id = $1`, m.ID)
	return err
}

// checked closes the check that was due and begins the next from now.
func (m Measure) checked(ctx context.Context, tx *audit.Tx) (Measure, error) {
	if err := closeChecks(ctx, tx, m, ""); err != nil {
		return m, err
	}
	m.CheckedAt = db.At(tx.Now())
	return m, openChecks(ctx, tx, m)
}
