package request

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Take gives the request to the actor, who handles it from now on and may read what it says.
func (s *Service) Take(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.do(ctx, actor, k, policy.TakeRequest, func(w *work) error {
		if err := w.colleague(actor.ID); err != nil {
			return err
		}
		if err := w.happen(Staff, Take, Event{}); err != nil {
			return err
		}
		return w.assign(actor.ID)
	})
}

// Give gives the request to a colleague, who must be one that handles such things there and may see the person.
func (s *Service) Give(ctx context.Context, actor policy.Actor, k Key, account string) (Request, error) {
	return s.do(ctx, actor, k, policy.TakeRequest, func(w *work) error {
		if err := w.colleague(account); err != nil {
			return err
		}
		if err := w.happen(Staff, Give, Event{}); err != nil {
			return err
		}
		w.tell(NewsMoved, language.T("Du har fått en begäran från en enskild att handlägga.", "You have been given a request from a person to handle."), []string{account})
		return w.assign(account)
	})
}

// AskMore asks the person for more. The time of a question or a wish for a meeting stands still until it is given; a month
// of the law does not.
func (s *Service) AskMore(ctx context.Context, actor policy.Actor, k Key, text string) (Request, error) {
	return s.answer(ctx, actor, k, AskMore, text, nil)
}

// Extend makes the month three, with a reason that the person is told before the month is out (GDPR art. 12.3).
func (s *Service) Extend(ctx context.Context, actor policy.Actor, k Key, why string) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		why, err := written(fieldSaid, why, true, sayWhy)
		if err != nil {
			return err
		}
		if !w.r.Due.IsZero() && !w.tx.Now().Before(w.r.Due.Time) {
			return fault.New(fault.Conflict, monthIsOut)
		}
		return w.happen(Staff, Extend, Event{Months: extendedBy, Said: why})
	})
}

// Reply is what the person is told, and whether the person has been told it already, by telephone or in person.
type Reply struct {
	Text string
	Told bool
}

// Answer answers a question or a complaint.
func (s *Service) Answer(ctx context.Context, actor policy.Actor, k Key, in Reply) (Request, error) {
	return s.answer(ctx, actor, k, Answer, in.Text, func(w *work) error { return w.deliver(in.Told) })
}

// Refuse refuses what was asked, with a reason. How it is appealed against goes with it by itself: AppealsOf.
func (s *Service) Refuse(ctx context.Context, actor policy.Actor, k Key, in Reply) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		why, err := written(fieldSaid, in.Text, true, sayWhy)
		if err != nil {
			return err
		}
		if err := w.happen(Staff, Refuse, Event{Said: why}); err != nil {
			return err
		}
		return w.deliver(in.Told)
	})
}

// Offer offers a time for a meeting, with where or how.
func (s *Service) Offer(ctx context.Context, actor policy.Actor, k Key, at time.Time, in Reply) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		text, err := written(fieldSaid, in.Text, true, saySomething)
		if err != nil {
			return err
		}
		if !at.After(w.tx.Now()) {
			return problem(fieldDay, timeAhead)
		}
		if calendar.TooFar(calendar.DateOf(at), calendar.DateOf(w.tx.Now())) {
			return problem(fieldDay, calendar.FarAhead)
		}
		if err := w.happen(Staff, Offer, Event{Said: text, Starts: db.At(at)}); err != nil {
			return err
		}
		return w.deliver(in.Told)
	})
}

// answer is an act of the handler's with words to the person.
func (s *Service) answer(ctx context.Context, actor policy.Actor, k Key, a Act, text string, then func(w *work) error) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		text, err := written(fieldSaid, text, true, saySomething)
		if err != nil {
			return err
		}
		if err := w.happen(Staff, a, Event{Said: text}); err != nil || then == nil {
			return err
		}
		return then(w)
	})
}

// deliver tells the person at once where that is the way: on the person's own pages, or when it was told already.
func (w *work) deliver(told bool) error {
	if w.r.Way == Letter && w.guarded() { // protected since it was asked
		w.r.Way = Phone
	}
	if !told && w.r.Way != MyPages {
		return nil
	}
	return w.happen(Staff, Tell, Event{})
}

// mostCalls is how many calls that nobody takes there are before a letter is written instead.
const mostCalls = 2

// Called notes a try to tell the answer by telephone. After two that nobody took, the person is told by letter; one who
// has a protected identity is not, and is called again.
func (s *Service) Called(ctx context.Context, actor policy.Actor, k Key, reached bool) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		if reached && w.r.Standing().May(Staff, Call) {
			return w.happen(Staff, Tell, Event{})
		}
		if err := w.happen(Staff, Call, Event{}); err != nil {
			return err
		}
		if w.r.Calls++; w.r.Calls >= mostCalls && !w.guarded() {
			w.r.Way = Letter
		}
		return nil
	})
}

// Told says that the person has been told: in person, or the letter is posted. Of a protected identity no letter is sent.
func (s *Service) Told(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		if w.r.Way == Letter && w.guarded() {
			return fault.New(fault.Conflict, phoneOnly)
		}
		return w.happen(Staff, Tell, Event{})
	})
}

// GiveMore is what the person gives when asked for more; staff write it down for the person.
func (s *Service) GiveMore(ctx context.Context, actor policy.Actor, k Key, text string) (Request, error) {
	return s.follows(ctx, actor, k, GiveMore, text, saySomething, language.T("En enskild har svarat på det du frågade om. Tiden går igen.", "A person has answered what you asked. Time goes on."))
}

// Accept takes the time that was offered.
func (s *Service) Accept(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.ended(ctx, actor, k, Accept, HelpedYes)
}

// Confirm says for the person that it helped.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.ended(ctx, actor, k, Confirm, HelpedYes)
}

// them is an act of the person's, by who speaks for them.
func (s *Service) them(ctx context.Context, actor policy.Actor, k Key, rule func(w *work) error) (Request, error) {
	return s.do(ctx, actor, k, following(actor), func(w *work) error {
		if err := w.speaks(k.By); err != nil {
			return err
		}
		return rule(w)
	})
}

func (s *Service) ended(ctx context.Context, actor policy.Actor, k Key, a Act, h Helped) (Request, error) {
	return s.them(ctx, actor, k, func(w *work) error {
		w.r.Helped = h
		return w.happen(Them, a, Event{})
	})
}

// Withdraw takes the request back, for the person.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, k Key) (Request, error) {
	return s.them(ctx, actor, k, func(w *work) error { return w.happen(Them, Withdraw, Event{}) })
}

// Reopen says that it did not help, and why: a new round begins, with the time that holds today. Whoever had it has it.
func (s *Service) Reopen(ctx context.Context, actor policy.Actor, k Key, why string) (Request, error) {
	return s.them(ctx, actor, k, func(w *work) error {
		why, err := written(fieldSaid, why, true, sayWhy)
		if err != nil {
			return err
		}
		if !w.r.Standing().May(Them, Reopen) {
			return fault.New(fault.Conflict, notNow.With(w.r.State.Name()))
		}
		r := &w.r
		r.Round, r.State, r.Helped, r.Outcome, r.Way, r.Calls, r.Extended, r.Waiting = r.Round+1, Received, HelpedNo, "", r.Wish, 0, false, false
		r.DecidedAt, r.ToldAt, r.EndedAt, r.RemindedAt, r.RaisedAt = db.Time{}, db.Time{}, db.Time{}, db.Time{}, db.Time{}
		if r.Way == Letter && w.guarded() {
			r.Way = Phone
		}
		if r.Account != "" {
			r.State = Taken
			if err := w.Persons.Assign(w.ctx, w.tx, w.p, r.Account, r.Ref()); err != nil {
				return err
			}
		}
		target := TargetOf(r.Type, w.today())
		w.occur(Them, Reopen, Event{Said: why, Days: int64(target.Days), Months: int64(target.Months)})
		list, err := w.handlers()
		w.tell(NewsMoved, language.T("En enskild säger att svaret inte hjälpte. Begäran är öppen igen.", "A person says that the answer did not help. The request is open again."), list)
		return err
	})
}

// follows is an act of the person's with words to the handler.
func (s *Service) follows(ctx context.Context, actor policy.Actor, k Key, a Act, text string, missing, news language.Text) (Request, error) {
	return s.them(ctx, actor, k, func(w *work) error {
		text, err := written(fieldSaid, text, true, missing)
		if err != nil {
			return err
		}
		if err := w.happen(Them, a, Event{Said: text}); err != nil {
			return err
		}
		list, err := w.handlers()
		w.tell(NewsMoved, news, list)
		return err
	})
}
