package enquiry

import (
	"slices"

	"samsyn/internal/clock"
	"samsyn/internal/language"
)

// State is where a question stands.
type State string

// The states. See doc.go for how one follows upon another.
const (
	Draft      State = "draft"      // written, not sent
	Incomplete State = "incomplete" // sent without all that is needed: the clock waits on the asker
	Open       State = "open"
	Paused     State = "paused"
	Done       State = "answered"
	Closed     State = "closed" // the asker has said whether it helped, or has let the time for that pass
	Withdrawn  State = "withdrawn"
	Joined     State = "joined" // it was the same question as another one
)

// Live tells whether somebody owes something in it.
func (s State) Live() bool { return s == Incomplete || s == Open || s == Paused }

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Draft:
		return language.T("utkast", "draft")
	case Incomplete:
		return language.T("väntar på komplettering", "waits for what is missing")
	case Open:
		return language.T("väntar på svar", "waits for an answer")
	case Paused:
		return language.T("pausad", "paused")
	case Done:
		return language.T("besvarad", "answered")
	case Closed:
		return language.T("avslutad", "closed")
	case Withdrawn:
		return language.T("återtagen", "withdrawn")
	case Joined:
		return language.T("hör till en annan fråga", "belongs to another question")
	}
	return language.Same(string(s))
}

// Side is on which side of the question an authority stands.
type Side string

// The sides.
const (
	Asker    Side = "asker"
	Receiver Side = "receiver"
)

// Act is what one can do with a question.
type Act string

// The acts that bear on its state.
const (
	Send        Act = "send"
	SendPart    Act = "send-part" // sent though something needed is missing
	Complete    Act = "complete"
	Acknowledge Act = "acknowledge"
	AskMore     Act = "ask-more"  // the clock stands still
	GiveMore    Act = "give-more" // and goes on
	SetTime     Act = "set-time"  // the receiver says when the answer comes instead
	CallBack    Act = "call-back" // tried, not reached
	AnswerPart  Act = "answer-part"
	Answer      Act = "answer"
	Refuse      Act = "refuse"
	Receive     Act = "receive" // the answer reached the asker
	Forward     Act = "forward"
	Urge        Act = "urge" // it became urgent
	Calm        Act = "calm" // the receiver found that it is not urgent
	Withdraw    Act = "withdraw"
	Join        Act = "join"
	Close       Act = "close"
	Reopen      Act = "reopen"
)

// What happens without bearing on the state or the clock.
const (
	Opened     Act = "open"  // a ground is recorded and the person is seen
	Taken      Act = "take"  // somebody handles it now
	Stopped    Act = "stop"  // a consent is withdrawn
	reached    Act = "reach" // a call back reached the asker
	posted     Act = "post"  // the answer went as a letter
	missed     Act = "miss"  // a call back with the answer did not reach the asker
	back       Act = "return"
	turnedAway Act = "turn-away" // the other side did not take in a message
	Sort       Act = "sort"      // what came without a topic got one, and the promise of it
	Came       Act = "come"      // a message has come in that a person must read to see what it is
)

// step says who may do an act in which states, what state follows, and what it is to the clock.
type step struct {
	by    []Side
	from  []State
	to    State // empty: the state stays
	event clock.Kind
}

var live = []State{Incomplete, Open, Paused}

var steps = map[Act]step{
	Send:        {[]Side{Asker}, []State{Draft}, Open, clock.Sent},
	SendPart:    {[]Side{Asker}, []State{Draft}, Incomplete, clock.SentIncomplete},
	Complete:    {[]Side{Asker}, []State{Incomplete}, Open, clock.Completed},
	Acknowledge: {[]Side{Receiver}, live, "", clock.Acknowledged},
	AskMore:     {[]Side{Receiver}, []State{Open}, Paused, clock.Paused},
	GiveMore:    {[]Side{Asker, Receiver}, []State{Paused}, Open, clock.Resumed},
	SetTime:     {[]Side{Receiver}, []State{Open, Paused}, "", clock.Promised},
	CallBack:    {[]Side{Receiver}, []State{Open, Paused}, "", clock.Attempted},
	AnswerPart:  {[]Side{Receiver}, []State{Open, Paused}, "", clock.PartlyAnswered},
	Answer:      {[]Side{Receiver}, []State{Open, Paused}, Done, clock.Answered},
	Refuse:      {[]Side{Receiver}, []State{Open, Paused}, Done, clock.Refused},
	Receive:     {[]Side{Asker, Receiver}, []State{Done, Closed}, "", clock.Delivered},
	Forward:     {[]Side{Receiver}, live, "", clock.Forwarded},
	Urge:        {[]Side{Asker}, live, "", clock.Retermed},
	Calm:        {[]Side{Receiver}, live, "", clock.Retermed},
	Withdraw:    {[]Side{Asker}, live, Withdrawn, clock.Withdrawn},
	Join:        {[]Side{Asker, Receiver}, live, Joined, clock.Withdrawn},
	Close:       {[]Side{Asker}, []State{Done}, Closed, ""},
	Reopen:      {[]Side{Asker}, []State{Done, Closed}, Open, clock.Sent},
}

// May tells whether a side can do an act in a state.
func (s State) May(by Side, a Act) bool {
	step, ok := steps[a]
	return ok && slices.Contains(step.by, by) && slices.Contains(step.from, s)
}

// After gives the state that follows upon an act, and what the act is to the clock (nothing for some).
func (s State) After(a Act) (State, clock.Kind) {
	step := steps[a]
	if step.to == "" {
		return s, step.event
	}
	return step.to, step.event
}

// Acts lists what a side can do in a state, in the order in which they are declared here.
func (s State) Acts(by Side) (list []Act) {
	for _, a := range []Act{Send, SendPart, Complete, Acknowledge, AskMore, GiveMore, SetTime, CallBack, AnswerPart, Answer, Refuse,
		Receive, Forward, Urge, Calm, Withdraw, Join, Close, Reopen} {
		if s.May(by, a) {
			list = append(list, a)
		}
	}
	return list
}
