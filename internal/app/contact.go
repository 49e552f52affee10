package app

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// noticeContact is the kind of notice that asks for a contact path to be seen to.
const noticeContact = "contact-path.due"

func contactNotices() notice.Kind {
	t := language.T
	return notice.Kind{
		ID: noticeContact, Name: t("Kontaktvägar att se till", "Contact paths to see to"),
		Why:  t("Du får detta därför att du ansvarar för kontaktvägen, är ersättare för den som gör det eller är samverkansansvarig hos myndigheten.", "You get this because you answer for the contact path, stand in for whoever does or are coordinator at the authority."),
		Mail: true,
	}
}

// contacts puts contact paths, rotas and absence in their place.
func (a *App) contacts() { a.Contacts = contact.New(a.Trail) }

func (a *App) contactsByTheClock() {
	a.Queue.Clockwork(job.Every("contact.tick", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Contacts.Tick(ctx, a.tellContact) })
	a.Queue.Clockwork(job.Every("contact.roles", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Contacts.CountRoles(ctx) })
}

// tellContact tells who answers for a path, or who stands in for them; when nobody does, or it is grave, the coordinators of
// its authority.
func (a *App) tellContact(ctx context.Context, tx *audit.Tx, n contact.News) error {
	to := n.Accounts
	if len(to) == 0 || n.Grave {
		leads, err := account.HoldersOf(ctx, tx, policy.Coordinator, []string{n.Path.Authority}, calendar.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		for _, id := range leads {
			if !slices.Contains(to, id) {
				to = append(to, id)
			}
		}
	}
	if len(to) == 0 {
		return nil
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeContact, Thing: n.Path.Ref(), Text: n.Text}, to...)
}
