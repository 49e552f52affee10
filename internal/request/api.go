package request

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

const (
	listAPI = "/requests"
	oneAPI  = "/requests/{id}"
)

func apiOp(id, method, path string, sum language.Text) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayTitle)}, Summary: web.Both(sum)}
}

func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	web.API(rt, apiOp("list-requests", http.MethodGet, listAPI, t("Lista vad enskilda har begärt av er", "List what persons have asked of you")), policy.ListRequests, s.apiList)
	web.API(rt, apiOp("get-request", http.MethodGet, oneAPI, t("Hämta en begäran", "Get a request")), policy.ReadRequest, s.apiOne)
	web.API(rt, apiOp("enter-request", http.MethodPost, listAPI, t("Skriv in en begäran", "Write down a request")), policy.EnterRequest, s.apiEnter)
	web.API(rt, apiOp("extract-for-request", http.MethodGet, oneAPI+"/extract", t("Ta fram registerutdraget", "Take out the extract")), policy.TakeOutRequest, s.apiExtract)
	s.apiActs(rt)
}

// RequestBody is a request as the API gives it, without who asks and what.
type RequestBody struct {
	ID           string     `json:"id"`
	Version      int64      `json:"version" doc:"Skickas med i den som gör något || Sent along when something is done"`
	Registry     string     `json:"registryNumber,omitempty"`
	Municipality string     `json:"municipality" doc:"Kommunkod || Municipality code"`
	Type         Type       `json:"kind" enum:"question,meeting,extract,correction,restriction,objection,complaint"`
	Channel      Channel    `json:"channel" enum:"my-pages,phone,in-person,letter"`
	By           By         `json:"by" enum:"person,guardian,representative"`
	Wish         Channel    `json:"wish" enum:"my-pages,phone,in-person,letter" doc:"Hur personen vill få svaret || How the person wishes to be told"`
	Way          Channel    `json:"way" enum:"my-pages,phone,in-person,letter" doc:"Hur svaret lämnas || How the person is told"`
	State        State      `json:"state" enum:"received,taken,answered,granted,refused,offered,closed,withdrawn"`
	Outcome      State      `json:"outcome,omitempty" enum:"answered,granted,refused,offered"`
	Helped       Helped     `json:"helped,omitempty" enum:"yes,no,silent"`
	Waiting      bool       `json:"waiting" doc:"Personen är ombedd att komplettera || The person is asked for more"`
	Extended     bool       `json:"extended"`
	Round        int64      `json:"round"`
	Account      string     `json:"accountId,omitempty" doc:"Den som handlägger || Who handles it"`
	AskedAt      time.Time  `json:"askedAt"`
	Due          *time.Time `json:"dueAt,omitempty" doc:"När personen senast ska ha svaret; saknas när tiden står still || By when the person is to be told; absent when time stands still"`
	ToldAt       *time.Time `json:"toldAt,omitempty"`
	EndedAt      *time.Time `json:"endedAt,omitempty"`
}

func bodyOf(r Request) RequestBody {
	return RequestBody{ID: r.ID, Version: r.Version, Registry: r.Registry, Municipality: r.Municipality, Type: r.Type, Channel: r.Channel, By: r.By, Wish: r.Wish, Way: r.Way, State: r.State, Outcome: r.Outcome,
		Helped: r.Helped, Waiting: r.Waiting, Extended: r.Extended, Round: r.Round, Account: r.Account, AskedAt: r.AskedAt.Time, Due: instant(r.Due), ToldAt: instant(r.ToldAt), EndedAt: instant(r.EndedAt)}
}

func instant(t db.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

func (s *Service) apiList(r *web.Request, in *struct {
	Box     Box     `query:"box" enum:"live,told,over,any" default:"live"`
	Untaken bool    `query:"untaken"`
	Late    bool    `query:"late"`
	Type    Type    `query:"kind" maxLength:"40"`
	Channel Channel `query:"channel" maxLength:"40"`
	web.Paging
}) (*web.PageOf[RequestBody], error) {
	f := Filter{Box: in.Box, Untaken: in.Untaken, Late: in.Late, Type: in.Type, Channel: in.Channel}
	return web.ReadPage(in.Paging, func(after web.Cursor, limit int) ([]Request, error) {
		f.After, f.Limit = after, limit
		return s.List(r.Context(), s.Trail.DB(), r.Actor, f)
	}, func() (int64, error) { return s.Total(r.Context(), s.Trail.DB(), r.Actor, f) }, bodyOf)
}

// EventBody is one thing that happened, as the API gives it.
type EventBody struct {
	At      time.Time  `json:"at"`
	Act     Act        `json:"act"`
	Side    Side       `json:"side" enum:"staff,person,clock"`
	Round   int64      `json:"round"`
	By      By         `json:"by,omitempty" doc:"Vem som hörde av sig, av det som personen gör || Who was in touch, of what the person does"`
	Said    string     `json:"said,omitempty" doc:"Bara för den som handlägger || Only for who handles it"`
	Changed []string   `json:"changed,omitempty"`
	Starts  *time.Time `json:"startsAt,omitempty" doc:"Tiden som erbjuds || The time that is offered"`
}

// MeetingBody is how somebody wishes to meet.
type MeetingBody struct {
	Form       Form   `json:"form" enum:"in-person,phone,video"`
	Language   string `json:"interpreter,omitempty" maxLength:"200" doc:"Tolk på språket; tom behövs ingen || Interpreter, language; none when empty"`
	Accessible bool   `json:"accessible,omitempty"`
	When       string `json:"when,omitempty" maxLength:"200"`
}

// WhatBody is who asks and what, for who handles it.
type WhatBody struct {
	Person  string       `json:"personId"`
	Text    string       `json:"text,omitempty"`
	ByName  string       `json:"byName,omitempty"`
	Phone   string       `json:"phone,omitempty"`
	Address string       `json:"address,omitempty"`
	Meeting *MeetingBody `json:"meeting,omitempty"`
	Power   *Power       `json:"power,omitempty" doc:"Vad ett ombuds fullmakt säger || What a representative's power of attorney says"`
}

type requestOne struct {
	Body struct {
		RequestBody
		What   *WhatBody   `json:"what,omitempty" doc:"Bara för den som handlägger; hämtningen loggas || Only for who handles it; the reading is logged"`
		Events []EventBody `json:"events" nullable:"false"`
	}
}

// RequestID names a request in an address of the API.
type RequestID struct {
	ID string `path:"id" maxLength:"40"`
}

func (n RequestID) key(version int64) Key { return Key{ID: n.ID, Version: version} }

func (s *Service) apiOne(r *web.Request, in *struct{ RequestID }) (*requestOne, error) {
	v, err := s.Open(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &requestOne{}
	out.Body.RequestBody, out.Body.Events = bodyOf(v.Request), []EventBody{}
	if v.Reads {
		out.Body.What = &WhatBody{Person: v.Person, Text: v.Content.Text, ByName: v.Content.ByName, Phone: v.Content.Phone, Address: v.Content.Address, Power: v.Content.Power}
		if m := v.Content.Meeting; m.Form != "" {
			out.Body.What.Meeting = &MeetingBody{m.Form, m.Language, m.Accessible, m.When}
		}
	}
	for _, e := range v.Events {
		out.Body.Events = append(out.Body.Events, EventBody{e.At.Time, e.Act, e.Side, e.Round, e.By, e.Said, e.Fields(), instant(e.Starts)})
	}
	return out, nil
}

// EnterBody is a request as a program writes it down. One by a representative is written on the page, with its paper.
type EnterBody struct {
	Type         Type          `json:"kind" enum:"question,meeting,extract,correction,restriction,objection,complaint"`
	Channel      Channel       `json:"channel" enum:"phone,in-person,letter"`
	By           By            `json:"by" enum:"person,guardian"`
	ByName       string        `json:"byName,omitempty" maxLength:"200"`
	Checked      Checked       `json:"checked" enum:"document,known,questions,letter" doc:"Hur det kontrollerades vem det är || How it was made sure who it is"`
	Municipality string        `json:"municipality,omitempty" maxLength:"4" doc:"Behövs av Arbetsförmedlingen || Needed of the employment agency"`
	Number       string        `json:"number" maxLength:"20"`
	Name         string        `json:"name,omitempty" maxLength:"200"`
	Text         string        `json:"text,omitempty" maxLength:"4000"`
	Meeting      *MeetingBody  `json:"meeting,omitempty"`
	Wish         Channel       `json:"wish" enum:"my-pages,phone,in-person,letter"`
	Phone        string        `json:"phone,omitempty" maxLength:"60"`
	Address      string        `json:"address,omitempty" maxLength:"300"`
	Came         calendar.Date `json:"came,omitzero"`
}

// EnteredBody says that a request was written down. Whoever wrote it may not see it.
type EnteredBody struct {
	ID  string    `json:"id"`
	Due time.Time `json:"dueAt"`
}

type entered struct{ Body EnteredBody }

func (s *Service) apiEnter(r *web.Request, in *struct{ Body EnterBody }) (*entered, error) {
	b := in.Body
	asking := Asking{Type: b.Type, Channel: b.Channel, By: b.By, ByName: b.ByName, Checked: b.Checked, Municipality: b.Municipality, Name: b.Name, Text: b.Text, Wish: b.Wish, Phone: b.Phone, Address: b.Address, Came: b.Came}
	if m := b.Meeting; m != nil {
		asking.Meeting = MeetingWish{m.Form, m.Language, m.Accessible, m.When}
	}
	asking.Number, _ = identity.ParsePersonal(b.Number, s.day()) // a number that is none is said to be missing
	made, err := s.Ask(r.Context(), r.Actor, asking)
	return &entered{EnteredBody{made.ID, made.Due.Time}}, err
}

type extractAnswer struct {
	Body struct {
		Authority string           `json:"authority"`
		Made      calendar.Date    `json:"made"`
		Sections  []ExtractSection `json:"sections" nullable:"false"`
	}
}

// ExtractSection is a part of an extract.
type ExtractSection struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Entries []ExtractEntry `json:"entries" nullable:"false"`
}

// ExtractEntry is one thing in a part of an extract.
type ExtractEntry struct {
	Heading string        `json:"heading"`
	Data    []ExtractPair `json:"data" nullable:"false"`
}

// ExtractPair is one thing that is kept, by name.
type ExtractPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (s *Service) apiExtract(r *web.Request, in *struct{ RequestID }) (*extractAnswer, error) {
	x, err := s.TakeOut(r.Context(), r.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	out := &extractAnswer{}
	out.Body.Authority, out.Body.Made, out.Body.Sections = x.Of, x.Made, []ExtractSection{}
	for _, part := range x.Sections {
		section := ExtractSection{ID: part.ID, Title: r.Say(part.Title), Entries: []ExtractEntry{}}
		for _, e := range part.Entries {
			entry := ExtractEntry{Heading: r.Say(e.Heading), Data: []ExtractPair{}}
			for _, p := range e.Pairs {
				entry.Data = append(entry.Data, ExtractPair{r.Say(p.Name), r.Say(p.Value)})
			}
			section.Entries = append(section.Entries, entry)
		}
		out.Body.Sections = append(out.Body.Sections, section)
	}
	return out, nil
}
