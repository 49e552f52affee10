package statutory

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/policy"
)

// acts are what a page asks of one notice.
func asked() []policy.Action {
	return []policy.Action{policy.ReadStatutory, policy.ReadStatutoryText, policy.TakeStatutory, policy.ActStatutory, policy.FollowStatutory}
}

// Get gives a notice as the actor's authority sees it, without what is about the person. Who may not see it is told that
// there is none, in the same words as of an id that is nobody's.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (View, error) {
	can, err := policy.Can(ctx, q, actor, Notice{ID: id}.Ref(), asked()...)
	if err == nil {
		err = can.CheckRead(policy.ReadStatutory)
	}
	if err != nil {
		return View{}, err
	}
	return view(ctx, q, actor, id, can)
}

func view(ctx context.Context, q db.Reader, actor policy.Actor, id string, can policy.Allowed) (v View, err error) {
	if v.Notice, err = get(ctx, q, id); err != nil {
		return View{}, err
	}
	if v.Events, err = eventsOf(ctx, q, id); err != nil {
		return View{}, err
	}
	all, err := desksOf(ctx, q, id)
	if err != nil {
		return View{}, err
	}
	for _, d := range all {
		if d.Authority == actor.Authority {
			v.Desk = d
		}
	}
	v.Can, v.Reads = can, can.May(policy.ReadStatutoryText)
	for _, a := range v.State.Acts(v.Desk.Side) {
		if can.May(mayFor(a)) {
			v.Acts = append(v.Acts, a)
		}
	}
	return v, nil
}

// Confirmed is the act in which somebody of the reader's own authority confirmed that the notice is given although the processing
// of the person's data is restricted (decision 0042); ok is false where nobody did, and to the other authority, which is told
// nothing of it. The ground is the provision that the notice itself cites.
func (v View) Confirmed() (e Event, ok bool) {
	i := slices.IndexFunc(v.Events, func(e Event) bool { return e.Act == Send && e.Authority == v.Desk.Authority })
	if i < 0 || !v.Desk.Despite {
		return Event{}, false
	}
	return v.Events[i], true
}

// mayFor is what must be allowed for an act.
func mayFor(a Act) policy.Action {
	switch a {
	case Take, Move:
		return policy.TakeStatutory
	case Feedback, Return, AskMore:
		return policy.ActStatutory
	}
	return policy.FollowStatutory
}

// Part is one message as its reader sees it.
type Part struct {
	exchange.Copy
	Lines Body // of the notice itself
	Own   bool // sent by the reader's own authority
}

// Thread is a notice with what was written.
type Thread struct {
	View
	Parts []Part
}

// Open gives a notice with what was written, and notes that it was read.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (Thread, error) {
	return s.open(ctx, actor, id, policy.ReadStatutoryText)
}

// Look is Open for whoever may see the notice: who may not read it is given it without the text, and nothing is noted.
func (s *Service) Look(ctx context.Context, actor policy.Actor, id string) (Thread, error) {
	return s.open(ctx, actor, id, policy.ReadStatutory)
}

func (s *Service) open(ctx context.Context, actor policy.Actor, id string, must policy.Action) (t Thread, err error) {
	thing := Notice{ID: id}.Ref()
	look := func(q db.Reader) (bool, error) {
		can, err := policy.Can(ctx, q, actor, thing, asked()...)
		if err == nil {
			err = can.CheckRead(must)
		}
		if err != nil {
			return false, err
		}
		t = Thread{}
		if t.View, err = view(ctx, q, actor, id, can); err != nil || !t.Reads {
			return false, err
		}
		return true, s.fill(ctx, q, &t)
	}
	err = s.Trail.Show(ctx, actor, audit.Reading{Look: look,
		Still: func(tx *audit.Tx) error {
			return policy.CheckRead(ctx, tx, actor, policy.ReadStatutoryText, thing)
		},
		Note: func(tx *audit.Tx) error {
			if slices.ContainsFunc(t.Parts, func(p Part) bool { return p.ReadAt.IsZero() }) {
				if err := s.Exchange.Read(ctx, tx, t.Conversation, t.Desk.Authority); err != nil {
					return err
				}
			}
			return tx.Note(policy.ReadStatutoryText, t.Ref(), noted{Type: string(t.Type), State: t.State, Ground: string(t.Ground), By: t.Can.By(policy.ReadStatutoryText)})
		}})
	if err != nil {
		return Thread{}, err
	}
	return t, nil
}

func (s *Service) fill(ctx context.Context, q db.Reader, t *Thread) error {
	copies, err := s.Exchange.Thread(ctx, q, t.Conversation, t.Desk.Authority)
	for _, c := range copies {
		p := Part{Copy: c, Own: c.From == t.Desk.Authority}
		if c.Kind == msgNotice {
			p.Lines = ParseBody(c.Body)
		}
		t.Parts = append(t.Parts, p)
	}
	return err
}
