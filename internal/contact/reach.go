package contact

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// EventKind is what happened when a path was used.
type EventKind string

// The kinds of event.
const (
	Asked    EventKind = "asked"     // a question was sent by it
	Answered EventKind = "answered"  // a human being responded in time
	Late     EventKind = "late"      // a human being responded, too late
	Reached  EventKind = "reached"   // somebody tried it and came through
	NoAnswer EventKind = "no-answer" // somebody tried it and did not
)

type event struct {
	ID      string    `db:"id"`
	Path    string    `db:"path_id"`
	Kind    EventKind `db:"kind"`
	At      db.Time   `db:"at"`
	Minutes int64     `db:"minutes"`
}

// Told notes in an act of another room what happened when a path was used. minutes are the working minutes to the first
// human response, of an answer; else zero. It says neither by whom nor about whom.
func Told(ctx context.Context, tx *audit.Tx, pathID string, kind EventKind, minutes int64) error {
	return db.Insert(ctx, tx, "contact_event", event{tx.NewID(), pathID, kind, db.At(tx.Now()), minutes})
}

// Try notes that somebody called or went there, and whether anybody answered.
func (s *Service) Try(ctx context.Context, actor policy.Actor, pathID string, reached bool) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		p, err := Get(ctx, tx, pathID)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.TryContact, p.Ref()); err != nil {
			return err
		}
		kind := NoAnswer
		if reached {
			kind = Reached
		}
		if err := Told(ctx, tx, p.ID, kind, 0); err != nil {
			return err
		}
		return tx.Note(policy.TryContact, p.Ref(), map[string]bool{"reached": reached})
	})
}

// ReachDays is over how many days reachability is measured.
const ReachDays = 90

// Reach is how reachable a path has been, as measured.
type Reach struct {
	Asked    int64 `db:"asked"`
	Answered int64 `db:"answered"` // in time
	Late     int64 `db:"late"`
	Reached  int64 `db:"reached"`
	NoAnswer int64 `db:"no_answer"`
	Minutes  int64 `db:"minutes"` // working minutes to the first response, all answers together
}

func (r Reach) plus(o Reach) Reach {
	return Reach{r.Asked + o.Asked, r.Answered + o.Answered, r.Late + o.Late, r.Reached + o.Reached, r.NoAnswer + o.NoAnswer, r.Minutes + o.Minutes}
}

// Used tells whether anybody has used the path.
func (r Reach) Used() bool { return r.Asked+r.Answered+r.Late+r.Reached+r.NoAnswer > 0 }

// Dead tells whether it was used several times and nobody ever answered.
func (r Reach) Dead() bool {
	return r.Asked+r.NoAnswer >= deadAfter && r.Answered+r.Late+r.Reached == 0
}

// deadAfter is how many questions or calls without any answer make a path dead.
const deadAfter = 3

// Say says it in words; nothing when the path has not been used.
func (r Reach) Say() (out []language.Text) {
	t := language.T
	if n := r.Answered + r.Late; n > 0 {
		out = append(out, t("%d av %d frågor fick ett första svar av en människa inom utlovad tid, i genomsnitt efter %s arbetstimmar.", "%d of %d questions had a first response from a human being within the promised time, on average after %s working hours.").
			With(r.Answered, n, language.Decimal(float64(r.Minutes)/float64(n)/60, 1)))
	}
	if waiting := r.Asked - r.Answered - r.Late; waiting > 0 {
		out = append(out, language.Plural(waiting, t("%d fråga har inte fått något svar ännu.", "%d question has had no response yet."), t("%d frågor har inte fått något svar ännu.", "%d questions have had no response yet.")))
	}
	if n := r.Reached + r.NoAnswer; n > 0 {
		out = append(out, t("%d av %d försök att nå fram lyckades.", "%d of %d attempts came through.").With(r.Reached, n))
	}
	return out
}

// Reachability gives how reachable a path has been over the latest 90 days: whole days as they were summed, and what has
// happened since.
func Reachability(ctx context.Context, q db.Reader, pathID string) (Reach, error) {
	return reachSince(ctx, q, pathID, today(q).AddDays(-ReachDays))
}

func reachSince(ctx context.Context, q db.Reader, pathID string, since calendar.Date) (Reach, error) {
	summed, err := db.One[Reach](ctx, q, `SELECT COALESCE(sum(asked), 0) AS asked, COALESCE(sum(answered), 0) AS answered, COALESCE(sum(late), 0) AS late,
		COALESCE(sum(reached), 0) AS reached, COALESCE(sum(no_answer), 0) AS no_answer, COALESCE(sum(minutes), 0) AS minutes FROM contact_reach WHERE path_id = $1 AND day >= $2`, pathID, since)
	if err != nil {
		return summed, err
	}
	fresh, err := eventsOf(ctx, q, pathID, since.Start(), time.Time{})
	return summed.plus(fresh), err
}

// eventsOf sums the events of a path that are not summed by day yet; a zero end is no end.
func eventsOf(ctx context.Context, q db.Reader, pathID string, from, to time.Time) (r Reach, err error) {
	if to.IsZero() {
		to = q.Now().Add(time.Hour)
	}
	type counted struct {
		Kind    EventKind `db:"kind"`
		N       int64     `db:"n"`
		Minutes int64     `db:"minutes"`
	}
	rows, err := db.All[counted](ctx, q, `SELECT kind, count(*) AS n, COALESCE(sum(minutes), 0) AS minutes FROM contact_event WHERE path_id = $1 AND at >= $2 AND at < $3 GROUP BY kind`,
		pathID, db.At(from), db.At(to))
	for _, c := range rows {
		r.Minutes += c.Minutes
		switch c.Kind {
		case Asked:
			r.Asked += c.N
		case Answered:
			r.Answered += c.N
		case Late:
			r.Late += c.N
		case Reached:
			r.Reached += c.N
		case NoAnswer:
			r.NoAnswer += c.N
		}
	}
	return r, err
}
