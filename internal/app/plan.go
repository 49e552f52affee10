package app

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/job"
	"samsyn/internal/matter"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

// plans puts joint plans in their place, on the matters that they are of.
func (a *App) plans() {
	a.Plans = plan.New(a.Trail, a.Exchange, a.Matters)
	a.Plans.Made = append(a.Plans.Made, a.Handovers.Planned)
	a.Handovers.HasPlan = plan.Holding
	a.Matters.Panels = append(a.Matters.Panels, a.Plans.Panel)
	a.Matters.Leads = append(a.Matters.Leads, a.Plans.Lead)
	a.Matters.Elsewhere = append(a.Matters.Elsewhere, a.planAwaits)
}

// planAwaits is what waits for somebody in plans, for the list of matters.
func (a *App) planAwaits(ctx context.Context, q db.Reader, actor policy.Actor) (matter.Awaits, error) {
	w, err := a.Plans.Awaiting(ctx, q, actor)
	return matter.Awaits{Late: slices.Concat(w.Late, w.Missed), Waits: slices.Concat(w.Answer, w.Soon)}, err
}

func (a *App) plansByTheClock() {
	a.Queue.Clockwork(job.Every("plan.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Plans.Tend(ctx) })
}
