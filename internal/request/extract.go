package request

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person, for an extract.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "request", Tables: []string{"request"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "requests", Title: language.T("Det du har begärt", "What you have asked for"), Why: language.T("För att svara på det du begär, och kunna visa vad som svarats.", "To answer what you ask, and to show what was answered.")}
	list, err := db.All[Request](ctx, q, "SELECT "+columns+" FROM request r WHERE r.person_id = $1 AND r.authority_id = $2 ORDER BY r.asked_at, r.id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		e, err := s.entry(ctx, q, r)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, e)
	}
	return []person.Section{out}, nil
}

func (s *Service) entry(ctx context.Context, q db.Reader, r Request) (person.Entry, error) {
	e := person.Entry{Heading: language.T("%s, %s", "%s, %s").With(capital(r.Type.Name()), calendar.DateTime(r.AskedAt.Time))}
	c, err := contentOf(ctx, q, s.keys(), r)
	if err != nil {
		return e, err
	}
	e.Say("Hur den kom", "How it came", r.Channel.Name())
	e.Say("Vem som frågade", "Who asked", r.By.Name())
	e.Add("Namn på den som frågade", "Name of who asked", c.ByName)
	e.Say("Hur det kontrollerades", "How that was checked", r.Checked.Name())
	e.Add("Diarienummer", "Registry number", r.Registry)
	e.Add("Det du skrev eller sa", "What you wrote or said", c.Text)
	if c.Meeting.Form != "" {
		e.Say("Mötesform", "Form of meeting", c.Meeting.Form.Name())
	}
	e.Add("Tolk", "Interpreter", c.Meeting.Language)
	if c.Meeting.Accessible {
		e.Say("Tillgänglig lokal", "Accessible venue", language.T("ja", "yes"))
	}
	e.Add("När det passar", "When it suits", c.Meeting.When)
	e.Add("Telefon för svaret", "Telephone for the answer", c.Phone)
	e.Add("Adress för svaret", "Address for the answer", c.Address)
	if r.Evidence != "" {
		e.Say("Fullmakt", "Power of attorney", language.T("finns hos myndigheten, och lämnas ut på begäran", "is with the authority, and is given when asked for"))
	}
	if c.Power != nil {
		e.Say("Fullmakten gäller", "The power of attorney holds", c.Power.UntilSaid())
		e.Say("Fullmakten omfattar", "The power of attorney covers", c.Power.CoversSaid())
	}
	e.Say("Läge", "State", r.State.Name())
	return e, s.happenings(ctx, q, r, &e)
}

// happenings are what happened, with what was said.
func (s *Service) happenings(ctx context.Context, q db.Reader, r Request, e *person.Entry) error {
	events, err := saidOf(ctx, q, s.keys(), r.ID)
	for _, ev := range events {
		said := calendar.DateTime(ev.At.Time)
		if ev.Said != "" {
			said = language.T("%s: %s", "%s: %s").With(said, language.Same(ev.Said))
		}
		e.Pairs = append(e.Pairs, person.Pair{Name: ev.Happened(), Value: said})
	}
	return err
}
