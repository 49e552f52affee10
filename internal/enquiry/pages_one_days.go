package enquiry

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// workdays is how many days of a week are shown: a Saturday or a Sunday never counts.
const workdays = 5

// days shows how the deadline was reckoned as a calendar, a row for each week: when the question came, which days count,
// when the clock stood still and why a day does not count. On a narrow screen each week becomes a list. The words beside
// it say the same.
func (p *one) days() templ.Component {
	weeks := p.Clock.Weeks(p.now)
	if len(weeks) == 0 {
		return nil
	}
	t := ui.Table{Lang: p.r.Lang, ID: "kalender", Caption: p.say(language.T("Dagarna som räknades", "The days that counted")), ShowCaption: true, Tight: true,
		Columns: []ui.Column{{Label: p.say(language.T("Vecka", "Week")), RowHeader: true}}}
	for _, m := range weeks[0][:workdays] {
		t.Columns = append(t.Columns, ui.Column{Label: p.say(calendar.WeekdayName(m.Date.Weekday()))})
	}
	for _, week := range weeks {
		_, no := week[0].Date.ISOWeek()
		row := ui.Row{Cells: []templ.Component{ui.Text(p.say(language.T("v. %d", "w. %d").With(no)))}}
		for _, m := range week[:workdays] {
			row.Cells = append(row.Cells, p.dayCell(m))
		}
		t.Rows = append(t.Rows, row)
	}
	return ui.TableOf(t)
}

func (p *one) dayCell(m clock.DayMark) templ.Component {
	date := p.say(language.T("%d %s", "%d %s").With(m.Date.Day, calendar.MonthName(m.Date.Month)))
	if !m.Working {
		return ui.Stack(ui.Muted(date), ui.Muted(p.say(m.Reason)))
	}
	day := ui.Text(date)
	if m.Today {
		day = ui.Join(ui.Strong(date), ui.Text(p.say(language.T("· i dag", "· today"))))
	}
	var words []string
	for _, w := range p.dayWords(m) {
		words = append(words, p.say(w))
	}
	parts := []templ.Component{ui.Text(strings.Join(words, ". "))}
	for _, pause := range m.Paused {
		parts = append(parts, ui.StatusChip(ui.Status{Level: ui.Paused, Words: p.say(pauseWords(m, pause))}))
	}
	return ui.Stack(day, ui.Parts(parts...))
}

// dayWords says what happened on a day, but for pauses.
func (p *one) dayWords(m clock.DayMark) (out []language.Text) {
	t := language.T
	if !m.Arrived.IsZero() {
		out = append(out, t("Frågan kom %s", "The question came at %s").With(calendar.Clock(m.Arrived)))
	}
	if m.No > 0 {
		out = append(out, t("Dag %d", "Day %d").With(m.No))
	}
	switch {
	case !m.Answered.IsZero():
		out = append(out, t("Besvarad %s", "Answered at %s").With(calendar.Clock(m.Answered)))
	case !m.Due.IsZero():
		out = append(out, t("Svara före %s", "Answer before %s").With(calendar.Clock(m.Due)))
	}
	return out
}

// pauseWords says for which part of a day the clock stood still.
func pauseWords(m clock.DayMark, pause clock.Pause) language.Text {
	t := language.T
	begins := calendar.DateOf(pause.From) == m.Date
	ends := !pause.To.IsZero() && calendar.DateOf(pause.To) == m.Date
	switch {
	case begins && ends:
		return t("paus %s–%s", "pause %s–%s").With(calendar.Clock(pause.From), calendar.Clock(pause.To))
	case begins:
		return t("paus från %s", "pause from %s").With(calendar.Clock(pause.From))
	case ends:
		return t("paus till %s", "pause until %s").With(calendar.Clock(pause.To))
	}
	return t("paus", "pause")
}
