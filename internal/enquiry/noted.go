package enquiry

import (
	"context"
	"strings"
	"time"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// PhoneNote is a question that was asked by telephone, as one side writes it down for itself: the other gets no copy, and
// need not be in Samsyn. The clock and the measures are the same as of a question that was written.
type PhoneNote struct {
	Incoming     bool   // they called; else we did
	Counterpart  string // an authority of the directory; empty for anybody else
	Name         string // of the counterpart, when it is in no directory
	Phone        string // where it is reached
	Municipality string
	Topics       []contact.Topic
	Personal     bool
	Urgent       bool
	Number       string // of the person, when it was said
	Person       string // name of the person
	Text         string
	Purpose      string
	Basis        Basis     // on which we told who it is, or what was asked; asked for when we called and a number is given, and when we answered
	At           time.Time // when it was asked; zero is now
	Answer       *Heard    // when it was answered at once
}

// Heard is an answer as whoever asked heard it, by telephone or in another channel than Samsyn.
type Heard struct {
	At      time.Time // zero is now
	Outcome Outcome
	Text    string
	Law     string // the ground that was given for a refusal
}

// NotedByPhone writes down in one act what was asked by telephone, and the answer when there was one. Somebody with a
// protected identity may be noted by those named for that person, since the telephone is the way for it.
func (s *Service) NotedByPhone(ctx context.Context, actor policy.Actor, n PhoneNote) (Enquiry, error) {
	n.Text, n.Purpose, n.Person = strings.TrimSpace(n.Text), oneLine(n.Purpose), oneLine(n.Person)
	return s.begin(ctx, actor, func(w *work) error { return w.note(n) })
}

func (n PhoneNote) question(own string) Question {
	q := Question{Receiver: n.Counterpart, Municipality: n.Municipality, Topics: n.Topics, Personal: n.Personal, Urgent: n.Urgent, UrgentWhy: n.Text,
		Number: strings.TrimSpace(n.Number), Name: n.Person, Text: n.Text, Purpose: n.Purpose, Basis: n.Basis, Phone: oneLine(n.Phone)}
	if q.Receiver == "" {
		q.Receiver = outside
	}
	if q.Purpose == "" {
		if info, ok := contact.TopicOf(first(n.Topics)); ok {
			q.Purpose = strings.ToLower(info.Name.Sv)
		}
	}
	return q
}

func first(list []contact.Topic) (t contact.Topic) {
	if len(list) > 0 {
		t = list[0]
	}
	return t
}

// check says what is missing of a note: little, since it is written while the receiver of a telephone is put down.
func (n PhoneNote) check(own string) (p []fault.Problem) {
	t := language.T
	need := func(missing bool, field string, says language.Text) {
		if missing {
			p = append(p, fault.Field(field, says))
		}
	}
	need(n.Counterpart == "" && oneLine(n.Name) == "" || n.Counterpart == own, "counterpart", t("Ange vem samtalet var med.", "Say whom the call was with."))
	need(n.Municipality == "", "municipality", t("Välj vilken kommun frågan gäller.", "Choose which municipality the question concerns."))
	need(len(n.Topics) == 0, "topics", t("Välj vad frågan gäller.", "Choose what the question is about."))
	need(n.Text == "", "text", t("Skriv vad som sades, i en mening.", "Write what was said, in a sentence."))
	need(n.tells() && n.Number == "", "number", t("Ange vem det gäller: ni lämnade uppgifter, och gör det på en grund.", "Say whom it concerns: you told something, and do so on a ground."))
	for _, code := range n.Topics {
		_, ok := contact.TopicOf(code)
		need(!ok, "topics", t("Ämnet finns inte. Välj ett i listan.", "There is no such topic. Choose one of the list."))
	}
	return p
}

// tells tells whether the own side told something about a person to whoever called: that asks for a ground, whoever it was
// (JO 3185-2017).
func (n PhoneNote) tells() bool {
	return n.Incoming && n.Personal && n.Answer != nil && Reply{Outcome: n.Answer.Outcome}.tells()
}

func (w *work) note(n PhoneNote) error {
	own := w.me.Authority
	if err := invalid(cannotSend, n.check(own)); err != nil {
		return err
	}
	if n.At.IsZero() {
		n.At = w.tx.Now()
	}
	if err := past(n.At, time.Time{}, w.tx.Now(), "at"); err != nil {
		return err
	}
	q := n.question(own)
	if err := w.counterpart(q.Receiver); err != nil {
		return err
	}
	w.take(q)
	w.e.Noted, w.e.Channel, w.e.SentAt = true, ByPhone, db.At(n.At)
	if n.Incoming {
		w.e.Asker, w.e.Receiver, w.me.Side = q.Receiver, own, Receiver
	}
	if err := w.concerns(q, n.Incoming && !n.tells()); err != nil {
		return err
	}
	if err := w.document(own, q, n); err != nil {
		return err
	}
	return w.run(q, n)
}

// counterpart asks that an authority is in the directory.
func (w *work) counterpart(id string) error {
	if id == outside {
		return nil
	}
	_, err := w.authority(w.ctx, w.tx, id)
	if fault.Is(err, fault.NotFound) {
		says := language.T("Myndigheten finns inte i katalogen. Skriv namnet i stället.", "The authority is not in the directory. Write its name instead.")
		err = fault.New(fault.Invalid, cannotSend, fault.Field("counterpart", says))
	}
	return err
}

// concerns takes the own record of the person, if a number was said. Who may not see a protected record is told that the
// telephone is the way, and whom to leave it to. Who only listened needs no ground.
func (w *work) concerns(q Question, listened bool) error {
	number, err := q.number(today(w.tx))
	if err != nil || number.IsZero() || !q.Personal {
		return err
	}
	p, err := w.Persons.Take(w.ctx, w.tx, w.me.Authority, person.Identity{Number: number, Name: q.Name})
	if err != nil {
		return err
	}
	if err := w.assign(p, w.tx.Actor().ID); err != nil {
		return err
	}
	if policy.CheckRead(w.ctx, w.tx, w.tx.Actor(), policy.ReadPerson, p.Ref()) != nil {
		return person.Stop(p, fault.New(fault.Invalid, phoneOnly, fault.Field("number", phoneOnly)))
	}
	w.me.Person, w.me.OpenedAt, w.me.OpenedBy = p.ID, db.At(w.tx.Now()), w.tx.Actor().ID
	if w.me.Shielded = p.Protected(today(w.tx)); listened && q.Basis.IsZero() {
		return nil
	}
	to := w.e.Other(w.me.Authority)
	if err := w.ground(p, w.me, to, q.Basis, q.Purpose, covering(q.Topics, q.Health)); err != nil {
		return err
	}
	w.e.Ground = w.me.Ground
	return nil
}

// document keeps what was said as the own authority's document.
func (w *work) document(own string, q Question, n PhoneNote) error {
	me := exchange.Party{Authority: own, Unit: w.me.Unit}
	them := exchange.Party{Authority: q.Receiver, Address: q.Phone, Name: oneLine(n.Name), Outside: true}
	o := exchange.Opening{Kind: conversationKind, Subject: string(w.e.Topic), Personal: q.Personal, From: me, To: them}
	if n.Incoming {
		o.From, o.To = them, me
	}
	number, err := q.number(today(w.tx))
	if err != nil {
		return err
	}
	body := Payload{Number: digits(number), Name: q.Name, Phone: q.Phone, Text: q.Text}.String()
	c, _, err := w.Exchange.Start(w.ctx, w.tx, o, own, exchange.Letter{Kind: msgNoted, Body: body, Bare: true})
	w.e.Conversation = c.ID
	w.asks(q.Topics)
	return err
}

// run starts the clock when it was asked, and stops it when it was answered at once.
func (w *work) run(q Question, n PhoneNote) error {
	p, err := w.promise()
	if err != nil {
		return err
	}
	e := clock.Event{At: n.At, Holder: w.e.Receiver, Terms: p.Terms()}
	if q.Urgent {
		e.Reason = q.UrgentWhy
	}
	if err := w.happen(Asker, Send, e); err != nil || n.Answer == nil {
		return err
	}
	return w.heard(*n.Answer)
}

// Heard writes down the answer to a question whose receiver has no copy here: it was given by telephone or in another
// channel.
func (s *Service) Heard(ctx context.Context, actor policy.Actor, k Key, h Heard) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if w.desk(w.e.Receiver) != nil || w.me.Side != Asker {
			return conflict()
		}
		return w.heard(h)
	})
}

func (w *work) heard(h Heard) error {
	if h.At.IsZero() {
		h.At = w.tx.Now()
	}
	if err := past(h.At, w.clock.Last, w.tx.Now(), "answeredAt"); err != nil {
		return err
	}
	info, ok := OutcomeOf(h.Outcome)
	if !ok || !info.Chosen {
		says := language.T("Välj hur frågan besvarades.", "Choose how the question was answered.")
		return fault.New(fault.Invalid, cannotReply, fault.Field("outcome", says))
	}
	open, err := w.unanswered(nil)
	if err != nil {
		return err
	}
	act := Answer
	if w.e.Outcome, w.e.Refusal = h.Outcome, h.Law; info.Refusal {
		act = Refuse
	}
	if err := w.happen(Receiver, act, clock.Event{At: h.At}); err != nil {
		return err
	}
	if err := w.occur(reached, clock.Event{At: h.At, Kind: clock.Delivered}); err != nil {
		return err
	}
	if err := w.answered(open); err != nil {
		return err
	}
	return w.post(exchange.Letter{Kind: msgNoted, Body: strings.TrimSpace(h.Text), Bare: true})
}
