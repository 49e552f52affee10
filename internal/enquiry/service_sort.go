package enquiry

import (
	"context"
	"strings"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Sorting is what a person says of a question that came without a topic.
type Sorting struct {
	Topics       []contact.Topic
	Municipality string // code
	Number       string // of the person whom it is about, where there is one; needs the basis
	Name         string
	Basis        Basis // on which the receiver tells the asker about that person
}

// unsorted tells whether a question came by SDK from another system and nobody has said yet what it is about.
func (e Enquiry) unsorted() bool { return e.Channel == BySDK && e.Topic == general }

// Sort says what a question that came without a topic is about, and whom. The place where it belongs, the promise and so
// the clock follow from the topic, reckoned from when the question came.
func (s *Service) Sort(ctx context.Context, actor policy.Actor, k Key, in Sorting) (Enquiry, error) {
	in.Number, in.Name = strings.TrimSpace(in.Number), oneLine(in.Name)
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if w.me.Side != Receiver || !w.e.State.Live() || !w.e.unsorted() {
			return conflict()
		}
		if err := invalid(cannotSort, in.check(w.me.Authority)); err != nil {
			return err
		}
		return w.sort(in)
	})
}

var cannotSort = language.T("Ämnet är inte angivet.", "The topic is not set.")

func (in Sorting) check(receiver string) (p []fault.Problem) {
	t := language.T
	if len(in.Topics) == 0 {
		p = append(p, fault.Field("topics", t("Välj vad frågan gäller.", "Choose what the question is about.")))
	}
	to := contact.ToMunicipality
	if receiver == directory.PES {
		to = contact.ToAgency
	}
	for _, code := range in.Topics {
		if info, ok := contact.TopicOf(code); !ok || info.Direction != to {
			p = append(p, fault.Field("topics", t("Ämnet är inget som ni får frågor om. Välj ett i listan.", "The topic is none that you are asked about. Choose one of the list.")))
		}
	}
	if !directory.IsCode(in.Municipality) {
		p = append(p, fault.Field("municipality", t("Välj vilken kommun frågan gäller.", "Choose which municipality the question concerns.")))
	}
	return p
}

func (w *work) sort(in Sorting) error {
	number, err := (Question{Number: in.Number}).number(today(w.tx))
	if err != nil {
		return err
	}
	w.e.Topic, w.e.Municipality = in.Topics[0], in.Municipality
	w.e.purposeByTopic()
	if err := w.route(number); err != nil {
		return err
	}
	if !number.IsZero() {
		if err := w.find(number, in); err != nil {
			return err
		}
	}
	w.asks(in.Topics)
	first := w.e.FirstDays
	p, err := w.promise()
	if err != nil {
		return err
	}
	if !w.e.FirstAt.IsZero() {
		w.e.FirstDays = first // it was kept or broken by the promise of that time
	}
	return w.occur(Sort, clock.Event{Kind: clock.Retermed, Terms: p.Terms()})
}

// route finds the own contact path that takes the topic, so that its unit, rota and promise hold. A question that belongs
// to another authority stays until somebody passes it on.
func (w *work) route(number identity.PersonalNumber) error {
	from := w.e.Asker
	if from == outside {
		from = ""
	}
	found, err := contact.Route(w.ctx, w.tx, contact.Ask{From: from, Municipality: w.e.Municipality, Topic: w.e.Topic, Personal: !number.IsZero(), Urgent: w.e.Urgent})
	if fault.Is(err, fault.NotFound) {
		says := language.T("Kommunen finns inte. Välj en i listan.", "There is no such municipality. Choose one of the list.")
		return fault.New(fault.Invalid, cannotSort, fault.Field("municipality", says))
	}
	if err != nil || found.Hole || found.Path.Authority != w.me.Authority {
		return err
	}
	w.e.Path, w.me.Unit = found.Path.ID, found.Path.Unit
	return nil
}

// find takes the own record of the person, and opens the question on a ground. Who may not see a protected record is told
// that the telephone is the way.
func (w *work) find(number identity.PersonalNumber, in Sorting) error {
	p, err := w.Persons.Take(w.ctx, w.tx, w.me.Authority, person.Identity{Number: number, Name: in.Name})
	if err != nil {
		return err
	}
	actor := w.tx.Actor()
	if err := w.assign(p, actor.ID); err != nil {
		return err
	}
	if policy.CheckRead(w.ctx, w.tx, actor, policy.ReadPerson, p.Ref()) != nil {
		return person.Stop(p, fault.New(fault.Invalid, phoneOnly, fault.Field("number", phoneOnly)))
	}
	w.e.Personal, w.me.Shielded = true, p.Protected(today(w.tx))
	if err := w.ground(p, w.me, w.e.Asker, in.Basis, w.e.Purpose, covering(in.Topics, false)); err != nil {
		return err
	}
	return w.opened(p)
}
