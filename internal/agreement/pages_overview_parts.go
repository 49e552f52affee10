package agreement

import (
	"fmt"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// MapTable is the table twin of the map: every municipality. The front page shows it too.
func MapTable(l language.Lang, c Coverage) ui.Table {
	t := ui.Table{Lang: l, ID: "tabell", Caption: sayMapTitle.In(l), Tight: true, Columns: []ui.Column{
		{Label: sayMunicipality.In(l), RowHeader: true}, {Label: sayCounty.In(l)}, {Label: sayState.In(l)}, {Label: sayTo.In(l)}}}
	for _, p := range c.Places {
		last := ""
		if p.HasAgreement() {
			last = lastSaid(p.Last).In(l)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(p.Path(), p.Name), ui.Text(p.CountyName), ui.StatusChip(p.status(l)), ui.Text(last)}})
	}
	return t
}

func withoutSection(r *web.Request, c Coverage) templ.Component {
	missing := c.Without()
	title, id := r.Say(sayWithoutTitle), "saknar"
	if len(missing) == 0 {
		return ui.SectionIntro(id, title, "", ui.Paragraph(r.Say(sayWithoutNone)))
	}
	t := ui.Table{Lang: r.Lang, Caption: title, Tight: true, Columns: []ui.Column{
		{Label: r.Say(sayMunicipality), RowHeader: true}, {Label: r.Say(sayCounty)}, {Label: r.Say(sayState)}, {Label: r.Say(saySince)}, {Label: r.Say(sayNext)}}}
	for _, p := range missing {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(p.Path(), p.Name), ui.Text(p.CountyName), ui.StatusChip(p.status(r.Lang)),
			ui.Text(r.Say(dateOr(p.Since, sayNotKnown))), ui.Text(r.Say(dateOr(p.Next, language.Same("–"))))}})
	}
	return ui.SectionIntro(id, title, r.Say(sayWithoutIntro.With(without(len(missing)))), ui.TableOf(t))
}

func endingSection(r *web.Request, c Coverage) templ.Component {
	ending := c.Ending()
	title, id := r.Say(sayEndingTitle), "loper-ut"
	if len(ending) == 0 {
		return ui.SectionIntro(id, title, "", ui.Paragraph(r.Say(sayEndingNone)))
	}
	slices.SortStableFunc(ending, func(a, b Covered) int { return a.Last.Compare(b.Last) })
	t := ui.Table{Lang: r.Lang, Caption: title, Tight: true, Columns: []ui.Column{
		{Label: r.Say(sayMunicipality), RowHeader: true}, {Label: r.Say(sayTo)}, {Label: r.Say(sayDaysLeft), Number: true}, {Label: r.Say(sayRenewed)}}}
	for _, p := range ending {
		next := ui.Status{Level: ui.Warn, Words: r.Say(sayNotYetDone)}
		if p.Renewed {
			next = ui.Status{Level: ui.Good, Words: r.Say(sayYes)}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A("/overenskommelser/"+p.Agreement, p.Name), ui.Text(p.Last.String()),
			ui.Text(fmt.Sprint(c.On.DaysUntil(p.Last))), ui.StatusChip(next)}})
	}
	return ui.SectionIntro(id, title, r.Say(sayEndingIntro.With(municipalities(len(ending)))), ui.TableOf(t))
}

// partSection is the count by county or group. filter is the register's filter of the same name, if it has one.
func partSection(r *web.Request, id string, title, label language.Text, all []Part, filter string) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(title), Tight: true, Keep: true, Columns: []ui.Column{
		{Label: r.Say(label), RowHeader: true}, {Label: r.Say(sayWithNarrow), Number: true}, {Label: r.Say(sayShare), Number: true}}}
	for _, p := range all {
		name := ui.Text(p.Code + " " + p.Name)
		if filter != "" {
			name = ui.A("/overenskommelser?"+filter+"="+p.Code, p.Name)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{name, ui.Text(r.Say(saySignedOf.With(p.Signed, p.Of))),
			ui.Text(r.Say(language.Share(p.Signed, p.Of, 0)))}})
	}
	return ui.SectionIntro(id, r.Say(title), "", ui.TableOf(t))
}

func historySection(r *web.Request, series []Count) templ.Component {
	return ui.SectionIntro("historia", r.Say(sayHistory), "", ui.Parts(ui.ChartOf(historyChart(r.Lang, series)), ui.TableOf(sourceTable(r.Lang))))
}

// historyChart draws the published counts as points and the register's own as a line. Kinds are never joined.
func historyChart(l language.Lang, series []Count) ui.Chart {
	ch := ui.Chart{Lang: l, ID: "tid", Title: sayHistoryTitle.In(l), Help: sayHistoryWhat.In(l), Shape: ui.Line, Min: 0, Max: 290,
		RowLabel: sayWhen.In(l), ValueLabel: sayWith.In(l)}
	least, most := 290, 0
	for i, h := range History() {
		kind := fmt.Sprint("k", i)
		if i > 0 && h.Short == History()[i-1].Short {
			kind = fmt.Sprint("k", i-1)
		} else {
			ch.Kinds = append(ch.Kinds, ui.Kind{Key: kind, Words: h.Short.In(l)})
		}
		least, most = min(least, h.Count), max(most, h.Count)
		ch.Rows = append(ch.Rows, ui.Datum{Label: h.Said.In(l), X: yearOf(h.On), Value: float64(h.Count),
			Text: fmt.Sprint(h.Count), Kind: kind, Source: h.Who.In(l)})
	}
	ch.Sentence = sayHistorySays.With(least, most).In(l)
	if len(series) > 0 {
		ch.Kinds = append(ch.Kinds, ui.Kind{Key: "own", Words: sayOwn.In(l), Joined: true})
	}
	for _, c := range series {
		ch.Rows = append(ch.Rows, ui.Datum{Label: c.On.String(), X: yearOf(c.On), Value: float64(c.Signed),
			Text: fmt.Sprint(c.Signed), Kind: "own", Source: sayOwnSource.In(l)})
	}
	return ch
}

// sourceTable says of each published count what was counted, by whom, and where to read it.
func sourceTable(l language.Lang) ui.Table {
	t := ui.Table{Lang: l, Caption: saySources.In(l), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: sayWhen.In(l), RowHeader: true}, {Label: sayCount.In(l), Number: true}, {Label: sayWhat.In(l)}, {Label: saySource.In(l)}}}
	for _, h := range History() {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(h.Said.In(l)), ui.Text(fmt.Sprint(h.Count)), ui.Text(h.What.In(l)), ui.A(h.Source, h.Who.In(l))}})
	}
	return t
}
