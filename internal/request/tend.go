package request

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// silence is after how many working days a request whose answer was told is closed when the person says nothing.
const silence = 20

// soon is how many working days before it is due a request is reminded of: of a right, since it takes longer, more.
const (
	soon      = 1
	soonRight = 5
)

// tendAtOnce is how many requests are tended in one round of the clock.
const tendAtOnce = 500

// Tend is what is done by the clock: it reminds of what is soon due, raises what is late to who answers for the unit, and
// closes what was told and has been silent. Run again it does nothing twice, and what one request cannot stops no other.
func (s *Service) Tend(ctx context.Context) error {
	return errors.Join(s.raise(ctx), s.remind(ctx), s.closeSilent(ctx))
}

func (s *Service) raise(ctx context.Context) error {
	now := s.Trail.DB().Now()
	return s.each(ctx, "SELECT id FROM request WHERE box = 'live' AND due_at <= $1 AND raised_at IS NULL ORDER BY due_at, id", db.At(now), func(w *work) error {
		if !w.r.RaisedAt.IsZero() || !w.r.Late(now) {
			return errNothing
		}
		w.r.RaisedAt = db.At(now)
		w.occur(Clock, Raise, Event{})
		list, err := w.coordinators()
		if err != nil {
			return err
		}
		w.tell(NewsLate, language.T("En begäran från en enskild är försenad. Se till att den blir besvarad.", "A request from a person is late. See to it that it is answered."), list)
		return nil
	})
}

// Closes is the day on which a request whose answer was told closes when the person says nothing.
func (r Request) Closes() calendar.Date {
	return calendar.AddWorkingDays(dayOf(r.ToldAt), silence).AddDays(1)
}

// remind reminds of what is soon due, once for each round: of the rights apart, since they are reminded of earlier.
func (s *Service) remind(ctx context.Context) error {
	today := calendar.DateOf(s.Trail.DB().Now())
	rights := "kind IN ('extract', 'correction', 'restriction', 'objection')"
	return errors.Join(s.remindOf(ctx, rights, calendar.AddWorkingDays(today, soonRight).End()), s.remindOf(ctx, "NOT "+rights, calendar.AddWorkingDays(today, soon).End()))
}

func (s *Service) remindOf(ctx context.Context, kinds string, until time.Time) error {
	now := s.Trail.DB().Now()
	return s.each(ctx, "SELECT id FROM request WHERE box = 'live' AND due_at <= $1 AND reminded_at IS NULL AND "+kinds+" ORDER BY due_at, id", db.At(until), func(w *work) error {
		if !w.r.RemindedAt.IsZero() || w.r.Due.IsZero() || w.r.Late(now) || w.r.Due.After(until) {
			return errNothing
		}
		w.r.RemindedAt = db.At(now)
		w.occur(Clock, Remind, Event{})
		list, err := w.handlers()
		w.tell(NewsDue, language.T("En begäran från en enskild ska vara besvarad senast %s.", "A request from a person is to be answered by %s.").With(calendar.LongDateTime(w.r.Due.Time)), list)
		return err
	})
}

func (s *Service) closeSilent(ctx context.Context) error {
	before := calendar.AddWorkingDays(calendar.DateOf(s.Trail.DB().Now()), -silence).Start()
	return s.each(ctx, "SELECT id FROM request WHERE box = 'told' AND told_at < $1 ORDER BY told_at, id", db.At(before), func(w *work) error {
		if w.r.ToldAt.IsZero() || !w.r.ToldAt.Before(before) {
			return errNothing
		}
		w.r.Helped = HelpedSilent
		return w.happen(Clock, Close, Event{})
	})
}

// errNothing says that somebody else has done meanwhile what was to be done.
var errNothing = errors.New("request: nothing is left to do")

// each does something to each of some requests whose time is at until or before, in an act of its own.
func (s *Service) each(ctx context.Context, text string, until db.Time, rule func(w *work) error) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), text+db.Limit(tendAtOnce), until)
	if err != nil {
		return err
	}
	var failed error
	for _, id := range ids {
		err := s.Trail.DoRows(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
			if err := policy.Check(ctx, tx, tx.Actor(), policy.TendRequests, ref.Ref{}); err != nil {
				return err
			}
			w, err := s.load(ctx, tx, id, policy.TendRequests)
			if err != nil {
				return err
			}
			if err := rule(w); err != nil {
				return err
			}
			return w.save()
		})
		if err != nil && !errors.Is(err, errNothing) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
