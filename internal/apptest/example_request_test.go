package apptest

import (
	"context"
	"strings"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/request"
)

// requestExamples are an extract that somebody has asked the owner for by telephone, and that an account of the owner's
// handles.
func requestExamples(ctx context.Context, a *app.App, owner, account string) (map[string]example, error) {
	actor := policy.Actor{ID: account, Authority: owner, Roles: []policy.Role{policy.Caseworker}}
	number, err := identity.ParsePersonal("200401012398", calendar.NewDate(2026, 3, 2))
	if err != nil {
		return nil, err
	}
	r, err := a.Requests.Ask(ctx, actor, request.Asking{Type: request.Extract, Channel: request.Phone, By: request.Person, Checked: request.ByKnown, Number: number, Name: "Prova Testberg (Demo)",
		Text: "Jag vill se vad ni har om mig (Demo).", Wish: request.Phone, Phone: "0240-000 00", Take: true})
	one := example{kind: request.Kind, id: r.ID, missing: nothing}
	return map[string]example{"/begaran/{id}": one, "/requests/{id}": one}, err
}

// askerNumber is the job seeker whose requests, plan and meetings are in every state that the forms of my pages need.
const askerNumber = "200401012380"

// requested makes requests of the owner in each state that a form of their pages needs, to staff and to the person.
func (s *questioning) requested() {
	kept := func(r request.Request, err error) request.Key {
		s.keep(r.Page(), err)
		if err == nil {
			s.pages = append(s.pages, "/mina-sidor/begaran/"+r.ID)
		}
		return request.Key{ID: r.ID}
	}
	then := func(_ request.Request, err error) { s.keep("", err) }
	told, untold := request.Reply{Text: "På måndag. (Demo)", Told: true}, request.Reply{Text: "På måndag. (Demo)"}
	ask := func(t request.Type) request.Key { return kept(s.asked(t, askerNumber)) }
	ask(request.Question)
	then(s.Requests.AskMore(s, s.asks, ask(request.Question), "Vilken praktik? (Demo)"))
	then(s.Requests.Answer(s, s.asks, ask(request.Question), untold))
	then(s.Requests.Answer(s, s.asks, ask(request.Question), told))
	ask(request.Meeting)
	then(s.Requests.Offer(s, s.asks, ask(request.Meeting), soon(s.App, 3).Starts, told))
	ask(request.Extract)
	kept(s.askedByPower())
	then(s.Requests.Grant(s, s.asks, kept(s.asked(request.Restriction, "199705032390")), request.Granting{Reply: told})) // of somebody else: nothing more is told about them
	s.pages = append(s.pages, "/begaran/ny?kind=question&channel=phone&by=person", "/mina-sidor/begaran/ny?vad=question", "/mina-sidor/samtycken")
}

// asked is one request by telephone, which the asker of questions handles.
func (s *questioning) asked(t request.Type, digits string) (request.Request, error) {
	number, err := identity.ParsePersonal(digits, calendar.NewDate(2026, 3, 2))
	if err != nil || s.err != nil {
		return request.Request{}, err
	}
	return s.Requests.Ask(s, s.asks, request.Asking{Type: t, Channel: request.Phone, By: request.Person, Checked: request.ByKnown, Number: number, Name: "Prova Testlund (Demo)",
		Text: "När börjar praktiken? (Demo)", Wish: request.Phone, Phone: "0240-000 00", Meeting: request.MeetingWish{Form: request.FormInPerson}, Take: true})
}

// askedByPower is one request that somebody with a power of attorney has sent by letter.
func (s *questioning) askedByPower() (request.Request, error) {
	number, err := identity.ParsePersonal(askerNumber, calendar.NewDate(2026, 3, 2))
	if err != nil || s.err != nil {
		return request.Request{}, err
	}
	paper, err := file.Check(file.Input{Name: "fullmakt.pdf", Content: strings.NewReader(onePDF), Size: int64(len(onePDF)), Owner: s.asks.Authority, Accept: person.EvidenceTypes()})
	if err != nil {
		return request.Request{}, err
	}
	return s.Requests.Ask(s, s.asks, request.Asking{Type: request.Question, Channel: request.Letter, By: request.Representative, ByName: "Vera Ombud (Demo)", Evidence: &paper, Checked: request.ByLetter, Number: number, Name: "Prova Testlund (Demo)",
		Text: "När börjar praktiken? (Demo)", Wish: request.Phone, Phone: "0240-000 00", Power: request.Power{Covers: request.Covers()}, Take: true})
}
