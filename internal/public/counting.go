package public

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Where the definitions stand on the page; links from figures lead here.
const (
	idCoverage = fact.Coverage
	idCovered  = "invanare"
	idEnding   = "loper-ut"
)

// coverageName is the catalogue's name of the coverage.
func coverageName() language.Text {
	m, _ := fact.Find(fact.Coverage) // the catalogue holds it; its test says so
	return m.Name
}

func (s *Site) countingPage(r *web.Request) (web.Response, error) {
	t := language.T
	var parts []part
	for _, m := range fact.Catalogue() {
		parts = append(parts, metricPart(r, m))
	}
	parts[0].text = append(parts[0].text, t("Frågar du efter en viss dag räknas den dagen i stället för månadens sista. En överenskommelse gäller från och med sin första dag till och med sin sista, eller tills den upphör i förtid. En aviserad eller avböjd överenskommelse räknas inte. Den som delas av flera kommuner räknas för var och en av dem.",
		"If you ask for a certain day, that day is counted instead of the month’s last. An agreement is in force from its first day to its last, both included, or until it is ended early. An announced or declined agreement does not count. One that several municipalities share counts for each of them."))
	parts = append(parts,
		part{id: idCovered, title: sayCovers, text: []language.Text{t("Folkmängden i de kommuner som har en gällande överenskommelse, som andel av hela landets. Folkmängden är SCB:s den 31 december 2024.", "The population of the municipalities that have an agreement in force, as a share of the whole country’s. The population is Statistics Sweden’s of 31 December 2024.")}},
		part{id: idEnding, title: sayEnding, text: []language.Text{t("Kommuner vars gällande överenskommelse har sin sista dag inom %d dagar. En annan tar vid när den redan är registrerad och börjar senast dagen efter.", "Municipalities whose agreement in force has its last day within %d days. Another takes over when it is registered already and begins the day after at the latest.").With(agreement.EndingDays)}},
		part{id: "slag", title: t("Slag av överenskommelser", "Kinds of agreement"), text: []language.Text{t("En överenskommelse bygger på en mall. Tal för olika mallar betyder olika saker och förenas aldrig med en linje.", "An agreement is made from a template. Figures for different templates mean different things and are never joined by one line.")}, list: kinds()},
		part{id: "lagen", title: t("Lägen", "States"), text: []language.Text{t("Läget räknas ur datumen, den dag du frågar efter.", "The state is reckoned from the dates, on the day you ask for.")}, list: states()},
		part{id: "kallor", title: t("Publicerade tal för hela landet", "Published national figures"), text: []language.Text{t("Talen nedan har andra publicerat. De räknades på olika sätt.", "Others have published the figures below. They were counted in different ways.")}, more: reported(r)},
		part{id: "decimaler", title: t("Decimaler", "Decimals"), text: []language.Text{t("Det som hölls i ett löfte visas med en decimal. Övriga decimaler stryks, så att en siffra aldrig ser bättre ut än den är: 92,857 % av minst 100 % blir 92,8 %. Där färre är bättre avrundas uppåt.", "How a promise was kept is shown with one decimal. The other decimals are cut, so that no figure looks better than it is: 92.857 % of at least 100 % is 92.8 %. Where fewer is better the figure is rounded up.")}},
		part{id: "saknas", title: t("När uppgift saknas", "When there is no data"), text: []language.Text{t("Ingen uppgift är inte noll. Det som inte är känt visas som ”ingen uppgift”, och grupper som är så små att någon kan kännas igen visas inte.", "No data is not zero. What is not known is shown as “no data”, and groups so small that somebody could be recognised are not shown.")}})
	return textPage(r, t("Så räknar vi", "How we count"), t("Varje siffra har en definition. Här står alla, och varifrån uppgifterna kommer.", "Every figure has a definition. Here they all are, and where the data comes from."), parts), nil
}

func metricPart(r *web.Request, m fact.Metric) part {
	meta := language.T("Måttets version: %d. Enhet: %s. Punkt i avtalsbiblioteket: %s.", "Version of the measure: %d. Unit: %s. Clause of the library: %s.")
	text := []language.Text{m.Definition, meta.With(m.Version, m.Unit, m.Clause)}
	if !m.Measured {
		text = append(text, language.T("Måttet mäts inte än: det går att lova, men Samsyn har inga tal för det.", "The measure is not measured yet: it can be promised, but Samsyn has no figures for it."))
	}
	name := r.Say(language.T("Måttets namn i API:et", "The measure’s name in the API"))
	return part{id: m.ID, title: m.Name, text: text, more: ui.KeyValues(ui.Fact{Name: name, Value: code(m.ID)})}
}

func kinds() []language.Text {
	t := language.T
	what := map[agreement.Kind]language.Text{
		agreement.Template2022: t("den allmänna mallen från Arbetsförmedlingen, SKR och Dua, från 2022", "the general template of the agency, SKR and Dua, from 2022"),
		agreement.Dua2015:      t("överenskommelser om unga arbetslösa med Delegationen för unga till arbete, från 2015", "agreements on young unemployed people with the delegation Dua, from 2015"),
		agreement.OtherKind:    t("en annan form än mallarna", "a form other than the templates"),
		agreement.UnknownKind:  t("källan säger inte vilken", "the source does not say which"),
	}
	var out []language.Text
	for _, k := range agreement.Kinds() {
		out = append(out, t("%s: %s", "%s: %s").With(k.Label(), what[k]))
	}
	return out
}

func states() []language.Text {
	t := language.T
	what := map[agreement.State]language.Text{
		agreement.InForce:         t("dagen ligger mellan första och sista dagen, eller sista dag saknas", "the day lies between the first and the last day, or there is no last day"),
		agreement.Ending:          t("gäller, och sista dagen är inom %d dagar", "in force, and the last day is within %d days").With(agreement.EndingDays),
		agreement.NotYet:          t("första dagen ligger framåt", "the first day lies ahead"),
		agreement.Expired:         t("sista dagen har passerat", "the last day has passed"),
		agreement.EndedEarly:      t("sades upp och upphörde före sin sista dag. Under uppsägningstiden gäller den, och räknas så", "notice was given and it ended before its last day. Until then it is in force, and counts as that"),
		agreement.IntentionStated: t("kommunen har sagt att den tänker underteckna", "the municipality has said that it intends to sign"),
		agreement.RefusalStated:   t("kommunen har sagt nej", "the municipality has said no"),
	}
	var out []language.Text
	for _, s := range agreement.States() {
		out = append(out, t("%s: %s", "%s: %s").With(s.Label(), what[s]))
	}
	return out
}

// reported is the national counts that others have published, with what each of them counted.
func reported(r *web.Request) templ.Component {
	t := language.T
	table := ui.Table{Lang: r.Lang, Caption: r.Say(t("Publicerade tal för hela landet", "Published national figures")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(t("När", "When")), RowHeader: true}, {Label: r.Say(t("Antal", "Number")), Number: true}, {Label: r.Say(t("Vad som räknades", "What was counted"))}, {Label: r.Say(t("Källa", "Source"))}}}
	for _, h := range agreement.History() {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(h.Said)), ui.Text(fmt.Sprint(h.Count)), ui.Text(r.Say(h.What)), ui.A(h.Source, r.Say(h.Who))}})
	}
	return ui.TableOf(table)
}
