package apptest

import (
	"context"
	"errors"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// questioning is the owner's caseworker and the agency's officer, who ask each other.
type questioning struct {
	context.Context
	*app.App
	asks, answers policy.Actor
	pages         []string
	err           error
}

// askedQuestions makes a question in each state that a form of its page needs, and gives the pages where the forms are.
func (w *world) askedQuestions(ctx context.Context, a *app.App) ([]string, error) {
	s := &questioning{Context: ctx, App: a}
	s.asks, s.answers = w.handling(owner), w.handling(cast.Agency)
	s.sent("Q-PLAN", "199201012383")
	s.urgent("Q-PLAN", "199201012391") // the same two, so that one can go on in the other
	opened := s.opened("Q-LANG", "199201022390")
	s.answered()
	s.do(s.Enquiries.AskMore(ctx, s.answers, enquiry.Key{ID: s.opened("Q-MEASURE", "200401012380").ID}, clock.Clarification, "Vilken vecka? (Demo)"))
	part := s.question("Q-PLAN", "")
	part.Part, part.Basis, part.Certified, part.Text = true, enquiry.Basis{}, false, ""
	s.do(s.Enquiries.Send(ctx, s.asks, enquiry.Key{}, part))
	s.do(s.Enquiries.NotedByPhone(ctx, s.asks, enquiry.PhoneNote{Counterpart: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-GENERAL"}, Text: "Vem kallar? (Demo)"}))
	s.kept()
	s.reached()
	s.persons(opened)
	s.handed()
	s.requested()
	return s.pages, s.err
}

// keeper is who handles questions at a place.
func (w *world) keeper(place string) member {
	role := policy.Caseworker
	if place == cast.Agency {
		role = policy.EmploymentOfficer
	}
	for _, m := range w.people {
		if m.place == place && m.role == role {
			return m
		}
	}
	return member{}
}

// jobSeeker is the person whom the examples are about.
func (w *world) jobSeeker() member {
	for _, m := range w.people {
		if m.place == owner && m.role == policy.Jobseeker {
			return m
		}
	}
	return member{}
}

func (w *world) handling(place string) policy.Actor {
	m := w.keeper(place)
	return policy.Actor{ID: m.account, Authority: m.authority, Roles: []policy.Role{m.role}}
}

func (s *questioning) question(topic contact.Topic, number string) enquiry.Question {
	return enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{topic}, Personal: true, Number: number, Text: "Vad är nästa steg? (Demo)",
		Purpose: "planering (Demo)", Certified: true, Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 8, 31)}}
}

// do takes what a step gave; after the first that failed nothing more is taken.
func (s *questioning) do(e enquiry.Enquiry, err error) enquiry.Enquiry {
	if s.err == nil {
		s.err = err
	}
	if err == nil {
		s.pages = append(s.pages, e.Page())
	}
	return e
}

func (s *questioning) sent(topic contact.Topic, number string) enquiry.Enquiry {
	return s.do(s.Enquiries.Send(s, s.asks, enquiry.Key{}, s.question(topic, number)))
}

// urgent is sent as urgent, which the receiver may find that it is not.
func (s *questioning) urgent(topic contact.Topic, number string) enquiry.Enquiry {
	q := s.question(topic, number)
	q.Urgent, q.UrgentWhy = true, "Pengarna är slut i morgon (Demo)."
	return s.do(s.Enquiries.Send(s, s.asks, enquiry.Key{}, q))
}

func (s *questioning) opened(topic contact.Topic, number string) enquiry.Enquiry {
	e := s.sent(topic, number)
	return s.do(s.Enquiries.OpenPerson(s, s.answers, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "Behövs för planeringen (Demo)."}))
}

func (s *questioning) answered() {
	q := s.question("Q-OFFICER", "200401012398")
	q.Callback, q.Phone = true, "0240-000 00"
	e := s.do(s.Enquiries.Send(s, s.asks, enquiry.Key{}, q))
	s.do(s.Enquiries.OpenPerson(s, s.answers, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "Behövs för planeringen (Demo)."}))
	s.do(s.Enquiries.Answer(s, s.answers, enquiry.Key{ID: e.ID}, enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Text: "Ja. (Demo)", Test: enquiry.Test{Ground: law.NoHarm, Given: "vem som handlägger (Demo)"}}))
}

// kept are a draft, a filter and a standard reply.
func (s *questioning) kept() {
	draft, err := s.Enquiries.Save(s, s.asks, enquiry.Key{}, s.question("Q-PLAN", ""))
	_, ferr := s.Enquiries.SaveFilter(s, s.asks, "Ludvika (Demo)", "kommun=2085")
	_, rerr := s.Enquiries.KeepStandard(s, s.asks, enquiry.Standard{Authority: s.asks.Authority, Name: "Plan finns (Demo)", Topic: "Q-PLAN", Text: "Det finns en plan. (Demo)"})
	if s.err == nil {
		s.err = errors.Join(err, ferr, rerr)
	}
	s.pages = append(s.pages, "/fragor/ny?utkast="+draft.ID, "/fragor/telefon", "/fragor/standardsvar", "/fragor")
}

// reached are an absence of the asker's and the agency's line, where one can note whether anybody answered.
func (s *questioning) reached() {
	_, err := s.Contacts.Away(s, s.asks, s.asks.Authority, contact.AbsenceInput{Account: s.asks.ID, From: calendar.NewDate(2026, 7, 6), To: calendar.NewDate(2026, 7, 10)})
	all, perr := contact.Of(s, s.DB, directory.PES)
	if err = errors.Join(err, perr); s.err == nil {
		s.err = err
	}
	s.pages = append(s.pages, "/franvaro")
	for _, p := range all {
		if p.Channel == contact.Phone {
			s.pages = append(s.pages, p.Path())
		}
	}
}

// persons are the asker's record of somebody, with a consent that waits to be judged.
func (s *questioning) persons(e enquiry.Enquiry) {
	if s.err != nil {
		return
	}
	var who string
	if who, s.err = db.One[string](s, s.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND authority_id = $2", e.ID, s.asks.Authority); s.err != nil {
		return
	}
	side, err := directory.SideOf(s, s.DB, s.asks.Authority, "", calendar.DateOf(s.DB.Now()))
	if s.err = err; err != nil {
		return
	}
	_, s.err = s.Persons.AddGround(s, s.asks, who, side, person.NewGround{Kind: law.Consent, To: directory.PES, Form: person.Written, Purpose: "planering (Demo)", Until: calendar.NewDate(2026, 8, 31)})
	s.pages = append(s.pages, "/personer/"+who)
}

// moreOfQuestions are the pages of questions and of how the owner is reached.
func (w *world) moreOfQuestions() []string {
	path := "/kontaktvagar/" + w.examples["/kontaktvagar/{id}"].id
	return append([]string{"/fragor/" + w.examples["/fragor/{id}"].id, "/underrattelser/" + w.examples["/underrattelser/{id}"].id, "/overlamningar/" + w.examples["/overlamningar/{id}"].id, "/arenden/" + w.examples["/arenden/{id}"].id, path, path + "/overlamna?enhet=" + w.examples["/admin/katalog/enhet/{id}"].id + "&omfattning=denna"}, w.questions...)
}
