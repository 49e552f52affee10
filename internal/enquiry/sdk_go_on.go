package enquiry

import (
	"time"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// came makes of a message of a thread that is under way what its sender says that it is, if it can be that now.
func (w *work) came(a exchange.Arrival) error {
	parties, err := exchange.Parties(w.ctx, w.tx, a.Conversation.ID)
	if err != nil {
		return err
	}
	side := Asker
	for _, p := range parties {
		if p.Authority == a.From.Authority {
			side = Side(p.Side)
		}
	}
	done := false
	if a.Slip {
		if done, err = w.understood(side, a); err != nil {
			return err
		}
	}
	if !done {
		if err := w.occur(Came, clock.Event{}); err != nil {
			return err
		}
		w.tell(w.desk(a.To.Authority), NewsMore, language.T("Ett meddelande har kommit in i en fråga. Läs det och anteckna vad det innebär.", "A message has come in a question. Read it and note what it means."))
	}
	w.theirs(side)
	return nil
}

// theirs says whose the new events are, which no account here did: those of the sender's side, but that an answer reached
// the asker is the asker's.
func (w *work) theirs(side Side) {
	for i := range w.events[w.fresh:] {
		e := &w.events[w.fresh+i]
		e.Account = ""
		if e.Authority = w.e.Asker; side == Receiver && e.Act != Receive {
			e.Authority = w.e.Receiver
		}
	}
}

// understood does what a message of another Samsyn says; done is false when it cannot be done in this state.
func (w *work) understood(side Side, a exchange.Arrival) (done bool, err error) {
	at := a.Message.SentAt.Time
	if side == Asker {
		return w.askerSays(at, a)
	}
	t := language.T
	switch a.Message.Kind {
	case msgAnswer:
		return w.theyAnswered(at, a)
	case msgSeen:
		return w.step(side, Acknowledge, clock.Event{At: at}, NewsKind(""), language.Text{})
	case msgMore:
		why := clock.Category(a.More[alongCategory])
		if why.Waits() == clock.Nobody {
			why = clock.Clarification
		}
		return w.step(side, AskMore, clock.Event{At: at, Category: why, Reason: a.Body}, NewsMore, t("Mottagaren behöver mer för att kunna svara på en fråga. Tiden står stilla tills ni svarar.", "The receiver needs more to answer a question. Time stands still until you reply."))
	case msgResumed:
		return w.step(side, GiveMore, clock.Event{At: at}, NewsMore, t("Mottagaren går vidare med en fråga. Tiden går igen.", "The receiver goes on with a question. Its time goes on."))
	case msgTime:
		until, _ := time.Parse(time.RFC3339, a.More[alongUntil])
		return w.step(side, SetTime, clock.Event{At: at, Until: until}, NewsTime, t("Svaret på en fråga kommer senare än utlovat. Öppna frågan för den nya tiden.", "The answer to a question comes later than promised. Open it for the new time."))
	case msgCalled:
		return w.step(side, CallBack, clock.Event{At: at, Within: a.More[alongWithin] == yes}, NewsMore, t("Mottagaren ringde upp om en fråga utan att få svar.", "The receiver called back about a question and nobody answered."))
	case msgCalmed:
		return w.calmedBy(side, at)
	}
	return false, nil
}

// askerSays does what the asker's message says.
func (w *work) askerSays(at time.Time, a exchange.Arrival) (bool, error) {
	t := language.T
	switch a.Message.Kind {
	case msgQuestion:
		w.e.Purpose, w.e.Ground = a.Message.Purpose, a.Message.Ground
		return w.step(Asker, Complete, clock.Event{At: at}, NewsMore, t("En fråga är nu fullständig och tiden har börjat räknas.", "A question is whole now and its time has begun."))
	case msgGiven:
		if w.e.State == Done || w.e.State == Closed {
			return w.askedAgain(at)
		}
		return w.step(Asker, GiveMore, clock.Event{At: at}, NewsMore, t("En fråga har kompletterats. Tiden går igen.", "More has been given for a question. Its time goes on."))
	case msgWithdrawn:
		done, err := w.step(Asker, Withdraw, clock.Event{At: at}, NewsMoved, t("En fråga har tagits tillbaka. Ni behöver inte svara på den.", "A question has been taken back. You need not answer it."))
		if !done || err != nil {
			return done, err
		}
		w.e.Outcome = WithdrawnByAsk
		return true, w.Exchange.Close(w.ctx, w.tx, w.e.Conversation)
	case msgUrged:
		return w.urgedBy(at)
	}
	return false, nil
}

// step does an act of the other side if it can be done now. What the state or the clock does not allow changes nothing.
func (w *work) step(by Side, act Act, e clock.Event, kind NewsKind, says language.Text) (bool, error) {
	state, before := w.e.State, w.clock
	err := w.happen(by, act, e)
	if fault.Is(err, fault.Conflict) {
		w.e.State, w.clock = state, before
		return false, nil
	}
	if err == nil && kind != "" {
		for _, d := range w.desks {
			w.tell(d, kind, says)
		}
	}
	return err == nil, err
}

// theyAnswered closes a question of ours with the outcome that the other side says. It has reached us now, or when it was
// told by telephone.
func (w *work) theyAnswered(at time.Time, a exchange.Arrival) (bool, error) {
	outcome := Outcome(a.More[alongOutcome])
	info, known := OutcomeOf(outcome)
	act := Answer
	switch {
	case a.More[alongPart] == yes:
		act = AnswerPart
	case !known:
		outcome = Answered
	case info.Refusal:
		act = Refuse
	}
	done, err := w.step(Receiver, act, clock.Event{At: at}, NewsAnswered, language.T("En fråga som ni ställde har fått svar.", "A question that you asked has been answered."))
	if !done || err != nil {
		return done, err
	}
	var told []contact.Topic
	if act == AnswerPart {
		told = topicsOf(a)
	}
	open, err := w.unanswered(told)
	if err != nil {
		return true, err
	}
	if err := w.answered(open); err != nil || act == AnswerPart {
		return true, err
	}
	w.e.Outcome, w.e.Refusal, w.e.SSBTEK = outcome, a.More[alongLaw], a.More[alongSSBTEK] == yes
	return true, w.reachedUs(at, a)
}

func (w *work) reachedUs(at time.Time, a exchange.Arrival) error {
	switch {
	case a.More[alongTold] == yes:
		return w.occur(reached, clock.Event{Kind: clock.Delivered, At: at})
	case w.e.Callback:
		return nil
	}
	return w.happen(Asker, Receive, clock.Event{})
}

// askedAgain opens a question that was answered: a new round, whose clock started when the asker asked on.
func (w *work) askedAgain(at time.Time) (bool, error) {
	w.e.Round, w.clock = w.e.Round+1, clock.Clock{}
	w.e.Outcome, w.e.Refusal, w.e.Helped, w.e.SSBTEK = "", "", "", false
	p, err := w.promise()
	if err != nil {
		return true, err
	}
	if err := w.happen(Asker, Reopen, clock.Event{At: at, Holder: w.e.Receiver, Terms: p.Terms()}); err != nil {
		return true, err
	}
	if w.e.Personal {
		w.e.purposeByTopic() // what was written went with the last file
	}
	w.tell(w.desk(w.e.Receiver), NewsArrived, language.T("En fråga som ni svarade på har öppnats igen.", "A question that you answered has been reopened."))
	return true, w.unask()
}

func (w *work) urgedBy(at time.Time) (bool, error) { return w.reterm(Asker, Urge, true, at) }

func (w *work) calmedBy(side Side, at time.Time) (bool, error) {
	return w.reterm(side, Calm, false, at)
}

// reterm makes a question urgent, or no longer so, as the other side says.
func (w *work) reterm(side Side, act Act, urgent bool, at time.Time) (bool, error) {
	if w.e.Urgent == urgent {
		return false, nil
	}
	first := w.e.FirstDays
	w.e.Urgent = urgent
	p, err := w.promise()
	if err != nil {
		return false, err
	}
	w.e.FirstDays = first
	says := language.T("En fråga har blivit brådskande.", "A question has become urgent.")
	if !urgent {
		says = language.T("En fråga räknas inte längre som brådskande.", "A question counts as urgent no longer.")
	}
	done, err := w.step(side, act, clock.Event{At: at, Terms: p.Terms()}, NewsMore, says)
	if !done {
		w.e.Urgent = !urgent
	}
	return done, err
}
