package steering

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Awaiting is what waits for the actor, for their own first page: meetings that have passed without minutes in a group
// that they chair, and, of a coordinator, overdue decisions of their authority and annual reviews that are late. The agency
// has coordinators for the whole country, so there the decisions are those of groups that the actor is in.
func (s *Service) Awaiting(ctx context.Context, a policy.Actor) (out []Item, err error) {
	if a.ID == "" || !policy.May(a, policy.ReadGroups) {
		return nil, nil
	}
	q := s.Trail.DB()
	day := today(q)
	if out, err = unwritten(ctx, q, a, day); err != nil || !policy.May(a, policy.AddGroup) {
		return out, err
	}
	decisions, err := owed(ctx, q, a, day)
	if err != nil || a.Authority == directory.PES {
		return append(out, decisions...), err
	}
	reviews, err := lateReviews(ctx, q, a, day)
	return append(append(out, decisions...), reviews...), err
}

// mine are the groups that an account is in on a day; $1 is the account, $2 the day.
const mine = `SELECT group_id FROM steering_member WHERE account_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`

// unwritten are the meetings whose day has passed, in groups that the actor chairs, that nobody has noted as held or whose
// minutes are not published.
func unwritten(ctx context.Context, q db.Reader, a policy.Actor, day calendar.Date) (out []Item, err error) {
	found, err := db.All[Meeting](ctx, q, `SELECT `+meetingColumns+` FROM steering_meeting WHERE on_day < $2 AND (state = 'planned' OR state = 'held' AND published_at IS NULL)
		AND group_id IN (`+mine+` AND part = 'chair') ORDER BY on_day, id`, a.ID, day)
	for _, m := range found {
		out = append(out, Item{Thing: m.Ref(), Path: m.Path(), Due: m.MinutesDue(), Text: language.T("Mötet %s *saknar protokoll*. Det ska vara publicerat senast %s.", "The meeting on %s *has no minutes*. They are to be published by %s.").With(m.Day, m.MinutesDue().Long())})
	}
	return out, err
}

// owed are the overdue decisions that the actor's authority is to carry out.
func owed(ctx context.Context, q db.Reader, a policy.Actor, day calendar.Date) (out []Item, err error) {
	text, args := `SELECT `+decisionColumns+` FROM steering_decision WHERE state = 'open' AND due < $2 AND owner_id = $1`, []any{a.Authority, day}
	if a.Authority == directory.PES {
		text, args = `SELECT `+decisionColumns+` FROM steering_decision WHERE state = 'open' AND due < $2 AND owner_id = $3 AND group_id IN (`+mine+`)`, []any{a.ID, day, a.Authority}
	}
	found, err := db.All[Decision](ctx, q, text+` ORDER BY due, id`, args...)
	for _, d := range found {
		out = append(out, Item{Thing: ref.To(MeetingThing, d.Meeting), Path: Meeting{ID: d.Meeting}.Path(), Due: d.Due, Text: language.T("Ert beslut %d från mötet %s *skulle ha varit klart %s*.", "Your decision %d of the meeting on %s *was due on %s*.").With(d.No, d.Made, d.Due)})
	}
	return out, err
}

// lateReviews are the agreements of a municipal party whose annual review should have been made.
func lateReviews(ctx context.Context, q db.Reader, a policy.Actor, day calendar.Date) (out []Item, err error) {
	ids, err := db.All[string](ctx, q, `SELECT DISTINCT agreement_id FROM agreement_party WHERE authority_id = $1 ORDER BY agreement_id`, a.Authority)
	for _, id := range ids {
		if err != nil {
			return out, err
		}
		of, err := agreement.ByID(ctx, q, id)
		if err != nil {
			return out, err
		}
		done, err := reviewsOf(ctx, q, id)
		if err != nil {
			return out, err
		}
		due := ReviewDue(of.From, of.Last(), done)
		if of.InForce(day) && of.BindsOn(a.Authority, day) && !due.IsZero() && due.Before(day) {
			out = append(out, Item{Thing: of.Ref(), Path: of.Path() + "/oversyn", Due: due, Text: language.T("Den årliga översynen av överenskommelsen *skulle ha gjorts senast %s*.", "The annual review of the agreement *was due on %s*.").With(due)})
		}
	}
	return out, err
}
