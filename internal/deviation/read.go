package deviation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// View is a deviation as its page has it.
type View struct {
	Deviation
	Side     Side   // of the reader
	Registry string // number at the reader's authority; empty until it is registered
	Events   []Event
	Told     map[string][]Told // by event
	Acts     []Act             // what the reader's side can do now, as far as its standing says
}

// Get gives a deviation to whoever may read it.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (v View, err error) {
	if err := policy.CheckRead(ctx, q, actor, policy.ReadDeviation, Deviation{ID: id}.Ref()); err != nil {
		return v, err
	}
	if v.Deviation, err = get(ctx, q, id); err != nil {
		return v, err
	}
	v.Side = v.SideOf(actor.Authority)
	if v.Events, err = eventsOf(ctx, q, id); err != nil {
		return v, err
	}
	files, err := foldersOf(ctx, q, id)
	if err != nil {
		return v, err
	}
	for _, f := range files {
		if f.Authority == actor.Authority {
			v.Registry = f.Registry
		}
	}
	if !destroyed(files) {
		v.Acts = v.Can(v.Side)
	}
	v.Told, err = toldOf(ctx, q, id)
	return v, err
}

// Round gives the events of the present round.
func (v View) Round() []Event {
	return slices.DeleteFunc(slices.Clone(v.Events), func(e Event) bool { return e.Round != v.Deviation.Round })
}

// Last gives the latest event of an act in the present round; ok is false when there is none.
func (v View) Last(a Act) (Event, bool) {
	for _, e := range slices.Backward(v.Round()) {
		if e.Act == a {
			return e, true
		}
	}
	return Event{}, false
}

// Filter says which deviations are asked for. Empty fields ask for all.
type Filter struct {
	Box          Box // empty: those in which a solution is owed
	Turn         bool
	Late         bool
	Side         Side
	Level        int64
	Type         Type
	Municipality string
	Agreement    string
	Registry     string // number at the actor's authority, whatever box it is in
	Unit         string // of the agency; those that no unit has come along
	About        ref.Ref
	After        []string // the place of the last row of the page before: Item.Place
	Limit        int      // most rows; 0 is web.PageSize
}

// Item is one row of the list.
type Item struct {
	Deviation
	Side     Side    `db:"side"`
	Mine     bool    `db:"mine"`
	Order    db.Time `db:"order_at"`
	Registry string  `db:"registry"` // number at the authority whose list it is
}

// Place is where the row stands in its box: what After continues from.
func (i Item) Place() []string { return web.PlaceAt(i.Order, i.ID) }

// Late tells whether what it is due for next is late.
func (d Deviation) Late(now time.Time) bool {
	due := d.Due()
	return d.State.Live() && !due.IsZero() && !now.Before(due)
}

// List gives the deviations of the actor's authority, what is due first first; what is over, the latest first. It reads
// along one index and no further than the page.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	where, err := f.where(ctx, q, actor)
	if err != nil {
		return nil, err
	}
	direction := "ASC"
	if f.backwards() {
		direction = "DESC"
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Item](ctx, q, fmt.Sprintf(`SELECT `+columns+`, s.side, s.mine, s.order_at, s.registry FROM deviation_side s JOIN deviation d ON d.id = s.deviation_id
		WHERE %s ORDER BY s.order_at %s, s.deviation_id %s`, where, direction, direction)+db.Limit(f.Limit), where.Args...)
}

func (f Filter) backwards() bool { return f.Box == Over || f.Box == Solved }

func (f Filter) where(ctx context.Context, q db.Reader, actor policy.Actor) (*db.Where, error) {
	switch {
	case f.Registry != "":
		f.Box = AnyBox
	case f.Box == "":
		f.Box = Live
	}
	w := &db.Where{}
	w.Add("s.authority_id = $%d", actor.Authority)
	if f.Box != AnyBox {
		w.Add("s.box = $%d", f.Box)
	}
	w.Equal("d.municipality_code", f.Municipality)
	w.Equal("d.kind", string(f.Type))
	w.Equal("s.side", string(f.Side))
	w.Equal("d.agreement_id", f.Agreement)
	w.Equal("d.thing_kind", string(f.About.Kind))
	w.Equal("d.thing_id", f.About.ID)
	if f.Level != 0 {
		w.Add("d.level = $%d", f.Level)
	}
	if f.Unit != "" {
		w.Add("d.unit_id IN ('', $%d)", f.Unit)
	}
	if f.Registry != "" {
		id, err := numbered(ctx, q, actor.Authority, f.Registry)
		if err != nil {
			return nil, err
		}
		w.Add("s.deviation_id = $%d", id)
	}
	w.When(f.Turn, "s.mine")
	if f.Late {
		w.Add("(d.ack_due <= $%[1]d OR d.level_due <= $%[1]d)", db.At(q.Now()))
	}
	if err := f.after(w); err != nil {
		return nil, err
	}
	w.Add(policy.Where(q, actor, policy.ListDeviations, "d", &w.Args))
	return w, nil
}

// AnyBox asks for all boxes at once.
const AnyBox Box = "any"

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
	w.Add("(s.order_at, s.deviation_id) "+sign+" ($%d, $%d)", at, id) // both are found in the index
	return nil
}

// Counts are how many deviations there are at the actor's authority.
type Counts struct {
	Live   int64 `db:"live"`
	Turn   int64 `db:"turn"` // the own side's turn, also of those that are resolved
	Late   int64 `db:"late"` // and the own side's turn
	Solved int64 `db:"solved"`
}

// Count counts them in one query.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	sum := func(cond string) string { return `COALESCE(SUM(CASE WHEN ` + cond + ` THEN 1 ELSE 0 END), 0)` }
	text := `SELECT ` + sum(`s.box = 'live'`) + ` AS live, ` + sum(`s.mine`) + ` AS turn, ` + sum(`s.box = 'live' AND s.mine AND (d.ack_due <= $2 OR d.level_due <= $2)`) + ` AS late, ` +
		sum(`s.box = 'solved'`) + ` AS solved FROM deviation_side s JOIN deviation d ON d.id = s.deviation_id
		WHERE s.authority_id = $1 AND s.box IN ('live', 'solved') AND ` + policy.Where(q, actor, policy.ListDeviations, "d", &args)
	return db.One[Counts](ctx, q, text, args...)
}

// Share is how many deviations the two sides of an agreement have reported in a year: told beside every count, since who
// reports most looks worst.
type Share struct {
	Authority string `db:"reporter_id"`
	N         int64  `db:"n"`
}

// Shares gives who reported how many in an agreement since a day.
func Shares(ctx context.Context, q db.Reader, agreementID string, since calendar.Date) ([]Share, error) {
	return db.All[Share](ctx, q, `SELECT reporter_id, COUNT(*) AS n FROM deviation WHERE agreement_id = $1 AND reported_at >= $2 GROUP BY reporter_id ORDER BY reporter_id`,
		agreementID, db.At(since.Start()))
}
