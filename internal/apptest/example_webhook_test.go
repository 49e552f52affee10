package apptest

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/ref"
	"samsyn/internal/webhook"
)

// webhookDelivery is one thing that a webhook was told.
const webhookDelivery ref.Kind = "webhook-delivery"

// exampleWebhook makes a webhook with a test that is stuck, since nobody answers at its address.
func exampleWebhook(ctx context.Context, a *app.App, owner, client string) (id, delivery string, err error) {
	sub, _, err := a.Webhooks.Add(ctx, maker(), owner, webhook.Input{Name: "Provwebhook (Demo)", Client: client, Address: "https://system.kommun.example/", Events: []webhook.Event{a.Webhooks.Kinds[0].Event}})
	if err != nil {
		return "", "", err
	}
	d, err := a.Webhooks.Try(ctx, maker(), owner, sub.ID)
	if err != nil {
		return "", "", err
	}
	err = a.Trail.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, "UPDATE job SET stuck_at = $2, attempt = most, last_error = 'prov' WHERE id = $1", d.Job, db.At(tx.Now()))
		return err
	})
	return sub.ID, d.ID, err
}
