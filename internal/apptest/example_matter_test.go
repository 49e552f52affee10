package apptest

import (
	"context"
	"errors"
	"maps"
	"strings"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/file"
	"samsyn/internal/handover"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

func aConsent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

func aHandover(number string) handover.Draft {
	return handover.Draft{Receiver: directory.PES, Municipality: "2085", Aim: handover.Joint, Needs: []matter.Need{"language"}, Number: number, Name: "Prova Testberg (Demo)", Text: "Vill arbeta inom vården. (Demo)",
		Purpose: "planering (Demo)", Basis: aConsent(), Certified: true}
}

// matterExamples are a hand-over that an account of the owner's has sent to the agency, and a matter of the two.
func matterExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	h, err := a.Handovers.Send(ctx, actor, aHandover("200401012398"))
	if err != nil {
		return nil, err
	}
	begun := func(digits string) (m matter.Matter, err error) {
		number, err := identity.ParsePersonal(digits, calendar.NewDate(2026, 3, 2))
		if err != nil {
			return m, err
		}
		partner := func(tx *audit.Tx, authority, account string) (matter.Partner, error) {
			p, err := a.Persons.Take(ctx, tx, authority, person.Identity{Number: number})
			return matter.Partner{Authority: authority, Account: account, Person: p}, err
		}
		err = a.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
			from, err := partner(tx, owner, account)
			if err != nil {
				return err
			}
			to, err := partner(tx, directory.PES, "nobody")
			if err != nil {
				return err
			}
			m, err = a.Matters.Begin(ctx, tx, matter.Opening{Municipality: "2085", From: from, To: to})
			return err
		})
		return m, err
	}
	m, err := begun("200401012398")
	if err != nil {
		return nil, err
	}
	over, err := begun("200401012380")
	if err != nil {
		return nil, err
	}
	if _, err := a.Matters.CloseMatter(ctx, actor, matter.Key{ID: over.ID}, matter.Reached); err != nil {
		return nil, err
	}
	asked, err := a.Outcomes.List(ctx, a.DB, actor, outcome.Filter{})
	if err != nil || len(asked) == 0 {
		return nil, errors.Join(err, errors.New("nothing is asked of a matter that is closed"))
	}
	own, err := planExample(ctx, a, actor, m)
	if err != nil {
		return nil, err
	}
	met, err := meetingExamples(ctx, a, actor, m)
	one, two, three := example{kind: handover.Kind, id: h.ID, missing: nothing}, example{kind: matter.Kind, id: m.ID, missing: nothing}, example{kind: outcome.Kind, id: asked[0].ID, missing: nothing}
	all := map[string]example{"/overlamningar/{id}": one, "/handovers/{id}": one, "/arenden/{id}": two, "/matters/{id}": two, "/mina-sidor/plan/{id}": own, "/steps/{step}": {kind: "plan-step", id: nothing, missing: nothing}, "/utfall/{id}": three, "/mina-sidor/utfall/{id}": three, "/outcomes/{id}": three}
	maps.Copy(all, met)
	return all, err
}

// handed makes hand-overs and matters in the states that the forms of their pages need.
func (s *questioning) handed() {
	send := func(number string) handover.Key {
		h, err := s.Handovers.Send(s, s.asks, aHandover(number))
		s.keep(h.Page(), err)
		return handover.Key{ID: h.ID}
	}
	send("199201012383")
	_, err := s.Handovers.AskMore(s, s.answers, send("199201012391"), "Vilken nivå i SFI? (Demo)")
	s.keep("", err)
	for i, number := range []string{"199201022390", "200401012380", "199201012383"} {
		h, err := s.Handovers.Accept(s, s.answers, send(number), handover.Acceptance{Account: s.answers.ID, Basis: aConsent()})
		m := matter.Matter{ID: h.Matter}
		s.keep(m.Page(), err)
		k := matter.Key{ID: h.Matter}
		if i == 0 {
			s.pages = append(s.pages, m.Page()+"/bedom")
			s.proposed(s.answers, k)
			_, err := s.Matters.Wait(s, s.answers, k, matter.AskedFor, calendar.DateOf(s.DB.Now()).AddDays(14))
			s.keep("", err)
		}
		if i == 1 {
			s.judged(k)
			s.agreed(k)
		}
		if i == 2 {
			s.agreed(k)
			s.signed(k)
		}
		if i == 1 && s.err == nil {
			s.met(matter.Key{ID: h.Matter})
		}
		if i == 2 && s.err == nil {
			_, s.err = s.Matters.CloseMatter(s, s.asks, matter.Key{ID: h.Matter}, matter.Reached)
		}
	}
	asked, err := s.Outcomes.List(s, s.DB, s.asks, outcome.Filter{})
	s.keep("", err)
	for _, o := range asked {
		s.pages = append(s.pages, o.Page())
	}
	s.pages = append(s.pages, "/overlamningar", "/overlamningar/ny", "/arenden", "/utfall")
}

// proposed lets one of the two propose a plan.
func (s *questioning) proposed(who policy.Actor, k matter.Key) {
	day := calendar.DateOf(s.DB.Now())
	_, err := s.Plans.Propose(s, who, k, 0, plan.Content{Goal: "Arbete inom vården (Demo)", Follow: day.AddMonths(2), Items: []plan.Item{
		{Text: "Fortsätta SFI (Demo)", Responsible: plan.Person, Due: day.AddDays(60)}, {Text: "Ordna praktik (Demo)", Responsible: plan.Both, Due: day.AddDays(30)}}}, person.Basis{})
	page := matter.Matter{ID: k.ID}.Page() + "/plan"
	s.keep(page, err)
	s.pages = append(s.pages, page+"/foresla")
}

// agreed is a plan that both have accepted, and signed is what the person does with it.
func (s *questioning) agreed(k matter.Key) {
	s.proposed(s.asks, k)
	_, err := s.Plans.Accept(s, s.answers, k, 1, person.Basis{})
	s.keep("", err)
}

func (s *questioning) signed(k matter.Key) {
	c, err := file.Check(file.Input{Name: "plan.pdf", Content: strings.NewReader(onePDF), Size: int64(len(onePDF)), Owner: s.asks.Authority, Accept: person.EvidenceTypes()})
	if s.keep("", err); err == nil {
		_, err = s.Plans.NotePerson(s, s.asks, k, plan.Answer{No: 1, Part: plan.Paper, By: plan.Self, On: calendar.DateOf(s.DB.Now()), Paper: &c})
		s.keep("", err)
	}
}

// keep keeps the page of what was made; after the first error nothing more is taken.
func (s *questioning) keep(page string, err error) {
	if s.err == nil {
		s.err = err
	}
	if page != "" && err == nil {
		s.pages = append(s.pages, page)
	}
}

// judged lets both judge, and differ in one need.
func (s *questioning) judged(k matter.Key) {
	for _, who := range []policy.Actor{s.asks, s.answers} {
		j := matter.Judgement{Distance: 3, TookPart: "yes"}
		for _, n := range matter.Needs() {
			if !n.Health {
				j.Answers = append(j.Answers, matter.Answer{Need: n.Need, Who: matter.FromAgency})
			}
		}
		if who.Authority == directory.PES {
			j.Answers[0].Who = matter.FromMunicipality
		}
		_, err := s.Matters.Give(s, who, k, j, person.Basis{})
		s.keep("", err)
	}
}
