package contact

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// noted is what the trail says of a path.
type noted struct {
	Authority string   `json:"authority"`
	Channel   Channel  `json:"channel"`
	State     State    `json:"state"`
	Fields    []string `json:"fields,omitempty"`
}

func noteOf(p Path, fields ...string) noted { return noted{p.Authority, p.Channel, p.Kept, fields} }

// Add enters a new path of an authority. It is unconfirmed until somebody responsible confirms it.
func (s *Service) Add(ctx context.Context, actor policy.Actor, authority string, d Draft) (p Path, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddContact, directory.Authority{ID: authority}.Ref()); err != nil {
			return err
		}
		p = d.apply(Path{ID: tx.NewID(), Authority: authority, Kept: Unconfirmed, CheckedAt: db.At(tx.Now()), Version: 1})
		if err := s.settle(ctx, tx, p); err != nil {
			return err
		}
		if err := insertPath(ctx, tx, p); err != nil {
			return err
		}
		if err := openChecks(ctx, tx, p, tx.Now()); err != nil {
			return err
		}
		return tx.Note(policy.AddContact, p.Ref(), noteOf(p))
	})
	return p, err
}

// Change puts a path right. version is the one that the person saw. What changes how it is reached makes it unconfirmed.
func (s *Service) Change(ctx context.Context, actor policy.Actor, id string, version int64, d Draft) (Path, error) {
	return s.change(ctx, actor, policy.EditContact, id, version, func(tx *audit.Tx, before Path) (Path, error) {
		p := d.apply(before)
		fields := p.differs(before)
		if len(fields) == 0 {
			return p, fault.New(fault.Invalid, language.T("Inget är ändrat. Ändra något fält eller gå tillbaka.", "Nothing is changed. Change a field or go back."))
		}
		if unsettles(fields) {
			p.Kept = Unconfirmed
		}
		if err := s.settle(ctx, tx, p); err != nil {
			return p, err
		}
		if err := s.retold(ctx, tx, before, p, d.OwnerFrom); err != nil {
			return p, err
		}
		return p, moveChecks(ctx, tx, before, p)
	})
}

// Confirm says that channel, hours and who answers are right.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, id string, version int64) (Path, error) {
	return s.change(ctx, actor, policy.ConfirmContact, id, version, func(tx *audit.Tx, p Path) (Path, error) {
		p.Kept, p.ConfirmedAt, p.ConfirmedBy = Confirmed, db.At(tx.Now()), actor.ID
		return s.checked(ctx, tx, p)
	})
}

// checked closes the check that was due and opens the next.
func (s *Service) checked(ctx context.Context, tx *audit.Tx, p Path) (Path, error) {
	if err := closeChecks(ctx, tx, p, tx.Now(), ""); err != nil {
		return p, err
	}
	p.CheckedAt, p.SilentSince = db.At(tx.Now()), calendar.Date{}
	return p, openChecks(ctx, tx, p, tx.Now())
}

// End lets a path end; last is its last day. What ends today or earlier is inactive at once, the rest by the clock.
func (s *Service) End(ctx context.Context, actor policy.Actor, id string, version int64, last calendar.Date) (Path, error) {
	return s.change(ctx, actor, policy.EditContact, id, version, func(tx *audit.Tx, p Path) (Path, error) {
		if last.IsZero() || last.Before(p.From) {
			return p, refuse(fieldTo, language.T("Skriv sista dagen, tidigast den dag då kontaktvägen började gälla.", "Write the last day, at the earliest the day on which the path began."))
		}
		if p.To = last; last.Before(today(tx)) {
			return ended(ctx, tx, p)
		}
		return p, nil
	})
}

// ended makes a path inactive and takes back the check that was due: paths that have ended do not count.
func ended(ctx context.Context, tx *audit.Tx, p Path) (Path, error) {
	p.Kept = Inactive
	return p, withdrawChecks(ctx, tx, p)
}

// change is what every act on one path has in common: read, may, rule, write, note.
func (s *Service) change(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(*audit.Tx, Path) (Path, error)) (p Path, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := Get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, before.Ref()); err != nil {
			return err
		}
		if before.Kept == Inactive {
			return fault.New(fault.Conflict, alreadyEnded)
		}
		if p, err = rule(tx, before); err != nil {
			return err
		}
		if p.Version = version; p.Kept != Inactive && !p.To.IsZero() && p.To.Before(today(tx)) {
			if p, err = ended(ctx, tx, p); err != nil {
				return err
			}
		}
		if err := updatePath(ctx, tx, &p); err != nil {
			return err
		}
		return tx.Note(act, p.Ref(), noteOf(p, p.differs(before)...))
	})
	return p, err
}

// settle holds a path against the rules, the directory and who works there.
func (s *Service) settle(ctx context.Context, tx *audit.Tx, p Path) error {
	problems := p.check()
	day := today(tx)
	if p.Owner != "" {
		staff, err := account.StaffOf(ctx, tx, p.Authority, []string{p.Owner}, day)
		if err != nil {
			return err
		}
		if _, works := staff[p.Owner]; !works {
			problems = append(problems, fault.Field(fieldOwner, account.NotColleague))
		}
	}
	if p.Unit != "" {
		units, err := directory.Units(ctx, tx, p.Authority, day)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(units, func(u directory.Unit) bool { return u.ID == p.Unit }) {
			problems = append(problems, fault.Field(fieldUnit, language.T("Välj en enhet som finns i dag.", "Choose a unit that there is today.")))
		}
	}
	places, err := directory.Named(ctx, tx, p.Areas, day)
	if err != nil {
		return err
	}
	if len(places) != len(p.Areas) {
		problems = append(problems, fault.Field(fieldAreas, language.T("Välj kommuner som finns i dag.", "Choose municipalities that there are today.")))
	}
	return invalid(problems)
}
