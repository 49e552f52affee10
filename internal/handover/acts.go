package handover

import (
	"slices"
	"strings"

	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Act is what one can do with a hand-over.
type Act string

// The acts.
const (
	Send     Act = "send"
	AskMore  Act = "ask-more"  // the clock stands still
	GiveMore Act = "give-more" // and goes on
	Accept   Act = "accept"
	Return   Act = "return"
	TakeBack Act = "take-back"
	Contact  Act = "contact" // the first one with the person
	Stopped  Act = "stop"    // a consent is withdrawn
	Take     Act = "take"    // a colleague of the sender has it now
	Remind   Act = "remind"
	Renew    Act = "renew" // a new ground after a withdrawal
)

// step says who may do an act in which states, what state follows, and what it is to the clock.
type step struct {
	by    Side
	from  []State
	to    State
	event clock.Kind
}

var steps = map[Act]step{
	AskMore:  {Receiver, []State{Open}, Paused, clock.Paused},
	GiveMore: {Sender, []State{Paused}, Open, clock.Resumed},
	Accept:   {Receiver, []State{Open, Paused}, Accepted, clock.Answered},
	Return:   {Receiver, []State{Open, Paused}, Returned, clock.Refused},
	TakeBack: {Sender, []State{Open, Paused}, Withdrawn, clock.Withdrawn},
	Contact:  {Receiver, []State{Accepted}, Accepted, ""},
}

// May tells whether a side can do an act in a state.
func (s State) May(by Side, a Act) bool {
	step, ok := steps[a]
	return ok && step.by == by && slices.Contains(step.from, s)
}

// Acts lists what a side can do, in the order in which the page offers it.
func (h Handover) Acts(by Side) (list []Act) {
	for _, a := range []Act{Accept, AskMore, Return, GiveMore, TakeBack, Contact} {
		if h.State.May(by, a) && (a != Contact || h.ContactAt.IsZero()) {
			list = append(list, a)
		}
	}
	return list
}

// Event is what happened, as it is kept. The clock is read from the events.
type Event struct {
	ID        string         `db:"id"`
	Handover  string         `db:"handover_id"`
	Seq       int64          `db:"seq"`
	Act       Act            `db:"act"`
	Kind      clock.Kind     `db:"kind"`
	Category  clock.Category `db:"category"`
	At        db.Time        `db:"at"`
	Authority string         `db:"authority_id"`
	Account   string         `db:"account_id"`
	Said      []byte         `db:"said"`
}

// read gives the clock of the reply.
func (h Handover) read(events []Event) (clock.Clock, error) {
	var list []clock.Event
	for _, e := range events {
		if e.Kind == "" {
			continue
		}
		ev := clock.Event{Kind: e.Kind, At: e.At.Time, Category: e.Category}
		if e.Kind == clock.Sent {
			ev.Holder, ev.Terms = h.Receiver, clock.Office(int(h.Days), h.why())
		}
		list = append(list, ev)
	}
	return clock.Read(list)
}

func (h Handover) why() language.Text {
	if h.Commitment != "" {
		return language.T("överenskommelsen (%s)", "the agreement (%s)").With(h.Commitment)
	}
	return language.T("nationellt riktmärke, ingen överenskommelse säger annat", "national standard, no agreement says otherwise")
}

// happened is what an event says to a reader.
func (a Act) happened(who string) language.Text {
	t := language.T
	said := map[Act]language.Text{
		Send: t("%s skickade överlämningen", "%s sent the hand-over"), AskMore: t("%s bad om mer; tiden står still", "%s asked for more; time stands still"),
		GiveMore: t("%s kompletterade; tiden går igen", "%s gave more; time goes on"), Accept: t("%s tog emot överlämningen", "%s accepted the hand-over"),
		Return: t("%s återlämnade överlämningen", "%s returned the hand-over"), TakeBack: t("%s tog tillbaka överlämningen", "%s took the hand-over back"),
		Contact: t("%s hade sin första kontakt med personen", "%s had its first contact with the person"), Stopped: t("Samtycket återkallades", "The consent was withdrawn"),
		Take: t("%s har en ny handläggare", "%s has a new officer"), Remind: t("%s påminde", "%s reminded"), Renew: t("%s angav en ny grund", "%s recorded a new ground"),
	}
	if text := said[a]; strings.Contains(text.Sv, "%s") {
		return text.With(who)
	}
	return said[a]
}
