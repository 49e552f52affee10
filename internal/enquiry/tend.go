package enquiry

import (
	"cmp"
	"context"
	"errors"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// silence is after how many working days an answered question is closed when the asker says nothing.
const silence = 20

// tendAtOnce is how many questions are tended in one round of the clock.
const tendAtOnce = 500

// Tend is what is done by the clock: it reminds of what falls due within a working day and of what is late, and closes
// what was answered and has been silent. Run again it does nothing twice.
func (s *Service) Tend(ctx context.Context) error {
	for _, step := range []func(context.Context) error{s.remind, s.countUnanswered, s.closeSilent} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

var errInTime = errors.New("enquiry: the time for a first response has not run out")

// countUnanswered tells the contact paths of questions whose time for a first response has run out without one. The
// question itself stays as it is, so that nobody who writes is stopped by it.
func (s *Service) countUnanswered(ctx context.Context) error {
	now := s.Trail.DB().Now()
	ids, err := db.All[string](ctx, s.Trail.DB(), `SELECT id FROM enquiry WHERE state = 'open' AND first_at IS NULL AND sent_at < $1 AND NOT noted AND path_id <> '' AND (first_days = 0 OR sent_at < $2)
		AND NOT EXISTS (SELECT 1 FROM enquiry_unanswered u WHERE u.enquiry_id = enquiry.id AND u.round = enquiry.round AND u.path_id = enquiry.path_id)
		ORDER BY sent_at, id`+db.Limit(tendAtOnce), db.At(now), db.At(calendar.AddWorkingDays(calendar.DateOf(now), -1).End()))
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.act(ctx, policy.Process("enquiry.tend"), func(tx *audit.Tx) error {
			w, err := s.load(ctx, tx, id, policy.TendEnquiries)
			if err != nil {
				return err
			}
			if !w.e.FirstAt.IsZero() || w.clock.Complete.IsZero() || now.Before(firstDue(w.e, w.clock)) {
				return errInTime
			}
			if first, err := w.ranOut(w.e.Path); err != nil || !first {
				return cmp.Or(err, errInTime)
			}
			return tx.Note(policy.TendEnquiries, w.e.Ref(), map[string]bool{"unanswered": true})
		})
		if err != nil && !errors.Is(err, errInTime) {
			return err
		}
	}
	return nil
}

func (s *Service) remind(ctx context.Context) error {
	now := s.Trail.DB().Now()
	soon := calendar.AddWorkingDays(calendar.DateOf(now), 1).End()
	return s.each(ctx, `SELECT id FROM enquiry WHERE state = 'open' AND due_at <= $1 AND (reminded_at IS NULL OR reminded_at < due_at AND due_at <= $2)
		ORDER BY due_at, id`, []any{db.At(soon), db.At(now)}, func(w *work) error {
		if w.e.State != Open {
			return nil
		}
		text := language.T("En fråga ska vara besvarad senast %s.", "A question is due %s.").With(calendar.LongDateTime(w.e.Due.Time))
		if !now.Before(w.e.Due.Time) {
			text = language.T("En fråga skulle ha varit besvarad %s. Svara, eller ge besked om en ny tid.", "A question was due %s. Answer it, or give a new time.").With(calendar.LongDateTime(w.e.Due.Time))
		}
		w.tell(w.desk(w.e.Receiver), NewsDue, text)
		w.e.RemindedAt = db.At(w.tx.Now())
		return nil
	})
}

func (s *Service) closeSilent(ctx context.Context) error {
	before := calendar.AddWorkingDays(calendar.DateOf(s.Trail.DB().Now()), -silence).Start()
	return s.each(ctx, `SELECT id FROM enquiry WHERE state = 'answered' AND answered_at < $1 AND returned_at IS NULL AND (delivered_at IS NOT NULL OR NOT callback)
		ORDER BY answered_at, id`, []any{db.At(before)}, func(w *work) error {
		silent := w.e.State == Done && w.e.ReturnedAt.IsZero() && w.e.AnsweredAt.Before(before) && (!w.e.Callback || !w.e.DeliveredAt.IsZero())
		if !silent { // anything may have been done since it was found
			return nil
		}
		return w.close(Asker)
	})
}

// each does something to each of some questions, each in an act of its own, so that one that cannot be tended stops no
// other.
func (s *Service) each(ctx context.Context, text string, args []any, rule func(w *work) error) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), text+db.Limit(tendAtOnce), args...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err = s.act(ctx, policy.Process("enquiry.tend"), func(tx *audit.Tx) error {
			w, err := s.load(ctx, tx, id, policy.TendEnquiries)
			if err != nil {
				return err
			}
			if err := rule(w); err != nil {
				return err
			}
			return w.save()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// LateFor tells for how long the question has been late, in working minutes; 0 when it is not.
func (v View) LateFor(now time.Time) int {
	if v.Clock.Verdict(now) != clock.Missed {
		return 0
	}
	return v.Clock.LateBy(now)
}
