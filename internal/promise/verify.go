package promise

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Difference is a result that does not follow from the facts, or what the register says of an agreement's promises.
type Difference struct {
	Result Result // of the register: its agreement alone
	Text   language.Text
}

// Verify reckons every kept result anew, and what the register says of each agreement's promises, and names those that
// differ though no fact was written since they were reckoned.
// It reads one unchanging view.
func Verify(ctx context.Context, d *db.DB) (found []Difference, err error) {
	err = d.Read(ctx, func(q db.Reader) error {
		ids, err := db.All[string](ctx, q, "SELECT DISTINCT agreement_id FROM promise_result ORDER BY agreement_id")
		if err != nil {
			return err
		}
		for _, id := range ids {
			more, err := verify(ctx, q, id)
			if err != nil {
				return err
			}
			found = append(found, more...)
		}
		more, err := verifyTallies(ctx, q)
		found = append(found, more...)
		return err
	})
	return found, err
}

func verify(ctx context.Context, q db.Reader, agreementID string) (found []Difference, err error) {
	a, err := agreement.ByID(ctx, q, agreementID)
	if err != nil {
		return nil, err
	}
	b, err := read(ctx, q, a)
	if err != nil {
		return nil, err
	}
	kept, err := results(ctx, q, a.ID)
	if err != nil {
		return nil, err
	}
	late, err := lastChange(ctx, q, b.codes)
	if err != nil {
		return nil, err
	}
	seen := map[calendar.Period]map[key]Result{}
	for _, r := range kept {
		fresh, err := b.again(seen, calendar.Period{From: r.From, To: r.To})
		if err != nil {
			return nil, err
		}
		want, ok := fresh[r.key()]
		if ok && r.same(want) {
			continue
		}
		if late.After(r.Reckoned.Time) {
			continue // a fact was written since, and the clock has not reckoned it yet
		}
		found = append(found, r.differs(want))
	}
	return found, nil
}

// again gives what the results of a window should be.
func (b book) again(seen map[calendar.Period]map[key]Result, p calendar.Period) (map[key]Result, error) {
	if seen[p] != nil {
		return seen[p], nil
	}
	seen[p] = map[key]Result{}
	for _, w := range kinds() {
		if WindowOf(w, p.From) != p {
			continue
		}
		all, err := b.in(w, p)
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			r := o.result()
			seen[p][r.key()] = r
		}
	}
	return seen[p], nil
}

func (r Result) differs(want Result) Difference {
	return Difference{r, language.T("Utfallet av %s (%s) i överenskommelsen %s från %s säger %d av %d, %s, men händelserna ger %d av %d, %s.",
		"The result of %s (%s) in the agreement %s from %s says %d of %d, %s, but the facts give %d of %d, %s.").
		With(r.Number, r.Side.Name(), r.Agreement, r.From, r.Kept, r.N, r.Verdict.Name(), want.Kept, want.N, want.Verdict.Name())}
}
