package request

import (
	"slices"

	"samsyn/internal/language"
)

// State is where a request stands. See doc.go for how one follows upon another.
type State string

// The states.
const (
	Received  State = "received"
	Taken     State = "taken"
	Answered  State = "answered"
	Granted   State = "granted"
	Refused   State = "refused"
	Offered   State = "offered" // a time for a meeting
	Closed    State = "closed"
	Withdrawn State = "withdrawn"
)

// States lists the states in the order in which they are shown.
func States() []State {
	return []State{Received, Taken, Answered, Granted, Refused, Offered, Closed, Withdrawn}
}

// Decided tells whether it is decided what the person is told.
func (s State) Decided() bool {
	return s == Answered || s == Granted || s == Refused || s == Offered
}

// Open tells whether a decision is owed.
func (s State) Open() bool { return s == Received || s == Taken }

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Received:
		return language.T("inkommen", "received")
	case Taken:
		return language.T("handläggs", "being handled")
	case Answered:
		return language.T("besvarad", "answered")
	case Granted:
		return language.T("beviljad", "granted")
	case Refused:
		return language.T("avslagen", "refused")
	case Offered:
		return language.T("tid erbjuden", "time offered")
	case Closed:
		return language.T("avslutad", "closed")
	case Withdrawn:
		return language.T("återtagen", "withdrawn")
	}
	return language.Same(string(s))
}

// Side is who does something.
type Side string

// The sides. What staff write down for the person is the person's.
const (
	Staff Side = "staff"
	Them  Side = "person"
	Clock Side = "clock"
)

// Act is something that happens to a request.
type Act string

// The acts.
const (
	Ask      Act = "ask"
	Take     Act = "take"
	Give     Act = "give" // to a colleague
	AskMore  Act = "ask-more"
	GiveMore Act = "give-more"
	Extend   Act = "extend" // the month is made three
	Answer   Act = "answer"
	Grant    Act = "grant"
	Refuse   Act = "refuse"
	Offer    Act = "offer"  // a time
	Call     Act = "call"   // nobody took it
	Tell     Act = "tell"   // the person has been told: by telephone, in person, or the letter is posted
	Accept   Act = "accept" // the person takes the time
	Confirm  Act = "confirm"
	Reopen   Act = "reopen"
	Withdraw Act = "withdraw"
	Remind   Act = "remind" // soon due
	Raise    Act = "raise"  // late: told to who answers for the unit
	Close    Act = "close"  // nothing was said for long
	LiftAct  Act = "lift"   // a restriction that was granted

	NotedPower Act = "power" // what a power of attorney says was written anew
	EndedPower Act = "power-end"
)

// Standing is all that decides what can happen to a request.
type Standing struct {
	Type     Type
	State    State
	Waiting  bool
	Told     bool
	Extended bool
	Way      Channel
}

// Standing gives it.
func (r Request) Standing() Standing {
	return Standing{r.Type, r.State, r.Waiting, !r.ToldAt.IsZero(), r.Extended, r.Way}
}

// decisions are how each type may be decided.
func (t Type) decisions() []Act {
	switch t {
	case Question, Complaint:
		return []Act{Answer, Refuse}
	case Meeting:
		return []Act{Offer, Refuse}
	}
	return []Act{Grant, Refuse}
}

// Can lists what a side can do now, in the order in which it is shown.
func (s Standing) Can(side Side) []Act {
	switch side {
	case Staff:
		return s.staff()
	case Them:
		return s.person()
	}
	return s.clock()
}

// May tells whether a side can do an act now.
func (s Standing) May(side Side, a Act) bool { return slices.Contains(s.Can(side), a) }

func (s Standing) staff() (acts []Act) {
	switch {
	case s.State == Received:
		return []Act{Take, Give}
	case s.State == Taken:
		acts = append(acts, s.Type.decisions()...)
		if !s.Waiting {
			acts = append(acts, AskMore)
		}
		if s.Type.Right() && !s.Extended {
			acts = append(acts, Extend)
		}
		return append(acts, Take, Give)
	case s.State.Decided() && !s.Told:
		if acts = append(acts, Tell); s.Way == Phone {
			acts = append(acts, Call)
		}
		return append(acts, Give)
	}
	return nil
}

func (s Standing) person() []Act {
	switch {
	case s.State.Open() && s.Waiting:
		return []Act{GiveMore, Withdraw}
	case s.State.Open():
		return []Act{Withdraw}
	case s.State == Offered && s.Told:
		return []Act{Accept, Reopen}
	case s.State.Decided() && s.Told:
		return []Act{Confirm, Reopen}
	case s.State == Closed:
		return []Act{Reopen}
	}
	return nil
}

func (s Standing) clock() (acts []Act) {
	if s.State.Open() || s.State.Decided() && !s.Told {
		acts = append(acts, Remind, Raise)
	}
	if s.State.Decided() && s.Told {
		acts = append(acts, Close)
	}
	return acts
}

// after gives the state after an act.
func (s Standing) after(a Act) State {
	switch a {
	case Take, Give, AskMore, GiveMore, Extend:
		if s.State == Received && (a == Take || a == Give) {
			return Taken
		}
	case Answer:
		return Answered
	case Grant:
		return Granted
	case Refuse:
		return Refused
	case Offer:
		return Offered
	case Accept, Confirm, Close:
		return Closed
	case Reopen:
		return Received
	case Withdraw:
		return Withdrawn
	}
	return s.State
}
