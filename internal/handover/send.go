package handover

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// What holds in the whole country where the two have agreed nothing else, in working days (domain facts 14.3, § 10).
const (
	usualReply   = 5
	usualContact = 10
)

// sightDays is for how long whoever hands a person over for good keeps sight of the matter, in days after it is accepted.
const sightDays = 60

// Send sends a hand-over. The receiver gets a preview; the letter stays with the sender. It needs a ground that lives, a
// purpose, and the certificate that no protected identity is concerned.
func (s *Service) Send(ctx context.Context, actor policy.Actor, d Draft) (h Handover, err error) {
	d.clean()
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.SendHandover, ref.Ref{}); err != nil {
			return err
		}
		if err := d.check(actor.Authority, today(tx)); err != nil {
			return err
		}
		w := s.fresh(ctx, tx, d)
		if err := w.send(d); err != nil {
			return err
		}
		h = w.h
		return nil
	})
	return h, person.NoteStopped(ctx, s.Trail, actor, err)
}

func (s *Service) fresh(ctx context.Context, tx *audit.Tx, d Draft) *work {
	h := Handover{ID: tx.RandomID(), Municipality: d.Municipality, Sender: tx.Actor().Authority, Receiver: d.Receiver, PathID: d.Path, Aim: d.Aim, Needs: NewNeeds(d.Needs),
		Age: d.Age, Interpreter: d.Interpreter, State: Open, SentAt: db.At(tx.Now()), Version: 1}
	return &work{Service: s, ctx: ctx, tx: tx, act: policy.SendHandover, h: h, left: map[string]string{}}
}

func (w *work) send(d Draft) error {
	number, err := identity.ParsePersonal(d.Number, today(w.tx))
	if err != nil {
		return err
	}
	if err := w.address(&d); err != nil {
		return err
	}
	found, err := w.Persons.Find(w.ctx, w.tx, number, w.h.Sender, w.h.Receiver)
	if err != nil {
		return err
	}
	p, err := w.Persons.TakeOf(w.ctx, w.tx, found, w.h.Sender, person.Identity{Number: number, Name: d.Name, Reached: person.Reached{Phone: d.Phone}})
	if err != nil {
		return err
	}
	if p.Protected(today(w.tx)) {
		return person.Stop(p, fault.New(fault.Invalid, phoneOnly, fault.Field("certified", phoneOnly)))
	}
	if err := w.Persons.AssignNew(w.ctx, w.tx, p, w.tx.Actor().ID, w.h.Ref()); err != nil {
		return err
	}
	g, err := w.rest(p, w.h.Receiver, d.Basis, d.Purpose, d.Health)
	if err != nil {
		return err
	}
	w.join(Desk{Authority: w.h.Sender, Side: Sender, Unit: w.tx.Actor().Unit, Account: w.tx.Actor().ID, Person: p.ID, GroundID: g.ID, Ground: g.Kind})
	w.join(Desk{Authority: w.h.Receiver, Side: Receiver, Unit: d.Unit, Shielded: found.Shielded(w.h.Receiver, today(w.tx))})
	w.me, w.noted.Ground = w.desks[0], string(g.Kind)
	return w.begin(d, number)
}

// rest finds the ground on which one side tells the other, for the hand-over and the planning that follows it.
func (w *work) rest(p person.Person, to string, b person.Basis, purpose string, health bool) (person.Ground, error) {
	side, err := directory.SideOf(w.ctx, w.tx, p.Authority, w.tx.Actor().Unit, today(w.tx))
	if err != nil {
		return person.Ground{}, err
	}
	topics := []string{matter.Topic}
	if health {
		topics = append(topics, matter.TopicHealth)
	}
	return w.Persons.Rest(w.ctx, w.tx, p, b, person.Telling{Side: side, To: to, Purpose: purpose, Topics: topics})
}

func (w *work) join(d Desk) {
	d.ID, d.Handover, d.Municipality, d.JoinedAt = w.tx.NewID(), w.h.ID, w.h.Municipality, db.At(w.tx.Now())
	w.desks = append(w.desks, &d)
}

// address checks that the receiver is there, and that its contact path is its own.
func (w *work) address(d *Draft) error {
	t := language.T
	a, err := directory.AuthorityByID(w.ctx, w.tx, d.Receiver, today(w.tx))
	if fault.Is(err, fault.NotFound) || err == nil && (!a.On(today(w.tx)) || matter.PartOf(d.Receiver) == matter.Municipality && a.MunicipalityCode != d.Municipality) {
		err = fault.New(fault.Invalid, cannotSend, fault.Field("receiver", t("Mottagaren finns inte i kommunen. Välj en i listan.", "There is no such receiver in the municipality. Choose one of the list.")))
	}
	if err != nil || d.Path == "" {
		return err
	}
	path, err := contact.Get(w.ctx, w.tx, d.Path)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || path.Authority != d.Receiver {
		return fault.New(fault.Invalid, cannotSend, fault.Field("receiver", t("Kontaktvägen hör inte till mottagaren. Välj en annan.", "The contact path is not the receiver's. Choose another.")))
	}
	d.Unit = path.Unit
	return nil
}

// begin writes a new hand-over, with its preview sent and its letter kept.
func (w *work) begin(d Draft, number identity.PersonalNumber) error {
	owed, err := commitment.OwedNow(w.ctx, w.tx, commitment.Debt{Metric: fact.HandoverReply, By: w.h.Receiver, To: w.h.Sender, Municipality: w.h.Municipality, Usual: usualReply})
	if err != nil {
		return err
	}
	w.h.Agreement, w.h.Commitment, w.h.Days = owed.Agreement, owed.Number, owed.Days
	if w.h.Aim == Transfer {
		w.h.SightUntil = today(w.tx).AddDays(sightDays)
	}
	c, _, err := w.Exchange.Start(w.ctx, w.tx, exchange.Opening{Kind: conversationKind, Subject: string(w.h.Aim), Personal: true, From: exchange.Party{Authority: w.h.Sender, Unit: w.me.Unit},
		To: exchange.Party{Authority: w.h.Receiver, Unit: d.Unit}}, w.h.Sender, exchange.Letter{Kind: msgPreview, Body: d.preview(), Bare: true})
	if err != nil {
		return err
	}
	w.h.Conversation = c.ID
	if err := w.occur(Send, clock.Sent, "", ""); err != nil {
		return err
	}
	w.settle()
	if err := db.Insert(w.ctx, w.tx, "handover", w.h); err != nil {
		return err
	}
	if err := db.InsertLater(w.ctx, w.tx, "handover_side", *w.desks[0], *w.desks[1]); err != nil {
		return err
	}
	if err := keep(w.ctx, w.tx, w.keys(), w.h.ID, kept{Body: d.letter(number), Health: d.Health, Purpose: d.Purpose}); err != nil {
		return err
	}
	if err := w.tell(w.desks[1], NewsArrived, arrivedText); err != nil {
		return err
	}
	return w.finish()
}
