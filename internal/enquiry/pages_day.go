package enquiry

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// dayRows is how many questions a day's page shows; the inbox has the rest.
const dayRows = 10

// Day is the reader's questions by deadline, the nearest first, for the page of the reader's day; nil when there are none.
func (s *Service) Day(r *web.Request) (templ.Component, error) {
	rows, next, err := s.linesOf(r, Filter{}, dayRows)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	t, err := s.inboxList(r, web.Rows(rows)).Table(r)
	if err != nil {
		return nil, err
	}
	t.ID, t.Keys, t.Sorted = "fragor", true, r.Say(sayByDue)
	t.Links = []ui.Link{{Label: r.Say(sayNewQuestion), Href: inboxPath + "/ny"}, {Label: r.Say(sayNoteCall), Href: inboxPath + "/telefon"}}
	if len(next) > 0 {
		t.Links = append([]ui.Link{{Label: r.Say(language.T("Alla frågor", "All questions")), Href: inboxPath}}, t.Links...)
		t.Count = r.Say(language.T("De %d närmaste", "The nearest %d").With(len(rows)))
	} else {
		t.Count = r.Say(language.Plural(len(rows), language.T("%d fråga", "%d question"), language.T("%d frågor", "%d questions")))
	}
	for i := range t.Rows {
		t.Rows[i].ID = "f" + rows[i].ID
		if rows[i].Late(s.Trail.DB().Now()) {
			t.Rows[i].Level = ui.Bad
		}
	}
	t.Note = ui.Text(r.Say(sayNoNames))
	return ui.SectionOf("dagens-fragor", r.Say(sayInbox), ui.TableOf(t)), nil
}
