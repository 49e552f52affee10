package statutory

import (
	"slices"

	"samsyn/internal/clock"
	"samsyn/internal/language"
)

// State is where a notice stands. See doc.go for how one follows upon another.
type State string

// The states.
const (
	Sent      State = "sent"
	Received  State = "received"
	Paused    State = "paused" // the receiver has asked for more; time stands still
	Acted     State = "acted"
	Returned  State = "returned" // it was not for the receiver; the sender sees to it
	Withdrawn State = "withdrawn"
	Closed    State = "closed" // returned, and the sender has seen to it
)

// Waits tells whether the receiver owes something.
func (s State) Waits() bool { return s == Sent || s == Received || s == Paused }

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Sent:
		return language.T("skickad", "sent")
	case Received:
		return language.T("mottagen", "received")
	case Paused:
		return language.T("väntar på komplettering", "waits for more")
	case Acted:
		return language.T("återkopplad", "acted on")
	case Returned:
		return language.T("återlämnad", "returned")
	case Withdrawn:
		return language.T("återtagen", "withdrawn")
	case Closed:
		return language.T("avslutad", "closed")
	}
	return language.Same(string(s))
}

// Act is what one can do with a notice.
type Act string

// The acts.
const (
	Send     Act = "send"
	Take     Act = "take"    // somebody handles it now; the receiver's first is that it is received
	Move     Act = "move"    // to another unit of the same authority
	AskMore  Act = "ask"     // the receiver needs more
	GiveMore Act = "give"    // and has got it
	Feedback Act = "act"     // judged, and told what was done
	Return   Act = "return"  // it is not for the receiver
	Withdraw Act = "recall"  // the sender takes it back
	Close    Act = "close"   // the sender has seen to what was returned
	Receive  Act = "receive" // by an act of the receiver's
	Remind   Act = "remind"  // by the clock
	refused  Act = "refused" // a message was not taken in by the other side's system
)

// step says who may do an act in which states, and what state follows; empty: the state stays.
type step struct {
	by   []Side
	from []State
	to   State
}

var both = []Side{Sender, Receiver}

var steps = map[Act]step{
	Take:     {both, []State{Sent, Received, Paused, Returned}, ""},
	Move:     {both, []State{Sent, Received, Paused, Returned}, ""},
	AskMore:  {[]Side{Receiver}, []State{Received}, Paused},
	GiveMore: {[]Side{Sender}, []State{Paused}, Received},
	Feedback: {[]Side{Receiver}, []State{Received, Paused}, Acted},
	Return:   {[]Side{Receiver}, []State{Received, Paused}, Returned},
	Withdraw: {[]Side{Sender}, []State{Sent, Received, Paused}, Withdrawn},
	Close:    {[]Side{Sender}, []State{Returned}, Closed},
	Receive:  {[]Side{Receiver}, []State{Sent}, Received},
}

// May tells whether a side can do an act in a state.
func (s State) May(by Side, a Act) bool {
	step, ok := steps[a]
	return ok && slices.Contains(step.by, by) && slices.Contains(step.from, s)
}

// After gives the state that follows upon an act.
func (s State) After(a Act) State {
	if to := steps[a].to; to != "" {
		return to
	}
	return s
}

// Acts lists what a side can do in a state, in the order in which it is offered.
func (s State) Acts(by Side) (list []Act) {
	for _, a := range []Act{Take, Move, Feedback, AskMore, GiveMore, Return, Withdraw, Close} {
		if s.May(by, a) {
			list = append(list, a)
		}
	}
	return list
}

// turn is the side whose turn it is; empty when nobody's.
func (s State) turn() Side {
	switch s {
	case Sent, Received:
		return Receiver
	case Paused, Returned:
		return Sender
	}
	return ""
}

// box gives a side's box.
func (s State) box(by Side) Box {
	if s.Waits() || s == Returned && by == Sender {
		return Live
	}
	return Over
}

// event is what an act is to the clock; empty: nothing.
func (a Act) event() clock.Kind {
	switch a {
	case AskMore:
		return clock.Paused
	case GiveMore:
		return clock.Resumed
	case Feedback:
		return clock.Answered
	case Return, Withdraw:
		return clock.Withdrawn
	}
	return ""
}
