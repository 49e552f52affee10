package enquiry

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostOfPerson is how many questions the page of a person lists, the latest first.
const mostOfPerson = 50

// PersonPanel lists, on the page of a person, the questions that the reader's authority has about that person and that the
// reader may see.
func (s *Service) PersonPanel(r *web.Request, p person.Person) (templ.Component, error) {
	items, err := s.about(r.Context(), s.Trail.DB(), r.Actor, p.ID)
	if err != nil || len(items) == 0 {
		return nil, err
	}
	rows, err := s.named(r, items)
	if err != nil {
		return nil, err
	}
	t, now := language.T, s.Trail.DB().Now()
	title := t("Frågor om personen", "Questions about the person")
	table := ui.Table{Lang: r.Lang, ID: "personens-fragor", Caption: r.Say(title), Tight: true,
		Columns: []ui.Column{{Label: r.Say(t("Fråga", "Question")), RowHeader: true, Wide: true}, {Label: r.Say(t("Ställd", "Asked"))}, {Label: r.Say(t("Motpart", "Counterpart"))}, {Label: r.Say(t("Läge", "State"))}}}
	for _, l := range rows {
		state := ui.Text(r.Say(capital(l.stateName())))
		if l.State == Open || l.State == Paused {
			state = ui.ClockWords(clockOf(l.Enquiry, now, r.Lang))
		}
		table.Rows = append(table.Rows, ui.Row{ID: "f" + l.ID, Cells: []templ.Component{l.link(r), ui.Text(r.Say(calendar.DateTime(l.SentAt.Time))), ui.Text(r.Say(l.other)), state}})
	}
	return ui.SectionIntro("fragor", r.Say(title), "", ui.TableOf(table)), nil
}

// about reads the questions of an authority's own record, along the index that begins with it.
func (s *Service) about(ctx context.Context, q db.Reader, actor policy.Actor, personID string) ([]Item, error) {
	args := []any{actor.Authority, personID}
	where := policy.Where(q, actor, policy.ListEnquiries, "s", &args)
	return db.All[Item](ctx, q, `SELECT `+columns+`, s.account_id, COALESCE(a.name, '') AS handler, s.unit_id, s.side, s.mine, s.order_at,
		(e.personal AND s.side = 'receiver' AND s.opened_at IS NULL) AS needs
		FROM enquiry_side s JOIN enquiry e ON e.id = s.enquiry_id LEFT JOIN account a ON a.id = s.account_id
		WHERE s.authority_id = $1 AND s.person_id = $2 AND s.box <> 'draft' AND `+where+` ORDER BY s.created_at DESC, s.enquiry_id`+db.Limit(mostOfPerson), args...)
}
