package statutory

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person in one authority's file, for an extract: the own copies of what passed.
// Of a notice whose file is destroyed there is only that there was one.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "statutory", Tables: []string{"statutory_side", "statutory_erased"}, Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "statutory", Title: language.T("Underrättelser enligt lag", "Statutory notices"), Why: language.T("Lagen säger att myndigheterna ska berätta det här för varandra. Inget samtycke behövs.", "The law says that the authorities are to tell each other this. No consent is needed.")}
	list, err := db.All[Notice](ctx, q, "SELECT "+columns+" FROM statutory_notice n WHERE n.id IN (SELECT notice_id FROM statutory_side WHERE person_id = $1 AND authority_id = $2 UNION SELECT notice_id FROM statutory_erased WHERE person_id = $1 AND authority_id = $2) ORDER BY n.sent_at, n.id", p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	for _, n := range list {
		e, err := s.entry(ctx, q, n, p.Authority)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, e)
	}
	return []person.Section{out}, nil
}

func (s *Service) entry(ctx context.Context, q db.Reader, n Notice, authority string) (person.Entry, error) {
	e := person.Entry{Heading: language.T("%s, %s", "%s, %s").With(n.Name(), calendar.DateTime(n.SentAt.Time))}
	e.Add("Bestämmelse", "Provision", n.Citation)
	e.Add("Dagen för händelsen", "The day of the event", n.Happened.String())
	e.Say("Läge", "State", n.State.Name())
	if n.Outcome != "" {
		e.Say("Vad mottagaren gjorde", "What the receiver did", n.Outcome.Name())
	}
	sides, err := desksOf(ctx, q, n.ID)
	if err != nil {
		return e, err
	}
	if slices.ContainsFunc(sides, func(d Desk) bool { return d.Authority == authority && d.Despite }) {
		e.Say("Begränsad behandling", "Restricted processing", sayDespite)
	}
	thread, err := s.Exchange.Thread(ctx, q, n.Conversation, authority)
	exchange.Written(&e, thread, authority)
	return e, err
}
