package outcome

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Opened is a follow-up with whom it is about and what was said.
type Opened struct {
	Outcome
	Matter matter.Matter
	Person person.Opened
	Said   []Said
	Can    policy.Allowed
}

// Open gives a follow-up to whoever works with the person, and notes that it was read.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (o Opened, err error) {
	thing := Outcome{ID: id}.Ref()
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			o = Opened{}
			if o.Can, err = policy.Can(ctx, q, actor, thing, policy.ReadOutcomeText, policy.NoteOutcome); err != nil {
				return false, err
			}
			if err := o.Can.CheckRead(policy.ReadOutcomeText); err != nil {
				return false, err
			}
			return true, s.fill(ctx, q, &o, id)
		},
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, policy.ReadOutcomeText, thing) },
		Note: func(tx *audit.Tx) error {
			return tx.Note(policy.ReadOutcomeText, thing, noted{Point: o.Point, State: o.State, By: o.Can.By(policy.ReadOutcomeText)})
		}})
	return o, err
}

func (s *Service) fill(ctx context.Context, q db.Reader, o *Opened, id string) (err error) {
	if o.Outcome, err = byID(ctx, q, id); err != nil {
		return err
	}
	if o.Matter, err = matter.ByID(ctx, q, o.Outcome.Matter); err != nil {
		return err
	}
	if o.Person, err = s.Persons.Read(ctx, q, o.Outcome.Person); err != nil {
		return err
	}
	o.Said, err = answers(ctx, q, s.keys(), id)
	return err
}

// Latest gives the answer that holds; ok is false when nothing was said.
func (o Opened) Latest() (Said, bool) {
	if len(o.Said) == 0 {
		return Said{}, false
	}
	return o.Said[len(o.Said)-1], true
}

// OwnOpened is a follow-up as the person whom it is about reads it.
type OwnOpened struct {
	Outcome
	Said []Said // without what staff wrote beside their answers: that is asked for, and looked through first
	Now  bool   // it can be answered now
}

// OpenOwn gives a follow-up to the person whom it is about, and notes that it was read.
func (s *Service) OpenOwn(ctx context.Context, actor policy.Actor, id string) (o OwnOpened, err error) {
	thing := Outcome{ID: id}.Ref()
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			if err := policy.CheckRead(ctx, q, actor, policy.ReadOwnOutcome, thing); err != nil {
				return false, err
			}
			o, err = s.own(ctx, q, id)
			return true, err
		},
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, policy.ReadOwnOutcome, thing) },
		Note: func(tx *audit.Tx) error {
			return tx.Note(policy.ReadOwnOutcome, thing, noted{Point: o.Point, State: o.State, By: policy.By{Role: policy.Jobseeker, Reach: policy.Self}})
		}})
	return o, err
}

func (s *Service) own(ctx context.Context, q db.Reader, id string) (o OwnOpened, err error) {
	if o.Outcome, err = byID(ctx, q, id); err != nil {
		return o, err
	}
	o.Now = o.State != Dropped && o.asked(today(q))
	o.Said, err = answers(ctx, q, s.keys(), id)
	for i := range o.Said {
		if o.Said[i].Account != "" {
			o.Said[i].Note = ""
		}
	}
	return o, err
}

// Own lists the follow-ups about the acting person that can be answered, without what was said.
func (s *Service) Own(ctx context.Context, q db.Reader, actor policy.Actor) ([]Outcome, error) {
	args := []any{today(q), Closing}
	return db.All[Outcome](ctx, q, `SELECT `+columns+` FROM outcome o WHERE o.state <> 'dropped' AND (o.due_on <= $1 OR o.point = $2) AND `+policy.Where(q, actor, policy.SayOutcome, "o", &args)+` ORDER BY o.due_on, o.id`, args...)
}
