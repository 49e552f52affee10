package app

import (
	"context"
	"time"

	"samsyn/internal/job"
	"samsyn/internal/plan"
)

// plans puts joint plans in their place, on the matters that they are of.
func (a *App) plans() {
	a.Plans = plan.New(a.Trail, a.Exchange, a.Matters)
	a.Plans.Made = append(a.Plans.Made, a.Handovers.Planned)
	a.Handovers.HasPlan = plan.Holding
	a.Matters.Panels = append(a.Matters.Panels, a.Plans.Panel)
	a.Matters.Leads = append(a.Matters.Leads, a.Plans.Lead)
}

func (a *App) plansByTheClock() {
	a.Queue.Clockwork(job.Every("plan.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Plans.Tend(ctx) })
}
