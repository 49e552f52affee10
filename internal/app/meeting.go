package app

import (
	"context"
	"time"

	"samsyn/internal/job"
	"samsyn/internal/meeting"
)

// meetings puts meetings with a person in their place, on the matters that they are of.
func (a *App) meetings() {
	a.Meetings = meeting.New(a.Trail, a.Exchange, a.Matters, a.Persons)
	a.Meetings.Base = a.o.BaseURL
	a.Plans.Suggest = meeting.Decisions
	a.Matters.Elsewhere = append(a.Matters.Elsewhere, a.Meetings.Waiting)
	a.Matters.Panels = append(a.Matters.Panels, a.Meetings.Panel)
}

func (a *App) meetingsByTheClock() {
	a.Queue.Clockwork(job.Every("meeting.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Meetings.Tend(ctx) })
}
