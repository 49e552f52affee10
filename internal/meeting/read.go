package meeting

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Seen is a meeting as one reader's authority sees it, without what is about the person.
type Seen struct {
	Meeting
	Part   Part // of the reader's authority
	Other  string
	Number string // of the matter
	Offers []Offer
	Can    policy.Allowed
	Reads  bool // the reader works with the person: the rest can be opened
	Works  bool
}

// Opened is a meeting with what it is about, for who works with the person.
type Opened struct {
	Seen
	Desk   matter.Desk // of the reader's authority
	Where  string
	Person person.Opened
	Called Called
	Why    string // why the answer to a call to SIP was no
	Result Result
}

// Get gives a meeting as the actor's authority sees it. Who may not see it is told that there is none.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (v Seen, err error) {
	if v.Can, err = policy.Can(ctx, q, actor, Meeting{ID: id}.Ref(), policy.ReadPersonMeeting, policy.ReadPersonMeetingText, policy.WorkPersonMeeting); err != nil {
		return v, err
	}
	if err := v.Can.CheckRead(policy.ReadPersonMeeting); err != nil {
		return v, err
	}
	if v.Meeting, err = byID(ctx, q, id); err != nil {
		return v, err
	}
	v.Part, v.Reads, v.Works = PartOf(actor.Authority), v.Can.May(policy.ReadPersonMeetingText), v.Can.May(policy.WorkPersonMeeting)
	m, err := matter.ByID(ctx, q, v.Matter)
	if err != nil {
		return v, err
	}
	v.Number = m.Number
	desks, err := matter.Desks(ctx, q, v.Matter)
	if err != nil {
		return v, err
	}
	for _, d := range desks {
		if d.Authority != actor.Authority {
			v.Other = d.Authority
		}
	}
	v.Offers, err = readOffers(ctx, q, v.Meeting)
	return v, err
}

// Open gives a meeting with what it is about, and notes that it was read.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (o Opened, err error) {
	thing := Meeting{ID: id}.Ref()
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			o = Opened{}
			if o.Seen, err = s.Get(ctx, q, actor, id); err != nil || !o.Reads {
				return false, err
			}
			return true, s.fill(ctx, q, actor, &o)
		},
		Still: func(tx *audit.Tx) error {
			return policy.CheckRead(ctx, tx, actor, policy.ReadPersonMeetingText, thing)
		},
		Note: func(tx *audit.Tx) error {
			return tx.Note(policy.ReadPersonMeetingText, thing, o.Can.By(policy.ReadPersonMeetingText))
		},
	})
	return o, err
}

// fill reads what stands in the own authority's copies.
func (s *Service) fill(ctx context.Context, q db.Reader, actor policy.Actor, o *Opened) (err error) {
	m, err := matter.ByID(ctx, q, o.Matter)
	if err != nil {
		return err
	}
	desks, err := matter.Desks(ctx, q, o.Matter)
	if err != nil {
		return err
	}
	for _, d := range desks {
		if d.Authority == actor.Authority {
			o.Desk = d
		}
	}
	if o.Person, err = s.Persons.Read(ctx, q, o.Desk.Person); err != nil {
		return err
	}
	thread, err := s.Exchange.Thread(ctx, q, m.Conversation, actor.Authority)
	if err != nil {
		return err
	}
	o.Where = o.where(thread)
	o.read(thread)
	return nil
}

func (o *Opened) read(thread []exchange.Copy) {
	for _, c := range thread {
		switch c.ID {
		case o.Message:
			o.Called = ParseCall(c.Body)
		case o.ReplyMessage:
			o.Why = c.Body
		case o.HeldMessage:
			o.Result = ParseResult(c.Body)
		}
	}
}

// Decisions gives what was decided at the meetings of a matter, from one authority's own copies, as steps that a new version
// of the plan can take up: those whose day has not passed. The caller has asked whether the copies may be read.
func Decisions(thread []exchange.Copy, day calendar.Date) (out []plan.Item) {
	for _, c := range thread {
		if c.Kind != msgHeld {
			continue
		}
		for _, d := range ParseResult(c.Body).Decisions {
			if !d.Due.Before(day) {
				out = append(out, d)
			}
		}
	}
	return out
}

// Item is a meeting in the list of one authority.
type Item struct {
	Meeting
	Number string `db:"number"`
	Other  string `db:"other_id"` // authority
}

// Place is where the row stands: what After continues from.
func (i Item) Place() []string { return web.PlaceAt(i.Order, i.ID) }

// Filter chooses meetings; the zero Filter chooses those that are not over.
type Filter struct {
	Over         bool // those that are held or cancelled
	Mine         bool // with persons whom the actor works with
	Waits        bool // where the own authority is to do something
	Booked       bool // those that are booked
	Week         calendar.Date
	Municipality string
	After        []string
	Limit        int
}

// List gives the meetings of the actor's authority, those that come first first; what is over, the latest first.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	w, err := f.where(q, actor)
	if err != nil {
		return nil, err
	}
	direction := "ASC"
	if f.Over {
		direction = "DESC"
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Item](ctx, q, fmt.Sprintf(`SELECT `+columns+`, matter.number, COALESCE((SELECT o.authority_id FROM matter_side o WHERE o.matter_id = m.matter_id AND o.authority_id <> s.authority_id), '') AS other_id
		FROM meeting m JOIN matter ON matter.id = m.matter_id JOIN matter_side s ON s.matter_id = m.matter_id WHERE %s ORDER BY m.order_at %s, m.id %s`, w, direction, direction)+db.Limit(f.Limit), w.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	w := &db.Where{}
	sign := ">"
	w.Add("s.authority_id = $%d", actor.Authority)
	if f.Over {
		sign = "<"
		w.When(true, "m.state IN ('held', 'cancelled')")
	} else {
		w.When(true, "m.state NOT IN ('held', 'cancelled')")
	}
	w.Equal("m.municipality_code", f.Municipality)
	w.When(f.Booked, "m.state = 'booked'")
	if f.Mine {
		w.Add(contact.Mine("s.account_id", q, actor, &w.Args))
	}
	if f.Waits {
		w.Add("(m.turn IN ('both', $%d) OR m.state = 'booked' AND m.ends_at <= $%d)", string(PartOf(actor.Authority)), db.At(q.Now()))
	}
	if !f.Week.IsZero() {
		w.Add("m.order_at >= $%d AND m.order_at < $%d", db.At(f.Week.Start()), db.At(f.Week.AddDays(7).Start()))
	}
	if len(f.After) > 0 {
		at, id, err := web.Cursor(f.After).TimeAndID()
		if err != nil {
			return nil, err
		}
		w.Add("(m.order_at, m.id) "+sign+" ($%d, $%d)", at, id)
	}
	w.Add(policy.Where(q, actor, policy.ListPersonMeetings, "m", &w.Args))
	return w, nil
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	w, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, `SELECT m.id FROM meeting m JOIN matter_side s ON s.matter_id = m.matter_id WHERE `+w.String(), w.Args...)
}

// Counts are how many meetings the actor's authority has.
type Counts struct{ Live, Mine, Booked, Waits int64 }

// Count counts what List lists, by its chips.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor) (n Counts, err error) {
	for _, c := range []struct {
		f  Filter
		to *int64
	}{{Filter{}, &n.Live}, {Filter{Mine: true}, &n.Mine}, {Filter{Booked: true}, &n.Booked}, {Filter{Waits: true}, &n.Waits}} {
		w, err := c.f.where(q, actor)
		if err != nil {
			return n, err
		}
		if *c.to, err = db.One[int64](ctx, q, `SELECT COUNT(*) FROM meeting m JOIN matter_side s ON s.matter_id = m.matter_id WHERE `+w.String(), w.Args...); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Awaiting counts, for my day, the meetings that wait for the actor.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor) (waits int64, next calendar.Date, err error) {
	if !policy.May(actor, policy.ListPersonMeetings) {
		return 0, next, nil
	}
	q := s.Trail.DB()
	list, err := s.List(ctx, q, actor, Filter{Mine: true, Waits: true, Limit: 100})
	if err != nil {
		return 0, next, err
	}
	booked, err := s.List(ctx, q, actor, Filter{Mine: true, Booked: true, Limit: 10})
	for _, m := range booked {
		if !m.Passed(q.Now()) {
			next = dayOf(m.Starts.Time)
			break
		}
	}
	return int64(len(list)), next, err
}

// Waiting gives the matters of the meetings that wait for the actor, for the list of matters.
func (s *Service) Waiting(ctx context.Context, q db.Reader, actor policy.Actor) (a matter.Awaits, err error) {
	if !policy.May(actor, policy.ListPersonMeetings) {
		return a, nil
	}
	list, err := s.List(ctx, q, actor, Filter{Mine: true, Waits: true, Limit: 100})
	for _, m := range list {
		a.Waits = append(a.Waits, m.Matter)
	}
	return a, err
}

// status is where a meeting stands, in shape, words and colour.
func (m Meeting) status(l language.Lang, now time.Time) ui.Status {
	words := m.State.Name()
	level := ui.Info
	switch {
	case m.Passed(now):
		level, words = ui.Warn, language.T("har varit, inte antecknat", "has been, not noted")
	case m.Waits():
		level, words = ui.Paused, language.T("personen har bett att få vänta", "the person has asked to wait")
	case m.State == Booked || m.State == Held:
		level = ui.Good
	case m.State == Missed:
		level = ui.Warn
	case m.State == Cancelled:
		level, words = ui.Neutral, language.T("avbokat av %s", "cancelled by %s").With(m.CancelledBy.Name())
		if m.CancelledBy == House {
			words = language.T("avbokat när ärendet avslutades", "cancelled when the matter was closed")
		}
	}
	return ui.Status{Level: level, Words: words.In(l)}
}
