package handover

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Seen is a hand-over as one reader's authority sees it, without who the person is: the preview, and what the two wrote
// on the way to a decision.
type Seen struct {
	Handover
	Desk   Desk // of the reader's authority
	Clock  clock.Clock
	Events []Event
	Acts   []Act // what the reader's side can do in this state
	Can    policy.Allowed
	Reads  bool            // the reader works with the person
	Open   []exchange.Copy // messages that say nothing of who the person is
}

// Opened is a hand-over with what is about the person, for who works with them.
type Opened struct {
	Seen
	Person person.Opened
	Letter string // what was, or will be, given when it is accepted
}

// Get gives a hand-over as the actor's authority sees it. Who may not see it is told that there is none.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (v Seen, err error) {
	if v.Can, err = policy.Can(ctx, q, actor, ref.To(Kind, id), policy.ReadHandover, policy.ReadHandoverText, policy.TakeHandover, policy.FollowHandover, policy.ContactHandover); err != nil {
		return v, err
	}
	if err := v.Can.CheckRead(policy.ReadHandover); err != nil {
		return v, err
	}
	if v.Handover, err = ByID(ctx, q, id); err != nil {
		return v, err
	}
	all, err := desks(ctx, q, id)
	if err != nil {
		return v, err
	}
	if i := slices.IndexFunc(all, func(d Desk) bool { return d.Authority == actor.Authority }); i >= 0 {
		v.Desk = all[i]
	}
	if v.Events, err = eventsOf(ctx, q, id); err != nil {
		return v, err
	}
	if v.Clock, err = v.read(v.Events); err != nil {
		return v, err
	}
	v.Acts, v.Reads = v.Handover.Acts(v.Desk.Side), v.Can.May(policy.ReadHandoverText) && v.Desk.Person != ""
	return v, s.openly(ctx, q, &v)
}

// openly reads the messages that say nothing of who the person is.
func (s *Service) openly(ctx context.Context, q db.Reader, v *Seen) error {
	thread, err := s.Exchange.Thread(ctx, q, v.Conversation, v.Desk.Authority)
	if err != nil {
		return err
	}
	for _, c := range thread {
		if c.Kind != msgLetter {
			v.Open = append(v.Open, c)
		}
	}
	return nil
}

// Read gives a hand-over with what is about the person, to who works with them, and notes that it was read. To a colleague
// of the unit it gives the rest, of which nothing is noted.
func (s *Service) Read(ctx context.Context, actor policy.Actor, id string) (o Opened, err error) {
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			o = Opened{}
			if o.Seen, err = s.Get(ctx, q, actor, id); err != nil || !o.Reads {
				return false, err
			}
			return true, s.fill(ctx, q, &o)
		},
		Still: func(tx *audit.Tx) error {
			return policy.CheckRead(ctx, tx, actor, policy.ReadHandoverText, ref.To(Kind, id))
		},
		Note: func(tx *audit.Tx) error {
			if err := s.Exchange.Read(ctx, tx, o.Conversation, o.Desk.Authority); err != nil {
				return err
			}
			return tx.Note(policy.ReadHandoverText, o.Ref(), noted{State: o.State, Ground: string(o.Desk.Ground), By: o.Can.By(policy.ReadHandoverText)})
		}})
	return o, err
}

// fill reads who the person is, and the letter: the sender its own, the receiver its copy of what left the sender.
func (s *Service) fill(ctx context.Context, q db.Reader, o *Opened) (err error) {
	if o.Person, err = s.Persons.Read(ctx, q, o.Desk.Person); err != nil {
		return err
	}
	if o.Desk.Side == Sender {
		k, err := letterOf(ctx, q, s.keys(), o.ID)
		o.Letter = k.Body
		return err
	}
	thread, err := s.Exchange.Thread(ctx, q, o.Conversation, o.Desk.Authority)
	for _, c := range thread {
		if c.Kind == msgLetter {
			o.Letter = c.Body
		}
	}
	return err
}

// Own lists the hand-overs of the acting person, the latest first: who asked whom, and where it stands. What was written is
// in the extracts of the two authorities.
func Own(ctx context.Context, q db.Reader, actor policy.Actor) ([]Handover, error) {
	var args []any
	mine := policy.Where(q, actor, policy.ReadOwnHandover, "s", &args)
	return db.All[Handover](ctx, q, `SELECT `+columns+` FROM handover h WHERE EXISTS (SELECT 1 FROM handover_side s WHERE s.handover_id = h.id AND s.side = 'sender' AND `+mine+`) ORDER BY h.sent_at DESC, h.id`, args...)
}
