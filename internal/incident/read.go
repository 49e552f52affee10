package incident

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// View is an incident as its page has it.
type View struct {
	Incident
	Text    string // what happened; empty of what another authority told of
	Parties []Party
	Events  []Event
	Thread  []exchange.Copy // what the authority was told, of what another told of
	Can     policy.Allowed
}

// Open gives an incident to whoever may read it, which is noted.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (v View, err error) {
	thing := Incident{ID: id}.Ref()
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			can, err := policy.Can(ctx, q, actor, thing, policy.ReadIncident, policy.AssessIncident)
			if err == nil {
				err = can.CheckRead(policy.ReadIncident)
			}
			if err != nil {
				return false, err
			}
			v, err = s.view(ctx, q, id, can)
			return true, err
		},
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, policy.ReadIncident, thing) },
		Note: func(tx *audit.Tx) error {
			return tx.Note(policy.ReadIncident, thing, map[string]any{"state": v.State})
		}})
	if err != nil {
		return View{}, err
	}
	return v, nil
}

func (s *Service) view(ctx context.Context, q db.Reader, id string, can policy.Allowed) (v View, err error) {
	v.Can = can
	if v.Incident, err = get(ctx, q, id); err != nil {
		return v, err
	}
	c, err := contentOf(ctx, q, s.keys(), id)
	if err != nil {
		return v, err
	}
	v.Text = c.Text
	if v.Parties, err = partiesOf(ctx, q, id); err != nil {
		return v, err
	}
	if v.Events, err = eventsOf(ctx, q, s.keys(), id); err != nil || v.Conversation == "" {
		return v, err
	}
	v.Thread, err = s.Exchange.Thread(ctx, q, v.Conversation, v.Authority)
	return v, err
}

// Filter says which incidents are asked for. Empty fields ask for all.
type Filter struct {
	State State
	Sort  Sort
	Told  bool // those that another authority told of
	Late  bool
	After []string
	Limit int
}

// Place is where the row stands in the list: what After continues from.
func (i Incident) Place() []string { return web.PlaceAt(i.Order, i.ID) }

// List gives the incidents that the actor may see: of those that go on what is due first first, of others the latest first.
func (s *Service) List(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) ([]Incident, error) {
	where, err := f.where(q, actor)
	if err != nil {
		return nil, err
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	direction := "DESC"
	if f.State == Open {
		direction = "ASC"
	}
	return db.All[Incident](ctx, q, fmt.Sprintf("SELECT "+columns+" FROM incident i WHERE %s ORDER BY i.order_at %s, i.id %s", where, direction, direction)+db.Limit(f.Limit), where.Args...)
}

// Total counts what a filter finds, as far as lists are counted.
func (s *Service) Total(ctx context.Context, q db.Reader, actor policy.Actor, f Filter) (int64, error) {
	f.After = nil
	where, err := f.where(q, actor)
	if err != nil {
		return 0, err
	}
	return web.CountTo(ctx, q, "SELECT i.id FROM incident i WHERE "+where.String(), where.Args...)
}

func (f Filter) where(q db.Reader, actor policy.Actor) (*db.Where, error) {
	w := &db.Where{}
	w.Add("i.authority_id = $%d", actor.Authority)
	w.Equal("i.state", string(f.State))
	w.Equal("i.kind", string(f.Sort))
	w.When(f.Told, "i.origin = 'told'")
	if f.Late {
		w.Add("i.due_at <= $%d", db.At(q.Now()))
	}
	if err := f.after(w); err != nil {
		return nil, err
	}
	w.Add(policy.Where(q, actor, policy.ListIncidents, "i", &w.Args))
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
	sign := "<"
	if f.State == Open {
		sign = ">"
	}
	w.Add("(i.order_at, i.id) "+sign+" ($%d, $%d)", at, id)
	return nil
}

// Awaiting is an incident that waits for the reader.
type Awaiting struct {
	Incident
	Text language.Text
}

// Awaiting gives what waits for whoever assesses incidents at the actor's authority. It says nothing of what happened.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor, limit int) (out []Awaiting, err error) {
	if actor.Authority == "" || !policy.May(actor, policy.AssessIncident) {
		return nil, nil
	}
	t := language.T
	items, err := s.List(ctx, s.Trail.DB(), actor, Filter{State: Open, Limit: limit})
	for _, i := range items {
		text := t("*En incident pågår*: %s.", "*An incident goes on*: %s.").With(i.Sort.Name().Small())
		switch {
		case i.Origin == ToldOf && i.ReceivedAt.IsZero():
			text = t("*Kvittera en incident* som en annan myndighet har meddelat: %s.", "*Acknowledge an incident* that another authority has told of: %s.").With(i.Sort.Name().Small())
		case !i.Due.IsZero():
			text = t("*Bedöm en incident* och meddela dem som ska få veta: %s.", "*Assess an incident* and tell those who are to know: %s.").With(i.Sort.Name().Small())
		}
		out = append(out, Awaiting{i, text})
	}
	return out, err
}
