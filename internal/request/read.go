package request

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// View is a request as its page has it.
type View struct {
	Request
	Reads        bool // the reader handles it, and so has what follows
	Content      Content
	Who          person.Opened
	Events       []Event // without what was said for who does not read
	Can          policy.Allowed
	Restricted   bool // nothing new is told about the person now
	Restrictions []person.Restriction
}

// acts are what the page of a request may offer.
func acts() []policy.Action {
	return []policy.Action{policy.ReadOwnRequest, policy.FollowOwnRequest, policy.ReadRequest, policy.ReadRequestText, policy.TakeRequest, policy.AnswerRequest, policy.FollowRequest, policy.TakeOutRequest, policy.RegisterRequest}
}

// reading is the right by which what a request says is read.
func reading(actor policy.Actor) policy.Action {
	if self(actor) {
		return policy.ReadOwnRequest
	}
	return policy.ReadRequestText
}

// Open gives a request to whoever may see it: with who has asked and what to who handles it, which is noted as a reading;
// else that it is there and when it is due.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (v View, err error) {
	thing := Request{ID: id}.Ref()
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			can, err := policy.Can(ctx, q, actor, thing, acts()...)
			if err == nil {
				err = can.CheckRead(seeing(actor))
			}
			if err != nil {
				return false, err
			}
			v, err = s.view(ctx, q, id, can)
			return v.Reads, err
		},
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, reading(actor), thing) },
		Note: func(tx *audit.Tx) error {
			return tx.Note(reading(actor), thing, struct {
				policy.By
				Type  Type  `json:"type"`
				State State `json:"state"`
			}{v.Can.By(reading(actor)), v.Type, v.State})
		}})
	if err != nil {
		return View{}, err
	}
	return v, nil
}

func (s *Service) view(ctx context.Context, q db.Reader, id string, can policy.Allowed) (v View, err error) {
	v.Can, v.Reads = can, can.May(policy.ReadRequestText) || can.May(policy.ReadOwnRequest)
	if v.Request, err = get(ctx, q, id); err != nil {
		return v, err
	}
	if !v.Reads {
		v.Events, err = eventsOf(ctx, q, id)
		return v, err
	}
	if v.Content, err = contentOf(ctx, q, s.keys(), v.Request); err != nil {
		return v, err
	}
	if v.Events, err = saidOf(ctx, q, s.keys(), id); err != nil {
		return v, err
	}
	if v.Who, err = s.Persons.Unseal(ctx, q, v.Person); err != nil {
		return v, err
	}
	v.Restrictions, err = person.Restrictions(ctx, q, v.Person)
	for _, r := range v.Restrictions {
		v.Restricted = v.Restricted || r.EndsAt.IsZero()
	}
	return v, err
}

// Reply gives what the person is to be told now: the decision, or else the last that was asked or said to the person; ok is
// false when there is nothing yet.
func (v View) Reply() (Event, bool) {
	round := roundOf(v.Events, v.Round)
	if e, ok := last(round, Answer, Grant, Refuse, Offer); ok {
		return e, true
	}
	return last(round, AskMore, Extend)
}

// Filter says which requests are asked for. Empty fields ask for all.
type Filter struct {
	Box     Box // empty: those in which an answer is owed
	Mine    bool
	Untaken bool
	Late    bool
	Type    Type
	Channel Channel
	Person  string // record of the authority
	After   []string
	Limit   int
}

// Place is where the row stands in its box: what After continues from.
func (r Request) Place() []string { return web.PlaceAt(r.Order, r.ID) }

// List gives the requests that the actor may see, what is due first first; what is told or over, the latest first.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Request, error) {
	where, err := f.where(q, actor)
	if err != nil {
		return nil, err
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	direction := "ASC"
	if f.backwards() {
		direction = "DESC"
	}
	return db.All[Request](ctx, q, fmt.Sprintf("SELECT "+columns+" FROM request r WHERE %s ORDER BY r.order_at %s, r.id %s", where, direction, direction)+db.Limit(f.Limit), where.Args...)
}

func (f Filter) backwards() bool { return f.Box == Told || f.Box == Over || f.Box == AnyBox }

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	if f.Box == "" {
		f.Box = Live
	}
	w := &db.Where{}
	if actor.Authority != "" {
		w.Add("r.authority_id = $%d", actor.Authority)
	}
	if f.Box != AnyBox {
		w.Add("r.box = $%d", f.Box)
	}
	w.Equal("r.kind", string(f.Type))
	w.Equal("r.channel", string(f.Channel))
	w.Equal("r.person_id", f.Person)
	if f.Mine {
		w.Add(contact.Mine("r.account_id", q, actor, &w.Args))
	}
	w.When(f.Untaken, "r.account_id = ''")
	if f.Late {
		w.Add("r.due_at <= $%d", db.At(q.Now()))
	}
	if err := f.after(w); err != nil {
		return nil, err
	}
	act := policy.ListRequests
	if self(actor) { // their own, whatever authority they have asked
		act = policy.ReadOwnRequest
	}
	w.Add(policy.Where(q, actor, act, "r", &w.Args))
	return w, nil
}

func (f Filter) after(w *db.Where) error {
	if len(f.After) == 0 {
		return nil
	}
	at, id, err := web.Cursor(f.After).TimeAndID()
	if err != nil {
		return err
	}
	sign := ">"
	if f.backwards() {
		sign = "<"
	}
	w.Add("(r.order_at, r.id) "+sign+" ($%d, $%d)", at, id)
	return nil
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	where, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, "SELECT r.id FROM request r WHERE "+where.String(), where.Args...)
}

// Counts are how many requests the actor sees.
type Counts struct {
	Live    int64 `db:"live"`
	Late    int64 `db:"late"`
	Untaken int64 `db:"untaken"`
	Mine    int64 `db:"mine"`
	Told    int64 `db:"told"`
}

// Count counts them in one query.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	mine := contact.Mine("r.account_id", q, actor, &args)
	sum := func(cond string) string { return `COALESCE(SUM(CASE WHEN ` + cond + ` THEN 1 ELSE 0 END), 0)` }
	text := `SELECT ` + sum(`r.box = 'live'`) + ` AS live, ` + sum(`r.box = 'live' AND r.due_at <= $2`) + ` AS late, ` + sum(`r.box = 'live' AND r.account_id = ''`) + ` AS untaken, ` +
		sum(`r.box = 'live' AND `+mine) + ` AS mine, ` + sum(`r.box = 'told'`) + ` AS told FROM request r WHERE r.authority_id = $1 AND r.box IN ('live', 'told') AND ` +
		policy.Where(q, actor, policy.ListRequests, "r", &args)
	return db.One[Counts](ctx, q, text, args...)
}
