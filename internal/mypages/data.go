package mypages

import (
	"samsyn/internal/accesslog"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// Taken is all that my pages show, in a form that a program reads: each authority's part apart.
type Taken struct {
	Made        string      `json:"made"`
	Explained   string      `json:"explained"`
	Authorities []TakenPart `json:"authorities"`
	Questions   []TakenAsk  `json:"questions"`
	Requests    []TakenWish `json:"requests"`
	Plans       []TakenPlan `json:"plans"`
	Meetings    []TakenMeet `json:"meetings"`
	Outcomes    []TakenWent `json:"outcomes"`
	Readings    []TakenRead `json:"readings"`
}

// TakenPart is one authority's record of the person.
type TakenPart struct {
	Authority string        `json:"authority"`
	Number    string        `json:"personalNumber"`
	Former    []string      `json:"earlierNumbers,omitempty"`
	Name      string        `json:"name,omitempty"`
	Phone     string        `json:"phone,omitempty"`
	Email     string        `json:"email,omitempty"`
	Address   string        `json:"address,omitempty"`
	Handlers  []string      `json:"caseworkers"`
	Grounds   []TakenGround `json:"grounds"`
}

// TakenGround is a ground on which that authority may tell another.
type TakenGround struct {
	Ground  string `json:"ground"`
	To      string `json:"to"`
	Purpose string `json:"purpose"`
	State   string `json:"state"`
	From    string `json:"from"`
}

// TakenAsk is a question that two authorities have had about the person.
type TakenAsk struct {
	Number string `json:"number"`
	Asker  string `json:"asker"`
	Asked  string `json:"asked"`
	Topic  string `json:"topic"`
	At     string `json:"at"`
	State  string `json:"state"`
}

// TakenRead is a reading of what is about the person.
type TakenRead struct {
	At   string `json:"at"`
	Who  string `json:"who"`
	What string `json:"what"`
	Why  string `json:"why"`
}

// taken puts it together. A protected person's has no address: it says where.
func (o own) taken(read []accesslog.Reading) Taken {
	in := o.tongue.Lang
	out := Taken{Made: calendar.DateOf(o.now).String(), Explained: language.T("Det som visas på mina sidor i Samsyn. Hela innehållet i en myndighets akter begär du hos den myndigheten.", "What my pages in Samsyn show. The whole content of an authority's files is asked for at that authority.").In(in),
		Authorities: []TakenPart{}, Questions: []TakenAsk{}, Readings: []TakenRead{}}
	for _, p := range o.records {
		part := TakenPart{Authority: o.authority(p.Authority), Number: p.Number.TwelveDigits(), Name: p.Name, Phone: p.Phone, Email: p.Email, Handlers: o.by(p.ID), Grounds: []TakenGround{}}
		if !o.protected() {
			part.Address = p.Address
		}
		for _, n := range p.Former {
			part.Former = append(part.Former, n.TwelveDigits())
		}
		for _, g := range o.grounds {
			if g.Person == p.ID {
				info, _ := law.GroundOf(g.Kind)
				part.Grounds = append(part.Grounds, TakenGround{Ground: info.Name.In(in), To: o.authority(g.To), Purpose: g.Purpose, State: o.state(g).Words, From: calendar.DateOf(g.StartsAt.Time).String()})
			}
		}
		out.Authorities = append(out.Authorities, part)
	}
	for _, e := range o.questions {
		out.Questions = append(out.Questions, TakenAsk{Number: e.Number(), Asker: o.authority(e.Asker), Asked: o.authority(e.Receiver), Topic: e.About().In(in), At: calendar.DateOf(e.CreatedAt.Time).String(), State: e.State.Name().In(in)})
	}
	for _, x := range read {
		who := x.WhoSaid().In(in)
		if o.protected() && !x.Own {
			who = x.Name
		}
		out.Readings = append(out.Readings, TakenRead{At: calendar.DateTime(x.At.Time).In(in), Who: who, What: x.WhatSaid().In(in), Why: x.WhySaid().In(in)})
	}
	return out
}
