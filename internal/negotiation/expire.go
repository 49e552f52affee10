package negotiation

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// warnings are how many days before a draft lapses its parties are warned.
func warnings() []int { return []int{7, 1} }

// warning is one that was given. It names the day, so that a draft that somebody has gone on with is warned of anew.
type warning struct {
	Draft string        `db:"draft_id"`
	Days  int           `db:"days"`
	Ends  calendar.Date `db:"ends_on"`
}

// Lapse warns of the drafts that soon lapse, each warning once, and closes those whose day has come. It can be run again
// at any time; after a stop it gives the nearest warning alone. A draft that is being signed does not lapse.
func (s *Service) Lapse(ctx context.Context) error {
	q := s.Trail.DB()
	today := calendar.DateOf(q.Now())
	old := today.AddDays(-(ExpiryDays - warnings()[0])).AddDays(1).Start()
	found, err := withParties(ctx, q, `SELECT `+columns+` FROM negotiation_draft d WHERE d.state IN ('drafting', 'proposed', 'approved') AND d.stepped_at < $1 ORDER BY d.id`, db.At(old))
	if err != nil {
		return err
	}
	for _, d := range found {
		if left := today.DaysUntil(d.Lapses()); left <= 0 {
			err = s.expire(ctx, d.ID)
		} else if days, due := warningDue(left); due {
			err = s.warn(ctx, d, days)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// warningDue gives the nearest warning that a number of days left calls for.
func warningDue(left int) (days int, due bool) {
	for _, d := range warnings() {
		if left <= d {
			days, due = d, true
		}
	}
	return days, due
}

func (s *Service) warn(ctx context.Context, d Draft, days int) error {
	given, err := db.One[int](ctx, s.Trail.DB(), `SELECT count(*) FROM negotiation_warning WHERE draft_id = $1 AND days = $2 AND ends_on = $3`, d.ID, days, d.Lapses())
	if err != nil || given > 0 {
		return err
	}
	err = s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if err := db.Insert(ctx, tx, "negotiation_warning", warning{d.ID, days, d.Lapses()}); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, d, toldLapses.With(d.Lapses().String()), d.others("")); err != nil {
			return err
		}
		return tx.Note(ActionWarn, d.Ref(), map[string]int{"days": days})
	})
	if db.IsUnique(err) {
		return nil // another node was first
	}
	return err
}

// expire closes a draft, unless somebody has gone on with it since it was found.
func (s *Service) expire(ctx context.Context, id string) error {
	d, err := Get(ctx, s.Trail.DB(), id)
	if err != nil {
		return err
	}
	err = s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if d, err = Get(ctx, tx, id); err != nil {
			return err
		}
		if last := d.Lapses(); last.IsZero() || calendar.DateOf(tx.Now()).Before(last) {
			return errGoesOn
		}
		d.State, d.Turn, d.ClosedAt = Expired, "", db.At(tx.Now())
		if err := update(ctx, tx, &d); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, d, toldExpired, d.others("")); err != nil {
			return err
		}
		return tx.Note(ActionExpire, d.Ref(), noted{State: string(Expired)})
	})
	if errors.Is(err, errGoesOn) {
		return nil
	}
	return err
}

var errGoesOn = errors.New("negotiation: somebody has gone on with the draft")

var (
	toldLapses  = language.T("Inget har hänt på länge. Utkastet förfaller %s om ingen part gör något.", "Nothing has happened for long. The draft lapses on %s unless a party does something.")
	toldExpired = language.T("Utkastet har förfallit därför att inget hände på tolv veckor.", "The draft has lapsed because nothing happened for twelve weeks.")
)
