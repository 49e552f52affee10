package measure

import (
	"context"
	"errors"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// What the trail says when the clock by itself does something.
const (
	ActionClose policy.Action = "measure.close" // the last day has passed
	ActionWarn  policy.Action = "measure.warn"  // whoever answers for an entry was asked to confirm it
	ActionNews  policy.Action = "measure.news"  // whoever watches a search was told of something new
)

// News is what somebody is told.
type News struct {
	Thing   ref.Ref // the measure, or the watch when there are several
	Account string
	Watched bool // it is told because somebody watches
	Text    language.Text
}

// Tell tells somebody, in the act.
type Tell func(ctx context.Context, tx *audit.Tx, n News) error

// soonDays is how many days before an entry must be confirmed its owner is reminded.
const soonDays = 5

// Tick does what days by themselves do to the toolbox: ends what has had its last day, asks owners to confirm their entries
// and tells those who watch a search what is new. It can be run again at any time.
func (s *Service) Tick(ctx context.Context) error {
	day := today(s.Trail.DB())
	over, err := read(ctx, s.Trail.DB(), `SELECT `+columns+` FROM measure m WHERE m.state <> 'ended' AND m.valid_to < $1 ORDER BY m.id`, day)
	if err != nil {
		return err
	}
	for _, m := range over {
		if err := s.asClock(ctx, m, func(tx *audit.Tx, m Measure) error { return write(ctx, tx, ActionClose, &m, m) }); err != nil {
			return err
		}
	}
	soon, err := read(ctx, s.Trail.DB(), `SELECT `+columns+` FROM measure m WHERE m.state <> 'ended' AND m.owner_id <> '' AND m.checked_at < $1 ORDER BY m.id`, db.At(staleBefore(day.AddDays(soonDays+1))))
	if err != nil {
		return err
	}
	for _, m := range soon {
		if err := s.remind(ctx, m); err != nil {
			return err
		}
	}
	return s.news(ctx)
}

type toldRow struct {
	Measure string        `db:"measure_id"`
	Day     calendar.Date `db:"day"`
}

// remind asks once for each time that an entry must be confirmed.
func (s *Service) remind(ctx context.Context, m Measure) error {
	due := calendar.DateOf(m.CheckedAt.Time).AddMonths(1)
	n, err := db.One[int](ctx, s.Trail.DB(), `SELECT count(*) FROM measure_told WHERE measure_id = $1 AND day = $2`, m.ID, due)
	if err != nil || n > 0 {
		return err
	}
	return s.asClock(ctx, m, func(tx *audit.Tx, m Measure) error {
		if err := db.Insert(ctx, tx, "measure_told", toldRow{m.ID, due}); err != nil {
			return err
		}
		text := language.T("Bekräfta senast %s att uppgifterna om ”%s” stämmer.", "Confirm by %s that the entry of “%s” is right.").With(due, m.Name)
		if err := s.tell(ctx, tx, News{Thing: m.Ref(), Account: m.Owner, Text: text}); err != nil {
			return err
		}
		return tx.Note(ActionWarn, m.Ref(), nil)
	})
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, n News) error {
	if s.Tell == nil {
		return nil
	}
	return s.Tell(ctx, tx, n)
}

// asClock runs one act of the clock on a measure as it is now, if it is still as it was read.
func (s *Service) asClock(ctx context.Context, m Measure, fn func(tx *audit.Tx, m Measure) error) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		now, err := Get(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		if now.Version != m.Version {
			return errMoved
		}
		return fn(tx, now)
	})
	if errors.Is(err, errMoved) || db.IsUnique(err) || fault.Is(err, fault.Conflict) {
		return nil // somebody changed it meanwhile, or another node was first: the next round sees it
	}
	return err
}

var errMoved = errors.New("measure: it has changed since it was read")

// news tells those who watch a search how much in it has changed since they were told last.
func (s *Service) news(ctx context.Context) error {
	all, err := db.All[Watch](ctx, s.Trail.DB(), `SELECT w.id, w.account_id, w.name, w.asked, w.seen_at, w.made_at FROM measure_watch w
		WHERE EXISTS (SELECT 1 FROM measure m WHERE m.changed_at > w.seen_at) ORDER BY w.id`)
	if err != nil {
		return err
	}
	for _, w := range all {
		if err := s.newsOf(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) newsOf(ctx context.Context, w Watch) error {
	var args []any
	where := w.filter().where(s.Trail.DB(), &args)
	args = append(args, w.SeenAt)
	fresh, err := read(ctx, s.Trail.DB(), `SELECT `+columns+` FROM measure m WHERE `+where+fmt.Sprintf(` AND m.changed_at > $%d ORDER BY m.changed_at, m.id`, len(args)), args...)
	if err != nil || len(fresh) == 0 {
		return err
	}
	return s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE measure_watch SET seen_at = $3 WHERE id = $1 AND seen_at = $2`, w.ID, w.SeenAt, fresh[len(fresh)-1].ChangedAt)
		if err != nil || n == 0 {
			return err // another node was first, or nobody watches it any more
		}
		if err := s.tell(ctx, tx, News{Thing: w.thing(fresh), Account: w.Account, Text: w.words(fresh), Watched: true}); err != nil {
			return err
		}
		return tx.Note(ActionNews, w.Ref(), nil)
	})
}

// thing is the one thing that is new, else the watch.
func (w Watch) thing(fresh []Measure) ref.Ref {
	if len(fresh) == 1 {
		return fresh[0].Ref()
	}
	return w.Ref()
}

func (w Watch) words(fresh []Measure) language.Text {
	if len(fresh) == 1 {
		return language.T("Nytt i din bevakning ”%s”: %s.", "New in your watch “%s”: %s.").With(w.Name, fresh[0].Name)
	}
	return language.T("Nytt i din bevakning ”%s”: %d insatser.", "New in your watch “%s”: %d measures.").With(w.Name, len(fresh))
}
