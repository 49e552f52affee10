package enquiry

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Save keeps a draft: a new one when the key names none. Nobody but its writer and whoever stands in reads it.
func (s *Service) Save(ctx context.Context, actor policy.Actor, k Key, q Question) (e Enquiry, err error) {
	q.clean()
	if k.ID != "" {
		return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
			if w.e.State != Draft {
				return conflict()
			}
			return w.draft(q)
		})
	}
	return s.begin(ctx, actor, func(w *work) error { return w.draft(q) })
}

// begin is the act that makes a question.
func (s *Service) begin(ctx context.Context, actor policy.Actor, rule func(w *work) error) (e Enquiry, err error) {
	err = s.act(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AskEnquiry, ref.Ref{}); err != nil {
			return err
		}
		w := s.fresh(ctx, tx)
		if err := rule(w); err != nil {
			return err
		}
		if err := w.save(); err != nil {
			return err
		}
		e = w.e
		return nil
	})
	return e, err
}

// fresh makes an empty draft of the acting authority. It was nothing before, and is written when it is saved.
func (s *Service) fresh(ctx context.Context, tx *audit.Tx) *work {
	actor := tx.Actor()
	e := Enquiry{ID: tx.RandomID(), Asker: actor.Authority, Channel: InSamsyn, State: Draft, Round: 1, CreatedAt: db.At(tx.Now()), Version: 1}
	w := &work{Service: s, ctx: ctx, tx: tx, act: policy.AskEnquiry, e: e, isNew: true}
	w.me = w.join(Desk{Authority: actor.Authority, Side: Asker, Unit: actor.Unit, Account: actor.ID})
	return w
}

// join gives an authority a place for the question.
func (w *work) join(d Desk) *Desk {
	d.ID, d.Enquiry, d.CreatedAt, d.Order, d.Box = w.tx.NewID(), w.e.ID, db.At(w.tx.Now()), db.At(w.tx.Now()), w.e.State.box()
	d.Number = digitsOf(w.e.ID)
	w.desks = append(w.desks, &d)
	return &d
}

// draft keeps what is written so far, sealed.
func (w *work) draft(q Question) error {
	w.take(q)
	plain, err := encode(q)
	if err != nil {
		return err
	}
	w.asks(q.Topics)
	w.drawn, err = w.keys().Seal(place("enquiry_draft", "content", w.e.ID), plain)
	return err
}

func (w *work) writeDraft() error {
	if w.drawn == nil {
		return nil
	}
	return w.tx.Later(w.ctx, `INSERT INTO enquiry_draft (enquiry_id, account_id, content, changed_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (enquiry_id) DO UPDATE SET account_id = excluded.account_id, content = excluded.content, changed_at = excluded.changed_at`,
		w.e.ID, w.tx.Actor().ID, w.drawn, db.At(w.tx.Now()))
}

// take puts what both sides may know of a question into its row.
func (w *work) take(q Question) {
	w.e.Receiver, w.e.Path, w.e.Municipality = q.Receiver, q.Path, q.Municipality
	w.e.Personal, w.e.Urgent, w.e.Callback, w.e.Reach, w.e.Purpose, w.e.Health = q.Personal, q.Urgent, q.Callback, q.Reach, q.Purpose, q.Health
	w.e.Topic = ""
	if len(q.Topics) > 0 {
		w.e.Topic = q.Topics[0]
	}
}

// Draft gives what is written in a draft. Who may not see it is told that there is none.
func (s *Service) Draft(ctx context.Context, actor policy.Actor, id string) (q Question, e Enquiry, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.ReadEnquiryText, Enquiry{ID: id}.Ref())
		if err != nil {
			return err
		}
		if e, err = get(ctx, tx, s.keys(), id); err != nil {
			return err
		}
		sealed, err := db.One[[]byte](ctx, tx, `SELECT content FROM enquiry_draft WHERE enquiry_id = $1`, id)
		if err != nil {
			return orNotFound(err)
		}
		plain, err := s.keys().Open(place("enquiry_draft", "content", id), sealed)
		if err != nil {
			return err
		}
		if q, err = decode(plain); err != nil {
			return err
		}
		return tx.Note(policy.ReadEnquiryText, e.Ref(), noted{State: e.State, By: by})
	})
	return q, e, err
}

// Discard throws a draft of one's own away: nothing was sent, so nothing remains.
func (s *Service) Discard(ctx context.Context, actor policy.Actor, k Key) error {
	_, err := s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if w.e.State != Draft {
			return conflict()
		}
		w.e.State = Withdrawn
		w.me.LeftAt = db.At(w.tx.Now())
		return w.forgetDraft()
	})
	return err
}

func (w *work) forgetDraft() error {
	if w.isNew {
		return nil
	}
	return w.tx.Later(w.ctx, `DELETE FROM enquiry_draft WHERE enquiry_id = $1`, w.e.ID)
}

// Send sends a question: a draft, or one written at once when the key names none. What is about a person needs a ground,
// a purpose and the certificate that no protected identity is concerned; nothing is written of what cannot be sent.
func (s *Service) Send(ctx context.Context, actor policy.Actor, k Key, q Question) (Enquiry, error) {
	q.clean()
	if k.ID == "" {
		return s.begin(ctx, actor, func(w *work) error { return w.send(q) })
	}
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error { return w.send(q) })
}

func (w *work) send(q Question) error {
	if w.e.State != Draft {
		return conflict()
	}
	if err := invalid(cannotSend, q.check(w.me.Authority)); err != nil {
		return err
	}
	if err := w.unnamed(q); err != nil {
		return err
	}
	w.take(q)
	number, err := q.number(today(w.tx))
	if err != nil {
		return err
	}
	to, err := w.receiver(q)
	if err != nil {
		return err
	}
	found, err := w.found(number, to)
	if err != nil {
		return err
	}
	if q.Personal && !q.Part {
		if err := w.about(found, number, q); err != nil {
			return err
		}
	}
	w.arrive(to, found)
	if err := w.converse(to, w.asking(q, number)); err != nil {
		return err
	}
	if err := w.start(q); err != nil {
		return err
	}
	w.asks(q.Topics)
	return w.forgetDraft()
}

// found asks the registers of both sides of the person, in one statement that is the same whether any of them has one.
func (w *work) found(number identity.PersonalNumber, to exchange.Party) (person.Found, error) {
	registers := []string{w.me.Authority}
	if !to.Outside {
		registers = append(registers, to.Authority)
	}
	return w.Persons.Find(w.ctx, w.tx, number, registers...)
}

// receiver finds whom the question goes to: an authority here, or one outside that is reached by SDK.
func (w *work) receiver(q Question) (exchange.Party, error) {
	to := exchange.Party{Authority: q.Receiver, Unit: q.Unit}
	a, err := w.authority(w.ctx, w.tx, q.Receiver)
	if fault.Is(err, fault.NotFound) || err == nil && !a.On(today(w.tx)) {
		says := language.T("Mottagaren finns inte. Välj en i listan.", "There is no such receiver. Choose one of the list.")
		err = fault.New(fault.Invalid, cannotSend, fault.Field("receiver", says))
	}
	if err != nil || q.Path == "" {
		return to, err
	}
	path, err := contact.Get(w.ctx, w.tx, q.Path)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return to, err
	}
	if err != nil || path.Authority != q.Receiver {
		says := language.T("Kontaktvägen hör inte till mottagaren. Välj en annan.", "The contact path is not the receiver's. Choose another.")
		return to, fault.New(fault.Invalid, cannotSend, fault.Field("path", says))
	}
	to.Unit = path.Unit
	if path.Channel == contact.SDK {
		return to, w.far(&to, path)
	}
	return to, nil
}

// about takes the asker's own record of the person, names the actor on it, and finds the ground on which the receiver
// may be told who it is. A protected person is asked about by telephone only.
func (w *work) about(found person.Found, number identity.PersonalNumber, q Question) error {
	p, err := w.Persons.TakeOf(w.ctx, w.tx, found, w.me.Authority, person.Identity{Number: number, Name: q.Name})
	if err != nil {
		return err
	}
	if p.Protected(today(w.tx)) {
		return person.Stop(p, fault.New(fault.Invalid, phoneOnly, fault.Field("certified", phoneOnly)))
	}
	if err := w.assign(p, w.tx.Actor().ID); err != nil {
		return err
	}
	w.me.Person, w.me.OpenedAt, w.me.OpenedBy = p.ID, db.At(w.tx.Now()), w.tx.Actor().ID
	if err := w.ground(p, w.me, w.e.Receiver, q.Basis, q.Purpose, covering(q.Topics, q.Health)); err != nil {
		return err
	}
	w.e.Ground = w.me.Ground
	return nil
}

// assign names somebody on the person for the question.
func (w *work) assign(p person.Person, account string) error {
	if w.isNew {
		return w.Persons.AssignNew(w.ctx, w.tx, p, account, w.e.Ref())
	}
	return w.Persons.Assign(w.ctx, w.tx, p, account, w.e.Ref())
}

// converse begins the thread with the question in it.
func (w *work) converse(to exchange.Party, l exchange.Letter) error {
	c, _, err := w.Exchange.Start(w.ctx, w.tx, exchange.Opening{Kind: conversationKind, Subject: string(w.e.Topic), Personal: w.e.Personal,
		From: exchange.Party{Authority: w.me.Authority, Unit: w.me.Unit}, To: to}, w.me.Authority, l)
	w.e.Conversation = c.ID
	return err
}

// arrive gives the receiver its place. Its own register is asked whether it has the person as protected; if so, only the
// cleared there see the question, and the asker notices nothing: the statements are the same.
func (w *work) arrive(to exchange.Party, found person.Found) {
	if to.Outside {
		return
	}
	d := w.join(Desk{Authority: to.Authority, Side: Receiver, Unit: to.Unit, Shielded: found.Shielded(to.Authority, today(w.tx))})
	w.tell(d, NewsArrived, language.T("En ny fråga har kommit in. Öppna den för att se när den ska vara besvarad.", "A new question has come in. Open it to see when it is due."))
}

// asking is the question as it is posted. Without what is about the person it tells nothing and needs no ground.
func (w *work) asking(q Question, number identity.PersonalNumber) exchange.Letter {
	l := exchange.Letter{Kind: msgQuestion, Ground: w.e.Ground, Purpose: q.Purpose, Certified: q.Certified}
	if q.Part && q.Personal {
		info, _ := contact.TopicOf(w.e.Topic)
		l.Bare, l.Body = true, info.Asks.Sv
	} else {
		l.Body, l.Files = Payload{Number: digits(number), Name: q.Name, Phone: q.Phone, Text: q.Text}.String(), q.Files
	}
	if l.Body == "" {
		info, _ := contact.TopicOf(w.e.Topic)
		l.Body = info.Asks.Sv
	}
	return l
}

func digits(n identity.PersonalNumber) string {
	if n.IsZero() {
		return ""
	}
	return n.TwelveDigits()
}

// start starts the clock by what is promised.
func (w *work) start(q Question) error {
	p, err := w.promise()
	if err != nil {
		return err
	}
	act := Send
	if q.Part {
		act = SendPart
	}
	w.e.SentAt = db.At(w.tx.Now())
	return w.happen(Asker, act, clock.Event{Holder: w.e.Receiver, Terms: p.Terms(), Reason: q.UrgentWhy})
}

// promise reads what is promised and keeps who promised it.
func (w *work) promise() (Promise, error) {
	p, err := w.promised(w.ctx, w.tx, w.e)
	w.e.Agreement, w.e.Commitment, w.e.FirstDays = p.Agreement, p.Commitment, p.First
	return p, err
}

// Complete gives what was missing of a question that was sent in part.
func (s *Service) Complete(ctx context.Context, actor policy.Actor, k Key, q Question) (Enquiry, error) {
	q.clean()
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if w.e.State != Incomplete || w.me.Side != Asker {
			return conflict()
		}
		q.Receiver, q.Municipality, q.Personal, q.Part, q.Urgent = w.e.Receiver, w.e.Municipality, w.e.Personal, false, false
		list, err := w.list()
		if err != nil {
			return err
		}
		q.Topics = codes(list)
		if err := invalid(cannotSend, q.check(w.me.Authority)); err != nil {
			return err
		}
		return w.complete(q)
	})
}

func (w *work) complete(q Question) error {
	number, err := q.number(today(w.tx))
	if err != nil {
		return err
	}
	if err := w.unnamed(q); err != nil {
		return err
	}
	d := w.desk(w.e.Receiver)
	found, err := w.found(number, exchange.Party{Authority: w.e.Receiver, Outside: d == nil})
	if err != nil {
		return err
	}
	w.e.Purpose, w.e.Health = q.Purpose, q.Health
	if w.e.Personal {
		if err := w.about(found, number, q); err != nil {
			return err
		}
	}
	if d != nil {
		d.Shielded = found.Shielded(d.Authority, today(w.tx))
	}
	if _, err := w.Exchange.Post(w.ctx, w.tx, w.e.Conversation, w.me.Authority, w.asking(q, number)); err != nil {
		return err
	}
	w.tell(d, NewsMore, language.T("En fråga är nu fullständig och tiden har börjat räknas.", "A question is whole now and its time has begun."))
	return w.happen(Asker, Complete, clock.Event{})
}

func codes(list []Topic) []contact.Topic {
	out := make([]contact.Topic, len(list))
	for i, t := range list {
		out[i] = t.Code
	}
	return out
}
