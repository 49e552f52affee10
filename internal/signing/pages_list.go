package signing

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// listPage is what waits for the reader's own signature.
func (s *Service) listPage(r *web.Request) (web.Response, error) {
	found, err := MyWaiting(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	list := web.List[Waits]{Title: saySignatures, File: "underskrifter", Rows: web.Rows(found), Columns: []web.Column[Waits]{
		{Heading: language.T("Det som väntar", "What waits"), RowHeader: true, Value: func(w Waits) any {
			return r.Say(language.T("Version %d, %s", "Version %d, %s").With(w.Text, w.As()))
		},
			Cell: func(w Waits) templ.Component {
				return ui.A("/underskrift/"+w.Round, r.Say(language.T("Version %d, %s", "Version %d, %s").With(w.Text, w.As())))
			}},
		{Heading: language.T("Lades fram", "Put forward"), Value: func(w Waits) any { return calendar.DateOf(w.StartedAt.Time) }},
		{Heading: language.T("Väntat", "Waited"), Value: func(w Waits) any {
			return calendar.CountWorkingDays(calendar.WorkingDaysBetween(calendar.DateOf(w.StartedAt.Time), today(s.Trail.DB())))
		}},
		{Heading: language.T("Delegation", "Delegation"), Value: func(w Waits) any { return w.Delegation().Text() }},
	}}
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID = "underskrifter"
	t.Count = r.Say(language.Plural(len(found), language.T("%d underskrift väntar på dig", "%d signature waits for you"), language.T("%d underskrifter väntar på dig", "%d signatures wait for you")))
	t.Sorted = r.Say(language.T("det som väntat längst först", "the longest waiting first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inget väntar på din underskrift.", "Nothing waits for your signature."))}
	return web.Page(saySignatures, stack(ui.Heading(r.Say(saySignatures), ""), ui.TableOf(t))), nil
}
