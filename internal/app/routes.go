package app

import (
	"runtime/debug"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/admin"
	"samsyn/internal/calendar"
	"samsyn/internal/corpus"
	"samsyn/internal/directory"
	"samsyn/internal/home"
	"samsyn/internal/incident"
	"samsyn/internal/language"
	"samsyn/internal/measure"
	"samsyn/internal/mypages"
	"samsyn/internal/policy"
	"samsyn/internal/public"
	"samsyn/internal/signin"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (a *App) webOptions() web.Options {
	ready, health := a.checks()
	return web.Options{
		Log: a.o.Log, Now: a.DB.Now, Rand: a.DB.Rand(), Trail: a.Trail, Keys: a.Keys,
		Authenticate:    a.authenticate,
		SignInAt:        signInAt,
		AuthenticateKey: a.Accounts.AuthenticateKey,
		HTTPS:           a.o.HTTPS, Proxies: a.o.Proxies, SignOut: "/logga-ut",
		Nav: nav(), Frame: a.frame, Ready: ready, Health: health, Sound: a.sound, PathOf: pathFor,
		API:  web.APIInfo{Version: "1.0.0", Released: calendar.NewDate(2026, 11, 22), Server: a.o.BaseURL},
		Idle: a.o.Idle, Absolute: a.o.Absolute, Timeout: a.o.Timeout,
	}
}

// nav is the main menu; each reader sees the ways that their role may go.
func nav() []web.NavItem {
	t := language.T
	return []web.NavItem{
		{Text: t("Mina sidor", "My pages"), Path: mypages.Path, Action: policy.OpenMyPages},
		{Text: t("Min dag", "My day"), Path: "/hem", Action: policy.OpenHome},
		{Text: t("Frågor", "Questions"), Path: "/fragor", Action: policy.ListEnquiries},
		{Text: t("Underrättelser", "Statutory notices"), Path: "/underrattelser", Action: policy.ListStatutory},
		{Text: t("Begäran", "Requests"), Path: "/begaran", Action: policy.ListRequests},
		{Text: t("Ärenden", "Matters"), Path: "/arenden", Action: policy.ListMatters},
		{Text: t("Möten", "Meetings"), Path: "/personmoten", Action: policy.ListPersonMeetings},
		{Text: t("Avvikelser", "Deviations"), Path: "/avvikelser", Action: policy.ListDeviations},
		{Text: t("Kontaktvägar", "Contact paths"), Path: "/kontaktvagar", Action: policy.ReadAllContacts},
		{Text: t("Överenskommelser", "Agreements"), Path: "/overenskommelser", Action: policy.ReadRegister},
		{Text: t("Utkast", "Drafts"), Path: "/utkast", Action: policy.ReadDraft},
		{Text: t("Underskrifter", "Signatures"), Path: "/underskrifter", Action: policy.SignAgreement},
		{Text: t("Insatser", "Measures"), Path: measure.Path, Action: policy.ReadMeasures},
		{Text: t("Administration", "Administration"), Path: "/admin", Action: policy.OpenAdmin},
		{Text: t("Översikt", "Overview"), Path: "/oversikt", Action: policy.ReadCoverage},
		{Text: t("Kommuner", "Municipalities"), Path: "/kommuner", Action: policy.ReadMunicipality},
		{Text: t("Mallen", "The template"), Path: "/mall", Action: policy.ReadTemplate},
		{Text: t("Rutiner", "Routines"), Path: "/rutiner", Action: policy.ReadRoutine},
		{Text: t("Omställning", "Transition"), Path: "/omstallning", Action: policy.AddTransition},
		{Text: t("Öppna data", "Open data"), Path: "/data", Action: policy.ReadOpenData},
		{Text: t("Om Samsyn", "About Samsyn"), Path: "/om", Action: policy.OpenPage},
	}
}

// frame completes what surrounds every page.
func (a *App) frame(r *web.Request, f *ui.Frame) {
	if f.Demo = a.o.Demo; f.Demo && a.ready.why.Load() != nil {
		f.DemoText = r.Say(language.T("Den fylls just nu: det som visas är inte allt än. Ladda om sidan om en stund.", "It is being filled right now: what is shown is not all yet. Load the page again in a moment."))
	}
	for _, l := range []struct {
		text language.Text
		href string
	}{
		{language.T("Tillgänglighet", "Accessibility"), "/tillganglighet"},
		{language.T("Behandling av personuppgifter", "Personal data"), "/personuppgifter"},
		{language.T("Öppna data", "Open data"), "/data"},
		{language.T("Så räknar vi", "How we count"), "/sa-raknar-vi"},
		{language.T("Om Samsyn", "About Samsyn"), "/om"},
	} {
		f.Footer = append(f.Footer, ui.Link{Label: r.Say(l.text), Href: l.href})
	}
	if f.User == nil {
		f.Footer = append(f.Footer, ui.Link{Label: r.Say(language.T("Mina sidor för arbetssökande", "My pages for job seekers")), Href: mypages.SignInPath})
	}
	if f.User != nil && r.Actor.Authority != "" && r.May(policy.ReportIncident) {
		f.Footer = append(f.Footer, ui.Link{Label: r.Say(language.T("Incidenter", "Incidents")), Href: incident.Path})
	}
	if f.User != nil { // who works here finds these in the footer
		f.Nav = slices.DeleteFunc(f.Nav, func(n ui.NavItem) bool { return n.Href == "/data" || n.Href == "/om" })
	}
	if f.User != nil && r.Actor.Has(policy.Jobseeker) {
		f.User.Name, f.SignOut = r.Say(language.T("Inloggad", "Signed in")), mypages.Path+"/logga-ut"
	}
	if f.User != nil && r.Actor.Authority != "" {
		f.User.Href, f.User.Place = "/konto", a.placeOf(r)
	}
}

// placeOf is where the reader works: their unit if they have one, else the authority they act for.
func (a *App) placeOf(r *web.Request) string {
	e, err := a.book.On(r.Context(), a.DB, calendar.DateOf(a.DB.Now()))
	if err != nil {
		return "" // a header without a place is better than no page
	}
	if name := e.Units[r.Actor.Unit].Name; name != "" {
		return name
	}
	return e.Authorities[r.Actor.Authority].Title()
}

// routes puts every room's pages and API in the router.
func (a *App) routes() {
	a.Directory.Routes(a.Router, directory.Shown{Lead: a.Agreements.Lead, Panels: []directory.Panel{a.Agreements.Panel, a.Promises.MunicipalityPanel, a.Responsibilities.PanelOf, a.Contacts.PanelOf, a.Measures.PanelOf}})
	a.Templates.Routes(a.Router)
	a.Agreements.Routes(a.Router)
	a.Drafts.Routes(a.Router)
	a.Commitments.Routes(a.Router)
	a.Signing.Routes(a.Router)
	a.Steering.Routes(a.Router)
	a.Routines.Routes(a.Router)
	a.Responsibilities.Routes(a.Router)
	a.Contacts.Routes(a.Router)
	a.Enquiries.Routes(a.Router)
	a.Deviations.Routes(a.Router)
	a.Statutory.Routes(a.Router)
	a.Requests.Routes(a.Router)
	a.AccessLog.Routes(a.Router)
	a.Incidents.Routes(a.Router)
	a.Escalations.Routes(a.Router)
	a.Matters.Routes(a.Router)
	a.Measures.Routes(a.Router)
	a.Plans.Routes(a.Router)
	a.Meetings.Routes(a.Router)
	a.Handovers.Routes(a.Router)
	a.Outcomes.Routes(a.Router)
	a.Promises.Routes(a.Router)
	a.Persons.Routes(a.Router)
	a.Records.Routes(a.Router)
	a.Exchange.Routes(a.Router)
	(&corpus.View{DB: a.DB, Drafts: a.Drafts}).Routes(a.Router)
	account.Pages{Service: a.Accounts, Demo: a.o.Demo, Home: "/hem", BaseURL: a.o.BaseURL,
		Ways: a.SignIn.Ways, Second: a.SignIn.Second, Means: signin.OwnPath, MeansOf: signin.PathOf}.Register(a.Router)
	a.SignIn.Routes(a.Router, "/hem")
	a.Notices.Routes(a.Router, pathOf)
	(&public.Site{DB: a.DB, Accounts: a.Accounts, Demo: a.o.Demo, Version: Version(), Base: a.o.BaseURL, Publisher: a.o.Publisher}).Routes(a.Router)
	(&home.Home{DB: a.DB, Accounts: a.Accounts, Notices: a.Notices, Find: pathOf, Signing: a.Signing, Drafts: a.Drafts, Promise: a.Commitments, Steering: a.Steering, Templates: a.Templates, Enquiries: a.Enquiries, Escalations: a.Escalations, Deviations: a.Deviations, Statutory: a.Statutory, Matters: a.Matters, Meetings: a.Meetings, Handovers: a.Handovers, Plans: a.Plans, Outcomes: a.Outcomes, Requests: a.Requests, AccessLog: a.AccessLog, Incidents: a.Incidents}).Routes(a.Router)
	a.myPages()
	_, health := a.checks()
	(&admin.Admin{Trail: a.Trail, Accounts: a.Accounts, Queue: a.Queue, Find: logPath, Health: health, Version: Version(), Guarded: a.AccessLog.Guarded}).Routes(a.Router)
}

// Version is the program's own version, as it was built.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "1.0.0"
}
