package incident

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Service is the use cases of the register.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n Notice) error

	book *directory.Book
}

// New makes the service.
func New(trail *audit.Trail, x *exchange.Service) *Service {
	return &Service{Trail: trail, Exchange: x, book: directory.NewBook()}
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

// NoticeKind is what sort of news a notice carries.
type NoticeKind string

// The kinds of notice.
const (
	NoticeReported NoticeKind = "incident.reported" // at the authority, or told by another
	NoticeMoved    NoticeKind = "incident.moved"    // another authority has acknowledged, or says more
	NoticeDue      NoticeKind = "incident.due"      // the hours are soon out, or are out
)

// NoticeKinds lists the kinds in the order in which they are shown.
func NoticeKinds() []NoticeKind { return []NoticeKind{NoticeReported, NoticeMoved, NoticeDue} }

// Notice is something that some people are told of. It says nothing of what happened.
type Notice struct {
	Kind     NoticeKind
	Thing    ref.Ref
	Text     language.Text
	Accounts []string
}

// work is one act under way on one incident.
type work struct {
	*Service
	ctx     context.Context
	tx      *audit.Tx
	i       Incident
	parties []Party
	events  []Event // of this act
	next    int64   // number of the next event
	notices []Notice
}

// noted is what the trail says of an act; what was written stands sealed in the room's own rows.
type noted struct {
	Act   Act    `json:"act"`
	State State  `json:"state"`
	Sort  Sort   `json:"kind"`
	About string `json:"about,omitempty"` // authority
}

// do is one act: read, may, rule, write, facts, note, tell.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, rule func(w *work) error) (i Incident, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := Incident{ID: k.ID}.Ref()
		for _, act := range []policy.Action{policy.ReadIncident, policy.AssessIncident} { // not theirs to do is as if it were not there
			if err := policy.CheckRead(ctx, tx, actor, act, thing); err != nil {
				return err
			}
		}
		w, err := s.load(ctx, tx, k.ID)
		if err != nil {
			return err
		}
		if k.Version != 0 && k.Version != w.i.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if w.i.State != Open {
			return fault.New(fault.Conflict, notNow.With(w.i.State.Name()))
		}
		if err := rule(w); err != nil {
			return err
		}
		err = w.save(policy.AssessIncident)
		i = w.i
		return err
	})
	return i, err
}

// load reads an incident for an act, whose version is the lock.
func (s *Service) load(ctx context.Context, tx *audit.Tx, id string) (w *work, err error) {
	w = &work{Service: s, ctx: ctx, tx: tx}
	if w.i, err = get(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.parties, err = partiesOf(ctx, tx, id); err != nil {
		return nil, err
	}
	n, err := db.One[int64](ctx, tx, "SELECT COUNT(*) FROM incident_event WHERE incident_id = $1", id)
	w.next = n + 1
	return w, err
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// occur keeps what was done, as it is done now.
func (w *work) occur(a Act, authority, said string) {
	e := Event{ID: w.tx.NewID(), Incident: w.i.ID, No: w.next, At: db.At(w.tx.Now()), Act: a, Account: w.tx.Actor().ID, Authority: authority, Said: said}
	if a == Arrive || a == Remind || a == Raise {
		e.Account = ""
	}
	w.events, w.next = append(w.events, e), w.next+1
}

// save writes all of it, the incident itself first: its version is the lock.
func (w *work) save(act policy.Action) error {
	w.settle()
	if err := w.number(); err != nil { // an entry from before they had numbers
		return err
	}
	if err := update(w.ctx, w.tx, &w.i); err != nil {
		return err
	}
	return w.follow(act)
}

// settle puts what is kept for lists and for the clock in step.
func (w *work) settle() {
	w.i.Due = due(w.i, w.parties)
	switch {
	case w.i.State != Open:
		w.i.Order = w.i.EndedAt
	case w.i.Due.IsZero():
		w.i.Order = never()
	default:
		w.i.Order = w.i.Due
	}
}

// never orders what goes on and has nothing due after all that has.
func never() db.Time { return db.At(calendar.NewDate(9999, 12, 31).Start()) }

// follow writes what hangs on the incident, notes the act and tells of it.
func (w *work) follow(act policy.Action) error {
	if err := insertEvents(w.ctx, w.tx, w.events); err != nil {
		return err
	}
	if err := w.keepFacts(); err != nil {
		return err
	}
	last := w.events[len(w.events)-1]
	if err := w.tx.Note(act, w.i.Ref(), noted{last.Act, w.i.State, w.i.Sort, last.Authority}); err != nil {
		return err
	}
	for _, n := range w.notices {
		n.Accounts = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(n.Accounts))), func(id string) bool { return id == w.tx.Actor().ID })
		if w.Tell == nil || len(n.Accounts) == 0 {
			continue
		}
		if err := w.Tell(w.ctx, w.tx, n); err != nil {
			return err
		}
	}
	return nil
}

// tellHeads has those told who assess incidents at an authority.
func (w *work) tellHeads(kind NoticeKind, authority string, thing ref.Ref, text language.Text) error {
	heads, err := headsOf(w.ctx, w.tx, authority)
	w.notices = append(w.notices, Notice{Kind: kind, Thing: thing, Text: text, Accounts: heads})
	return err
}

// headsOf gives those who assess incidents at an authority.
func headsOf(ctx context.Context, q db.Reader, authority string) (all []string, err error) {
	for _, role := range []policy.Role{policy.LogAuditor, policy.LocalAdmin} {
		list, err := account.HoldersOf(ctx, q, role, []string{authority}, today(q))
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}
