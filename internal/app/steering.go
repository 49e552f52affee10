package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/escalation"
	"samsyn/internal/handover"
	"samsyn/internal/incident"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/routine"
	"samsyn/internal/signing"
	"samsyn/internal/statutory"
	"samsyn/internal/steering"
	"samsyn/internal/template"
)

// noticeGroups is the kind of notice that reminds of minutes and of decisions.
const noticeGroups = "group-meeting.due"

func groupNotices() notice.Kind {
	t := language.T
	return notice.Kind{
		ID: noticeGroups, Name: t("Protokoll och beslut som snart ska vara klara", "Minutes and decisions that are soon due"),
		Why:  t("Du får detta därför att du är med i gruppen eller är samverkansansvarig hos en part i överenskommelsen.", "You get this because you are in the group, or coordinator at a party to the agreement."),
		Mail: true,
	}
}

// steering puts the groups and their meetings in their place.
func (a *App) steering() {
	a.Steering = steering.New(a.Trail)
	a.Steering.Base = a.o.BaseURL
	a.Steering.Notice = a.Agreements.Notice
	a.Steering.Open = append(a.Steering.Open, a.openCommitments, a.openDrafts, a.openRoutines)
	a.Agreements.Panels = append(a.Agreements.Panels, a.Steering.Panel)
}

func (a *App) steeringByTheClock() {
	a.Queue.Clockwork(job.Every("steering.remind", 24*time.Hour), func(ctx context.Context, _ job.Job) error {
		return a.Steering.RemindAll(ctx, a.tellGroup)
	})
	a.Queue.Clockwork(job.Every("steering.years", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Steering.FollowYears(ctx) })
}

// openCommitments is what the commitments of an agreement have for its groups' agendas: those that one side disputes or
// that both look over.
func (a *App) openCommitments(ctx context.Context, q db.Reader, agreementID string) (out []steering.Item, err error) {
	all, err := commitment.InForce(ctx, q, agreementID, calendar.DateOf(q.Now()))
	for _, h := range all {
		if h.State == commitment.Disputed || h.State == commitment.Review {
			out = append(out, steering.Item{Thing: h.Ref(), Path: h.Path(), Source: language.T("Åtagande som bestrids eller ses över", "Commitment disputed or under review"),
				Text: language.T("%s: %s", "%s: %s").With(language.Same(h.Number), h.Commitment.Text)})
		}
	}
	return out, err
}

// openDrafts is what waits to become a part of an agreement: amendments and other drafts that began from it.
func (a *App) openDrafts(ctx context.Context, q db.Reader, agreementID string) (out []steering.Item, err error) {
	all, err := negotiation.List(ctx, q, policy.Process("samsyn agenda"), negotiation.Filter{Agreement: agreementID})
	for _, d := range all {
		out = append(out, steering.Item{Thing: d.Ref(), Path: d.Path(), Source: language.T("Förslag som väntar", "Proposal that waits"),
			Text: language.T("Utkast till %s, %s", "Draft of %s, %s").With(d.Kind.Label(), d.State.Label())})
	}
	return out, err
}

// openRoutines is what the routines of an agreement have for its groups' agendas: those whose review is overdue.
func (a *App) openRoutines(ctx context.Context, q db.Reader, agreementID string) (out []steering.Item, err error) {
	day := calendar.DateOf(q.Now())
	all, err := routine.List(ctx, q, policy.Process("samsyn agenda"), routine.Filter{Agreement: agreementID, Overdue: day})
	for _, r := range all {
		out = append(out, steering.Item{Thing: r.Ref(), Path: r.Path(), Source: language.T("Rutin vars genomgång är försenad", "Routine whose review is overdue"), Text: language.Same(r.Title), Due: r.ReviewOn})
	}
	return out, err
}

// tellGroup tells the group's members and the municipal parties' coordinators, of the party that owes it when one does.
func (a *App) tellGroup(ctx context.Context, tx *audit.Tx, to steering.Reminder) error {
	boards, err := steering.PartiesOf(ctx, tx, to.Group)
	if err != nil {
		return err
	}
	var owing []string
	for _, b := range boards {
		if to.Owner == "" || to.Owner == b {
			owing = append(owing, b)
		}
	}
	coordinators, err := account.HoldersOf(ctx, tx, policy.Coordinator, owing, calendar.DateOf(tx.Now()))
	if err != nil || len(coordinators)+len(to.Accounts) == 0 {
		return err
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeGroups, Thing: to.Thing, Text: to.Text}, append(coordinators, to.Accounts...)...)
}

// logPath is where the log leads: what only those who work with an agreement may open has no link for the log's readers.
func logPath(thing ref.Ref) string {
	switch thing.Kind {
	case steering.GroupThing, steering.MeetingThing, negotiation.DraftKind, signing.RoundKind, template.HelpKind, deviation.Kind, deviation.AnalysisKind, escalation.Kind, request.Kind, statutory.Kind, matter.Kind, meeting.Kind, handover.Kind, outcome.Kind, incident.Kind:
		return ""
	}
	return pathOf(thing)
}
