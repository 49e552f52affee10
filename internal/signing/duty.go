package signing

import (
	"context"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Duty is what somebody must do in an open round, for their own first page.
type Duty struct {
	Text   language.Text // a whole sentence, with what matters between stars
	Button language.Text
	Href   string
	Since  calendar.Date // when the version was put forward
}

// Duties gives what the actor must do in the open rounds that their authority signs in: sign, record a delegation or
// confirm a paper; the one that has waited longest first, and no more than limit.
func (s *Service) Duties(ctx context.Context, actor policy.Actor, limit int) ([]Duty, error) {
	if !policy.May(actor, policy.ReadSigning) {
		return nil, nil
	}
	q := s.Trail.DB()
	ids, err := db.All[string](ctx, q, `SELECT r.id FROM signing_round r WHERE r.state = 'open' AND EXISTS
		(SELECT 1 FROM signing_slot s WHERE s.round_id = r.id AND s.authority_id = $1) ORDER BY r.started_at, r.id LIMIT 200`, actor.Authority)
	if err != nil {
		return nil, err
	}
	to := reader{account: actor.ID, authority: actor.Authority, coordinates: actor.Has(policy.Coordinator)}
	var out []Duty
	for _, id := range ids {
		r, err := get(ctx, q, id)
		if err != nil {
			return nil, err
		}
		text, button, mine := r.mine(to, language.Swedish)
		if !mine || len(out) == limit {
			continue
		}
		_, english, _ := r.mine(to, language.English)
		title, err := s.title(ctx, q, r)
		if err != nil {
			return nil, err
		}
		since := calendar.DateOf(r.StartedAt.Time)
		out = append(out, Duty{Button: language.T(button.Label, english.Label), Href: button.Href, Since: since,
			Text: language.T("*%s* Det gäller %s och lades fram %s.", "*%s* It is about %s and was put forward on %s.").With(text, within(title), since.Long())})
	}
	return out, nil
}

// within is a title inside a sentence.
func within(title language.Text) language.Text {
	lower := func(s string) string { return strings.ToLower(s[:1]) + s[1:] }
	return language.T("%s", "%s").With(language.T(lower(title.Sv), lower(title.En)))
}
