package deviation

import (
	"slices"

	"samsyn/internal/language"
)

// State is where a deviation stands. See doc.go for how one follows upon another.
type State string

// The states.
const (
	Reported     State = "reported"
	Acknowledged State = "acknowledged" // a human being of the asked side has seen it
	Analysed     State = "analysed"     // why it came about is said
	Decided      State = "decided"      // what is to be done is decided
	Disputed     State = "disputed"     // one side reads it otherwise
	Resolved     State = "resolved"     // it is done; the reporter says whether it helped
	Closed       State = "closed"
	Struck       State = "struck" // both find that it was none
	Withdrawn    State = "withdrawn"
)

// States lists the states in the order in which they are shown.
func States() []State {
	return []State{Reported, Acknowledged, Analysed, Decided, Disputed, Resolved, Closed, Struck, Withdrawn}
}

// Live tells whether a solution is still owed.
func (s State) Live() bool { return slices.Contains(unsolved, s) || s == Disputed }

var unsolved = []State{Reported, Acknowledged, Analysed, Decided}

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Reported:
		return language.T("rapporterad", "reported")
	case Acknowledged:
		return language.T("bekräftad", "acknowledged")
	case Analysed:
		return language.T("orsaken beskriven", "cause described")
	case Decided:
		return language.T("åtgärd beslutad", "action decided")
	case Disputed:
		return language.T("läses olika", "read differently")
	case Resolved:
		return language.T("löst", "resolved")
	case Closed:
		return language.T("avslutad", "closed")
	case Struck:
		return language.T("avskriven", "struck off")
	case Withdrawn:
		return language.T("återtagen", "withdrawn")
	}
	return language.Same(string(s))
}

// Side is on which side of a deviation an authority stands.
type Side string

// The sides. Group is another party of the agreement: it reads along from level 3, where the group takes over that all
// parties sit in.
const (
	Reporter Side = "reporter"
	Asked    Side = "asked"
	Group    Side = "group"
	Clock    Side = "clock" // nobody: the time is up
)

// Other is the side opposite.
func (s Side) Other() Side {
	switch s {
	case Reporter:
		return Asked
	case Asked:
		return Reporter
	}
	return ""
}

// Act is what happens to a deviation.
type Act string

// The acts.
const (
	Report      Act = "report"
	Acknowledge Act = "acknowledge"
	AskMore     Act = "ask-more" // time stands still
	GiveMore    Act = "give-more"
	Analyse     Act = "analyse"
	Decide      Act = "decide"
	Resolve     Act = "resolve"
	Confirm     Act = "confirm" // the reporter says that it helped
	Reopen      Act = "reopen"  // the reporter says that it did not
	Raise       Act = "raise"   // to the next level, by hand
	Rise        Act = "rise"    // to the next level, because the time is up
	Dispute     Act = "dispute"
	Answer      Act = "answer"    // to a dispute
	TakeBack    Act = "take-back" // a dispute
	Agree       Act = "agree"     // with a dispute
	Withdraw    Act = "withdraw"
	Close       Act = "close"  // nothing was said for long after it was resolved
	Remind      Act = "remind" // the level's time is soon up
)

// Acts lists the acts in the order in which they are shown.
func Acts() []Act {
	return []Act{Report, Acknowledge, GiveMore, Resolve, Decide, Analyse, Confirm, Reopen, Answer, Agree, TakeBack, AskMore, Raise, Dispute, Withdraw, Rise, Close}
}

// mostRounds is how many times a solution is tried: one more when the first did not help.
const mostRounds = 2

// joint is the level from which both sides answer for the solution, in the group that they share.
const joint = 3

// Standing is all that decides what can happen to a deviation.
type Standing struct {
	State      State `db:"state"`
	Was        State `db:"was"` // before it was disputed
	Level      int64 `db:"level"`
	Round      int64 `db:"round"`
	Waiting    bool  `db:"waiting"` // the reporter was asked for more
	DisputedBy Side  `db:"disputed_by"`
	Answered   bool  `db:"answered"` // the dispute
}

// step says who may do an act in which states, and what state follows.
type step struct {
	by   []Side
	from []State
	to   State // empty: the state stays
}

var both = []Side{Reporter, Asked}

var live = append(slices.Clone(unsolved), Disputed)

var steps = map[Act]step{
	Acknowledge: {[]Side{Asked}, []State{Reported}, Acknowledged},
	AskMore:     {[]Side{Asked}, unsolved, ""},
	GiveMore:    {[]Side{Reporter}, live, ""},
	Analyse:     {[]Side{Asked}, []State{Reported, Acknowledged}, Analysed},
	Decide:      {[]Side{Asked}, []State{Analysed, Disputed}, Decided},
	Resolve:     {[]Side{Asked}, unsolved, Resolved},
	Confirm:     {[]Side{Reporter}, []State{Resolved}, Closed},
	Reopen:      {[]Side{Reporter}, []State{Resolved, Closed}, Reported},
	Raise:       {both, live, ""},
	Rise:        {[]Side{Clock}, live, ""},
	Dispute:     {both, unsolved, Disputed},
	Answer:      {both, []State{Disputed}, ""},
	TakeBack:    {both, []State{Disputed}, ""},
	Agree:       {both, []State{Disputed}, ""},
	Withdraw:    {[]Side{Reporter}, live, Withdrawn},
	Close:       {[]Side{Clock}, []State{Resolved}, Closed},
}

// May tells whether a side can do an act now.
func (s Standing) May(by Side, a Act) bool {
	st, ok := steps[a]
	if !ok || !slices.Contains(st.from, s.State) || !slices.Contains(s.doers(st, a), by) {
		return false
	}
	switch a {
	case AskMore:
		return !s.Waiting
	case GiveMore:
		return s.Waiting
	case Decide:
		return s.State != Disputed || s.Answered
	case Raise:
		return s.Level < Highest
	case Rise:
		return s.Level < Highest && !s.Waiting
	case Reopen:
		return s.Round < mostRounds
	case TakeBack:
		return by == s.DisputedBy
	case Answer:
		return by != s.DisputedBy && !s.Answered
	case Agree:
		return by != s.DisputedBy
	}
	return true
}

// doers are those who may do an act: from level 3 both sides say what their group has found and decided.
func (s Standing) doers(st step, a Act) []Side {
	if s.Level >= joint && slices.Contains([]Act{Analyse, Decide, Resolve}, a) {
		return both
	}
	return st.by
}

// After gives the standing that follows upon an act that may be done.
func (s Standing) After(by Side, a Act) Standing {
	if s.State == Reported && by == Asked { // whoever of the asked side does anything with it has seen it
		s.State = Acknowledged
	}
	before := s.State
	if to := steps[a].to; to != "" {
		s.State = to
	}
	switch a {
	case AskMore:
		s.Waiting = true
	case GiveMore:
		s.Waiting = false
	case Raise, Rise:
		s.Level++
	case Dispute:
		s.Was, s.DisputedBy, s.Answered = before, by, false
	case Answer:
		s.Answered = true
	case TakeBack:
		s.State = s.Was
	case Agree:
		s.State = Acknowledged
		if s.DisputedBy == Asked {
			s.State = Struck
		}
	case Reopen:
		s.Round, s.Level = s.Round+1, max(s.Level, 2) // level 1 has had its try
	}
	if s.State != Disputed {
		s.Was, s.DisputedBy, s.Answered = "", "", false
	}
	if !s.State.Live() {
		s.Waiting = false
	}
	return s
}

// Turn tells whom the deviation waits for; empty when for nobody.
func (s Standing) Turn() Side {
	switch {
	case s.State == Resolved:
		return Reporter
	case !s.State.Live():
		return ""
	case s.Waiting:
		return Reporter
	case s.State == Disputed && !s.Answered:
		return s.DisputedBy.Other()
	}
	return Asked
}

// Can lists what a side can do now, in the order in which it is shown.
func (s Standing) Can(by Side) (list []Act) {
	for _, a := range Acts() {
		if s.May(by, a) {
			list = append(list, a)
		}
	}
	return list
}
