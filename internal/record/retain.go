package record

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// AddRule enters a rule in an authority's plan. Two rules for the same documents may not hold on the same day: end
// the old one first.
func (r *Records) AddRule(ctx context.Context, a policy.Actor, rule Rule) (Rule, error) {
	if err := rule.Validate(); err != nil {
		return rule, err
	}
	err := r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.EditRetention, rule.Authority); err != nil {
			return err
		}
		had, err := RulesOf(ctx, tx, rule.Authority)
		if err != nil {
			return err
		}
		for _, h := range had {
			if h.Overlaps(rule) {
				text := language.T("Det finns redan en regel för handlingstypen under den tiden. Avsluta den först.",
					"There is already a rule for the document type at that time. End it first.")
				return fault.New(fault.Conflict, text, fault.Field("valid_from", text))
			}
		}
		rule.ID = tx.NewID()
		if err := db.Insert(ctx, tx, "record_retention", rule); err != nil {
			return err
		}
		return tx.Note(policy.EditRetention, ref.To("retention", rule.ID), rule)
	})
	return rule, err
}

// EndRule lets a rule hold for the last time on its To.
func (r *Records) EndRule(ctx context.Context, a policy.Actor, rule Rule) error {
	if err := rule.Validate(); err != nil {
		return err
	}
	return r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.EditRetention, rule.Authority); err != nil {
			return err
		}
		if err := endRule(ctx, tx, rule); err != nil {
			return err
		}
		return tx.Note(policy.EditRetention, ref.To("retention", rule.ID), map[string]string{"valid_to": rule.To.String()})
	})
}

// Hold stops the destruction of a thing in an authority until it is let go: an audit, a dispute, a request for it.
// The reason must hold no personal data.
func (r *Records) Hold(ctx context.Context, a policy.Actor, authority string, thing ref.Ref, reason string) error {
	if reason == "" {
		text := language.T("Skriv varför gallringen ska stoppas.", "Write why the destruction is to be stopped.")
		return fault.New(fault.Invalid, text, fault.Field("reason", text))
	}
	return r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.HoldRecord, authority); err != nil {
			return err
		}
		h := HoldRow{ID: tx.NewID(), Authority: authority, Kind: thing.Kind, Thing: thing.ID, Reason: reason, PlacedAt: db.At(tx.Now()), PlacedBy: who(a)}
		if err := db.Insert(ctx, tx, "record_hold", h); err != nil {
			return err
		}
		return tx.Note(policy.HoldRecord, thing, map[string]string{"hold": h.ID, "reason": reason})
	})
}

// LetGo lifts every hold that an authority has on a thing.
func (r *Records) LetGo(ctx context.Context, a policy.Actor, authority string, thing ref.Ref) error {
	return r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.HoldRecord, authority); err != nil {
			return err
		}
		n, err := liftHolds(ctx, tx, authority, thing, who(a))
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, language.T("Gallringen är inte stoppad.", "The destruction is not on hold."))
		}
		return tx.Note(policy.HoldRecord, thing, map[string]int64{"lifted": n})
	})
}
