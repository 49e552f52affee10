package outcome

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Service is the use cases of what became of people.
type Service struct {
	Trail   *audit.Trail
	Persons *person.Service

	// Tell tells people in the act; nil when nobody is told. App sets it.
	Tell func(ctx context.Context, tx *audit.Tx, n News) error

	book *directory.Book
}

// News is what somebody is told: that a follow-up is due. It says nothing of whom it is about.
type News struct {
	Thing    ref.Ref
	Accounts []string
	Text     language.Text
}

// NewsDue is the sort of notice that this room gives.
const NewsDue = "outcome.due"

// New makes the service, and hangs it on matters: when one is closed it is asked what it came to, and when a file is
// destroyed what was said goes with it. When an identity becomes protected what was said leaves the sums.
func New(trail *audit.Trail, x *exchange.Service, matters *matter.Service, persons *person.Service) *Service {
	s := &Service{Trail: trail, Persons: persons, book: directory.NewBook()}
	matters.Closing = append(matters.Closing, s.closing)
	x.Erased = append(x.Erased, s.erased)
	persons.Protecting = append(persons.Protecting, s.protection)
	return s
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// closing asks each authority that still works with the person what became of them, now and later. Whatever an earlier
// closing still waited for is asked no more.
func (s *Service) closing(ctx context.Context, tx *audit.Tx, m matter.Matter) error {
	old, err := ofMatter(ctx, tx, m.ID, "")
	if err != nil {
		return err
	}
	spell := int64(1)
	for _, o := range old {
		spell = max(spell, o.Spell+1)
		if err := drop(ctx, tx, o); err != nil {
			return err
		}
	}
	desks, err := matter.Desks(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	var rows []Outcome
	for _, d := range desks {
		if !d.LeftAt.IsZero() {
			continue
		}
		for _, p := range Points() {
			rows = append(rows, Outcome{ID: tx.RandomID(), Matter: m.ID, Authority: d.Authority, Person: d.Person, Municipality: m.Municipality, Part: matter.PartOf(d.Authority),
				Point: p, Spell: spell, Due: p.due(today(tx)), State: Waiting, Version: 1})
		}
	}
	return db.InsertLater(ctx, tx, "outcome", rows...)
}

func drop(ctx context.Context, tx *audit.Tx, o Outcome) error {
	if o.State != Waiting {
		return nil
	}
	o.State = Dropped
	return update(ctx, tx, &o)
}

// noted is what the trail says: that something was said, never what.
type noted struct {
	Point Point `json:"point,omitempty"`
	State State `json:"state,omitempty"`
	No    int64 `json:"no,omitempty"` // which answer
	policy.By
}

// Note keeps what an authority says became of somebody, or puts right what it said before. version is that of the
// follow-up that was seen; 0 is as it is now.
func (s *Service) Note(ctx context.Context, actor policy.Actor, id string, version int64, a Answer) (Outcome, error) {
	if a.Source == OnMyPages {
		a.Source = "" // the person alone says so there
	}
	return s.say(ctx, actor, id, version, policy.NoteOutcome, a)
}

// Say is the person's own answer, to one authority.
func (s *Service) Say(ctx context.Context, actor policy.Actor, id string, a Answer) (Outcome, error) {
	a.Source, a.Ground = OnMyPages, ""
	return s.say(ctx, actor, id, 0, policy.SayOutcome, a)
}

func (s *Service) say(ctx context.Context, actor policy.Actor, id string, version int64, act policy.Action, a Answer) (o Outcome, err error) {
	a = a.tidy()
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		thing := Outcome{ID: id}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, act, thing); err != nil {
			return err
		}
		if o, err = held(ctx, tx, id); err != nil {
			return err
		}
		if version != 0 && version != o.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := s.may(ctx, tx, o, a); err != nil {
			return err
		}
		return s.keep(ctx, tx, &o, act, a)
	})
	return o, err
}

// may asks whether it can be said now: not before it is asked, not of a matter that is open again, and nothing about
// somebody whose processing is restricted.
func (s *Service) may(ctx context.Context, tx *audit.Tx, o Outcome, a Answer) error {
	if err := person.Unrestricted(ctx, tx, o.Person); err != nil {
		return err
	}
	if o.State == Dropped || !o.asked(today(tx)) {
		return fault.New(fault.Conflict, notNow)
	}
	return a.check(today(tx))
}

// asked tells whether it is time: a follow-up can be answered from the day on which it is due, the closing at once.
func (o Outcome) asked(day calendar.Date) bool { return o.Point == Closing || !day.Before(o.Due) }

func (s *Service) keep(ctx context.Context, tx *audit.Tx, o *Outcome, act policy.Action, a Answer) error {
	before, err := answers(ctx, tx, s.keys(), o.ID)
	if err != nil {
		return err
	}
	p, err := person.ByID(ctx, tx, o.Person)
	if err != nil {
		return err
	}
	if err := recast(ctx, tx, o, before, a, p.Protected(today(tx))); err != nil {
		return err
	}
	o.State, o.NotedAt = Noted, db.At(tx.Now())
	o.Answers++
	if err := writeAnswer(ctx, tx, s.keys(), *o, a); err != nil {
		return err
	}
	if err := update(ctx, tx, o); err != nil {
		return err
	}
	if err := s.judgeAgain(ctx, tx, *o, a, p); err != nil {
		return err
	}
	return tx.Note(act, o.Ref(), noted{Point: o.Point, State: o.State, No: o.Answers})
}

// erased destroys what an authority said, with its file of the matter.
func (s *Service) erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	_, err := tx.Exec(ctx, `UPDATE outcome_answer SET content = NULL WHERE outcome_id IN (SELECT outcome.id FROM outcome JOIN matter ON matter.id = outcome.matter_id
		WHERE matter.conversation_id = $1 AND outcome.authority_id = $2)`, e.Conversation, e.Authority)
	return err
}
