package deviation

import (
	"context"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Input is what somebody reports.
type Input struct {
	Municipality string
	Asked        string // authority of the other side; empty: the system finds it
	Type         Type
	Happened     calendar.Date
	Expected     string // what should have happened
	What         string // what happened instead
	Effect       Effect
	EffectText   string
	Proposal     string
	Clause       string // number in the agreement; empty: that of the commitment, or none
	Commitment   string // "K9.1"; may be empty
	About        ref.Ref
}

func (in Input) trimmed() Input {
	for _, s := range []*string{&in.Expected, &in.What, &in.EffectText, &in.Proposal, &in.Clause, &in.Commitment} {
		*s = strings.TrimSpace(*s)
	}
	return in
}

// check gathers everything that is wrong with what was written.
func (in Input) check(today calendar.Date) error {
	var found []fault.Problem
	bad := func(field string, text language.Text) { found = append(found, fault.Field(field, text)) }
	if !isType(in.Type) {
		bad(fieldType, chooseType)
	}
	switch {
	case in.Happened.IsZero() || in.Happened.After(today):
		bad(fieldHappened, notYetHappened)
	case in.Happened.Before(today.AddMonths(-12)):
		bad(fieldHappened, tooLongAgo)
	}
	if !known(in.Effect) {
		bad(fieldEffect, chooseEffect)
	}
	for _, f := range []struct {
		field, text string
		needed      bool
	}{{fieldExpected, in.Expected, true}, {fieldWhat, in.What, true}, {fieldEffectText, in.EffectText, false}, {fieldProposal, in.Proposal, false}} {
		if err := neutral(f.field, f.text, f.needed, today); err != nil {
			found = append(found, fault.ProblemsOf(err)...)
		}
	}
	if known(in.Effect) && in.Effect != OnNone && strings.TrimSpace(in.EffectText) == "" {
		bad(fieldEffectText, sayEffect)
	}
	if len(in.Clause) > 5 || strings.Trim(in.Clause, "0123456789") != "" {
		bad(fieldClause, noClause)
	}
	if len(found) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, putRight, found...)
}

func known(e Effect) bool {
	for _, one := range Effects() {
		if one == e {
			return true
		}
	}
	return false
}

// Report reports what did not go as agreed, for the actor's authority. Who looks at it is found by the system.
func (s *Service) Report(ctx context.Context, actor policy.Actor, in Input) (d Deviation, err error) {
	in = in.trimmed()
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.ReportDeviation, ref.Ref{}); err != nil {
			return err
		}
		if err := in.check(calendar.DateOf(tx.Now())); err != nil {
			return err
		}
		r, err := Route(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		w := &work{Service: s, ctx: ctx, tx: tx, act: policy.ReportDeviation, side: Reporter, d: made(tx, actor, in, r)}
		if err := w.about(in, r.Agreement); err != nil {
			return err
		}
		if err := w.report(r); err != nil {
			return err
		}
		d = w.d
		return nil
	})
	return d, err
}

func made(tx *audit.Tx, actor policy.Actor, in Input, r Routing) Deviation {
	return Deviation{ID: tx.RandomID(), Agreement: r.Agreement.ID, Municipality: r.Municipality, Type: in.Type, Reporter: actor.Authority, Asked: r.Asked,
		Account: actor.ID, Path: r.Path, Unit: r.Unit, About: About{in.About.Kind, in.About.ID}, Happened: in.Happened, Expected: in.Expected, What: in.What, Effect: in.Effect,
		EffectText: in.EffectText, Proposal: in.Proposal, Standing: Standing{State: Reported, Level: 1, Round: 1}, AckDays: r.AckDays, SolveDays: r.SolveDays,
		ReportedAt: db.At(tx.Now()), Version: 1}
}

// about says which clause and commitment it is about. A commitment must be one of the agreement.
func (w *work) about(in Input, a agreement.Agreement) error {
	src, err := source(w.ctx, w.tx, w.tx.Actor(), in.About)
	if err != nil {
		return err
	}
	w.d.Clause, w.d.Commitment = in.Clause, in.Commitment
	if in.Commitment == "" && src.agreement == a.ID && in.Clause == "" {
		w.d.Commitment, w.d.Clause = src.commitment, src.clause
	}
	if w.d.Commitment == "" {
		return nil
	}
	all, err := commitment.InForce(w.ctx, w.tx, a.ID, calendar.DateOf(w.tx.Now()))
	if err != nil && a.ID != "" {
		return err
	}
	for _, h := range all {
		if h.Number == w.d.Commitment {
			w.d.Clause = h.Commitment.Clause
			return nil
		}
	}
	if in.Commitment == "" { // what it was reported from spoke of an earlier text
		w.d.Commitment = ""
		return nil
	}
	return problem(fieldCommitment, noCommitment)
}

// report writes a new deviation and tells who is to look at it.
func (w *work) report(r Routing) error {
	w.occur(Report, Event{Days: int64(r.Ladder.Officers), Why: string(r.Ladder.Source)})
	if err := w.settle(); err != nil {
		return err
	}
	if err := db.Insert(w.ctx, w.tx, "deviation", w.d); err != nil {
		return err
	}
	if err := w.keep(); err != nil {
		return err
	}
	text := language.T("En avvikelse har rapporterats: %s. Bekräfta senast %s.", "A deviation has been reported: %s. Acknowledge it by %s.").With(lower(w.d.Type.Name()), calendar.LongDateTime(w.d.AckDue.Time))
	if err := w.tell(NewsReported, w.d.Asked, OnDuty, text); err != nil {
		return err
	}
	if err := w.tell(NewsReported, w.d.Asked, Coordinators, text); err != nil {
		return err
	}
	return w.follow()
}

// nameOf gives an authority's name, for texts to the other side.
func (w *work) nameOf(authority string) language.Text {
	a, err := directory.AuthorityByID(w.ctx, w.tx, authority, calendar.DateOf(w.tx.Now()))
	if err != nil {
		return language.T("Den andra parten", "The other party")
	}
	return language.Same(a.Title())
}
