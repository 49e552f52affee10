package public

import (
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"

	"github.com/a-h/templ"
)

// source is somebody whose data the pages use.
type source struct {
	who  string
	what language.Text
	term language.Text // on what terms
	href string
}

// sources are all whose data the product holds from the beginning.
func sources() []source {
	t := language.T
	return []source{
		{"SCB", t("Kommunernas och länens namn och koder, folkmängd 31 december 2024, kommungränser för uppgiften om grannkommuner", "Names and codes of municipalities and counties, population 31 December 2024, boundaries for who neighbours whom"),
			t("CC0 enligt SCB", "CC0 according to SCB"), "https://www.scb.se/"},
		{"SKR", t("Kommungruppsindelningen 2023", "The division into municipality groups, 2023"), t("fri att använda, ange källan", "free to use, name the source"), "https://skr.se/"},
		{"Kolada", t("Liknande kommuner, arbetsmarknad 2024", "Similar municipalities, labour market 2024"), t("fri att använda, ange källan", "free to use, name the source"), "https://www.kolada.se/"},
		{"© GeoNames", t("Centralorternas lägen", "Positions of the seats"), t("CC BY 4.0", "CC BY 4.0"), "https://www.geonames.org/"},
		{"Arbetsförmedlingen", t("Publicerat antal kommuner med överenskommelse 2023", "The published number of municipalities with an agreement in 2023"), t("ange källan", "name the source"), "https://arbetsformedlingen.se/"},
	}
}

func (s *Site) aboutPage(r *web.Request) (web.Response, error) {
	t := language.T
	parts := []part{
		{id: "vad", title: t("Vad är Samsyn?", "What is Samsyn?"), text: []language.Text{
			t("Kommunerna och Arbetsförmedlingen hjälper ofta samma personer till arbete. Vad de har kommit överens om står i lokala överenskommelser. Samsyn håller reda på vilka som finns, vad de gäller och när de löper ut.", "Municipalities and the employment agency often help the same people into work. What they have agreed stands in local agreements. Samsyn keeps track of which there are, what they concern and when they end."),
			t("Statistiken räknas direkt ur registret. Den innehåller inga uppgifter om personer.", "The statistics are counted straight from the register. They hold nothing about any person.")}},
		{id: "kan", title: t("Vad kan du göra här?", "What can you do here?"), list: []language.Text{
			t("Alla kan se vilka kommuner som har en överenskommelse, vilken dag som helst, och ladda ner uppgifterna som öppna data.", "Anyone can see which municipalities have an agreement, on any day, and download the data as open data."),
			t("Den som arbetar med samverkan hos en kommun eller Arbetsförmedlingen loggar in, ser vad som väntar och registrerar överenskommelser.", "Those who work with collaboration at a municipality or the agency sign in, see what waits and register agreements."),
			t("Varje ändring antecknas i en logg som inte kan ändras i efterhand utan att det märks.", "Every change is noted in a log that cannot be changed afterwards without it showing.")}},
		{id: "ansvar", title: t("Vem står bakom uppgifterna?", "Who is behind the data?"), text: []language.Text{
			t("Parterna i en överenskommelse, det vill säga kommunens nämnd och Arbetsförmedlingen, svarar för vad registret säger om den. På varje överenskommelse står varifrån uppgiften kommer.", "The parties to an agreement, that is the municipality’s board and the agency, answer for what the register says about it. Each agreement states where its data comes from.")}},
		{id: "kontakt", title: t("Kontakt", "Contact"), text: []language.Text{s.contactWords()}, links: []link{{t("Kommuner", "Municipalities"), "/kommuner"}, {t("Arbetsförmedlingen", "The employment agency"), "/myndighet/af"}}},
		{id: "kallor", title: t("Källor", "Sources"), more: sourceTable(r)},
		{id: "mer", title: t("Mer att läsa", "More to read"), links: []link{
			{t("Så räknar vi", "How we count"), "/sa-raknar-vi"}, {t("Öppna data", "Open data"), "/data"}, {t("API med beskrivning", "API with its description"), web.APIBase},
			{t("Tillgänglighet", "Accessibility"), "/tillganglighet"}, {t("Behandling av personuppgifter", "Personal data"), "/personuppgifter"},
			{t("Loggens signerade huvud", "The signed head of the log"), "/logg/huvud"}, {t("Sidornas delar", "The parts of the pages"), "/komponenter"}}},
	}
	if s.Version != "" {
		parts = append(parts, part{id: "version", title: t("Version", "Version"), text: []language.Text{language.T("Samsyn %s.", "Samsyn %s.").With(s.Version)}})
	}
	return textPage(r, t("Om Samsyn", "About Samsyn"), t("Samsyn visar vad kommunerna och Arbetsförmedlingen har kommit överens om.", "Samsyn shows what the municipalities and the employment agency have agreed."), parts), nil
}

// contactWords says whom to turn to, and whether what is shown is invented.
func (s *Site) contactWords() language.Text {
	if s.Demo {
		return language.T("Den här installationen är en demo: kommunerna är verkliga, men personer, nämnder, kontor och överenskommelser är påhittade.", "This installation is a demo: the municipalities are real, but people, boards, offices and agreements are invented.")
	}
	return language.T("Är något fel? Hör av dig till kommunen eller till Arbetsförmedlingen, så rättar de uppgiften.", "Is something wrong? Contact the municipality or the agency, and they will put it right.")
}

func sourceTable(r *web.Request) templ.Component {
	t := language.T
	table := ui.Table{Lang: r.Lang, Caption: r.Say(t("Källor", "Sources")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(t("Källa", "Source")), RowHeader: true}, {Label: r.Say(t("Uppgifter", "Data"))}, {Label: r.Say(t("Villkor", "Terms"))}}}
	for _, s := range sources() {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.A(s.href, s.who), ui.Text(r.Say(s.what)), ui.Text(r.Say(s.term))}})
	}
	return ui.TableOf(table)
}
