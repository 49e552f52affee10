package steering

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// ActionRemind is what the trail says when somebody is reminded of minutes or of a decision.
const ActionRemind policy.Action = "group-meeting.remind"

// reminders are how many working days before its last day something is reminded of; -1 is when it has become late.
func reminders() []int { return []int{3, -1} }

// Reminder is what somebody is reminded of.
type Reminder struct {
	Thing    ref.Ref
	Group    string // whose members it concerns
	Owner    string // the authority that owes it; empty when both sides do
	Text     language.Text
	Due      calendar.Date
	Accounts []string // of the group's members, of the owner alone when there is one
	key      string   // of what is reminded of, for giving it once
}

// Remind tells somebody, in the act.
type Remind func(ctx context.Context, tx *audit.Tx, to Reminder) error

// reminded is one that was given. It names the last day, so that what moves is reminded of anew.
type reminded struct {
	Thing string        `db:"thing_id"`
	Days  int           `db:"days"`
	Due   calendar.Date `db:"due"`
}

// RemindAll reminds of minutes that are not published and of decisions that are open, when their last day is near and
// once when it has passed; on working days only. It can be run again at any time.
func (s *Service) RemindAll(ctx context.Context, tell Remind) error {
	day := today(s.Trail.DB())
	if !calendar.IsWorkingDay(day) {
		return nil
	}
	waiting, err := s.waiting(ctx, calendar.AddWorkingDays(day, reminders()[0]))
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if err := s.remind(ctx, w, stage(w.Due, day), tell); err != nil {
			return err
		}
	}
	return nil
}

// stage is which reminder a last day calls for on a day.
func stage(due, day calendar.Date) int {
	if day.After(due) {
		return reminders()[1]
	}
	return reminders()[0]
}

// waiting is what is not done and has its last day before or on a day.
func (s *Service) waiting(ctx context.Context, until calendar.Date) (out []Reminder, err error) {
	q := s.Trail.DB()
	meetings, err := db.All[Meeting](ctx, q, `SELECT `+meetingColumns+` FROM steering_meeting WHERE state = 'held' AND published_at IS NULL ORDER BY on_day, id`)
	if err != nil {
		return nil, err
	}
	for _, m := range meetings {
		if due := m.MinutesDue(); !due.After(until) {
			out = append(out, Reminder{Thing: m.Ref(), Group: m.Group, Due: due, key: m.ID,
				Text: language.T("Protokollet från mötet %s ska vara publicerat senast %s.", "The minutes of the meeting on %s are to be published by %s.").With(m.Day, due)})
		}
	}
	decisions, err := db.All[Decision](ctx, q, `SELECT `+decisionColumns+` FROM steering_decision WHERE state = 'open' AND due <= $1 ORDER BY due, id`, until)
	for _, d := range decisions {
		out = append(out, Reminder{Thing: ref.To(MeetingThing, d.Meeting), Group: d.Group, Owner: d.Owner, Due: d.Due, key: d.ID,
			Text: language.T("Beslut %d från mötet %s ska vara klart senast %s.", "Decision %d of the meeting on %s is to be done by %s.").With(d.No, d.Made, d.Due)})
	}
	return out, err
}

func (s *Service) remind(ctx context.Context, w Reminder, days int, tell Remind) error {
	given, err := db.One[int](ctx, s.Trail.DB(), "SELECT count(*) FROM steering_reminder WHERE thing_id = $1 AND days = $2 AND due = $3", w.key, days, w.Due)
	if err != nil || given > 0 {
		return err
	}
	members, err := membersOf(ctx, s.Trail.DB(), w.Group)
	if err != nil {
		return err
	}
	for _, m := range membersOn(members, today(s.Trail.DB())) {
		if m.Account != "" && (w.Owner == "" || w.Owner == m.Authority) {
			w.Accounts = append(w.Accounts, m.Account)
		}
	}
	err = s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if err := db.Insert(ctx, tx, "steering_reminder", reminded{w.key, days, w.Due}); err != nil {
			return err
		}
		if err := tell(ctx, tx, w); err != nil {
			return err
		}
		return tx.Note(ActionRemind, w.Thing, map[string]int{"days": days})
	})
	if db.IsUnique(err) {
		return nil // another node was first
	}
	return err
}

// PartiesOf gives the ids of the municipal parties to the agreement of a group: their coordinators are reminded too. The
// agency has many coordinators, so there only the group's own members are.
func PartiesOf(ctx context.Context, q db.Reader, group string) ([]string, error) {
	return db.All[string](ctx, q, `SELECT p.authority_id FROM steering_group g JOIN agreement_party p ON p.agreement_id = g.agreement_id
		WHERE g.id = $1 AND p.municipality_code <> '' ORDER BY p.authority_id`, group)
}
