package contact

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// EventKind is what happened when a path was used.
type EventKind string

// The kinds of event.
const (
	Asked    EventKind = "asked"     // a question was sent by it
	Answered EventKind = "answered"  // a human being responded in time
	Late     EventKind = "late"      // a human being responded, too late
	Missed   EventKind = "missed"    // the promised time of a first response ran out without one, once for each asking
	Reached  EventKind = "reached"   // somebody tried it and came through
	NoAnswer EventKind = "no-answer" // somebody tried it and did not

	CalledBack EventKind = "called-back" // a call back that was asked for reached whoever asked, at the first or second call
	NotCalled  EventKind = "not-called"  // one did not
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
	return db.InsertLater(ctx, tx, "contact_event", event{tx.NewID(), pathID, kind, db.At(tx.Now()), minutes})
}

// ToldOf is Told of what happened at an instant that has passed: it counts in that day.
func ToldOf(ctx context.Context, tx *audit.Tx, pathID string, kind EventKind, at time.Time) error {
	return db.InsertLater(ctx, tx, "contact_event", event{tx.NewID(), pathID, kind, db.At(at), 0})
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
	Missed   int64 `db:"missed"` // not in time: what was answered late, and what is unanswered past its time
	Reached  int64 `db:"reached"`
	NoAnswer int64 `db:"no_answer"`
	Minutes  int64 `db:"minutes"` // working minutes to the first response, all answers together

	CalledBack int64 `db:"called_back"`
	NotCalled  int64 `db:"not_called"`
}

func (r Reach) plus(o Reach) Reach {
	return Reach{r.Asked + o.Asked, r.Answered + o.Answered, r.Late + o.Late, r.Missed + o.Missed, r.Reached + o.Reached, r.NoAnswer + o.NoAnswer, r.Minutes + o.Minutes,
		r.CalledBack + o.CalledBack, r.NotCalled + o.NotCalled}
}

// InTime is how many first responses were due and how many of them came in time (domain facts 14.2).
func (r Reach) InTime() Share { return Share{r.Answered, r.Answered + r.Missed} }

// Calls is how many calls back were asked for and how many of them were kept (K8.3).
func (r Reach) Calls() Share { return Share{r.CalledBack, r.CalledBack + r.NotCalled} }

// Tries is how many attempts to come through there were and how many of them did.
func (r Reach) Tries() Share { return Share{r.Reached, r.Reached + r.NoAnswer} }

func (r *Reach) add(kind EventKind, n, minutes int64) {
	r.Minutes += minutes
	switch kind {
	case Asked:
		r.Asked += n
	case Answered:
		r.Answered += n
	case Late:
		r.Late += n
	case Missed:
		r.Missed += n
	case Reached:
		r.Reached += n
	case NoAnswer:
		r.NoAnswer += n
	case CalledBack:
		r.CalledBack += n
	case NotCalled:
		r.NotCalled += n
	}
}

// Used tells whether anybody has used the path.
func (r Reach) Used() bool { return r.Asked+r.Answered+r.Late+r.Missed+r.Reached+r.NoAnswer > 0 }

// Dead tells whether it was used several times and nobody ever answered: questions whose time has run out, and calls.
func (r Reach) Dead() bool { return r.Missed+r.NoAnswer >= deadAfter && !r.alive() }

// alive tells whether anybody has answered.
func (r Reach) alive() bool { return r.Answered+r.Late+r.Reached > 0 }

// deadAfter is how many questions or calls without any answer make a path dead.
const deadAfter = 3

// Reachability gives how reachable a path has been over the latest 90 days: whole days as they were summed, and what has
// happened since.
func Reachability(ctx context.Context, q db.Reader, pathID string) (Reach, error) {
	return reachSince(ctx, q, pathID, today(q).AddDays(-ReachDays))
}

func reachSince(ctx context.Context, q db.Reader, pathID string, since calendar.Date) (Reach, error) {
	all, err := reachOf(ctx, q, []string{pathID}, calendar.Period{From: since})
	return all[pathID], err
}

const reachSums = `COALESCE(sum(asked), 0) AS asked, COALESCE(sum(answered), 0) AS answered, COALESCE(sum(late), 0) AS late, COALESCE(sum(missed), 0) AS missed,
	COALESCE(sum(reached), 0) AS reached, COALESCE(sum(no_answer), 0) AS no_answer, COALESCE(sum(minutes), 0) AS minutes,
	COALESCE(sum(called_back), 0) AS called_back, COALESCE(sum(not_called), 0) AS not_called`

// reachOf gives how reachable paths were over a time, with two questions however many they are. A time without a last day
// goes on until now.
func reachOf(ctx context.Context, q db.Reader, paths []string, on calendar.Period) (map[string]Reach, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	until := on.To
	if until.IsZero() {
		until = today(q).AddDays(1)
	}
	type summed struct {
		Path string `db:"path_id"`
		Reach
	}
	out := map[string]Reach{}
	args := []any{on.From, until}
	sums, err := db.All[summed](ctx, q, `SELECT path_id, `+reachSums+` FROM contact_reach WHERE day >= $1 AND day <= $2 AND path_id `+db.In(paths, &args)+` GROUP BY path_id`, args...)
	if err != nil {
		return nil, err
	}
	for _, s := range sums {
		out[s.Path] = s.Reach
	}
	fresh, err := eventsOf(ctx, q, paths, on.From.Start(), until.End())
	for id, r := range fresh {
		out[id] = out[id].plus(r)
	}
	return out, err
}

// eventsOf sums the events of paths between two instants that are not summed by day yet.
func eventsOf(ctx context.Context, q db.Reader, paths []string, from, to time.Time) (map[string]Reach, error) {
	type counted struct {
		Path    string    `db:"path_id"`
		Kind    EventKind `db:"kind"`
		N       int64     `db:"n"`
		Minutes int64     `db:"minutes"`
	}
	args := []any{db.At(from), db.At(to)}
	rows, err := db.All[counted](ctx, q, `SELECT path_id, kind, count(*) AS n, COALESCE(sum(minutes), 0) AS minutes FROM contact_event WHERE at >= $1 AND at < $2
		AND path_id `+db.In(paths, &args)+` GROUP BY path_id, kind`, args...)
	out := map[string]Reach{}
	for _, c := range rows {
		r := out[c.Path]
		r.add(c.Kind, c.N, c.Minutes)
		out[c.Path] = r
	}
	return out, err
}
