package responsibility

import (
	"context"
	"errors"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/policy"
)

// ActionCount is what the trail says when a day by itself changed how much of a matrix is settled.
const ActionCount policy.Action = "responsibility.count"

// counted is how much of a matrix is settled in a municipality from one day to another (K2.1), and the fact that tells of
// it. It is as the parties had noted it on those days: a line entered later for days gone by changes no earlier figure.
type counted struct {
	Agreement    string        `db:"agreement_id"`
	Municipality string        `db:"municipality_code"`
	Since        calendar.Date `db:"since"`
	Until        calendar.Date `db:"until"` // first day on which it no longer was so; zero while it is
	Settled      int64         `db:"settled"`
	Tasks        int64         `db:"tasks"`
	Fact         string        `db:"fact_id"`
}

func (c counted) same(o counted) bool { return c.Settled == o.Settled && c.Tasks == o.Tasks }

func (c counted) fact() fact.Fact {
	return fact.Fact{ID: c.Fact, Metric: fact.ResponsibilityFilled, Clause: "K2.1", Agreement: c.Agreement, Municipality: c.Municipality,
		Authority: directory.PES, Opened: db.At(c.Since.Start()), Part: c.Settled, Whole: c.Tasks}
}

var errNothingNew = errors.New("responsibility: the count is as it was")

// CountAll records what the passing of days has changed: a line that began or ended, a reform that took effect, an
// agreement that came into force or ended. It runs by the clock and can be run again at any time. An agreement is counted
// from when its matrix is begun, or from when it promises one.
func (s *Service) CountAll(ctx context.Context) error {
	ids, err := toCount(ctx, s.Trail.DB())
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
			lines, err := Lines(ctx, tx, id)
			if err != nil {
				return err
			}
			a, now, changed, err := count(ctx, tx, id, lines)
			if err == nil && !changed {
				err = errNothingNew
			}
			if err != nil {
				return err
			}
			return tx.Note(ActionCount, a.Ref(), notedCount{now.Settled, now.Tasks})
		})
		if err != nil && !errors.Is(err, errNothingNew) {
			return err
		}
	}
	return nil
}

type notedCount struct {
	Settled int64 `json:"settled"`
	Tasks   int64 `json:"tasks"`
}

// toCount gives the ids of the agreements whose matrix is begun, is promised today, or was counted until now.
func toCount(ctx context.Context, q db.Reader) ([]string, error) {
	ids, err := db.All[string](ctx, q, `SELECT agreement_id FROM responsibility_line UNION SELECT agreement_id FROM responsibility_fact WHERE until IS NULL`)
	if err != nil {
		return nil, err
	}
	err = commitment.Each(ctx, q, today(q), func(h commitment.Held) error {
		for _, m := range h.Commitment.Measures {
			if m.Metric == fact.ResponsibilityFilled {
				ids = append(ids, h.Agreement)
			}
		}
		return nil
	})
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// count records how much of a matrix is settled today in each municipality that the agreement binds, where that has
// changed, and tells whether it has anywhere.
func count(ctx context.Context, tx *audit.Tx, agreementID string, lines []Line) (a agreement.Agreement, now counted, changed bool, err error) {
	if a, err = agreement.ByID(ctx, tx, agreementID); err != nil {
		return a, now, false, err
	}
	open, err := db.All[counted](ctx, tx, `SELECT agreement_id, municipality_code, since, until, settled, tasks, fact_id FROM responsibility_fact WHERE agreement_id = $1 AND until IS NULL`, a.ID)
	if err != nil {
		return a, now, false, err
	}
	latest, err := lastChange(ctx, tx, a.ID)
	if err != nil {
		return a, now, false, err
	}
	for _, code := range a.Municipalities() {
		var was counted
		if at := slices.IndexFunc(open, func(c counted) bool { return c.Municipality == code }); at >= 0 {
			was = open[at]
		}
		after, err := follow(ctx, tx, a.Within(code), code, was, lines, latest)
		if err != nil {
			return a, now, false, err
		}
		now, changed = after, changed || after != was
	}
	for _, c := range open { // of a municipality that a correction took out
		if !slices.Contains(a.Municipalities(), c.Municipality) {
			if _, err := c.end(ctx, tx, agreement.Agreement{}, today(tx)); err != nil {
				return a, now, false, err
			}
			changed = true
		}
	}
	return a, now, changed, nil
}

// follow brings the count of one municipality from what it was to today, by way of the days on which it changed.
func follow(ctx context.Context, tx *audit.Tx, a agreement.Agreement, code string, was counted, lines []Line, latest calendar.Date) (counted, error) {
	day := today(tx)
	if !a.InForce(day) {
		return was.end(ctx, tx, a, day)
	}
	days := []calendar.Date{day}
	if was.Fact != "" {
		days = append(turns(lines, calendar.Max(was.Since, latest), day), day)
	}
	for _, d := range days {
		held, all := MatrixOn(d, lines).Counted()
		next := counted{Agreement: a.ID, Municipality: code, Since: d, Settled: int64(held), Tasks: int64(all)}
		if was.Fact != "" && was.same(next) {
			continue
		}
		var err error
		if was, err = was.become(ctx, tx, next); err != nil {
			return was, err
		}
	}
	return was, nil
}

// become closes one count on the day on which the next begins. Of several on one day the last is the day's.
func (c counted) become(ctx context.Context, tx *audit.Tx, next counted) (counted, error) {
	if c.Fact != "" && c.Since == next.Since {
		next.Fact = c.Fact
		if _, err := fact.Record(ctx, tx, next.fact()); err != nil {
			return c, err
		}
		_, err := tx.Exec(ctx, `UPDATE responsibility_fact SET settled = $4, tasks = $5 WHERE agreement_id = $1 AND municipality_code = $2 AND since = $3`,
			next.Agreement, next.Municipality, next.Since, next.Settled, next.Tasks)
		return next, err
	}
	if c.Fact != "" {
		if err := c.close(ctx, tx, next.Since); err != nil {
			return c, err
		}
	}
	ids, err := fact.Open(ctx, tx, next.fact())
	if err != nil {
		return c, err
	}
	next.Fact = ids[0]
	return next, db.Insert(ctx, tx, "responsibility_fact", next)
}

// end closes the count of an agreement that is not in force, from the day after its last; what it never was is forgotten.
func (c counted) end(ctx context.Context, tx *audit.Tx, a agreement.Agreement, day calendar.Date) (counted, error) {
	if c.Fact == "" {
		return c, nil
	}
	until := day
	if last := a.Last(); !last.IsZero() {
		until = calendar.Min(day, last.AddDays(1))
	}
	if until.After(c.Since) {
		return counted{}, c.close(ctx, tx, until)
	}
	if err := fact.Forget(ctx, tx, fact.ResponsibilityFilled, c.Fact); err != nil {
		return c, err
	}
	_, err := tx.Exec(ctx, `DELETE FROM responsibility_fact WHERE agreement_id = $1 AND municipality_code = $2 AND since = $3`, c.Agreement, c.Municipality, c.Since)
	return counted{}, err
}

func (c counted) close(ctx context.Context, tx *audit.Tx, until calendar.Date) error {
	if err := fact.Close(ctx, tx, fact.ResponsibilityFilled, fact.Closing{At: db.At(until.Start())}, c.Fact); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE responsibility_fact SET until = $4 WHERE agreement_id = $1 AND municipality_code = $2 AND since = $3`, c.Agreement, c.Municipality, c.Since, until)
	return err
}

// lastChange is the day on which somebody last changed a line; zero when there is none.
func lastChange(ctx context.Context, q db.Reader, agreementID string) (calendar.Date, error) {
	at, err := db.All[db.Time](ctx, q, `SELECT changed_at FROM responsibility_line WHERE agreement_id = $1 ORDER BY changed_at DESC LIMIT 1`, agreementID)
	if err != nil || len(at) == 0 {
		return calendar.Date{}, err
	}
	return calendar.DateOf(at[0].Time), nil
}
