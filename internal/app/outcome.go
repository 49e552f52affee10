package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
)

// outcomes puts what became of people in its place, on the matters that it is of.
func (a *App) outcomes() {
	a.Outcomes = outcome.New(a.Trail, a.Exchange, a.Matters, a.Persons)
	a.Outcomes.Tell = func(ctx context.Context, tx *audit.Tx, n outcome.News) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: outcome.NewsDue, Thing: n.Thing, Text: n.Text}, n.Accounts...)
	}
	a.Matters.Panels = append(a.Matters.Panels, a.Outcomes.Panel)
}

// outcomeNotices are the kinds of notice that follow-ups give.
func outcomeNotices() []notice.Kind {
	t := language.T
	return []notice.Kind{{ID: outcome.NewsDue, Name: t("Uppföljningar av hur det gick", "Follow-ups of how it went"), Mail: true,
		Why: t("Du får detta därför att du arbetade med personen i ett gemensamt ärende som är avslutat.", "You get this because you worked with the person in a matter that is closed.")}}
}

func (a *App) outcomesByTheClock() {
	a.Queue.Clockwork(job.Every("outcome.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Outcomes.Tend(ctx) })
}
