package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/policy"
)

// Decide enters a decision of a held meeting whose minutes are not yet published. It belongs to the minutes: once they are
// written, a decision makes them another text, so that what somebody has adjusted must be adjusted again.
func (s *Service) Decide(ctx context.Context, actor policy.Actor, meeting string, in DecisionInput) (d Decision, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		m, err := getMeeting(ctx, tx, meeting)
		if err != nil {
			return err
		}
		if err := may(ctx, tx, actor, policy.RunMeeting, m.Ref()); err != nil {
			return err
		}
		if !m.MinutesWait() {
			return conflict("Beslut skrivs in när mötet är genomfört och innan protokollet är publicerat.", "Decisions are entered when the meeting has been held and before the minutes are published.")
		}
		a, err := agreement.ByID(ctx, tx, m.Agreement)
		if err != nil {
			return err
		}
		made, problems := in.apply(m, partiesOf(a))
		if err := invalid(problems); err != nil {
			return err
		}
		if d, err = s.numbered(ctx, tx, made); err != nil {
			return err
		}
		if err := insertDecision(ctx, tx, d); err != nil {
			return err
		}
		note, err := rewritten(ctx, tx, &m)
		if err != nil {
			return err
		}
		note.Decision, note.Owner, note.Due = d.ID, d.Owner, d.Due
		if err := tx.Note(policy.RunMeeting, m.Ref(), note); err != nil {
			return err
		}
		return recordDecision(ctx, tx, a, d)
	})
	return d, err
}

// rewritten gives written minutes their next number, since a decision came to them, and what the trail says of it: a
// decision, or a correction of minutes that somebody had adjusted.
func rewritten(ctx context.Context, tx *audit.Tx, m *Meeting) (notedDecision, error) {
	if m.TextNo == 0 {
		return notedDecision{What: "decided"}, nil
	}
	done, err := adjustmentsOf(ctx, tx, m.ID)
	if err != nil {
		return notedDecision{}, err
	}
	what := "decided"
	if len(m.current(done)) > 0 {
		what = "corrected"
	}
	m.TextNo++
	return notedDecision{What: what, No: m.TextNo}, updateMeeting(ctx, tx, m)
}

// numbered gives a new decision its id, its number in the meeting and the day by when it is followed up.
func (s *Service) numbered(ctx context.Context, tx *audit.Tx, d Decision) (Decision, error) {
	have, err := decisionsAt(ctx, tx, d.Meeting)
	if err != nil {
		return d, err
	}
	meetings, err := meetingsOf(ctx, tx, d.Group)
	d.ID, d.No, d.FollowBy = tx.NewID(), int64(len(have)+1), d.followBy(meetings)
	return d, err
}

// CloseDecision follows a decision up, or drops it with a reason.
func (s *Service) CloseDecision(ctx context.Context, actor policy.Actor, meeting, id string, version int64, to DecisionState, result string) (d Decision, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if d, err = getDecision(ctx, tx, meeting, id); err != nil {
			return err
		}
		m := Meeting{ID: d.Meeting}
		if err := may(ctx, tx, actor, policy.RunMeeting, m.Ref()); err != nil {
			return err
		}
		if d.State != OpenDecision {
			return conflict("Beslutet är redan uppföljt eller avskrivet.", "The decision has been followed up or dropped already.")
		}
		after, problems := d.close(to, result, today(tx))
		if err := invalid(problems); err != nil {
			return err
		}
		if d = after; version != d.Version {
			d.Version = version // what the person saw; the write tells that it is old
		}
		if err := updateDecision(ctx, tx, &d); err != nil {
			return err
		}
		if err := tx.Note(policy.RunMeeting, m.Ref(), notedDecision{What: string(d.State), Decision: d.ID, Owner: d.Owner, Due: d.Due}); err != nil {
			return err
		}
		a, err := agreement.ByID(ctx, tx, d.Agreement)
		if err != nil {
			return err
		}
		return recordDecision(ctx, tx, a, d)
	})
	return d, err
}

// refollow sets anew by when a group's open decisions are followed up, after a meeting came, moved or fell away.
func (s *Service) refollow(ctx context.Context, tx *audit.Tx, group string) error {
	open, err := openOf(ctx, tx, group)
	if err != nil || len(open) == 0 {
		return err
	}
	meetings, err := meetingsOf(ctx, tx, group)
	if err != nil {
		return err
	}
	_, a, err := groupOf(ctx, tx, group)
	if err != nil {
		return err
	}
	for _, d := range open {
		by := d.followBy(meetings)
		if by == d.FollowBy {
			continue
		}
		d.FollowBy = by
		if err := updateDecision(ctx, tx, &d); err != nil {
			return err
		}
		if err := recordDecision(ctx, tx, a, d); err != nil {
			return err
		}
	}
	return nil
}
