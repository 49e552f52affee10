package matter

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Seen is a matter as one reader's authority sees it, without what is about the person.
type Seen struct {
	Matter
	Desk   Desk // of the reader's authority
	Other  Desk // of the other, without its record and ground
	Events []Event
	Can    policy.Allowed
	Reads  bool // the reader works with the person: the rest can be opened
}

// Opened is a matter with what is about the person, for who works with them.
type Opened struct {
	Seen
	Person   person.Opened
	Grounds  []person.Ground // that live now, for telling the other
	Own      Judgement       // of the present round
	Given    bool            // the own one is given
	TheyGave bool            // so is the other's
	Theirs   Judgement       // zero until both have judged
	Both     bool            // each sees the other's
	Compared []Compared
	Talks    []Talked
	Thread   []exchange.Copy
	Account  map[string]string // who gave the judgements: account by authority
	When     map[string]db.Time
}

// Get gives a matter as the actor's authority sees it. Who may not see it is told that there is none.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (v Seen, err error) {
	if v.Can, err = policy.Can(ctx, q, actor, ThingOf(id), policy.ReadMatter, policy.ReadMatterText, policy.TakeMatter, policy.WorkMatter); err != nil {
		return v, err
	}
	if err := v.Can.CheckRead(policy.ReadMatter); err != nil {
		return v, err
	}
	if v.Matter, err = ByID(ctx, q, id); err != nil {
		return v, err
	}
	desks, err := Desks(ctx, q, id)
	if err != nil {
		return v, err
	}
	for _, d := range desks {
		if d.Authority == actor.Authority {
			v.Desk = d
			continue
		}
		d.Person, d.GroundID, d.Ground = "", "", ""
		v.Other = d
	}
	v.Reads = v.Can.May(policy.ReadMatterText)
	v.Events, err = Events(ctx, q, id)
	return v, err
}

// Open gives a matter with what is about the person, and notes that it was read and on which ground.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (o Opened, err error) {
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			o = Opened{}
			if o.Seen, err = s.Get(ctx, q, actor, id); err != nil || !o.Reads {
				return false, err
			}
			return true, s.fill(ctx, q, &o)
		},
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, policy.ReadMatterText, ThingOf(id)) },
		Note: func(tx *audit.Tx) error {
			if slices.ContainsFunc(o.Thread, func(c exchange.Copy) bool { return c.ReadAt.IsZero() }) {
				if err := s.Exchange.Read(ctx, tx, o.Conversation, o.Desk.Authority); err != nil {
					return err
				}
			}
			return tx.Note(policy.ReadMatterText, o.Ref(), Noted{State: o.State, Round: o.Round, Ground: string(o.Desk.Ground), By: o.Can.By(policy.ReadMatterText)})
		}})
	return o, err
}

func (s *Service) fill(ctx context.Context, q db.Reader, o *Opened) (err error) {
	if o.Person, err = s.Persons.Read(ctx, q, o.Desk.Person); err != nil {
		return err
	}
	grounds, err := person.Grounds(ctx, q, o.Desk.Person)
	if err != nil {
		return err
	}
	for _, g := range grounds {
		if g.Allows(person.Use{From: o.Desk.Authority, To: o.Other.Authority, Topic: Topic}, q.Now()) {
			o.Grounds = append(o.Grounds, g)
		}
	}
	if o.Thread, err = s.Exchange.Thread(ctx, q, o.Conversation, o.Desk.Authority); err != nil {
		return err
	}
	if err := s.judged(ctx, q, o); err != nil {
		return err
	}
	o.Talks, err = talks(ctx, q, s.keys(), o.ID, o.Round)
	return err
}

// judged reads what the own authority judges, and what the other told: from the copy of its message, and nowhere else.
func (s *Service) judged(ctx context.Context, q db.Reader, o *Opened) error {
	rows, err := assessments(ctx, q, o.ID)
	if err != nil {
		return err
	}
	o.Account, o.When = map[string]string{}, map[string]db.Time{}
	released := 0
	for _, a := range rows {
		if a.Round != o.Round {
			continue
		}
		if o.Account[a.Authority], o.When[a.Authority] = a.Account, a.GivenAt; a.Message != "" {
			released++
		}
		if a.Authority == o.Desk.Authority {
			o.Given = !a.GivenAt.IsZero()
			if o.Own, err = a.open(s.keys()); err != nil {
				return err
			}
			continue
		}
		o.TheyGave = !a.GivenAt.IsZero()
		if i := slices.IndexFunc(o.Thread, func(c exchange.Copy) bool { return a.Message != "" && c.ID == a.Message }); i >= 0 {
			o.Theirs = ParseJudgement(o.Thread[i].Body)
		}
	}
	if o.Both = released == 2; !o.Both {
		o.Theirs = Judgement{}
	}
	mine, theirs := o.Own, o.Theirs
	if PartOf(o.Desk.Authority) == Municipality {
		mine, theirs = theirs, mine
	}
	o.Compared = Compare(mine, theirs)
	return nil
}
