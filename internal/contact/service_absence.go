package contact

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// AbsenceInput is what somebody says of being away. Why is nobody's business and is not asked.
type AbsenceInput struct {
	Account    string
	Substitute string // empty when nobody stands in
	From, To   calendar.Date
}

// longest is how long an absence may be, in days; longer ones are renewed, so that a forgotten one ends.
const longest = 400

// Away says that somebody is away from an authority and who stands in. The chain of substitutes may not come back to
// anybody in it.
func (s *Service) Away(ctx context.Context, actor policy.Actor, authority string, in AbsenceInput) (a Absence, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.EditAbsence, ref.To(account.Kind, in.Account)); err != nil {
			return err
		}
		a = Absence{ID: tx.NewID(), Authority: authority, Account: in.Account, Substitute: in.Substitute, Starts: db.At(in.From.Start()), Ends: db.At(in.To.End()), Version: 1}
		if err := in.check(ctx, tx, authority); err != nil {
			return err
		}
		near, err := chainsAround(ctx, tx, authority, a.Account, a.Substitute)
		if err != nil {
			return err
		}
		if err := fits(near, a); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "contact_absence", a); err != nil {
			return err
		}
		if err := tx.Note(policy.EditAbsence, ref.To(account.Kind, a.Account), notedAbsence{in.From, in.To, in.Substitute != ""}); err != nil {
			return err
		}
		return resolve(ctx, tx, authority, a.Account)
	})
	return a, err
}

// notedAbsence is what the trail says: days, and whether somebody stands in.
type notedAbsence struct {
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"`
	Replaced bool          `json:"replaced"`
}

func (in AbsenceInput) check(ctx context.Context, tx *audit.Tx, authority string) error {
	t := language.T
	var problems []fault.Problem
	if in.From.IsZero() || in.To.IsZero() || in.To.Before(in.From) {
		problems = append(problems, fault.Field(fieldTo, t("Skriv första och sista dagen, i den ordningen.", "Write the first and the last day, in that order.")))
	} else if in.To.Before(today(tx)) || in.From.DaysUntil(in.To) > longest {
		problems = append(problems, fault.Field(fieldTo, t("Sista dagen ska vara i dag eller senare, och frånvaron högst 400 dagar.", "The last day must be today or later, and the absence at most 400 days.")))
	}
	if in.Substitute == in.Account {
		problems = append(problems, fault.Field(fieldSubstitute, t("Välj någon annan än den som är borta.", "Choose somebody other than who is away.")))
	}
	staff, err := account.StaffOf(ctx, tx, authority, []string{in.Account, in.Substitute}, today(tx))
	if err != nil {
		return err
	}
	if _, works := staff[in.Account]; !works {
		problems = append(problems, fault.Field(fieldAccount, account.NotColleague))
	}
	if _, works := staff[in.Substitute]; !works && in.Substitute != "" {
		problems = append(problems, fault.Field(fieldSubstitute, account.NotColleague))
	}
	if len(problems) == 0 && in.Substitute != "" {
		able, err := ableToAnswer(ctx, tx, authority)
		if err != nil {
			return err
		}
		if slices.Contains(able, in.Account) && !slices.Contains(able, in.Substitute) {
			problems = append(problems, fault.Field(fieldSubstitute, t("Ersättaren har ingen roll som får besvara frågor. Be er lokala administratör ge rollen handläggare, eller välj någon annan.",
				"The substitute holds no role that may answer questions. Ask your local administrator to give the role of caseworker, or choose somebody else.")))
		}
	}
	return invalid(problems)
}

// fits asks whether an absence goes together with the others: one at a time for a person, and no chain that goes round.
func fits(near []Absence, a Absence) error {
	if slices.ContainsFunc(near, func(o Absence) bool { return o.Account == a.Account && o.ID != a.ID && o.overlaps(a) }) {
		return refuse(fieldFrom, language.T("En annan frånvaro finns redan i den tiden. Avsluta den först.", "Another absence is there already in that time. End it first."))
	}
	if loop := Chain(near, a); loop != nil {
		return refuse(fieldSubstitute, language.T("Ersättaren är själv borta då, och kedjan av ersättare kommer tillbaka till någon som är borta. Välj någon annan.",
			"The substitute is away too then, and the chain of substitutes comes back to somebody who is away. Choose somebody else."))
	}
	return nil
}

// Back ends an absence now; one that has not begun never happens.
func (s *Service) Back(ctx context.Context, actor policy.Actor, id string, version int64) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := absence(ctx, tx, id)
		if err != nil {
			return err
		}
		thing := ref.To(account.Kind, a.Account)
		if err := policy.CheckRead(ctx, tx, actor, policy.EditAbsence, thing); err != nil {
			return err
		}
		now := db.At(tx.Now())
		n, err := tx.Exec(ctx, `DELETE FROM contact_absence WHERE id = $1 AND version = $2 AND starts_at >= $3`, id, version, now)
		if err == nil && n == 0 {
			n, err = tx.Exec(ctx, `UPDATE contact_absence SET ends_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND ends_at > $3`, id, version, now)
		}
		if err := changed(n, err); err != nil {
			return err
		}
		if err := tx.Note(policy.EditAbsence, thing, notedAbsence{From: calendar.DateOf(a.Starts.Time), To: today(tx)}); err != nil {
			return err
		}
		return resolve(ctx, tx, a.Authority, a.Account)
	})
}

func absence(ctx context.Context, q db.Reader, id string) (Absence, error) {
	found, err := db.All[Absence](ctx, q, `SELECT `+absenceColumns+` FROM contact_absence WHERE id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Absence{}, err
	}
	return found[0], nil
}

// Absences gives the absences of an authority that have not ended, the earliest first: what its people may know of each
// other. account narrows it to one person.
func Absences(ctx context.Context, q db.Reader, authority, account string) ([]Absence, error) {
	text, args := `SELECT `+absenceColumns+` FROM contact_absence WHERE authority_id = $1 AND ends_at > $2`, []any{authority, db.At(q.Now())}
	if account != "" {
		text, args = text+` AND account_id = $3`, append(args, account)
	}
	return db.All[Absence](ctx, q, text+` ORDER BY starts_at, id`, args...)
}

// chainsAround gives the absences that have not ended of everybody in whose chain some people may be, before or after them.
func chainsAround(ctx context.Context, q db.Reader, authority string, who ...string) ([]Absence, error) {
	known, people, fresh := map[string]Absence{}, map[string]bool{"": true}, without(who, []string{""})
	for _, p := range fresh {
		people[p] = true
	}
	for len(fresh) > 0 {
		args := []any{authority, db.At(q.Now())}
		a := db.In(fresh, &args)
		b := db.In(fresh, &args)
		found, err := db.All[Absence](ctx, q, `SELECT `+absenceColumns+` FROM contact_absence WHERE authority_id = $1 AND ends_at > $2 AND (account_id `+a+` OR substitute_id `+b+`)`, args...)
		if err != nil {
			return nil, err
		}
		fresh = nil
		for _, f := range found {
			known[f.ID] = f
			for _, p := range []string{f.Account, f.Substitute} {
				if !people[p] {
					people[p], fresh = true, append(fresh, p)
				}
			}
		}
	}
	out := make([]Absence, 0, len(known))
	for _, a := range known {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Absence) int { return a.Starts.Compare(b.Starts.Time) })
	return out, nil
}

// resolve finds anew who stands in for whom from now on, for everybody whose chain a change may have touched. What has
// been so stays as it was: it says who could read what.
func resolve(ctx context.Context, tx *audit.Tx, authority, who string) error {
	near, err := chainsAround(ctx, tx, authority, who)
	if err != nil {
		return err
	}
	people := []string{who}
	for _, a := range near {
		people = append(people, a.Account)
	}
	now := db.At(tx.Now())
	for some := range slices.Chunk(once(people), 100) {
		args := []any{authority, now}
		these := db.In(some, &args)
		if _, err := tx.Exec(ctx, `DELETE FROM contact_cover WHERE authority_id = $1 AND starts_at >= $2 AND absent_id `+these, args...); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE contact_cover SET ends_at = $2 WHERE authority_id = $1 AND ends_at > $2 AND absent_id `+these, args...); err != nil {
			return err
		}
	}
	return db.InsertAll(ctx, tx, "contact_cover", Covers(near, tx.Now()))
}

// AwayNow tells whether somebody is away at an instant, and until when.
func AwayNow(ctx context.Context, q db.Reader, authority, who string, at time.Time) (until time.Time, away bool, err error) {
	found, err := db.All[Absence](ctx, q, `SELECT `+absenceColumns+` FROM contact_absence WHERE authority_id = $1 AND account_id = $2 AND starts_at <= $3 AND ends_at > $3`, authority, who, db.At(orNow(q, at)))
	if err != nil || len(found) == 0 {
		return until, false, err
	}
	return found[0].Ends.Time, true, nil
}
