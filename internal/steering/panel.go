package steering

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Panel shows what the groups do, on the agreement's page, to those who may see it; nil for others.
func (s *Service) Panel(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	if a.Standing != agreement.Concluded || !s.can(r, policy.ReadGroups, a.Ref()) {
		return nil, nil
	}
	p, err := s.place(ctx, a)
	if err != nil {
		return nil, err
	}
	w, err := s.readable(r, p)
	if err != nil {
		return nil, err
	}
	lead := p.lead(r, w)
	facts := []ui.Fact{{Name: r.Say(language.T("Nu", "Now")), Value: lead.Text}}
	for _, g := range w.groups {
		facts = append(facts, ui.Fact{Name: r.Say(g.Kind.Label()), Value: ui.Stack(ui.A(g.Path(), g.Name), ui.Text(r.Say(p.groupSaid(w, g))))})
	}
	if due := ReviewDue(p.From, p.Last(), w.reviews); !due.IsZero() && p.InForce(p.day) {
		facts = append(facts, ui.Fact{Name: r.Say(AnnualReview.Label()), Value: ui.Stack(ui.A(p.Path()+"/oversyn", r.Say(language.T("senast %s", "by %s").With(due))), ui.Text(r.Say(due.DueIn(p.day))))})
	}
	links := ui.Links([]ui.Link{{Label: r.Say(language.T("Grupper och möten", "Groups and meetings")), Href: p.Path() + "/grupper"}, {Label: r.Say(sayWheel), Href: p.Path() + "/arshjul"},
		{Label: r.Say(sayDecisions), Href: p.Path() + "/beslut"}, {Label: r.Say(sayReviews), Href: p.Path() + "/oversyn"}})
	return ui.SectionOf("grupper", r.Say(language.T("Grupper och möten", "Groups and meetings")), ui.KeyValues(facts...), links), nil
}

// groupSaid says how often a group has met this year and when it meets next.
func (p place) groupSaid(w work, g Group) language.Text {
	all := w.of(g.ID)
	said := language.T("%s i år", "%s this year").With(held(heldIn(all, p.day.Year), g.Kind))
	if m := next(all, p.day); m != nil {
		return language.T("%s, nästa möte %s", "%s, next meeting %s").With(said, m.Day)
	}
	return language.T("%s, inget möte planerat", "%s, no meeting planned").With(said)
}
