package enquiry

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person in one authority's file, for an extract: the authority's own copies of
// what was written, and its own notes. What the other side has is the other side's to give.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "enquiry", Tables: []string{"enquiry_side"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "questions", Title: language.T("Frågor om dig mellan myndigheter", "Questions about you between authorities"), Why: language.T("För att få veta det som behövs för att handlägga ditt ärende.", "To find out what is needed to handle your matter.")}
	ids, err := db.All[string](ctx, q, "SELECT enquiry_id FROM enquiry_side WHERE person_id = $1 AND authority_id = $2 ORDER BY created_at, enquiry_id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	return out.Filled(ids, func(id string) (person.Entry, error) { return s.entry(ctx, q, id, p.Authority) })
}

// entry is one question with what was written, as one authority has it.
func (s *Service) entry(ctx context.Context, q db.Reader, id, authority string) (x person.Entry, err error) {
	e, topics, err := s.asked(ctx, q, id)
	if err != nil {
		return x, err
	}
	x.Heading = language.T("Fråga %s", "Question %s").With(calendar.DateTime(e.SentAt.Time))
	if e.SentAt.IsZero() {
		x.Heading = language.T("Fråga som inte är skickad", "Question that is not sent")
	}
	for _, t := range topics {
		if info, ok := contact.TopicOf(t.Code); ok {
			x.Say("Gäller", "About", info.Name)
		}
	}
	x.Add("Ändamål", "Purpose", e.Purpose)
	x.Say("Läge", "State", e.State.Name())
	all, err := desks(ctx, q, id)
	if err != nil {
		return x, err
	}
	for _, d := range all {
		if d.Authority != authority {
			continue
		}
		if kind, ok := law.GroundOf(d.Ground); ok {
			x.Say("Grund", "Ground", kind.Name)
		}
		x.When("Öppnad", "Opened", d.OpenedAt)
	}
	if err := s.reasons(ctx, q, &x, id, authority); err != nil {
		return x, err
	}
	return x, s.written(ctx, q, &x, e, authority)
}

// written is what passed between the two, in the authority's own copies, and what it noted for itself.
func (s *Service) written(ctx context.Context, q db.Reader, x *person.Entry, e Enquiry, authority string) error {
	if e.Conversation == "" {
		return nil
	}
	copies, err := s.Exchange.Thread(ctx, q, e.Conversation, authority)
	if err != nil {
		return err
	}
	exchange.Written(x, copies, authority)
	if err := s.tried(ctx, q, x, e, authority); err != nil {
		return err
	}
	list, err := notes(ctx, q, s.keys(), e.ID, authority)
	for _, n := range list {
		x.Pairs = append(x.Pairs, person.Pair{Name: language.T("Anteckning %s", "Note %s").With(calendar.DateTime(n.At.Time)), Value: language.Same(n.Text)})
	}
	return err
}

// tried is what the authority noted of calls and letters.
func (s *Service) tried(ctx context.Context, q db.Reader, x *person.Entry, e Enquiry, authority string) error {
	attempts, words, err := s.Exchange.Tried(ctx, q, e.Conversation, authority)
	for _, a := range attempts {
		if words[a.ID] != "" {
			x.Pairs = append(x.Pairs, person.Pair{Name: language.T("Samtal eller brev %s", "Call or letter %s").With(calendar.DateTime(a.At.Time)), Value: language.Same(words[a.ID])})
		}
	}
	return err
}

// reasons are what the authority wrote of what it did, such as why the answer came later.
func (s *Service) reasons(ctx context.Context, q db.Reader, x *person.Entry, id, authority string) error {
	rows, err := db.All[storedEvent](ctx, q, "SELECT id, act, at, authority_id, reason FROM enquiry_event WHERE enquiry_id = $1 AND authority_id = $2 AND reason IS NOT NULL ORDER BY round, seq", id, authority)
	for _, r := range rows {
		text, err := openText(s.keys(), place("enquiry_event", "reason", r.ID), r.Reason)
		if err != nil {
			return err
		}
		x.Pairs = append(x.Pairs, person.Pair{Name: language.T("Skäl %s", "Reason %s").With(calendar.DateTime(r.At.Time)), Value: language.Same(text)})
	}
	return err
}
