package incident

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

// tendAtOnce is how many incidents are tended in one round of the clock.
const tendAtOnce = 500

// errNothing says that there is nothing to tell of now.
var errNothing = errors.New("incident: nothing is left to do")

// Tend is what is done by the clock: it reminds before the hours are out, and says when they are. Run again it says nothing
// twice, and what one incident cannot stops no other.
func (s *Service) Tend(ctx context.Context) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), "SELECT id FROM incident WHERE state = 'open' AND due_at <= $1 ORDER BY due_at, id"+db.Limit(tendAtOnce), db.At(s.Trail.DB().Now().Add(beforeLaw)))
	if err != nil {
		return err
	}
	var failed error
	for _, id := range ids {
		if err := s.tend(ctx, id); err != nil && !errors.Is(err, errNothing) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) tend(ctx context.Context, id string) error {
	return s.Trail.DoRows(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, tx.Actor(), policy.TendIncidents, ref.Ref{}); err != nil {
			return err
		}
		w, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := w.remind(); err != nil {
			return err
		}
		if len(w.events) == 0 {
			return errNothing
		}
		return w.save(policy.TendIncidents)
	})
}

// remind says what is soon out, or is out, and was not said before.
func (w *work) remind() error {
	if w.i.State != Open {
		return nil
	}
	if first, ok := w.untold(); ok {
		if n := newsOf(first.Due.Time, w.tx.Now(), beforeParty); n > w.i.PartyNews {
			w.i.PartyNews = n
			if err := w.say(n, first.Authority, first.Due.Time, newsPartyDue, newsPartyLate); err != nil {
				return err
			}
		}
	}
	if w.i.Supervisor != Undecided || w.i.SupervisorDue.IsZero() {
		return nil
	}
	if n := newsOf(w.i.SupervisorDue.Time, w.tx.Now(), beforeLaw); n > w.i.LawNews {
		w.i.LawNews = n
		return w.say(n, "", w.i.SupervisorDue.Time, newsLawDue, newsLawLate)
	}
	return nil
}

// untold is the authority that is to be told first.
func (w *work) untold() (first Party, ok bool) {
	for _, p := range w.parties {
		if p.ToldAt.IsZero() && (!ok || p.Due.Before(first.Due.Time)) {
			first, ok = p, true
		}
	}
	return first, ok
}

// newsOf is how much is to have been said at an instant of something that is due.
func newsOf(due, now time.Time, before time.Duration) News {
	switch {
	case !now.Before(due):
		return Raised
	case !now.Before(due.Add(-before)):
		return Reminded
	}
	return Quiet
}

func (w *work) say(n News, about string, due time.Time, soon, late language.Text) error {
	act, text := Remind, soon
	if n == Raised {
		act, text = Raise, late
	}
	w.occur(act, about, "")
	return w.tellHeads(NoticeDue, w.i.Authority, w.i.Ref(), text.With(calendar.LongDateTime(due)))
}
