package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/webhook"
)

// requests puts what persons ask in its place.
func (a *App) requests() {
	a.Requests = request.New(a.Trail, a.Persons)
	a.Requests.Tell = a.tellRequest
	a.Requests.Hook = func(ctx context.Context, tx *audit.Tx, authority, event string, thing ref.Ref) error {
		return webhook.Tell(ctx, tx, authority, webhook.Event(event), thing)
	}
	a.Webhooks.Kinds = append(a.Webhooks.Kinds, request.WebhookKinds()...)
	a.Persons.Panels = append(a.Persons.Panels, a.Requests.PersonPanel)
}

func (a *App) requestsByTheClock() {
	a.Queue.Clockwork(job.Every("request.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Requests.Tend(ctx) })
	a.Queue.Clockwork(job.Every(request.RegisterJob, time.Minute), func(ctx context.Context, _ job.Job) error {
		_, err := a.Requests.Register(ctx)
		return err
	})
}

// tellRequest tells people of a request. A notice says nothing of who has asked, nor what.
func (a *App) tellRequest(ctx context.Context, tx *audit.Tx, n request.News) error {
	return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Thing, Text: n.Text}, n.Accounts...)
}

// requestNotices are the kinds of notice that requests give.
func requestNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du handlägger begäran, är ersättare, handlägger något annat om personen eller ansvarar för enheten.", "You get this because you handle the request, stand in, handle something else about the person, or answer for the unit.")
	names := map[request.NewsKind]language.Text{
		request.NewsArrived: t("Ny begäran från enskilda", "New requests from persons"),
		request.NewsMoved:   t("Begäran som byter hand eller kompletteras", "Requests that change hands or get more"),
		request.NewsDue:     t("Begäran som snart ska vara besvarad", "Requests that are due soon"),
		request.NewsLate:    t("Försenad begäran från enskilda", "Late requests from persons"),
	}
	var list []notice.Kind
	for _, k := range request.NewsKinds() {
		list = append(list, notice.Kind{ID: string(k), Name: names[k], Why: why, Mail: k != request.NewsMoved})
	}
	return list
}
