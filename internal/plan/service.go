package plan

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/record"
)

// The kinds of message in the matter's conversation.
const (
	msgPlan   exchange.Kind = "plan"
	msgAccept exchange.Kind = "plan-accept"
	msgPerson exchange.Kind = "plan-person"
	msgStep   exchange.Kind = "plan-step"
	msgFollow exchange.Kind = "plan-follow-up"
)

// Service is the use cases of joint plans.
type Service struct {
	Trail    *audit.Trail
	Exchange *exchange.Service
	Matters  *matter.Service

	// Suggest gives steps that were decided elsewhere, read from an authority's own copies, for a new version to take up; nil
	// when nothing does. App sets it.
	Suggest func(thread []exchange.Copy, day calendar.Date) []Item

	// Made is what follows when a version of a plan begins to hold, in the same act. App sets it.
	Made []func(ctx context.Context, tx *audit.Tx, matter string) error

	book *directory.Book
}

// New makes the service, and hangs it on matters: their assessments, their closing, their files.
func New(trail *audit.Trail, x *exchange.Service, matters *matter.Service) *Service {
	s := &Service{Trail: trail, Exchange: x, Matters: matters, book: directory.NewBook()}
	matters.Compared = append(matters.Compared, s.assessed)
	matters.Standing = append(matters.Standing, s.stand)
	matters.Closing = append(matters.Closing, s.closing)
	x.Erased = append(x.Erased, s.erased)
	x.Papers = append(x.Papers, s.papers)
	return s
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// work is one act under way on the plan of a matter that is held.
type work struct {
	*Service
	*matter.Work
	p        Plan
	fresh    bool // there was no plan before
	versions []Version
	steps    []Step
	sides    []side
}

// do is one act of somebody who works with the person, on the matter's plan.
func (s *Service) do(ctx context.Context, actor policy.Actor, k matter.Key, rule func(w *work) error) (p Plan, err error) {
	_, err = s.Matters.Do(ctx, actor, k, policy.WorkMatter, func(mw *matter.Work) error {
		w, err := s.load(mw)
		if err != nil {
			return err
		}
		if err := rule(w); err != nil {
			return err
		}
		p = w.p
		return nil
	})
	return p, err
}

func (s *Service) load(mw *matter.Work) (w *work, err error) {
	w = &work{Service: s, Work: mw}
	var ok bool
	if w.p, ok, err = OfMatter(mw.Ctx, mw.Tx, mw.Matter.ID); err != nil {
		return nil, err
	}
	if w.fresh = !ok; w.fresh {
		return w, nil
	}
	if w.versions, err = Versions(mw.Ctx, mw.Tx, w.p.ID); err != nil {
		return nil, err
	}
	if w.steps, err = Steps(mw.Ctx, mw.Tx, w.p.ID); err != nil {
		return nil, err
	}
	w.sides, err = sidesOf(mw.Ctx, mw.Tx, w.p.ID)
	return w, err
}

// version gives a version by number; nil when there is none.
func (w *work) version(no int64) *Version {
	if i := slices.IndexFunc(w.versions, func(v Version) bool { return v.No == no }); i >= 0 {
		return &w.versions[i]
	}
	return nil
}

// Propose sends a version to the other side: the first, or one with changes. base is the number of the latest version that
// the proposer has read, so that two who propose at once do not both become the latest.
func (s *Service) Propose(ctx context.Context, actor policy.Actor, k matter.Key, base int64, c Content, b person.Basis) (Plan, error) {
	c = c.tidy()
	return s.do(ctx, actor, k, func(w *work) error {
		if w.p.Last != base {
			return fault.New(fault.Conflict, meanwhile)
		}
		if err := c.check(today(w.Tx), w.dues()); err != nil {
			return err
		}
		if err := w.begin(c); err != nil {
			return err
		}
		w.p.Last++
		m, err := w.Send(matter.Letter{Kind: msgPlan, Body: c.Text(w.p.Last), Health: c.Health, Basis: b})
		if err != nil {
			return err
		}
		if err := w.takeSlot(); err != nil {
			return err
		}
		if err := w.offer(c, m); err != nil {
			return err
		}
		w.Occur(matter.PlanPropose, "")
		w.News(w.Others(), matter.NewsMoved, proposed)
		return update(w.Ctx, w.Tx, &w.p)
	})
}

// dues are the days that each step has in the latest version and in the one that holds: a day that has passed may stand, and
// none may be moved to one.
func (w *work) dues() map[string][]calendar.Date {
	out := map[string][]calendar.Date{}
	for _, st := range w.steps {
		if st.Key != "" && (st.No == w.p.Last || st.No == w.p.Holds) {
			out[st.Key] = append(out[st.Key], st.Due)
		}
	}
	return out
}

// begin makes a plan that is new, or lets one that was closed go on.
func (w *work) begin(c Content) error {
	if !w.fresh {
		return w.goOn()
	}
	w.p = Plan{ID: w.Tx.RandomID(), Matter: w.Matter.ID, Municipality: w.Matter.Municipality, State: Proposed, Follow: c.Follow, BegunAt: db.At(w.Tx.Now()), Version: 1}
	if err := db.Insert(w.Ctx, w.Tx, "plan", w.p); err != nil {
		return err
	}
	for _, d := range w.Desks {
		x := side{Plan: w.p.ID, Authority: d.Authority, Person: d.Person}
		if err := db.Insert(w.Ctx, w.Tx, "plan_side", x); err != nil {
			return err
		}
		w.sides = append(w.sides, x)
	}
	return nil
}

// goOn lets a plan that was closed with its matter begin anew: what held then no longer does.
func (w *work) goOn() error {
	if w.p.State != Closed {
		return nil
	}
	old := w.version(w.p.Holds)
	w.p.State, w.p.ClosedAt, w.p.Holds = Proposed, db.Time{}, 0
	if old == nil {
		return nil
	}
	old.State = Replaced
	return updateVersion(w.Ctx, w.Tx, *old)
}

// takeSlot lets the acting side have its person's one plan. Only the own record is asked, so that nobody learns what the
// other authority has.
func (w *work) takeSlot() error {
	if w.Me == nil || slices.ContainsFunc(w.sides, func(x side) bool { return x.Authority == w.Me.Authority && x.Holds }) {
		return nil
	}
	other, err := taken(w.Ctx, w.Tx, w.Me.Person, w.p.ID)
	if err != nil {
		return err
	}
	if other {
		return fault.New(fault.Conflict, second)
	}
	return hold(w.Ctx, w.Tx, side{Plan: w.p.ID, Authority: w.Me.Authority, Person: w.Me.Person, Holds: true})
}

// offer writes the version and its steps, and replaces an earlier proposal.
func (w *work) offer(c Content, m exchange.Message) error {
	for _, v := range w.versions {
		if v.State == Offered {
			v.State = Replaced
			if err := updateVersion(w.Ctx, w.Tx, v); err != nil {
				return err
			}
		}
	}
	v := Version{ID: w.Tx.NewID(), Plan: w.p.ID, No: w.p.Last, Authority: w.Me.Authority, Account: w.Tx.Actor().ID, Message: m.ID, State: Offered, Follow: c.Follow, ProposedAt: db.At(w.Tx.Now())}
	if err := db.InsertLater(w.Ctx, w.Tx, "plan_version", v); err != nil {
		return err
	}
	return db.InsertLater(w.Ctx, w.Tx, "plan_step", w.stepsOf(c)...)
}

// stepsOf makes the steps of the latest version. One that was in the version before keeps its key and how far it has come.
func (w *work) stepsOf(c Content) (rows []Step) {
	used := map[string]bool{}
	for i, item := range c.Items {
		st := Step{ID: w.Tx.NewID(), Plan: w.p.ID, No: w.p.Last, Place: int64(i + 1), Responsible: item.Responsible, Due: item.Due, Meeting: item.Meeting, State: Planned, Hours: item.Hours}
		st.Key = st.ID
		if was := w.latest(item.Key); was != nil && !used[item.Key] {
			st.Key, st.State, st.MovedAt, st.MovedBy, st.Message = was.Key, was.State, was.MovedAt, was.MovedBy, was.Message
			used[item.Key] = true
		}
		rows = append(rows, st)
	}
	return rows
}

// latest gives a step as it stands now: in the version that holds, else in the latest that has it.
func (w *work) latest(key string) (found *Step) {
	for i := range w.steps {
		if st := &w.steps[i]; key != "" && st.Key == key && (found == nil || found.No != w.p.Holds) {
			found = st
		}
	}
	return found
}

// Accept accepts the version that the other side proposed, on a ground of the own side. From now on it holds between the two.
func (s *Service) Accept(ctx context.Context, actor policy.Actor, k matter.Key, no int64, b person.Basis) (Plan, error) {
	return s.do(ctx, actor, k, func(w *work) error {
		v := w.version(no)
		if w.p.State == Closed || v == nil || v.State != Offered || no != w.p.Last || v.Authority == w.Me.Authority {
			return fault.New(fault.Conflict, notNow)
		}
		if _, err := w.Send(matter.Letter{Kind: msgAccept, Body: acceptBody(no), Basis: b}); err != nil {
			return err
		}
		if err := w.takeSlot(); err != nil {
			return err
		}
		if err := w.follow(*v); err != nil {
			return err
		}
		w.Occur(matter.PlanAccept, "")
		for _, d := range w.Desks {
			w.News(d, matter.NewsMoved, accepted)
		}
		return update(w.Ctx, w.Tx, &w.p)
	})
}

// follow lets a version hold in the place of the one that did.
func (w *work) follow(v Version) error {
	if old := w.version(w.p.Holds); old != nil {
		old.State = Replaced
		if err := updateVersion(w.Ctx, w.Tx, *old); err != nil {
			return err
		}
	}
	for i, st := range w.steps {
		if was := w.latest(st.Key); st.No == v.No && was != nil && was.ID != st.ID {
			st.State, st.MovedAt, st.MovedBy, st.Message = was.State, was.MovedAt, was.MovedBy, was.Message
			if err := updateStep(w.Ctx, w.Tx, st); err != nil {
				return err
			}
			w.steps[i] = st
		}
	}
	first := w.p.State != Active
	v.State, v.AcceptedAt, v.AcceptedBy = Accepted, db.At(w.Tx.Now()), w.Tx.Actor().ID
	w.p.State, w.p.Holds, w.p.Follow, w.p.Reminded = Active, v.No, v.Follow, calendar.Date{}
	if err := updateVersion(w.Ctx, w.Tx, v); err != nil {
		return err
	}
	if err := w.count(v, first); err != nil {
		return err
	}
	for _, follow := range w.Made {
		if err := follow(w.Ctx, w.Tx, w.Matter.ID); err != nil {
			return err
		}
	}
	return nil
}

// closing closes the plan with its matter: nobody has it as the person's one plan any more. Each keeps what it has.
func (s *Service) closing(ctx context.Context, tx *audit.Tx, m matter.Matter) error {
	p, ok, err := OfMatter(ctx, tx, m.ID)
	if err != nil {
		return err
	}
	if err := endAll(ctx, tx, m.ID); err != nil || !ok || p.State == Closed {
		return err
	}
	p.State, p.ClosedAt = Closed, db.At(tx.Now())
	if _, err := tx.Exec(ctx, `UPDATE plan_side SET holds = $2 WHERE plan_id = $1`, p.ID, false); err != nil {
		return err
	}
	return update(ctx, tx, &p)
}

// signed gives the versions of which an authority keeps a signed paper with its file of the matter.
func signed(ctx context.Context, q db.Reader, conversation, authority string) ([]Version, error) {
	return db.All[Version](ctx, q, `SELECT `+versionColumns+` FROM plan_version WHERE person_authority = $2 AND evidence_id <> '' AND plan_id IN
		(SELECT plan.id FROM plan JOIN matter ON matter.id = plan.matter_id WHERE matter.conversation_id = $1) ORDER BY no`, conversation, authority)
}

// papers gives the papers that an authority keeps with its file of the matter.
func (s *Service) papers(ctx context.Context, q db.Reader, conversation, authority string) (out []record.File, err error) {
	list, err := signed(ctx, q, conversation, authority)
	if err != nil {
		return nil, err
	}
	for _, v := range list {
		paper, err := record.Paper(ctx, q, s.Trail.Keys(), v.Evidence, fmt.Sprintf("undertecknad-plan-%d", v.No))
		if err != nil {
			return nil, err
		}
		out = append(out, paper)
	}
	return out, nil
}

// erased destroys the papers that an authority kept with its file of the matter.
func (s *Service) erased(ctx context.Context, tx *audit.Tx, e exchange.Erasure) error {
	list, err := signed(ctx, tx, e.Conversation, e.Authority)
	if err != nil {
		return err
	}
	for _, v := range list {
		if err := file.Delete(ctx, tx.Tx, v.Evidence); err != nil {
			return err
		}
		v.Evidence = ""
		if err := updateVersion(ctx, tx, v); err != nil {
			return err
		}
	}
	return nil
}
