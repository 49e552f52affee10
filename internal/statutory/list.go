package statutory

import (
	"context"
	"fmt"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Filter says which notices are asked for. Empty fields ask for all.
type Filter struct {
	Box          Box  // empty: those in which somebody owes something
	Turn         bool // it is the own side's turn
	Late         bool // the receiver's time has passed
	Mine         bool // handled by the reader
	Side         Side
	Type         law.NoticeID
	Municipality string
	After        []string // the place of the last row of the page before: Item.Place
	Limit        int      // most rows; 0 is web.PageSize
}

// Item is one row of the list.
type Item struct {
	Notice
	Side    Side    `db:"side"`
	Mine    bool    `db:"mine"`
	Account string  `db:"account_id"` // who handles it at the reader's authority
	Handler string  `db:"handler"`    // by name
	Order   db.Time `db:"order_at"`
}

// Place is where the row stands in its box: what After continues from.
func (i Item) Place() []string { return web.PlaceAt(i.Order, i.ID) }

const from = ` FROM statutory_side s JOIN statutory_notice n ON n.id = s.notice_id LEFT JOIN account a ON a.id = s.account_id WHERE `

// List gives the notices of the actor's authority that the actor may see, what is due first first; what is over, the latest
// first.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	where, err := f.where(q, actor)
	if err != nil {
		return nil, err
	}
	direction := "ASC"
	if f.Box == Over {
		direction = "DESC"
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Item](ctx, q, fmt.Sprintf(`SELECT `+columns+`, s.side, s.mine, s.account_id, COALESCE(a.name, '') AS handler, s.order_at`+from+`%s ORDER BY s.order_at %s, s.notice_id %s`,
		where, direction, direction)+db.Limit(f.Limit), where.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	if f.Box != Over {
		f.Box = Live
	}
	w := &db.Where{}
	w.Add("s.authority_id = $%d", actor.Authority)
	w.Add("s.box = $%d", f.Box)
	w.Equal("s.side", string(f.Side))
	w.Equal("n.kind", string(f.Type))
	w.Equal("n.municipality_code", f.Municipality)
	w.When(f.Turn, "s.mine")
	if f.Mine {
		w.Add(contact.Mine("s.account_id", q, actor, &w.Args))
	}
	if f.Late {
		w.Add("n.due_at <= $%d", db.At(q.Now()))
	}
	if err := f.after(w); err != nil {
		return nil, err
	}
	w.Add(policy.Where(q, actor, policy.ListStatutory, "s", &w.Args))
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
	if f.Box == Over {
		sign = "<"
	}
	w.Add("(s.order_at, s.notice_id) "+sign+" ($%d, $%d)", at, id)
	return nil
}

// Counts are how many notices wait at the actor's authority, of those that the actor may see.
type Counts struct {
	Live int64 `db:"live"`
	Turn int64 `db:"turn"` // the own side's turn
	Late int64 `db:"late"` // and the own side's turn
	Free int64 `db:"free"` // that nobody has taken
}

// Count counts them in one query.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	sum := func(cond string) string { return `COALESCE(SUM(CASE WHEN ` + cond + ` THEN 1 ELSE 0 END), 0)` }
	return db.One[Counts](ctx, q, `SELECT COUNT(*) AS live, `+sum(`s.mine`)+` AS turn, `+sum(`s.mine AND n.due_at <= $2`)+` AS late, `+sum(`s.mine AND s.account_id = ''`)+` AS free
		FROM statutory_side s JOIN statutory_notice n ON n.id = s.notice_id WHERE s.authority_id = $1 AND s.box = 'live' AND `+policy.Where(q, actor, policy.ListStatutory, "s", &args), args...)
}

// total counts what a filter finds, as far as lists are counted.
func (s *Service) total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	where, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, `SELECT s.notice_id`+from+where.String(), where.Args...)
}

// ofPerson gives the notices about a person in an authority's own record that the actor may see, the latest first.
func (s *Service) ofPerson(ctx context.Context, q db.Reader, actor policy.Actor, person string, limit int) ([]Item, error) {
	w := &db.Where{}
	w.Add("s.authority_id = $%d", actor.Authority)
	w.Add("s.person_id = $%d", person)
	w.Add(policy.Where(q, actor, policy.ListStatutory, "s", &w.Args))
	return db.All[Item](ctx, q, `SELECT `+columns+`, s.side, s.mine, s.account_id, COALESCE(a.name, '') AS handler, s.order_at`+from+w.String()+` ORDER BY n.sent_at DESC, n.id`+db.Limit(limit), w.Args...)
}
