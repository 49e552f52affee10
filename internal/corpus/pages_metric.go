package corpus

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

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
	table.Columns[0].Wide = true
	table.Count = r.Say(language.Plural(len(table.Rows), language.T("%d mål", "%d target"), language.T("%d mål", "%d targets")))
	table.Empty = ui.Empty{Text: r.Say(language.T("Ingen av de överenskommelser som visas har ett mål för det här.", "None of the agreements shown has a target for this."))}
	filter, err := v.filter(r, a, metricPath(m.ID))
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(m.Name), r.Say(m.State())), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(agreedOf(all)))}),
		ui.SectionIntro("matt", r.Say(language.T("Så mäts det", "How it is measured")), r.Say(m.Definition), nil), filter}
	for i, s := range all {
		parts = append(parts, s.section(r, i))
	}
	body := ui.Parts(append(parts, ui.SectionOf("vem-har-lovat", r.Say(sayWho), ui.TableOf(table)))...)
	return web.Page(m.Name, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(sayTargets), Href: targetsPath}, ui.Link{Label: r.Say(m.Name)})).Part(table.ID, ui.TableOf(table)), nil
}

var sayWho = language.T("Vem har lovat vad?", "Who has promised what?")

// agreedOf says in one sentence how far apart those are who have a target of the measure.
func agreedOf(all []Series) language.Text {
	var with []Held
	for _, s := range all {
		for _, t := range s.Targets {
			with = append(with, t.Held)
		}
	}
	n := agreementsOf(with)
	switch {
	case n == 0:
		return language.T("*Ingen* av de överenskommelser som visas har ett mål för det här.", "*None* of the agreements shown has a target for this.")
	case len(all) == 1:
		return language.T("*%s* har ett mål här: %s.", "*%s* with a target here: %s.").With(agreements(n), all[0].spread())
	}
	return language.T("*%s* har mål här, av %d slag som jämförs vart för sig.", "*%s* with targets here, of %d kinds that are compared each by itself.").With(agreements(n), len(all))
}

// section is one distribution: in words and figures, and drawn when there is something to compare.
func (s Series) section(r *web.Request, i int) templ.Component {
	title := language.T("%s (%s)", "%s (%s)").With(upper(s.What()), strings.Join(s.Numbers, ", ")) // two series may be of the same sort
	facts := []ui.Fact{ui.F(r.Say(language.T("Lovas av", "Promised by")), r.Say(s.By.Name())), ui.F(r.Say(language.T("Antal mål", "Number of targets")), language.Number(len(s.Targets))),
		ui.F(r.Say(language.T("Mål", "Target")), r.Say(s.spread()))}
	low, ok := s.Percentile(10)
	if high, sure := s.Percentile(90); ok && sure {
		facts = append(facts, ui.F(r.Say(language.T("De flesta", "Most")), r.Say(language.T("%s till %s (10:e till 90:e percentilen)", "%s to %s (10th to 90th percentile)").With(s.Said(low), s.Said(high)))))
	}
	parts := []templ.Component{ui.KeyValues(facts...)}
	if len(s.Targets) < Few {
		parts = append(parts, ui.Note(r.Say(language.Plural(len(s.Targets), language.T("Bara %d överenskommelse har ett sådant mål. Det säger inget om landet.", "Only %d agreement has such a target. It says nothing of the country."),
			language.T("Bara %d överenskommelser har ett sådant mål. Det är för få för att säga något om landet.", "Only %d agreements have such a target. They are too few to say anything of the country.")))))
	}
	if len(s.Targets) > 1 {
		parts = append(parts, s.chart(r, i))
	}
	return ui.SectionOf(fmt.Sprintf("serie-%d", i+1), r.Say(title), parts...)
}

// chart draws how many have each target; the reader's own agreement is marked.
func (s Series) chart(r *web.Request, i int) templ.Component {
	c := ui.Chart{Lang: r.Lang, ID: fmt.Sprintf("diagram-%d", i+1), Title: r.Say(language.T("Så många har varje mål", "How many have each target")), Shape: ui.Bars, Whole: true,
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
