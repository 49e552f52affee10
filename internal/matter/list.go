package matter

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Item is a matter in the list of one authority.
type Item struct {
	Matter
	What    Wait    `db:"due_what"`
	Due     db.Time `db:"due_at"`
	Order   db.Time `db:"order_at"`
	Account string  `db:"account_id"`
	Other   string  `db:"other_id"` // authority
}

// Filter chooses matters; the zero Filter chooses those that are open.
type Filter struct {
	Over         bool // those that are closed
	Mine         bool // that the actor works with
	Waits        bool // where the own authority is to do something
	Late         bool
	Municipality string
	Elsewhere    []string // matters in which something waits in another room: Waits finds them too
	After        []string // the place of the last row of the page before
	Limit        int
}

// Place is where the row stands: what After continues from.
func (i Item) Place() []string { return web.PlaceAt(i.Order, i.ID) }

// List gives the matters of the actor's authority, what is due first first; what is closed, the latest first.
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
	return db.All[Item](ctx, q, fmt.Sprintf(`SELECT m.id, m.conversation_id, m.municipality_code, m.agreement_id, m.state, m.number, m.round, m.begun_at, m.closed_at, m.close_reason, m.stopped_at, m.version,
		s.due_what, s.due_at, s.order_at, s.account_id, COALESCE((SELECT o.authority_id FROM matter_side o WHERE o.matter_id = m.id AND o.authority_id <> s.authority_id), '') AS other_id
		FROM matter_side s JOIN matter m ON m.id = s.matter_id WHERE %s ORDER BY s.order_at %s, s.id %s`, w, direction, direction)+db.Limit(f.Limit), w.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	w := &db.Where{}
	box, sign := Live, ">"
	if f.Over {
		box, sign = Over, "<"
	}
	w.Add("s.authority_id = $%d", actor.Authority)
	w.Add("s.box = $%d", box)
	w.Equal("s.municipality_code", f.Municipality)
	if f.Waits {
		w.Add(waits(f.Elsewhere, &w.Args))
	}
	if f.Mine {
		w.Add(contact.Mine("s.account_id", q, actor, &w.Args))
	}
	if f.Late {
		w.Add("s.due_at <= $%d", db.At(q.Now()))
	}
	if len(f.After) > 0 {
		at, id, err := web.Cursor(f.After).TimeAndID()
		if err != nil {
			return nil, err
		}
		w.Add("(s.order_at, s.id) "+sign+" ($%d, $%d)", at, id)
	}
	w.Add(policy.Where(q, actor, policy.ListMatters, "s", &w.Args))
	return w, nil
}

// waits is the condition that something waits in a matter, or in what other rooms hang on it.
func waits(elsewhere []string, args *[]any) string {
	if len(elsewhere) == 0 {
		return "s.due_what <> ''"
	}
	return "(s.due_what <> '' OR s.matter_id " + db.In(elsewhere, args) + ")"
}

// hangs tells whether what waits in a matter waits in another room alone.
func (f Filter) hangs(i Item) bool {
	return i.State == Open && i.What == Nothing && slices.Contains(f.Elsewhere, i.ID)
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	w, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, `SELECT s.id FROM matter_side s WHERE `+w.String(), w.Args...)
}

// Counts are how many matters the actor's authority has.
type Counts struct {
	Live  int64 `db:"live"`
	Mine  int64 `db:"mine"`
	Waits int64 `db:"waits"` // in which something waits, in the matter or elsewhere
	Here  int64 `db:"here"`  // of those, in the matter itself
	Late  int64 `db:"late"`
}

// Count counts them in one query. elsewhere are those in which something waits in another room.
func (s *Service) Count(ctx context.Context, q db.Reader, actor policy.Actor, elsewhere ...string) (Counts, error) {
	args := []any{actor.Authority, db.At(q.Now())}
	mine := contact.Mine("s.account_id", q, actor, &args)
	return db.One[Counts](ctx, q, `SELECT COUNT(*) AS live, COUNT(*) FILTER (WHERE `+mine+`) AS mine, COUNT(*) FILTER (WHERE `+waits(elsewhere, &args)+`) AS waits,
		COUNT(*) FILTER (WHERE s.due_what <> '') AS here, COUNT(*) FILTER (WHERE s.due_at <= $2) AS late
		FROM matter_side s WHERE s.authority_id = $1 AND s.box = 'live' AND `+policy.Where(q, actor, policy.ListMatters, "s", &args), args...)
}

// Ticking says in words how long it is to when something is due.
func Ticking(due db.Time, now time.Time) (ui.Level, language.Text) {
	t := language.T
	if due.IsZero() {
		return ui.Neutral, t("Inget väntar", "Nothing waits")
	}
	days := calendar.WorkingDaysBetween(calendar.DateOf(now), calendar.DateOf(due.Time))
	switch {
	case !now.Before(due.Time) && days == 0:
		return ui.Bad, t("Försenad", "Late")
	case !now.Before(due.Time):
		return ui.Bad, t("Försenad %s", "%s late").With(calendar.CountWorkingDays(-days))
	case days == 0:
		return ui.Warn, t("I dag", "Today")
	}
	return ui.Waiting, t("%s kvar", "%s left").With(calendar.CountWorkingDays(days))
}

// ClockOf is Ticking for a cell of a list.
func ClockOf(due db.Time, now time.Time, l language.Lang) ui.Clock {
	level, words := Ticking(due, now)
	c := ui.Clock{Level: level, Words: words.In(l)}
	if !due.IsZero() {
		c.When, c.At = calendar.LongDateTime(due.Time).In(l), due.UTC().Format(time.RFC3339)
	}
	return c
}
