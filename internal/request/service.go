package request

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Service is the use cases of what persons ask.
type Service struct {
	Trail   *audit.Trail
	Persons *person.Service
	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
	// Hook tells an authority's programs in the act; nil when there are none.
	Hook func(ctx context.Context, tx *audit.Tx, authority, event string, thing ref.Ref) error

	book *directory.Book
}

// New makes the service.
func New(trail *audit.Trail, persons *person.Service) *Service {
	return &Service{Trail: trail, Persons: persons, book: directory.NewBook()}
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

// NewsKind is what sort of news a notice carries.
type NewsKind string

// The kinds of news.
const (
	NewsArrived NewsKind = "request.arrived"
	NewsMoved   NewsKind = "request.moved" // given to a colleague, more was given, it did not help
	NewsDue     NewsKind = "request.due"   // soon
	NewsLate    NewsKind = "request.late"  // to who answers for the unit
)

// NewsKinds lists the kinds in the order in which they are shown.
func NewsKinds() []NewsKind { return []NewsKind{NewsArrived, NewsMoved, NewsDue, NewsLate} }

// News is something that some people are told of. It says nothing of who has asked, nor what.
type News struct {
	Kind     NewsKind
	Thing    ref.Ref
	Text     language.Text
	Accounts []string
}

// work is one act under way on one request.
type work struct {
	*Service
	ctx    context.Context
	tx     *audit.Tx
	act    policy.Action
	r      Request
	was    Request
	p      person.Person
	by     By      // who speaks, of what the person does
	events []Event // of all rounds, with those of this act
	fresh  int     // from where in events they are new
	before map[string]fact.Fact
	news   []News
}

// noted is what the trail says of an act; what was written stands sealed in the room's own rows.
type noted struct {
	Act     Act     `json:"act"`
	For     Side    `json:"for"`
	State   State   `json:"state"`
	Type    Type    `json:"type"`
	Channel Channel `json:"channel"`
	By      By      `json:"by"`
	Round   int64   `json:"round"`
}

// do is one act: read, may, rule, write, facts, note, tell.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (r Request, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := Request{ID: k.ID}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, seeing(actor), thing); err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, act, thing); err != nil { // not theirs to do is as if it were not there
			return err
		}
		w, err := s.load(ctx, tx, k.ID, act)
		if err != nil {
			return err
		}
		if k.Version != 0 && k.Version != w.r.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := rule(w); err != nil {
			return err
		}
		err = w.save()
		r = w.r
		return err
	})
	return r, err
}

// seeing is what somebody must be able to do for an act on a request to be more than that there is none.
func seeing(actor policy.Actor) policy.Action {
	if self(actor) {
		return policy.ReadOwnRequest
	}
	return policy.ReadRequest
}

// following is the right by which what the person does is done: the person's own, or staff's who write it down.
func following(actor policy.Actor) policy.Action {
	if self(actor) {
		return policy.FollowOwnRequest
	}
	return policy.FollowRequest
}

// load reads a request for an act, whose version is the lock.
func (s *Service) load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (*work, error) {
	w := &work{Service: s, ctx: ctx, tx: tx, act: act}
	var err error
	if w.r, err = get(ctx, tx, id); err != nil {
		return nil, err
	}
	if !w.r.ErasedAt.IsZero() {
		return nil, fault.NotFoundThing()
	}
	if w.p, err = person.Get(ctx, tx, w.r.Person); err != nil {
		return nil, err
	}
	if w.events, err = eventsOf(ctx, tx, id); err != nil {
		return nil, err
	}
	w.fresh, w.was = len(w.events), w.r
	w.before, err = wanted(w.r, w.round(), tx.Now())
	return w, err
}

func (w *work) round() []Event { return roundOf(w.events, w.r.Round) }

func (w *work) today() calendar.Date { return calendar.DateOf(w.tx.Now()) }

func (w *work) guarded() bool { return w.p.Protected(w.today()) }

// happen is one step of a side: what the standing allows, and what follows.
func (w *work) happen(side Side, a Act, e Event) error {
	if !w.r.Standing().May(side, a) {
		return fault.New(fault.Conflict, notNow.With(w.r.State.Name()))
	}
	w.r.State = w.r.Standing().after(a)
	w.occur(side, a, e)
	return nil
}

// occur keeps an event as it happens now, and what is kept beside the events. A machine's clock that was set back puts
// nothing before what came before it.
func (w *work) occur(side Side, a Act, e Event) {
	at := w.tx.Now()
	if n := len(w.events); n > 0 && w.events[n-1].At.After(at) {
		at = w.events[n-1].At.Time
	}
	e.ID, e.Request, e.Round, e.No, e.At, e.Act, e.Side = w.tx.NewID(), w.r.ID, w.r.Round, int64(len(w.events)+1), db.At(at), a, side
	if side == Them {
		e.By = w.by
	}
	if side != Clock {
		e.Account = w.tx.Actor().ID
	}
	w.events = append(w.events, e)
	now := db.At(at)
	switch {
	case a == Take || a == Give:
		if w.r.TakenAt.IsZero() {
			w.r.TakenAt = now
		}
	case a == AskMore:
		w.r.Waiting = true
	case a == GiveMore:
		w.r.Waiting = false
	case ends(a) && a != Withdraw:
		w.r.Waiting, w.r.Outcome, w.r.DecidedAt = false, w.r.State, now
	case a == Tell:
		w.r.ToldAt = now
	case a == Extend:
		w.r.Extended, w.r.RemindedAt = true, db.Time{}
	}
	if w.r.State == Closed || w.r.State == Withdrawn {
		w.r.Waiting = false
		if w.r.EndedAt.IsZero() {
			w.r.EndedAt = now
		}
	}
}

// settle puts what is kept beside the events in step with them.
func (w *work) settle() error {
	r := &w.r
	k, err := reckon(w.round(), w.tx.Now())
	if err != nil {
		return err
	}
	switch {
	case r.State == Closed || r.State == Withdrawn:
		r.Box, r.Due, r.Order = Over, db.Time{}, r.EndedAt
	case !r.ToldAt.IsZero():
		r.Box, r.Due, r.Order = Told, db.Time{}, r.ToldAt
	default:
		r.Box, r.Due = Live, k.kept()
		if r.Order = r.Due; r.Due.IsZero() {
			r.Order = never()
		}
	}
	return nil
}

// save writes all of it, the request itself first: its version is the lock.
func (w *work) save() error {
	if err := w.settle(); err != nil {
		return err
	}
	if err := update(w.ctx, w.tx, &w.r); err != nil {
		return err
	}
	return w.follow()
}

// follow writes what hangs on the request, notes the act and tells of it.
func (w *work) follow() error {
	if err := w.namedOnly(); err != nil {
		return err
	}
	if err := insertEvents(w.ctx, w.tx, w.events[w.fresh:]); err != nil {
		return err
	}
	after, err := wanted(w.r, w.round(), w.tx.Now())
	if err != nil {
		return err
	}
	if w.was.Round != w.r.Round {
		w.before = nil
	}
	if err := keepFacts(w.ctx, w.tx, w.r, w.before, after); err != nil {
		return err
	}
	e := w.events[len(w.events)-1]
	if err := w.tx.Note(w.act, w.r.Ref(), noted{e.Act, e.Side, w.r.State, w.r.Type, w.r.Channel, w.r.By, w.r.Round}); err != nil {
		return err
	}
	if err := w.tellPeople(); err != nil || w.Hook == nil || w.guarded() {
		return err
	}
	for _, e := range w.events[w.fresh:] {
		if err := w.Hook(w.ctx, w.tx, w.r.Authority, hookName(e.Act), w.r.Ref()); err != nil {
			return err
		}
	}
	return nil
}

// namedOnly lets whoever handled the request be named on the person no longer when it is over, but for a restriction that
// is to be lifted.
func (w *work) namedOnly() error {
	if w.r.Box != Over || w.was.Box == Over && !w.lifted() || w.r.Account == "" {
		return nil
	}
	if w.r.Type == Restriction && !w.lifted() {
		return nil
	}
	return w.Persons.Release(w.ctx, w.tx, w.r.Person, w.r.Account, w.r.Ref())
}

// lifted tells whether this act lifts a restriction.
func (w *work) lifted() bool {
	return len(w.events) > w.fresh && w.events[len(w.events)-1].Act == LiftAct
}

func (w *work) tellPeople() error {
	for _, n := range w.news {
		n.Accounts = slices.DeleteFunc(n.Accounts, func(id string) bool { return id == w.tx.Actor().ID || id == "" })
		if w.Tell == nil || len(n.Accounts) == 0 {
			continue
		}
		if err := w.Tell(w.ctx, w.tx, n); err != nil {
			return err
		}
	}
	return nil
}

// tell has people told of what happened.
func (w *work) tell(kind NewsKind, text language.Text, accounts []string) {
	w.news = append(w.news, News{Kind: kind, Thing: w.r.Ref(), Text: text, Accounts: accounts})
}
