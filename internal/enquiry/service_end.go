package enquiry

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/clock"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Withdraw takes a question back: it counts in no share.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, k Key, why string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if err := w.happen(w.me.Side, Withdraw, clock.Event{Reason: strings.TrimSpace(why)}); err != nil {
			return err
		}
		w.e.Outcome = WithdrawnByAsk
		w.tell(w.others(), NewsMoved, language.T("En fråga har tagits tillbaka. Ni behöver inte svara på den.", "A question has been taken back. You need not answer it."))
		if err := w.signal(msgWithdrawn, language.T("Frågan är återtagen. Ni behöver inte svara på den.", "The question is taken back. You need not answer it.")); err != nil {
			return err
		}
		return w.Exchange.Close(ctx, w.tx, w.e.Conversation)
	})
}

// Helped closes a question with whether the answer helped: "yes", "partly" or "no".
func (s *Service) Helped(ctx context.Context, actor policy.Actor, k Key, helped string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if !slices.Contains([]string{"yes", "partly", "no"}, helped) {
			says := language.T("Välj om svaret hjälpte.", "Choose whether the answer helped.")
			return fault.New(fault.Invalid, says, fault.Field("helped", says))
		}
		w.e.Helped = helped
		return w.close(w.me.Side)
	})
}

func (w *work) close(by Side) error {
	if err := w.happen(by, Close, clock.Event{}); err != nil {
		return err
	}
	return w.Exchange.Close(w.ctx, w.tx, w.e.Conversation)
}

// Reopen asks on in a question that was answered: a new round with a clock of its own, linked to the one before.
func (s *Service) Reopen(ctx context.Context, actor policy.Actor, k Key, m More) (Enquiry, error) {
	m.Text = strings.TrimSpace(m.Text)
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if m.Text == "" {
			return fault.New(fault.Invalid, sayWhy, fault.Field("text", sayWhy))
		}
		if !w.e.State.May(w.me.Side, Reopen) {
			return conflict()
		}
		w.e.Round, w.clock = w.e.Round+1, clock.Clock{}
		w.e.Outcome, w.e.Refusal, w.e.Helped, w.e.SSBTEK = "", "", "", false
		p, err := w.promise()
		if err != nil {
			return err
		}
		if err := w.happen(Asker, Reopen, clock.Event{Holder: w.e.Receiver, Terms: p.Terms()}); err != nil {
			return err
		}
		if err := w.unask(); err != nil {
			return err
		}
		return w.again(m)
	})
}

func (w *work) again(m More) error {
	if err := w.Exchange.Reopen(w.ctx, w.tx, w.e.Conversation); err != nil {
		return err
	}
	if w.e.Personal {
		w.e.purposeByTopic() // what was written went with the last file
	}
	if err := w.regain(m.Basis, m.Health); err != nil {
		return err
	}
	w.tell(w.others(), NewsArrived, language.T("En fråga som ni svarade på har öppnats igen.", "A question that you answered has been reopened."))
	return w.post(exchange.Letter{Kind: msgGiven, Body: m.Text, Files: m.Files, Ground: w.e.Ground, Purpose: w.e.Purpose, Certified: m.Certified, Bare: w.e.Noted})
}

// Join says that a question is the same as another one between the same two, in which it goes on.
func (s *Service) Join(ctx context.Context, actor policy.Actor, k Key, into string) (Enquiry, error) {
	return s.doWith(ctx, actor, k, policy.TakeEnquiry, func(w *work) error {
		says := language.T("Välj en annan öppen fråga mellan samma två.", "Choose another open question between the same two.")
		unfit := fault.New(fault.Invalid, says, fault.Field("into", says))
		err := policy.CheckRead(ctx, w.tx, actor, policy.ReadEnquiry, Enquiry{ID: into}.Ref())
		if fault.Is(err, fault.NotFound) {
			return unfit
		}
		if err != nil {
			return err
		}
		other, err := get(ctx, w.tx, w.keys(), into)
		if err != nil {
			return err
		}
		if other.ID == w.e.ID || other.Asker != w.e.Asker || other.Receiver != w.e.Receiver || !other.State.Live() {
			return unfit
		}
		w.e.JoinedTo = other.ID
		if err := w.happen(w.me.Side, Join, clock.Event{}); err != nil {
			return err
		}
		w.tell(w.others(), NewsMoved, language.T("En fråga hör till en annan fråga och fortsätter där.", "A question belongs to another one and goes on there."))
		return w.Exchange.Close(ctx, w.tx, w.e.Conversation)
	}, into)
}
