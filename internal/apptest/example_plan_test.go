package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/matter"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

// planExample is a plan that somebody of the owner's has proposed, as the person sees it.
func planExample(ctx context.Context, a *app.App, actor policy.Actor, m matter.Matter) (example, error) {
	day := calendar.DateOf(a.DB.Now())
	p, err := a.Plans.Propose(ctx, actor, matter.Key{ID: m.ID}, 0, plan.Content{Goal: "Arbete inom vården (Demo)", Follow: day.AddMonths(2), Items: []plan.Item{{Text: "Fortsätta SFI (Demo)", Responsible: plan.Person, Due: day.AddDays(60)}}}, aConsent())
	return example{kind: plan.Kind, id: p.ID, missing: nothing}, err
}
