package matter

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person in one authority's file, for an extract: what it judged itself, also
// what it has not told, and the own copies of what passed. What the other judged stands as the own copy has it.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "matter", Tables: []string{"matter_side"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "matters", Title: language.T("Gemensam planering", "Joint planning"), Why: language.T("För att två myndigheter ska kunna planera ditt stöd tillsammans.", "For two authorities to plan your support together.")}
	ids, err := db.All[string](ctx, q, "SELECT matter_id FROM matter_side WHERE person_id = $1 AND authority_id = $2 ORDER BY joined_at, matter_id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	return out.Filled(ids, func(id string) (person.Entry, error) { return s.entry(ctx, q, id, p.Authority) })
}

// entry is one matter as one authority has it.
func (s *Service) entry(ctx context.Context, q db.Reader, id, authority string) (e person.Entry, err error) {
	m, err := ByID(ctx, q, id)
	if err != nil {
		return e, err
	}
	e.Heading = language.T("Ärende %s", "Matter %s").With(m.Number)
	e.Say("Läge", "State", m.State.Name())
	e.Say("Varför det avslutades", "Why it was closed", m.CloseReason.Name())
	if m.WaitsWhy != "" {
		e.Say("Väntar", "Waits", language.T("%s, till och med %s", "%s, until %s").With(m.WaitsWhy.Name(), m.WaitsUntil.String()))
	}
	desks, err := Desks(ctx, q, id)
	if err != nil {
		return e, err
	}
	for _, d := range desks {
		if err := s.side(ctx, q, &e, d, d.Authority == authority); err != nil {
			return e, err
		}
	}
	if err := s.ownJudgements(ctx, q, &e, m, authority); err != nil {
		return e, err
	}
	thread, err := s.Exchange.Thread(ctx, q, m.Conversation, authority)
	exchange.Written(&e, thread, authority)
	return e, err
}

// side says who the two are; of the own one, since when and on which ground it tells.
func (s *Service) side(ctx context.Context, q db.Reader, e *person.Entry, d Desk, own bool) error {
	if !own {
		other, err := directory.AuthorityByID(ctx, q, d.Authority, today(q))
		e.Add("Tillsammans med", "Together with", other.Title())
		return err
	}
	e.When("Sedan", "Since", d.JoinedAt)
	if g, ok := law.GroundOf(d.Ground); ok {
		e.Say("Grund för att lämna uppgifter", "Ground for telling", g.Name)
	}
	return nil
}

// ownJudgements are what the authority itself judged that stands in no message: what it has not told. Whatever the two see
// differently is said too.
func (s *Service) ownJudgements(ctx context.Context, q db.Reader, e *person.Entry, m Matter, authority string) error {
	rows, err := assessments(ctx, q, m.ID)
	if err != nil {
		return err
	}
	for _, a := range rows {
		if a.Authority != authority || a.Message != "" {
			continue
		}
		j, err := a.open(s.keys())
		if err != nil {
			return err
		}
		name := language.T("Bedömning som inte är klar, påbörjad %s", "Judgement that is not complete, begun %s").With(calendar.DateTime(a.StartedAt.Time))
		if !a.GivenAt.IsZero() {
			name = language.T("Bedömning som den andra myndigheten inte har sett, %s", "Judgement that the other authority has not seen, %s").With(calendar.DateTime(a.GivenAt.Time))
		}
		if text := j.String(); text != "" {
			e.Pairs = append(e.Pairs, person.Pair{Name: name, Value: language.Same(text)})
		}
	}
	return s.seenDifferently(ctx, q, e, m)
}

func (s *Service) seenDifferently(ctx context.Context, q db.Reader, e *person.Entry, m Matter) error {
	for round := range m.Round {
		list, err := talks(ctx, q, s.keys(), m.ID, round+1)
		if err != nil {
			return err
		}
		for _, t := range list {
			if n, ok := NeedOf(t.Need); ok {
				e.Say("Myndigheterna såg olika på", "The authorities saw differently", n.Name)
				e.Add("De kom fram till", "They came to", t.Said)
			}
		}
	}
	return nil
}
