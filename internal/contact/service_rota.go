package contact

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// RotaPlan is who answers a path, week by week in turn, from a day on.
type RotaPlan struct {
	Accounts []string // in their order; one is on duty every week
	From     calendar.Date
	Weeks    int // how many weeks are planned
}

// Names of the fields of rota and absence.
const (
	fieldAccounts   = "accounts"
	fieldWeeks      = "weeks"
	fieldAccount    = "account"
	fieldSubstitute = "substitute"
	fieldShift      = "shift"
)

const maxWeeks = 52

// Plan puts turns on the rota of a path: a week each, Monday to Sunday, the first from the day given. Turns that are there
// already stay. version is the one of the path that the person saw.
func (s *Service) Plan(ctx context.Context, actor policy.Actor, pathID string, version int64, in RotaPlan) (n int, err error) {
	err = s.rota(ctx, actor, pathID, version, func(tx *audit.Tx, p Path) (any, error) {
		if err := in.check(ctx, tx, p); err != nil {
			return nil, err
		}
		shifts := in.shifts(p, tx.NewID)
		n = len(shifts)
		return map[string]int{"added": n}, db.InsertAll(ctx, tx, "contact_duty", shifts)
	})
	return n, err
}

func (in RotaPlan) check(ctx context.Context, tx *audit.Tx, p Path) error {
	t := language.T
	var problems []fault.Problem
	if len(in.Accounts) == 0 || len(in.Accounts) > maxWeeks {
		problems = append(problems, fault.Field(fieldAccounts, t("Välj minst en kollega.", "Choose at least one colleague.")))
	}
	if in.Weeks < 1 || in.Weeks > maxWeeks {
		problems = append(problems, fault.Field(fieldWeeks, t("Skriv ett antal veckor mellan 1 och 52.", "Write a number of weeks between 1 and 52.")))
	}
	if in.From.IsZero() || in.From.Before(today(tx)) {
		problems = append(problems, fault.Field(fieldFrom, t("Skriv en dag från och med i dag.", "Write a day from today on.")))
	}
	staff, err := account.StaffOf(ctx, tx, p.Authority, in.Accounts, today(tx))
	if err != nil {
		return err
	}
	for _, a := range in.Accounts {
		if _, works := staff[a]; !works {
			problems = append(problems, fault.Field(fieldAccounts, account.NotColleague))
			break
		}
	}
	if len(problems) == 0 && p.answersHere() {
		if problems, err = cannotAnswer(ctx, tx, p.Authority, in.Accounts); err != nil {
			return err
		}
	}
	return invalid(problems)
}

// answersHere tells whether whoever is on duty answers in Samsyn, and not by a telephone or at a desk.
func (p Path) answersHere() bool { return p.Channel == Samsyn || p.Channel == SDK }

// cannotAnswer names those on a rota who hold no role that lets them answer a question: nobody would see what comes in
// their week.
func cannotAnswer(ctx context.Context, q db.Reader, authority string, accounts []string) (problems []fault.Problem, err error) {
	able, err := ableToAnswer(ctx, q, authority)
	if err != nil {
		return nil, err
	}
	names, err := account.NamesOf(ctx, q, accounts)
	for _, a := range accounts {
		if !slices.Contains(able, a) {
			problems = append(problems, fault.Field(fieldAccounts, language.T("%s har ingen roll som får besvara frågor. Be er lokala administratör ge rollen handläggare, eller välj någon annan.",
				"%s holds no role that may answer questions. Ask your local administrator to give the role of caseworker, or choose somebody else.").With(names[a])))
		}
	}
	return problems, err
}

// ableToAnswer gives the accounts of an authority whose role lets them answer questions.
func ableToAnswer(ctx context.Context, q db.Reader, authority string) (able []string, err error) {
	for _, role := range []policy.Role{policy.Caseworker, policy.EmploymentOfficer} {
		holders, err := account.HoldersOf(ctx, q, role, []string{authority}, today(q))
		if err != nil {
			return nil, err
		}
		able = append(able, holders...)
	}
	return able, nil
}

// shifts are the turns: the first to the end of its week, then whole weeks.
func (in RotaPlan) shifts(p Path, newID func() string) (out []Shift) {
	from := in.From
	for i := range in.Weeks {
		next := from.AddDays(7 - (int(from.Weekday())+6)%7)
		out = append(out, Shift{ID: newID(), Path: p.ID, Account: in.Accounts[i%len(in.Accounts)], Starts: db.At(from.Start()), Ends: db.At(next.Start())})
		from = next
	}
	return out
}

// Unshift takes a turn off the rota: what is left of it, when it has begun.
func (s *Service) Unshift(ctx context.Context, actor policy.Actor, pathID string, version int64, shift string) error {
	return s.rota(ctx, actor, pathID, version, func(tx *audit.Tx, p Path) (any, error) {
		now := db.At(tx.Now())
		n, err := tx.Exec(ctx, `DELETE FROM contact_duty WHERE id = $1 AND path_id = $2 AND starts_at >= $3`, shift, p.ID, now)
		if err != nil || n > 0 {
			return map[string]int{"removed": 1}, err
		}
		n, err = tx.Exec(ctx, `UPDATE contact_duty SET ends_at = $3 WHERE id = $1 AND path_id = $2 AND starts_at < $3 AND ends_at > $3`, shift, p.ID, now)
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		return map[string]int{"removed": 1}, err
	})
}

// rota is what every change of a rota has in common.
func (s *Service) rota(ctx context.Context, actor policy.Actor, pathID string, version int64, rule func(*audit.Tx, Path) (any, error)) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		p, err := Get(ctx, tx, pathID)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditRota, p.Ref()); err != nil {
			return err
		}
		if p.Kept == Inactive {
			return fault.New(fault.Conflict, alreadyEnded)
		}
		if err := touch(ctx, tx, p.ID, version); err != nil {
			return err
		}
		change, err := rule(tx, p)
		if err != nil {
			return err
		}
		return tx.Note(policy.EditRota, p.Ref(), change)
	})
}
