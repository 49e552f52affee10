package meeting

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
)

// Extractor gives what this room has about a person in one authority's file, for an extract: each meeting with the times that
// were offered and what was said of them, and from the own copies what it was about and what was decided. It names the person
// through the matter, which lists its table.
func (s *Service) Extractor() person.Extractor {
	return person.Extractor{Room: "meeting", Read: s.extract}
}

func (s *Service) extract(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	out := person.Section{ID: "meetings", Title: language.T("Möten", "Meetings"), Why: language.T("För att du och två myndigheter ska kunna träffas och bestämma något tillsammans.", "For you and two authorities to meet and decide something together.")}
	ids, err := db.All[string](ctx, q, `SELECT m.id FROM meeting m JOIN matter_side s ON s.matter_id = m.matter_id WHERE s.person_id = $1 AND s.authority_id = $2 ORDER BY m.asked_at, m.id`, p.ID, p.Authority)
	if err != nil {
		return nil, err
	}
	return out.Filled(ids, func(id string) (person.Entry, error) {
		o, err := s.copyOf(ctx, q, id, p.Authority)
		return o.entry(), err
	})
}

// copyOf is a meeting from an authority's own copies.
func (s *Service) copyOf(ctx context.Context, q db.Reader, id, authority string) (o Opened, err error) {
	if o.Meeting, err = byID(ctx, q, id); err != nil {
		return o, err
	}
	if o.Offers, err = readOffers(ctx, q, o.Meeting); err != nil {
		return o, err
	}
	m, err := matter.ByID(ctx, q, o.Matter)
	if err != nil {
		return o, err
	}
	thread, err := s.Exchange.Thread(ctx, q, m.Conversation, authority)
	o.Where = o.where(thread)
	o.read(thread)
	return o, err
}

// entry is one meeting as it is given to the person.
func (o Opened) entry() (e person.Entry) {
	e.Heading = language.T("%s: %s", "%s: %s").With(o.Sort.Name().Capital(), o.whenSaid())
	e.Say("Läge", "State", o.State.Name())
	e.Say("Hur", "How", o.Way.Name())
	e.Add("Var", "Where", o.Where)
	e.When("Begärt", "Asked for", o.AskedAt)
	e.Say("Begärt av", "Asked for by", o.By.Name())
	o.addCall(&e)
	for _, x := range o.Offers {
		e.Say("Erbjuden tid", "Time offered", x.entry())
	}
	e.When("Du bad att få vänta", "You asked to wait", o.WaitsSince)
	for _, p := range o.absent() {
		e.Say("Kom inte", "Did not come", p.Name())
	}
	if o.State == Cancelled {
		e.Say("Avbokat av", "Cancelled by", o.CancelledBy.Name())
	}
	e.Add("Skäl till nej", "Reason for no", o.Why)
	e.Add("Vad ni kom fram till", "What you came to", o.Result.Said)
	for _, d := range o.Result.Decisions {
		e.Say("Beslut", "Decision", language.T("%s. Ansvarig: %s. Senast %s.", "%s. Responsible: %s. By %s.").With(language.Same(d.Text), d.Responsible.Name(), d.Due.String()))
	}
	return e
}

// addCall says what the call says of the person.
func (o Opened) addCall(e *person.Entry) {
	e.Add("Vad mötet gäller", "What the meeting is about", o.Called.Why)
	if o.Interpreter {
		e.Say("Tolk", "Interpreter", language.T("behövs", "needed"))
	}
	e.Add("Språk", "Language", o.Called.Language)
	if o.Accessible {
		e.Say("Lokalen", "The premises", language.T("ska vara tillgänglig", "must be accessible"))
	}
	e.Add("Vad du behöver", "What you need", o.Called.Needs)
	e.Add("Vem du vill ha med dig", "Whom you want along", o.Called.Along)
}

// entry is an offered time with what each has said of it.
func (o Offer) entry() language.Text {
	out := spanSaid(o.Starts.Time, o.Ends.Time)
	for _, p := range Parts() {
		suits, said := o.Says[p]
		switch {
		case said && suits:
			out = language.T("%s; %s kan", "%s; %s can").With(out, p.Name())
		case said:
			out = language.T("%s; %s kan inte", "%s; %s cannot").With(out, p.Name())
		}
	}
	return out
}
