package corpus

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func metricPath(id string) string { return targetsPath + "/" + url.PathEscape(id) }

// name is the metric's name in the catalogue, or its id when it is not there.
func (k Kind) name() language.Text {
	if m, ok := fact.Find(k.Metric); ok {
		return m.Name
	}
	return language.Same(k.Metric)
}

// targetsPage is the distribution of the targets of every metric that somebody has promised something on.
func (v *View) targetsPage(r *web.Request) (web.Response, error) {
	a, c, err := v.country(r)
	if err != nil {
		return web.Response{}, err
	}
	all, err := Compared(r.Context(), v.DB, c, "")
	if err != nil {
		return web.Response{}, err
	}
	l := seriesList(r, all)
	if r.Format() != "" {
		return l.Export(r)
	}
	table, err := l.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Tight = "mal", true
	table.Count = r.Say(language.Plural(len(all), language.T("%d mått", "%d measure"), language.T("%d mått", "%d measures")))
	table.Empty = ui.Empty{Text: r.Say(language.T("Ingen gällande överenskommelse som visas har åtaganden med mål i Samsyn.", "No agreement in force shown has commitments with targets in Samsyn."))}
	filter, err := v.filter(r, a, targetsPath)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTargets), r.Say(language.T("Läget %s", "As of %s").With(a.Day))), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(promised(all, len(c.Held))))}),
		filter, ui.TableOf(table), ui.Note(r.Say(sayHowCounted)))
	return web.Page(sayTargets, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(sayTargets)})).Part(table.ID, ui.TableOf(table)), nil
}

var sayHowCounted = language.T("Bara mål som mäter samma sak på samma sätt under lika lång tid, och som lovas av samma part, jämförs med varandra. 10:e och 90:e percentilen visas när minst 10 har ett mål.",
	"Only targets that measure the same thing in the same way over the same time, promised by the same side, are compared. The 10th and 90th percentiles are shown when at least 10 have a target.")

// promised says how many agreements have any targets here.
func promised(all []Series, held int) language.Text {
	var with []Held
	for _, s := range all {
		for _, t := range s.Targets {
			with = append(with, t.Held)
		}
	}
	return language.T("*%d* av %s visar sina åtaganden i Samsyn. Så här olika mål har de kommit överens om.", "*%d* of %s show their commitments in Samsyn. This is how different the targets agreed are.").
		With(agreementsOf(with), language.Plural(held, language.T("%d gällande överenskommelse", "%d agreement in force"), language.T("%d gällande överenskommelser", "%d agreements in force")))
}

// seriesList is the distributions as page and files have them.
func seriesList(r *web.Request, all []Series) web.List[Series] {
	value := func(v func(Series) (clause.Number, bool)) (func(Series) any, func(Series) templ.Component) {
		return func(s Series) any {
				if n, ok := v(s); ok {
					return n.Float()
				}
				return nil
			}, func(s Series) templ.Component {
				if n, ok := v(s); ok {
					return ui.Text(r.Say(s.Said(n)))
				}
				return ui.Muted(r.Say(language.T("för få", "too few")))
			}
	}
	number := func(heading language.Text, v func(Series) (clause.Number, bool)) web.Column[Series] {
		c := web.Column[Series]{Heading: heading, Number: true}
		c.Value, c.Cell = value(v)
		return c
	}
	sure := func(v func(Series) clause.Number) func(Series) (clause.Number, bool) {
		return func(s Series) (clause.Number, bool) { return v(s), true }
	}
	tenth := func(p int) func(Series) (clause.Number, bool) {
		return func(s Series) (clause.Number, bool) { return s.Percentile(p) }
	}
	return web.List[Series]{Title: sayTargets, File: "mal", Rows: web.Rows(all), Columns: []web.Column[Series]{
		{Heading: language.T("Mått", "Measure"), RowHeader: true, Value: func(s Series) any { return s.name() },
			Cell: func(s Series) templ.Component { return ui.A(metricPath(s.Metric), r.Say(s.name())) }},
		{Heading: language.T("Måttets id", "Id of the measure"), FileOnly: true, Value: func(s Series) any { return s.Metric }},
		{Heading: language.T("Mål för", "Target for"), Value: func(s Series) any { return s.What() }},
		{Heading: language.T("Lovas av", "Promised by"), Value: func(s Series) any { return s.By.Name() }},
		{Heading: language.T("Åtagande", "Commitment"), Value: func(s Series) any { return strings.Join(s.Numbers, ", ") }},
		{Heading: language.T("Antal", "Number"), Number: true, Value: func(s Series) any { return len(s.Targets) }},
		number(language.T("Lägst", "Lowest"), sure(Series.Min)), number(language.T("10 %", "10 %"), tenth(10)), number(language.T("Median", "Median"), sure(Series.Median)),
		number(language.T("90 %", "90 %"), tenth(90)), number(language.T("Högst", "Highest"), sure(Series.Max)),
	}}
}

// metricPage is one metric: how the targets are spread, and who has which.
func (v *View) metricPage(r *web.Request) (web.Response, error) {
	m, ok := fact.Find(r.Path("metric"))
	if !ok {
		return web.Response{}, fault.NotFoundThing()
	}
	a, c, err := v.country(r)
	if err != nil {
		return web.Response{}, err
	}
	all, err := Compared(r.Context(), v.DB, c, m.ID)
	if err != nil {
		return web.Response{}, err
	}
	l := targetList(r.Lang, all)
	if r.Format() != "" {
		return l.Export(r)
	}
	table, err := l.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	table.ID, table.Tight = "vem", true
	table.Count = r.Say(language.T("Vem som har lovat vad", "Who has promised what"))
	table.Empty = ui.Empty{Text: r.Say(language.T("Ingen av de överenskommelser som visas har ett mål för det här.", "None of the agreements shown has a target for this."))}
	filter, err := v.filter(r, a, metricPath(m.ID))
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(m.Name), r.Say(m.State())), ui.LeadBlock(ui.Lead{Text: ui.Text(r.Say(m.Definition))}), filter}
	for i, s := range all {
		parts = append(parts, s.spread(r, i), s.chart(r, i))
	}
	body := ui.Parts(append(parts, ui.TableOf(table))...)
	return web.Page(m.Name, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(sayTargets), Href: targetsPath}, ui.Link{Label: r.Say(m.Name)})).Part(table.ID, ui.TableOf(table)), nil
}

// spread says a distribution in figures.
func (s Series) spread(r *web.Request, i int) templ.Component {
	facts := []ui.Fact{ui.F(r.Say(language.T("Lovas av", "Promised by")), r.Say(s.By.Name())), ui.F(r.Say(language.T("Antal mål", "Number of targets")), language.Number(len(s.Targets))),
		ui.F(r.Say(language.T("Lägst", "Lowest")), r.Say(s.Said(s.Min())))}
	if low, ok := s.Percentile(10); ok {
		facts = append(facts, ui.F(r.Say(language.T("10:e percentilen", "10th percentile")), r.Say(s.Said(low))))
	}
	facts = append(facts, ui.F(r.Say(language.T("Median", "Median")), r.Say(s.Said(s.Median()))))
	if high, ok := s.Percentile(90); ok {
		facts = append(facts, ui.F(r.Say(language.T("90:e percentilen", "90th percentile")), r.Say(s.Said(high))))
	}
	facts = append(facts, ui.F(r.Say(language.T("Högst", "Highest")), r.Say(s.Said(s.Max()))))
	parts := []templ.Component{ui.KeyValues(facts...)}
	if len(s.Targets) < Few {
		parts = append(parts, ui.Note(r.Say(language.Plural(len(s.Targets), language.T("Bara %d överenskommelse har ett sådant mål. Det säger inget om landet.", "Only %d agreement has such a target. It says nothing of the country."),
			language.T("Bara %d överenskommelser har ett sådant mål. Det är för få för att säga något om landet.", "Only %d agreements have such a target. They are too few to say anything of the country.")))))
	}
	title := language.T("%s (%s)", "%s (%s)").With(upper(s.What()), strings.Join(s.Numbers, ", ")) // two series may be of the same sort
	return ui.SectionOf(fmt.Sprintf("serie-%d", i+1), r.Say(title), parts...)
}

// chart draws how many have each target; the reader's own agreement is marked.
func (s Series) chart(r *web.Request, i int) templ.Component {
	c := ui.Chart{Lang: r.Lang, ID: fmt.Sprintf("diagram-%d", i+1), Title: r.Say(language.T("Så många har varje mål", "How many have each target")), Shape: ui.Bars,
		RowLabel: r.Say(language.T("Mål", "Target")), ValueLabel: r.Say(language.T("Överenskommelser", "Agreements"))}
	for _, b := range s.Bars() {
		label := r.Say(s.Said(b.From))
		if b.To != b.From {
			label = r.Say(language.T("%s till %s", "%s to %s").With(b.From, s.Said(b.To)))
		}
		c.Rows = append(c.Rows, ui.Datum{Label: label, Value: float64(b.Count), Text: language.Number(b.Count), Own: s.own(b, r.Actor.Authority)})
		c.Max = max(c.Max, float64(b.Count))
	}
	c.Sentence = r.Say(language.T("Målen går från %s till %s. Medianen är %s.", "The targets go from %s to %s. The median is %s.").With(s.Said(s.Min()), s.Said(s.Max()), s.Said(s.Median())))
	return ui.ChartOf(c)
}

// own tells whether an agreement of the reader's municipality has its target in a bar. The agency is a party to all.
func (s Series) own(b Bar, authority string) bool {
	for _, t := range s.Targets {
		for _, p := range t.Parties {
			if p.Municipality != "" && p.Authority == authority && t.Value >= b.From && t.Value <= b.To {
				return true
			}
		}
	}
	return false
}

// targetList is who has promised what, as page and files have it.
func targetList(l language.Lang, all []Series) web.List[promise] {
	var rows []promise
	for _, s := range all {
		for _, t := range s.Targets {
			rows = append(rows, promise{s, t})
		}
	}
	return web.List[promise]{Title: sayTargets, File: "mal-per-kommun", Rows: web.Rows(rows), Columns: []web.Column[promise]{
		{Heading: sayMunicipality, RowHeader: true, Value: func(p promise) any { return p.target.Names() },
			Cell: func(p promise) templ.Component { return ui.A(p.target.Path, p.target.Names()) }},
		{Heading: sayCode, FileOnly: true, Value: func(p promise) any { return p.target.Codes() }},
		{Heading: sayAgreement, FileOnly: true, Value: func(p promise) any { return p.target.ID }},
		{Heading: language.T("Åtagande", "Commitment"), Value: func(p promise) any { return p.target.Number }},
		{Heading: language.T("Mål för", "Target for"), Value: func(p promise) any { return p.series.What() }},
		{Heading: language.T("Lovas av", "Promised by"), Value: func(p promise) any { return p.series.By.Name() }},
		{Heading: language.T("Mål", "Target"), Number: true, Value: func(p promise) any { return p.series.Said(p.target.Value) }},
		{Heading: sayReason, Value: func(p promise) any { return p.target.Reason },
			Cell: func(p promise) templ.Component { return ui.Swedish(l, p.target.Reason) }},
	}}
}

// promise is one target in its series.
type promise struct {
	series Series
	target Target
}
