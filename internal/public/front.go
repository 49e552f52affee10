package public

import (
	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Texts of the front page.
var (
	sayFront     = language.T("%d av %d kommuner har en gällande överenskommelse", "%d of %d municipalities have an agreement in force")
	sayWhatItIs  = language.T("I Samsyn står vad kommunerna och Arbetsförmedlingen har lovat varandra för dem som söker arbete. Du ser vilka kommuner som har en överenskommelse, hur länge den gäller och vem som är part. Inga uppgifter om personer finns i statistiken.", "Samsyn holds what the municipalities and the employment agency have promised each other for those who look for work. You see which municipalities have an agreement, how long it is in force and who is party to it. The statistics hold nothing about any person.")
	sayFind      = language.T("Hitta din kommun", "Find your municipality")
	sayMunic     = language.T("Kommun", "Municipality")
	sayFindHint  = language.T("Skriv namn eller kod, till exempel Åmål eller 1492.", "Write a name or a code, such as Åmål or 1492.")
	sayShow      = language.T("Visa", "Show")
	sayLatest    = language.T("Senaste siffrorna", "Latest figures")
	sayLatestSub = language.T("Läget %s. Räknas om varje gång sidan öppnas.", "As of %s. Counted anew each time the page is opened.")
	sayMeasure   = language.T("Mått", "Measure")
	sayOutcome   = language.T("Utfall", "Outcome")
	sayBasis     = language.T("Underlag", "Basis")
	sayOf        = language.T("%d av %d", "%d of %d")
	sayCovers    = language.T("Invånare som omfattas", "Inhabitants covered")
	sayPeople    = language.T("%s invånare", "%s inhabitants")
	sayEnding    = language.T("Löper ut inom 90 dagar", "End within 90 days")
	sayTaken     = language.T("en ny tar vid i %d", "a new one takes over in %d")
	sayNoneNew   = language.T("ingen ny registrerad", "no new one registered")
	sayMunics    = language.T("%d kommuner", "%d municipalities")
	sayOneMunic  = language.T("%d kommun", "%d municipality")
	sayNotMore   = language.T("Hur löftena hålls står på varje kommuns sida och i registret över överenskommelser. Ingen uppgift är inte noll.", "How promises are kept stands on each municipality’s page and in the register of agreements. No data is not zero.")
	sayAll       = language.T("Se hela landet, län för län och över tid", "See the whole country, by county and over time")
	sayWork      = language.T("Arbetar du med samverkan?", "Do you work with collaboration?")
	sayWorkText  = language.T("Handläggare, samordnare och ekonomer hos kommunerna och Arbetsförmedlingen loggar in och ser vad som väntar på dem. Kontot får du av din myndighets lokala administratör.", "Caseworkers, coordinators and controllers at the municipalities and the agency sign in and see what waits for them. Your authority’s local admin gives you the account.")
	saySignIn    = language.T("Logga in", "Sign in")
	sayHome      = language.T("Gå till min dag", "Go to my day")
	sayMapTitle  = language.T("Överenskommelser, kommun för kommun", "Agreements, municipality by municipality")
)

func (s *Site) frontPage(r *web.Request) (web.Response, error) {
	c, err := agreement.CoverageOn(r.Context(), s.DB, s.today())
	if err != nil {
		return web.Response{}, err
	}
	m := agreement.Map(r.Lang, c, "")
	m.Title = r.Say(sayMapTitle)
	twin := agreement.MapTable(r.Lang, c)
	m.Twin = &twin
	guide, err := s.guide(r)
	if err != nil {
		return web.Response{}, err
	}
	left := stack(agreement.Number(r.Lang, c), prose(paragraph(r.Say(sayWhatItIs))), find(r), latest(r, c), guide, signInHint(r))
	return web.Page(sayFront.With(c.Signed, c.Of), halves(left, ui.TileMapOf(m))), nil
}

// find asks for a municipality; it works without script.
func find(r *web.Request) templ.Component {
	return section("hitta", r.Say(sayFind), ui.FormOf(ui.Form{Lang: r.Lang, ID: "sok", Action: "/sok", Method: "get", Inline: true,
		Submit: ui.Button{Label: r.Say(sayShow)},
		Fields: []ui.Field{{Kind: ui.SearchField, Name: "q", Label: r.Say(sayMunic), Hint: r.Say(sayFindHint)}}}))
}

// latest is what is measured now, each measure with the way to its definition.
func latest(r *web.Request, c agreement.Coverage) templ.Component {
	ending := c.Ending()
	next := 0
	for _, p := range ending {
		if p.Renewed {
			next++
		}
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayLatest), Note: ui.Text(r.Say(sayNotMore)),
		Columns: []ui.Column{{Label: r.Say(sayMeasure), RowHeader: true}, {Label: r.Say(sayOutcome), Number: true}, {Label: r.Say(sayBasis), Number: true}}}
	add := func(id string, name, outcome, basis language.Text) {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A("/sa-raknar-vi#"+id, r.Say(name)), ui.Strong(r.Say(outcome)), ui.Muted(r.Say(basis))}})
	}
	add(idCoverage, coverageName(), sayOf.With(c.Signed, c.Of), sayMunics.With(c.Of))
	add(idCovered, sayCovers, language.Share(c.PopulationCovered, c.Population, 1), sayPeople.With(language.Number(c.Population)))
	add(idEnding, sayEnding, language.Plural(len(ending), sayOneMunic, sayMunics), followed(len(ending), next))
	return section("siffror", r.Say(sayLatest), stack(
		help(r.Say(sayLatestSub.With(c.On))), ui.TableOf(t), ui.Links([]ui.Link{{Label: r.Say(sayAll), Href: "/oversikt"}})))
}

// followed says for how many of those that end a new agreement is in the register already.
func followed(ending, renewed int) language.Text {
	switch {
	case ending == 0:
		return language.Same("–")
	case renewed == 0:
		return sayNoneNew
	}
	return sayTaken.With(renewed)
}

// signInHint says who signs in, and where.
func signInHint(r *web.Request) templ.Component {
	button := ui.Button{Label: r.Say(saySignIn), Href: "/logga-in", Kind: ui.Secondary}
	if r.May(policy.OpenMyPages) {
		button = ui.Button{Label: r.Say(language.T("Till mina sidor", "To my pages")), Href: "/mina-sidor", Kind: ui.Secondary}
	} else if !r.Actor.IsPublic() {
		button = ui.Button{Label: r.Say(sayHome), Href: "/hem", Kind: ui.Secondary}
	}
	return section("logga-in", r.Say(sayWork), stack(paragraph(r.Say(sayWorkText)), ui.Buttons(button)))
}
