package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/deviation"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/ref"
	"samsyn/internal/webhook"
)

// deviations puts in place what did not go as agreed, on the pages it is reported from and on the agendas of the groups.
func (a *App) deviations() {
	a.Deviations = deviation.New(a.Trail)
	a.Deviations.Tell = a.tellDeviation
	a.Deviations.Hook = func(ctx context.Context, tx *audit.Tx, authority, event string, thing ref.Ref) error {
		return webhook.Tell(ctx, tx, authority, webhook.Event(event), thing)
	}
	a.Webhooks.Kinds = append(a.Webhooks.Kinds, deviation.WebhookKinds()...)
	a.Steering.Open = append(a.Steering.Open, deviation.Open)
	a.Agreements.Panels = append(a.Agreements.Panels, a.Deviations.Panel)
	a.Commitments.Panels = append(a.Commitments.Panels, a.Deviations.CommitmentPanel)
	a.Enquiries.Asides = append(a.Enquiries.Asides, a.Deviations.Aside)
}

func (a *App) deviationsByTheClock() {
	a.Queue.Clockwork(job.Every("deviation.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Deviations.Tend(ctx) })
	a.Queue.Clockwork(job.Every(deviation.RegisterJob, time.Minute), func(ctx context.Context, _ job.Job) error {
		_, err := a.Deviations.Register(ctx)
		return err
	})
}

// tellDeviation tells people of a deviation or an analysis; nothing in either is about a person.
func (a *App) tellDeviation(ctx context.Context, tx *audit.Tx, n deviation.News) error {
	return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
}

// deviationNotices are the kinds of notice that deviations give.
func deviationNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du är samverkansansvarig, är i tjänst för kontaktvägen eller deltar i avvikelsen.", "You get this because you are coordinator, are on duty for the contact path or take part in the deviation.")
	names := map[deviation.NewsKind]language.Text{
		deviation.NewsReported: t("Nya avvikelser", "New deviations"),
		deviation.NewsMoved:    t("Vad som händer med avvikelser", "What happens to deviations"),
		deviation.NewsRaised:   t("Avvikelser som lyfts till nästa nivå", "Deviations raised to the next level"),
		deviation.NewsDue:      t("Avvikelser vars tid snart är ute", "Deviations whose time is soon up"),
		deviation.NewsRecurs:   t("Avvikelser som återkommer", "Deviations that recur"),
	}
	var list []notice.Kind
	for _, k := range deviation.NewsKinds() {
		list = append(list, notice.Kind{ID: string(k), Name: names[k], Why: why, Mail: k != deviation.NewsMoved})
	}
	return list
}
