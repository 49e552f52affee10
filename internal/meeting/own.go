package meeting

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// OwnMeeting is a meeting as the person that it is with sees it.
type OwnMeeting struct {
	Meeting
	Where  string
	Called Called
	Result Result
	Offers []Offer
}

// Own lists the meetings with the acting person, those to come first in order, and notes that they were read.
func (s *Service) Own(ctx context.Context, actor policy.Actor) (out []OwnMeeting, err error) {
	var found []Meeting
	q := s.Trail.DB()
	if found, err = ownOf(ctx, q, actor); err != nil || len(found) == 0 {
		return nil, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		out = nil
		if found, err = ownOf(ctx, tx, actor); err != nil {
			return err
		}
		for _, m := range found {
			o, err := s.ownOne(ctx, tx, m)
			if err != nil {
				return err
			}
			out = append(out, o)
			if err := tx.Note(policy.ReadOwnMeeting, m.Ref(), policy.By{Role: policy.Jobseeker, Reach: policy.Self}); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func ownOf(ctx context.Context, q db.Reader, actor policy.Actor) ([]Meeting, error) {
	var args []any
	mine := policy.Where(q, actor, policy.ReadOwnMeeting, "m", &args)
	return db.All[Meeting](ctx, q, `SELECT `+columns+` FROM meeting m WHERE `+mine+` ORDER BY m.order_at, m.id`+db.Limit(mostOwn), args...)
}

// mostOwn is how many meetings a person is shown.
const mostOwn = 50

// OwnWaits tells whether a meeting waits for the acting person to say which times suit. Nothing of it is read, but that.
func OwnWaits(ctx context.Context, q db.Reader, actor policy.Actor) (bool, error) {
	found, err := ownOf(ctx, q, actor)
	for _, m := range found {
		if m.State != Offered || m.Waits() {
			continue
		}
		offers, err := readOffers(ctx, q, m)
		if err != nil {
			return false, err
		}
		if len(offers) > 0 && !slices.ContainsFunc(offers, func(o Offer) bool { _, said := o.Says[Person]; return said }) {
			return true, nil
		}
	}
	return false, err
}

func (s *Service) ownOne(ctx context.Context, q db.Reader, m Meeting) (o OwnMeeting, err error) {
	o.Meeting = m
	if err = s.ownText(ctx, q, &o); err != nil {
		return o, err
	}
	o.Offers, err = readOffers(ctx, q, m)
	return o, err
}

// ownText reads where a meeting is, what it is about and what was decided, from the copies of an authority that has them still.
func (s *Service) ownText(ctx context.Context, q db.Reader, o *OwnMeeting) error {
	of, err := matter.ByID(ctx, q, o.Matter)
	if err != nil {
		return err
	}
	desks, err := matter.Desks(ctx, q, o.Matter)
	if err != nil {
		return err
	}
	for _, d := range desks {
		thread, err := s.Exchange.Thread(ctx, q, of.Conversation, d.Authority)
		if err != nil {
			return err
		}
		read := Opened{Seen: Seen{Meeting: o.Meeting}}
		read.read(thread)
		if o.Where, o.Called, o.Result = o.where(thread), read.Called, read.Result; o.Called.Why != "" {
			return nil
		}
	}
	return nil
}

func readOffers(ctx context.Context, q db.Reader, m Meeting) ([]Offer, error) {
	slots, err := slotsOf(ctx, q, m.ID)
	if err != nil {
		return nil, err
	}
	said, err := answersOf(ctx, q, m.ID)
	return offersOf(m, slots, said), err
}

// Choose lets the person say which of the offered times suit. When both parties can at one of them it is booked at once:
// the earliest.
func (s *Service) Choose(ctx context.Context, actor policy.Actor, k Key, slots []string) (Meeting, error) {
	return s.own(ctx, actor, k, policy.ChooseOwnTime, func(w *work) error {
		if err := w.in(Offered); err != nil {
			return err
		}
		if w.Matter.State != matter.Open || !w.Matter.StoppedAt.IsZero() {
			return fault.New(fault.Conflict, notNow)
		}
		if err := w.suit(slots); err != nil {
			return err
		}
		for _, o := range w.offers {
			if o.Suits() && o.Starts.After(w.Tx.Now()) {
				return w.booked(o)
			}
		}
		return nil
	})
}

// CancelOwn lets the person cancel a meeting.
func (s *Service) CancelOwn(ctx context.Context, actor policy.Actor, k Key) (Meeting, error) {
	return s.own(ctx, actor, k, policy.CancelOwnMeeting, func(w *work) error { return w.cancel() })
}

// WaitOwn lets the person ask to wait with a meeting, or say that it can go on.
func (s *Service) WaitOwn(ctx context.Context, actor policy.Actor, k Key, wait bool) (Meeting, error) {
	return s.own(ctx, actor, k, policy.PauseOwnMeeting, func(w *work) error { return w.pause(wait) })
}

// own is an act of the person on a meeting with themselves. One with somebody else is not there.
func (s *Service) own(ctx context.Context, actor policy.Actor, k Key, act policy.Action, rule func(w *work) error) (m Meeting, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, act, Meeting{ID: k.ID}.Ref()); err != nil {
			return err
		}
		found, err := byID(ctx, tx, k.ID)
		if err != nil {
			return err
		}
		mw, err := s.Matters.Load(ctx, tx, found.Matter, act)
		if err != nil {
			return err
		}
		w, err := s.load(mw, k, Person)
		if err != nil {
			return err
		}
		if err := rule(w); err != nil {
			return err
		}
		if err := w.keep(); err != nil {
			return err
		}
		m = w.m
		return mw.Save()
	})
	return m, err
}
