package template

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// checklistPage is the checklist as anybody may read it; it is ticked where a draft is worked on.
func (s *Service) checklistPage(r *web.Request) (web.Response, error) {
	phases, err := Checklist()
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(sayChecklist), ""), ui.LeadBlock(ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(sayChecklistWhat))})}
	for _, p := range phases {
		var items []templ.Component
		for _, i := range p.Items {
			items = append(items, itemText(r.Lang, i))
		}
		parts = append(parts, ui.SectionOf("fas-"+p.ID, r.Say(p.Name), ui.BulletsOf(items...)))
	}
	return web.Page(sayChecklist, ui.Parts(parts...)).Frame(crumbs(r, ui.Link{Label: r.Say(sayChecklist)})), nil
}

var sayChecklistWhat = language.T("Det här bör vara gjort i *varje fas* av arbetet med en överenskommelse. Parterna bockar av punkterna i sitt utkast.", "This should be done in *each phase* of the work with an agreement. The parties tick the points in their draft.")
