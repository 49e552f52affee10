package enquiry

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// general is the topic of what came without one: a person sorts it.
const general contact.Topic = "Q-GENERAL"

// Arrived makes of a message taken in by SDK what it is to its question (exchange.Service.Incoming): a new question, whose
// clock started when the sender sent it, an answer, a pause or its end. Nothing that came is refused here: what cannot be
// what it says it is stands in the thread, and whoever handles the question is told to read it.
func (s *Service) Arrived(ctx context.Context, tx *audit.Tx, a exchange.Arrival) error {
	if k := a.Conversation.Kind; k != conversationKind && k != exchange.General {
		return nil
	}
	ids, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE conversation_id = $1`, a.Conversation.ID)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return s.landed(ctx, tx, a)
	}
	w, err := s.load(ctx, tx, ids[0], policy.ReceiveMessage)
	if err != nil {
		return err
	}
	if err := w.came(a); err != nil {
		return err
	}
	return w.save()
}

// landed makes a question of the first message of a thread.
func (s *Service) landed(ctx context.Context, tx *audit.Tx, a exchange.Arrival) error {
	e := Enquiry{ID: tx.RandomID(), Conversation: a.Conversation.ID, Receiver: a.To.Authority, Channel: BySDK, State: Draft, Round: 1, CreatedAt: db.At(tx.Now()), Version: 1,
		Purpose: a.Message.Purpose, Ground: a.Message.Ground, Callback: a.More[alongCallback] == yes, Urgent: a.More[alongUrgent] == yes, Personal: a.Slip && a.Conversation.Personal}
	var err error
	if e.Asker, err = exchange.SenderOf(ctx, tx, a.From); err != nil {
		return err
	}
	if e.Path, err = exchange.PathTo(ctx, tx, a.To); err != nil {
		return err
	}
	if e.Municipality, err = municipality(ctx, tx, a.More[alongMunicipality], e.Asker, e.Receiver); err != nil {
		return err
	}
	if reach := a.More[alongReach]; reach != "" && json.Unmarshal([]byte(reach), &e.Reach) != nil {
		e.Reach = calendar.Hours{}
	}
	asked := topicsOf(a)
	e.Topic = asked[0]
	w := &work{Service: s, ctx: ctx, tx: tx, act: policy.ReceiveMessage, e: e, isNew: true}
	w.e.SentAt = a.Message.SentAt
	if err := w.begun(a); err != nil {
		return err
	}
	w.asks(asked)
	return w.save()
}

// topicsOf gives what a question is about, as its sender says; without a slip it is a general one.
func topicsOf(a exchange.Arrival) (list []contact.Topic) {
	for _, code := range append(strings.Split(a.More[alongTopics], ","), a.Conversation.Subject) {
		t := contact.Topic(code)
		if _, known := contact.TopicOf(t); known && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		list = []contact.Topic{general}
	}
	return list
}

// municipality is the one that a question concerns: the one that its sender says, if there is such a one, else that of
// the board that takes part.
func municipality(ctx context.Context, q db.Reader, code string, authorities ...string) (string, error) {
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

// begun gives the receiver its place and starts the clock at the time at which the sender sent it.
func (w *work) begun(a exchange.Arrival) error {
	number, err := identity.ParsePersonal(ParsePayload(a.Body).Number, today(w.tx))
	if err != nil {
		number = identity.PersonalNumber{} // there is none, or none that any register has
	}
	found, err := w.Persons.Find(w.ctx, w.tx, number, a.To.Authority)
	if err != nil {
		return err
	}
	d := w.join(Desk{Authority: a.To.Authority, Side: Receiver, Unit: a.To.Unit, Shielded: found.Shielded(a.To.Authority, today(w.tx))})
	p, err := w.promise()
	if err != nil {
		return err
	}
	act := Send
	if a.More[alongPart] == yes {
		act = SendPart
	}
	w.tell(d, NewsArrived, language.T("En ny fråga har kommit in. Öppna den för att se när den ska vara besvarad.", "A new question has come in. Open it to see when it is due."))
	if err := w.happen(Asker, act, clock.Event{At: a.Message.SentAt.Time, Holder: w.e.Receiver, Terms: p.Terms()}); err != nil {
		return err
	}
	w.theirs(Asker)
	return nil
}

// Receipted makes of a receipt what it is to the question (exchange.Service.Receipted): that the other side has taken in
// the answer is that the answer has reached it, unless it is to be given by a call back. What it did not take in, whoever
// handles the question is told.
func (s *Service) Receipted(ctx context.Context, tx *audit.Tx, c exchange.Conversation, m exchange.Message, a exchange.Attempt) error {
	ids, err := db.All[string](ctx, tx, `SELECT id FROM enquiry WHERE conversation_id = $1`, c.ID)
	if err != nil || len(ids) == 0 {
		return err
	}
	w, err := s.load(ctx, tx, ids[0], policy.ReceiveMessage)
	if err != nil {
		return err
	}
	switch {
	case a.Outcome == exchange.Rejected:
		w.tell(w.desk(m.From), NewsMore, language.T("Ett meddelande i en fråga togs inte emot hos den andra parten. Öppna frågan och ring i stället.", "A message of a question was not taken in by the other side. Open the question and telephone instead."))
		if err := w.occur(turnedAway, clock.Event{}); err != nil {
			return err
		}
	case m.Kind != msgAnswer || w.e.State != Done || w.e.Callback || !w.clock.Delivered.IsZero():
		return nil
	default:
		if err := w.happen(Asker, Receive, clock.Event{At: a.At.Time}); err != nil {
			return err
		}
	}
	side := Receiver
	if m.From == w.e.Receiver {
		side = Asker
	}
	w.theirs(side)
	return w.save()
}
