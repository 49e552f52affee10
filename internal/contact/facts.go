package contact

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

// keptFact joins a path with the fact of its next check in one municipality.
type keptFact struct {
	Path         string `db:"path_id"`
	Municipality string `db:"municipality_code"`
	Fact         string `db:"fact_id"`
}

// placesOf are the municipalities in which a path's checks are owed.
func placesOf(ctx context.Context, q db.Reader, p Path) ([]string, error) {
	return directory.Served(ctx, q, p.Authority, p.Areas, today(q))
}

// openChecks opens the next check of a path (K8.1) in each municipality that it is for: due at the end of the 90th day.
func openChecks(ctx context.Context, tx *audit.Tx, p Path, since time.Time) error {
	codes, err := placesOf(ctx, tx, p)
	if err != nil {
		return err
	}
	return openIn(ctx, tx, p, since, codes)
}

func openIn(ctx context.Context, tx *audit.Tx, p Path, since time.Time, codes []string) error {
	facts := make([]fact.Fact, len(codes))
	for i, code := range codes {
		facts[i] = fact.Fact{Metric: fact.ContactPathCheck, Clause: "K8.1", Municipality: code, Authority: p.Authority, Opened: db.At(since), Due: db.At(freshUntil(since))}
	}
	if len(facts) == 0 {
		return nil
	}
	ids, err := fact.Open(ctx, tx, facts...)
	if err != nil {
		return err
	}
	rows := make([]keptFact, len(ids))
	for i, id := range ids {
		rows[i] = keptFact{p.ID, codes[i], id}
	}
	return db.InsertAll(ctx, tx, "contact_fact", rows)
}

// closeChecks closes the open check of a path at an instant, in the municipalities given or in all, and forgets which it was.
func closeChecks(ctx context.Context, tx *audit.Tx, p Path, at time.Time, outcome string, codes ...string) error {
	rows, err := db.All[keptFact](ctx, tx, `SELECT path_id, municipality_code, fact_id FROM contact_fact WHERE path_id = $1 ORDER BY municipality_code`, p.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, r := range rows {
		if len(codes) == 0 || slices.Contains(codes, r.Municipality) {
			ids = append(ids, r.Fact)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	minutes := int64(calendar.OfficeHours().MinutesBetween(p.CheckedAt.Time, at))
	if err := fact.Close(ctx, tx, fact.ContactPathCheck, fact.Closing{At: db.At(at), Outcome: outcome, Minutes: max(0, minutes)}, ids...); err != nil {
		return err
	}
	for some := range slices.Chunk(ids, 100) {
		args := []any{p.ID}
		if _, err := tx.Exec(ctx, `DELETE FROM contact_fact WHERE path_id = $1 AND fact_id `+db.In(some, &args), args...); err != nil {
			return err
		}
	}
	return nil
}

func withdrawChecks(ctx context.Context, tx *audit.Tx, p Path) error {
	return closeChecks(ctx, tx, p, tx.Now(), fact.Withdrawn)
}

// moveChecks follows a path to other municipalities: what it leaves is taken back, what it comes to begins today.
func moveChecks(ctx context.Context, tx *audit.Tx, before, after Path) error {
	if slices.Equal(before.Areas, after.Areas) {
		return nil
	}
	was, err := placesOf(ctx, tx, before)
	if err != nil {
		return err
	}
	is, err := placesOf(ctx, tx, after)
	if err != nil {
		return err
	}
	if gone := without(was, is); len(gone) > 0 {
		if err := closeChecks(ctx, tx, before, tx.Now(), fact.Withdrawn, gone...); err != nil {
			return err
		}
	}
	return openIn(ctx, tx, after, tx.Now(), without(is, was))
}

func without(all, those []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(c string) bool { return slices.Contains(those, c) })
}

// retold records that somebody else answers for a path and whether that was said in time (K7.2): by the end of the day on
// which it took effect.
func (s *Service) retold(ctx context.Context, tx *audit.Tx, before, after Path, since calendar.Date) error {
	if before.Owner == after.Owner || before.Owner == "" {
		return nil
	}
	if since.IsZero() {
		since = today(tx)
	}
	codes, err := placesOf(ctx, tx, after)
	if err != nil {
		return err
	}
	opened := since.Start()
	if opened.After(tx.Now()) {
		opened = tx.Now()
	}
	facts := make([]fact.Fact, len(codes))
	for i, code := range codes {
		facts[i] = fact.Fact{Metric: fact.ContactChangeTold, Clause: "K7.2", Municipality: code, Authority: after.Authority, Opened: db.At(opened), Due: db.At(since.End()), Closed: db.At(tx.Now())}
	}
	_, err = fact.RecordAll(ctx, tx, facts)
	return err
}
