package matter

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// comparison is what both judge, side by side: the other's answers only when both have judged.
func (p *one) comparison() templ.Component {
	if !p.Reads {
		return nil
	}
	t := language.T
	table := ui.Table{Lang: p.r.Lang, ID: "bedomningar", Caption: p.say(t("Bedömningar sida vid sida", "Judgements side by side")), Columns: []ui.Column{
		{Label: p.say(t("Behov", "Need")), RowHeader: true}, p.column(p.Desk, p.say(t("Ni bedömer", "You judge"))), p.column(p.Seen.Other, p.other()), {Label: p.say(t("Samsyn", "Shared view"))}}}
	for _, c := range p.Compared {
		if row, ok := p.compareRow(c); ok {
			table.Rows = append(table.Rows, row)
		}
	}
	mine, theirs := p.Own.Distance, p.Theirs.Distance
	table.Rows = append(table.Rows, p.row(language.T("Avstånd till arbete", "Distance to work"), mine.Name(), "", theirs.Name(), "", p.distanceView(mine, theirs), false))
	note := ui.Join(ui.Text(p.say(t("Var och en bedömer först på egen hand. Den andra sidans svar visas när båda har bedömt. ", "Each judges alone first. The other side's answers are shown when both have judged. "))), ui.A(fact.DefinitionPath(fact.Samsyn), p.say(t("Så mäts samsyn", "How a shared view is measured"))))
	table.Note = note
	return ui.SectionIntro("samsyn", p.say(t("Bedömningar sida vid sida", "Judgements side by side")), p.say(p.counted()), ui.TableOf(table))
}

// column is one side's judgement: whose it is, and under it by whom and when.
func (p *one) column(d Desk, whose string) ui.Column {
	c := ui.Column{Label: whose}
	at, by := p.When[d.Authority], p.staff[p.Account[d.Authority]]
	if !at.IsZero() && by != "" {
		c.Sub = by + ", " + calendar.DateOf(at.Time).String()
	}
	return c
}

// counted says in words how far the two see it the same way.
func (p *one) counted() language.Text {
	t := language.T
	same, differ, lacking := 0, 0, 0
	for _, c := range p.Compared {
		switch c.View() {
		case Same:
			same++
		case Differ:
			differ++
		default:
			lacking++
		}
	}
	switch {
	case !p.Both && p.TheyGave:
		return t("%s har bedömt. Ni ser deras svar när ni också har bedömt.", "%s has judged. You see their answers when you have judged too.").With(p.other())
	case !p.Both:
		return t("Ingen av er ser den andras svar förrän båda har bedömt.", "Neither of you sees the other's answers until both have judged.")
	case differ == 0:
		return t("Ni är överens om %d av %d behov som båda har bedömt.", "You agree on %d of %d needs that both have judged.").With(same, same+differ)
	}
	return t("Ni är överens om %d av %d behov som båda har bedömt. På %d ser ni olika.", "You agree on %d of %d needs that both have judged. On %d you differ.").With(same, same+differ, differ)
}

func (p *one) compareRow(c Compared) (ui.Row, bool) {
	info, _ := NeedOf(c.Need)
	mine, theirs := c.Agency, c.Municipality
	if PartOf(p.Desk.Authority) == Municipality {
		mine, theirs = theirs, mine
	}
	if info.Health && mine.Who == "" && theirs.Who == "" {
		return ui.Row{}, false
	}
	own, other := p.said(mine, p.Given), p.theirs(theirs)
	return p.row(info.Name, own, mine.Note, other, theirs.Note, p.view(c), c.View() == Differ && p.Both), true
}

func (p *one) said(a Answer, given bool) language.Text {
	switch {
	case a.Who != "":
		return a.Who.Name()
	case given:
		return language.T("Inte bedömt", "Not judged")
	}
	return language.T("Inte bedömt än", "Not judged yet")
}

func (p *one) theirs(a Answer) language.Text {
	switch {
	case !p.Both && p.TheyGave:
		return language.T("Bedömt. Visas när ni också har bedömt.", "Judged. Shown when you have judged too.")
	case !p.Both:
		return language.T("Inte bedömt än", "Not judged yet")
	}
	return p.said(a, true)
}

func (p *one) row(name, own language.Text, ownNote string, other language.Text, otherNote string, view ui.Status, differs bool) ui.Row {
	cell := func(said language.Text, note string) templ.Component {
		if said.IsZero() {
			said = language.T("–", "–")
		}
		if note == "" {
			return ui.Text(p.say(said))
		}
		return ui.Stack(ui.Text(p.say(said)), ui.Swedish(p.r.Lang, note))
	}
	row := ui.Row{Cells: []templ.Component{ui.Text(p.say(name)), cell(own, ownNote), cell(other, otherNote), ui.StatusChip(view)}}
	if differs {
		row.Level = ui.Bad
	}
	return row
}

// view is whether the two see a need the same way, and what came of their talk when they do not.
func (p *one) view(c Compared) ui.Status {
	t := language.T
	if !p.Both {
		if p.Given {
			return ui.Status{Level: ui.Waiting, Words: p.say(t("Deras bedömning saknas", "Their judgement is missing"))}
		}
		return ui.Status{Level: ui.Waiting, Words: p.say(t("Er bedömning saknas", "Your judgement is missing"))}
	}
	switch c.View() {
	case Same:
		return ui.Status{Level: ui.Good, Words: p.say(t("Överens", "Agreed"))}
	case Lacking:
		return ui.Status{Level: ui.Neutral, Words: p.say(t("Kan inte jämföras", "Cannot be compared"))}
	}
	i := slices.IndexFunc(p.Talks, func(talk Talked) bool { return talk.Need == c.Need })
	switch {
	case i >= 0 && p.Talks[i].Agreed():
		return ui.Status{Level: ui.Good, Words: p.say(t("Överens efter samtal", "Agreed after a talk"))}
	case i >= 0 && p.Talks[i].Done():
		return ui.Status{Level: ui.Warn, Words: p.say(t("Ser olika, samtal hållet", "Differ, talk held"))}
	}
	return ui.Status{Level: ui.Bad, Words: p.say(t("Inte överens", "Not agreed"))}
}

func (p *one) distanceView(mine, theirs Distance) ui.Status {
	t := language.T
	switch {
	case mine == 0 || theirs == 0:
		return ui.Status{Level: ui.Waiting, Words: p.say(t("En bedömning saknas", "A judgement is missing"))}
	case mine == theirs:
		return ui.Status{Level: ui.Good, Words: p.say(t("Överens", "Agreed"))}
	}
	return ui.Status{Level: ui.Warn, Words: p.say(t("Ser olika", "Differ"))}
}
