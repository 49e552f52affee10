package handover

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Service is the use cases of hand-overs. Each act is all or nothing.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Persons  *person.Service
	Matters  *matter.Service

	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
	// Hook tells programs in the act; nil when there are none.
	Hook func(ctx context.Context, tx *audit.Tx, authorities []string, event string, thing ref.Ref) error

	// HasPlan tells whether a matter has a joint plan that holds; nil where there are no plans. App sets it.
	HasPlan func(ctx context.Context, q db.Reader, matter string) (bool, error)

	book *directory.Book
}

// New makes the service, and follows the consents that are withdrawn.
func New(trail *audit.Trail, x *exchange.Service, persons *person.Service, matters *matter.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Persons: persons, Matters: matters, book: directory.NewBook()}
	persons.Withdrawn = append([]func(context.Context, *audit.Tx, person.Ground) error{s.ConsentWithdrawn}, persons.Withdrawn...)
	persons.Hold = append(persons.Hold, s.holdResting)
	x.Hold = append(x.Hold, s.holdThread)
	matters.Closing = append(matters.Closing, s.closing)
	matters.Reopening = append(matters.Reopening, s.reopening)
	x.Erased = append(x.Erased, s.Erased)
	return s
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// NewsKind is a sort of notice of this room.
type NewsKind string

// The sorts of notice.
const (
	NewsArrived NewsKind = "handover.arrived"
	NewsMoved   NewsKind = "handover.moved"
	NewsDue     NewsKind = "handover.due"
	NewsStop    NewsKind = "handover.stop"
)

// NewsKinds lists the sorts in the order in which they are shown.
func NewsKinds() []NewsKind { return []NewsKind{NewsArrived, NewsMoved, NewsDue, NewsStop} }

// News is what some people are told of a hand-over; it never says anything about the person.
type News struct {
	Kind     NewsKind
	Thing    ref.Ref
	Accounts []string
	Text     language.Text
}

// Key says which hand-over, and the version of it that the person saw; 0 is as it is now.
type Key struct {
	ID      string
	Version int64
}

// noted is what the trail says of an act: nothing that was written, nothing about the person.
type noted struct {
	Act       Act    `json:"act"`
	State     State  `json:"state"`
	Reason    Reason `json:"reason,omitempty"`
	Ground    string `json:"ground,omitempty"`
	Matter    string `json:"matter,omitempty"`
	policy.By        // of a reading
}

// work is one act under way on one hand-over.
type work struct {
	*Service
	ctx    context.Context
	tx     *audit.Tx
	act    policy.Action
	h      Handover
	me     *Desk // of the acting authority; nil when the house itself acts
	desks  []*Desk
	had    []Desk
	events []Event
	fresh  int
	clock  clock.Clock
	left   map[string]string // ids of the facts that it has left, by measure
	news   []News
	noted  noted
}

// do is one act on a hand-over that the actor may see: hold, read, may, rule, write, facts, note, tell.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (h Handover, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := ref.To(Kind, k.ID)
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadHandover, thing); err != nil {
			return err
		}
		w, err := s.load(ctx, tx, k.ID, act)
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadHandover, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, thing); err != nil {
			return err
		}
		if k.Version != 0 && k.Version != w.h.Version {
			return fault.New(fault.Conflict, w.meanwhile())
		}
		if err := rule(w); err != nil {
			return err
		}
		if err := w.save(); err != nil {
			return err
		}
		h = w.h
		return nil
	})
	return h, err
}

// meanwhile says what has happened since the reader saw it, so that who accepts what was just taken back reads that.
func (w *work) meanwhile() language.Text {
	if !w.h.State.Live() {
		return language.T("Överlämningen är redan %s. Läs in sidan igen.", "The hand-over is already %s. Load the page again.").With(w.h.State.Name())
	}
	return meanwhile
}

// load holds a hand-over and reads it, for an act that may be done.
func (s *Service) load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (w *work, err error) {
	w = &work{Service: s, ctx: ctx, tx: tx, act: act}
	if w.h, err = held(ctx, tx, id); err != nil {
		return nil, err
	}
	list, err := desks(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		w.had, w.desks = append(w.had, d), append(w.desks, &d)
	}
	if w.events, err = eventsOf(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.left, err = leftBy(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.clock, err = w.h.read(w.events); err != nil {
		return nil, err
	}
	w.fresh, w.me = len(w.events), w.desk(tx.Actor().Authority)
	return w, nil
}

// desk gives an authority's place; nil when it has none.
func (w *work) desk(authority string) *Desk {
	if i := slices.IndexFunc(w.desks, func(d *Desk) bool { return d.Authority == authority }); i >= 0 {
		return w.desks[i]
	}
	return nil
}

func (w *work) of(side Side) *Desk {
	i := slices.IndexFunc(w.desks, func(d *Desk) bool { return d.Side == side })
	return w.desks[i]
}

// happen is one step of the acting side: what the state allows, and what the clock makes of it.
func (w *work) happen(a Act, category clock.Category, said string) error {
	st := steps[a]
	if w.me == nil || !w.h.State.May(w.me.Side, a) {
		return fault.New(fault.Conflict, w.meanwhile())
	}
	w.h.State = st.to
	return w.occur(a, st.event, category, said)
}

// occur keeps an event and lets the clock see it, if it is anything to the clock.
func (w *work) occur(a Act, kind clock.Kind, category clock.Category, said string) (err error) {
	actor := w.tx.Actor()
	e := Event{ID: w.tx.NewID(), Handover: w.h.ID, Seq: int64(len(w.events) + 1), Act: a, Kind: kind, Category: category, At: db.At(w.tx.Now()), Authority: actor.Authority, Account: actor.ID}
	if said != "" {
		if e.Said, err = w.keys().Seal(place("handover_event", "said", e.ID), []byte(said)); err != nil {
			return err
		}
	}
	w.events = append(w.events, e)
	w.noted.Act = a
	w.clock, err = w.h.read(w.events)
	return err
}

// tell has the people of one side told.
func (w *work) tell(d *Desk, kind NewsKind, text language.Text) error {
	accounts, err := w.handlers(d)
	if err != nil || len(accounts) == 0 {
		return err
	}
	w.news = append(w.news, News{Kind: kind, Thing: w.h.Ref(), Accounts: accounts, Text: text})
	return nil
}

// handlers are who is told of a hand-over on one side: who has it or stands in, else who is on duty at its contact path.
// Of one about somebody shielded only the cleared are told.
func (w *work) handlers(d *Desk) (list []string, err error) {
	switch {
	case d.Account != "":
		list, err = contact.StandIns(w.ctx, w.tx, d.Authority, []string{d.Account}, w.tx.Now())
	case d.Side == Receiver && w.h.PathID != "":
		list, err = contact.OnDuty(w.ctx, w.tx, w.h.PathID, w.tx.Now())
	}
	if err != nil || !d.Shielded || len(list) == 0 {
		return list, err
	}
	args := []any{d.Authority}
	return db.All[string](w.ctx, w.tx, `SELECT id FROM account WHERE authority_id = $1 AND cleared AND blocked_at IS NULL AND id `+db.In(list, &args)+` ORDER BY id`, args...)
}

// save writes all of it.
func (w *work) save() error {
	w.settle()
	if err := update(w.ctx, w.tx, &w.h); err != nil {
		return err
	}
	for i, d := range w.desks {
		if *d != w.had[i] {
			if err := updateDesk(w.ctx, w.tx, d); err != nil {
				return err
			}
		}
	}
	return w.finish()
}

// finish writes what follows the rows of the hand-over itself: events, facts, the note, and what is told.
func (w *work) finish() error {
	if err := db.InsertLater(w.ctx, w.tx, "handover_event", w.events[w.fresh:]...); err != nil {
		return err
	}
	if err := w.keepFacts(); err != nil {
		return err
	}
	w.noted.State = w.h.State
	if err := w.tx.Note(w.act, w.h.Ref(), w.noted); err != nil {
		return err
	}
	for _, n := range w.news {
		if w.Tell == nil {
			break
		}
		if err := w.Tell(w.ctx, w.tx, n); err != nil {
			return err
		}
	}
	return w.tellPrograms()
}

func (w *work) tellPrograms() error {
	if w.Hook == nil {
		return nil
	}
	var hearing []string
	for _, d := range w.desks {
		if !d.Shielded {
			hearing = append(hearing, d.Authority)
		}
	}
	return w.Hook(w.ctx, w.tx, hearing, hookName(w.noted.Act), w.h.Ref())
}

// settle puts what is kept beside the clock in step with it, and each side's row where it belongs in the list.
func (w *work) settle() {
	now := w.tx.Now()
	w.h.Due = db.At(w.clock.Due(now))
	for _, d := range w.desks {
		d.Box, d.Due, d.Mine = Over, db.Time{}, false
		switch {
		case w.h.State.Live():
			d.Box, d.Due = Live, w.h.Due
			d.Mine = (w.h.State == Open) == (d.Side == Receiver)
		case w.h.State == Accepted && w.h.ContactAt.IsZero():
			d.Box, d.Due, d.Mine = Live, w.h.ContactDue, d.Side == Receiver
		}
		if d.Order = d.Due; d.Box == Over {
			d.Order = w.h.DecidedAt
		}
	}
}
