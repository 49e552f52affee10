package responsibility

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// PlanInput is what a person writes of a plan.
type PlanInput struct {
	Cause   Cause
	Reform  law.ReformID // when the cause is a reform
	Title   string
	Changes string
	On      calendar.Date
}

// MoveInput is what a person writes of a task that changes hands. Before and After are parties, or Nobody.
type MoveInput struct {
	Task          string
	Before, After string
	On            calendar.Date
}

// PointInput is what a person writes of something open.
type PointInput struct {
	Text      string
	Authority string // a party, who sees to it
	Due       calendar.Date
}

// Begin begins a plan for a municipality, under the agreement that is in force for it.
func (s *Service) Begin(ctx context.Context, actor policy.Actor, code string, in PlanInput) (t Transition, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		id, err := inForce(ctx, tx, code)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.AddTransition, ref.To(agreement.AgreementKind, id)); err != nil {
			return err
		}
		if t, err = in.apply(Transition{ID: tx.NewID(), Agreement: id, Municipality: code, Version: 1}); err != nil {
			return err
		}
		if err := insertPlan(ctx, tx, t); err != nil {
			return err
		}
		return tx.Note(policy.AddTransition, t.Ref(), t.noted())
	})
	return t, err
}

// inForce gives the id of the agreement that is in force for a municipality today; a fault of kind Conflict when there
// is none.
func inForce(ctx context.Context, q db.Reader, code string) (string, error) {
	day := today(q)
	found, err := agreement.List(ctx, q, agreement.Filter{Municipality: code, State: agreement.InForce, On: day})
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Conflict, noAgreement)
	}
	if err != nil {
		return "", err
	}
	return found[0].ID, nil
}

// apply checks what was written and puts it in a plan.
func (in PlanInput) apply(t Transition) (Transition, error) {
	var problems []fault.Problem
	say := func(field string, text language.Text) { problems = append(problems, fault.Field(field, text)) }
	t.Cause, t.Reform, t.Title, t.Changes, t.On = in.Cause, in.Reform, strings.TrimSpace(in.Title), strings.TrimSpace(in.Changes), in.On
	if !slices.Contains(Causes(), t.Cause) {
		say(fieldCause, needCause)
	}
	reform, known := law.ReformOf(t.Reform)
	switch {
	case t.Cause != ByReform:
		t.Reform = ""
	case !known:
		say(fieldReform, needReform)
	case t.Title == "":
		t.Title = reform.Name.Sv
	}
	if t.Title == "" || len([]rune(t.Title)) > longName {
		say(fieldTitle, needTitle.With(longName))
	}
	if t.Changes == "" || len([]rune(t.Changes)) > longChanges {
		say(fieldChanges, needChanges.With(longChanges))
	}
	if t.On.IsZero() {
		say(fieldOn, needOn)
	}
	if len(problems) > 0 {
		return t, fault.New(fault.Invalid, putRight, problems...)
	}
	return t, nil
}

// EditPlan changes what a plan says. What the sides had agreed to is taken back.
func (s *Service) EditPlan(ctx context.Context, actor policy.Actor, id string, version int64, in PlanInput) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(_ *audit.Tx, t Transition) (Transition, error) {
		t, err := t.changed()
		if err != nil {
			return t, err
		}
		return in.apply(t)
	})
}

// AddMove adds a task that changes hands. What the sides had agreed to is taken back.
func (s *Service) AddMove(ctx context.Context, actor policy.Actor, id string, version int64, in MoveInput) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(tx *audit.Tx, t Transition) (Transition, error) {
		t, err := t.changed()
		if err != nil {
			return t, err
		}
		parties, err := partiesOf(ctx, tx, t.Agreement)
		if err != nil {
			return t, err
		}
		m := Move{ID: tx.NewID(), Transition: t.ID, Place: int64(len(t.Moves)), Task: strings.TrimSpace(in.Task), Before: in.Before, After: in.After, On: in.On}
		if m.On.IsZero() {
			m.On = t.On
		}
		if problems := m.check(parties); len(problems) > 0 {
			return t, fault.New(fault.Invalid, putRight, problems...)
		}
		t.Moves = append(slices.Clone(t.Moves), m)
		return t, nil
	})
}

func (m Move) check(parties []party) (problems []fault.Problem) {
	if m.Task == "" || len([]rune(m.Task)) > longName {
		problems = append(problems, fault.Field(fieldTask, needName.With(longName)))
	}
	if !isParty(parties, m.Before) && m.Before != string(Nobody) {
		problems = append(problems, fault.Field(fieldBefore, needParty))
	}
	if !isParty(parties, m.After) && m.After != string(Nobody) {
		problems = append(problems, fault.Field(fieldAfter, needParty))
	}
	return problems
}

func isParty(parties []party, id string) bool {
	return slices.ContainsFunc(parties, func(p party) bool { return p.Authority == id })
}

// RemoveMove takes a task out of a plan. What the sides had agreed to is taken back.
func (s *Service) RemoveMove(ctx context.Context, actor policy.Actor, id string, version int64, move string) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(_ *audit.Tx, t Transition) (Transition, error) {
		t, err := t.changed()
		if err != nil {
			return t, err
		}
		n := len(t.Moves)
		t.Moves = slices.DeleteFunc(slices.Clone(t.Moves), func(m Move) bool { return m.ID == move })
		if len(t.Moves) == n {
			return t, fault.NotFoundThing()
		}
		return t, nil
	})
}

// AddPoint adds something open. What the sides have agreed to stands: an open point changes nobody's task.
func (s *Service) AddPoint(ctx context.Context, actor policy.Actor, id string, version int64, in PointInput) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(tx *audit.Tx, t Transition) (Transition, error) {
		if t.Stage() == Closed {
			return t, fault.New(fault.Conflict, isClosed)
		}
		parties, err := partiesOf(ctx, tx, t.Agreement)
		if err != nil {
			return t, err
		}
		p := Point{ID: tx.NewID(), Transition: t.ID, Place: int64(len(t.Points)), Text: strings.TrimSpace(in.Text), Authority: in.Authority, Due: in.Due}
		var problems []fault.Problem
		if p.Text == "" || len([]rune(p.Text)) > longNote {
			problems = append(problems, fault.Field(fieldText, needText.With(longNote)))
		}
		if !isParty(parties, p.Authority) {
			problems = append(problems, fault.Field(fieldOwner, needOwner))
		}
		if p.Due.IsZero() || p.Due.Before(today(tx)) {
			problems = append(problems, fault.Field(fieldDue, needDue.With(today(tx))))
		}
		if len(problems) > 0 {
			return t, fault.New(fault.Invalid, putRight, problems...)
		}
		t.Points = append(slices.Clone(t.Points), p)
		return t, nil
	})
}

// SettlePoint says that a point is no longer open.
func (s *Service) SettlePoint(ctx context.Context, actor policy.Actor, id string, version int64, point string) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(tx *audit.Tx, t Transition) (Transition, error) { return t.settle(point, today(tx)) })
}

// Agree is the yes of the actor's side to the plan as it stands.
func (s *Service) Agree(ctx context.Context, actor policy.Actor, id string, version int64) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(tx *audit.Tx, t Transition) (Transition, error) {
		return t.agree(actor.Authority, today(tx))
	})
}

// Close ends a plan that both sides have agreed to, when every task has somebody and nothing is open.
func (s *Service) Close(ctx context.Context, actor policy.Actor, id string, version int64) (Transition, error) {
	return s.plan(ctx, actor, id, version, func(tx *audit.Tx, t Transition) (Transition, error) { return t.close(today(tx)) })
}

// plan is what every change of one plan has in common: read, may, rule, write, note.
func (s *Service) plan(ctx context.Context, actor policy.Actor, id string, version int64, rule func(*audit.Tx, Transition) (Transition, error)) (t Transition, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := PlanOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditTransition, before.Ref()); err != nil {
			return err
		}
		if before.Version != version {
			return fault.New(fault.Conflict, changedMeanwhile)
		}
		if t, err = rule(tx, before); err != nil {
			return err
		}
		if err := updatePlan(ctx, tx, &t); err != nil {
			return err
		}
		return tx.Note(policy.EditTransition, t.Ref(), t.noted())
	})
	return t, err
}

// notedPlan is what the trail says of a plan as it is after an act.
type notedPlan struct {
	Municipality string        `json:"municipality"`
	Cause        Cause         `json:"cause"`
	Reform       law.ReformID  `json:"reform,omitempty"`
	On           calendar.Date `json:"effective_on"`
	Stage        Stage         `json:"stage"`
	Tasks        int           `json:"tasks"`
	Orphans      int           `json:"orphans"`
	Open         int           `json:"open"`
}

func (t Transition) noted() notedPlan {
	return notedPlan{t.Municipality, t.Cause, t.Reform, t.On, t.Stage(), len(t.Moves), len(t.Orphans()), len(t.Open())}
}

// Names of the fields of plans, in forms and in faults.
const (
	fieldCause   = "cause"
	fieldReform  = "reform"
	fieldTitle   = "title"
	fieldChanges = "changes"
	fieldOn      = "effective_on"
	fieldBefore  = "before"
	fieldAfter   = "after"
	fieldText    = "text"
	fieldOwner   = "owner"
	fieldDue     = "due_on"
)

var (
	noAgreement = language.T("Kommunen har ingen gällande överenskommelse, så det finns inga parter som kan komma överens om en plan.",
		"The municipality has no agreement in force, so there are no parties who can agree on a plan.")
	needCause   = language.T("välj varför uppgifter byter ansvarig", "choose why tasks change hands")
	needReform  = language.T("välj vilket reformsteg det gäller", "choose which reform step it is about")
	needTitle   = language.T("skriv vad planen heter, högst %d tecken", "write what the plan is called, at most %d characters")
	needChanges = language.T("skriv vad som ändras, högst %d tecken", "write what changes, at most %d characters")
	needOn      = language.T("ange från vilken dag", "give the day from which")
	needParty   = language.T("välj en part i överenskommelsen, eller ingen", "choose a party to the agreement, or nobody")
	needText    = language.T("skriv vad som är öppet, högst %d tecken", "write what is open, at most %d characters")
	needOwner   = language.T("välj vilken part som ser till att det blir klart", "choose which party sees to it")
	needDue     = language.T("ange en dag, tidigast %s", "give a day, %s at the earliest")
)
