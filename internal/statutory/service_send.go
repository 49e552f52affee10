package statutory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Send gives a notice. The type must be one that the actor's authority gives and that holds for an event on that day; the
// person's identity must not be protected in the sender's own register.
func (s *Service) Send(ctx context.Context, actor policy.Actor, in Input) (n Notice, err error) {
	in = in.clean()
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.SendStatutory, ref.Ref{}); err != nil {
			return err
		}
		w := &work{Service: s, ctx: ctx, tx: tx, act: policy.SendStatutory, isNew: true}
		if err := w.send(in); err != nil {
			return err
		}
		n = w.n
		return w.save()
	})
	return n, person.NoteStopped(ctx, s.Trail, actor, err)
}

// Checked tells what Send would refuse, and where the notice would go; it writes nothing.
func (s *Service) Checked(ctx context.Context, actor policy.Actor, in Input) (Way, error) {
	q, in := s.Trail.DB(), in.clean()
	if err := policy.Check(ctx, q, actor, policy.SendStatutory, ref.Ref{}); err != nil {
		return Way{}, err
	}
	t, _, err := given(ctx, q, actor, in)
	if err != nil {
		return Way{}, err
	}
	if p := in.check(today(q)); len(p) > 0 {
		return Way{}, fault.New(fault.Invalid, cannotSend, p...)
	}
	if _, err := in.number(today(q)); err != nil {
		return Way{}, err
	}
	return WayFor(ctx, q, t, actor.Authority, in.Municipality)
}

// given finds the type and asks whether it is the actor's authority's to give for an event on that day; with the switch of
// a proposed one.
func given(ctx context.Context, q db.Reader, actor policy.Actor, in Input) (law.Notice, Switch, error) {
	t, ok := law.NoticeOf(in.Type)
	if !ok {
		return t, Switch{}, fault.New(fault.Invalid, cannotSend, fault.Field(fieldType, notThere))
	}
	all, err := Switches(ctx, q)
	if err != nil {
		return t, Switch{}, err
	}
	if t.Proposed && all[t.ID].Applies.IsZero() { // nobody is offered it, and nothing tells that it could be
		return t, Switch{}, fault.New(fault.Invalid, cannotSend, fault.Field(fieldType, notThere))
	}
	ours, err := isParty(ctx, q, t.From, actor.Authority, actor.Unit)
	switch {
	case err != nil:
		return t, Switch{}, err
	case !ours:
		return t, Switch{}, fault.New(fault.Denied, notOurs.With(t.From.Name()))
	case !in.Happened.IsZero() && !t.Prescribed(in.Happened, all[t.ID].Applies):
		return t, Switch{}, fault.New(fault.Invalid, cannotSend, fault.Field(fieldHappened, notInForce))
	}
	return t, all[t.ID], nil
}

func (w *work) send(in Input) error {
	actor := w.tx.Actor()
	t, sw, err := given(w.ctx, w.tx, actor, in)
	if err != nil {
		return err
	}
	if p := in.check(today(w.tx)); len(p) > 0 {
		return fault.New(fault.Invalid, cannotSend, p...)
	}
	number, err := in.number(today(w.tx))
	if err != nil {
		return err
	}
	way, err := WayFor(w.ctx, w.tx, t, actor.Authority, in.Municipality)
	if err != nil {
		return err
	}
	if err := w.begin(t, sw, in, way); err != nil {
		return err
	}
	return w.about(number, in, way)
}

// begin is the notice as it is sent.
func (w *work) begin(t law.Notice, sw Switch, in Input, way Way) error {
	actor := w.tx.Actor()
	p, err := Promised(w.ctx, w.tx, t, actor.Authority, way.Authority, in.Municipality)
	if err != nil {
		return err
	}
	w.n = Notice{ID: w.tx.RandomID(), Type: t.ID, Municipality: in.Municipality, Sender: actor.Authority, Receiver: way.Authority, Path: way.Path.ID, Channel: InSamsyn,
		Happened: in.Happened, Ground: t.Ground, Citation: citation(t, sw), Agreement: p.Agreement, SendPromise: p.SendNo, ActPromise: p.ActNo, SendDays: p.SendDays, ActDays: p.ActDays,
		SendDue: db.At(sendDue(in.Happened, p.SendDays)), SentAt: db.At(w.tx.Now()), State: Sent, Version: 1}
	if way.far != nil {
		w.n.Channel = BySDK
	}
	w.me = w.join(Desk{Authority: actor.Authority, Side: Sender, Unit: actor.Unit, Account: actor.ID})
	w.occur(Sender, Send)
	return nil
}

// citation is the provision as it is cited: that of the law table, or of a proposed type what the installation has said.
func citation(t law.Notice, sw Switch) string {
	if t.Proposed {
		return sw.Citation
	}
	p, _ := law.ProvisionOf(t.Provision)
	return p.Citation
}

func (w *work) join(d Desk) *Desk {
	d.ID, d.Notice = w.tx.NewID(), w.n.ID
	w.desks = append(w.desks, &d)
	return &d
}

// about takes the sender's own record of the person, posts the notice and gives the receiver its place. Both registers are
// asked in one statement; what the receiver's says the sender does not notice.
func (w *work) about(number identity.PersonalNumber, in Input, way Way) error {
	registers := []string{w.me.Authority}
	if way.far == nil {
		registers = append(registers, way.Authority)
	}
	found, err := w.Persons.Find(w.ctx, w.tx, number, registers...)
	if err != nil {
		return err
	}
	p, err := w.Persons.TakeOf(w.ctx, w.tx, found, w.me.Authority, person.Identity{Number: number, Name: in.Name})
	if err != nil {
		return err
	}
	if p.Protected(today(w.tx)) {
		return person.Stop(p, fault.New(fault.Invalid, phoneOnly, fault.Field(fieldProtected, phoneOnly)))
	}
	if err := w.Persons.AssignNew(w.ctx, w.tx, p, w.me.Account, w.n.Ref()); err != nil {
		return err
	}
	w.me.Person = p.ID
	if err := w.restricted(p, in); err != nil {
		return err
	}
	if err := w.post(number, in, way); err != nil {
		return err
	}
	if way.far != nil {
		return nil
	}
	d := w.join(Desk{Authority: way.Authority, Side: Receiver, Unit: way.Unit, Shielded: found.Shielded(way.Authority, today(w.tx))})
	w.tell(d, NewsArrived, arrived)
	return nil
}

// restricted lets a notice about somebody whose processing is restricted through when the sender confirms it: the duty is of
// law, and whether GDPR art. 18(2) allows it is TO BE CONFIRMED (decision 0042). That it was confirmed stands with the
// sender's side and in the trail; the receiver is told nothing of it.
func (w *work) restricted(p person.Person, in Input) error {
	err := person.Unrestricted(w.ctx, w.tx, p.ID)
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	if !in.Despite {
		return fault.New(fault.Invalid, cannotSend, fault.Field(fieldDespite, sayRestricted))
	}
	w.me.Despite = true
	return nil
}

var sayRestricted = language.T("Behandlingen av personens uppgifter är begränsad hos er. Bekräfta att lagen kräver underrättelsen ändå. Är du osäker, fråga er jurist först.", "The processing of the person's data is restricted with you. Confirm that the law demands the notice all the same. If unsure, ask your lawyer first.")

var sayDespite = language.T("den som lämnade underrättelsen bekräftade att lagen krävde den trots begränsningen", "whoever gave the notice confirmed that the law demanded it in spite of the restriction")

var arrived = language.T("En underrättelse enligt lag har kommit in. Ta emot den och se när den ska vara återkopplad.", "A statutory notice has come in. Receive it and see by when it is to be acted on.")

// post begins the thread with the notice in it.
func (w *work) post(number identity.PersonalNumber, in Input, way Way) error {
	to := exchange.Party{Authority: way.Authority, Unit: way.Unit}
	if way.far != nil {
		to = exchange.Party{Authority: way.far.organisation, Address: way.far.function, Name: way.Path.Name, Outside: true}
	}
	c, _, err := w.Exchange.Start(w.ctx, w.tx, exchange.Opening{Kind: ConversationKind, Subject: string(w.n.Type), Personal: true,
		From: exchange.Party{Authority: w.me.Authority, Unit: w.me.Unit}, To: to}, w.me.Authority,
		w.letter(msgNotice, in.body(number).String()))
	w.n.Conversation = c.ID
	return err
}

// letter is a message that tells something about the person: on the duty, for what the type says.
func (w *work) letter(kind exchange.Kind, body string) exchange.Letter {
	return exchange.Letter{Kind: kind, Body: body, Ground: w.n.Ground, Purpose: w.n.purpose().In(language.Swedish), Certified: true}
}

// purpose is what the facts are for.
func (n Notice) purpose() language.Text {
	if t := n.Kind(); t.ID != "" {
		return t.Purpose
	}
	return n.Name()
}
