package matter

import (
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/webhook"
)

// Letter is what one side tells the other in a matter.
type Letter struct {
	Kind   exchange.Kind
	Body   string
	Health bool         // it tells of the person's health, or may: the ground must cover that
	Basis  person.Basis // the ground, if it is a new one; zero is the one that lives
	Post   exchange.Letter
}

// Send tells the other side something about the person, on a ground that lives now. Nothing is told in writing about
// somebody whose identity is protected.
func (w *Work) Send(l Letter) (exchange.Message, error) {
	if err := w.open(); err != nil {
		return exchange.Message{}, err
	}
	p, err := person.ByID(w.Ctx, w.Tx, w.Me.Person)
	if err != nil {
		return exchange.Message{}, err
	}
	if p.Protected(today(w.Tx)) {
		return exchange.Message{}, fault.New(fault.Invalid, phoneOnly)
	}
	if err := w.rest(p, l); err != nil {
		return exchange.Message{}, err
	}
	out := l.Post
	out.Kind, out.Body, out.Ground, out.Purpose, out.Certified = l.Kind, l.Body, w.Me.Ground, purpose, true
	return w.Exchange.Post(w.Ctx, w.Tx, w.Matter.Conversation, w.Me.Authority, out)
}

// rest finds the ground on which this side tells the other, and keeps it.
func (w *Work) rest(p person.Person, l Letter) error {
	side, err := directory.SideOf(w.Ctx, w.Tx, w.Me.Authority, w.Me.Unit, today(w.Tx))
	if err != nil {
		return err
	}
	topics := []string{Topic}
	if l.Health {
		topics = append(topics, TopicHealth)
	}
	g, err := w.Persons.Rest(w.Ctx, w.Tx, p, l.Basis, person.Telling{Side: side, To: w.Others().Authority, Purpose: purpose, Topics: topics})
	if err != nil {
		return err
	}
	w.Me.GroundID, w.Me.Ground, w.noted.Ground = g.ID, g.Kind, string(g.Kind)
	return w.resume()
}

// resume lets what is told go on when no side lacks the ground that it lost.
func (w *Work) resume() error {
	w.Me.StoppedAt = db.Time{}
	if w.Matter.StoppedAt.IsZero() || !w.Others().StoppedAt.IsZero() {
		return nil
	}
	w.Matter.StoppedAt = db.Time{}
	return w.Exchange.Resume(w.Ctx, w.Tx, w.Matter.Conversation)
}

// open refuses an act in a matter that is closed.
func (w *Work) open() error {
	if w.Matter.State != Open || w.Me == nil || !w.Me.LeftAt.IsZero() {
		return fault.New(fault.Conflict, notNow)
	}
	return nil
}

// tell tells people, in the act.
func (w *Work) tell() error {
	if w.Tell == nil {
		return nil
	}
	for _, n := range w.news {
		known, err := w.mayKnow(n.Accounts)
		if err != nil {
			return err
		}
		if n.Accounts = known; len(known) == 0 {
			continue
		}
		if err := w.Tell(w.Ctx, w.Tx, n); err != nil {
			return err
		}
	}
	return nil
}

// mayKnow leaves of those who are told of the matter those that may know of the person: a record that was protected since is
// not theirs who worked with it before.
func (w *Work) mayKnow(accounts []string) (out []string, err error) {
	for _, d := range w.Desks {
		if d.Account == "" || !slices.Contains(accounts, d.Account) {
			continue
		}
		known, err := person.MayKnow(w.Ctx, w.Tx, d.Person, d.Authority, []string{d.Account})
		if err != nil {
			return nil, err
		}
		out = append(out, known...)
	}
	return out, nil
}

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// WebhookKinds lists what an authority's programs can be told of.
func WebhookKinds() (list []webhook.Kind) {
	t := language.T
	for _, k := range []struct {
		a    Act
		name language.Text
	}{
		{Begin, t("Ett ärende har börjat", "A matter has begun")}, {Join, t("En överlämning till har kommit till ett ärende", "One more hand-over has come to a matter")},
		{Take, t("Ett ärende har fått en ny handläggare", "A matter has a new officer")}, {AskRound, t("En gemensam kartläggning är begärd", "A joint assessment is asked for")},
		{Start, t("En bedömning är påbörjad", "A judgement is begun")}, {Give, t("En bedömning är lämnad", "A judgement is given")}, {Compares, t("Båda har bedömt", "Both have judged")},
		{Talk, t("Ett samtal om det ni ser olika på är antecknat", "A talk about what you see differently is noted")}, {Write, t("Ett meddelande i ett ärende", "A message in a matter")},
		{Renew, t("En ny grund är angiven i ett ärende", "A new ground is recorded in a matter")}, {Stops, t("Ett samtycke i ett ärende är återkallat", "A consent in a matter is withdrawn")},
		{Waits, t("Båda väntar i ett ärende", "Both wait in a matter")}, {GoesOn, t("Väntan i ett ärende är slut", "The waiting in a matter is over")},
		{CloseAct, t("Ett ärende är avslutat", "A matter is closed")}, {Reopen, t("Ett ärende är öppnat igen", "A matter is reopened")},
	} {
		list = append(list, webhook.Kind{Event: webhook.Event(hookName(k.a)), Name: k.name, Reads: policy.ReadMatter})
	}
	for _, a := range []Act{PlanPropose, PlanAccept, PlanPerson, PlanStep, PlanFollow, PlanRemind} {
		list = append(list, webhook.Kind{Event: webhook.Event(hookName(a)), Name: plans()[a], Reads: policy.ReadMatter})
	}
	for _, a := range []Act{MeetAsk, MeetOffer, MeetAnswer, MeetWait, MeetBook, MeetCancel, MeetHeld, MeetMissed, MeetRemind} {
		list = append(list, webhook.Kind{Event: webhook.Event(hookName(a)), Name: meetings()[a], Reads: policy.ReadMatter})
	}
	return list
}

// tellPrograms tells programs of both authorities, in the act.
func (w *Work) tellPrograms() error {
	if w.Hook == nil {
		return nil
	}
	var hearing []string
	for _, d := range w.Desks {
		if d.LeftAt.IsZero() {
			hearing = append(hearing, d.Authority)
		}
	}
	return w.Hook(w.Ctx, w.Tx, hearing, hookName(w.noted.Act), ref.To(Kind, w.Matter.ID))
}
