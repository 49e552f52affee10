package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/enquiry"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/person"
	"samsyn/internal/ref"
	"samsyn/internal/webhook"
)

// enquiries puts questions in their place, over persons and what passes between authorities.
func (a *App) enquiries() {
	if a.Persons == nil {
		a.Persons = person.New(a.Trail)
	}
	a.Enquiries = enquiry.New(a.Trail, a.Exchange, a.Persons)
	a.Enquiries.Tell = a.tellEnquiry
	a.Persons.OpenedInEmergency = a.tellEmergency
	a.Persons.Panels = append(a.Persons.Panels, a.Enquiries.PersonPanel)
	a.Enquiries.Hook = func(ctx context.Context, tx *audit.Tx, authorities []string, kind string, thing ref.Ref) error {
		return webhook.TellAll(ctx, tx, authorities, webhook.Event(kind), thing)
	}
	a.Contacts.Under = enquiry.Under
	a.Exchange.Incoming = append(a.Exchange.Incoming, a.Enquiries.Arrived)
	a.Exchange.Receipted = append(a.Exchange.Receipted, a.Enquiries.Receipted)
	a.Exchange.Outgoing = a.Enquiries.Along
	a.Webhooks.Kinds = append(a.Webhooks.Kinds, enquiry.WebhookKinds()...)
}

func (a *App) enquiriesByTheClock() {
	a.Queue.Clockwork(job.Every("enquiry.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Enquiries.Tend(ctx) })
}

// tellEnquiry tells people of a question. A notice says nothing about the person, nor whom the question is from.
func (a *App) tellEnquiry(ctx context.Context, tx *audit.Tx, n enquiry.News) error {
	return a.Notices.Tell(ctx, tx, notice.News{Kind: string(n.Kind), Thing: n.Enquiry.Ref(), Text: n.Text}, n.Accounts...)
}

// enquiryNotices are the kinds of notice that questions give.
func enquiryNotices() []notice.Kind {
	t := language.T
	handles := t("Du får detta därför att du handlägger frågan, är ersättare eller är i tjänst för kontaktvägen.", "You get this because you handle the question, stand in, or are on duty for the contact path.")
	names := map[enquiry.NewsKind]language.Text{
		enquiry.NewsArrived:  t("Nya frågor", "New questions"),
		enquiry.NewsMore:     t("Frågor som kompletteras", "Questions where more is asked for or given"),
		enquiry.NewsTime:     t("Svar som kommer senare", "Answers that come later"),
		enquiry.NewsAnswered: t("Svar på era frågor", "Answers to your questions"),
		enquiry.NewsMoved:    t("Frågor som byter hand", "Questions that change hands"),
		enquiry.NewsMention:  t("Anteckningar där du nämns", "Notes that mention you"),
		enquiry.NewsDue:      t("Frågor som snart ska vara besvarade", "Questions that are due soon"),
		enquiry.NewsStop:     t("Återkallade samtycken", "Withdrawn consents"),
	}
	var list []notice.Kind
	for _, k := range enquiry.NewsKinds() {
		list = append(list, notice.Kind{ID: string(k), Name: names[k], Why: handles, Mail: k != enquiry.NewsMoved,
			Urgent: k == enquiry.NewsStop, Duty: k == enquiry.NewsStop})
	}
	return list
}
