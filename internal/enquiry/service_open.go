package enquiry

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// OpenPerson records a ground, after which the receiver sees who the person is and what was written. It makes the
// receiver's own record of the person, names the actor on it, and gives the actor the question if nobody has it.
func (s *Service) OpenPerson(ctx context.Context, actor policy.Actor, k Key, b Basis) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.OpenEnquiry, func(w *work) error {
		if w.me.Side != Receiver || !w.e.Personal || !w.e.State.Live() || !w.me.OpenedAt.IsZero() {
			return conflict()
		}
		who, err := w.who()
		if err != nil {
			return err
		}
		p, err := w.Persons.Take(ctx, w.tx, w.me.Authority, who)
		if err != nil {
			return err
		}
		list, err := w.list()
		if err != nil {
			return err
		}
		if err := w.ground(p, w.me, w.e.Asker, b, w.e.Purpose, covering(codes(list), false)); err != nil {
			return err
		}
		return w.opened(p)
	})
}

func (w *work) opened(p person.Person) error {
	actor := w.tx.Actor()
	if w.me.Account == "" {
		w.me.Account = actor.ID
	}
	for _, account := range slices.Compact([]string{w.me.Account, actor.ID}) {
		if err := w.assign(p, account); err != nil {
			return err
		}
	}
	if err := policy.CheckRead(w.ctx, w.tx, actor, policy.ReadPerson, p.Ref()); err != nil {
		return err
	}
	w.me.Person, w.me.OpenedAt, w.me.OpenedBy = p.ID, db.At(w.tx.Now()), actor.ID
	w.noted.Ground = string(w.me.Ground)
	return w.occur(Opened, clock.Event{})
}

// who reads from the question who the person is.
func (w *work) who() (person.Identity, error) {
	copies, err := w.Exchange.Thread(w.ctx, w.tx, w.e.Conversation, w.me.Authority)
	if err != nil {
		return person.Identity{}, err
	}
	for _, c := range slices.Backward(copies) {
		p := ParsePayload(c.Body)
		if c.Kind == msgQuestion && p.Number != "" {
			n, err := identity.ParsePersonal(p.Number, calendar.DateOf(w.tx.Now()))
			return person.Identity{Number: n, Name: p.Name}, err
		}
	}
	says := language.T("Frågan är inte fullständig än: den säger inte vem den gäller.", "The question is not whole yet: it does not say whom it concerns.")
	return person.Identity{}, fault.New(fault.Conflict, says)
}
