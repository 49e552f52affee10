package app

import (
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/escalation"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
)

// escalations puts in its place what rises by the ladder of an agreement.
func (a *App) escalations() {
	a.Escalations = escalation.New(a.Trail, a.Enquiries)
	a.Escalations.Tell = a.tellEscalation
	a.Enquiries.Asides = append(a.Enquiries.Asides, a.Escalations.Aside)
	a.Agreements.Panels = append(a.Agreements.Panels, a.Escalations.AgreementPanel)
}

func (a *App) escalationsByTheClock() {
	a.Queue.Clockwork(job.Every("escalation.tend", time.Hour), func(ctx context.Context, _ job.Job) error { return a.Escalations.Tend(ctx) })
}

// tellEscalation tells people of an escalation, or of a question whose time is soon up. A notice says nothing of anybody.
func (a *App) tellEscalation(ctx context.Context, tx *audit.Tx, n escalation.News) error {
	news := notice.News{Kind: string(n.Kind), Thing: n.Escalation.Ref(), Text: n.Text}
	if n.Question != nil {
		news.Thing = n.Question.Ref()
	}
	return a.Notices.Tell(ctx, tx, news, n.Accounts...)
}

// escalationNotices are the kinds of notice that the ladder gives.
func escalationNotices() []notice.Kind {
	t := language.T
	why := t("Du får detta därför att eskaleringen har gått till dig som samverkansansvarig, i styrgruppen eller på nivå 4, eller därför att du handlägger frågan.", "You get this because the escalation has gone to you as coordinator, in the steering group or on level 4, or because you handle the question.")
	names := map[escalation.NewsKind]language.Text{
		escalation.NewsRaised: t("Det som går uppåt enligt trappan", "What rises by the ladder"),
		escalation.NewsDue:    t("Det som snart går vidare till nästa nivå", "What soon goes on to the next level"),
		escalation.NewsEnded:  t("Eskaleringar som är avslutade", "Escalations that have ended"),
	}
	var list []notice.Kind
	for _, k := range escalation.NewsKinds() {
		list = append(list, notice.Kind{ID: string(k), Name: names[k], Why: why, Mail: k != escalation.NewsEnded})
	}
	return list
}
