package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/handover"
	"samsyn/internal/incident"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
	"samsyn/internal/meeting"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
	"samsyn/internal/signin"
	"samsyn/internal/signing"
	"samsyn/internal/statutory"
	"samsyn/internal/steering"
	"samsyn/internal/template"
)

// noticeEnds is the kind of notice that says that an agreement ends.
const noticeEnds = "agreement.ends"

func noticeKinds() []notice.Kind {
	t := language.T
	return []notice.Kind{{
		ID: noticeEnds, Name: t("Överenskommelser som snart löper ut", "Agreements that end soon"),
		Why:  t("Du får detta därför att du är samverkansansvarig hos en part i överenskommelsen eller sköter registret.", "You get this because you are coordinator at a party to the agreement, or keep the register."),
		Mail: true,
	}, {
		ID: noticeCommitment, Name: t("Åtaganden som bestrids eller ses över", "Commitments that are disputed or under review"),
		Why:  t("Du får detta därför att du är samverkansansvarig hos en part i överenskommelsen.", "You get this because you are coordinator at a party to the agreement."),
		Mail: true,
	}, {
		ID: noticeGiven, Name: t("Uppsägningar av överenskommelser", "Notices of termination of agreements"),
		Why:  t("Du får detta därför att du är samverkansansvarig hos en part i överenskommelsen eller sköter registret.", "You get this because you are coordinator at a party to the agreement, or keep the register."),
		Mail: true,
	}, groupNotices(), signingNotices(), draftNotices(), signInNotices(), resetNotices(), contactNotices(), promiseNotices()}
}

func (a *App) notices() {
	a.Notices = &notice.Notices{Trail: a.Trail, Kinds: slices.Concat(noticeKinds(), template.NoticeKinds(), routineNotices(), enquiryNotices(), escalationNotices(), deviationNotices(), matterNotices(), outcomeNotices(), statutoryNotices(), requestNotices(), personNotices(), accessLogNotices(), incidentNotices(), measureNotices()), Address: a.address, Base: a.o.BaseURL}
	a.Notices.Install(a.Queue)
	a.Templates.Tell = a.Notices.Tell
	a.SignIn.Tell = a.Notices.Tell
	a.Accounts.OnReset = a.SignIn.PasswordReset
	a.Agreements.Noticed = a.tellNotice
	a.Queue.Clockwork(job.Every("agreement.sweep", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Agreements.SweepStaged(ctx) })
	a.Queue.Clockwork(job.Every("agreement.remind", 24*time.Hour), func(ctx context.Context, _ job.Job) error {
		return a.Agreements.Remind(ctx, a.tellEnds)
	})
	a.steeringByTheClock()
	a.signingByTheClock()
	a.draftsByTheClock()
	a.routinesByTheClock()
}

// address is where an account's notices go by e-mail; nowhere for one that is blocked or has no address.
func (a *App) address(ctx context.Context, q db.Reader, id string) (notice.Address, error) {
	if strings.HasPrefix(id, "client:") { // a program, which reads its answers by the API
		return notice.Address{}, nil
	}
	found, err := account.ByID(ctx, q, id)
	if err != nil || found.State() == account.Blocked {
		return notice.Address{}, err
	}
	mail, err := a.Accounts.Email(found)
	return notice.Address{Mail: mail, Lang: found.Lang}, err
}

// tellEnds tells the municipal parties' coordinators that their agreement ends. The agency is a party to all of them, so
// there those are told who keep the register, and not every coordinator in the country.
func (a *App) tellEnds(ctx context.Context, tx *audit.Tx, ends agreement.Agreement) error {
	var boards []string
	for _, p := range ends.Parties {
		if p.Municipality != "" {
			boards = append(boards, p.Authority)
		}
	}
	day := calendar.DateOf(tx.Now())
	coordinators, err := account.HoldersOf(ctx, tx, policy.Coordinator, boards, day)
	if err != nil {
		return err
	}
	keepers, err := account.HoldersOf(ctx, tx, policy.HeadOffice, []string{directory.PES}, day)
	if err != nil || len(coordinators)+len(keepers) == 0 {
		return err
	}
	places, err := directory.Named(ctx, tx, ends.Municipalities(), day)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range places {
		names = append(names, p.OfficialName)
	}
	text := language.T("Överenskommelsen med %s löper ut %s och ingen ny är registrerad. Öppna den och föreslå en förnyelse.", "The agreement with %s ends on %s and no new one is registered. Open it and propose a renewal.").
		With(language.List(language.Names(names...)...), ends.Last().String())
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeEnds, Thing: ends.Ref(), Text: text}, append(coordinators, keepers...)...)
}

// pathFor leads whoever reads from a thing to its page. A job seeker has pages of their own, where the form stood.
func pathFor(a policy.Actor, thing ref.Ref) string {
	if a.Has(policy.Jobseeker) {
		return ""
	}
	return pathOf(thing)
}

// pathOf leads from a thing to its page; empty when it has none.
func pathOf(thing ref.Ref) string {
	if path := accesslog.PathOf(thing); path != "" {
		return path
	}
	switch thing.Kind {
	case commitment.Kind:
		if i := strings.LastIndex(thing.ID, "-"); i > 0 {
			return commitment.Held{Agreement: thing.ID[:i], Number: thing.ID[i+1:]}.Path()
		}
	case record.KindDisposal:
		return record.Disposal{ID: thing.ID}.Page()
	case deviation.Kind:
		return deviation.Deviation{ID: thing.ID}.Page()
	case statutory.Kind:
		return statutory.Notice{ID: thing.ID}.Page()
	case deviation.AnalysisKind:
		return deviation.Analysis{ID: thing.ID}.Page()
	case enquiry.Kind:
		return enquiry.Enquiry{ID: thing.ID}.Page()
	case meeting.Kind:
		return meeting.Meeting{ID: thing.ID}.Page()
	case matter.Kind:
		return matter.Matter{ID: thing.ID}.Page()
	case measure.Kind:
		return measure.Measure{ID: thing.ID}.Page()
	case measure.WatchKind:
		return measure.Path + "/bevakningar"
	case outcome.Kind:
		return outcome.Outcome{ID: thing.ID}.Page()
	case handover.Kind:
		return handover.Handover{ID: thing.ID}.Page()
	case escalation.Kind:
		return escalation.Escalation{ID: thing.ID}.Path()
	case incident.Kind:
		return incident.Incident{ID: thing.ID}.Page()
	case request.Kind:
		return request.Request{ID: thing.ID}.Page()
	case template.Kind, template.HelpKind:
		return template.PathOf(thing)
	case signing.RoundKind:
		return signing.Round{ID: thing.ID}.Path()
	case agreement.AgreementKind:
		return "/overenskommelser/" + thing.ID
	case steering.GroupThing:
		return steering.Group{ID: thing.ID}.Path()
	case steering.MeetingThing:
		return steering.Meeting{ID: thing.ID}.Path()
	case routine.Kind:
		return routine.Routine{ID: thing.ID}.Path()
	case contact.Kind:
		return contact.Path{ID: thing.ID}.Path()
	case responsibility.TransitionKind:
		return responsibility.Transition{ID: thing.ID}.Path()
	case negotiation.DraftKind:
		return negotiation.Draft{ID: thing.ID}.Path()
	case directory.AuthorityKind:
		return "/myndighet/" + thing.ID
	case directory.MunicipalityKind:
		return "/kommun/" + thing.ID
	case account.Kind:
		return "/admin/konton/" + thing.ID
	case signin.Kind:
		return signin.OwnPath
	}
	return ""
}
