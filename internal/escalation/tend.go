package escalation

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
	"samsyn/internal/policy"
)

// atOnce is how many questions are read in one stretch.
const atOnce = 500

// errNothing ends an act in which there was nothing to do after all.
var errNothing = errors.New("escalation: nothing to do")

// Tend is what is done by the clock: it raises questions whose time is up, raises what has stood its time on a level, and
// reminds before. Each is an act of its own that looks again at how things are, so that it can be cut off and run again,
// or run by several at once, and nothing is done twice.
func (s *Service) Tend(ctx context.Context) error {
	for _, part := range []func(context.Context) error{s.remindOwing, s.open, s.climb, s.remind} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// orNothing is the error that stopped an act, or that there was nothing to do.
func orNothing(err error) error {
	if err != nil {
		return err
	}
	return errNothing
}

// act does something by the clock. What somebody else did first, or what is no longer to be done, is nothing.
func (s *Service) act(ctx context.Context, fn func(tx *audit.Tx) error) error {
	err := s.Trail.Do(ctx, policy.Process("escalation.tend"), func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, tx.Actor(), policy.TendEscalations, noThing); err != nil {
			return err
		}
		return fn(tx)
	})
	if errors.Is(err, errNothing) || db.IsUnique(err) || fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

// eachDue gives questions that fall due from one instant to another, a stretch at a time.
func (s *Service) eachDue(ctx context.Context, from, to time.Time, fn func([]enquiry.Enquiry) error) error {
	for after, id := from, ""; ; {
		list, err := enquiry.DueBetween(ctx, s.Trail.DB(), after, id, to, atOnce)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := fn(list); err != nil {
			return err
		}
		last := list[len(list)-1]
		after, id = last.Due.Time, last.ID
	}
}

// open raises questions that were not answered in time.
func (s *Service) open(ctx context.Context) error {
	return s.eachDue(ctx, calendar.NewDate(1900, 1, 1).Start(), s.Trail.DB().Now(), func(list []enquiry.Enquiry) error {
		risen, err := s.risenOf(ctx, list)
		if err != nil {
			return err
		}
		for _, q := range list {
			if risen[round{q.ID, q.Round}] {
				continue
			}
			if err := s.act(ctx, func(tx *audit.Tx) error { return s.openOne(ctx, tx, q.ID) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// round names a question's asking.
type round struct {
	Thing string `db:"thing_id"`
	Round int64  `db:"round"`
}

// risenOf tells which of some questions have an escalation of their present round, whatever became of it.
func (s *Service) risenOf(ctx context.Context, list []enquiry.Enquiry) (map[round]bool, error) {
	ids := make([]string, len(list))
	for i, q := range list {
		ids[i] = q.ID
	}
	args := []any{enquiry.Kind}
	rows, err := db.All[round](ctx, s.Trail.DB(), `SELECT thing_id, round FROM escalation WHERE thing_kind = $1 AND thing_id `+db.In(ids, &args), args...)
	risen := make(map[round]bool, len(rows))
	for _, r := range rows {
		risen[r] = true
	}
	return risen, err
}

func (s *Service) openOne(ctx context.Context, tx *audit.Tx, id string) error {
	if err := s.Enquiries.Hold(ctx, tx, id); err != nil {
		return err
	}
	q, desks, err := s.Enquiries.ByID(ctx, tx, id)
	if err != nil {
		return err
	}
	if !q.Escalates() || q.Due.IsZero() || tx.Now().Before(q.Due.Time) {
		return errNothing
	}
	if _, ok, err := of(ctx, tx, q.Ref(), q.Round); err != nil || ok {
		return orNothing(err)
	}
	e, err := s.began(ctx, tx, q, false)
	if err != nil {
		return err
	}
	if err := s.enter(ctx, tx, e, desks, Step{}); err != nil {
		return err
	}
	return recordStep(ctx, tx, e, q.SentAt.Time, q.Due.Time)
}

// recordStep records that a level's time was up and that the matter was raised (K25.3): in time when that was on the day
// on which the time was up.
func recordStep(ctx context.Context, tx *audit.Tx, e Escalation, began, up time.Time) error {
	f := fact.Fact{Metric: fact.EscalatedWhenDue, Clause: "K25.3", Agreement: e.Agreement, Municipality: e.Municipality, Authority: e.Owes,
		Opened: db.At(began), Due: db.At(calendar.DateOf(up).End()), Closed: db.At(tx.Now()), Outcome: "raised",
		Minutes: int64(calendar.OfficeHours().MinutesBetween(up, tx.Now()))}
	id, err := fact.Record(ctx, tx, f)
	if err != nil {
		return err
	}
	return db.Insert(ctx, tx, "escalation_fact", leftFact{id, e.ID, e.Level})
}

// leftFact is a fact that an escalation has left, of the level that it was raised from.
type leftFact struct {
	Fact       string       `db:"fact_id"`
	Escalation string       `db:"escalation_id"`
	Level      ladder.Level `db:"level"`
}

// climb raises what has stood its time on a level.
func (s *Service) climb(ctx context.Context) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), `SELECT id FROM escalation WHERE state = 'open' AND next_at <= $1 ORDER BY next_at, id`, db.At(s.Trail.DB().Now()))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.act(ctx, func(tx *audit.Tx) error { return s.climbOne(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) climbOne(ctx context.Context, tx *audit.Tx, id string) error {
	e, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	if e.State != Open || e.NextAt.IsZero() || tx.Now().Before(e.NextAt.Time) {
		return errNothing
	}
	waits, err := s.stillWaits(ctx, tx, e)
	if err != nil || !waits {
		return orNothing(err)
	}
	began, up := e.LevelAt.Time, e.NextAt.Time
	if e.Level == ladder.Heads { // an agreed time is up and there is nobody higher: it is theirs again
		e.AgreedUntil = db.Time{}
		e.settle()
	} else {
		if err := recordStep(ctx, tx, e, began, up); err != nil {
			return err
		}
		e.rise(e.Level+1, tx.Now())
	}
	if err := update(ctx, tx, &e); err != nil {
		return err
	}
	return s.raised(ctx, tx, e, Step{})
}

// stillWaits is waitsOnHolder for an act that goes by it: the question is held.
func (s *Service) stillWaits(ctx context.Context, tx *audit.Tx, e Escalation) (bool, error) {
	if e.ThingKind == enquiry.Kind {
		if err := s.Enquiries.Hold(ctx, tx, e.ThingID); err != nil {
			return false, err
		}
	}
	return s.waitsOnHolder(ctx, tx, e)
}

// waitsOnHolder tells whether the question waits for the answer now, and not for its asker or somebody else.
func (s *Service) waitsOnHolder(ctx context.Context, q db.Reader, e Escalation) (bool, error) {
	if e.ThingKind != enquiry.Kind {
		return true, nil
	}
	question, _, err := s.Enquiries.ByID(ctx, q, e.ThingID)
	return question.State.Live() && question.Turn == clock.Holder, err
}

// remind reminds those of a level that their time is soon up.
func (s *Service) remind(ctx context.Context) error {
	ids, err := db.All[string](ctx, s.Trail.DB(), `SELECT id FROM escalation WHERE state = 'open' AND remind_at <= $1 ORDER BY remind_at, id`, db.At(s.Trail.DB().Now()))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.act(ctx, func(tx *audit.Tx) error { return s.remindOne(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) remindOne(ctx context.Context, tx *audit.Tx, id string) error {
	e, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	if e.State != Open || e.RemindAt.IsZero() || tx.Now().Before(e.RemindAt.Time) {
		return errNothing
	}
	waits, err := s.stillWaits(ctx, tx, e)
	if err != nil || !waits {
		return orNothing(err)
	}
	e.RemindAt = db.Time{}
	if err := update(ctx, tx, &e); err != nil {
		return err
	}
	told, err := s.everybody(ctx, tx, e, e.Level)
	if err != nil {
		return err
	}
	owing, err := s.handlersOf(ctx, tx, e, e.Owes)
	if err != nil {
		return err
	}
	for i := range owing {
		owing[i].Part = Handling
	}
	told = unique(append(told, owing...))
	return s.step(ctx, tx, e, Step{Escalation: e.ID, Kind: Reminded, Level: e.Level, Told: told}, NewsDue, remindedSaid)
}

// reminder is one that was given before anything was escalated. It names when the answer is due, so that what moves is
// reminded of anew.
type reminder struct {
	Kind  string  `db:"thing_kind"`
	Thing string  `db:"thing_id"`
	Due   db.Time `db:"due_at"`
	At    db.Time `db:"at"`
}

// remindOwing reminds whoever is to answer a question today of whom it goes to if they do not.
func (s *Service) remindOwing(ctx context.Context) error {
	now := s.Trail.DB().Now()
	return s.eachDue(ctx, now, calendar.DateOf(now).End(), func(list []enquiry.Enquiry) error {
		given, err := s.reminded(ctx, list)
		if err != nil {
			return err
		}
		for _, q := range list {
			at := ladder.Ladder{}.Remind(ladder.Question(q.SentAt.Time, q.Due.Time))
			if at.IsZero() || now.Before(at) || given[q.ID].Equal(q.Due.Time) {
				continue
			}
			if err := s.act(ctx, func(tx *audit.Tx) error { return s.remindOwingOf(ctx, tx, q.ID) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// reminded gives for which time whoever is to answer was last reminded of some questions.
func (s *Service) reminded(ctx context.Context, list []enquiry.Enquiry) (map[string]time.Time, error) {
	ids := make([]string, len(list))
	for i, q := range list {
		ids[i] = q.ID
	}
	args := []any{enquiry.Kind}
	rows, err := db.All[reminder](ctx, s.Trail.DB(), `SELECT thing_kind, thing_id, due_at, at FROM escalation_reminder WHERE thing_kind = $1 AND thing_id `+db.In(ids, &args)+` ORDER BY at`, args...)
	given := make(map[string]time.Time, len(rows))
	for _, r := range rows {
		given[r.Thing] = r.Due.Time
	}
	return given, err
}

func (s *Service) remindOwingOf(ctx context.Context, tx *audit.Tx, id string) error {
	if err := s.Enquiries.Hold(ctx, tx, id); err != nil {
		return err
	}
	q, desks, err := s.Enquiries.ByID(ctx, tx, id)
	if err != nil {
		return err
	}
	if !q.Escalates() || !tx.Now().Before(q.Due.Time) {
		return errNothing
	}
	if err := db.Insert(ctx, tx, "escalation_reminder", reminder{string(enquiry.Kind), q.ID, q.Due, db.At(tx.Now())}); err != nil {
		return err
	}
	var to []string
	for _, d := range desks {
		if d.Authority == q.Receiver && d.LeftAt.IsZero() {
			if to, err = s.Enquiries.Handlers(ctx, tx, q, d); err != nil {
				return err
			}
		}
	}
	if err := tx.Note(policy.TendEscalations, q.Ref(), map[string]int{"reminded": len(to)}); err != nil || s.Tell == nil || len(to) == 0 {
		return err
	}
	return s.Tell(ctx, tx, News{Kind: NewsDue, Question: &q, Accounts: to, Text: owingSaid(q)})
}
