package plan

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// Awaits is what waits for somebody in the plans of those that they work with: the ids of the matters.
type Awaits struct {
	Late   []string // with a step that is late and theirs to see to
	Answer []string // with a proposal to accept or change
	Soon   []string // that are to be followed up within some working days
	Missed []string // that should have been followed up
}

// mostAwaited is how many matters of each sort are named.
const mostAwaited = 100

// Awaiting finds, for my day, what waits for the actor in plans.
func (s *Service) Awaiting(ctx context.Context, q db.Reader, actor policy.Actor) (a Awaits, err error) {
	if !policy.May(actor, policy.ListMatters) {
		return a, nil
	}
	day := today(q)
	find := func(into *[]string, cond string, more ...any) {
		if err != nil {
			return
		}
		args := append([]any{actor.Authority}, more...)
		mine := contact.Mine("matter_side.account_id", q, actor, &args)
		seen := policy.Where(q, actor, policy.ListMatters, "matter_side", &args)
		*into, err = db.All[string](ctx, q, `SELECT plan.matter_id FROM plan JOIN matter_side ON matter_side.matter_id = plan.matter_id AND matter_side.authority_id = $1 AND `+mine+` AND matter_side.left_at IS NULL
			WHERE `+cond+` AND `+seen+` ORDER BY plan.id`+db.Limit(mostAwaited), args...)
	}
	find(&a.Late, `plan.state = 'active' AND EXISTS (SELECT 1 FROM plan_step WHERE plan_step.plan_id = plan.id AND plan_step.no = plan.holds_no AND plan_step.state IN ('planned', 'begun') AND plan_step.due_on < $2
		AND plan_step.responsible IN ('both', 'person', $3))`, day, string(matter.PartOf(actor.Authority)))
	find(&a.Answer, `plan.state <> 'closed' AND EXISTS (SELECT 1 FROM plan_version WHERE plan_version.plan_id = plan.id AND plan_version.no = plan.last_no AND plan_version.state = 'proposed' AND plan_version.authority_id <> $1)`)
	find(&a.Soon, `plan.state = 'active' AND plan.follow_on >= $2 AND plan.follow_on <= $3`, day, calendar.AddWorkingDays(day, remindBefore))
	find(&a.Missed, `plan.state = 'active' AND plan.follow_on < $2`, day)
	return a, err
}

// PathOf is the page of the plan of a matter.
func PathOf(matterID string) string { return pathOf(matter.Matter{ID: matterID}) }
