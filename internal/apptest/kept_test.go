package apptest

import (
	"context"
	"errors"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/sdk"
)

// livedIn goes on in the house for a month, with what no form of it leaves a row of: what is half written, what a
// colleague is told, a person of whom a number, a protection and a consent change, a file of another system, and what the
// clock sums. The house's own services do it, so that what is sealed opens.
func (h *Samsyn) livedIn(t *testing.T, w *world) {
	t.Helper()
	s := &questioning{Context: t.Context(), App: h.App, asks: w.handling(owner), answers: w.handling(cast.Agency)}
	stays := &keeping{questioning: s, house: h, w: w}
	stays.halfWritten()
	stays.aboutPersons()
	stays.fromAnotherSystem(t)
	stays.byTheClock()
	if err := s.err; err != nil {
		t.Errorf("what is kept: %v", err)
	}
}

// keeping is a questioning in a house where somebody more can be hired.
type keeping struct {
	*questioning
	house *Samsyn
	w     *world
}

// then takes what a step gave; after the first that failed nothing more is taken.
func (k *keeping) then(err error) {
	if k.err == nil {
		k.err = err
	}
}

// hire gives the authority another who handles questions.
func (k *keeping) hire(userName string, of policy.Actor, cleared bool) policy.Actor {
	a, err := k.Accounts.Add(k, maker(), account.Input{Authority: of.Authority, UserName: userName, Name: "Påhittad Person (Demo)", Cleared: cleared})
	k.then(err)
	_, err = k.Accounts.Grant(k, maker(), a.ID, account.DutyInput{Authority: of.Authority, Role: of.Roles[0], From: calendar.NewDate(2024, 1, 1)})
	k.then(err)
	return policy.Actor{ID: a.ID, Authority: of.Authority, Roles: of.Roles}
}

// halfWritten are a draft, a standard reply, a note that names a colleague and a call that nobody took.
func (k *keeping) halfWritten() {
	_, err := k.Enquiries.Save(k, k.asks, enquiry.Key{}, k.question("Q-PLAN", "189001019802"))
	_, rerr := k.Enquiries.KeepStandard(k, k.asks, enquiry.Standard{Authority: k.asks.Authority, Name: "Plan finns (Demo)", Topic: "Q-PLAN", Text: "Det finns en plan. (Demo)"})
	k.then(errors.Join(err, rerr))
	q := k.question("Q-OFFICER", "198504782395")
	q.Callback, q.Phone = true, "0240-000 00"
	e := k.do(k.Enquiries.Send(k, k.asks, enquiry.Key{}, q))
	k.do(k.Enquiries.OpenPerson(k, k.answers, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: "Behövs för planeringen (Demo)."}))
	k.do(k.Enquiries.Answer(k, k.answers, enquiry.Key{ID: e.ID}, enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Text: "Ja. (Demo)", Test: enquiry.Test{Ground: law.NoHarm, Given: "vem som handlägger (Demo)"}}))
	k.do(k.Enquiries.Call(k, k.answers, enquiry.Key{ID: e.ID}, false, "Ingen svarade (Demo)."))
	k.then(k.Enquiries.Note(k, k.answers, e.ID, "Kan du ringa i morgon? (Demo)", []string{k.hire("kvar.kollega", k.answers, false).ID}))
}

// record gives an authority's own record of the person whom a question is about.
func (k *keeping) record(e enquiry.Enquiry, authority string) (id string) {
	id, err := db.One[string](k, k.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND authority_id = $2", e.ID, authority)
	k.then(err)
	return id
}

func (k *keeping) version(person string) int64 {
	n, err := db.One[int64](k, k.DB, "SELECT version FROM person WHERE id = $1", person)
	k.then(err)
	return n
}

// aboutPersons are a new number, an opening in an emergency, a consent that was not enough and a protection.
func (k *keeping) aboutPersons() {
	e := k.opened("Q-PLAN", "198502862397")
	if k.err != nil {
		return
	}
	mine, theirs := k.record(e, k.asks.Authority), k.record(e, k.answers.Authority)
	number, err := identity.ParsePersonal("199001202382", calendar.NewDate(2026, 3, 2))
	k.then(err)
	k.then(k.Persons.Renumber(k, k.asks, mine, k.version(mine), number))
	k.then(k.Persons.OpenInEmergency(k, k.hire("kvar.jour", k.asks, false), mine, "Fara för liv (Demo)"))
	side, err := directory.SideOf(k, k.DB, k.asks.Authority, "", calendar.DateOf(k.DB.Now()))
	k.then(err)
	g, err := k.Persons.AddGround(k, k.asks, mine, side, person.NewGround{Kind: law.Consent, To: directory.PES, Form: person.Written, Purpose: "planering (Demo)", Until: calendar.NewDate(2026, 8, 31)})
	k.then(err)
	_, err = k.Persons.Reject(k, k.asks, g.ID, g.Version, "Underskriften saknas (Demo).")
	k.then(err)
	k.then(k.Persons.Protect(k, k.answers, theirs, k.version(theirs), person.Marker, calendar.DateOf(k.DB.Now()), []string{k.hire("kvar.utpekad", k.answers, true).ID}))
}

// fromAnotherSystem is a message that came in a file of SDK, and the receipt that is owed for it.
func (k *keeping) fromAnotherSystem(t *testing.T) {
	const agency, place = "0203:af.example", "kommunfragor"
	k.then(k.Exchange.AddAddress(k, policy.Process("samsyn test"), exchange.Address{Authority: directory.PES, Actor: agency, Function: place, Label: "Kommunfrågor (Demo)"}))
	const id = "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a10"
	file, err := sdk.Marshal(sdk.Message{ID: id, Conversation: id, Created: dbtest.Monday().Add(-time.Hour), Label: "Fråga om planering (Demo)", Confidential: true, System: "Ett annat system (Demo)",
		Recipient: sdk.Party{Actor: agency, Address: place},
		Sender:    sdk.Party{Actor: "0203:kommun.example", Label: "Påhittad kommun (Demo)", Address: "ame", AddressOf: "Arbetsmarknad", Persons: []sdk.Named{{Root: "1.2.752", ID: "A-1", Label: "Handläggare (Demo)"}}},
		Documents: []sdk.Document{{ID: "1", Texts: []string{"Hej! Gäller er kund. (Demo)"}}}})
	k.then(err)
	_, err = k.Exchange.TakeIn(t.Context(), file, false)
	k.then(err)
}

// byTheClock are a rota that ends within the four weeks, what a month sums of how paths were reached and of who staffs
// them, and how the month's promises turned out.
func (k *keeping) byTheClock() {
	paths, err := contact.Of(k, k.DB, k.answers.Authority)
	k.then(err)
	if k.err != nil {
		return
	}
	boss := policy.Actor{ID: k.w.keeper(cast.Agency).account, Authority: k.answers.Authority, Roles: []policy.Role{policy.Coordinator}}
	_, err = k.Contacts.Plan(k, boss, paths[0].ID, paths[0].Version, contact.RotaPlan{Accounts: []string{k.answers.ID}, From: calendar.DateOf(k.DB.Now()), Weeks: 1})
	k.then(err)
	for range 5 {
		k.then(k.Contacts.Tick(k, tellNobody))
		k.then(k.Contacts.CountRoles(k))
		k.then(k.Promises.Settle(k))
		k.house.Clock.Advance(8 * 24 * time.Hour)
	}
	_, err = k.Exchange.Register(k)
	k.then(errors.Join(err, k.Contacts.Try(k, k.asks, paths[0].ID, true)))
}

func tellNobody(context.Context, *audit.Tx, contact.News) error { return nil }
