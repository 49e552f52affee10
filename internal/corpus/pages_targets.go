package corpus

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/template"
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

// targetsPage is the distribution of the targets of every metric that somebody has promised something on, clause by clause.
func (v *View) targetsPage(r *web.Request) (web.Response, error) {
	a, c, err := v.country(r)
	if err != nil {
		return web.Response{}, err
	}
	current, err := template.Current(r.Context(), v.DB)
	if err != nil {
		return web.Response{}, err
	}
	all, err := Compared(r.Context(), v.DB, c, "")
	if err != nil {
		return web.Response{}, err
	}
	shown := all
	if w := wantedOf(r); w.some() {
		shown = w.of(r.Lang, all)
	}
	l := seriesList(r, shown)
	if r.Format() != "" {
		return l.Export(r)
	}
	filter, err := v.filter(r, a, targetsPath, wantedOf(r).fields(r, current.Doc)...)
	if err != nil {
		return web.Response{}, err
	}
	list, err := byClause(r, current.Doc, shown)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayTargets), r.Say(language.T("Läget %s", "As of %s").With(a.Day))), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(promised(all, len(c.Held))))}),
		filter, list, ui.Note(r.Say(sayHowCounted)))
	return web.Page(sayTargets, body).Frame(crumbs(r, ui.Link{Label: r.Say(sayTexts), Href: textsPath}, ui.Link{Label: r.Say(sayTargets)})).Part("mal", list), nil
}

var sayHowCounted = language.T("Bara mål som mäter samma sak på samma sätt under lika lång tid, och som lovas av samma part, jämförs med varandra. 10:e och 90:e percentilen finns i filerna när minst 10 har ett mål.",
	"Only targets that measure the same thing in the same way over the same time, promised by the same side, are compared. The 10th and 90th percentiles are in the files when at least 10 have a target.")

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

// byClause is the list with one fold for each clause. They are open when few are left to see.
func byClause(r *web.Request, doc clause.Document, all []Series) (templ.Component, error) {
	const few = 12
	head, err := seriesList(r, all).Table(r)
	if err != nil {
		return nil, err
	}
	head.ID, head.Rows, head.Columns, head.Caption = "mal", nil, nil, ""
	head.Count = r.Say(language.Plural(len(all), language.T("%d mål att jämföra, efter paragraf", "%d target to compare, by clause"), language.T("%d mål att jämföra, efter paragraf", "%d targets to compare, by clause")))
	head.Empty = ui.Empty{Text: r.Say(language.T("Inget åtagande som visas här har ett mål i Samsyn.", "No commitment shown here has a target in Samsyn."))}
	if len(all) == 0 {
		return ui.TableOf(head), nil
	}
	open := len(all) <= few
	var folds []templ.Component
	for len(all) > 0 {
		id := all[0].Clause
		n := 1
		for n < len(all) && all[n].Clause == id {
			n++
		}
		t, err := seriesList(r, all[:n]).Table(r)
		if err != nil {
			return nil, err
		}
		t.Links, t.Tight = nil, true
		t.Columns[0].Wide = true
		t.Caption = r.Say(clauseName(doc, id))
		folds = append(folds, ui.Fold(ui.FoldOf{ID: "paragraf-" + id, Title: t.Caption, Count: r.Say(language.Plural(n, language.T("%d mål", "%d target"), language.T("%d mål", "%d targets"))),
			Open: open, Body: ui.TableOf(t)}))
		all = all[n:]
	}
	return ui.ListOf(head, folds...), nil
}

// clauseName is a clause as it is spoken of, or its id when the template no longer has it.
func clauseName(doc clause.Document, id string) language.Text {
	if c, no := doc.Clause(id); no > 0 {
		return title(no, c)
	}
	return language.T("Paragraf %s, inte i mallen", "Clause %s, not in the template").With(id)
}

// spread says the targets in one cell: one value when all have the same, else from where to where and the middle.
func (s Series) spread() language.Text {
	if s.Min() == s.Max() {
		return s.Said(s.Min())
	}
	return language.T("%s till %s, median %s", "%s to %s, median %s").With(s.Said(s.Min()), s.Said(s.Max()), s.Said(s.Median()))
}

// seriesList is the distributions as page and files have them: the page says in one cell what files have in five columns.
func seriesList(r *web.Request, all []Series) web.List[Series] {
	number := func(heading language.Text, v func(Series) (clause.Number, bool)) web.Column[Series] {
		return web.Column[Series]{Heading: heading, Number: true, FileOnly: true, Value: func(s Series) any {
			if n, ok := v(s); ok {
				return n.Float()
			}
			return nil
		}}
	}
	sure := func(v func(Series) clause.Number) func(Series) (clause.Number, bool) {
		return func(s Series) (clause.Number, bool) { return v(s), true }
	}
	tenth := func(p int) func(Series) (clause.Number, bool) {
		return func(s Series) (clause.Number, bool) { return s.Percentile(p) }
	}
	return web.List[Series]{Title: sayTargets, File: "mal", Rows: web.Rows(all), Columns: []web.Column[Series]{
		{Heading: language.T("Mått", "Measure"), RowHeader: true, Value: func(s Series) any { return s.name() },
			Cell: func(s Series) templ.Component {
				return ui.Stack(ui.A(metricPath(s.Metric), r.Say(s.name())), ui.Text(r.Say(s.What())))
			}},
		{Heading: language.T("Måttets id", "Id of the measure"), FileOnly: true, Value: func(s Series) any { return s.Metric }},
		{Heading: language.T("Mål för", "Target for"), FileOnly: true, Value: func(s Series) any { return s.What() }},
		{Heading: language.T("Åtagande", "Commitment"), Value: func(s Series) any { return strings.Join(s.Numbers, ", ") }},
		{Heading: language.T("Lovas av", "Promised by"), Value: func(s Series) any { return s.By.Name() }},
		{Heading: language.T("Så många har det", "So many have it"), Number: true, Value: func(s Series) any { return len(s.Targets) }},
		{Heading: language.T("Mål", "Target"), Value: func(s Series) any { return s.spread() }},
		number(language.T("Lägst", "Lowest"), sure(Series.Min)), number(language.T("10 %", "10 %"), tenth(10)), number(language.T("Median", "Median"), sure(Series.Median)),
		number(language.T("90 %", "90 %"), tenth(90)), number(language.T("Högst", "Highest"), sure(Series.Max)),
	}}
}
