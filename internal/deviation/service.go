package deviation

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Service is the use cases of deviations and of the analyses of those that recur.
type Service struct {
	Trail *audit.Trail
	// Tell tells people in the act; nil when nobody is told.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error
	// Hook tells an authority's programs in the act; nil when there are none.
	Hook func(ctx context.Context, tx *audit.Tx, authority, event string, thing ref.Ref) error

	book *directory.Book
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail, book: directory.NewBook()} }

// Audience is what those who are told are to a deviation.
type Audience string

// The audiences.
const (
	OnDuty       Audience = "on-duty"      // on duty for the contact path that it goes by
	Coordinators Audience = "coordinators" // who answer for the collaboration
	Named        Audience = "named"        // who reported it, or acknowledged it
	Heads        Audience = "heads"        // on level 4
)

// Name says who they are, for the history: "samverkansansvariga".
func (a Audience) Name(n int64) language.Text {
	t := language.T
	switch a {
	case OnDuty:
		return language.Plural(n, t("%d i tjänst för kontaktvägen", "%d on duty for the contact path"), t("%d i tjänst för kontaktvägen", "%d on duty for the contact path"))
	case Coordinators:
		return language.Plural(n, t("%d samverkansansvarig", "%d coordinator"), t("%d samverkansansvariga", "%d coordinators"))
	case Named:
		return language.Plural(n, t("%d som deltar i avvikelsen", "%d who takes part in the deviation"), t("%d som deltar i avvikelsen", "%d who take part in the deviation"))
	case Heads:
		return language.Plural(n, t("%d på nivå 4", "%d on level 4"), t("%d på nivå 4", "%d on level 4"))
	}
	return language.Same(string(a))
}

// NewsKind is what sort of news a notice carries.
type NewsKind string

// The kinds of news.
const (
	NewsReported NewsKind = "deviation.reported"
	NewsMoved    NewsKind = "deviation.moved"  // acknowledged, analysed, decided, disputed, resolved …
	NewsRaised   NewsKind = "deviation.raised" // to the reader's level
	NewsDue      NewsKind = "deviation.due"    // soon up
	NewsRecurs   NewsKind = "deviation.recurs"
)

// NewsKinds lists the kinds in the order in which they are shown.
func NewsKinds() []NewsKind {
	return []NewsKind{NewsReported, NewsMoved, NewsRaised, NewsDue, NewsRecurs}
}

// News is something that some people are told of.
type News struct {
	Kind     NewsKind
	Thing    ref.Ref
	Text     language.Text
	Accounts []string
}

// Key says which deviation, and the version of it that the person saw; 0 is as it is now.
type Key struct {
	ID      string
	Version int64
}

// work is one act under way on one deviation.
type work struct {
	*Service
	ctx    context.Context
	tx     *audit.Tx
	act    policy.Action
	d      Deviation
	side   Side    // of the actor
	events []Event // of all rounds, with those of this act
	fresh  int     // from where in events they are new
	before map[factKey]fact.Fact
	was    Standing
	told   []Told
	news   []News
}

// noted is what the trail says of an act; what was written stands in the room's own rows.
type noted struct {
	Act   Act   `json:"act"`
	State State `json:"state"`
	Level int64 `json:"level"`
	Round int64 `json:"round"`
	Type  Type  `json:"type"`
}

// do is one act: read, may, rule, write, facts, note, tell.
func (s *Service) do(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (d Deviation, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Deviation{ID: k.ID}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadDeviation, thing); err != nil {
			return err
		}
		w, err := s.load(ctx, tx, k.ID, act)
		if err != nil {
			return err
		}
		if err := may(ctx, tx, actor, act, w.d); err != nil {
			return err
		}
		if k.Version != 0 && k.Version != w.d.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := rule(w); err != nil {
			return err
		}
		err = w.save()
		d = w.d
		return err
	})
	return d, err
}

// may tells whether an act is the actor's to do. At the asked side it is said that it is not, since the level decides; at
// any other it never is, so there the address answers as one where nothing is.
func may(ctx context.Context, q db.Reader, actor policy.Actor, act policy.Action, d Deviation) error {
	if actor.Authority == d.Asked {
		return policy.Check(ctx, q, actor, act, d.Ref())
	}
	return policy.CheckRead(ctx, q, actor, act, d.Ref())
}

func (s *Service) load(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (*work, error) {
	w := &work{Service: s, ctx: ctx, tx: tx, act: act, side: Clock}
	var err error
	if w.d, err = get(ctx, tx, id); err != nil {
		return nil, err
	}
	if by := tx.Actor().Authority; by != "" {
		w.side = w.d.SideOf(by)
	}
	if w.events, err = eventsOf(ctx, tx, id); err != nil {
		return nil, err
	}
	w.fresh, w.was = len(w.events), w.d.Standing
	w.before, err = wanted(w.d, w.round(), tx.Now())
	return w, err
}

// round gives the events of the present round.
func (w *work) round() []Event {
	return slices.DeleteFunc(slices.Clone(w.events), func(e Event) bool { return e.Round != w.d.Round })
}

// happen is one step of the actor's side: what the standing allows, and what follows.
func (w *work) happen(a Act, e Event) error {
	if !w.d.May(w.side, a) {
		return fault.New(fault.Conflict, notNow.With(w.d.State.Name()))
	}
	w.d.Standing = w.d.After(w.side, a)
	w.occur(a, e)
	return nil
}

// occur keeps an event as it happens now. A machine's clock that was set back puts nothing before what came before it.
func (w *work) occur(a Act, e Event) {
	at := w.tx.Now()
	if n := len(w.events); n > 0 && w.events[n-1].At.After(at) {
		at = w.events[n-1].At.Time
	}
	actor := w.tx.Actor()
	e.ID, e.Deviation, e.Round, e.No, e.At = w.tx.NewID(), w.d.ID, w.d.Round, int64(len(w.events)+1), db.At(at)
	e.Act, e.Side, e.Level = a, w.side, w.d.Level
	if w.side != Clock {
		e.Authority, e.Account = actor.Authority, actor.ID
	}
	w.events = append(w.events, e)
}

// settle puts what is kept beside the events in step with them.
func (w *work) settle() error {
	now, d := w.tx.Now(), &w.d
	round := w.round()
	at, ok := firstResponse(round)
	switch {
	case ok && d.AcknowledgedAt.IsZero():
		d.AcknowledgedAt = db.At(at)
		fallthrough
	case ok:
		d.AckDue = db.Time{}
	default:
		c, err := ackClock(round, d.AckDays)
		if err != nil {
			return err
		}
		d.AckDue = db.At(c.Original())
	}
	if w.side == Asked && d.Handler == "" {
		d.Handler = w.tx.Actor().ID
	}
	levels := stays(round, now)
	last := levels[len(levels)-1]
	d.LevelDue = db.Time{}
	if d.State.Live() && !last.Still && !last.Due.IsZero() {
		d.LevelDue = db.At(last.Due)
	}
	if !d.State.Live() {
		d.AckDue = db.Time{}
		if w.was.State.Live() || d.EndedAt.IsZero() {
			d.EndedAt = db.At(now)
		}
	} else {
		d.EndedAt = db.Time{}
	}
	if d.Level != w.was.Level || d.Round != w.was.Round {
		d.WarnedAt = db.Time{}
	}
	return nil
}

// save writes all of it, the deviation itself first: its version is the lock.
func (w *work) save() error {
	if err := w.settle(); err != nil {
		return err
	}
	if err := w.keep(); err != nil {
		return err
	}
	if err := update(w.ctx, w.tx, &w.d); err != nil {
		return err
	}
	return w.follow()
}

// keep records the facts as they now are.
func (w *work) keep() error {
	after, err := wanted(w.d, w.round(), w.tx.Now())
	if err != nil {
		return err
	}
	if w.was.Round != w.d.Round {
		w.before = nil
	}
	return keepFacts(w.ctx, w.tx, w.d, w.before, after)
}

// follow writes what hangs on the deviation, notes the act and tells of it.
func (w *work) follow() error {
	if err := db.InsertAll(w.ctx, w.tx, "deviation_event", w.events[w.fresh:]); err != nil {
		return err
	}
	if err := db.InsertAll(w.ctx, w.tx, "deviation_told", w.told); err != nil {
		return err
	}
	parts, err := w.placed()
	if err != nil {
		return err
	}
	say := noted{State: w.d.State, Level: w.d.Level, Round: w.d.Round, Type: w.d.Type}
	if len(w.events) > w.fresh {
		say.Act = w.events[len(w.events)-1].Act
	}
	if err := w.tx.Note(w.act, w.d.Ref(), say); err != nil {
		return err
	}
	if err := w.recurs(); err != nil {
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
	for _, authority := range parts {
		if w.Hook == nil || say.Act == "" {
			break
		}
		if err := w.Hook(w.ctx, w.tx, authority, hookName(say.Act), w.d.Ref()); err != nil {
			return err
		}
	}
	return nil
}

// placed writes where each authority that takes part finds the deviation, and gives the authorities. From level 3 all
// parties of the agreement take part, since they share the group that has it.
func (w *work) placed() ([]string, error) {
	parts := []string{w.d.Reporter, w.d.Asked}
	old, err := placesOf(w.ctx, w.tx, w.d.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range old {
		parts = append(parts, p.Authority)
	}
	if w.d.Level >= joint && w.d.Agreement != "" {
		a, err := agreement.ByID(w.ctx, w.tx, w.d.Agreement)
		if err != nil {
			return nil, err
		}
		for _, p := range a.PartiesOn(calendar.DateOf(w.tx.Now())) {
			if p.Municipality == "" || p.Municipality == w.d.Municipality {
				parts = append(parts, p.Authority)
			}
		}
	}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	last := w.tx.Now()
	if n := len(w.events); n > 0 {
		last = w.events[n-1].At.Time
	}
	for _, authority := range parts {
		if err := putPlace(w.ctx, w.tx, w.d.placeOf(authority, last)); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// tell has an audience of an authority told of the last event, and keeps how many they were.
func (w *work) tell(kind NewsKind, authority string, a Audience, text language.Text) error {
	to, err := w.audience(authority, a)
	to = slices.DeleteFunc(to, func(id string) bool { return id == w.tx.Actor().ID })
	if err != nil || len(to) == 0 {
		return err
	}
	e := w.events[len(w.events)-1]
	w.told = append(w.told, Told{e.ID, authority, a, int64(len(to))})
	w.news = append(w.news, News{Kind: kind, Thing: w.d.Ref(), Text: text, Accounts: to})
	return nil
}

// audience gives the accounts of those who are told.
func (w *work) audience(authority string, a Audience) ([]string, error) {
	day := calendar.DateOf(w.tx.Now())
	switch a {
	case OnDuty:
		if w.d.Path == "" {
			return nil, nil
		}
		return contact.OnDuty(w.ctx, w.tx, w.d.Path, time.Time{})
	case Heads:
		role := policy.Signatory
		if authority == directory.PES {
			role = policy.HeadOffice
		}
		return account.HoldersOf(w.ctx, w.tx, role, []string{authority}, day)
	case Named:
		id := w.d.Account
		if authority == w.d.Asked {
			id = w.d.Handler
		}
		staff, err := account.StaffOf(w.ctx, w.tx, authority, []string{id}, day)
		if _, works := staff[id]; !works {
			return nil, err
		}
		return []string{id}, err
	}
	return w.coordinators(authority, day)
}

// coordinators are those of an authority. The agency is a party everywhere: there it is those of the unit that has the
// deviation, where anybody is.
func (w *work) coordinators(authority string, day calendar.Date) ([]string, error) {
	all, err := account.HoldersOf(w.ctx, w.tx, policy.Coordinator, []string{authority}, day)
	if err != nil || authority != directory.PES || len(all) < 2 || w.d.Unit == "" {
		return all, err
	}
	staff, err := account.StaffOf(w.ctx, w.tx, authority, all, day)
	if err != nil {
		return nil, err
	}
	here := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return staff[id].Unit != w.d.Unit })
	if len(here) == 0 {
		return all, nil
	}
	return here, nil
}

// generalPath is the contact path that takes general questions for a municipality from an authority; a zero one when none
// does.
func generalPath(ctx context.Context, q db.Reader, from, code string, at time.Time) (contact.Path, error) {
	topic := toAgency
	if from == directory.PES {
		topic = toMunicipality
	}
	r, err := contact.Route(ctx, q, contact.Ask{From: from, Municipality: code, Topic: topic, At: at})
	if err != nil || r.Hole {
		return contact.Path{}, err
	}
	return r.Path, nil
}
