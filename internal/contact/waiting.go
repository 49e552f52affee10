package contact

import (
	"cmp"
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Duty is a path that waits for somebody to see to it.
type Duty struct {
	Path
	By   calendar.Date // until when; zero for at once
	Text language.Text
}

// mostDuties is how many paths wait at once on somebody's page at most; the list has the rest.
const mostDuties = 3

// lookedAt is how many paths of an authority are looked at for what waits.
const lookedAt = 200

// Duties gives the paths that wait for somebody who may confirm them: those that nobody answers, those that are not
// confirmed or soon will not be, and those whose rota has a hole in the next four weeks, the worst first.
func Duties(ctx context.Context, q db.Reader, actor policy.Actor) ([]Duty, error) {
	if !policy.May(actor, policy.ConfirmContact) {
		return nil, nil
	}
	day := today(q)
	args := []any{day, db.At(day.AddDays(soonDays - FreshDays).Start()), actor.Authority}
	paths, err := read(ctx, q, `SELECT `+pathColumns+` FROM contact_path p WHERE p.state <> 'inactive' AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1) AND p.authority_id = $3
		AND (p.silent_since IS NOT NULL OR p.state = 'unconfirmed' OR p.confirmed_at < $2
			OR EXISTS (SELECT 1 FROM contact_duty WHERE contact_duty.path_id = p.id))
		AND `+policy.Where(q, actor, policy.ConfirmContact, "p", &args)+` ORDER BY p.sort_key, p.id`+db.Limit(lookedAt), args...)
	if err != nil {
		return nil, err
	}
	gaps, err := gapsOf(ctx, q, paths)
	var out []Duty
	for _, p := range paths {
		if d, waits := p.duty(q, gaps[p.ID]); waits {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Duty) int {
		return cmp.Or(after(!a.SilentSince.IsZero(), !b.SilentSince.IsZero()), a.By.Compare(b.By))
	})
	return out[:min(len(out), mostDuties)], err
}

// duty is the worst that waits for a path.
func (p Path) duty(q db.Reader, gaps []Gap) (Duty, bool) {
	t, day := language.T, today(q)
	switch {
	case !p.SilentSince.IsZero():
		return Duty{p, p.SilentSince, t("*Ingen har svarat* genom kontaktvägen %s på 30 dagar. Kontrollera den.", "*Nobody has answered* through the contact path %s in 30 days. Check it.").With(p.Name)}, true
	case p.StateAt(q.Now()) == Unconfirmed:
		return Duty{p, calendar.Date{}, t("Kontaktvägen %s *är inte bekräftad*.", "The contact path %s *is not confirmed*.").With(p.Name)}, true
	case len(gaps) > 0:
		return Duty{p, gaps[0].From, t("*Ingen är bemannad* för %s %s.", "*Nobody is on duty* for %s %s.").With(p.Name, gaps[0].words())}, true
	case p.lastFresh().Before(day.AddDays(soonDays + 1)):
		return Duty{p, p.lastFresh(), t("Kontaktvägen %s *behöver bekräftas senast %s*.", "The contact path %s *must be confirmed by %s*.").With(p.Name, p.lastFresh())}, true
	}
	return Duty{}, false
}
