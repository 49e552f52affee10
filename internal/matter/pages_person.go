package matter

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostOfPerson is how many of a person's matters the person's page shows.
const mostOfPerson = 20

// PersonPanel leads, on the page of a person's record, to the matters about the person, the latest first.
func (s *Service) PersonPanel(r *web.Request, p person.Person) (templ.Component, error) {
	q, args := s.Trail.DB(), []any{p.ID, r.Actor.Authority}
	list, err := db.All[Matter](r.Context(), q, `SELECT m.id, m.number, m.state, m.begun_at, m.closed_at, m.stopped_at FROM matter_side s JOIN matter m ON m.id = s.matter_id
		WHERE s.person_id = $1 AND s.authority_id = $2 AND `+policy.Where(q, r.Actor, policy.ListMatters, "s", &args)+` ORDER BY m.begun_at DESC, m.id`+db.Limit(mostOfPerson), args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	t := language.T
	var lines []templ.Component
	for _, m := range list {
		since := t("sedan %s", "since %s").With(calendar.DateOf(m.BegunAt.Time).String())
		lines = append(lines, ui.Stack(ui.A(m.Page(), m.Number), ui.Parts(ui.StatusChip(m.status(r.Lang)), ui.Text(" "+r.Say(since)))))
	}
	return ui.SectionIntro("arenden", r.Say(t("Gemensamma ärenden", "Matters together")), "", ui.BulletsOf(lines...)), nil
}
