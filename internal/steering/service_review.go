package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/policy"
)

// Review enters that the parties have looked the agreement over.
func (s *Service) Review(ctx context.Context, actor policy.Actor, agreementID string, in ReviewInput) (v Review, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := agreement.ByID(ctx, tx, agreementID)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.ReviewAgreement, a.Ref()); err != nil {
			return err
		}
		made, problems := in.apply(a.ID, today(tx))
		if err := invalid(append(problems, inTime(a, made)...)); err != nil {
			return err
		}
		before, err := reviewsOf(ctx, tx, a.ID)
		if err != nil {
			return err
		}
		v = made
		v.ID = tx.NewID()
		if v.Kind == AnnualReview {
			v.Due = ReviewDue(a.From, a.Last(), before)
		}
		if err := insertReview(ctx, tx, v); err != nil {
			return err
		}
		if err := tx.Note(policy.ReviewAgreement, a.Ref(), notedReview{string(v.Kind), v.ID, v.Day, v.Conclusion, v.Next}); err != nil {
			return err
		}
		return recordReview(ctx, tx, a, v)
	})
	return v, err
}
