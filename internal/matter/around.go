package matter

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Around is what a page of another room about an opened matter has in common with the matter's own.
type Around struct {
	Title language.Text   // names the person
	Band  templ.Component // on what ground the page is open, to whom and until when
	Names Names
	Staff map[string]string // names of those who work with the person, by account
	Side  law.Side          // of the reader, when a ground is to be chosen
	Links []ui.Link         // that lead back
}

// Around reads it for a reader who works with the person.
func (s *Service) Around(r *web.Request, o Opened) (Around, error) {
	p, err := s.shown(r, o)
	if err != nil {
		return Around{}, err
	}
	return Around{Title: p.title(), Band: p.band(), Names: p.n, Staff: p.staff, Side: p.side,
		Links: []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: o.Number, Href: o.Page()}}}, nil
}

// Awaits are matters, by id, in which something waits for somebody in another room.
type Awaits struct{ Late, Waits []string }

// elsewhere gives what waits for a reader in other rooms, each matter once.
func (s *Service) elsewhere(r *web.Request) (all Awaits, err error) {
	for _, ask := range s.Elsewhere {
		a, err := ask(r.Context(), s.Trail.DB(), r.Actor)
		if err != nil {
			return all, err
		}
		all.Late, all.Waits = append(all.Late, a.Late...), append(all.Waits, a.Waits...)
	}
	all.Waits = append(all.Waits, all.Late...)
	slices.Sort(all.Waits)
	all.Waits = slices.Compact(all.Waits)
	return all, nil
}

// leadOf is what waits for the reader in the matter, else in what other rooms hang on it.
func (p *one) leadOf() (ui.Lead, error) {
	if !p.Reads || p.State != Open || p.Desk.What != Nothing || !p.Given {
		return p.lead(), nil
	}
	for _, ask := range p.s.Leads {
		l, err := ask(p.r, p.Opened)
		if err != nil {
			return ui.Lead{}, err
		}
		if l != nil && (l.Level == ui.Bad || p.toTalk() == 0) {
			return *l, nil
		}
	}
	return p.lead(), nil
}
