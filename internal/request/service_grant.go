package request

import (
	"context"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Granting is a decision to do what was asked. Of a correction, Name and Reach are the record as it is to be, and Change
// says that they are given; what is put right elsewhere is said in the text.
type Granting struct {
	Reply
	Change bool
	Name   string
	Reach  person.Reached
}

// Grant does what was asked, in the same act: a correction changes the record of the person by the ordinary rule, a
// restriction stops what is told. An extract is granted once it is made, and what an objection leads to is said.
func (s *Service) Grant(ctx context.Context, actor policy.Actor, k Key, in Granting) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		missing := saySomething
		if w.r.Type == Correction {
			missing = sayChanged
		}
		text, err := written(fieldSaid, in.Text, w.r.Type != Extract, missing)
		if err != nil {
			return err
		}
		changed, err := w.carryOut(in)
		if err != nil {
			return err
		}
		if text == "" {
			text = extractMade.In(language.Swedish)
		}
		if err := w.happen(Staff, Grant, Event{Said: text, Changed: changed}); err != nil {
			return err
		}
		return w.deliver(in.Told)
	})
}

var extractMade = language.T("Här är utdraget med allt som vi har om dig.", "Here is the extract of all that we have about you.")

// carryOut does what a granted request leads to in the record of the person, and names what was changed.
func (w *work) carryOut(in Granting) (string, error) {
	if !w.r.Standing().May(Staff, Grant) {
		return "", fault.New(fault.Conflict, notNow.With(w.r.State.Name()))
	}
	switch {
	case w.r.Type == Restriction:
		return "restricted", w.Persons.Restrict(w.ctx, w.tx, w.p, w.r.Ref())
	case w.r.Type == Correction && in.Change:
		return w.correct(oneLine(in.Name), in.Reach)
	}
	return "", nil
}

// correct changes the record where it differs from what it is to be.
func (w *work) correct(name string, r person.Reached) (string, error) {
	o, err := w.Persons.Unseal(w.ctx, w.tx, w.p.ID)
	if err != nil {
		return "", err
	}
	r = person.Reached{Phone: oneLine(r.Phone), Email: oneLine(r.Email), Address: strings.TrimSpace(r.Address)}
	var changed []string
	for _, c := range []struct{ field, was, is string }{{"name", o.Name, name}, {"phone", o.Phone, r.Phone}, {"email", o.Email, r.Email}, {"address", o.Address, r.Address}} {
		if c.was != c.is {
			changed = append(changed, c.field)
		}
	}
	if len(changed) == 0 {
		return "", nil
	}
	return strings.Join(changed, " "), w.Persons.EditWithin(w.ctx, w.tx, w.p.ID, w.p.Version, name, r)
}

// Lift lets what is told about the person go on after a restriction, with what the person was told before it is lifted
// (GDPR art. 18.3).
func (s *Service) Lift(ctx context.Context, actor policy.Actor, k Key, text string) (Request, error) {
	return s.do(ctx, actor, k, policy.AnswerRequest, func(w *work) error {
		text, err := written(fieldSaid, text, true, saySomething)
		if err != nil {
			return err
		}
		if w.r.Type != Restriction {
			return fault.New(fault.Conflict, notNow.With(w.r.State.Name()))
		}
		if err := w.Persons.LiftWithin(w.ctx, w.tx, w.p); err != nil {
			return err
		}
		w.occur(Staff, LiftAct, Event{Said: text, Changed: "lifted"})
		return nil
	})
}

// TakeOut makes the extract of the person whom a request for one is about, for who handles it, and for the person once it
// is granted. It is noted as a reading.
func (s *Service) TakeOut(ctx context.Context, actor policy.Actor, id string) (person.Extract, error) {
	q := s.Trail.DB()
	act, own := policy.TakeOutRequest, self(actor)
	if own {
		act = policy.ReadOwnRequest
	}
	if err := policy.CheckRead(ctx, q, actor, act, ref.To(Kind, id)); err != nil {
		return person.Extract{}, err
	}
	r, err := get(ctx, q, id)
	if err == nil && r.Type != Extract {
		err = fault.NotFoundThing()
	}
	if err == nil && own && r.Outcome != Granted {
		err = fault.New(fault.Conflict, language.T("Utdraget är inte beviljat än.", "The extract is not granted yet."))
	}
	if err != nil {
		return person.Extract{}, err
	}
	return s.Persons.TakeOut(ctx, actor, r.Person, r.Ref())
}
