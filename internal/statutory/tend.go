package statutory

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// tendAtOnce is how many notices are tended in one round of the clock.
const tendAtOnce = 500

var errNothing = errors.New("statutory: nothing is left to do")

// Tend reminds, once for each notice, whoever handles it at the receiver, or is on duty there, that it is due the next
// working day at the latest. Run again it does nothing twice, and what one notice cannot stops no other.
func (s *Service) Tend(ctx context.Context) (err error) {
	q := s.Trail.DB()
	soon := calendar.AddWorkingDays(calendar.DateOf(q.Now()), 1).End()
	ids, err := db.All[string](ctx, q, `SELECT id FROM statutory_notice WHERE due_at < $1 AND warned_at IS NULL ORDER BY due_at, id`+db.Limit(tendAtOnce), db.At(soon))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if failed := s.remind(ctx, id); failed != nil && !errors.Is(failed, errNothing) {
			err = errors.Join(err, failed)
		}
	}
	return err
}

func (s *Service) remind(ctx context.Context, id string) error {
	return s.Trail.DoRows(ctx, policy.Process("samsyn clock"), func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, tx.Actor(), policy.TendStatutory, ref.Ref{}); err != nil {
			return err
		}
		w, err := s.load(ctx, tx, id, policy.TendStatutory)
		if err != nil {
			return err
		}
		d := w.desk(w.n.Receiver)
		if w.n.Due.IsZero() || !w.n.WarnedAt.IsZero() || d == nil {
			return errNothing
		}
		w.n.WarnedAt = db.At(tx.Now())
		w.occur(Receiver, Remind)
		w.tell(d, NewsDue, w.n.reminder())
		return w.save()
	})
}

func (n Notice) reminder() language.Text {
	if n.State == Sent {
		return language.T("En underrättelse enligt lag har inte tagits emot. Den ska vara återkopplad senast %s.", "A statutory notice has not been received. It is to be acted on by %s.").With(calendar.LongDateTime(n.Due.Time))
	}
	return language.T("En underrättelse enligt lag ska vara återkopplad senast %s.", "A statutory notice is to be acted on by %s.").With(calendar.LongDateTime(n.Due.Time))
}
