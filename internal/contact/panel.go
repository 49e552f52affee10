package contact

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
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
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayPaths), Tight: true, Long: true, Columns: []ui.Column{{Label: r.Say(language.T("Vem", "Who")), RowHeader: true}, {Label: r.Say(language.T("Om vad", "About what"))}, {Label: r.Say(language.T("Hur", "How"))}, {Label: r.Say(sayHours)},
		{Label: r.Say(language.T("Första svar i tid, 12 månader", "First response in time, 12 months"))}, {Label: r.Say(sayState)}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen öppen kontaktväg är registrerad för kommunen.", "No open contact path is entered for the municipality."))}}
	by, err := s.onlooker(r)
	if err != nil {
		return nil, err
	}
	all, err := s.measuring(ctx, found, latestYear(today(q)), by)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		p := m.place
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Stack(ui.A(p.Path.Path(), p.Name), ui.Text(p.who())), ui.Text(r.Say(p.topicsShort())), ui.Stack(ui.Text(r.Say(p.Channel.Label())), ui.Text(p.Address)),
			ui.Text(r.Say(p.openWords())), m.InTime().open(r), ui.StatusChip(p.status(q, r.Lang))}})
	}
	if total > len(found) {
		t.Links = []ui.Link{{Label: r.Say(language.T("Alla %d", "All %d").With(total)), Href: "/kontaktvagar?" + paramPlace + "=" + m.Code}}
	}
	if !r.May(policy.ReadAllContacts) {
		return ui.SectionOf("kontaktvagar", r.Say(sayPaths), ui.TableOf(t)), nil
	}
	t.Links = append(t.Links, ui.Link{Label: r.Say(sayFigures), Href: figuresPath + "?" + paramPlace + "=" + m.Code})
	return ui.SectionOf("kontaktvagar", r.Say(sayPaths), warned(r, q.Now(), all), ui.TableOf(t)), nil
}

// open shows a share where the public sees it: nothing of few.
func (s Share) open(r *web.Request) templ.Component {
	if _, ok := s.Percent(); !ok && r.Actor.IsPublic() {
		return ui.Muted("–")
	}
	return s.cell(r)
}

// warned tells members of staff what is wrong with the paths, so that they choose another or wait; nothing when nothing is.
func warned(r *web.Request, now time.Time, all []measured) templ.Component {
	var lines []string
	for _, m := range all {
		for _, t := range m.troubles(now) {
			lines = append(lines, r.Say(language.T("%s, %s: %s.", "%s, %s: %s.").With(m.place.Name, m.who(), t)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: r.Say(language.T("Kontaktvägar som behöver ses till", "Contact paths that need seeing to")), More: ui.Bullets(lines...)})
}
