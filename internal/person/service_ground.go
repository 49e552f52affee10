package person

import (
	"context"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// NewGround is what is written down of a ground.
type NewGround struct {
	Kind     law.GroundID
	To       string // the authority that may be told
	Purpose  string
	Topics   Topics
	Form     Form
	Evidence string        // file, if any
	File     *file.Checked // or the file itself, to be kept
	Citation string
	Motive   string
	From     calendar.Date // first day; zero is today
	Until    calendar.Date // last day; a consent has one
	Judged   bool          // whoever writes it down judges it to be enough, at once
}

// longestConsent is how long a consent may be given for, in days: what was agreed to is forgotten with time.
const longestConsent = 366

// AddGround writes down a ground on which the person's authority may tell another. side is what law holds for the
// activity that tells.
func (s *Service) AddGround(ctx context.Context, actor policy.Actor, person string, side law.Side, in NewGround) (g Ground, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AddGround, ref.To(PersonKind, person)); err != nil {
			return err
		}
		p, err := get(ctx, tx, person)
		if err != nil {
			return err
		}
		g, err = s.Write(ctx, tx, p, side, in)
		return err
	})
	return g, err
}

// Write is AddGround in an act under way, whose caller has asked whether the actor may.
func (s *Service) Write(ctx context.Context, tx *audit.Tx, p Person, side law.Side, in NewGround) (Ground, error) {
	in.Purpose, in.Citation, in.Motive = strings.TrimSpace(in.Purpose), strings.TrimSpace(in.Citation), strings.TrimSpace(in.Motive)
	if in.From.IsZero() {
		in.From = today(tx)
	}
	if err := in.check(side, today(tx)); err != nil {
		return Ground{}, err
	}
	g := Ground{ID: tx.NewID(), Person: p.ID, Authority: p.Authority, Kind: in.Kind, From: p.Authority, To: in.To, Purpose: in.Purpose,
		Topics: in.Topics, Form: in.Form, Evidence: in.Evidence, Citation: in.Citation, StartsAt: db.At(later(in.From.Start(), tx.Now())),
		State: Submitted, Version: 1}
	if !in.Until.IsZero() {
		g.EndsAt = db.At(in.Until.End())
	}
	if in.Judged {
		g.State, g.DecidedAt = Accepted, db.At(tx.Now())
	}
	if in.File != nil {
		var err error
		if g.Evidence, err = s.keep(ctx, tx, p.Authority, *in.File); err != nil {
			return Ground{}, err
		}
	}
	if err := insertGround(ctx, tx, s.keys(), g, in.Motive); err != nil {
		return Ground{}, err
	}
	return g, tx.Note(policy.AddGround, ref.To(PersonKind, p.ID), groundNote(g))
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// check says what is missing of a ground, by the law's table of what each kind needs.
func (in NewGround) check(side law.Side, on calendar.Date) error {
	var p []fault.Problem
	g, known := law.GroundOf(in.Kind)
	if !known || g.Restricted || !g.UsableBy(side, on) {
		p = append(p, fault.Field("ground", unknownGround))
	}
	if in.To == "" {
		p = append(p, fault.Field("to", receiverNeeded))
	}
	if in.Purpose == "" {
		p = append(p, fault.Field("purpose", purposeNeeded))
	}
	if g.Motive && in.Motive == "" {
		p = append(p, fault.Field("motive", motiveNeeded))
	}
	if g.Citation && in.Citation == "" {
		p = append(p, fault.Field("citation", citationNeeded))
	}
	if g.Consent {
		p = append(p, in.consent()...)
	} else if in.File != nil {
		p = append(p, fault.Field(file.Field, onlyConsent))
	}
	if !in.Until.IsZero() && in.Until.Before(in.From) {
		p = append(p, fault.Field("until", endsBefore))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, language.T("Grunden går inte att anteckna än.", "The ground cannot be written down yet."), p...)
	}
	return nil
}

// consent says what a consent lacks.
func (in NewGround) consent() (p []fault.Problem) {
	if in.Form.Name().IsZero() {
		p = append(p, fault.Field("form", formNeeded))
	}
	if in.Until.IsZero() || in.From.DaysUntil(in.Until) > longestConsent {
		p = append(p, fault.Field("until", endNeeded))
	}
	return p
}

// noteOfGround is what the trail says of a ground: nothing that was written about the person.
type noteOfGround struct {
	Ground law.GroundID `json:"ground"`
	State  GroundState  `json:"state"`
	To     string       `json:"to"`
	Topics []string     `json:"topics,omitempty"`
}

func groundNote(g Ground) noteOfGround { return noteOfGround{g.Kind, g.State, g.To, g.Topics.List()} }

// Accept judges a ground to be enough.
func (s *Service) Accept(ctx context.Context, actor policy.Actor, id string, version int64) (Ground, error) {
	return s.decide(ctx, actor, id, version, "", Ground.Accept)
}

// Reject judges a ground not to be enough, with the reason. The person must be told, and a task says so until it is done
// (JO 3185-2017).
func (s *Service) Reject(ctx context.Context, actor policy.Actor, id string, version int64, reason string) (Ground, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return Ground{}, fault.New(fault.Invalid, reasonNeeded, fault.Field("reason", reasonNeeded))
	}
	return s.decide(ctx, actor, id, version, reason, Ground.Reject)
}

func (s *Service) decide(ctx context.Context, actor policy.Actor, id string, version int64, reason string, rule func(Ground) (Ground, error)) (g Ground, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.DecideGround, ref.To(GroundKind, id)); err != nil {
			return err
		}
		if g, err = groundHeld(ctx, tx, id); err != nil {
			return err
		}
		if g, err = rule(g); err != nil {
			return err
		}
		g.Version, g.DecidedAt = version, db.At(tx.Now())
		if err := s.updateGround(ctx, tx, &g, actor.ID, reason); err != nil {
			return err
		}
		if g.State == Rejected {
			if err := s.ask(ctx, tx, Task{Person: g.Person, Authority: g.Authority, Kind: Inform, About: g.Ref()}); err != nil {
				return err
			}
			for _, follow := range s.Rejected {
				if err := follow(ctx, tx, g); err != nil {
					return err
				}
			}
		}
		return tx.Note(policy.DecideGround, ref.To(PersonKind, g.Person), groundNote(g))
	})
	return g, err
}

// Withdraw notes that the person has withdrawn a consent. From this instant nothing more is told on it; what follows in
// other rooms is in the same act, and a task on both sides says what to do. What rests on the ground is held first and the
// ground then, so that what is told on it meanwhile is told before or not at all.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, id string, version int64) (g Ground, err error) {
	return s.withdrawHeld(ctx, actor, actor, policy.WithdrawGround, id, version)
}

// asItIs stands for whatever version a ground has when it is held.
const asItIs = -1

// withdrawHeld is Withdraw by an action; noting is the actor as the trail names them. A version of asItIs
// withdraws what is there.
func (s *Service) withdrawHeld(ctx context.Context, actor, noting policy.Actor, act policy.Action, id string, version int64) (g Ground, err error) {
	err = s.Trail.DoRows(ctx, noting, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, act, ref.To(GroundKind, id)); err != nil {
			return err
		}
		for _, hold := range s.Hold {
			if err := hold(ctx, tx, id); err != nil {
				return err
			}
		}
		if g, err = groundHeld(ctx, tx, id); err != nil {
			return err
		}
		relies := version
		if relies == asItIs {
			relies = g.Version
		}
		return s.withdraw(ctx, tx, act, &g, relies)
	})
	return g, err
}

func (s *Service) withdraw(ctx context.Context, tx *audit.Tx, act policy.Action, g *Ground, version int64) (err error) {
	if *g, err = g.Withdraw(tx.Now()); err != nil {
		return err
	}
	g.Version = version
	if err := s.updateGround(ctx, tx, g, tx.Actor().ID, ""); err != nil {
		return err
	}
	if err := tx.Note(act, ref.To(PersonKind, g.Person), groundNote(*g)); err != nil {
		return err
	}
	for _, follow := range s.Withdrawn {
		if err := follow(ctx, tx, *g); err != nil {
			return err
		}
	}
	return nil
}

// Live gives of the grounds of a record, the latest first, one that allows a use at an instant; ok is false when none does.
func Live(list []Ground, u Use, at time.Time) (g Ground, ok bool) {
	for _, g := range list {
		if g.Allows(u, at) {
			return g, true
		}
	}
	return Ground{}, false
}
