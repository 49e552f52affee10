package commitment

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// list is the commitments as a table and as files; the files hold more columns.
func list(r *web.Request, title language.Text, all []Held, day calendar.Date, turns map[string]Turnout) web.List[Held] {
	file := func(heading language.Text, value func(Held) any) web.Column[Held] {
		return web.Column[Held]{Heading: heading, FileOnly: true, Value: value}
	}
	out := web.List[Held]{Title: title, File: "ataganden", Rows: web.Rows(all), Columns: []web.Column[Held]{
		{Heading: sayNumber, RowHeader: true, Value: func(h Held) any { return h.Number }, Cell: func(h Held) templ.Component { return ui.A(h.Path(), h.Number) }},
		file(sayClause, func(h Held) any { return h.clauseSaid() }),
		{Heading: sayPromise, Value: func(h Held) any { return h.Commitment.Text }, Cell: func(h Held) templ.Component { return h.promise(r) }},
		{Heading: sayBy, Value: func(h Held) any { return h.Commitment.By.Name() }},
		file(sayTarget, func(h Held) any { return h.Commitment.Goals() }),
		{Heading: saySince, Value: func(h Held) any { return h.Since }, Cell: func(h Held) templ.Component { return h.sinceWhen(r) }},
		file(sayFrom, func(h Held) any { return h.From }), file(sayTo, func(h Held) any { return h.To }),
		file(sayMeasured, func(h Held) any { return h.measuredSaid() }),
		file(sayMetrics, func(h Held) any { return metricNames(h.Commitment, r.Lang) }),
		file(sayMirrors, func(h Held) any { return h.Commitment.Mirrors }), file(sayRelief, func(h Held) any { return yes(h.Commitment.Relief) }),
		file(sayReason, func(h Held) any { return h.Commitment.Reason }), file(sayDeviation, func(h Held) any { return deviations(h, r.Lang) }),
		{Heading: sayState, Value: func(h Held) any { return h.status(day, r.Lang).Words }, Cell: func(h Held) templ.Component { return ui.StatusChip(h.status(day, r.Lang)) }},
	}}
	if len(turns) == 0 {
		return out
	}
	last := len(out.Columns) - 1
	out.Columns = slices.Insert(out.Columns, last, web.Column[Held]{Heading: sayTurnout, Value: func(h Held) any { return turns[h.Number].words(r) }, Cell: func(h Held) templ.Component { return turns[h.Number].Cell(r) }})
	return out
}

// words is a turnout in a file.
func (t Turnout) words(r *web.Request) string {
	if t.Said.IsZero() {
		return ""
	}
	return r.Say(t.Said) + ", " + t.Status.Words
}

// Cell is a turnout in a table: the verdict, and the figure under it.
func (t Turnout) Cell(r *web.Request) templ.Component {
	if t.Said.IsZero() {
		return ui.Text("")
	}
	return ui.Stack(ui.StatusChip(t.Status), ui.A(t.Path, r.Say(t.Said)))
}

// promise is what is promised, with its target under it.
func (h Held) promise(r *web.Request) templ.Component {
	return ui.Stack(ui.Text(r.Say(h.Commitment.Text)), ui.Text(r.Say(h.Commitment.Goals())))
}

// sinceWhen is since when it is promised, with whether this program measures it under it.
func (h Held) sinceWhen(r *web.Request) templ.Component {
	measured := h.measuredSaid()
	if recorded, of := h.Measured(); h.From == h.Since && of > 0 && recorded == of { // the day stands above already
		measured = language.T("mäts", "measured")
	}
	return ui.Stack(ui.Text(h.Since.String()), ui.Text(r.Say(measured)))
}

func yes(b bool) language.Text {
	if b {
		return sayYes
	}
	return sayNo
}

// clauseSaid is the commitment's clause: "§ 9 Frågor om enskilda".
func (h Held) clauseSaid() language.Text {
	return language.T("§ %d %s", "§ %d %s").With(h.ClauseNo, h.Heading)
}

// metricNames are the names of what a commitment is measured by.
func metricNames(c clause.Commitment, l language.Lang) string {
	var names []string
	for _, m := range c.Measures {
		names = append(names, metricName(m.Metric).In(l))
	}
	return strings.Join(names, "; ")
}

// metricName is a measure's name in the catalogue, or its id when it is not there.
func metricName(id string) language.Text {
	if m, ok := fact.Find(id); ok {
		return m.Name
	}
	return language.Same(id)
}

// deviations are what the parties have agreed otherwise about a commitment, in words.
func deviations(h Held, l language.Lang) string {
	var said []string
	for _, d := range h.Deviations {
		said = append(said, strings.TrimSpace(d.Kind.Name().In(l)+": "+d.Text)+" ("+d.Reason+")")
	}
	return strings.Join(said, "; ")
}
