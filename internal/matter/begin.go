package matter

import (
	"context"
	"fmt"
	"hash/fnv"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// conversationKind is what a matter's conversation is.
const conversationKind exchange.Kind = "matter"

// Partner is an authority that a matter begins with.
type Partner struct {
	Authority string
	Unit      string
	Account   string // who works with the person
	Person    person.Person
	GroundID  string // of its own record, on which it tells the other; empty before it has told anything
	Ground    law.GroundID
}

// Opening is what a matter begins with.
type Opening struct {
	Municipality string
	Agreement    string
	From, To     Partner       // who handed over, and who accepted
	SightUntil   calendar.Date // last day on which whoever handed over sees it; zero: as long as it lasts
}

// Begin begins a matter in an act under way, or finds the one that the two have open for the person already: at most one is
// open between two authorities for one person. Both who work with the person are named on their own records. The caller
// has asked whether the actor may accept what it begins with.
func (s *Service) Begin(ctx context.Context, tx *audit.Tx, o Opening) (Matter, error) {
	m, ok, err := between(ctx, tx, o.From.Person.ID, o.To.Person.ID)
	if err != nil {
		return m, err
	}
	if ok {
		return s.joined(ctx, tx, m, o)
	}
	id := tx.RandomID()
	m = Matter{ID: id, Municipality: o.Municipality, Agreement: o.Agreement, State: Open, Number: numberOf(id, tx), Round: 1, BegunAt: db.At(tx.Now()), Version: 1}
	c, err := s.Exchange.Begin(ctx, tx, exchange.Opening{Kind: conversationKind, Subject: Topic, Personal: true,
		From: exchange.Party{Authority: o.From.Authority, Unit: o.From.Unit}, To: exchange.Party{Authority: o.To.Authority, Unit: o.To.Unit}})
	if err != nil {
		return m, err
	}
	m.Conversation = c.ID
	if err := db.Insert(ctx, tx, "matter", m); err != nil {
		return m, err
	}
	w := &Work{Service: s, Ctx: ctx, Tx: tx, Matter: m, act: policy.BeginMatter}
	for _, p := range []Partner{o.From, o.To} {
		d := &Desk{ID: tx.NewID(), Matter: id, Authority: p.Authority, Unit: p.Unit, Account: p.Account, Person: p.Person.ID, GroundID: p.GroundID, Ground: p.Ground,
			SightUntil: o.sight(p), Box: Live, Municipality: o.Municipality, Order: db.At(tx.Now()), JoinedAt: db.At(tx.Now())}
		w.Desks = append(w.Desks, d)
		if err := s.Persons.AssignNew(ctx, tx, p.Person, p.Account, m.Ref()); err != nil {
			return m, err
		}
	}
	w.Me = w.Desk(tx.Actor().Authority)
	w.Occur(Begin, "")
	w.askRound()
	w.News(w.Others(), NewsBegun, begunText)
	return w.begun()
}

// sight is until when a partner sees the matter; zero for as long as it lasts.
func (o Opening) sight(p Partner) db.Time {
	if p.Authority != o.From.Authority || o.SightUntil.IsZero() {
		return db.Time{}
	}
	return db.At(o.SightUntil.End())
}

// begun writes a matter that is new.
func (w *Work) begun() (Matter, error) {
	w.settle()
	rows := make([]Desk, len(w.Desks))
	for i, d := range w.Desks {
		rows[i] = *d
	}
	if err := db.InsertLater(w.Ctx, w.Tx, "matter_side", rows...); err != nil {
		return w.Matter, err
	}
	if err := db.InsertLater(w.Ctx, w.Tx, "matter_event", w.events...); err != nil {
		return w.Matter, err
	}
	if err := w.openRound(); err != nil {
		return w.Matter, err
	}
	w.noted.Round, w.noted.State = w.Matter.Round, w.Matter.State
	if err := w.Tx.Note(policy.BeginMatter, w.Matter.Ref(), w.noted); err != nil {
		return w.Matter, err
	}
	if err := w.tell(); err != nil {
		return w.Matter, err
	}
	return w.Matter, w.tellPrograms()
}

// joined lets another hand-over between the two come to the matter that they have: whoever accepts it works with the
// person from now on.
func (s *Service) joined(ctx context.Context, tx *audit.Tx, m Matter, o Opening) (Matter, error) {
	w, err := s.Load(ctx, tx, m.ID, policy.BeginMatter)
	if err != nil {
		return m, err
	}
	for _, p := range []Partner{o.From, o.To} {
		d := w.Desk(p.Authority)
		d.SightUntil, d.LeftAt, d.Box = o.sight(p), db.Time{}, Live
		if p.GroundID != "" {
			d.GroundID, d.Ground = p.GroundID, p.Ground
		}
		if err := w.handTo(d, p.Account); err != nil {
			return m, err
		}
	}
	w.Occur(Join, "")
	w.News(w.Others(), NewsMoved, joinedText)
	return w.Matter, w.save()
}

// handTo lets somebody of a side work with the person in the place of who did.
func (w *Work) handTo(d *Desk, account string) error {
	if d.Account == account {
		return nil
	}
	p := person.Person{ID: d.Person, Authority: d.Authority}
	if d.Account != "" {
		if err := w.Persons.Release(w.Ctx, w.Tx, d.Person, d.Account, w.Matter.Ref()); err != nil {
			return err
		}
	}
	d.Account = account
	if account == "" {
		return nil
	}
	return w.Persons.Assign(w.Ctx, w.Tx, p, account, w.Matter.Ref())
}

// numberOf makes the number by which people speak of a matter: of its year and its id, and of nobody.
func numberOf(id string, tx *audit.Tx) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	return fmt.Sprintf("S-%d-%06d", today(tx).Year, h.Sum32()%1_000_000)
}

// ThingOf names the matter of an id, for rooms that know nothing more.
func ThingOf(id string) ref.Ref { return ref.To(Kind, id) }
