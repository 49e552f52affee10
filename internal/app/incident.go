package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/incident"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
)

// incidents puts the register of breaches in its place.
func (a *App) incidents() {
	a.Incidents = incident.New(a.Trail, a.Exchange)
	a.Incidents.Tell = func(ctx context.Context, tx *audit.Tx, n incident.Notice) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
	}
}

func (a *App) incidentsByTheClock() {
	a.Queue.Clockwork(job.Every("incident.tend", 10*time.Minute), func(ctx context.Context, _ job.Job) error { return a.Incidents.Tend(ctx) })
}

// incidentNotices are the kinds of notice that incidents give.
func incidentNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du granskar loggen eller ansvarar för konton hos er.", "You get this because you review the log or answer for the accounts at yours.")
	return []notice.Kind{
		{ID: string(incident.NoticeReported), Name: t("Nya incidenter", "New incidents"), Why: why, Mail: true, Urgent: true, Duty: true},
		{ID: string(incident.NoticeMoved), Name: t("Vad som händer med incidenter", "What happens to incidents"), Why: why, Mail: true},
		{ID: string(incident.NoticeDue), Name: t("Incidenter vars tid snart är ute", "Incidents whose time is soon up"), Why: why, Mail: true, Urgent: true, Duty: true},
	}
}
