package matter

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Service is the use cases of matters. Each act is all or nothing.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Persons  *person.Service

	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
	// Hook tells programs in the act; nil when there are none.
	Hook func(ctx context.Context, tx *audit.Tx, authorities []string, event string, thing ref.Ref) error
	// Panels are what other rooms show on a matter's page, in the main column. App sets it.
	Panels []Panel
	// Leads say what waits for the reader in other rooms of the matter; nil when nothing does. They are asked when nothing of
	// the matter's own waits. App sets it.
	Leads []func(r *web.Request, o Opened) (*ui.Lead, error)
	// Elsewhere gives what waits for somebody in other rooms of the matters that they work with.
	Elsewhere []func(ctx context.Context, q db.Reader, actor policy.Actor) (Awaits, error)
	// Compared follows when both have judged, in the same act. App sets it.
	Compared []func(w *Work) error
	// Asides are the same for the right column.
	Asides []Panel
	// Standing follows, in the same act, when what is counted begins to stand still, or goes on. App sets it.
	Standing []func(w *Work) error
	// Closing is asked before a matter is closed, and follows it, in the same act. App sets it.
	Closing []func(ctx context.Context, tx *audit.Tx, m Matter) error
	// Reopening follows when a matter is opened again, in the same act. App sets it.
	Reopening []func(ctx context.Context, tx *audit.Tx, m Matter) error

	book *directory.Book
}

// New makes the service, and follows the consents that are withdrawn.
func New(trail *audit.Trail, x *exchange.Service, persons *person.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Persons: persons, book: directory.NewBook()}
	persons.Withdrawn = append(persons.Withdrawn, s.ConsentWithdrawn)
	persons.Hold = append(persons.Hold, s.holdResting)
	x.Hold = append(x.Hold, s.holdThread)
	x.Erased = append(x.Erased, s.Erased)
	return s
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// NewsKind is a sort of notice of this room.
type NewsKind string

// The sorts of notice.
const (
	NewsBegun  NewsKind = "matter.begun"
	NewsMoved  NewsKind = "matter.moved" // something happened in it
	NewsDue    NewsKind = "matter.due"
	NewsStop   NewsKind = "matter.stop" // a consent is withdrawn
	NewsClosed NewsKind = "matter.closed"
)

// NewsKinds lists the sorts in the order in which they are shown.
func NewsKinds() []NewsKind { return []NewsKind{NewsBegun, NewsMoved, NewsDue, NewsStop, NewsClosed} }

// News is what some people are told of a matter; it never says anything about the person.
type News struct {
	Kind     NewsKind
	Thing    ref.Ref
	Accounts []string
	Text     language.Text
}

// Key says which matter, and the version of it that the person saw; 0 is as it is now.
type Key struct {
	ID      string
	Version int64
}

// Noted is what the trail says of an act: nothing that was written, nothing about the person.
type Noted struct {
	Act       Act    `json:"act,omitempty"`
	Round     int64  `json:"round,omitempty"`
	State     State  `json:"state,omitempty"`
	Ground    string `json:"ground,omitempty"`
	Says      string `json:"says,omitempty"` // a code of the act
	policy.By        // of a reading
}

// Work is one act under way on one matter. Rooms that hang theirs on a matter do it through this, so that state, rights,
// ground, history and notices are the same for all.
type Work struct {
	*Service
	Ctx    context.Context
	Tx     *audit.Tx
	Matter Matter
	Me     *Desk // of the acting authority; nil when the house itself acts
	Desks  []*Desk

	act    policy.Action
	was    Matter // as it was before the act
	had    []Desk
	rows   []assessment
	events []Event
	fresh  int
	news   []News
	noted  Noted
}

// Do is one act on a matter that the actor may see: hold, read, may, rule, write, note, tell.
func (s *Service) Do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *Work) error) (m Matter, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		w, err := s.mayDo(ctx, tx, actor, k, act)
		if err != nil {
			return err
		}
		if err := rule(w); err != nil {
			return err
		}
		m = w.Matter
		if err := w.save(); err != nil {
			return err
		}
		m = w.Matter
		return nil
	})
	return m, err
}

// mayDo holds a matter that the actor may see and do something to, as the rights are when it is held.
func (s *Service) mayDo(ctx context.Context, tx *audit.Tx, actor policy.Actor, k Key, act policy.Action) (*Work, error) {
	thing := Matter{ID: k.ID}.Ref()
	if err := policy.CheckRead(ctx, tx, actor, policy.ReadMatter, thing); err != nil {
		return nil, err
	}
	w, err := s.Load(ctx, tx, k.ID, act)
	if err != nil {
		return nil, err
	}
	if err := policy.CheckRead(ctx, tx, actor, policy.ReadMatter, thing); err != nil {
		return nil, err
	}
	if err := policy.Check(ctx, tx, actor, act, thing); err != nil {
		return nil, err
	}
	if k.Version != 0 && k.Version != w.Matter.Version {
		return nil, fault.New(fault.Conflict, meanwhile)
	}
	return w, nil
}

// Load holds a matter and reads it for an act that may be done: of the house's, or of a room that has asked.
func (s *Service) Load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (w *Work, err error) {
	w = &Work{Service: s, Ctx: ctx, Tx: tx, act: act}
	if w.Matter, err = held(ctx, tx, id); err != nil {
		return nil, err
	}
	w.was = w.Matter
	list, err := Desks(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		w.had = append(w.had, d)
		w.Desks = append(w.Desks, &d)
	}
	if w.rows, err = assessments(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.events, err = Events(ctx, tx, id); err != nil {
		return nil, err
	}
	w.fresh, w.Me = len(w.events), w.Desk(tx.Actor().Authority)
	return w, nil
}

// Desk gives an authority's side; nil when it has none.
func (w *Work) Desk(authority string) *Desk {
	if i := slices.IndexFunc(w.Desks, func(d *Desk) bool { return d.Authority == authority }); i >= 0 {
		return w.Desks[i]
	}
	return nil
}

// Others gives the side that does not act.
func (w *Work) Others() *Desk { return w.across(w.Me) }

// across gives the other side than one.
func (w *Work) across(side *Desk) *Desk {
	if i := slices.IndexFunc(w.Desks, func(d *Desk) bool { return d != side }); i >= 0 {
		return w.Desks[i]
	}
	return nil
}

// Occur keeps an event. says is a code for the trail, empty for none.
func (w *Work) Occur(a Act, says string) {
	w.event(a)
	w.noted.Act, w.noted.Says = a, says
}

// event keeps an event that comes along with another.
func (w *Work) event(a Act) {
	actor := w.Tx.Actor()
	w.events = append(w.events, Event{ID: w.Tx.NewID(), Matter: w.Matter.ID, Round: w.Matter.Round, Seq: int64(len(w.events) + 1), Act: a, At: db.At(w.Tx.Now()), Authority: actor.Authority, Account: actor.ID})
}

// News has whoever works with the person on a side told.
func (w *Work) News(d *Desk, kind NewsKind, text language.Text) {
	if d != nil && d.LeftAt.IsZero() {
		w.news = append(w.news, News{Kind: kind, Thing: w.Matter.Ref(), Accounts: []string{d.Account}, Text: text})
	}
}

// save writes all of it.
func (w *Work) save() error {
	if err := w.stand(); err != nil {
		return err
	}
	w.settle()
	if err := update(w.Ctx, w.Tx, &w.Matter); err != nil {
		return err
	}
	for i, d := range w.Desks {
		if *d == w.had[i] {
			continue
		}
		if err := updateDesk(w.Ctx, w.Tx, d); err != nil {
			return err
		}
	}
	if err := db.InsertLater(w.Ctx, w.Tx, "matter_event", w.events[w.fresh:]...); err != nil {
		return err
	}
	w.noted.Round, w.noted.State = w.Matter.Round, w.Matter.State
	if err := w.Tx.Note(w.act, w.Matter.Ref(), w.noted); err != nil {
		return err
	}
	if err := w.tell(); err != nil {
		return err
	}
	return w.tellPrograms()
}
