package handover

import (
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// AskMore asks the sender for something that is needed to decide. Time stands still until it comes. Nothing in it says who
// the person is.
func (s *Service) AskMore(ctx context.Context, actor policy.Actor, k Key, text string) (Handover, error) {
	return s.do(ctx, actor, k, policy.TakeHandover, func(w *work) error {
		if err := w.happen(AskMore, clock.Clarification, ""); err != nil {
			return err
		}
		return w.openly(msgMore, text, language.T("Mottagaren av en överlämning behöver veta mer. Tiden står still.", "The receiver of a hand-over needs to know more. Time stands still."))
	})
}

// GiveMore answers what was asked, and time goes on.
func (s *Service) GiveMore(ctx context.Context, actor policy.Actor, k Key, text string) (Handover, error) {
	return s.do(ctx, actor, k, policy.FollowHandover, func(w *work) error {
		if err := w.happen(GiveMore, "", ""); err != nil {
			return err
		}
		return w.openly(msgGiven, text, language.T("En överlämning är kompletterad och tiden går igen.", "A hand-over is completed and time goes on."))
	})
}

// openly posts what tells nothing of who the person is, and tells the other side that it is there.
func (w *work) openly(kind exchange.Kind, text string, news language.Text) error {
	if text = strings.TrimSpace(text); text == "" {
		return fault.New(fault.Invalid, writeIt, fault.Field("text", writeIt))
	}
	if identity.Mentioned(text, today(w.tx)) {
		return fault.New(fault.Invalid, noNumber, fault.Field("text", noNumber))
	}
	if _, err := w.Exchange.Post(w.ctx, w.tx, w.h.Conversation, w.me.Authority, exchange.Letter{Kind: kind, Body: text, Bare: true}); err != nil {
		return err
	}
	return w.tell(w.across(), NewsMoved, news)
}

func (w *work) across() *Desk {
	if w.me.Side == Sender {
		return w.of(Receiver)
	}
	return w.of(Sender)
}

// Return gives the hand-over back with a reason. The receiver never learns who the person is.
func (s *Service) Return(ctx context.Context, actor policy.Actor, k Key, why Reason, text string) (Handover, error) {
	return s.do(ctx, actor, k, policy.TakeHandover, func(w *work) error {
		if err := w.happen(Return, "", ""); err != nil {
			return err
		}
		if !slices.Contains(Reasons(), why) {
			says := language.T("Välj varför överlämningen återlämnas.", "Choose why the hand-over is returned.")
			return fault.New(fault.Invalid, says, fault.Field("reason", says))
		}
		w.h.Reason, w.noted.Reason, w.h.DecidedAt = why, why, db.At(w.tx.Now())
		if err := w.openly(msgReturned, text, language.T("En överlämning är återlämnad. Öppna den och se varför.", "A hand-over is returned. Open it and see why.")); err != nil {
			return err
		}
		return w.over()
	})
}

// TakeBack takes the hand-over back before the receiver has decided.
func (s *Service) TakeBack(ctx context.Context, actor policy.Actor, k Key) (Handover, error) {
	return s.do(ctx, actor, k, policy.FollowHandover, func(w *work) error {
		if err := w.happen(TakeBack, "", ""); err != nil {
			return err
		}
		w.h.DecidedAt = db.At(w.tx.Now())
		if err := w.tell(w.of(Receiver), NewsMoved, language.T("En överlämning är återtagen av avsändaren.", "A hand-over is taken back by the sender.")); err != nil {
			return err
		}
		return w.over()
	})
}

// over ends a hand-over that was not accepted: the sender is no longer named for it, and its conversation is closed.
func (w *work) over() error {
	d := w.of(Sender)
	if err := w.Persons.Release(w.ctx, w.tx, d.Person, "", w.h.Ref()); err != nil {
		return err
	}
	return w.Exchange.Close(w.ctx, w.tx, w.h.Conversation)
}

// Acceptance is how a hand-over is accepted.
type Acceptance struct {
	Account string       // who will work with the person; empty is who accepts
	Basis   person.Basis // the ground on which the receiver tells the sender; zero when it has told nothing yet
	Health  bool         // that ground covers health too
}

// Accept receives the person: the letter leaves the sender in this act, the receiver gets its own record of the person,
// somebody is named who works with them, and a matter begins. If the sender's consent was withdrawn meanwhile nothing
// leaves, and it cannot be accepted.
func (s *Service) Accept(ctx context.Context, actor policy.Actor, k Key, a Acceptance) (Handover, error) {
	return s.do(ctx, actor, k, policy.TakeHandover, func(w *work) error {
		if err := w.happen(Accept, "", ""); err != nil {
			return err
		}
		if a.Account == "" {
			a.Account = actor.ID
		}
		if err := w.colleague(a.Account); err != nil {
			return err
		}
		p, err := w.receive()
		if err != nil {
			return err
		}
		if err := w.named(p, a.Account); err != nil {
			return err
		}
		if err := w.grounded(p, a); err != nil {
			return err
		}
		if err := w.promiseContact(); err != nil {
			return err
		}
		if err := w.meet(p); err != nil {
			return err
		}
		return w.promiseYouth()
	})
}

// receive lets the letter leave the sender, on the sender's ground, and makes the receiver's own record of the person.
func (w *work) receive() (person.Person, error) {
	k, err := letterOf(w.ctx, w.tx, w.keys(), w.h.ID)
	if err != nil {
		return person.Person{}, err
	}
	if err := w.stands(k); err != nil {
		return person.Person{}, err
	}
	from := w.of(Sender)
	if _, err := w.Exchange.Post(w.ctx, w.tx, w.h.Conversation, w.h.Sender, exchange.Letter{Kind: msgLetter, Body: k.Body, Ground: from.Ground, Purpose: k.Purpose, Certified: true, By: from.Account}); err != nil {
		return person.Person{}, err
	}
	who, err := whoOf(k.Body, today(w.tx))
	if err != nil {
		return person.Person{}, err
	}
	w.h.DecidedAt = db.At(w.tx.Now())
	return w.Persons.Take(w.ctx, w.tx, w.h.Receiver, who)
}

// stands refuses to let the letter leave when the sender's ground no longer lives, or its record is protected by now.
func (w *work) stands(k kept) error {
	from := w.of(Sender)
	p, err := person.ByID(w.ctx, w.tx, from.Person)
	if err != nil {
		return err
	}
	if p.Protected(today(w.tx)) {
		return fault.New(fault.Conflict, cannotReceive)
	}
	list, err := person.GroundsHeld(w.ctx, w.tx, from.Person)
	if err != nil {
		return err
	}
	topics := []string{matter.Topic}
	if k.Health {
		topics = append(topics, matter.TopicHealth)
	}
	for _, topic := range topics {
		g, ok := person.Live(list, person.Use{From: w.h.Sender, To: w.h.Receiver, Topic: topic}, w.tx.Now())
		if !ok {
			return fault.New(fault.Conflict, cannotReceive)
		}
		from.GroundID, from.Ground = g.ID, g.Kind
	}
	return nil
}

// named names who works with the person at the receiver, and asks that whoever accepts may see who it is: with a
// protected identity only those named for that very person may.
func (w *work) named(p person.Person, account string) error {
	w.me.Person, w.me.Account = p.ID, account
	for _, id := range slices.Compact([]string{account, w.tx.Actor().ID}) {
		if err := w.Persons.Assign(w.ctx, w.tx, p, id, w.h.Ref()); err != nil {
			return err
		}
	}
	return policy.CheckRead(w.ctx, w.tx, w.tx.Actor(), policy.ReadPerson, p.Ref())
}

// grounded writes down the ground on which the receiver tells the sender, if it names one.
func (w *work) grounded(p person.Person, a Acceptance) error {
	if a.Basis.IsZero() {
		return nil
	}
	g, err := w.rest(p, w.h.Sender, a.Basis, purposeBack, a.Health)
	if err != nil {
		return err
	}
	w.me.GroundID, w.me.Ground = g.ID, g.Kind
	return nil
}

// promiseContact says when the first contact with the person is due.
func (w *work) promiseContact() error {
	owed, err := commitment.OwedNow(w.ctx, w.tx, commitment.Debt{Metric: fact.HandoverFirstContact, By: w.h.Receiver, To: w.h.Sender, Municipality: w.h.Municipality, Usual: usualContact})
	if err != nil {
		return err
	}
	c, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: w.tx.Now(), Holder: w.h.Receiver, Terms: owed.Terms()}})
	w.h.ContactDays, w.h.ContactDue = owed.Days, db.At(c.Original())
	if !w.h.SightUntil.IsZero() {
		w.h.SightUntil = today(w.tx).AddDays(sightDays)
	}
	return err
}

// meet begins the matter of the two, or joins the one that they have for the person.
func (w *work) meet(to person.Person) error {
	from := w.of(Sender)
	sender, err := person.ByID(w.ctx, w.tx, from.Person)
	if err != nil {
		return err
	}
	m, err := w.Matters.Begin(w.ctx, w.tx, matter.Opening{Municipality: w.h.Municipality, Agreement: w.h.Agreement,
		From: matter.Partner{Authority: from.Authority, Unit: from.Unit, Account: from.Account, Person: sender, GroundID: from.GroundID, Ground: from.Ground},
		To:   matter.Partner{Authority: w.me.Authority, Unit: w.me.Unit, Account: w.me.Account, Person: to, GroundID: w.me.GroundID, Ground: w.me.Ground}, SightUntil: w.h.SightUntil})
	if err != nil {
		return err
	}
	w.h.Matter, w.noted.Matter = m.ID, m.ID
	return w.tell(from, NewsMoved, language.T("En överlämning är mottagen. Ett gemensamt ärende har börjat.", "A hand-over is accepted. A matter has begun."))
}

// Contacted notes the first contact with the person.
func (s *Service) Contacted(ctx context.Context, actor policy.Actor, k Key, at time.Time, how How) (Handover, error) {
	return s.do(ctx, actor, k, policy.ContactHandover, func(w *work) error {
		t := language.T
		if !w.h.ContactAt.IsZero() {
			return fault.New(fault.Conflict, t("Den första kontakten är redan antecknad.", "The first contact is noted already."))
		}
		if err := w.happen(Contact, "", ""); err != nil {
			return err
		}
		var p []fault.Problem
		if !slices.Contains(Hows(), how) {
			p = append(p, fault.Field("how", t("Välj hur kontakten togs.", "Choose how the contact was made.")))
		}
		if at.After(w.tx.Now()) || at.Before(w.h.DecidedAt.Truncate(24*time.Hour).Add(-24*time.Hour)) {
			p = append(p, fault.Field("at", t("Ange en dag från mottagandet till och med i dag.", "Give a day from the acceptance until today.")))
		}
		if len(p) > 0 {
			return fault.New(fault.Invalid, t("Kontakten kan inte antecknas än.", "The contact cannot be noted yet."), p...)
		}
		if at.Before(w.h.DecidedAt.Time) {
			at = w.h.DecidedAt.Time
		}
		w.h.ContactAt, w.h.ContactHow = db.At(at), how
		return w.tell(w.of(Sender), NewsMoved, t("Mottagaren av en överlämning har haft sin första kontakt med personen.", "The receiver of a hand-over has had its first contact with the person."))
	})
}

// Hand gives a hand-over that waits to a colleague of the sender's, or that is accepted to one of the receiver's.
func (s *Service) Hand(ctx context.Context, actor policy.Actor, k Key, account string) (Handover, error) {
	return s.do(ctx, actor, k, policy.TakeHandover, func(w *work) error {
		if w.me.Account == "" || w.h.State == Returned || w.h.State == Withdrawn {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := w.colleague(account); err != nil {
			return err
		}
		p := person.Person{ID: w.me.Person, Authority: w.me.Authority}
		if err := w.Persons.Release(w.ctx, w.tx, p.ID, w.me.Account, w.h.Ref()); err != nil {
			return err
		}
		w.me.Account = account
		if err := w.Persons.Assign(w.ctx, w.tx, p, account, w.h.Ref()); err != nil {
			return err
		}
		return w.occur(Take, "", "", "")
	})
}

// colleague asks whether an account works with persons at the acting authority now.
func (w *work) colleague(id string) error {
	holders, err := account.HoldersOf(w.ctx, w.tx, matter.Role(w.me.Authority), []string{w.me.Authority}, today(w.tx))
	if err != nil {
		return err
	}
	if !slices.Contains(holders, id) {
		return fault.New(fault.Invalid, nobodySuch, fault.Field("account", nobodySuch))
	}
	return nil
}
