package cast

import (
	"context"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/template"
)

// Commitments lets Ludvika's agreement carry commitments, and its parties speak of them.
func Commitments(ctx context.Context, a *app.App) error {
	if err := Promises(ctx, a); err != nil {
		return err
	}
	return Discussions(ctx, a)
}

// Promises lets Ludvika's agreement carry the commitments of the template's first version, as if its parties had
// negotiated them: a few targets are their own.
func Promises(ctx context.Context, a *app.App) error {
	held, have, err := promised(ctx, a)
	if err != nil || held.ID == "" || len(have) > 0 {
		return err
	}
	first, err := template.ByNumber(ctx, a.DB, 1)
	if err != nil {
		return err
	}
	return a.Trail.Do(ctx, maker(), func(tx *audit.Tx) error {
		return a.Commitments.Enter(ctx, tx, held.ID, agreed(first.Doc), held.From, held.To)
	})
}

// Discussions lets one commitment be disputed, waiting for the agency's answer, and one be under review, waiting for the
// municipality.
func Discussions(ctx context.Context, a *app.App) error {
	held, have, err := promised(ctx, a)
	if err != nil || len(have) == 0 {
		return err
	}
	for _, h := range have {
		if h.State != commitment.Active {
			return nil // they have been spoken of already
		}
	}
	if err := discuss(ctx, a, held.ID); err != nil {
		return fmt.Errorf("what the parties say of the commitments: %w", err)
	}
	return nil
}

// promised is Ludvika's agreement in force, if any, with what it promises.
func promised(ctx context.Context, a *app.App) (held agreement.Agreement, have []commitment.Held, err error) {
	found, err := agreement.List(ctx, a.DB, agreement.Filter{Municipality: "2085", State: agreement.InForce, On: today(a)})
	if err != nil || len(found) == 0 {
		return held, nil, err
	}
	have, err = commitment.Of(ctx, a.DB, found[0], today(a))
	return found[0], have, err
}

// agreed is the template with what Ludvika and the agency have settled: every open target, and two of their own.
func agreed(d clause.Document) clause.Document {
	d.Commitments = append([]clause.Commitment(nil), d.Commitments...)
	for i, c := range d.Commitments {
		c.Measures = append([]clause.Measure(nil), c.Measures...)
		for k, m := range c.Measures {
			if c.Kind == clause.Target && m.Target == nil {
				n := settled(m)
				c.Measures[k].Target = &n
				c.Reason = "Målet följer av hur många det gällde förra året. (Demo)"
			}
		}
		d.Commitments[i] = c
	}
	return d
}

// settled is a target that the parties could have agreed on for a measure that the template leaves open.
func settled(m clause.Measure) clause.Number {
	if m.Statistic == clause.Share {
		return clause.N(80)
	}
	return clause.N(10)
}

// discuss is what the coordinators have said: Anna disputes what the agency has promised, and Per has answered and
// proposed a solution for what the municipality disputed.
func discuss(ctx context.Context, a *app.App, id string) error {
	anna, err := actorOf(ctx, a, Anna)
	if err != nil {
		return err
	}
	per, err := actorOf(ctx, a, Per)
	if err != nil {
		return err
	}
	key := func(number string, version int64) commitment.Key {
		return commitment.Key{Agreement: id, Number: number, Version: version}
	}
	if _, err := a.Commitments.Dispute(ctx, anna, key("K9.1", 1), "Frågor som kommer in på fredag eftermiddag räknas som mottagna samma dag. Det var inte meningen när vi skrev under."); err != nil {
		return err
	}
	if _, err := a.Commitments.Dispute(ctx, anna, key("K8.2", 1), "Vår växel låg nere i två veckor. De dagarna ska inte räknas mot någon av oss."); err != nil {
		return err
	}
	if _, err := a.Commitments.Answer(ctx, per, key("K8.2", 2), "Vi såg samma avbrott hos oss och håller med."); err != nil {
		return err
	}
	_, err = a.Commitments.Propose(ctx, per, key("K8.2", 3), commitment.Adjust, "Dagar då någon av parternas växel ligger nere räknas inte, om avbrottet har anmälts till den andra parten samma dag.")
	return err
}
