package outcome

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Item is a follow-up in the list of one authority: nothing says whom it is about.
type Item struct {
	Outcome
	Number  string `db:"number"` // of the matter
	Account string `db:"account_id"`
}

// Place is where the row stands: what After continues from.
func (i Item) Place() []string { return []string{i.Due.String(), i.ID} }

// Filter chooses follow-ups; the zero Filter chooses those that can be answered now.
type Filter struct {
	Mine   bool // that the actor works with
	Coming bool // whose day has not come
	Noted  bool // that are answered
	After  []string
	Limit  int
}

// List gives the follow-ups of the actor's authority by the day on which they are due.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Item, error) {
	w := &db.Where{}
	f.where(q, actor, w)
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Item](ctx, q, `SELECT `+columns+`, m.number, s.account_id FROM outcome o JOIN matter m ON m.id = o.matter_id
		JOIN matter_side s ON s.matter_id = o.matter_id AND s.authority_id = o.authority_id WHERE `+w.String()+` ORDER BY o.due_on, o.id`+db.Limit(f.Limit), w.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor, w *db.Where) {
	w.Add("o.authority_id = $%d", actor.Authority)
	state := Waiting
	if f.Noted {
		state = Noted
	}
	w.Add("o.state = $%d", state)
	switch {
	case f.Coming:
		w.Add("o.point <> $%d AND o.due_on > $%d", Closing, today(q))
	case !f.Noted:
		w.Add("(o.point = $%d OR o.due_on <= $%d)", Closing, today(q))
	}
	if f.Mine {
		w.Add(contact.Mine("s.account_id", q, actor, &w.Args))
	}
	if len(f.After) == 2 {
		w.Add("(o.due_on, o.id) > ($%d, $%d)", f.After[0], f.After[1])
	}
	w.Add(policy.Where(q, actor, policy.ListOutcomes, "o", &w.Args))
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	w := &db.Where{}
	f.where(q, actor, w)
	return web.CountTo(ctx, q, `SELECT o.id FROM outcome o JOIN matter_side s ON s.matter_id = o.matter_id AND s.authority_id = o.authority_id WHERE `+w.String(), w.Args...)
}

// Awaiting counts, for my day, the follow-ups that wait for the actor, and how many are late.
func (s *Service) Awaiting(ctx context.Context, q db.Reader, actor policy.Actor) (waits, late int64, err error) {
	if !policy.May(actor, policy.ListOutcomes) {
		return 0, 0, nil
	}
	list, err := s.List(ctx, q, actor, Filter{Mine: true})
	for _, i := range list {
		if waits++; i.Late(today(q)) {
			late++
		}
	}
	return waits, late, err
}

// Late tells whether a follow-up should have been answered before a day: there are five working days from when it is due.
func (o Outcome) Late(day calendar.Date) bool { return o.State == Waiting && o.by().Before(day) }

// by is the last day on which a follow-up is answered in time.
func (o Outcome) by() calendar.Date {
	if o.Point == Closing {
		return o.Due
	}
	return calendar.AddWorkingDays(o.Due, answerWithin)
}
