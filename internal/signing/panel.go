package signing

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Aside shows on an agreement's page who has signed it. The parties see names and may open the proof; others see that
// each party has signed, and when: the register names no one.
func (s *Service) Aside(ctx context.Context, r *web.Request, a agreement.Agreement) (templ.Component, error) {
	round, ok, err := Of(ctx, s.Trail.DB(), a.ID)
	if err != nil || !ok {
		return nil, err
	}
	names, err := partyNames(ctx, s.Trail.DB(), round)
	if err != nil {
		return nil, err
	}
	inside, err := s.may(r, policy.ReadSigning, round.Ref())
	if err != nil {
		return nil, err
	}
	return section("underskrifter", r.Say(saySignatures), stack(ui.KeyValues(round.signedFacts(r, names, inside)...), round.proofLinks(r, inside))), nil
}

// Lead is the sentence of an agreement's page for whoever is to sign a new version of it.
func (s *Service) Lead(ctx context.Context, r *web.Request, a agreement.Agreement) (*ui.Lead, error) {
	if !r.May(policy.ListSigning) {
		return nil, nil
	}
	found, err := MyWaiting(ctx, s.Trail.DB(), r.Actor)
	if err != nil {
		return nil, err
	}
	for _, w := range found {
		d, err := negotiation.Get(ctx, s.Trail.DB(), w.Draft)
		if err != nil {
			return nil, err
		}
		if d.Agreement == a.ID {
			return &ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("*Din underskrift* väntas på version %d.", "*Your signature* is waited for on version %d.").With(w.Text))),
				Button: &ui.Button{Label: r.Say(language.T("Läs och underteckna", "Read and sign")), Href: "/underskrift/" + w.Round}}, nil
		}
	}
	return nil, nil
}

func (r Round) signedFacts(q *web.Request, names map[string]string, inside bool) []ui.Fact {
	var out []ui.Fact
	for _, s := range r.Slots {
		when := q.Say(calendar.DateOf(s.At.Time).Long())
		if !inside {
			out = append(out, ui.Fact{Name: calendar.DateOf(s.At.Time).String(), Value: ui.Text(names[s.Authority])})
			continue
		}
		out = append(out, ui.Fact{Name: s.Name, Value: ui.Stack(ui.Text(names[s.Authority]), ui.Text(q.Say(language.T("%s, %s", "%s, %s").With(s.role(), when))))})
	}
	return out
}

func (r Round) proofLinks(q *web.Request, inside bool) templ.Component {
	if !inside {
		return nil
	}
	links := []ui.Link{{Label: q.Say(sayEvidence), Href: r.Path() + "/bevis"}}
	if r.Sealed != "" {
		links = append(links, ui.Link{Label: q.Say(language.T("Förseglad PDF", "Sealed PDF")), Href: r.Path() + "/overenskommelse.pdf"})
	}
	return ui.Links(links)
}

// Next is where an approved draft goes on to be signed, for those who see to that; empty when there is nowhere to go.
func Next(ctx context.Context, s *Service, draft string) (string, error) {
	round, ok, err := Latest(ctx, s.Trail.DB(), draft)
	if err != nil {
		return "", err
	}
	if ok && round.State == Open {
		return round.Path(), nil
	}
	return "/utkast/" + draft + "/undertecknare", nil
}

// Waiting tells how many signatures wait for the reader, for their own first page.
func (s *Service) Waiting(r *web.Request) (int, error) {
	if !r.May(policy.ListSigning) {
		return 0, nil
	}
	found, err := MyWaiting(r.Context(), s.Trail.DB(), r.Actor)
	if fault.Is(err, fault.NotFound) {
		return 0, nil
	}
	return len(found), err
}
