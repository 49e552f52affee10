package plan

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// soon is within how many working days the time left of a step is said.
const soon = 15

// Shown says how far a step has come: shape, words and colour.
func (s Step) Shown(today calendar.Date) (ui.Level, language.Text) {
	t := language.T
	switch {
	case s.State.over():
		if s.State == Done {
			return ui.Good, s.State.Name().Capital()
		}
		return ui.Neutral, s.State.Name().Capital()
	case s.Late(today):
		return ui.Bad, s.Due.DueIn(today).Capital()
	case s.State == Begun:
		return ui.Good, s.State.Name().Capital()
	case s.Due == today:
		return ui.Warn, s.Due.DueIn(today).Capital()
	case s.Meeting:
		return ui.Waiting, t("Väntar på möte", "Waits for a meeting")
	case calendar.WorkingDaysBetween(today, s.Due) <= soon:
		return ui.Waiting, s.Due.DueIn(today).Capital()
	}
	return ui.Waiting, s.State.Name().Capital()
}

// text is what step i of a version says; empty when the text is destroyed.
func (t Told) text(i int) string {
	if i < len(t.Content.Items) {
		return t.Content.Items[i].Text
	}
	return ""
}

// steps is the table of the steps of a version.
func (p *page) steps(v Told, id string) templ.Component {
	t := language.T
	table := ui.Table{Lang: p.r.Lang, ID: id, Caption: p.say(t("Stegen i version %d", "The steps of version %d").With(v.No)), Columns: []ui.Column{
		{Label: p.say(t("Steg", "Step")), RowHeader: true, Wide: true}, {Label: p.say(t("Ansvarig", "Responsible"))}, {Label: p.say(t("Senast", "By"))}, {Label: p.say(t("Läge", "State"))}}}
	for i, st := range v.Steps {
		text := v.text(i)
		if text == "" {
			text = p.say(t("Texten är gallrad hos er", "The text is destroyed at yours"))
		}
		level, words := st.Shown(p.today())
		row := ui.Row{Cells: []templ.Component{ui.Strong(strconv.FormatInt(st.Place, 10) + ". " + text), p.ownerOf(st), ui.Text(p.say(st.Due.DayMonth()) + yearOf(st.Due, p.today())), p.state(st, ui.Status{Level: level, Words: p.say(words)})}}
		if level == ui.Bad {
			row.Level = ui.Bad
		}
		table.Rows = append(table.Rows, row)
	}
	return ui.TableOf(table)
}

// ownerOf is who is responsible for a step, and how much it takes of the person.
func (p *page) ownerOf(st Step) templ.Component {
	who := ui.Text(p.owner(st.Responsible))
	if st.Hours == 0 {
		return who
	}
	return ui.Stack(who, ui.Note(p.say(hoursSaid(st.Hours))))
}

// state is a step's state, with what was said when it was moved.
func (p *page) state(st Step, s ui.Status) templ.Component {
	var under string
	if !st.MovedAt.IsZero() {
		by := firstName(p.o.Person.Name, p.say(Person.Name()))
		if st.MovedBy != "" {
			by = p.around.Names.Of(st.MovedBy)
		}
		under = p.say(language.T("%s, %s", "%s, %s").With(language.Same(by), calendar.DateOf(st.MovedAt.Time).String()))
	}
	if why := reasonOf(p.Reasons[st.ID]); why != "" {
		under += ": " + why
	}
	if under == "" {
		return ui.StatusChip(s)
	}
	return ui.Stack(ui.StatusChip(s), ui.Muted(under))
}

// reasonOf is what somebody wrote after the sentence that the house writes itself.
func reasonOf(body string) string {
	_, why, _ := strings.Cut(body, ". ")
	return why
}

// yearOf is the year of a day, when it is not this year.
func yearOf(d, today calendar.Date) string {
	if d.Year == today.Year {
		return ""
	}
	return " " + strconv.Itoa(d.Year)
}
