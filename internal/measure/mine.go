package measure

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Duty is an entry that the actor is to confirm soon, or should have.
type Duty struct {
	Measure
	By   calendar.Date
	Late bool
	Text language.Text // with what matters between stars
}

// Duties gives the entries that the actor answers for, or somebody for whom the actor stands in, and that are to be confirmed
// within five days or should have been: the oldest first, no more than most.
func Duties(ctx context.Context, q db.Reader, actor policy.Actor, most int) ([]Duty, error) {
	day := today(q)
	args := []any{actor.Authority, db.At(staleBefore(day.AddDays(soonDays + 1)))}
	found, err := read(ctx, q, `SELECT `+columns+` FROM measure m WHERE m.state <> 'ended' AND m.authority_id = $1 AND m.checked_at < $2 AND `+contact.Mine("m.owner_id", q, actor, &args)+`
		ORDER BY m.checked_at, m.id`+db.Limit(most), args...)
	out := make([]Duty, len(found))
	for i, m := range found {
		by := m.checkedOn().AddMonths(1)
		out[i] = Duty{Measure: m, By: by, Late: by.Before(day), Text: language.T("Bekräfta att uppgifterna om *%s* stämmer, senast %s.", "Confirm that the entry of *%s* is right, by %s.").With(m.Name, by)}
		if out[i].Late {
			out[i].Text = language.T("*Ingen har bekräftat uppgifterna om %s* på en månad.", "*Nobody has confirmed the entry of %s* for a month.").With(m.Name)
		}
	}
	return out, err
}
