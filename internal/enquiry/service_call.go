package enquiry

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Call notes a call back through the asker's switchboard: somebody took it or nobody did. Before the answer is written it
// is a human response; after it, reaching the asker is what delivers the answer.
func (s *Service) Call(ctx context.Context, actor policy.Actor, k Key, answered bool, note string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if w.me.Side != Receiver {
			return conflict()
		}
		within := w.e.hours().Open(w.tx.Now())
		a := exchange.Attempt{Conversation: w.e.Conversation, Authority: w.me.Authority, Channel: exchange.Phone, Outcome: exchange.NoAnswer, Within: within}
		if answered {
			a.Outcome = exchange.Reached
		}
		a, err := w.Exchange.Try(ctx, w.tx, a, note)
		if err != nil {
			return err
		}
		if err := w.rang(a); err != nil {
			return err
		}
		if err := w.toldCall(a); err != nil {
			return err
		}
		return w.took(a)
	})
}

func (e Enquiry) hours() calendar.Hours {
	if e.Reach.IsZero() {
		return calendar.OfficeHours()
	}
	return e.Reach
}

// rang is what a call is to the state and the clock.
func (w *work) rang(a exchange.Attempt) error {
	got := a.Outcome == exchange.Reached
	switch {
	case w.e.State == Done && got:
		return w.delivered(reached)
	case w.e.State == Done:
		return w.occur(missed, clock.Event{Within: a.Within})
	case got && w.e.State.May(Receiver, Acknowledge):
		return w.occur(reached, clock.Event{Kind: clock.Acknowledged})
	case got:
		return conflict()
	}
	if err := w.happen(Receiver, CallBack, clock.Event{Within: a.Within}); err != nil {
		return err
	}
	return w.signal(msgCalled, language.T("Vi ringde upp utan att få svar.", "We called back and nobody answered."))
}

// delivered marks that the answer has reached the asker. What came back before is dealt with by that.
func (w *work) delivered(a Act) error {
	w.e.ReturnedAt = db.Time{}
	if w.clock.Delivered.IsZero() {
		return w.occur(a, clock.Event{Kind: clock.Delivered})
	}
	return w.occur(a, clock.Event{})
}

// took records whether the asker's switchboard took a call within its hours (K8.5).
func (w *work) took(a exchange.Attempt) error {
	if !a.Within || w.e.outside() {
		return nil
	}
	now := db.At(w.tx.Now())
	f := fact.Fact{Metric: taken, Clause: "K8.5", Agreement: w.e.Agreement, Municipality: w.e.Municipality, Authority: w.e.Asker, Opened: now, Due: now, Closed: now, Outcome: string(a.Outcome)}
	if a.Outcome != exchange.Reached {
		f.Outcome = fact.Missed
	}
	return leaveCall(w.ctx, w.tx, w.e, f)
}

// Letter notes that the answer went by post, after the calls that come before a letter.
func (s *Service) Letter(ctx context.Context, actor policy.Actor, k Key) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if w.me.Side != Receiver || w.e.State != Done {
			return conflict()
		}
		tried, err := exchange.Attempts(ctx, w.tx, w.e.Conversation)
		if err != nil {
			return err
		}
		if n := exchange.CallsBeforeLetter; w.e.Callback && exchange.Missed(tried) < n {
			return fault.New(fault.Invalid, language.T("Ring upp %d gånger innan brevet skickas.", "Call back %d times before the letter is sent.").With(n))
		}
		if _, err := w.Exchange.Try(ctx, w.tx, exchange.Attempt{Conversation: w.e.Conversation, Authority: w.me.Authority, Channel: exchange.Post, Outcome: exchange.Posted}, ""); err != nil {
			return err
		}
		info, _ := OutcomeOf(w.e.Outcome)
		if !info.Refusal {
			w.e.Outcome = DeliveredByPost
		}
		w.tell(w.others(), NewsAnswered, language.T("Svaret på en fråga är skickat som brev.", "The answer to a question has been sent as a letter."))
		return w.delivered(posted)
	})
}

// Returned notes that the letter came back. It is the receiver's turn again, and a task about the person says so until it
// is done: mail that comes back is never left lying (JO 5254-2016).
func (s *Service) Returned(ctx context.Context, actor policy.Actor, k Key) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if w.me.Side != Receiver || w.e.State != Done && w.e.State != Closed || !w.e.ReturnedAt.IsZero() {
			return conflict()
		}
		tried, err := exchange.Attempts(ctx, w.tx, w.e.Conversation)
		if err != nil {
			return err
		}
		if !sent(tried) {
			return conflict()
		}
		if _, err := w.Exchange.Try(ctx, w.tx, exchange.Attempt{Conversation: w.e.Conversation, Authority: w.me.Authority, Channel: exchange.Post, Outcome: exchange.Returned}, ""); err != nil {
			return err
		}
		w.e.State, w.e.ReturnedAt = Done, db.At(w.tx.Now())
		if err := w.occur(back, clock.Event{}); err != nil || w.me.Person == "" {
			return err
		}
		return w.Persons.Ask(ctx, w.tx, person.Task{Person: w.me.Person, Authority: w.me.Authority, Kind: person.ReturnedMail, About: w.e.Ref()})
	})
}

func sent(tried []exchange.Attempt) bool {
	for _, a := range tried {
		if a.Channel == exchange.Post && a.Outcome == exchange.Posted {
			return true
		}
	}
	return false
}

// past asks that a time which somebody writes down lies behind, and not before another.
func past(at, after, now time.Time, field string) error {
	if at.After(now) || at.Before(after) {
		says := language.T("Ange en tid som har varit, i rätt ordning.", "Give a time that has been, in the right order.")
		return fault.New(fault.Invalid, says, fault.Field(field, says))
	}
	return nil
}
