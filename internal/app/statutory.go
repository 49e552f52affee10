package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/ref"
	"samsyn/internal/statutory"
	"samsyn/internal/webhook"
)

// statutory puts the notices that statutes prescribe in place, over persons and what passes between authorities.
func (a *App) statutory() {
	a.Statutory = statutory.New(a.Trail, a.Exchange, a.Persons)
	a.Statutory.Tell = func(ctx context.Context, tx *audit.Tx, n statutory.News) error {
		return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Notice.Ref(), Text: n.Text}, n.Accounts...)
	}
	a.Statutory.Hook = func(ctx context.Context, tx *audit.Tx, authorities []string, kind string, thing ref.Ref) error {
		return webhook.TellAll(ctx, tx, authorities, webhook.Event(kind), thing)
	}
	a.Persons.Panels = append(a.Persons.Panels, a.Statutory.PersonPanel)
	a.Exchange.Incoming = append(a.Exchange.Incoming, a.Statutory.Arrived)
	a.Exchange.Receipted = append(a.Exchange.Receipted, a.Statutory.Receipted)
	before := a.Exchange.Outgoing
	a.Exchange.Outgoing = func(ctx context.Context, q db.Reader, c exchange.Conversation, m exchange.Message) (map[string]string, error) {
		if c.Kind == statutory.ConversationKind {
			return a.Statutory.Along(ctx, q, c, m)
		}
		return before(ctx, q, c, m)
	}
	a.Webhooks.Kinds = append(a.Webhooks.Kinds, statutory.WebhookKinds()...)
}

func (a *App) statutoryByTheClock() {
	a.Queue.Clockwork(job.Every("statutory.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Statutory.Tend(ctx) })
}

// statutoryNotices are the kinds of notice to people that statutory notices give.
func statutoryNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att du handlägger underrättelsen, är ersättare eller är i tjänst för kontaktvägen.", "You get this because you handle the statutory notice, stand in, or are on duty for the contact path.")
	names := map[statutory.NewsKind]language.Text{
		statutory.NewsArrived: t("Nya underrättelser enligt lag", "New statutory notices"),
		statutory.NewsMoved:   t("Vad som händer med underrättelser", "What happens to statutory notices"),
		statutory.NewsDue:     t("Underrättelser som snart ska vara återkopplade", "Statutory notices that are due soon"),
	}
	var list []notice.Kind
	for _, k := range statutory.NewsKinds() {
		list = append(list, notice.Kind{ID: string(k), Name: names[k], Why: why, Mail: k != statutory.NewsMoved})
	}
	return list
}
