package steering

import (
	"context"
	"errors"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
)

// ActionYear is what the trail says when a year of an agreement has begun to call for a review, or has ended without one.
const ActionYear policy.Action = "agreement.review-year"

var errNothingNew = errors.New("steering: every year is as it was noted")

// FollowYears opens what each year of an agreement promises, an annual review before the anniversary (K28.1), and closes
// as missed what nobody did. It runs by the clock and can be run again at any time.
func (s *Service) FollowYears(ctx context.Context) error {
	ids, err := toFollow(ctx, s.Trail.DB())
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
			a, err := agreement.ByID(ctx, tx, id)
			if err != nil {
				return err
			}
			changed, err := followYears(ctx, tx, a)
			if err != nil {
				return err
			}
			for _, y := range changed {
				if err := tx.Note(ActionYear, a.Ref(), notedYear{string(y.State), y.Due}); err != nil {
					return err
				}
			}
			if len(changed) == 0 {
				return errNothingNew
			}
			return nil
		})
		if err != nil && !errors.Is(err, errNothingNew) {
			return err
		}
	}
	return nil
}

// toFollow gives the ids of the agreements in force today, and of those with a year that is open still.
func toFollow(ctx context.Context, q db.Reader) ([]string, error) {
	ids, err := db.All[string](ctx, q, `SELECT DISTINCT agreement_id FROM steering_anniversary WHERE state = 'open'`)
	if err != nil {
		return nil, err
	}
	all, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, On: today(q)})
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// followYears brings the years of an agreement, and the facts that tell of them, to what holds today, and gives those that
// changed.
func followYears(ctx context.Context, tx *audit.Tx, a agreement.Agreement) ([]year, error) {
	noted, err := db.All[year](ctx, tx, `SELECT agreement_id, due, state FROM steering_anniversary WHERE agreement_id = $1 ORDER BY due`, a.ID)
	if err != nil {
		return nil, err
	}
	done, err := reviewsOf(ctx, tx, a.ID)
	if err != nil {
		return nil, err
	}
	changed := years(a, today(tx), noted, done)
	for _, y := range changed {
		if _, err := tx.Exec(ctx, `INSERT INTO steering_anniversary (agreement_id, due, state) VALUES ($1, $2, $3)
			ON CONFLICT (agreement_id, due) DO UPDATE SET state = excluded.state`, y.Agreement, y.Due, y.State); err != nil {
			return nil, err
		}
		if err := y.record(ctx, tx, a, reviewedBy(a, y.Due, done)); err != nil {
			return nil, err
		}
	}
	return changed, nil
}

// record writes the facts of a year; reviewed is the day of its first review, when there is one. A municipality that was
// told of the year and left before its anniversary is asked for nothing.
func (y year) record(ctx context.Context, tx *audit.Tx, a agreement.Agreement, reviewed calendar.Date) error {
	thing, bound := a.ID+"/"+y.Due.String(), y.bound(a)
	have, err := factsOf(ctx, tx, thing, fact.AnnualReview)
	if err != nil {
		return err
	}
	var gone []string
	for code := range have {
		if !slices.Contains(bound, code) {
			gone = append(gone, code)
		}
	}
	slices.Sort(gone)
	withdrawn := year{y.Agreement, y.Due, yearWithdrawn}
	if err := record(ctx, tx, a, bound, thing, y.fact(reviewed)); err != nil {
		return err
	}
	return record(ctx, tx, a, gone, thing, withdrawn.fact(reviewed))
}

// bound are the municipalities of which a year's review is asked: those bound until the anniversary.
func (y year) bound(a agreement.Agreement) []string {
	if y.State == yearWithdrawn {
		return nil
	}
	return slices.DeleteFunc(a.Municipalities(), func(code string) bool { return !a.Within(code).Period().Contains(y.Due) })
}

// fact tells of a year; reviewed is the day of its first review, when there is one.
func (y year) fact(reviewed calendar.Date) fact.Fact {
	f := fact.Fact{Metric: fact.AnnualReview, Clause: "K28.1", Authority: directory.PES, Opened: db.At(y.Due.AddYears(-1).Start()), Due: db.At(y.Due.End())}
	switch y.State {
	case yearKept:
		f.Closed = db.At(reviewed.Start())
	case yearMissed:
		f.Closed, f.Outcome = f.Due, fact.Missed
	case yearWithdrawn:
		f.Closed, f.Outcome = f.Opened, fact.Withdrawn
	}
	return f
}
