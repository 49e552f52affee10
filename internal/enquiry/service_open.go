package enquiry

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Get gives a question as the actor's authority sees it, without what is about the person. Who may not see it is told
// that there is none, in the same words as of an id that is nobody's.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (View, error) {
	if err := policy.CheckRead(ctx, q, actor, policy.ReadEnquiry, Enquiry{ID: id}.Ref()); err != nil {
		return View{}, err
	}
	return s.view(ctx, q, actor, id)
}

func (s *Service) view(ctx context.Context, q db.Reader, actor policy.Actor, id string) (v View, err error) {
	if v.Enquiry, err = get(ctx, q, s.keys(), id); err != nil {
		return View{}, err
	}
	if v.Topics, err = topics(ctx, q, id); err != nil {
		return View{}, err
	}
	if v.Events, err = events(ctx, q, id); err != nil {
		return View{}, err
	}
	all, err := desks(ctx, q, id)
	if err != nil {
		return View{}, err
	}
	for _, d := range all {
		if d.Authority == actor.Authority {
			v.Desk = *d
		}
	}
	v.partWith()
	if v.Clock, err = read(v.Events, v.Round); err != nil {
		return View{}, err
	}
	if v.Desk.LeftAt.IsZero() {
		v.Acts = v.State.Acts(v.Desk.Side)
	}
	v.Reads, err = may(ctx, q, actor, policy.ReadEnquiryText, v.Enquiry)
	return v, err
}

// may tells whether the actor may do something to a question. A database that cannot answer is an error, not a no.
func may(ctx context.Context, q db.Reader, actor policy.Actor, act policy.Action, e Enquiry) (bool, error) {
	err := policy.Check(ctx, q, actor, act, e.Ref())
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		return false, nil
	}
	return err == nil, err
}

// Part is one message of a thread as its reader sees it.
type Part struct {
	exchange.Copy
	Payload      // of a question; of another message only the text
	Own     bool // sent by the reader's own authority
	Hidden  bool // there is more in it, which is shown when a ground is recorded
}

// Thread is a question with what was written, for who handles it.
type Thread struct {
	View
	Parts    []Part
	Attempts []exchange.Attempt
	Notes    []Note // the own authority's

	CallNotes map[string]string // what the own authority wrote of an attempt, by its id
}

// Open gives a question with what was written, and notes that it was read. The receiver sees what is about the person
// only after OpenPerson; before that, that there are messages. When the asker opens the answer it has reached the asker.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (t Thread, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		t = Thread{}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadEnquiryText, Enquiry{ID: id}.Ref()); err != nil {
			return err
		}
		if err := s.received(ctx, tx, id); err != nil {
			return err
		}
		if t.View, err = s.view(ctx, tx, actor, id); err != nil {
			return err
		}
		if t.State == Draft {
			return fault.NotFoundThing()
		}
		if err := s.fill(ctx, tx, &t); err != nil {
			return err
		}
		return tx.Note(policy.ReadEnquiryText, t.Ref(), noted{State: t.State})
	})
	return t, err
}

func (s *Service) fill(ctx context.Context, tx *audit.Tx, t *Thread) error {
	copies, err := s.Exchange.Thread(ctx, tx, t.Conversation, t.Desk.Authority)
	if err != nil {
		return err
	}
	for _, c := range copies {
		t.Parts = append(t.Parts, part(c, t.View))
	}
	if t.Notes, err = notes(ctx, tx, s.keys(), t.ID, t.Desk.Authority); err != nil {
		return err
	}
	if t.Attempts, err = exchange.Attempts(ctx, tx, t.Conversation); err != nil || t.Needs() {
		return err
	}
	if len(t.Attempts) > 0 {
		if t.CallNotes, err = s.Exchange.Notes(ctx, tx, t.Conversation, t.Desk.Authority); err != nil {
			return err
		}
	}
	return s.Exchange.Read(ctx, tx, t.Conversation, t.Desk.Authority)
}

func part(c exchange.Copy, v View) Part {
	p := Part{Copy: c, Own: c.From == v.Desk.Authority, Payload: Payload{Text: c.Body}}
	if c.Kind == msgQuestion || c.Kind == msgGiven || c.Kind == msgNoted {
		p.Payload = ParsePayload(c.Body)
	}
	if v.Needs() && !p.Own {
		p.Hidden = true
		p.Payload, p.Copy.Body, p.Copy.Files = Payload{}, "", nil
	}
	return p
}

// received marks that an answer has reached the asker, the first time that somebody of the asker opens it. What is
// answered by a call back reaches the asker by that call.
func (s *Service) received(ctx context.Context, tx *audit.Tx, id string) error {
	w, err := s.load(ctx, tx, id, policy.ReadEnquiryText)
	if err != nil {
		return err
	}
	if w.me == nil || w.me.Side != Asker || w.e.State != Done || !w.clock.Delivered.IsZero() || w.e.Callback || w.e.Noted {
		return nil
	}
	if err := w.happen(Asker, Receive, clock.Event{}); err != nil {
		return err
	}
	return w.save()
}

// OpenPerson records a ground, after which the receiver sees who the person is and what was written. It makes the
// receiver's own record of the person, names the actor on it, and gives the actor the question if nobody has it.
func (s *Service) OpenPerson(ctx context.Context, actor policy.Actor, k Key, b Basis) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.OpenEnquiry, func(w *work) error {
		if w.me.Side != Receiver || !w.e.Personal || !w.e.State.Live() || !w.me.OpenedAt.IsZero() {
			return conflict()
		}
		who, err := w.who()
		if err != nil {
			return err
		}
		p, err := w.Persons.Take(ctx, w.tx, w.me.Authority, who)
		if err != nil {
			return err
		}
		list, err := topics(ctx, w.tx, w.e.ID)
		if err != nil {
			return err
		}
		if err := w.ground(p, w.me, w.e.Asker, b, w.e.Purpose, codes(list)); err != nil {
			return err
		}
		return w.opened(p)
	})
}

func (w *work) opened(p person.Person) error {
	actor := w.tx.Actor()
	if w.me.Account == "" {
		w.me.Account = actor.ID
	}
	for _, account := range slices.Compact([]string{w.me.Account, actor.ID}) {
		if err := w.Persons.Assign(w.ctx, w.tx, p, account, w.e.Ref()); err != nil {
			return err
		}
	}
	if err := policy.CheckRead(w.ctx, w.tx, actor, policy.ReadPerson, p.Ref()); err != nil {
		return err
	}
	w.me.Person, w.me.OpenedAt, w.me.OpenedBy = p.ID, db.At(w.tx.Now()), actor.ID
	return w.occur(Opened, clock.Event{})
}

// who reads from the question who the person is.
func (w *work) who() (person.Identity, error) {
	copies, err := w.Exchange.Thread(w.ctx, w.tx, w.e.Conversation, w.me.Authority)
	if err != nil {
		return person.Identity{}, err
	}
	for _, c := range slices.Backward(copies) {
		p := ParsePayload(c.Body)
		if c.Kind == msgQuestion && p.Number != "" {
			n, err := identity.ParsePersonal(p.Number, calendar.DateOf(w.tx.Now()))
			return person.Identity{Number: n, Name: p.Name}, err
		}
	}
	says := language.T("Frågan är inte fullständig än: den säger inte vem den gäller.", "The question is not whole yet: it does not say whom it concerns.")
	return person.Identity{}, fault.New(fault.Conflict, says)
}
