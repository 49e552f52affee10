package handover

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// tendAtOnce is how many hand-overs are tended in one go.
const tendAtOnce = 200

// Tend reminds, once for each of the two times, of hand-overs whose reply or first contact is due by the end of the next
// working day. It is run by the clock; to run it again changes nothing.
func (s *Service) Tend(ctx context.Context) error {
	d := s.Trail.DB()
	by := db.At(calendar.AddWorkingDays(calendar.DateOf(d.Now()), 1).End())
	ids, err := db.All[string](ctx, d, `SELECT id FROM handover WHERE state = 'open' AND due_at <= $1 AND reminded_at IS NULL
		UNION ALL SELECT id FROM handover WHERE contact_due_at <= $1 AND contact_at IS NULL AND (reminded_at IS NULL OR reminded_at < decided_at)`+db.Limit(tendAtOnce), by)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error {
			w, err := s.load(ctx, tx, id, policy.TendHandovers)
			if err != nil {
				return err
			}
			return w.remind()
		})
		if err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

func (w *work) remind() error {
	text := language.T("Besked om en överlämning ska snart lämnas.", "A reply to a hand-over is due soon.")
	if w.h.State == Accepted {
		text = language.T("Den första kontakten efter en överlämning ska snart tas.", "The first contact after a hand-over is due soon.")
	}
	w.h.RemindedAt = db.At(w.tx.Now())
	if err := w.tell(w.of(Receiver), NewsDue, text); err != nil {
		return err
	}
	if err := w.occur(Remind, "", "", ""); err != nil {
		return err
	}
	return w.save()
}

// Awaiting counts, for my day, what waits for the actor among the hand-overs.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor) (Counts, error) {
	if !policy.May(actor, policy.ListHandovers) {
		return Counts{}, nil
	}
	return s.Count(ctx, s.Trail.DB(), actor)
}
