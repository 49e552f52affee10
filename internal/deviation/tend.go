package deviation

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// silence is after how many working days a resolved deviation is closed when the reporter says nothing.
const silence = 20

// tendAtOnce is how many deviations are tended in one round of the clock.
const tendAtOnce = 500

// Tend is what is done by the clock: it raises what has stood its time, reminds of what soon has, and closes what was
// resolved and has been silent. Run again it does nothing twice, and what one deviation cannot stops no other.
func (s *Service) Tend(ctx context.Context) error {
	return errors.Join(s.raiseDue(ctx), s.remind(ctx), s.remindAnalyses(ctx), s.closeSilent(ctx))
}

// raiseDue raises what the time is up for. What has slept through more than one level rises through all of them, each in
// an act of its own.
func (s *Service) raiseDue(ctx context.Context) error {
	now := db.At(s.Trail.DB().Now())
	for range Highest {
		n, err := s.each(ctx, `SELECT id FROM deviation WHERE level_due <= $1 ORDER BY level_due, id`, now, func(w *work) error {
			if w.d.LevelDue.IsZero() || w.d.LevelDue.After(now.Time) || !w.d.May(Clock, Rise) {
				return errNothing
			}
			return w.rise(Rise, "")
		})
		if err != nil || n == 0 {
			return err
		}
	}
	return nil
}

// remind tells those who have it that the time of a level is soon up, once for each level.
func (s *Service) remind(ctx context.Context) error {
	now := s.Trail.DB().Now()
	soon := calendar.AddWorkingDays(calendar.DateOf(now), 1).End()
	_, err := s.each(ctx, `SELECT id FROM deviation WHERE level_due <= $1 AND warned_at IS NULL ORDER BY level_due, id`, db.At(soon), func(w *work) error {
		if w.d.LevelDue.IsZero() || !w.d.WarnedAt.IsZero() || !w.d.LevelDue.After(now) {
			return errNothing
		}
		levels := stays(w.round(), now)
		at := (ladder.Ladder{}).Remind(ladder.Stand{Level: ladder.Level(w.d.Level), Since: levels[len(levels)-1].Since, End: w.d.LevelDue.Time})
		if at.IsZero() || at.After(now) {
			return errNothing
		}
		w.d.WarnedAt = db.At(now)
		w.occur(Remind, Event{})
		return w.warn()
	})
	return err
}

// warn tells on level 1 whoever has acknowledged it, else the coordinators; on the levels above the coordinators of both.
func (w *work) warn() error {
	text := language.T("En avvikelse lyfts till nivå %d om den inte är löst %s.", "A deviation is raised to level %d if it is not solved by %s.").With(w.d.Level+1, calendar.LongDateTime(w.d.LevelDue.Time))
	if w.d.Level == 1 && w.d.Handler != "" {
		return w.tell(NewsDue, w.d.Asked, Named, text)
	}
	if err := w.tell(NewsDue, w.d.Asked, Coordinators, text); err != nil || w.d.Level == 1 {
		return err
	}
	return w.tell(NewsDue, w.d.Reporter, Coordinators, text)
}

func (s *Service) closeSilent(ctx context.Context) error {
	before := calendar.AddWorkingDays(calendar.DateOf(s.Trail.DB().Now()), -silence).Start()
	_, err := s.each(ctx, `SELECT id FROM deviation WHERE state = 'resolved' AND ended_at < $1 ORDER BY ended_at, id`, db.At(before), func(w *work) error {
		if !w.d.May(Clock, Close) || !w.d.EndedAt.Before(before) {
			return errNothing
		}
		w.d.Heard = HelpedSilent
		return w.happen(Close, Event{})
	})
	return err
}

// Closes is the day on which a resolved deviation closes when nobody says whether it helped.
func (d Deviation) Closes() calendar.Date {
	return calendar.AddWorkingDays(calendar.DateOf(d.EndedAt.Time), silence).AddDays(1)
}

// byTheClock does an act of the clock's.
func (s *Service) byTheClock(ctx context.Context, act func(tx *audit.Tx) error) error {
	return s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, tx.Actor(), policy.TendDeviations, ref.Ref{}); err != nil {
			return err
		}
		return act(tx)
	})
}

// errNothing says that somebody else has done meanwhile what was to be done.
var errNothing = errors.New("deviation: nothing is left to do")

// each does something to each of some deviations whose time is at until or before, in an act of its own, and tells to how
// many it did.
func (s *Service) each(ctx context.Context, text string, until db.Time, rule func(w *work) error) (done int, err error) {
	ids, err := db.All[string](ctx, s.Trail.DB(), text+db.Limit(tendAtOnce), until)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, id := range ids {
		err := s.byTheClock(ctx, func(tx *audit.Tx) error {
			w, err := s.load(ctx, tx, id, policy.TendDeviations)
			if err != nil {
				return err
			}
			if err := rule(w); err != nil {
				return err
			}
			return w.save()
		})
		switch {
		case err == nil:
			done++
		case !errors.Is(err, errNothing):
			failed = errors.Join(failed, err)
		}
	}
	return done, failed
}
