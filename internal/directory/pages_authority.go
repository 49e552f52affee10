package directory

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// authorityView is an authority with what belongs to it on a day, read with a fixed number of questions.
type authorityView struct {
	AuthorityHistory
	units   []Unit
	offices []Office
}

func (s *Service) view(ctx context.Context, id string, day calendar.Date) (v authorityView, err error) {
	q := s.Trail.DB()
	if v.AuthorityHistory, err = authorityHistory(ctx, q, id); err != nil {
		return v, err
	}
	if v.units, err = Units(ctx, q, id, day); err != nil {
		return v, err
	}
	v.offices, err = OfficesOf(ctx, q, id, day)
	return v, err
}

// authorityPage shows one authority on a day: its names over time, its units as a tree, its offices.
func (s *Service) authorityPage(r *web.Request) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	v, err := s.view(r.Context(), r.Path("id"), day)
	if err != nil {
		return web.Response{}, err
	}
	a := v.Authority
	a.AuthorityDetails = v.History.Nearest(day).Details
	parts := []templ.Component{ui.Heading(a.Name, authoritySubtitle(r, a))}
	if last := v.History.Span().To; !last.IsZero() && last.Before(day) {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(words.ended.With(last))}))
	}
	parts = append(parts,
		section("enheter", r.Say(words.units), "", ui.TableOf(unitTable(r, v.units))),
		section("kontor", r.Say(words.officesOf), "", ui.TableOf(officeTable(r, v.offices, day))),
		section("historik", r.Say(words.history), "", stack(ui.TableOf(nameTable(r, v.History)), dayForm(r, a.Path(), day))))
	return web.Page(language.Same(a.Title()), stack(parts...)).Frame(func(f *ui.Frame) { f.Crumbs = authorityCrumbs(r, a) }), nil
}

func authoritySubtitle(r *web.Request, a Authority) string {
	text := r.Say(ClassName(a.Class))
	if a.MunicipalityName != "" {
		text = a.MunicipalityName + " · " + text
	}
	if !a.OrganisationNumber.IsZero() {
		text += " · " + a.OrganisationNumber.String()
	}
	return text
}

func authorityCrumbs(r *web.Request, a Authority) []ui.Link {
	crumbs := []ui.Link{{Label: r.Say(words.municipalities), Href: "/kommuner"}}
	if a.MunicipalityCode != "" {
		crumbs = append(crumbs, ui.Link{Label: a.MunicipalityName, Href: "/kommun/" + a.MunicipalityCode})
	}
	return append(crumbs, ui.Link{Label: a.Name})
}

func unitTable(r *web.Request, units []Unit) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.units), Keep: true, Empty: ui.Empty{Text: r.Say(words.noUnits)}, Columns: []ui.Column{
		{Label: r.Say(words.unit), RowHeader: true}, {Label: r.Say(words.level)}, {Label: r.Say(words.since)}}}
	for _, b := range Tree(units) {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(indent(b), b.Level, r.Say(inWords(b.Validity)))})
	}
	return t
}

// indent shows depth with a dash for each level, which a screen reader reads too.
func indent(b Branch) string {
	name := b.Name
	for range b.Depth {
		name = "– " + name
	}
	return name
}

func nameTable(r *web.Request, h History[AuthorityDetails]) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.history), Keep: true, Columns: []ui.Column{
		{Label: r.Say(words.period), RowHeader: true}, {Label: r.Say(words.name)}}}
	for _, v := range slices.Backward(h) {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(r.Say(inWords(v.Validity)), v.Details.Name)})
	}
	return t
}
