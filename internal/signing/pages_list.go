package signing

import (
	"context"

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
	titles, err := s.titles(r.Context(), found)
	if err != nil {
		return web.Response{}, err
	}
	list := web.List[Waits]{Title: saySignatures, File: "underskrifter", Rows: web.Rows(found), Columns: []web.Column[Waits]{
		{Heading: language.T("Det som väntar", "What waits"), RowHeader: true, Value: func(w Waits) any {
			return r.Say(language.T("%s, version %d", "%s, version %d").With(titles[w.Round], w.Text))
		},
			Cell: func(w Waits) templ.Component {
				return ui.A("/underskrift/"+w.Round, r.Say(language.T("%s, version %d", "%s, version %d").With(titles[w.Round], w.Text)))
			}},
		{Heading: sayCapacity, Value: func(w Waits) any { return w.As() }},
		{Heading: language.T("Lades fram", "Put forward"), Value: func(w Waits) any { return calendar.DateOf(w.StartedAt.Time) }},
		{Heading: language.T("Väntat", "Waited"), Value: func(w Waits) any {
			return calendar.CountWorkingDays(calendar.WorkingDaysBetween(calendar.DateOf(w.StartedAt.Time), today(s.Trail.DB())))
		}},
		{Heading: language.T("Delegation", "Delegation"), Value: func(w Waits) any { return w.Delegation().Text() }},
	}}
	if r.Format() != "" {
		return list.Export(r)
	}
	head := ui.Heading(r.Say(saySignatures), "")
	if len(found) == 0 {
		return web.Page(saySignatures, stack(head, ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(sayNoneWaits))}), paragraph(r.Say(sayWhenWaits)))), nil
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID = "underskrifter"
	t.Count = r.Say(language.Plural(len(found), language.T("%d underskrift", "%d signature"), language.T("%d underskrifter", "%d signatures")))
	t.Sorted = r.Say(language.T("det som väntat längst först", "the longest waiting first"))
	lead := ui.Lead{Level: ui.Waiting, Text: ui.Rich(r.Say(language.Plural(len(found), language.T("*%d underskrift väntar på dig.*", "*%d signature waits for you.*"), language.T("*%d underskrifter väntar på dig.* Börja med den som har väntat längst.", "*%d signatures wait for you.* Begin with the one that has waited longest.")))),
		Button: &ui.Button{Label: r.Say(language.T("Öppna den", "Open it")), Href: "/underskrift/" + found[0].Round}}
	return web.Page(saySignatures, stack(head, ui.LeadBlock(lead), ui.TableOf(t))), nil
}

// titles are what is signed in each round, by its id.
func (s *Service) titles(ctx context.Context, all []Waits) (map[string]language.Text, error) {
	out := map[string]language.Text{}
	for _, w := range all {
		if _, known := out[w.Round]; known {
			continue
		}
		r, err := get(ctx, s.Trail.DB(), w.Round)
		if err != nil {
			return nil, err
		}
		if out[w.Round], err = s.title(ctx, s.Trail.DB(), r); err != nil {
			return nil, err
		}
	}
	return out, nil
}
