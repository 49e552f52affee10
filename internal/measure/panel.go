package measure

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// few is how many measures a municipality's page shows; the list has the rest.
const few = 8

// PanelOf shows on a municipality's page which measures there are for its residents.
func (s *Service) PanelOf(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	f := Filter{Municipality: m.Code}
	total, err := Total(ctx, s.Trail.DB(), f)
	if err != nil {
		return nil, err
	}
	f.Limit = few
	found, err := s.listed(ctx, f)
	if err != nil {
		return nil, err
	}
	t := ui.Table{Lang: r.Lang, ID: "insatser", Caption: r.Say(sayTitle), Tight: true, Columns: []ui.Column{{Label: r.Say(sayMeasure), RowHeader: true}, {Label: r.Say(sayNeeds)}, {Label: r.Say(sayDecides)}, {Label: r.Say(sayPlaces)}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen insats för kommunen finns i förteckningen än.", "No measure for the municipality is in the list yet."))}}
	for _, x := range found {
		t.Rows = append(t.Rows, ui.Row{ID: "i" + x.ID, Cells: []templ.Component{ui.A(x.Page(), x.Name), ui.Text(r.Say(needNames(x.Measure).Capital())), ui.Text(r.Say(x.Sort().Decider.Name())), ui.Text(r.Say(x.seats()))}})
	}
	if total > 0 {
		t.Links = []ui.Link{{Label: r.Say(language.T("Alla %d", "All %d").With(total)), Href: Path + "?" + f.query().Encode()}, {Label: r.Say(sayFind), Href: Path + "/passar?" + f.query().Encode()}}
	}
	return ui.SectionOf("insatser-har", r.Say(sayTitle), ui.TableOf(t)), nil
}
