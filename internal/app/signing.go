package app

import (
	"context"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// noticeSigning is the kind of notice about signatures.
const noticeSigning = "signing.step"

func signingNotices() notice.Kind {
	t := language.T
	return notice.Kind{
		ID: noticeSigning, Name: t("Underskrifter som väntar på dig, och hur det gick", "Signatures that wait for you, and how it went"),
		Why:  t("Du får detta därför att du ska underteckna eller har undertecknat en överenskommelse.", "You get this because you are to sign, or have signed, an agreement."),
		Mail: true,
	}
}

// signing puts the signing of agreements in its place.
func (a *App) signing() {
	a.Signing = &signing.Service{Trail: a.Trail, Keys: a.Keys, Agreements: a.Agreements, Commitments: a.Commitments, Drafts: a.Drafts,
		Timestamps: a.o.Timestamps, Tell: a.tellSigning}
	a.Drafts.Next = func(ctx context.Context, _ db.Reader, d negotiation.Draft) (string, error) {
		return signing.Next(ctx, a.Signing, d.ID)
	}
	a.Agreements.Asides = append(a.Agreements.Asides, a.Signing.Aside)
}

// leadSigning and leadDraft ask the rooms that an agreement's page stands before: what one must sign comes before what one
// must read, and that before what one must answer.
func (a *App) leadSigning(ctx context.Context, r *web.Request, of agreement.Agreement) (*ui.Lead, error) {
	return a.Signing.Lead(ctx, r, of)
}

func (a *App) leadDraft(ctx context.Context, r *web.Request, of agreement.Agreement) (*ui.Lead, error) {
	return a.Drafts.Lead(ctx, r, of)
}

func (a *App) signingByTheClock() {
	a.Queue.Handle(signing.SealJob, a.Signing.RunSeal)
	a.Queue.Clockwork(job.Every("signing.remind", 24*time.Hour), func(ctx context.Context, _ job.Job) error { return a.Signing.Remind(ctx) })
}

// tellSigning tells the signatories what has happened, and at the end and at a refusal the parties' coordinators too.
func (a *App) tellSigning(ctx context.Context, tx *audit.Tx, r signing.Round, what signing.Happening, accounts ...string) error {
	t := language.T
	text := map[signing.Happening]language.Text{
		signing.YourTurn:  t("Version %d av en överenskommelse väntar på din underskrift.", "Version %d of an agreement waits for your signature.").With(r.Text),
		signing.Reminder:  t("Version %d av en överenskommelse väntar fortfarande på din underskrift.", "Version %d of an agreement still waits for your signature.").With(r.Text),
		signing.NoSigned:  t("Version %d undertecknas inte: någon har sagt nej.", "Version %d is not signed: somebody has refused.").With(r.Text),
		signing.TakenBack: t("Version %d har tagits tillbaka och ska inte undertecknas.", "Version %d has been withdrawn and is not to be signed.").With(r.Text),
		signing.AllSigned: t("Alla har undertecknat version %d. Överenskommelsen är klar.", "Everybody has signed version %d. The agreement is concluded.").With(r.Text),
	}[what]
	if what != signing.YourTurn && what != signing.Reminder {
		more, err := a.signingCoordinators(ctx, tx, r)
		if err != nil {
			return err
		}
		accounts = append(accounts, more...)
	}
	return a.Notices.Tell(ctx, tx, notice.News{Kind: noticeSigning, Thing: r.Ref(), Text: text}, accounts...)
}

// signingCoordinators are the municipal parties' coordinators. The agency is a party to every agreement: there the
// signatories are told, and not every coordinator in the country.
func (a *App) signingCoordinators(ctx context.Context, tx *audit.Tx, r signing.Round) ([]string, error) {
	var boards []string
	for _, s := range r.Slots {
		if s.Authority != directory.PES {
			boards = append(boards, s.Authority)
		}
	}
	return account.HoldersOf(ctx, tx, policy.Coordinator, boards, calendar.DateOf(tx.Now()))
}

// catalogued tells whether the catalogue of facts has a measure.
func catalogued(metric string) bool {
	_, ok := fact.Find(metric)
	return ok
}
