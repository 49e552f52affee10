package agreement

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/file"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// ActionForgetStaged is what the trail says when a file that was read on trial and never confirmed is taken away.
const ActionForgetStaged policy.Action = "agreement.import.forget"

// stagedFor is how long a file waits to be confirmed.
const stagedFor = 7 * 24 * time.Hour

// SweepStaged takes away the files that nobody confirmed in time, and what an import that was cut off left of its
// copies. It can be run again at any time.
func (s *Service) SweepStaged(ctx context.Context) error {
	return errors.Join(s.sweepLists(ctx), s.sweepCopies(ctx))
}

func (s *Service) sweepCopies(ctx context.Context) error {
	q := s.Trail.DB()
	before := q.Now().Add(-stagedFor)
	old, err := db.All[Staged](ctx, q, "SELECT "+stagedColumns+` FROM agreement_import i WHERE created_at < $1
		AND EXISTS (SELECT 1 FROM agreement_import_copy c WHERE c.import_id = i.id) ORDER BY id LIMIT 100`, db.At(before))
	if err != nil {
		return err
	}
	for _, st := range old {
		if err := s.endCopies(ctx, policy.Process("samsyn imports"), st); err != nil {
			return err
		}
	}
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error { return file.SweepIncoming(ctx, tx, before) })
}

func (s *Service) sweepLists(ctx context.Context) error {
	q := s.Trail.DB()
	old, err := db.All[Staged](ctx, q, "SELECT "+stagedColumns+" FROM agreement_import WHERE job_id = '' AND created_at < $1 ORDER BY id LIMIT 100",
		db.At(q.Now().Add(-stagedFor)))
	if err != nil {
		return err
	}
	for _, st := range old {
		if err := s.forgetStaged(ctx, st); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) forgetStaged(ctx context.Context, st Staged) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn imports"), func(tx *audit.Tx) error {
		if _, err := dropCopies(ctx, tx, st); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "DELETE FROM agreement_import WHERE id = $1 AND job_id = ''", st.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			return errNothing // confirmed, or taken away, in the meantime
		}
		if err := file.Delete(ctx, tx.Tx, st.FileID); err != nil {
			return err
		}
		return tx.Note(ActionForgetStaged, ref.To(ImportKind, st.ID), nil)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}
