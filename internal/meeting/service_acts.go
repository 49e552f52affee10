package meeting

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

// Times are times that are offered to all who are called.
type Times struct {
	Spans []Span
	Way   Way    // another than before only when the person would rather meet so
	Place string // empty keeps the place; another is told the counterpart in a message of its own
	Basis person.Basis
}

// Offer offers times: the first, others, or new ones in the place of one that was booked or missed. Whoever offers can at
// all of them.
func (s *Service) Offer(ctx context.Context, actor policy.Actor, k Key, in Times) (Meeting, error) {
	in.Place = oneLine(in.Place)
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.in(Asked, Offered, Booked, Missed); err != nil {
			return err
		}
		if err := w.live(); err != nil {
			return err
		}
		if err := w.place(in); err != nil {
			return err
		}
		act := Propose
		if w.m.State == Booked {
			act = Moves
		}
		return w.offer(in.Spans, act)
	})
}

// place checks new times and puts the way in its place. Another place is a new message: what each authority was told
// before stands as it was.
func (w *work) place(in Times) error {
	if in.Way == "" {
		in.Way = w.m.Way
	}
	thread, err := w.Service.Exchange.Thread(w.Ctx, w.Tx, w.Matter.Conversation, w.Me.Authority)
	if err != nil {
		return err
	}
	was := w.m.where(thread)
	if in.Place == "" {
		in.Place = was
	}
	of, err := w.Service.Persons.Read(w.Ctx, w.Tx, w.Me.Person)
	if err != nil {
		return err
	}
	var p problems
	p.when(!slices.Contains(Ways(), in.Way), "way", language.T("Välj hur ni ska träffas.", "Choose how you are to meet."))
	p.place(in.Place, in.Way == InPerson, of)
	p.times(in.Spans, w.Tx.Now(), true)
	if err := p.err(); err != nil {
		return err
	}
	if w.m.Way = in.Way; in.Place == was {
		return nil
	}
	msg, err := w.Send(matter.Letter{Kind: msgPlace, Body: placeText(in.Place), Basis: in.Basis})
	w.m.PlaceMessage = msg.ID
	return err
}

// offer writes a round of times. Nothing is booked any more.
func (w *work) offer(spans []Span, act Act) error {
	slices.SortFunc(spans, func(a, b Span) int { return a.Starts.Compare(b.Starts) })
	w.m.Round++
	w.offers = nil
	for _, x := range spans {
		slot := Slot{ID: w.Tx.NewID(), Meeting: w.m.ID, Round: w.m.Round, Starts: db.At(x.Starts), Ends: db.At(x.Ends), By: w.part}
		if err := db.Insert(w.Ctx, w.Tx, "meeting_slot", slot); err != nil {
			return err
		}
		w.offers = append(w.offers, Offer{Slot: slot, Says: map[Part]bool{}})
		if err := w.says(len(w.offers)-1, w.part, true); err != nil {
			return err
		}
	}
	w.occur(act, string(w.m.Way), db.At(spans[0].Starts))
	if act == Moves {
		if err := w.countAttendance(); err != nil {
			return err
		}
	}
	w.unbook(Offered)
	w.m.WaitsSince, w.m.Absent = db.Time{}, ""
	w.tellOthers(offeredText)
	return nil
}

// unbook takes a booked time away.
func (w *work) unbook(to State) {
	if w.m.Slot != "" {
		w.m.Sequence++
	}
	w.m.State, w.m.Slot, w.m.Starts, w.m.Ends, w.m.Reminded = to, "", db.Time{}, db.Time{}, calendar.Date{}
}

// says keeps what a part has said of a time.
func (w *work) says(i int, p Part, suits bool) error {
	w.offers[i].Says[p] = suits
	return say(w.Ctx, w.Tx, answer{Slot: w.offers[i].ID, Part: p, Suits: suits, At: db.At(w.Tx.Now())})
}

// Suit says which of the offered times suit: the acting side, or the person, who said so to it. Those that are not named do
// not suit.
func (s *Service) Suit(ctx context.Context, actor policy.Actor, k Key, person bool, slots []string) (Meeting, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.in(Offered); err != nil {
			return err
		}
		if err := w.live(); err != nil {
			return err
		}
		if person {
			w.part = Person
		}
		return w.suit(slots)
	})
}

func (w *work) suit(slots []string) error {
	for _, id := range slots {
		if !slices.ContainsFunc(w.offers, func(o Offer) bool { return o.ID == id }) {
			return fault.New(fault.Conflict, noSuchTime)
		}
	}
	for i, o := range w.offers {
		if err := w.says(i, w.part, slices.Contains(slots, o.ID)); err != nil {
			return err
		}
	}
	act := Answer
	if len(slots) == 0 && w.part == Person {
		act = Decline
	}
	w.occur(act, "", db.Time{})
	w.tellOthers(answerText)
	return nil
}

// Book books one of the offered times. Everybody who is called has said that they can; the person may have said so to
// whoever books.
func (s *Service) Book(ctx context.Context, actor policy.Actor, k Key, slot string, personCan bool) (Meeting, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.in(Offered); err != nil {
			return err
		}
		if err := w.live(); err != nil {
			return err
		}
		i := slices.IndexFunc(w.offers, func(o Offer) bool { return o.ID == slot })
		if i < 0 {
			return fault.New(fault.Conflict, noSuchTime)
		}
		o := w.offers[i]
		if _, said := o.Says[w.part]; !said { // who books can
			if err := w.says(i, w.part, true); err != nil {
				return err
			}
		}
		if _, said := o.Says[Person]; !said && personCan {
			if err := w.says(i, Person, true); err != nil {
				return err
			}
		}
		return w.booked(w.offers[i])
	})
}

func (w *work) booked(o Offer) error {
	t := language.T
	var p problems
	p.when(!o.Starts.After(w.Tx.Now()), "slot", t("Tiden har passerat. Erbjud nya tider.", "The time has passed. Offer new times."))
	p.when(!o.Says[Agency] || !o.Says[Municipality], "slot", t("Båda parter har inte sagt att tiden passar. Vänta på svaret, eller välj en annan tid.", "Both parties have not said that the time suits. Wait for the reply, or choose another time."))
	p.when(!o.Says[Person], "person", t("Personen har inte sagt att tiden passar. Fråga först.", "The person has not said that the time suits. Ask first."))
	if err := p.err(); err != nil {
		return err
	}
	w.m.State, w.m.Slot, w.m.Starts, w.m.Ends, w.m.WaitsSince = Booked, o.ID, o.Starts, o.Ends, db.Time{}
	w.m.Sequence++
	w.occur(Book, "", o.Starts)
	w.tellOthers(bookedText)
	return w.statedFact()
}

// Cancel cancels a meeting that is not held: the acting side, or the person, who said so to it.
func (s *Service) Cancel(ctx context.Context, actor policy.Actor, k Key, by Part) (Meeting, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if by == Person {
			w.part = Person
		}
		return w.cancel()
	})
}

func (w *work) cancel() error {
	if err := w.in(Asked, Offered, Booked, Missed); err != nil {
		return err
	}
	w.occur(Cancel, "", db.Time{})
	if err := w.countAttendance(); err != nil {
		return err
	}
	w.unbook(Cancelled)
	w.m.CancelledBy, w.m.OverAt, w.m.WaitsSince = w.part, db.At(w.Tx.Now()), db.Time{}
	w.tellOthers(cancelText)
	return nil
}

// Outcome is how a booked meeting went.
type Outcome struct {
	Absent      []Part // who did not come
	Interpreted Need   // whether the interpreter took part, when one was needed
	Result      Result
	Health      bool
	Basis       person.Basis
}

// Held notes that a booked meeting was held, with what was decided. It can be held without one of the parties.
func (s *Service) Held(ctx context.Context, actor policy.Actor, k Key, in Outcome) (Meeting, error) {
	given := in
	in.Result = in.Result.tidy()
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.begun(); err != nil {
			return err
		}
		if err := given.check(w.m, today(w.Tx)); err != nil {
			return err
		}
		if in.Result.says() {
			msg, err := w.Send(matter.Letter{Kind: msgHeld, Body: in.Result.text(), Health: in.Health, Basis: in.Basis})
			if err != nil {
				return err
			}
			w.m.HeldMessage = msg.ID
		}
		w.m.State, w.m.Absent, w.m.OverAt = Held, joined(in.Absent), db.At(w.Tx.Now())
		if w.m.Interpreter {
			w.m.Interpreted = string(in.Interpreted)
		}
		w.occur(Hold, w.m.Absent, w.m.Starts)
		w.tellOthers(heldText)
		if err := w.countAttendance(); err != nil {
			return err
		}
		return w.interpretedFact()
	})
}

// begun refuses what can be noted only of a booked meeting that has begun.
func (w *work) begun() error {
	if err := w.in(Booked); err != nil {
		return err
	}
	if w.Tx.Now().Before(w.m.Starts.Time) {
		return fault.New(fault.Conflict, language.T("Mötet har inte börjat än.", "The meeting has not begun yet."))
	}
	return nil
}

func (r Result) tidy() Result {
	r.Said = oneLine(r.Said)
	var kept []plan.Item
	for _, d := range r.Decisions {
		if d.Text = oneLine(d.Text); !blank(d) {
			d.Key = ""
			kept = append(kept, d)
		}
	}
	r.Decisions = kept
	return r
}

// blank tells whether nothing is written in a row of decisions.
func blank(d plan.Item) bool { return oneLine(d.Text) == "" && d.Responsible == "" && d.Due.IsZero() }

// says tells whether there is something to tell the counterpart.
func (r Result) says() bool { return r.Said != "" || len(r.Decisions) > 0 }

// check refuses what is missing, each decision by the row that it was written in.
func (in Outcome) check(m Meeting, day calendar.Date) error {
	t := language.T
	var p problems
	p.when(len([]rune(oneLine(in.Result.Said))) > mostText, "said", t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostText))
	p.when(slices.Contains(in.Absent, Person), "absent", t("Ett möte utan personen är inte hållet. Anteckna att det inte blev av.", "A meeting without the person is not held. Note that it did not take place."))
	p.when(slices.Contains(in.Absent, Agency) && slices.Contains(in.Absent, Municipality), "absent", t("Ett möte utan båda parter är inte hållet. Anteckna att det inte blev av.", "A meeting without both parties is not held. Note that it did not take place."))
	p.when(m.Interpreter && in.Interpreted != Needed && in.Interpreted != Unneeded, "interpreted", t("Svara om tolken deltog.", "Say whether the interpreter took part."))
	p.when(len(in.Result.Decisions) > 8, "decision-1-text", t("Högst åtta beslut.", "At most eight decisions."))
	for i, d := range in.Result.Decisions {
		if blank(d) {
			continue
		}
		at := fmt.Sprintf("decision-%d-", i+1)
		p.when(oneLine(d.Text) == "", at+"text", t("Skriv vad som bestämdes.", "Write what was decided."))
		p.when(len([]rune(d.Text)) > 300, at+"text", t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(300))
		p.when(!slices.Contains(plan.Owners(), d.Responsible), at+"responsible", t("Välj vem som gör det.", "Choose who does it."))
		p.when(d.Due.IsZero() || d.Due.Before(day), at+"due", t("Skriv senast vilken dag, i dag eller senare.", "Write the last day, today or later."))
		p.when(calendar.TooFar(d.Due, day), at+"due", calendar.FarAhead)
	}
	return p.err()
}

// Missed notes that a booked meeting did not take place because somebody did not come. New times can be offered.
func (s *Service) Missed(ctx context.Context, actor policy.Actor, k Key, absent []Part) (Meeting, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		if err := w.begun(); err != nil {
			return err
		}
		if len(absent) == 0 || slices.ContainsFunc(absent, func(p Part) bool { return !slices.Contains(Parts(), p) }) {
			says := language.T("Välj vem som uteblev.", "Choose who did not come.")
			return fault.New(fault.Invalid, says, fault.Field("absent", says))
		}
		w.occur(Miss, joined(absent), w.m.Starts)
		if err := w.countAttendance(); err != nil {
			return err
		}
		if err := w.interpretedFact(); err != nil {
			return err
		}
		w.unbook(Missed)
		w.m.Absent = joined(absent)
		w.tellOthers(missedText)
		return nil
	})
}

// ReplySIP replies to a call to SIP: yes, or no with a reason, which may tell of the person's health.
func (s *Service) ReplySIP(ctx context.Context, actor policy.Actor, k Key, r Reply, why string, health bool, b person.Basis) (Meeting, error) {
	why = oneLine(why)
	return s.do(ctx, actor, k, func(w *work) error {
		if w.m.Sort != SIP || w.m.Reply != NoReply || w.m.By == w.part || w.m.State.Over() {
			return fault.New(fault.Conflict, notNow)
		}
		t := language.T
		var p problems
		p.when(r != Yes && r != No, "reply", t("Svara ja eller nej.", "Reply yes or no."))
		p.when(r == No && why == "", "why", t("Skriv varför ni inte kommer.", "Write why you do not come."))
		p.when(len([]rune(why)) > mostText, "why", t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostText))
		if err := p.err(); err != nil {
			return err
		}
		if err := w.live(); err != nil {
			return err
		}
		if why != "" {
			msg, err := w.Send(matter.Letter{Kind: msgReply, Body: why, Health: health, Basis: b})
			if err != nil {
				return err
			}
			w.m.ReplyMessage = msg.ID
		}
		w.m.Reply = r
		w.occur(Answers, string(r), db.Time{})
		w.tellOthers(replyText)
		return nil
	})
}

// Pause notes that the person has asked to wait, or can go on, as they said to the acting side.
func (s *Service) Pause(ctx context.Context, actor policy.Actor, k Key, wait bool) (Meeting, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		w.part = Person
		return w.pause(wait)
	})
}

func (w *work) pause(wait bool) error {
	if err := w.in(Asked, Offered, Missed); err != nil {
		return err
	}
	if wait == w.m.Waits() {
		return fault.New(fault.Conflict, notNow)
	}
	if wait {
		w.m.WaitsSince = db.At(w.Tx.Now())
		w.occur(Wait, "", db.Time{})
		w.tellOthers(waitText)
		return nil
	}
	w.m.WaitsSince = db.Time{}
	w.occur(Ready, "", db.Time{})
	w.tellOthers(readyText)
	return nil
}
