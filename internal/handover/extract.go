package handover

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

// Extractor gives what this room has about a person in one authority's file, for an extract: the own copies of what
// passed, and the sender's letter also while nobody has received it.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "handover", Tables: []string{"handover_side"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "handovers", Title: language.T("Överlämningar", "Hand-overs"), Why: language.T("För att en annan myndighet ska kunna ge dig det stöd som den ansvarar för.", "For another authority to give you the support that it answers for.")}
	list, err := db.All[Handover](ctx, q, "SELECT "+columns+" FROM handover h JOIN handover_side s ON s.handover_id = h.id WHERE s.person_id = $1 AND s.authority_id = $2 ORDER BY h.sent_at, h.id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	for _, h := range list {
		e, err := s.entry(ctx, q, h, p.Authority)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, e)
	}
	return []person.Section{out}, nil
}

// entry is one hand-over as one authority has it.
func (s *Service) entry(ctx context.Context, q db.Reader, h Handover, authority string) (e person.Entry, err error) {
	e.Heading = language.T("Överlämning %s", "Hand-over %s").With(calendar.DateTime(h.SentAt.Time))
	other, err := directory.AuthorityByID(ctx, q, h.Other(authority), calendar.DateOf(q.Now()))
	if err != nil {
		return e, err
	}
	with := [2]string{"Till", "To"}
	if authority == h.Receiver {
		with = [2]string{"Från", "From"}
	}
	e.Add(with[0], with[1], other.Title())
	e.Say("Vad den gällde", "What it asked", h.Aim.Name())
	e.Say("Läge", "State", h.State.Name())
	e.Say("Varför den återlämnades", "Why it was returned", h.Reason.Name())
	e.When("Första kontakten med dig", "First contact with you", h.ContactAt)
	e.Say("Hur", "How", h.ContactHow.Name())
	if err := s.kept(ctx, q, &e, h, authority); err != nil {
		return e, err
	}
	thread, err := s.Exchange.Thread(ctx, q, h.Conversation, authority)
	exchange.Written(&e, thread, authority)
	return e, err
}

// kept is what the authority has for itself: its ground and, of the sender, the purpose, and the letter that waits to be
// received.
func (s *Service) kept(ctx context.Context, q db.Reader, e *person.Entry, h Handover, authority string) error {
	all, err := desks(ctx, q, h.ID)
	if err != nil {
		return err
	}
	for _, d := range all {
		if g, ok := law.GroundOf(d.Ground); ok && d.Authority == authority {
			e.Say("Grund för att lämna uppgifter", "Ground for telling", g.Name)
		}
	}
	if authority != h.Sender {
		return nil
	}
	letter, err := letterOf(ctx, q, s.keys(), h.ID)
	e.Add("Ändamål", "Purpose", letter.Purpose)
	if h.Matter == "" {
		e.Add("Brev som mottagaren inte har fått", "Letter that the receiver has not got", letter.Body)
	}
	return err
}
