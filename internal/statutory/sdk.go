package statutory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// What goes along with a message to another Samsyn. Nothing of it is about the person.
const (
	alongType         = "type"
	alongMunicipality = "municipality"
	alongHappened     = "happened"
	alongCitation     = "citation"
	alongOutcome      = "outcome"
)

// Along gives what goes with a message of a notice to another Samsyn (exchange.Service.Outgoing).
func (s *Service) Along(ctx context.Context, q db.Reader, c exchange.Conversation, m exchange.Message) (map[string]string, error) {
	n, ok, err := inThread(ctx, q, c.ID)
	if err != nil || !ok {
		return nil, err
	}
	more := map[string]string{alongType: string(n.Type), alongMunicipality: n.Municipality, alongHappened: n.Happened.String(), alongCitation: n.Citation}
	if m.Kind == msgActed {
		more[alongOutcome] = string(n.Outcome)
	}
	return more, nil
}

// Arrived makes of a message taken in by SDK what it is to its notice (exchange.Service.Incoming). Nothing that came is
// refused here: what cannot be what it says it is stands in the thread, and whoever handles the notice is told to read it.
func (s *Service) Arrived(ctx context.Context, tx *audit.Tx, a exchange.Arrival) error {
	if a.Conversation.Kind != ConversationKind {
		return nil
	}
	n, ok, err := inThread(ctx, tx, a.Conversation.ID)
	if err != nil {
		return err
	}
	if !ok {
		return s.landed(ctx, tx, a)
	}
	w, err := s.load(ctx, tx, n.ID, policy.ReceiveStatutory)
	if err != nil {
		return err
	}
	w.me = nil
	if err := w.came(a); err != nil {
		return err
	}
	return w.save()
}

// landed makes a notice of the first message of a thread. One of a type that is not known or not in force here is taken in
// all the same, since it is in the authority's keeping; its days are then those that the type has, or none.
func (s *Service) landed(ctx context.Context, tx *audit.Tx, a exchange.Arrival) error {
	w := &work{Service: s, ctx: ctx, tx: tx, act: policy.ReceiveStatutory, isNew: true}
	w.n = Notice{ID: tx.RandomID(), Conversation: a.Conversation.ID, Type: law.NoticeID(a.More[alongType]), Receiver: a.To.Authority, Channel: BySDK, Ground: a.Message.Ground,
		Citation: a.More[alongCitation], SentAt: a.Message.SentAt, State: Sent, Version: 1}
	var err error
	if w.n.Sender, err = exchange.SenderOf(ctx, tx, a.From); err != nil {
		return err
	}
	if w.n.Path, err = exchange.PathTo(ctx, tx, a.To); err != nil {
		return err
	}
	if w.n.Municipality, err = placeOf(ctx, tx, a.More[alongMunicipality], w.n.Sender, w.n.Receiver); err != nil {
		return err
	}
	if w.n.Happened, err = calendar.ParseDate(a.More[alongHappened]); err != nil || w.n.Happened.After(calendar.DateOf(a.Message.SentAt.Time)) {
		w.n.Happened = calendar.DateOf(a.Message.SentAt.Time)
	}
	p, err := Promised(ctx, tx, w.n.Kind(), w.n.Sender, w.n.Receiver, w.n.Municipality)
	if err != nil {
		return err
	}
	w.n.Agreement, w.n.SendPromise, w.n.ActPromise, w.n.SendDays, w.n.ActDays = p.Agreement, p.SendNo, p.ActNo, p.SendDays, p.ActDays
	w.n.SendDue = db.At(sendDue(w.n.Happened, p.SendDays))
	return w.settled(a)
}

// settled gives the receiver its place. Its own register is asked whether it has the person as protected.
func (w *work) settled(a exchange.Arrival) error {
	number, err := identity.ParsePersonal(ParseBody(a.Body).value(lineNumber), today(w.tx))
	if err != nil {
		number = identity.PersonalNumber{} // there is none, or none that any register has
	}
	found, err := w.Persons.Find(w.ctx, w.tx, number, a.To.Authority)
	if err != nil {
		return err
	}
	d := w.join(Desk{Authority: a.To.Authority, Side: Receiver, Unit: a.To.Unit, Shielded: found.Shielded(a.To.Authority, today(w.tx))})
	w.occur(Sender, Send)
	w.events[0].At, w.events[0].Authority = w.n.SentAt, w.n.Sender
	w.tell(d, NewsArrived, arrived)
	return w.save()
}

// placeOf is the municipality that a notice concerns: the one that its sender says, if there is such a one, else that of
// the board that takes part.
func placeOf(ctx context.Context, q db.Reader, code string, authorities ...string) (string, error) {
	day := calendar.DateOf(q.Now())
	if code != "" {
		found, err := directory.Named(ctx, q, []string{code}, day)
		if err != nil || len(found) == 1 {
			return code, err
		}
	}
	for _, id := range authorities {
		a, err := directory.AuthorityByID(ctx, q, id, day)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return "", err
		}
		if err == nil && a.MunicipalityCode != "" {
			return a.MunicipalityCode, nil
		}
	}
	return "", nil
}

// came makes of a further message what it is to the notice, as far as its state allows.
func (w *work) came(a exchange.Arrival) error {
	from := Sender
	if a.From.Authority != "" && w.desk(w.n.Sender) != nil {
		from = Receiver
	}
	act, news := actOf(a.Message.Kind), language.T("Det har kommit ett meddelande i en underrättelse. Läs det.", "A message has come in a statutory notice. Read it.")
	if from == Receiver && w.n.State == Sent && act != "" {
		if err := w.receive(); err != nil {
			return err
		}
	}
	if act != "" && act != Receive && w.n.State.May(from, act) {
		if act == Feedback || act == Return {
			w.n.Outcome = outcomeOf(a, act)
		}
		if err := w.happen(from, act); err != nil {
			return err
		}
	}
	for _, d := range w.desks {
		if d.Side != from && a.Message.Kind != msgReceived {
			w.tell(d, NewsMoved, news)
		}
	}
	if w.n.State == Acted || w.n.State == Withdrawn {
		return w.closeThread()
	}
	return nil
}

// actOf is the act that a kind of message tells of.
func actOf(k exchange.Kind) Act {
	switch k {
	case msgReceived:
		return Receive
	case msgMore:
		return AskMore
	case msgGiven:
		return GiveMore
	case msgActed:
		return Feedback
	case msgReturned:
		return Return
	case msgWithdrawn:
		return Withdraw
	}
	return ""
}

func outcomeOf(a exchange.Arrival, act Act) Outcome {
	o := Outcome(a.More[alongOutcome])
	switch {
	case act == Return:
		return NotForUs
	case isOutcome(o):
		return o
	}
	return NothingToDo
}

// Receipted makes of a receipt what it is to the notice (exchange.Service.Receipted): that a system has taken it in is not
// that anybody has received it, but whoever sent what was not taken in is told to telephone.
func (s *Service) Receipted(ctx context.Context, tx *audit.Tx, c exchange.Conversation, m exchange.Message, a exchange.Attempt) error {
	n, ok, err := inThread(ctx, tx, c.ID)
	if err != nil || !ok || a.Outcome != exchange.Rejected {
		return err
	}
	w, err := s.load(ctx, tx, n.ID, policy.ReceiveStatutory)
	if err != nil {
		return err
	}
	w.me = nil
	side := Receiver
	if m.From == n.Receiver {
		side = Sender
	}
	w.occur(side, refused)
	w.tell(w.desk(m.From), NewsMoved, language.T("Ett meddelande i en underrättelse togs inte emot hos den andra parten. Öppna underrättelsen och ring i stället.", "A message of a statutory notice was not taken in by the other side. Open it and telephone instead."))
	return w.save()
}
