package contact

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// few is how many paths a municipality's page shows; the list has the rest.
const few = 12

// PanelOf shows on a municipality's page how its boards and the agency are reached: what is open to the public, and no name.
func (s *Service) PanelOf(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	q := s.Trail.DB()
	f := Filter{Municipality: m.Code, Agency: true, OnlyOpen: true}
	total, err := Total(ctx, q, f)
	if err != nil {
		return nil, err
	}
	f.Limit = few
	found, err := s.listed(ctx, f)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayPaths), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Vem", "Who")), RowHeader: true}, {Label: r.Say(language.T("Om vad", "About what"))}, {Label: r.Say(language.T("Hur", "How"))}, {Label: r.Say(sayHours)}, {Label: r.Say(sayState)}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen öppen kontaktväg är registrerad för kommunen.", "No open contact path is entered for the municipality."))}}
	for _, p := range found {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Stack(ui.A(p.Path.Path(), p.Name), ui.Text(p.who())), ui.Text(r.Say(p.topicsShort())), ui.Stack(ui.Text(r.Say(p.Channel.Label())), ui.Text(p.Address)),
			ui.Text(r.Say(p.openWords())), ui.StatusChip(p.status(q, r.Lang))}})
	}
	if total > len(found) {
		t.Links = []ui.Link{{Label: r.Say(language.T("Alla %d", "All %d").With(total)), Href: "/kontaktvagar?" + paramPlace + "=" + m.Code}}
	}
	return ui.SectionOf("kontaktvagar", r.Say(sayPaths), ui.TableOf(t)), nil
}
