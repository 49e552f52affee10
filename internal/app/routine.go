package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
)

// routineNotices are the kinds of notice that tell those who keep routines.
func routineNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du äger rutinen eller är samverkansansvarig hos en part i överenskommelsen.", "You get this because you own the routine, or are coordinator at a party to the agreement.")
	return []notice.Kind{
		{ID: string(routine.ReviewOverdue), Name: t("Rutiner som skulle ha setts över", "Routines that were to be reviewed"), Why: why, Mail: true},
		{ID: string(routine.OriginChanged), Name: t("Nya versioner av rutiner som ni har tagit över", "New versions of routines that you have taken over"), Why: why, Mail: true},
		{ID: string(routine.SharingProposed), Name: t("Förslag om att dela en rutin", "Proposals to share a routine"), Why: why, Mail: true},
	}
}

// routines puts the routines and the responsibilities in their place, also on the page of an agreement.
func (a *App) routines() {
	a.Routines = routine.New(a.Trail)
	a.Routines.Tell = func(ctx context.Context, tx *audit.Tx, e routine.Event, r routine.Routine, text language.Text, accounts []string) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: string(e), Thing: r.Ref(), Text: text}, accounts...)
	}
	a.Responsibilities = responsibility.New(a.Trail)
	a.Agreements.Panels = append(a.Agreements.Panels, a.Routines.Panel, a.Responsibilities.Panel)
}

func (a *App) routinesByTheClock() {
	a.Queue.Clockwork(job.Every("routine.remind", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Routines.Remind(ctx) })
	a.Queue.Clockwork(job.Every("responsibility.count", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Responsibilities.CountAll(ctx) })
}
