package directory

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// adminBranches is what a board does today, its own and that of its units, and the form that says something else from a day
// on. Authorities that are no boards have none.
func (s *Service) adminBranches(r *web.Request, a Authority, units []Unit, sent *web.Form) (templ.Component, error) {
	if a.Class != Board {
		return nil, nil
	}
	all, err := Activities(r.Context(), s.Trail.DB(), a.ID)
	t := language.T
	whose := []ui.Option{{Label: r.Say(t("Hela nämnden", "The whole board"))}}
	lines := []string{branchLine(r, a.Name, AreasAmong(only(all, ""), a.ID, "", s.Today()))}
	for _, u := range units {
		whose = append(whose, ui.Option{Value: u.ID, Label: u.Name})
		if own := AreasAmong(only(all, u.ID), a.ID, "", s.Today()); len(own) > 0 {
			lines = append(lines, branchLine(r, u.Name, own))
		}
	}
	var options []ui.Option
	for _, area := range BranchAreas() {
		options = append(options, ui.Option{Value: string(area), Label: r.Say(area.Label())})
	}
	form := ui.Form{Lang: r.Lang, ID: "verksamhet", Action: adminPath + "/myndighet/" + a.ID + "/verksamhet", Submit: ui.Button{Label: r.Say(t("Spara verksamheten", "Save the activities")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: "unit", Label: r.Say(t("Vem", "Who")), Options: whose, Optional: true},
		{Kind: ui.CheckboxesField, Name: "areas", Label: r.Say(t("Gör det här, och inget annat i listan", "Does this, and nothing else of the list")), Values: areaTexts(AreasAmong(only(all, ""), a.ID, "", s.Today())), Options: options, Optional: true},
		{Kind: ui.DateField, Name: "areas_from", Label: r.Say(t("Från och med", "From")), Value: s.Today().String()}}}
	return section("verksamheten", r.Say(t("Verksamhet", "Activities")), r.Say(t("Avgör vilken sekretess som gäller och vilka frågor som går hit.", "Decides which secrecy binds it and which questions come here.")),
		stack(ui.Bullets(lines...), ui.FormOf(refill(form, sent, sent != nil)))), err
}

// only keeps the activities of the whole authority, or of one unit.
func only(all []Activity, unit string) (out []Activity) {
	for _, b := range all {
		if b.Unit == unit {
			out = append(out, b)
		}
	}
	return out
}

func branchLine(r *web.Request, name string, areas []BranchArea) string {
	said := language.T("inget är sagt", "nothing is said")
	if len(areas) > 0 {
		names := make([]language.Text, len(areas))
		for i, a := range areas {
			names[i] = a.Label()
		}
		said = language.List(names...)
	}
	return r.Say(language.T("%s: %s", "%s: %s").With(name, said))
}

func areaTexts(areas []BranchArea) (out []string) {
	for _, a := range areas {
		out = append(out, string(a))
	}
	return out
}

func (s *Service) postBranches(r *web.Request) (web.Response, error) {
	return submit(r, func(f *web.Form) error {
		var areas []BranchArea
		for _, a := range f.Choices("areas", areaTexts(BranchAreas())) {
			areas = append(areas, BranchArea(a))
		}
		unit, from := f.Text("unit"), f.Date("areas_from", web.Required)
		return unless(f, func() error { return s.SetAreas(r.Context(), r.Actor, r.Path("id"), unit, areas, from) })
	}, func() string { return adminPath + "/myndighet/" + r.Path("id") }, func(f *web.Form) (web.Response, error) { return s.adminAuthorityAgain(r, f, "branches") })
}
