package admin

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Path is the page that leads to what one administers; the log and the running stand under it.
const (
	Path        = "/admin"
	logPath     = Path + "/logg"
	runningPath = Path + "/drift"
	headPath    = "/logg/huvud"
)

// Admin is these pages of one installation.
type Admin struct {
	Trail    *audit.Trail
	Accounts *account.Service
	Queue    *job.Queue
	Find     notice.Find // gives the page of a thing that a line of the log is about
	Health   []web.Check
	Version  string
	// Guarded gives those of some things that are about somebody whose identity is kept from the reader. App sets it.
	Guarded func(ctx context.Context, q db.Reader, reader policy.Actor, things []ref.Ref) (map[ref.Ref]bool, error)
}

// Routes registers the pages.
func (a *Admin) Routes(rt *web.Router) {
	rt.Handle("GET "+Path, policy.OpenAdmin, a.index)
	rt.Handle("GET "+logPath, policy.ReadTrail, a.logPage)
	rt.Handle("GET "+runningPath, policy.ReadJobs, a.runningPage)
	rt.Handle("POST "+runningPath+"/kor-om/{id}", policy.RetryJob, a.retry)
	rt.Handle("GET "+headPath, policy.ReadTrailHead, a.head)
}

// way is one thing to administer.
type way struct {
	act        policy.Action
	text, what language.Text
	href       string
}

func ways() []way {
	t := language.T
	return []way{
		{policy.AddAccount, t("Konton och roller", "Accounts and roles"), t("Lägg upp kollegor, ge och avsluta roller, spärra konton.", "Enter colleagues, give and end roles, block accounts."), "/admin/konton"},
		{policy.ManageAPIClient, t("API-nycklar", "API keys"), t("Låt ett program använda API:et i myndighetens namn.", "Let a program use the API in the authority’s name."), "/admin/api-nycklar"},
		{policy.ReadWebhooks, t("Webhookar", "Webhooks"), t("Låt ett program få veta när något händer.", "Let a program be told when something happens."), "/admin/webhookar"},
		{policy.OpenDirectory, t("Katalogen", "The directory"), t("Myndigheter, enheter och kontor, med öppnings- och stängningsdatum.", "Authorities, units and offices, with opening and closing dates."), "/admin/katalog"},
		{policy.EditAddress, t("Adresser i SDK", "Addresses in SDK"), t("Vilka funktioner hos er som tar emot Säker digital kommunikation.", "Which functions of yours take Säker digital kommunikation."), "/admin/sdk"},
		{policy.SwitchStatutory, t("Föreslagna underrättelser", "Proposed statutory notices"), t("Från vilken dag en underrättelse som har varit föreslagen gäller.", "From which day a notice that was proposed holds."), "/underrattelser/slag"},
		{policy.ReadRefused, t("Filer från SDK", "Files from SDK"), t("Filer som inte togs emot: varför, och försök igen.", "Files that were not taken in: why, and try again."), "/admin/sdk-filer"},
		{policy.ReadRecords, t("Bevarande och gallring", "Retention and disposal"), t("Planen för vad som sparas, vad som får gallras i dag, besluten och protokollen.", "The plan of what is kept, what may be destroyed today, the decisions and the protocols."), "/admin/gallring"},
		{policy.ImportAgreements, t("Läs in överenskommelser", "Import agreements"), t("Ta in en fil, allt eller inget, med en rapport om varje rad.", "Take in a file, all or nothing, with a report of every row."), "/overenskommelser/importera"},
		{policy.ListLogReviews, t("Loggkontroll", "Log review"), t("Ett urval av vem som har läst uppgifter om enskilda, att bedöma varje kvartal.", "A sample of who has read data about persons, to be judged each quarter."), "/loggkontroll"},
		{policy.ListEmergencies, t("Nödöppningar", "Emergency openings"), t("Uppgifter som har öppnats i en nödsituation, att granska inom fem arbetsdagar.", "Data that was opened in an emergency, to be reviewed within five working days."), "/loggkontroll/nodoppningar"},
		{policy.AssessIncident, t("Incidenter", "Incidents"), t("Registret över personuppgiftsincidenter: bedöm, meddela dem som berörs och avsluta.", "The register of personal data breaches: assess, tell those concerned and close."), "/incidenter"},
		{policy.ReadTrail, t("Granska loggen", "Review the log"), t("Vem som har gjort och läst vad hos din myndighet. Att du läser antecknas.", "Who did and read what at your authority. That you read is noted."), logPath},
		{policy.ReadJobs, t("Driften", "The running"), t("Hur installationen mår, vad som körs och vad som har fastnat.", "How the installation is doing, what runs and what is stuck."), runningPath},
		{policy.VerifyTrail, t("Loggens signerade huvud", "The signed head of the log"), t("Spara det, så kan du senare bevisa att inget har ändrats bakåt i tiden.", "Keep it, and you can later prove that nothing was changed back in time."), headPath},
	}
}

var (
	sayAdmin    = language.T("Administration", "Administration")
	sayAdminSub = language.T("Det som du sköter i din roll.", "What you look after in your role.")
)

func (a *Admin) index(r *web.Request) (web.Response, error) {
	var items []templ.Component
	for _, w := range ways() {
		if r.May(w.act) {
			items = append(items, ui.Stack(ui.A(w.href, r.Say(w.text)), ui.Text(r.Say(w.what))))
		}
	}
	return web.Page(sayAdmin, stack(ui.Heading(r.Say(sayAdmin), r.Say(sayAdminSub)), ui.Columns(items...))), nil
}

// page is a page below the administration, with the way to it.
func page(r *web.Request, title language.Text, body templ.Component) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAdmin), Href: Path}, {Label: r.Say(title)}}
	})
}

// head is the signed head of the log, for whoever wants to keep it. The key that checks the signature stands in the
// answer's header.
func (a *Admin) head(r *web.Request) (web.Response, error) {
	signed, err := audit.SignedHead(r.Context(), a.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	return web.Data("text/plain; charset=utf-8", []byte(signed)).Header("Samsyn-Verifier-Key", a.Trail.Keys().VerifierKey()), nil
}
