package plan

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// Told is a version with what it says, from one authority's own copy.
type Told struct {
	Version
	Content Content
	Steps   []Step // in the order of Content.Items
	Why     string // what was noted of the person's part
}

// Seen is a plan as one authority has it.
type Seen struct {
	Plan
	There    bool // there is a plan
	Versions []Told
	Reasons  map[string]string // what was said when a step was moved, by the step's id
	Followed []exchange.Copy   // the follow-ups, the latest last
}

// Of reads a plan from an authority's own copies. The caller has asked whether they may be read.
func (s *Service) Of(ctx context.Context, q db.Reader, matterID string, thread []exchange.Copy) (v Seen, err error) {
	if v.Plan, v.There, err = OfMatter(ctx, q, matterID); err != nil || !v.There {
		return v, err
	}
	versions, err := Versions(ctx, q, v.ID)
	if err != nil {
		return v, err
	}
	steps, err := Steps(ctx, q, v.ID)
	if err != nil {
		return v, err
	}
	body := map[string]string{}
	for _, c := range thread {
		body[c.ID] = c.Body
		if c.Kind == msgFollow {
			v.Followed = append(v.Followed, c)
		}
	}
	for _, x := range versions {
		t := Told{Version: x, Content: Parse(body[x.Message]), Why: body[x.PersonMessage]}
		for _, st := range steps {
			if st.No == x.No {
				t.Steps = append(t.Steps, st)
			}
		}
		for i := range t.Content.Items {
			if i < len(t.Steps) {
				t.Content.Items[i].Key = t.Steps[i].Key
			}
		}
		v.Versions = append(v.Versions, t)
	}
	v.Reasons = map[string]string{}
	for _, st := range steps {
		v.Reasons[st.ID] = body[st.Message]
	}
	return v, nil
}

// Told gives a version by number.
func (v Seen) Told(no int64) (Told, bool) {
	i := slices.IndexFunc(v.Versions, func(t Told) bool { return t.No == no })
	if i < 0 {
		return Told{}, false
	}
	return v.Versions[i], true
}

// Now gives the version that holds, else the latest proposal.
func (v Seen) Now() (Told, bool) {
	if t, ok := v.Told(v.Holds); ok {
		return t, true
	}
	return v.Told(v.Last)
}

// Waiting gives the proposal that waits for an answer.
func (v Seen) Waiting() (Told, bool) {
	t, ok := v.Told(v.Last)
	return t, ok && t.State == Offered && v.State != Closed
}

// Own lists the plans about the acting person, without what they say: OwnPlan shows one, and notes that it was read.
func (s *Service) Own(ctx context.Context, q db.Reader, actor policy.Actor) ([]Plan, error) {
	var args []any
	mine := policy.Where(q, actor, policy.ReadOwnPlan, "plan", &args)
	return db.All[Plan](ctx, q, `SELECT `+columns+` FROM plan WHERE `+mine+` ORDER BY begun_at DESC, id`, args...)
}

// OwnPlan gives one plan to the person that it is about, from the copy of one authority that has it.
func (s *Service) OwnPlan(ctx context.Context, actor policy.Actor, id string) (v Seen, err error) {
	err = s.Trail.Show(ctx, actor, audit.Reading{
		Look: func(q db.Reader) (bool, error) {
			if err := policy.CheckRead(ctx, q, actor, policy.ReadOwnPlan, Plan{ID: id}.Ref()); err != nil {
				return false, err
			}
			v, err = s.ownCopy(ctx, q, id)
			return true, err
		},
		Still: func(tx *audit.Tx) error {
			return policy.CheckRead(ctx, tx, actor, policy.ReadOwnPlan, Plan{ID: id}.Ref())
		},
		Note: func(tx *audit.Tx) error {
			return tx.Note(policy.ReadOwnPlan, Plan{ID: id}.Ref(), policy.By{Role: policy.Jobseeker, Reach: policy.Self})
		},
	})
	return v, err
}

func (s *Service) ownCopy(ctx context.Context, q db.Reader, id string) (Seen, error) {
	p, err := byID(ctx, q, id)
	if err != nil {
		return Seen{}, err
	}
	m, err := matter.ByID(ctx, q, p.Matter)
	if err != nil {
		return Seen{}, err
	}
	sides, err := sidesOf(ctx, q, id)
	if err != nil || len(sides) == 0 {
		return Seen{}, err
	}
	thread, err := s.Exchange.Thread(ctx, q, m.Conversation, sides[0].Authority)
	if err != nil {
		return Seen{}, err
	}
	v, err := s.Of(ctx, q, m.ID, thread)
	if err == nil && !v.There {
		err = fault.NotFoundThing()
	}
	return v, err
}
