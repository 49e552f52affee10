package statutory

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Take makes the actor the one who handles the notice at the own authority. The receiver's first is that it is received.
func (s *Service) Take(ctx context.Context, actor policy.Actor, k Key) (Notice, error) {
	return s.Give(ctx, actor, k, actor.ID)
}

// Give gives the notice to a colleague, who gets to know. Whoever had it sees the person no longer.
func (s *Service) Give(ctx context.Context, actor policy.Actor, k Key, account string) (Notice, error) {
	return s.do(ctx, actor, k, policy.TakeStatutory, func(w *work) error {
		if w.me.Account == account {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := colleague(ctx, w.tx, w.me, account); err != nil {
			return err
		}
		if err := w.hand(account); err != nil {
			return err
		}
		if account != actor.ID {
			w.tell(w.me, NewsMoved, language.T("Du har fått en underrättelse att handlägga.", "You have been given a statutory notice to handle."), account)
		}
		return w.taken(Take)
	})
}

// taken is an act that has the notice received, if it was not, and lets the sender's installation know.
func (w *work) taken(a Act) error {
	first := w.me.Side == Receiver && w.n.State == Sent
	if err := w.mine(a); err != nil || !first || w.others() != nil {
		return err
	}
	return w.say(exchange.Letter{Kind: msgReceived, Body: language.T("Underrättelsen är mottagen av en handläggare.", "The notice is received by an officer.").Sv, Bare: true})
}

// hand changes who handles the notice and who is named on the person. The receiver's record of the person is made when
// somebody takes the notice: the duty is the ground.
func (w *work) hand(account string) error {
	old := w.me.Account
	w.me.Account = account
	if w.me.Person == "" && account != "" {
		who, err := w.who()
		if err != nil {
			return err
		}
		p, err := w.Persons.Take(w.ctx, w.tx, w.me.Authority, who)
		if err != nil {
			return err
		}
		w.me.Person, w.me.Shielded = p.ID, p.Protected(today(w.tx))
	}
	p := person.Person{ID: w.me.Person, Authority: w.me.Authority}
	if old != "" && w.me.Person != "" {
		if err := w.Persons.Release(w.ctx, w.tx, p.ID, old, w.n.Ref()); err != nil {
			return err
		}
	}
	if account == "" || w.me.Person == "" {
		return nil
	}
	if err := w.Persons.Assign(w.ctx, w.tx, p, account, w.n.Ref()); err != nil {
		return err
	}
	return w.named(account)
}

// named asks, of somebody protected in the own register, that whoever gets the notice may see the person: the actor is named
// for that person, or the colleague is cleared.
func (w *work) named(account string) error {
	if !w.me.Shielded {
		return nil
	}
	if account == w.tx.Actor().ID {
		return policy.CheckRead(w.ctx, w.tx, w.tx.Actor(), policy.ReadPerson, person.Person{ID: w.me.Person}.Ref())
	}
	return colleague(w.ctx, w.tx, w.me, account)
}

// who reads from the notice who the person is.
func (w *work) who() (person.Identity, error) {
	copies, err := w.Exchange.Thread(w.ctx, w.tx, w.n.Conversation, w.me.Authority)
	if err != nil {
		return person.Identity{}, err
	}
	for _, c := range copies {
		if c.Kind == msgNotice {
			b := ParseBody(c.Body)
			n, err := identity.ParsePersonal(b.value(lineNumber), calendar.DateOf(w.tx.Now()))
			if err == nil {
				return person.Identity{Number: n, Name: b.value(lineName)}, nil
			}
		}
	}
	says := language.T("Underrättelsen säger inte vem den gäller. Lämna tillbaka den.", "The notice does not say whom it concerns. Return it.")
	return person.Identity{}, fault.New(fault.Conflict, says)
}

// Move gives the notice to another unit of the same authority; nobody there handles it yet.
func (s *Service) Move(ctx context.Context, actor policy.Actor, k Key, unit string) (Notice, error) {
	return s.do(ctx, actor, k, policy.TakeStatutory, func(w *work) error {
		found, err := directory.UnitsByID(ctx, w.tx, []string{unit}, today(w.tx))
		if err != nil {
			return err
		}
		if u, ok := found[unit]; !ok || u.Authority != w.me.Authority || w.me.Unit == unit {
			return fault.New(fault.Invalid, cannotDo, fault.Field(fieldUnit, wrongUnit))
		}
		if err := w.hand(""); err != nil {
			return err
		}
		w.me.Unit = unit
		return w.taken(Move)
	})
}
