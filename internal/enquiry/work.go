package enquiry

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// work is one act under way on one question: what was read, what becomes of it, what is told.
type work struct {
	*Service
	ctx    context.Context
	tx     *audit.Tx
	act    policy.Action
	e      Enquiry
	me     *Desk // of the acting authority; nil when the house itself acts
	desks  []*Desk
	had    []Desk  // as they were; those after them in desks are new
	events []Event // of all rounds, with those of this act
	fresh  int     // from where in events they are new
	topics []Topic // see list
	listed bool    // topics are read
	guard  *bool   // see guarded
	thread *exchange.Held
	anew   bool   // topics are others than before
	isNew  bool   // nothing of the question is written yet
	drawn  []byte // a draft's content, sealed
	clock  clock.Clock
	before map[string]fact.Fact
	left   []leftFact // of all rounds, before the act
	was    Enquiry
	news   []News
	noted  noted
}

// noted is what the trail says of an act: nothing that was written, nothing about the person.
type noted struct {
	Act      Act            `json:"act,omitempty"`
	State    State          `json:"state,omitempty"`
	Outcome  Outcome        `json:"outcome,omitempty"`
	Category clock.Category `json:"category,omitempty"`
	Round    int64          `json:"round,omitempty"`
	To       string         `json:"to,omitempty"`
	Ground   string         `json:"ground,omitempty"` // its kind
	Due      db.Time        `json:"due,omitzero"`
	Law      string         `json:"law,omitempty"`
	Hidden   bool           `json:"hidden,omitempty"` // of a reading: what is about the person was not shown yet
	policy.By
}

// do is one act: read, may, rule, rows, facts, note, notices.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (e Enquiry, err error) {
	return s.doWith(ctx, actor, k, act, rule)
}

// doWith is do that holds other questions too.
func (s *Service) doWith(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error, with ...string) (e Enquiry, err error) {
	err = s.act(ctx, actor, func(tx *audit.Tx) error {
		e, err = s.within(ctx, tx, k, act, rule, with...)
		return err
	})
	return e, err
}

// within is do in an act under way. Who may not see the question is told that there is none.
func (s *Service) within(ctx context.Context, tx *audit.Tx, k Key, act policy.Action, rule func(w *work) error, with ...string) (Enquiry, error) {
	w, err := s.mayDo(ctx, tx, k.ID, act, with...)
	if err != nil {
		return Enquiry{}, err
	}
	if err := k.changed(w.e); err != nil {
		return Enquiry{}, err
	}
	if err := rule(w); err != nil {
		return Enquiry{}, err
	}
	return w.e, w.save()
}

// mayDo holds a question that the actor may see, and others with it, asks for the rights as they are when all are held, and
// reads it.
func (s *Service) mayDo(ctx context.Context, tx *audit.Tx, id string, act policy.Action, with ...string) (*work, error) {
	hold := func() (Enquiry, error) { return s.holdAll(ctx, tx, id, with...) }
	if len(with) > 0 { // only when all are held is anything else asked
		e, err := hold()
		if err != nil {
			return nil, err
		}
		hold = func() (Enquiry, error) { return e, nil }
	}
	return s.read(ctx, tx, id, act, hold, func() error { return mayDo(ctx, tx, id, act) })
}

// load holds a question and reads it for an act of the house's, or one that may be done.
func (s *Service) load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (*work, error) {
	return s.read(ctx, tx, id, act, func() (Enquiry, error) { return s.held(ctx, tx, id, "") })
}

// read holds a question by one statement at the most, and reads what belongs to it. All of it goes in one message, the hold
// first, so that the rest is as it is when the question is held.
func (s *Service) read(ctx context.Context, tx *audit.Tx, id string, act policy.Action, hold func() (Enquiry, error), more ...func() error) (w *work, err error) {
	w = &work{Service: s, ctx: ctx, tx: tx, act: act}
	err = tx.Abreast(append([]func() error{
		func() (err error) { w.e, err = hold(); return err },
		func() (err error) { w.desks, err = desks(ctx, tx, id); return err },
		func() (err error) { w.events, err = events(ctx, tx, id); return err },
		func() (err error) { w.left, err = leftIn(ctx, tx, id); return err },
	}, more...)...)
	if err != nil {
		return nil, err
	}
	for _, d := range w.desks {
		w.had = append(w.had, *d)
	}
	w.fresh, w.me = len(w.events), w.desk(tx.Actor().Authority)
	if w.clock, err = read(w.events, w.e.Round); err != nil {
		return nil, err
	}
	w.was, w.before = w.e, wanted(w.e, w.clock, w.round(), tx.Now())
	return w, nil
}

// desk gives an authority's place for the question; nil when it has none.
func (w *work) desk(authority string) *Desk {
	if i := slices.IndexFunc(w.desks, func(d *Desk) bool { return d.Authority == authority }); i >= 0 {
		return w.desks[i]
	}
	return nil
}

// round gives the events of the present round.
func (w *work) round() []Event {
	return slices.DeleteFunc(slices.Clone(w.events), func(e Event) bool { return e.Round != w.e.Round })
}

// happen is one step of a side: what the state allows, and what the clock makes of it.
func (w *work) happen(by Side, a Act, e clock.Event) error {
	if !w.e.State.May(by, a) {
		return conflict()
	}
	w.e.State, e.Kind = w.e.State.After(a)
	return w.occur(a, e)
}

// occur keeps an event and lets the clock see it, if it is anything to the clock.
func (w *work) occur(a Act, e clock.Event) (err error) {
	if e.At.IsZero() {
		e.At = w.tx.Now()
	}
	if e.Kind != "" {
		if w.clock, err = w.clock.Next(e); err != nil {
			return err
		}
		e.At = w.clock.Last
	}
	actor := w.tx.Actor()
	w.events = append(w.events, Event{Event: e, Round: w.e.Round, Seq: int64(len(w.round()) + 1), Act: a, Authority: actor.Authority, Account: actor.ID})
	w.noted.Act, w.noted.Category = a, e.Category
	return nil
}

// tell has people of one side told of what happened.
func (w *work) tell(d *Desk, kind NewsKind, text language.Text) {
	if d != nil && d.LeftAt.IsZero() {
		w.news = append(w.news, News{Kind: kind, Authority: d.Authority, Text: text})
	}
}

// others gives the place of the side that does not act; nil when it is outside.
func (w *work) others() *Desk { return w.desk(w.e.Other(w.me.Authority)) }

// save writes all of it, the question itself first. Nothing of it is read again.
func (w *work) save() error {
	w.settle()
	for _, write := range []func() error{w.write, w.writeDesks, w.writeTopics, w.writeDraft, w.writeEvents} {
		if err := write(); err != nil {
			return err
		}
	}
	w.noted.State, w.noted.Outcome, w.noted.Round, w.noted.Due = w.e.State, w.e.Outcome, w.e.Round, w.e.Due
	if err := w.tx.Note(w.act, w.e.Ref(), w.noted); err != nil {
		return err
	}
	return w.tx.Abreast(w.writeFacts, w.reachedBy, w.follow, w.tellPeople, w.tellPrograms)
}

func (w *work) write() error {
	if w.isNew {
		return insert(w.ctx, w.tx, w.keys(), &w.e)
	}
	return update(w.ctx, w.tx, w.keys(), &w.e)
}

func (w *work) writeDesks() error {
	var joined []Desk
	for i, d := range w.desks {
		if i >= len(w.had) {
			joined = append(joined, *d)
			continue
		}
		if *d == w.had[i] {
			continue
		}
		if err := updateDesk(w.ctx, w.tx, d); err != nil {
			return err
		}
	}
	return db.InsertLater(w.ctx, w.tx, "enquiry_side", joined...)
}

func (w *work) writeEvents() error {
	return insertEvents(w.ctx, w.tx, w.keys(), w.e.ID, w.events[w.fresh:])
}

func (w *work) writeFacts() error {
	return keepFacts(w.ctx, w.tx, w.e, w.left, w.beforeRound(), wanted(w.e, w.clock, w.round(), w.tx.Now()))
}

// list gives the topics of the question as they are in the act.
func (w *work) list() (list []Topic, err error) {
	if !w.listed {
		if w.topics, err = topics(w.ctx, w.tx, w.e.ID); err != nil {
			return nil, err
		}
		w.listed = true
	}
	return w.topics, nil
}

// asks puts topics in the place of those that there were.
func (w *work) asks(codes []contact.Topic) {
	w.topics, w.listed, w.anew = nil, true, true
	for _, code := range codes {
		w.topics = append(w.topics, Topic{Enquiry: w.e.ID, Code: code})
	}
}

func (w *work) writeTopics() error {
	if !w.anew {
		return nil
	}
	if !w.isNew {
		if err := w.tx.Later(w.ctx, `DELETE FROM enquiry_topic WHERE enquiry_id = $1`, w.e.ID); err != nil {
			return err
		}
	}
	return insertTopics(w.ctx, w.tx, w.topics)
}

// unask makes every topic one that is to be answered again.
func (w *work) unask() error {
	for i := range w.topics {
		w.topics[i].AnsweredAt = db.Time{}
	}
	return w.tx.Later(w.ctx, `UPDATE enquiry_topic SET answered_at = NULL WHERE enquiry_id = $1`, w.e.ID)
}

// beforeRound is what the facts of this round were before the act; a new round had none.
func (w *work) beforeRound() map[string]fact.Fact {
	if w.e.Round != w.was.Round {
		return nil
	}
	return w.before
}

// settle puts what is kept beside the clock in step with it.
func (w *work) settle() {
	now := w.tx.Now()
	w.e.Turn, w.e.Forwards = w.clock.Turn(), int64(w.clock.Forwards())
	w.e.FirstAt, w.e.DeliveredAt = db.At(w.clock.First), db.At(w.clock.Delivered)
	w.e.AnsweredAt = db.At(w.clock.Stop)
	w.e.Due = db.At(dueOf(w.clock, now))
	if w.e.FirstDue.IsZero() {
		w.e.FirstDue = db.At(w.clock.Original())
	}
	for _, d := range w.desks {
		w.place(d, now)
	}
}

// dueOf is the deadline as lists show it: while the clock is paused, what holds if the pause ends now.
func dueOf(c clock.Clock, now time.Time) time.Time { return c.Due(now) }

// place puts a side's row where it belongs in the inbox.
func (w *work) place(d *Desk, now time.Time) {
	d.Urgent, d.Topic, d.Municipality = w.e.Urgent, w.e.Topic, w.e.Municipality
	if !d.LeftAt.IsZero() {
		d.Box, d.Mine = Past, false
		return
	}
	d.Box, d.Due = w.e.State.box(), db.Time{}
	if w.e.State == Open || w.e.State == Paused && w.clock.Verdict(now) == clock.Missed {
		d.Due = w.e.Due
	}
	d.Mine = w.e.mine(d.Side)
	switch {
	case d.Box != Waiting:
		if box := w.was.State.box(); box != d.Box || d.Order.IsZero() {
			d.Order = db.At(now)
		}
	case w.e.Due.IsZero():
		d.Order = db.At(waits())
	default:
		d.Order = w.e.Due
	}
}

// mine tells whether it is a side's turn.
func (e Enquiry) mine(side Side) bool {
	switch e.State {
	case Draft:
		return side == Asker
	case Incomplete, Open, Paused:
		return e.Turn == clock.Holder && side == Receiver || e.Turn == clock.Asker && side == Asker
	case Done:
		if !e.ReturnedAt.IsZero() || e.Callback && e.DeliveredAt.IsZero() {
			return side == Receiver
		}
		return side == Asker
	}
	return false
}

// follow lets other rooms do what follows from the act.
func (w *work) follow() error {
	for _, follow := range w.Followers {
		if err := follow(w.ctx, w.tx, w.was, w.e); err != nil {
			return err
		}
	}
	return nil
}

// tellPeople tells people, in the act.
func (w *work) tellPeople() error {
	for _, n := range w.news {
		n.Enquiry = w.e
		if err := w.Service.tell(w.ctx, w.tx, n, w.desk(n.Authority)); err != nil {
			return err
		}
	}
	return nil
}

// tellPrograms tells programs, in the act.
func (w *work) tellPrograms() error {
	if w.Hook == nil {
		return nil
	}
	var hearing []string
	for _, d := range w.desks {
		if d.LeftAt.IsZero() && !d.Shielded && w.e.State != Draft {
			hearing = append(hearing, d.Authority)
		}
	}
	if len(hearing) == 0 {
		return nil
	}
	return w.Hook(w.ctx, w.tx, hearing, hookName(w.noted.Act), w.e.Ref())
}

// tell finds who of a side is told: whoever handles it, else who is on duty, else nobody, since it stands in the inbox.
// What is shielded is told to the cleared alone.
func (s *Service) tell(ctx context.Context, tx *audit.Tx, n News, d *Desk) error {
	if s.Tell == nil {
		return nil
	}
	if len(n.Accounts) == 0 && d != nil {
		accounts, err := s.handlers(ctx, tx, n.Enquiry, d)
		if err != nil {
			return err
		}
		n.Accounts = accounts
	}
	if len(n.Accounts) == 0 {
		return nil
	}
	return s.Tell(ctx, tx, n)
}

func today(tx db.Reader) calendar.Date { return calendar.DateOf(tx.Now()) }
