package measure

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/matter"
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

// MatterAside leads, on a matter's page, from what the person is judged to need to the measures that meet it. What the other
// authority judges is read only where the reader sees it already.
func (s *Service) MatterAside(r *web.Request, o matter.Opened) (templ.Component, error) {
	var items []templ.Component
	for _, info := range matter.Needs() {
		if !needed(o, info.Need) {
			continue
		}
		f := Filter{Municipality: o.Municipality, Need: info.Need, State: Offered}
		n, err := Total(r.Context(), s.Trail.DB(), f)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			items = append(items, ui.Text(r.Say(language.T("%s: ingen insats i förteckningen", "%s: no measure in the list").With(info.Name))))
			continue
		}
		f.State = ""
		count := language.Plural(n, language.T("%d insats", "%d measure"), language.T("%d insatser", "%d measures"))
		items = append(items, ui.A(Path+"/passar?"+f.query().Encode(), r.Say(language.Same("%s: %s").With(info.Name, count))))
	}
	if len(items) == 0 {
		return nil, nil
	}
	return ui.SectionIntro("insatser", r.Say(language.T("Insatser som kan hjälpa", "Measures that may help")), "", ui.BulletsOf(items...)), nil
}

// needed tells whether either side, as the reader sees it, judges that the person needs support with something.
func needed(o matter.Opened, n matter.Need) bool {
	return needs(o.Own.Of(n).Who) || o.Both && needs(o.Theirs.Of(n).Who)
}

func needs(w matter.Who) bool {
	return slices.Contains([]matter.Who{matter.FromAgency, matter.FromMunicipality, matter.FromBoth, matter.FromOther}, w)
}
