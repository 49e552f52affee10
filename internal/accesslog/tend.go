package accesslog

import (
	"context"
	"errors"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Tend is what is done by the clock: it draws each quarter's review, and reminds of reviews and emergency openings whose time
// is soon up. Run again it does nothing twice.
func (s *Service) Tend(ctx context.Context) error {
	return errors.Join(s.drawQuarter(ctx), s.remindReviews(ctx), s.remindEmergencies(ctx))
}

// clockActor is who the clock acts as.
func clockActor() policy.Actor { return policy.Process("samsyn clock") }

func mayTend(ctx context.Context, tx *audit.Tx) error {
	return policy.Check(ctx, tx, tx.Actor(), policy.TendLogReviews, ref.Ref{})
}

// drawQuarter draws the review of the quarter before this for each authority that has somebody to make it and readings to
// review, once.
func (s *Service) drawQuarter(ctx context.Context) error {
	q := s.Trail.DB()
	today := calendar.DateOf(q.Now())
	in := quarterOf(quarterOf(today).From.AddDays(-1))
	authorities, err := account.AuthoritiesWith(ctx, q, policy.LogAuditor, today)
	if err != nil {
		return err
	}
	var failed error
	for _, authority := range authorities {
		if err := s.drawOnce(ctx, authority, in); err != nil && !fault.Is(err, fault.Conflict) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) drawOnce(ctx context.Context, authority string, in calendar.Period) error {
	q := s.Trail.DB()
	n, err := db.One[int64](ctx, q, "SELECT COUNT(*) FROM accesslog_review WHERE authority_id = $1 AND from_on = $2 AND to_on = $3", authority, in.From, in.To)
	if err != nil || n > 0 {
		return err
	}
	d, err := s.draw(ctx, authority, in, UsualSize)
	if err != nil || d.Readings == 0 {
		return err
	}
	_, err = s.keep(ctx, clockActor(), d, func(tx *audit.Tx) error {
		n, err := db.One[int64](ctx, tx, "SELECT COUNT(*) FROM accesslog_review WHERE authority_id = $1 AND from_on = $2 AND to_on = $3", authority, in.From, in.To)
		if err == nil && n > 0 {
			err = fault.New(fault.Conflict, meanwhile)
		}
		if err != nil {
			return err
		}
		return mayTend(ctx, tx)
	})
	return err
}

// remindDays is how many working days before a review's last day its auditors are reminded.
const remindDays = 10

func (s *Service) remindReviews(ctx context.Context) error {
	q := s.Trail.DB()
	soon := calendar.AddWorkingDays(calendar.DateOf(q.Now()), remindDays).End()
	list, err := db.All[Review](ctx, q, "SELECT "+reviewColumns+" FROM accesslog_review WHERE state = 'open' AND reminded_at IS NULL AND due_at <= $1 ORDER BY due_at, id"+db.Limit(tendAtOnce), db.At(soon))
	if err != nil {
		return err
	}
	var failed error
	for _, r := range list {
		text := language.T("Loggkontrollen av %s ska vara avslutad %s.", "The log review of %s is to be closed by %s.").With(lower(r.Name()), calendar.DateOf(r.Due.Time).AddDays(-1).Long())
		failed = errors.Join(failed, s.remind(ctx, "accesslog_review", r.Ref(), r.Authority, "", News{Kind: NewsDrawn, Thing: r.Ref(), Text: text}, policy.LogAuditor))
	}
	return failed
}

// tendAtOnce is how many are reminded of in one round of the clock.
const tendAtOnce = 200

func (s *Service) remindEmergencies(ctx context.Context) error {
	q := s.Trail.DB()
	soon := calendar.AddWorkingDays(calendar.DateOf(q.Now()), 1).End()
	list, err := db.All[Emergency](ctx, q, "SELECT "+emergencyColumns+" FROM accesslog_emergency WHERE reviewed_at IS NULL AND reminded_at IS NULL AND due_at <= $1 ORDER BY due_at, id"+db.Limit(tendAtOnce), db.At(soon))
	if err != nil {
		return err
	}
	var failed error
	for _, e := range list {
		text := language.T("En nödöppning ska vara granskad %s.", "An emergency opening is to be reviewed by %s.").With(calendar.LongDateTime(e.Due.Time))
		failed = errors.Join(failed, s.remind(ctx, "accesslog_emergency", e.Ref(), e.Authority, e.Account, News{Kind: NewsWaiting, Thing: e.Ref(), Text: text}, policy.LogAuditor, policy.LocalAdmin))
	}
	return failed
}

var errTold = errors.New("accesslog: was reminded of meanwhile")

// remind tells those who hold some roles at an authority, but one, once, of a row of one of the room's tables.
func (s *Service) remind(ctx context.Context, table string, thing ref.Ref, authority, but string, n News, roles ...policy.Role) error {
	err := s.Trail.Do(ctx, clockActor(), func(tx *audit.Tx) error {
		if err := mayTend(ctx, tx); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, "UPDATE "+table+" SET reminded_at = $2 WHERE id = $1 AND reminded_at IS NULL", thing.ID, db.At(tx.Now()))
		if err == nil && done == 0 {
			err = errTold
		}
		if err != nil {
			return err
		}
		if n.Accounts, err = others(ctx, tx, authority, but, roles...); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, n); err != nil {
			return err
		}
		return tx.Note(policy.TendLogReviews, thing, map[string]int{"reminded": len(n.Accounts)})
	})
	if errors.Is(err, errTold) {
		return nil
	}
	return err
}
