package enquiry

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
)

// Kinds of message that go to another installation only, so that both clocks see the same: here the other side sees the
// event itself.
const (
	msgSeen      exchange.Kind = "seen"      // a human being of the receiver has seen it
	msgResumed   exchange.Kind = "resumed"   // the receiver goes on without what was asked for
	msgCalled    exchange.Kind = "called"    // a call back that nobody took
	msgUrged     exchange.Kind = "urged"     // it has become urgent
	msgCalmed    exchange.Kind = "calmed"    // it is urgent no longer
	msgWithdrawn exchange.Kind = "withdrawn" // it is taken back
)

// What goes along with a message to another Samsyn. Nothing of it is about the person.
const (
	alongMunicipality = "municipality"
	alongUrgent       = "urgent"
	alongTopics       = "topics"   // all that are asked; of an answer, those answered
	alongPart         = "part"     // more comes
	alongCallback     = "callback" // the answer is to be given by a call back
	alongReach        = "reach"    // when the asker can be reached
	alongCategory     = "category" // of a pause
	alongUntil        = "until"    // the new time
	alongWithin       = "within"   // of a call back
	alongOutcome      = "outcome"
	alongLaw          = "law"
	alongSSBTEK       = "ssbtek"
	alongTold         = "told" // by telephone: the asker has the answer
	yes               = "yes"
)

// apart tells whether the other side is in another installation, so that it hears of nothing but by message.
func (w *work) apart() bool { return w.e.Channel == BySDK && !w.e.Noted && w.others() == nil }

// signal lets the other side's clock know of an event by a message that says nothing about the person.
func (w *work) signal(kind exchange.Kind, says language.Text) error {
	if !w.apart() {
		return nil
	}
	return w.post(exchange.Letter{Kind: kind, Body: says.Sv, Bare: true})
}

// Along gives what goes with a message of a question to another Samsyn (exchange.Service.Outgoing).
func (s *Service) Along(ctx context.Context, q db.Reader, c exchange.Conversation, m exchange.Message) (map[string]string, error) {
	found, err := db.All[Enquiry](ctx, q, `SELECT `+columns+` FROM enquiry e WHERE e.conversation_id = $1`, c.ID)
	if err != nil || len(found) == 0 || c.Kind != conversationKind {
		return nil, err
	}
	e := found[0]
	asked, err := topics(ctx, q, e.ID)
	if err != nil {
		return nil, err
	}
	all, err := events(ctx, q, e.ID)
	if err != nil {
		return nil, err
	}
	sent, err := exchange.Messages(ctx, q, c.ID)
	if err != nil {
		return nil, err
	}
	more := map[string]string{alongMunicipality: e.Municipality, alongUrgent: yesNo(e.Urgent), alongTopics: join(codes(asked))}
	return more, along(more, e, asked, eventOf(all, sent, m), m)
}

func yesNo(b bool) string {
	if b {
		return yes
	}
	return "no"
}

func join(list []contact.Topic) string {
	texts := make([]string, len(list))
	for i, t := range list {
		texts[i] = string(t)
	}
	return strings.Join(texts, ",")
}

// along adds what a kind of message needs.
func along(more map[string]string, e Enquiry, asked []Topic, ev Event, m exchange.Message) error {
	switch m.Kind {
	case msgQuestion:
		more[alongPart], more[alongCallback] = yesNo(ev.Act == SendPart), yesNo(e.Callback)
		reach, err := json.Marshal(e.Reach)
		if more[alongReach] = string(reach); err != nil || e.Reach.IsZero() {
			delete(more, alongReach)
		}
		return err
	case msgMore:
		more[alongCategory] = string(ev.Category)
	case msgTime:
		more[alongUntil] = ev.Until.UTC().Format(time.RFC3339)
	case msgCalled:
		more[alongWithin] = yesNo(ev.Within)
	case msgAnswer:
		more[alongPart], more[alongOutcome], more[alongLaw], more[alongSSBTEK] = yesNo(ev.Act == AnswerPart), string(e.Outcome), e.Refusal, yesNo(e.SSBTEK)
		more[alongTold] = yesNo(m.Ground == "" && !e.DeliveredAt.IsZero() && e.DeliveredAt.Equal(e.AnsweredAt.Time))
		more[alongTopics] = join(codes(slices.DeleteFunc(slices.Clone(asked), func(t Topic) bool { return !t.AnsweredAt.Equal(m.SentAt.Time) })))
	}
	return nil
}

// actsOf are the acts that send a kind of message.
func actsOf(k exchange.Kind) []Act {
	switch k {
	case msgQuestion:
		return []Act{Send, SendPart, Complete}
	case msgMore:
		return []Act{AskMore}
	case msgTime:
		return []Act{SetTime}
	case msgCalled:
		return []Act{CallBack}
	case msgAnswer:
		return []Act{AnswerPart, Answer, Refuse}
	}
	return nil
}

// eventOf finds the event that a message told of: the third of its kind from that side tells of the third such event.
func eventOf(all []Event, sent []exchange.Message, m exchange.Message) Event {
	n := 0
	for _, x := range sent {
		if x.Kind == m.Kind && x.From == m.From && x.Seq <= m.Seq {
			n++
		}
	}
	for _, e := range all {
		if e.Authority == m.From && slices.Contains(actsOf(m.Kind), e.Act) {
			if n--; n == 0 {
				return e
			}
		}
	}
	return Event{Event: clock.Event{Category: clock.Clarification}}
}
