package agreement

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Panel shows a municipality's agreement and those before it, on the municipality's page.
func (s *Service) Panel(ctx context.Context, r *web.Request, m directory.Municipality) (templ.Component, error) {
	day, err := s.day(r)
	if err != nil {
		return nil, err
	}
	all, err := s.listed(ctx, Filter{Municipality: m.Code, On: day})
	if err != nil {
		return nil, err
	}
	title := r.Say(sayAgreements)
	if len(all) == 0 {
		return ui.SectionIntro("overenskommelse", title, "", ui.Paragraph(r.Say(sayPanelNone))), nil
	}
	return ui.SectionIntro("overenskommelse", title, "", ui.TableOf(periodTable(r, title, all))), nil
}

// Lead is the sentence with which a municipality's page begins: whether it has an agreement, and until when.
func (s *Service) Lead(ctx context.Context, r *web.Request, m directory.Municipality) (*ui.Lead, error) {
	day, err := s.day(r)
	if err != nil {
		return nil, err
	}
	own, err := of(ctx, s.Trail.DB(), m.Code)
	if err != nil {
		return nil, err
	}
	for i, a := range own {
		own[i] = a.Within(m.Code)
	}
	c := cover(day, m, own)
	lead := &ui.Lead{Level: c.status(r.Lang).Level, Text: ui.Rich(r.Say(c.lead()))}
	if c.Agreement != "" {
		lead.Button = &ui.Button{Label: r.Say(sayReadIt), Href: "/overenskommelser/" + c.Agreement, Kind: ui.Secondary}
	}
	return lead, nil
}

// lead is a municipality's state as a sentence.
func (c Covered) lead() language.Text {
	switch {
	case c.HasAgreement() && c.Last.IsZero():
		return language.T("Överenskommelsen med Arbetsförmedlingen *gäller tills vidare*.", "The agreement with the employment agency is *in force until further notice*.")
	case c.HasAgreement():
		return language.T("Överenskommelsen med Arbetsförmedlingen *gäller till och med %s*.", "The agreement with the employment agency is *in force until %s*, that day included.").With(c.Last)
	case c.State == NotYet:
		return sayBegins.With(c.Next)
	case c.State == IntentionStated:
		return sayAnnouncedIt
	case c.State == RefusalStated:
		return sayDeclinedIt
	case !c.Since.IsZero():
		return sayPanelSince.With(c.Since)
	}
	return sayPanelLead
}
