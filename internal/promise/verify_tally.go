package promise

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// asOf reads as it was asked at an earlier instant, so that what fell due since counts for nothing.
type asOf struct {
	db.Reader
	at time.Time
}

func (r asOf) Now() time.Time { return r.at }

// verifyTallies holds what the register says of each agreement's promises against their outcomes, as they were when the
// clock last reckoned them. What was written since, and the clock has not reckoned yet, makes no difference.
func verifyTallies(ctx context.Context, q db.Reader) (found []Difference, err error) {
	ids, err := db.All[string](ctx, q, "SELECT agreement_id FROM agreement_tally UNION SELECT agreement_id FROM promise_result ORDER BY agreement_id")
	for _, id := range ids {
		d, differs, err := verifyTally(ctx, q, id)
		if err != nil {
			return nil, err
		}
		if differs {
			found = append(found, d)
		}
	}
	return found, err
}

func verifyTally(ctx context.Context, q db.Reader, id string) (d Difference, differs bool, err error) {
	a, err := agreement.ByID(ctx, q, id)
	if err != nil {
		return d, false, err
	}
	have, err := agreement.TallyOf(ctx, q, id)
	if err != nil {
		return d, false, err
	}
	at, err := lastReckoned(ctx, q, have, id)
	if err != nil {
		return d, false, err
	}
	b, err := read(ctx, asOf{q, at.Time}, a)
	if err != nil {
		return d, false, err
	}
	want, err := b.tallied()
	if err != nil || want.Same(have) {
		return d, false, err
	}
	late, err := lastChange(ctx, q, b.codes)
	if err != nil || late.After(at.Time) {
		return d, false, err
	}
	if changed, err := changedSince(ctx, q, id, at); err != nil || changed {
		return d, false, err
	}
	return Difference{Result{Agreement: id}, language.T("Registret säger att %d löften hålls, %d är i fara och %d är brutna i överenskommelsen %s, men utfallen ger %d, %d och %d.",
		"The register says that %d promises are kept, %d at risk and %d broken in the agreement %s, but the outcomes give %d, %d and %d.").
		With(have.Kept, have.AtRisk, have.Broken, id, want.Kept, want.AtRisk, want.Broken)}, true, nil
}

// lastReckoned is when the promises of an agreement last were reckoned with news.
func lastReckoned(ctx context.Context, q db.Reader, t agreement.Tally, id string) (db.Time, error) {
	at, err := db.One[db.Time](ctx, q, "SELECT max(reckoned) FROM promise_result WHERE agreement_id = $1", id)
	if t.Reckoned.After(at.Time) {
		at = t.Reckoned
	}
	return at, err
}

// changedSince tells whether anything was done to an agreement or its commitments after an instant, besides the reckoning.
func changedSince(ctx context.Context, q db.Reader, id string, at db.Time) (bool, error) {
	_, err := db.One[int64](ctx, q, "SELECT 1 FROM trail_entry WHERE at > $2 AND (thing_id = $1 OR thing_id LIKE $1 || '-%') AND action <> $3 LIMIT 1", id, at, ActionSettle)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	return err == nil, err
}
