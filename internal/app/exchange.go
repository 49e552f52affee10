package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/job"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

// exchange puts in place what passes between authorities, and what their programs are told of it.
func (a *App) exchange() {
	a.Exchange = exchange.New(a.Trail)
	a.Exchange.Folder = a.o.SDK
	a.Webhooks = webhook.New(a.Trail, a.o.Demo)
	a.Webhooks.Clients = a.webhookClients
}

func (a *App) exchangeByTheClock() {
	a.Webhooks.Install(a.Queue)
	a.Queue.Clockwork(job.Every(exchange.RegisterJob, time.Minute), func(ctx context.Context, _ job.Job) error {
		_, err := a.Exchange.Register(ctx)
		return err
	})
	a.Queue.Clockwork(job.Every(exchange.DisclosureJob, time.Minute), func(ctx context.Context, _ job.Job) error {
		_, err := a.Exchange.CountDisclosures(ctx)
		return err
	})
	if a.o.SDK.In != "" || a.o.SDK.Out != "" {
		a.Queue.Clockwork(job.Every("exchange.folder", time.Minute), a.turnFolder)
	}
}

// turnFolder takes in and writes the files of Säker digital kommunikation. The log says how many, never which.
func (a *App) turnFolder(ctx context.Context, _ job.Job) error {
	t, err := a.Exchange.Turn(ctx, a.o.SDK)
	if t.Refused > 0 {
		a.o.Log.Warn("files of SDK were not taken in; the folder refused says why", "files", t.Refused)
	}
	if len(t.Waiting) > 0 {
		a.o.Log.Warn("messages cannot be handed over to SDK; samsyn sdk export --dry-run says why", "messages", len(t.Waiting))
	}
	return err
}

// webhookClients gives the programs of an authority that have keys in force, each as what it is when it calls.
func (a *App) webhookClients(ctx context.Context, _ db.Reader, authority string) ([]webhook.Client, error) {
	all, err := a.Accounts.Clients(ctx, policy.Process("samsyn webhook"), authority)
	if err != nil {
		return nil, err
	}
	var out []webhook.Client
	for _, c := range all {
		if c.RevokedAt.IsZero() {
			out = append(out, webhook.Client{ID: c.ID, Name: c.Name, Actor: clientActor(c)})
		}
	}
	return out, nil
}

func clientActor(c account.Client) policy.Actor {
	actor := policy.Actor{ID: "client:" + c.ID, Name: c.Name, Authority: c.Authority, Program: true, Scopes: c.ScopeList()}
	if c.Role != "" {
		actor.Roles = []policy.Role{c.Role}
	}
	return actor
}
