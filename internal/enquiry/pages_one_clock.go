package enquiry

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// authorityOf gives the authority of a holder: a holder within an authority is written with its unit after a stroke.
func authorityOf(holder string) string {
	authority, _, _ := strings.Cut(holder, "/")
	return authority
}

// holder names whoever holds the question, as an authority.
func (p *one) holder(h string) language.Text { return p.names.of(authorityOf(h)) }

// reckoned unfolds how the deadline was computed: in words, and as a table of whose time it was.
func (p *one) reckoned() templ.Component {
	if p.Clock.Began.IsZero() {
		return nil
	}
	body := ui.Parts(ui.ClockWords(clockOf(p.Enquiry, p.now, p.r.Lang)), p.days(), ui.Bullets(said(p.r, p.Clock.Explain(p.now, p.holder))...), ui.TableOf(p.spans()))
	return ui.Fold(ui.FoldOf{ID: "klockan", Title: p.say(sayHowReckoned), Open: !p.told(), Body: body})
}

// span is a time that counted on somebody, or stood still.
type span struct {
	who      language.Text
	from, to time.Time
	pause    *clock.Pause
}

func (p *one) spans() ui.Table {
	t := language.T
	var list []span
	for _, h := range p.Clock.Holdings {
		list = append(list, span{who: p.holder(h.Holder), from: h.From, to: h.To})
	}
	for i := range p.Clock.Pauses {
		pause := &p.Clock.Pauses[i]
		list = append(list, span{who: p.waitedFor(pause.Category), from: pause.From, to: pause.To, pause: pause})
	}
	slices.SortStableFunc(list, func(a, b span) int { return cmp.Compare(a.from.UnixNano(), b.from.UnixNano()) })
	table := ui.Table{Lang: p.r.Lang, ID: "tider", Caption: p.say(t("Vems tid det var", "Whose time it was")), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: p.say(t("Tid hos", "Time with")), RowHeader: true}, {Label: p.say(t("Från", "From"))}, {Label: p.say(t("Till", "To"))}, {Label: p.say(t("Arbetstid", "Working time"))}}}
	for _, s := range list {
		table.Rows = append(table.Rows, ui.Row{Cells: p.spanCells(s)})
	}
	return table
}

func (p *one) spanCells(s span) []templ.Component {
	t := language.T
	to, end := t("pågår", "goes on"), s.to
	if end.IsZero() {
		end = p.now
	} else {
		to = calendar.DateTime(s.to)
	}
	if stop := p.Clock.Stop; s.pause == nil && s.to.IsZero() && !stop.IsZero() {
		to, end = calendar.DateTime(stop), stop
	}
	n := clock.Duration(calendar.OfficeHours().MinutesBetween(s.from, end))
	who, time := ui.Text(p.say(s.who)), ui.Text(p.say(n))
	if s.pause != nil {
		who = ui.StatusChip(ui.Status{Level: ui.Paused, Words: p.say(t("Paus: %s", "Pause: %s").With(s.who))})
		time = ui.Text(p.say(t("%s, räknas inte", "%s, does not count").With(n)))
	}
	return []templ.Component{who, ui.Text(p.say(calendar.DateTime(s.from))), ui.Text(p.say(to)), time}
}

// waitedFor names whom a pause waits for.
func (p *one) waitedFor(c clock.Category) language.Text {
	switch c.Waits() {
	case clock.Asker:
		return p.names.of(p.Asker)
	case clock.Person:
		return language.T("personen", "the person")
	}
	return language.T("någon annan", "somebody else")
}
