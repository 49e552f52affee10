package contact

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// What the trail says when the clock by itself changes what is known of a path.
const (
	ActionFade  policy.Action = "contact.fade"  // the confirmation became too old
	ActionClose policy.Action = "contact.close" // the last day has passed
	ActionCheck policy.Action = "contact.check" // an answer showed that the path works
	ActionWarn  policy.Action = "contact.warn"  // whoever answers for it was told of a hole
	ActionCount policy.Action = "contact.count" // a day was summed

	ActionSilent policy.Action = "contact.silent" // it is used and nobody answers
	ActionHeard  policy.Action = "contact.heard"  // somebody answers again
)

// News is what whoever answers for a path is told.
type News struct {
	Path     Path
	Text     language.Text
	Accounts []string // the owner, or who stands in; empty when nobody is there
	Grave    bool     // the coordinators of its authority are told too
}

// Tell tells somebody, in the act.
type Tell func(ctx context.Context, tx *audit.Tx, n News) error

// soonDays is how long before a confirmation grows too old its owner is reminded; deadDays over how long a path that was
// used must have answered.
const (
	soonDays = 14
	deadDays = 30
)

// Tick does what days by themselves do to contact paths: sums what was tried, ends what has had its last day, lets old
// confirmations fade, counts answers as checks, finds dead paths and holes, and tells the owners. It can be run again at any
// time; each is told once a week at most of the same.
func (s *Service) Tick(ctx context.Context, tell Tell) error {
	if err := s.sum(ctx); err != nil {
		return err
	}
	paths, err := read(ctx, s.Trail.DB(), `SELECT `+pathColumns+` FROM contact_path p WHERE p.state <> 'inactive' ORDER BY p.id`)
	if err != nil {
		return err
	}
	for _, p := range paths {
		for _, step := range []func(context.Context, Path, Tell) error{s.close, s.fade, s.silent, s.proven, s.soon, s.gaps} {
			if err := step(ctx, p, tell); err != nil {
				return err
			}
		}
	}
	return nil
}

// asClock runs one act of the clock on a path as it is now, if it is still as it was read.
func (s *Service) asClock(ctx context.Context, p Path, fn func(tx *audit.Tx, p Path) error) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		now, err := Get(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if now.Version != p.Version {
			return errMoved
		}
		return fn(tx, now)
	})
	if errors.Is(err, errMoved) || db.IsUnique(err) {
		return nil // somebody changed it meanwhile, or another node was first: the next round sees it
	}
	return err
}

var errMoved = errors.New("contact: the path has changed since it was read")

func (s *Service) close(ctx context.Context, p Path, _ Tell) error {
	if p.To.IsZero() || !p.To.Before(today(s.Trail.DB())) {
		return nil
	}
	return s.asClock(ctx, p, func(tx *audit.Tx, p Path) error {
		p, err := ended(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := updatePath(ctx, tx, &p); err != nil {
			return err
		}
		return tx.Note(ActionClose, p.Ref(), noteOf(p))
	})
}

// fade makes a path unconfirmed when its confirmation is too old.
func (s *Service) fade(ctx context.Context, p Path, tell Tell) error {
	q := s.Trail.DB()
	if p.Kept != Confirmed || p.StateAt(q.Now()) != Unconfirmed {
		return nil
	}
	return s.asClock(ctx, p, func(tx *audit.Tx, p Path) error {
		p.Kept = Unconfirmed
		if err := updatePath(ctx, tx, &p); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, News{Path: p, Text: sayFaded.With(p.Name, calendar.DateOf(p.ConfirmedAt.Time))}, tell); err != nil {
			return err
		}
		return tx.Note(ActionFade, p.Ref(), noteOf(p))
	})
}

// silent finds a path that is used and that nobody answers: it is unconfirmed from then on, questions go elsewhere where
// they can, and whoever asks by it is warned, until somebody answers or confirms it anew. A confirmation is believed for
// thirty days.
func (s *Service) silent(ctx context.Context, p Path, tell Tell) error {
	q := s.Trail.DB()
	since := today(q).AddDays(-deadDays)
	if p.StateAt(q.Now()) == Inactive || p.SilentSince.IsZero() && p.Kept == Confirmed && !p.ConfirmedAt.Before(since.Start()) {
		return nil
	}
	if !p.SilentSince.IsZero() {
		since = p.SilentSince
	}
	r, err := reachSince(ctx, q, p.ID, since)
	if err != nil || p.SilentSince.IsZero() && !r.Dead() || !p.SilentSince.IsZero() && !r.alive() {
		return err
	}
	return s.asClock(ctx, p, func(tx *audit.Tx, p Path) error {
		if !p.SilentSince.IsZero() { // somebody answers again
			p.SilentSince = calendar.Date{}
			if err := updatePath(ctx, tx, &p); err != nil {
				return err
			}
			return tx.Note(ActionHeard, p.Ref(), noteOf(p))
		}
		p.Kept, p.SilentSince = Unconfirmed, today(tx)
		if err := updatePath(ctx, tx, &p); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, News{Path: p, Text: sayDead.With(p.Name, r.Missed+r.NoAnswer, deadDays), Grave: true}, tell); err != nil {
			return err
		}
		return tx.Note(ActionSilent, p.Ref(), noteOf(p))
	})
}

// proven counts an answer through a path as its check, when the check is due soon: the path has been shown to work.
func (s *Service) proven(ctx context.Context, p Path, _ Tell) error {
	q := s.Trail.DB()
	if freshUntil(p.CheckedAt.Time).After(today(q).AddDays(soonDays).Start()) || !p.To.IsZero() && p.To.Before(today(q)) {
		return nil
	}
	since := calendar.DateOf(p.CheckedAt.Time).AddDays(1)
	r, err := reachSince(ctx, q, p.ID, since)
	if err != nil || r.Answered+r.Late+r.Reached == 0 {
		return err
	}
	return s.asClock(ctx, p, func(tx *audit.Tx, p Path) error {
		p, err := s.checked(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := updatePath(ctx, tx, &p); err != nil {
			return err
		}
		return tx.Note(ActionCheck, p.Ref(), noteOf(p))
	})
}

// soon reminds the owner that the confirmation grows old.
func (s *Service) soon(ctx context.Context, p Path, tell Tell) error {
	q := s.Trail.DB()
	if p.StateAt(q.Now()) != Confirmed || p.FreshUntil().After(today(q).AddDays(soonDays).End()) {
		return nil
	}
	return s.once(ctx, p, "confirm", calendar.DateOf(p.ConfirmedAt.Time), sayConfirmSoon.With(p.Name, calendar.DateOf(p.ConfirmedAt.Time).AddDays(FreshDays)), tell)
}

// gaps warns once a week of holes in the next four weeks of a path that has a rota.
func (s *Service) gaps(ctx context.Context, p Path, tell Tell) error {
	q := s.Trail.DB()
	found, err := gapsOf(ctx, q, []Path{p})
	if err != nil || len(found[p.ID]) == 0 {
		return err
	}
	monday := today(q).AddDays(-(int(today(q).Weekday()) + 6) % 7)
	return s.once(ctx, p, "hole", monday, sayHoleSoon.With(p.Name, found[p.ID][0].From.Long()), tell)
}

type toldRow struct {
	Path string        `db:"path_id"`
	What string        `db:"what"`
	Day  calendar.Date `db:"day"`
}

// once tells of something about a path if nobody was told of it for that day.
func (s *Service) once(ctx context.Context, p Path, what string, day calendar.Date, text language.Text, tell Tell) error {
	n, err := db.One[int](ctx, s.Trail.DB(), `SELECT count(*) FROM contact_told WHERE path_id = $1 AND what = $2 AND day = $3`, p.ID, what, day)
	if err != nil || n > 0 {
		return err
	}
	return s.asClock(ctx, p, func(tx *audit.Tx, p Path) error {
		if err := db.Insert(ctx, tx, "contact_told", toldRow{p.ID, what, day}); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, News{Path: p, Text: text}, tell); err != nil {
			return err
		}
		return tx.Note(ActionWarn, p.Ref(), map[string]string{"what": what})
	})
}

func (s *Service) tell(ctx context.Context, tx *audit.Tx, n News, tell Tell) (err error) {
	if n.Accounts, err = StandIns(ctx, tx, n.Path.Authority, []string{n.Path.Owner}, tx.Now()); err != nil {
		return err
	}
	return tell(ctx, tx, n)
}

// sum adds the events of days that are over to the sums by day, path by path.
func (s *Service) sum(ctx context.Context) error {
	end := today(s.Trail.DB()).Start()
	for {
		oldest, err := db.All[event](ctx, s.Trail.DB(), `SELECT id, path_id, kind, at, minutes FROM contact_event WHERE at < $1 ORDER BY path_id, at LIMIT 1`, db.At(end))
		if err != nil || len(oldest) == 0 {
			return err
		}
		p, day := Path{ID: oldest[0].Path}, calendar.DateOf(oldest[0].At.Time)
		err = s.Trail.Do(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
			all, err := eventsOf(ctx, tx, []string{p.ID}, day.Start(), day.End())
			if err != nil {
				return err
			}
			if err := addReach(ctx, tx, p.ID, day, all[p.ID]); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `DELETE FROM contact_event WHERE path_id = $1 AND at >= $2 AND at < $3`, p.ID, db.At(day.Start()), db.At(day.End())); err != nil {
				return err
			}
			return tx.Note(ActionCount, p.Ref(), map[string]string{"day": day.String()})
		})
		if err != nil {
			return err
		}
	}
}

type reachRow struct {
	Path string        `db:"path_id"`
	Day  calendar.Date `db:"day"`
	Reach
}

func addReach(ctx context.Context, tx *audit.Tx, path string, day calendar.Date, r Reach) error {
	n, err := tx.Exec(ctx, `UPDATE contact_reach SET asked = asked + $3, answered = answered + $4, late = late + $5, reached = reached + $6, no_answer = no_answer + $7, minutes = minutes + $8,
		missed = missed + $9, called_back = called_back + $10, not_called = not_called + $11 WHERE path_id = $1 AND day = $2`,
		path, day, r.Asked, r.Answered, r.Late, r.Reached, r.NoAnswer, r.Minutes, r.Missed, r.CalledBack, r.NotCalled)
	if err != nil || n > 0 {
		return err
	}
	return db.Insert(ctx, tx, "contact_reach", reachRow{path, day, r})
}

var (
	sayFaded = language.T("Kontaktvägen ”%s” bekräftades senast %s, för mer än 90 dagar sedan. Den visas nu som obekräftad. Öppna den och bekräfta att den stämmer.",
		"The contact path “%s” was last confirmed on %s, more than 90 days ago. It now shows as unconfirmed. Open it and confirm that it is right.")
	sayDead = language.T("Ingen har svarat genom kontaktvägen ”%s”: %d frågor eller samtal på %d dagar. Frågor går nu en annan väg när det finns någon. Kontrollera den och bekräfta den.",
		"Nobody has answered through the contact path “%s”: %d questions or calls in %d days. Questions now go another way where there is one. Check it and confirm it.")
	sayConfirmSoon = language.T("Kontaktvägen ”%s” behöver bekräftas senast %s.", "The contact path “%s” must be confirmed by %s.")
	sayHoleSoon    = language.T("Ingen är bemannad för kontaktvägen ”%s” från %s. Fyll bemanningslistan.", "Nobody is on the rota of the contact path “%s” from %s. Fill the rota.")
)
