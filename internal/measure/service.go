package measure

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Service is the use cases of the room.
type Service struct {
	Trail *audit.Trail
	Tell  Tell // who is told of what happens; nil tells nobody
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// noted is what the trail says of a measure.
type noted struct {
	Authority string   `json:"authority"`
	State     State    `json:"measure_state"`
	Fields    []string `json:"fields,omitempty"`
}

func (m Measure) noted(fields ...string) noted { return noted{m.Authority, m.State, fields} }

// Add enters a new measure of an authority in the list.
func (s *Service) Add(ctx context.Context, actor policy.Actor, authority string, d Draft) (m Measure, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddMeasure, directory.Authority{ID: authority}.Ref()); err != nil {
			return err
		}
		m, err = add(ctx, tx, authority, d)
		return err
	})
	return m, err
}

// add is Add without asking who may.
func add(ctx context.Context, tx *audit.Tx, authority string, d Draft) (Measure, error) {
	m := d.apply(Measure{ID: tx.NewID(), Authority: authority, State: Offered, CheckedAt: db.At(tx.Now()), ChangedAt: db.At(tx.Now()), Version: 1})
	if err := settle(ctx, tx, m); err != nil {
		return m, err
	}
	if err := insert(ctx, tx, m); err != nil {
		return m, err
	}
	if err := openChecks(ctx, tx, m); err != nil {
		return m, err
	}
	return m, tx.Note(policy.AddMeasure, m.Ref(), m.noted())
}

// Change puts an entry right. version is the one that the person saw. A change is a check.
func (s *Service) Change(ctx context.Context, actor policy.Actor, id string, version int64, d Draft) (Measure, error) {
	return s.change(ctx, actor, policy.EditMeasure, id, version, func(tx *audit.Tx, before Measure) (Measure, error) {
		return amended(ctx, tx, before, d)
	})
}

// amended gives a measure as a draft has it, checked now. Its facts follow it to the municipalities that it is for now.
func amended(ctx context.Context, tx *audit.Tx, before Measure, d Draft) (Measure, error) {
	m := d.apply(before)
	if len(m.differs(before)) == 0 {
		return m, fault.New(fault.Invalid, nothingChanged)
	}
	if err := settle(ctx, tx, m); err != nil {
		return m, err
	}
	m.ChangedAt = db.At(tx.Now())
	return m.checked(ctx, tx)
}

// Confirm says that an entry is right as it stands.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, id string, version int64) (Measure, error) {
	return s.change(ctx, actor, policy.ConfirmMeasure, id, version, func(tx *audit.Tx, m Measure) (Measure, error) { return m.checked(ctx, tx) })
}

// Pause lets a measure take in nobody for the time being. Who is in it stays.
func (s *Service) Pause(ctx context.Context, actor policy.Actor, id string, version int64) (Measure, error) {
	return s.move(ctx, actor, id, version, Offered, Paused)
}

// GoOn lets a paused measure take people in again.
func (s *Service) GoOn(ctx context.Context, actor policy.Actor, id string, version int64) (Measure, error) {
	return s.move(ctx, actor, id, version, Paused, Offered)
}

func (s *Service) move(ctx context.Context, actor policy.Actor, id string, version int64, from, to State) (Measure, error) {
	return s.change(ctx, actor, policy.EditMeasure, id, version, func(tx *audit.Tx, m Measure) (Measure, error) {
		if m.State != from {
			return m, fault.New(fault.Conflict, changedMeanwhile)
		}
		m.State, m.ChangedAt = to, db.At(tx.Now())
		return m.checked(ctx, tx)
	})
}

// End takes a measure out of the list; last is its last day. What ends today or earlier has ended at once, the rest by the
// clock. Its history stays.
func (s *Service) End(ctx context.Context, actor policy.Actor, id string, version int64, last calendar.Date) (Measure, error) {
	return s.change(ctx, actor, policy.EditMeasure, id, version, func(tx *audit.Tx, m Measure) (Measure, error) {
		if last.IsZero() || last.Before(m.From) {
			text := language.T("Skriv sista dagen, tidigast den dag då insatsen började erbjudas.", "Write the last day, at the earliest the day from which the measure was offered.")
			return m, invalid([]fault.Problem{fault.Field(fieldTo, text)})
		}
		m.To, m.ChangedAt = last, db.At(tx.Now())
		return m.checked(ctx, tx)
	})
}

// ended gives a measure that is over. The check that was due is taken back: what is no longer in the list does not count.
func (m Measure) ended(ctx context.Context, tx *audit.Tx) (Measure, error) {
	m.State = Ended
	return m, closeChecks(ctx, tx, m, fact.Withdrawn)
}

// change is what every act on one measure has in common: read, may, rule, write, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(*audit.Tx, Measure) (Measure, error)) (m Measure, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := Get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, before.Ref()); err != nil {
			return err
		}
		switch {
		case before.State == Ended:
			return fault.New(fault.Conflict, alreadyEnded)
		case before.Version != version:
			return fault.New(fault.Conflict, changedMeanwhile)
		}
		if m, err = rule(tx, before); err != nil {
			return err
		}
		return write(ctx, tx, act, &m, before)
	})
	return m, err
}

// write keeps a measure as it has become, ended when its last day has passed.
func write(ctx context.Context, tx *audit.Tx, act policy.Action, m *Measure, before Measure) (err error) {
	if m.State != Ended && m.On(today(tx)) == Ended {
		if *m, err = m.ended(ctx, tx); err != nil {
			return err
		}
	}
	if err := update(ctx, tx, m); err != nil {
		return err
	}
	return tx.Note(act, m.Ref(), m.noted(m.differs(before)...))
}

// settle holds a measure against the rules, the directory and who works there.
func settle(ctx context.Context, q db.Reader, m Measure) error {
	day := today(q)
	problems := m.check(day)
	if m.Owner != "" {
		staff, err := account.StaffOf(ctx, q, m.Authority, []string{m.Owner}, day)
		if err != nil {
			return err
		}
		if _, works := staff[m.Owner]; !works {
			problems = append(problems, fault.Field(fieldOwner, account.NotColleague))
		}
	}
	named, err := directory.Named(ctx, q, m.Areas, day)
	if err != nil {
		return err
	}
	if len(named) != len(m.Areas) {
		problems = append(problems, fault.Field(fieldAreas, language.T("Välj kommuner som finns i dag.", "Choose municipalities that there are today.")))
	}
	return invalid(problems)
}

// invalid is the fault of what cannot be saved as it stands; nil when nothing is wrong.
func invalid(problems []fault.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, putRight, problems...)
}

// Take takes a place of a measure in an act under way, and tells whether there was one: nobody is placed beyond the places
// there are, however many ask at once.
func Take(ctx context.Context, tx *audit.Tx, id string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE measure SET taken = taken + 1 WHERE id = $1 AND (places = 0 OR taken < places)`, id)
	return n > 0, err
}

// Leave gives a place back in an act under way. That a full measure has a place again is news.
func Leave(ctx context.Context, tx *audit.Tx, id string) error {
	_, err := tx.Exec(ctx, `UPDATE measure SET taken = taken - 1, changed_at = CASE WHEN places > 0 AND taken = places THEN $2 ELSE changed_at END WHERE id = $1 AND taken > 0`, id, db.At(tx.Now()))
	return err
}

var (
	putRight         = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	changedMeanwhile = language.T("Någon annan ändrade insatsen samtidigt. Öppna den på nytt och gör om din ändring.", "Somebody else changed the measure at the same time. Open it again and redo your change.")
	alreadyEnded     = language.T("Insatsen har upphört. Lägg till en ny i stället.", "The measure has ended. Add a new one instead.")
	nothingChanged   = language.T("Inget är ändrat. Ändra något fält, eller bekräfta att uppgifterna stämmer.", "Nothing is changed. Change a field, or confirm that the entry is right.")
)
