package record

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// MostItems is how many things one protocol may hold, so that it is carried out in one act.
const MostItems = 500

// Propose opens a disposal of what a room holds to be due, with the next number of the authority's protocols. Every
// candidate must be due by the authority's rules; nothing is left out in silence.
func (r *Records) Propose(ctx context.Context, a policy.Actor, authority string, mustExport bool, cs []Candidate) (d Disposal, err error) {
	if len(cs) == 0 || len(cs) > MostItems {
		return d, fault.New(fault.Invalid, language.T("Välj mellan 1 och %d handlingar.", "Choose between 1 and %d documents.").With(MostItems))
	}
	err = r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.ProposeDisposal, authority); err != nil {
			return err
		}
		items, err := r.judged(ctx, tx, authority, cs)
		if err != nil {
			return err
		}
		d = Disposal{ID: tx.NewID(), Authority: authority, State: Proposed, MustExport: mustExport, ProposedAt: db.At(tx.Now()), ProposedBy: who(a), Version: 1}
		if d.Number, err = Assign(ctx, tx, authority, DisposalSeries, d.Ref()); err != nil {
			return err
		}
		if err := insertDisposal(ctx, tx, d, items); err != nil {
			return err
		}
		return tx.Note(policy.ProposeDisposal, d.Ref(), map[string]any{"number": d.Number, "items": len(items)})
	})
	return d, err
}

// judged applies the authority's rules to candidates of known kinds.
func (r *Records) judged(ctx context.Context, tx *audit.Tx, authority string, cs []Candidate) ([]Item, error) {
	rules, err := RulesOf(ctx, tx, authority)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(cs))
	for i, c := range cs {
		if _, known := r.Rooms[c.Thing.Kind]; !known {
			return nil, fmt.Errorf("record: no room erases things of kind %q", c.Thing.Kind)
		}
		held, err := OnHold(ctx, tx, c.Thing)
		if err != nil {
			return nil, err
		}
		if items[i], err = judge(rules, c, held, calendar.DateOf(tx.Now())); err != nil {
			return nil, err
		}
		items[i].No = int64(i + 1)
	}
	return items, nil
}

// Decide approves or refuses a disposal, by another person than the one who proposed it, with a reason.
func (r *Records) Decide(ctx context.Context, a policy.Actor, id string, approve bool, reason string) (Disposal, error) {
	return r.step(ctx, a, id, policy.DecideDisposal, func(tx *audit.Tx, d Disposal) (Disposal, error) {
		return d.Decide(a, approve, reason, db.At(tx.Now()))
	})
}

// CarryOut destroys what was approved: each thing's rows by its room, its registry number, and its lines in the
// trail, whose leaves stay so that the trail still verifies and says under which protocol they went. Rules and holds
// are asked again: what is no longer due stops it all, and nothing is destroyed.
func (r *Records) CarryOut(ctx context.Context, a policy.Actor, id string) (Disposal, error) {
	if err := r.Trail.Sequence(ctx); err != nil { // what was written just now must have its place in the trail before it can go
		return Disposal{}, err
	}
	return r.step(ctx, a, id, policy.CarryOutDisposal, func(tx *audit.Tx, d Disposal) (Disposal, error) {
		d, err := d.CarryOut(a, db.At(tx.Now()))
		if err != nil {
			return d, err
		}
		items, err := ItemsOf(ctx, tx, d.ID)
		if err != nil {
			return d, err
		}
		if err := r.stillDue(ctx, tx, d, items); err != nil {
			return d, err
		}
		return d, r.erase(ctx, tx, d, items)
	})
}

// stillDue asks rooms, rules and holds again, since time has passed since the proposal.
func (r *Records) stillDue(ctx context.Context, tx *audit.Tx, d Disposal, items []Item) error {
	cs := make([]Candidate, len(items))
	for i, item := range items {
		room, known := r.Rooms[item.Kind]
		if !known {
			return fmt.Errorf("record: no room erases things of kind %q", item.Kind)
		}
		c, err := room.Due(ctx, tx, item.ID)
		if err != nil {
			return err
		}
		c.Thing, c.DocType = item.Thing(), item.DocType
		cs[i] = c
	}
	_, err := r.judged(ctx, tx, d.Authority, cs)
	return err
}

func (r *Records) erase(ctx context.Context, tx *audit.Tx, d Disposal, items []Item) error {
	var lines []string
	for _, item := range items {
		if err := r.Rooms[item.Kind].Erase(ctx, tx, item.ID); err != nil {
			return err
		}
		var own []string
		var err error
		if !r.Rooms[item.Kind].KeepsTrail {
			own, err = trailOf(ctx, tx, item.Thing())
		}
		if err != nil {
			return err
		}
		if err := erased(ctx, tx, d, item, len(own)); err != nil {
			return err
		}
		lines = append(lines, own...)
	}
	if len(lines) == 0 {
		return nil
	}
	return tx.Dispose(d.Protocol(), lines)
}

// step is an act on a disposal: read, may, rule, write, note.
func (r *Records) step(ctx context.Context, a policy.Actor, id string, act policy.Action, rule func(*audit.Tx, Disposal) (Disposal, error)) (d Disposal, err error) {
	err = r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if d, err = DisposalByID(ctx, tx, id); err != nil {
			return err
		}
		if err := r.mayRead(ctx, tx, a, d.Authority); err != nil {
			return err
		}
		if err := r.guard(ctx, tx, a, act, d.Authority); err != nil {
			return err
		}
		if d, err = rule(tx, d); err != nil {
			return err
		}
		if d, err = updateDisposal(ctx, tx, d); err != nil {
			return err
		}
		return tx.Note(act, d.Ref(), map[string]any{"number": d.Number, "state": d.State})
	})
	return d, err
}

// KindDisposal is the kind of a disposal in a ref.
const KindDisposal ref.Kind = "disposal"
