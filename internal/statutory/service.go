package statutory

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Service is the use cases of statutory notices. Each act is all or nothing: the state, both sides' places, the messages,
// the facts, the note and the notices to people stand together or not at all.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Persons  *person.Service
	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
	// Hook tells the programs of some authorities in the act; nil when none is told.
	Hook func(ctx context.Context, tx *audit.Tx, authorities []string, kind string, thing ref.Ref) error

	book *directory.Book
}

// New makes the service, and holds a notice before its thread in acts that begin there.
func New(trail *audit.Trail, x *exchange.Service, persons *person.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Persons: persons, book: directory.NewBook()}
	x.Hold = append(x.Hold, holdThread)
	x.Erased = append(x.Erased, erased)
	return s
}

// holdThread holds the notice of a conversation, if it has one.
func holdThread(ctx context.Context, tx *audit.Tx, conversation string) error {
	_, err := db.All[string](ctx, tx, `SELECT id FROM statutory_notice WHERE conversation_id = $1 ORDER BY id`+tx.Dialect().ForChange(), conversation)
	return err
}

// NewsKind is a sort of notice to people.
type NewsKind string

// The sorts.
const (
	NewsArrived NewsKind = "statutory.arrived"
	NewsMoved   NewsKind = "statutory.moved" // received, more asked for or given, acted on, returned, taken back
	NewsDue     NewsKind = "statutory.due"   // soon due, or not received
)

// NewsKinds lists the sorts.
func NewsKinds() []NewsKind { return []NewsKind{NewsArrived, NewsMoved, NewsDue} }

// News is what some people are told of a notice; it never says anything about the person.
type News struct {
	Kind     NewsKind
	Notice   Notice
	Accounts []string
	Text     language.Text
}

// Key says which notice, and the version of it that the person saw; zero is as it is now.
type Key struct {
	ID      string
	Version int64
}

// told is news that an act gives one side's people.
type told struct {
	kind     NewsKind
	desk     *Desk
	accounts []string // empty: whoever handles it there
	text     language.Text
}

// work is one act under way on one notice.
type work struct {
	*Service
	ctx    context.Context
	tx     *audit.Tx
	act    policy.Action
	n      Notice
	me     *Desk // of the acting authority; nil when the clock or the other installation acts
	desks  []*Desk
	had    []Desk
	events []Event
	fresh  int
	before map[string]fact.Fact
	isNew  bool
	news   []told
}

// noted is what the trail says of an act: nothing that was written, nothing about the person.
type noted struct {
	Act       Act     `json:"act,omitempty"`
	Type      string  `json:"type"`
	State     State   `json:"state"`
	Outcome   Outcome `json:"outcome,omitempty"`
	To        string  `json:"to,omitempty"`
	Ground    string  `json:"ground,omitempty"`
	Due       db.Time `json:"due,omitzero"`
	Despite   bool    `json:"despite,omitempty"` // told although the processing is restricted
	policy.By         // of a reading
}

// do is one act: read, may, rule, rows, facts, note, news. Who may not see the notice is told that there is none.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (n Notice, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := Notice{ID: k.ID}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadStatutory, thing); err != nil {
			return err
		}
		w, err := s.load(ctx, tx, k.ID, act)
		if err != nil {
			return err
		}
		can, err := policy.Can(ctx, tx, actor, thing, policy.ReadStatutory, act)
		if err == nil {
			err = can.CheckRead(policy.ReadStatutory)
		}
		if err == nil {
			err = can.Check(act)
		}
		if err != nil {
			return err
		}
		if k.Version != 0 && k.Version != w.n.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := rule(w); err != nil {
			return err
		}
		err = w.save()
		n = w.n
		return err
	})
	return n, err
}

// load holds a notice and reads what belongs to it.
func (s *Service) load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (w *work, err error) {
	w = &work{Service: s, ctx: ctx, tx: tx, act: act}
	if w.n, err = held(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.had, err = desksOf(ctx, tx, id); err != nil {
		return nil, err
	}
	for i := range w.had {
		d := w.had[i]
		w.desks = append(w.desks, &d)
	}
	if w.events, err = eventsOf(ctx, tx, id); err != nil {
		return nil, err
	}
	w.fresh, w.me = len(w.events), w.desk(tx.Actor().Authority)
	w.before, err = wanted(w.n, w.events, tx.Now())
	return w, err
}

// desk gives an authority's place for the notice; nil when it has none here.
func (w *work) desk(authority string) *Desk {
	if i := slices.IndexFunc(w.desks, func(d *Desk) bool { return d.Authority == authority }); i >= 0 {
		return w.desks[i]
	}
	return nil
}

// others gives the place of the side that does not act; nil when it is outside.
func (w *work) others() *Desk { return w.desk(w.n.Other(w.me.Authority)) }

// happen is one step of a side: what the state allows, and what follows.
func (w *work) happen(by Side, a Act) error {
	if !w.n.State.May(by, a) {
		return fault.New(fault.Conflict, notNow.With(w.n.State.Name()))
	}
	w.n.State = w.n.State.After(a)
	w.occur(by, a)
	return nil
}

// mine is happen of the acting side. Whatever the receiver does first is that it has received the notice.
func (w *work) mine(a Act) error {
	if w.me.Side == Receiver && w.n.State == Sent {
		if err := w.receive(); err != nil {
			return err
		}
	}
	return w.happen(w.me.Side, a)
}

func (w *work) receive() error {
	w.n.ReceivedAt = db.At(w.tx.Now())
	return w.happen(Receiver, Receive)
}

// occur keeps an event as it happens now. A machine's clock that was set back puts nothing before what came before it.
func (w *work) occur(by Side, a Act) {
	at := w.tx.Now()
	if n := len(w.events); n > 0 && w.events[n-1].At.After(at) {
		at = w.events[n-1].At.Time
	}
	e := Event{ID: w.tx.NewID(), Notice: w.n.ID, No: int64(len(w.events) + 1), At: db.At(at), Act: a, Side: by}
	if w.me != nil {
		e.Authority, e.Account = w.tx.Actor().Authority, w.tx.Actor().ID
	}
	w.events = append(w.events, e)
}

// tell has people of one side told of what happened.
func (w *work) tell(d *Desk, kind NewsKind, text language.Text, accounts ...string) {
	if d != nil {
		w.news = append(w.news, told{kind, d, accounts, text})
	}
}

// settle puts what is kept beside the events in step with them.
func (w *work) settle() error {
	w.n.Due = db.Time{}
	if w.n.State.Waits() && w.n.ActDays > 0 {
		c, err := w.n.actClock(w.events)
		if err != nil {
			return err
		}
		if w.n.State != Paused {
			w.n.Due = db.At(c.Due(w.tx.Now()))
		}
	}
	if w.n.State.Waits() == w.n.EndedAt.IsZero() {
		w.place()
		return nil
	}
	w.n.EndedAt = db.At(w.tx.Now())
	w.place()
	return nil
}

// place puts each side's row where it belongs in the list: what is due by when, what is over by when it ended.
func (w *work) place() {
	for _, d := range w.desks {
		d.Box, d.Mine, d.Order = w.n.State.box(d.Side), w.n.State.turn() == d.Side, w.n.SentAt
		switch {
		case d.Box == Over && !w.n.EndedAt.IsZero():
			d.Order = w.n.EndedAt
		case d.Box == Live && !w.n.Due.IsZero():
			d.Order = w.n.Due
		}
	}
}

// save writes all of it, the notice itself first.
func (w *work) save() error {
	if err := w.settle(); err != nil {
		return err
	}
	if err := w.write(); err != nil {
		return err
	}
	if err := db.InsertAll(w.ctx, w.tx, "statutory_event", w.events[w.fresh:]); err != nil {
		return err
	}
	after, err := wanted(w.n, w.events, w.tx.Now())
	if err != nil {
		return err
	}
	if err := keepFacts(w.ctx, w.tx, w.n, w.before, after); err != nil {
		return err
	}
	say := noted{Type: string(w.n.Type), State: w.n.State, Outcome: w.n.Outcome, Due: w.n.Due}
	if len(w.events) > w.fresh {
		say.Act = w.events[len(w.events)-1].Act
	}
	if say.Act == Send {
		say.To, say.Ground, say.Despite = w.n.Receiver, string(w.n.Ground), w.me != nil && w.me.Despite
	}
	if err := w.tx.Note(w.act, w.n.Ref(), say); err != nil {
		return err
	}
	if err := w.tellPeople(); err != nil {
		return err
	}
	return w.tellPrograms(say.Act)
}

func (w *work) write() error {
	if w.isNew {
		if err := db.Insert(w.ctx, w.tx, "statutory_notice", w.n); err != nil {
			return err
		}
	} else if err := update(w.ctx, w.tx, &w.n); err != nil {
		return err
	}
	var joined []Desk
	for i, d := range w.desks {
		switch {
		case i >= len(w.had):
			joined = append(joined, *d)
		case *d != w.had[i]:
			if err := updateDesk(w.ctx, w.tx, *d); err != nil {
				return err
			}
		}
	}
	return db.InsertAll(w.ctx, w.tx, "statutory_side", joined)
}

func (w *work) tellPeople() error {
	for _, t := range w.news {
		if w.Tell == nil {
			return nil
		}
		accounts := t.accounts
		if len(accounts) == 0 {
			var err error
			if accounts, err = handlers(w.ctx, w.tx, w.n, t.desk); err != nil {
				return err
			}
		}
		if len(accounts) == 0 {
			continue
		}
		if err := w.Tell(w.ctx, w.tx, News{t.kind, w.n, accounts, t.text}); err != nil {
			return err
		}
	}
	return nil
}

// tellPrograms tells the programs of both sides, but not of one whose register has the person as protected.
func (w *work) tellPrograms(a Act) error {
	var hearing []string
	for _, d := range w.desks {
		if !d.Shielded {
			hearing = append(hearing, d.Authority)
		}
	}
	if w.Hook == nil || a == "" || a == Remind || len(hearing) == 0 {
		return nil
	}
	return w.Hook(w.ctx, w.tx, hearing, hookName(a), w.n.Ref())
}

// closeThread closes the thread when nothing more can be said in it; from then on its files are kept so long as the plan says.
func (w *work) closeThread() error {
	return w.Exchange.Close(w.ctx, w.tx, w.n.Conversation)
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

func (s *Service) now() time.Time { return s.Trail.DB().Now() }
