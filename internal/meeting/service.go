package meeting

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// The kinds of message in the matter's conversation.
const (
	msgAsk   exchange.Kind = "meeting-ask"
	msgReply exchange.Kind = "meeting-reply"
	msgHeld  exchange.Kind = "meeting-held"
	msgPlace exchange.Kind = "meeting-place"
)

// Service is the use cases of meetings. Each act is all or nothing.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Matters  *matter.Service
	Persons  *person.Service
	Base     string // where people reach the service, for links in calendar files; empty leaves the links out

	book *directory.Book
}

// New makes the service, and hangs it on matters.
func New(trail *audit.Trail, x *exchange.Service, matters *matter.Service, persons *person.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Matters: matters, Persons: persons, book: directory.NewBook()}
	matters.Closing = append(matters.Closing, s.closing)
	return s
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

func dayOf(t time.Time) calendar.Date { return calendar.DateOf(t) }

// Key says which meeting, and the version of it that the person saw; 0 is as it is now.
type Key struct {
	ID      string
	Version int64
}

// work is one act under way on a meeting whose matter is held.
type work struct {
	*Service
	*matter.Work
	m      Meeting
	part   Part // that acts
	events []Event
	fresh  int
	offers []Offer
}

// do is one act of somebody who works with the person: hold, read, may, rule, write, note, tell.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, rule func(w *work) error) (m Meeting, err error) {
	if err := policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ReadPersonMeeting, Meeting{ID: k.ID}.Ref()); err != nil {
		return m, err
	}
	found, err := byID(ctx, s.Trail.DB(), k.ID)
	if err != nil {
		return m, err
	}
	_, err = s.Matters.Do(ctx, actor, matter.Key{ID: found.Matter}, policy.WorkMatter, func(mw *matter.Work) error {
		if err := policy.Check(ctx, mw.Tx, actor, policy.WorkPersonMeeting, found.Ref()); err != nil {
			return err
		}
		w, err := s.load(mw, k, PartOf(actor.Authority))
		if err != nil {
			return err
		}
		if err := rule(w); err != nil {
			return err
		}
		m, err = w.m, w.keep()
		m = w.m
		return err
	})
	return m, err
}

// load reads a meeting for an act that may be done, when its matter is held.
func (s *Service) load(mw *matter.Work, k Key, part Part) (w *work, err error) {
	w = &work{Service: s, Work: mw, part: part}
	if w.m, err = byID(mw.Ctx, mw.Tx, k.ID); err != nil {
		return nil, err
	}
	if k.Version != 0 && k.Version != w.m.Version {
		return nil, fault.New(fault.Conflict, meanwhile)
	}
	if w.events, err = Events(mw.Ctx, mw.Tx, k.ID); err != nil {
		return nil, err
	}
	w.fresh = len(w.events)
	slots, err := slotsOf(mw.Ctx, mw.Tx, k.ID)
	if err != nil {
		return nil, err
	}
	said, err := answersOf(mw.Ctx, mw.Tx, k.ID)
	w.offers = offersOf(w.m, slots, said)
	return w, err
}

// occur keeps an event, in the meeting and, as hung on it, in the matter.
func (w *work) occur(a Act, code string, when db.Time) {
	w.events = append(w.events, Event{ID: w.Tx.NewID(), Meeting: w.m.ID, Seq: int64(len(w.events) + 1), Act: a, At: db.At(w.Tx.Now()), Part: w.part, Code: code, When: when})
	w.Occur(inMatter[a], string(a))
}

var inMatter = map[Act]matter.Act{Ask: matter.MeetAsk, Propose: matter.MeetOffer, Moves: matter.MeetOffer, Answer: matter.MeetAnswer, Decline: matter.MeetAnswer, Answers: matter.MeetAnswer, Wait: matter.MeetWait, Ready: matter.MeetWait,
	Book: matter.MeetBook, Cancel: matter.MeetCancel, Hold: matter.MeetHeld, Miss: matter.MeetMissed, Remind: matter.MeetRemind}

// keep writes the meeting as it is now, with its facts.
func (w *work) keep() error {
	w.settle()
	if err := update(w.Ctx, w.Tx, &w.m); err != nil {
		return err
	}
	return w.written()
}

func (w *work) written() error {
	if err := db.InsertLater(w.Ctx, w.Tx, "meeting_event", w.events[w.fresh:]...); err != nil {
		return err
	}
	return w.keepFacts()
}

// settle puts whom the meeting waits for, and its place in lists, in step with it.
func (w *work) settle() {
	w.m.Turn, w.m.Order = w.turn(), w.m.Starts
	switch {
	case w.m.State.Over():
		if w.m.Order = w.m.OverAt; !w.m.Starts.IsZero() && w.m.State == Held {
			w.m.Order = w.m.Starts
		}
	case w.m.State != Booked:
		w.m.Order = w.m.AskedAt
		for _, o := range w.offers {
			if w.m.State == Offered {
				w.m.Order = o.Starts
				break
			}
		}
	}
}

func (w *work) turn() Turn {
	switch {
	case w.m.State.Over() || w.m.State == Booked:
		return Nobody
	case w.m.Waits():
		return Turn(Person)
	case w.m.State == Asked && w.m.Sort == SIP && w.m.Reply == NoReply:
		return Turn(other(w.m.By))
	case w.m.State != Offered:
		return Both
	}
	silent := func(p Part) bool {
		return !slices.ContainsFunc(w.offers, func(o Offer) bool { _, said := o.Says[p]; return said })
	}
	a, m := silent(Agency), silent(Municipality)
	switch {
	case a && m:
		return Both
	case a:
		return Turn(Agency)
	case m:
		return Turn(Municipality)
	case silent(Person):
		return Turn(Person)
	}
	return Both
}

func other(p Part) Part {
	if p == Agency {
		return Municipality
	}
	return Agency
}

// tellOthers tells whoever works with the person on the sides that did not act.
func (w *work) tellOthers(text language.Text) {
	for _, d := range w.Desks {
		if d != w.Me {
			w.News(d, matter.NewsMoved, text)
		}
	}
}

// live refuses what needs a ground when a consent is withdrawn, what is written of somebody who is protected, and what is
// done in a matter that is closed.
func (w *work) live() error {
	switch {
	case w.Matter.State != matter.Open:
		return fault.New(fault.Conflict, notNow)
	case !w.Matter.StoppedAt.IsZero():
		return fault.New(fault.Conflict, stopped)
	}
	for _, d := range w.Desks {
		p, err := person.ByID(w.Ctx, w.Tx, d.Person)
		if err != nil {
			return err
		}
		if d == w.Me && p.Protected(today(w.Tx)) {
			return fault.New(fault.Invalid, phoneOnly)
		}
	}
	return nil
}

// in refuses an act in another state than some.
func (w *work) in(states ...State) error {
	if !slices.Contains(states, w.m.State) {
		return fault.New(fault.Conflict, notNow)
	}
	return nil
}

// Ask asks for a meeting in a matter, with times or without.
func (s *Service) Ask(ctx context.Context, actor policy.Actor, k matter.Key, in Asking) (m Meeting, err error) {
	in = in.tidy()
	_, err = s.Matters.Do(ctx, actor, k, policy.WorkMatter, func(mw *matter.Work) error {
		if mw.Me == nil {
			return fault.New(fault.Conflict, notNow)
		}
		of, err := s.Persons.Read(ctx, mw.Tx, mw.Me.Person)
		if err != nil {
			return err
		}
		if err := in.check(mw.Tx, of); err != nil {
			return err
		}
		msg, err := mw.Send(matter.Letter{Kind: msgAsk, Body: in.text(), Health: in.Health, Basis: in.Basis})
		if err != nil {
			return err
		}
		w := &work{Service: s, Work: mw, part: PartOf(actor.Authority)}
		w.m = Meeting{ID: mw.Tx.RandomID(), Matter: mw.Matter.ID, Municipality: mw.Matter.Municipality, Sort: in.Sort, Way: in.Way, State: Asked, By: w.part, AskedAt: db.At(mw.Tx.Now()),
			Interpreter: in.Interpreter == Needed, Accessible: in.Accessible, Message: msg.ID, Version: 1}
		return w.begin(in, &m)
	})
	return m, err
}

// begin writes a meeting that is new.
func (w *work) begin(in Asking, out *Meeting) error {
	w.occur(Ask, string(in.Way), db.Time{})
	text := askedText
	if in.Sort == SIP {
		text = sipText
	}
	w.tellOthers(text)
	w.settle()
	if err := db.Insert(w.Ctx, w.Tx, "meeting", w.m); err != nil {
		return err
	}
	if err := w.openFacts(); err != nil {
		return err
	}
	if len(in.Times) > 0 {
		if err := w.offer(in.Times, Propose); err != nil {
			return err
		}
	}
	err := w.keep()
	*out = w.m
	return err
}
