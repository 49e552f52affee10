package plan

import (
	"context"
	"fmt"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

func acceptBody(no int64) string {
	return fmt.Sprintf("Vi godkänner version %d av den gemensamma planen.", no)
}

// Answer is what staff note of the person's part in a version.
type Answer struct {
	No    int64
	Part  Part
	By    By            // who signed
	On    calendar.Date // when
	Why   string        // why the person declines, or cannot
	Paper *file.Checked // the signed paper

	Health bool // why tells of the person's health
}

func (in Answer) check(today calendar.Date) error {
	t := language.T
	var p []fault.Problem
	if !slices.Contains(Parts(), in.Part) {
		p = append(p, fault.Field("part", t("Välj hur det blev.", "Choose how it turned out.")))
	}
	if in.On.IsZero() || in.On.After(today) {
		p = append(p, fault.Field("on", t("Skriv vilken dag det var, senast i dag.", "Write which day it was, today at the latest.")))
	}
	if in.Part == Paper && !slices.Contains(Signers(), in.By) {
		p = append(p, fault.Field("by", t("Välj vem som skrev under.", "Choose who signed.")))
	}
	if in.Part == Paper && in.Paper == nil {
		p = append(p, fault.Field(file.Field, t("Lägg till det underskrivna pappret.", "Add the signed paper.")))
	}
	if (in.Part == Declined || in.Part == Unable) && in.Why == "" {
		p = append(p, fault.Field("why", t("Skriv varför, med personens egna ord.", "Write why, in the person's own words.")))
	}
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, t("Något saknas.", "Something is missing."), p...)
}

// NotePerson notes the person's part in the version that holds. A person who declined may still sign later.
func (s *Service) NotePerson(ctx context.Context, actor policy.Actor, k matter.Key, in Answer) (Plan, error) {
	in.Why = oneLine(in.Why)
	return s.do(ctx, actor, k, func(w *work) error {
		v, err := w.unsigned(in.No)
		if err != nil {
			return err
		}
		if err := in.check(today(w.Tx)); err != nil {
			return err
		}
		body := fmt.Sprintf("Version %d av den gemensamma planen: %s, %s.", in.No, in.Part.Name().Sv, in.On)
		if in.Why != "" {
			body += " " + in.Why
		}
		m, err := w.Send(matter.Letter{Kind: msgPerson, Body: body, Health: in.Health})
		if err != nil {
			return err
		}
		v.PersonPart, v.PersonOn, v.PersonAuthority, v.PersonMessage = in.Part, in.On, w.Me.Authority, m.ID
		if in.Part == Paper {
			kept, err := file.Put(w.Ctx, w.Tx.Tx, s.Trail.Keys(), in.Paper.OwnedBy(w.Me.Authority))
			if err != nil {
				return err
			}
			v.PersonBy, v.Evidence = in.By, kept.ID
		}
		w.Occur(matter.PlanPerson, string(in.Part))
		w.News(w.Others(), matter.NewsMoved, personText)
		return updateVersion(w.Ctx, w.Tx, *v)
	})
}

// unsigned gives the version that holds, when the person can still sign it.
func (w *work) unsigned(no int64) (*Version, error) {
	v := w.version(no)
	if v == nil || v.State != Accepted || no != w.p.Holds || w.p.State != Active || v.PersonPart == Digital || v.PersonPart == Paper {
		return nil, fault.New(fault.Conflict, notNow)
	}
	return v, nil
}

// Move is how far a step has come.
type Move struct {
	To     StepState
	Why    string // needed when the step is dropped
	Health bool   // why tells of the person's health
}

// MoveStep moves a step of the version that holds. Who is responsible moves it; the person's steps are moved by either.
func (s *Service) MoveStep(ctx context.Context, actor policy.Actor, k matter.Key, id string, in Move) (Plan, error) {
	to, why := in.To, oneLine(in.Why)
	return s.do(ctx, actor, k, func(w *work) error {
		st, err := w.movable(id, to)
		if err != nil {
			return err
		}
		if !st.Responsible.movable(w.Me.Authority) {
			return fault.New(fault.Denied, notYours)
		}
		if to == Dropped && why == "" {
			return fault.New(fault.Invalid, whyDropped, fault.Field("why", whyDropped))
		}
		body := fmt.Sprintf("Steg %d i den gemensamma planen: %s.", st.Place, to.Name().Sv)
		if why != "" {
			body += " " + why
		}
		m, err := w.Send(matter.Letter{Kind: msgStep, Body: body, Health: in.Health})
		if err != nil {
			return err
		}
		return w.moved(*st, to, w.Me.Authority, m.ID)
	})
}

func (w *work) movable(id string, to StepState) (*Step, error) {
	i := slices.IndexFunc(w.steps, func(st Step) bool { return st.ID == id && st.No == w.p.Holds })
	if i < 0 {
		return nil, fault.NotFoundThing()
	}
	if w.p.State != Active || !w.steps[i].State.may(to) {
		return nil, fault.New(fault.Conflict, notNow)
	}
	return &w.steps[i], nil
}

func (w *work) moved(st Step, to StepState, by, message string) error {
	st.State, st.MovedAt, st.MovedBy, st.Message = to, db.At(w.Tx.Now()), by, message
	w.Occur(matter.PlanStep, string(to))
	for _, d := range w.Desks {
		if d != w.Me {
			w.News(d, matter.NewsMoved, stepText)
		}
	}
	if err := updateStep(w.Ctx, w.Tx, st); err != nil {
		return err
	}
	for i := range w.steps {
		if w.steps[i].ID == st.ID {
			w.steps[i] = st
		}
	}
	return w.countHours()
}

// Follow is what came of a follow-up.
type Follow struct {
	Said   string
	Next   calendar.Date // when the two follow the plan up again
	Health bool          // what is said tells of the person's health
}

// FollowUp notes that the two have followed the plan up, what came of it, and when they do next.
func (s *Service) FollowUp(ctx context.Context, actor policy.Actor, k matter.Key, in Follow) (Plan, error) {
	said, next := oneLine(in.Said), in.Next
	return s.do(ctx, actor, k, func(w *work) error {
		if w.p.State != Active {
			return fault.New(fault.Conflict, notNow)
		}
		var p []fault.Problem
		if said == "" {
			p = append(p, fault.Field("said", language.T("Skriv vad uppföljningen gav.", "Write what came of the follow-up.")))
		}
		if !next.After(today(w.Tx)) {
			p = append(p, fault.Field("next", followLater))
		}
		if calendar.TooFar(next, today(w.Tx)) {
			p = append(p, fault.Field("next", calendar.FarAhead))
		}
		if len(p) > 0 {
			return fault.New(fault.Invalid, language.T("Något saknas.", "Something is missing."), p...)
		}
		if _, err := w.Send(matter.Letter{Kind: msgFollow, Body: fmt.Sprintf("Den gemensamma planen är uppföljd. %s\nNästa uppföljning: %s", said, next), Health: in.Health}); err != nil {
			return err
		}
		w.p.Follow, w.p.FollowedAt, w.p.Reminded = next, db.At(w.Tx.Now()), calendar.Date{}
		w.Occur(matter.PlanFollow, "")
		w.News(w.Others(), matter.NewsMoved, followText)
		if err := w.followed(); err != nil {
			return err
		}
		return update(w.Ctx, w.Tx, &w.p)
	})
}

// Sign lets the person approve the version that holds, on pages of their own.
func (s *Service) Sign(ctx context.Context, actor policy.Actor, plan string, no int64) (Plan, error) {
	return s.own(ctx, actor, plan, policy.SignPlan, func(w *work) error {
		v, err := w.unsigned(no)
		if err != nil {
			return err
		}
		v.PersonPart, v.PersonOn, v.PersonBy, v.PersonAuthority, v.PersonMessage = Digital, today(w.Tx), Self, "", ""
		w.Occur(matter.PlanPerson, string(Digital))
		for _, d := range w.Desks {
			w.News(d, matter.NewsMoved, personText)
		}
		return updateVersion(w.Ctx, w.Tx, *v)
	})
}

// MoveOwn lets the person move a step that is the person's own.
func (s *Service) MoveOwn(ctx context.Context, actor policy.Actor, plan, id string, to StepState) (Plan, error) {
	return s.own(ctx, actor, plan, policy.MoveOwnStep, func(w *work) error {
		st, err := w.movable(id, to)
		if err != nil {
			return err
		}
		if st.Responsible != Person || to == Dropped {
			return fault.New(fault.Denied, notYours)
		}
		return w.moved(*st, to, "", "")
	})
}

// own is an act of the person on the plan that is about them. A plan of somebody else is not there.
func (s *Service) own(ctx context.Context, actor policy.Actor, id string, act policy.Action, rule func(w *work) error) (p Plan, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, act, Plan{ID: id}.Ref()); err != nil {
			return err
		}
		found, err := byID(ctx, tx, id)
		if err != nil {
			return err
		}
		mw, err := s.Matters.Load(ctx, tx, found.Matter, act)
		if err != nil {
			return err
		}
		w, err := s.load(mw)
		if err != nil {
			return err
		}
		if err := rule(w); err != nil {
			return err
		}
		p = w.p
		return mw.Save()
	})
	return p, err
}
