package app

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/handover"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/notice"
	"samsyn/internal/ref"
	"samsyn/internal/webhook"
)

// matters puts hand-overs, and the matters that they begin, in their place.
func (a *App) matters() {
	tell := func(ctx context.Context, tx *audit.Tx, authorities []string, event string, thing ref.Ref) error {
		return webhook.TellAll(ctx, tx, authorities, webhook.Event(event), thing)
	}
	a.Matters = matter.New(a.Trail, a.Exchange, a.Persons)
	a.Persons.Panels = append(a.Persons.Panels, a.Matters.PersonPanel)
	a.Matters.Tell = func(ctx context.Context, tx *audit.Tx, n matter.News) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
	}
	a.Matters.Hook = tell
	a.Handovers = handover.New(a.Trail, a.Exchange, a.Persons, a.Matters)
	a.Handovers.Tell = func(ctx context.Context, tx *audit.Tx, n handover.News) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
	}
	a.Handovers.Hook = tell
	a.Webhooks.Kinds = append(a.Webhooks.Kinds, slices.Concat(handover.WebhookKinds(), matter.WebhookKinds())...)
}

// matterNotices are the kinds of notice that hand-overs and matters give.
func matterNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du arbetar med personen, är ersättare eller är i tjänst för kontaktvägen.", "You get this because you work with the person, stand in, or are on duty for the contact path.")
	return []notice.Kind{
		{ID: string(handover.NewsArrived), Name: t("Nya överlämningar", "New hand-overs"), Why: why, Mail: true},
		{ID: string(handover.NewsMoved), Name: t("Vad som händer med överlämningar", "What happens to hand-overs"), Why: why},
		{ID: string(handover.NewsDue), Name: t("Överlämningar som snart ska ha besked", "Hand-overs whose reply is due soon"), Why: why, Mail: true},
		{ID: string(handover.NewsStop), Name: t("Återkallade samtycken i överlämningar", "Withdrawn consents in hand-overs"), Why: why, Mail: true},
		{ID: string(matter.NewsBegun), Name: t("Nya gemensamma ärenden", "New matters"), Why: why, Mail: true},
		{ID: string(matter.NewsMoved), Name: t("Vad som händer i gemensamma ärenden", "What happens in matters"), Why: why},
		{ID: string(matter.NewsDue), Name: t("Det som snart ska vara gjort i gemensamma ärenden", "What is due soon in matters"), Why: why, Mail: true},
		{ID: string(matter.NewsStop), Name: t("Återkallade samtycken i gemensamma ärenden", "Withdrawn consents in matters"), Why: why, Mail: true},
		{ID: string(matter.NewsClosed), Name: t("Avslutade gemensamma ärenden", "Matters that are closed"), Why: why},
	}
}

func (a *App) mattersByTheClock() {
	a.Queue.Clockwork(job.Every("handover.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Handovers.Tend(ctx) })
	a.Queue.Clockwork(job.Every("matter.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Matters.Tend(ctx) })
}
