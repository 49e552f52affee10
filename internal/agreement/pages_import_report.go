package agreement

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostRows is how many rows of a report the page shows; those refused come first.
const mostRows = 500

// reportSection is the report of every row.
func reportSection(r *web.Request, report Report) templ.Component {
	t := ui.Table{Lang: r.Lang, ID: "rapport", Caption: r.Say(language.T("Rad för rad", "Row by row")), Tight: true, Count: r.Say(report.Sentence()), Columns: []ui.Column{
		{Label: r.Say(language.T("Rad", "Row")), Number: true, RowHeader: true}, {Label: r.Say(sayCode)}, {Label: r.Say(sayMunicipality)},
		{Label: r.Say(language.T("Vad händer", "What happens"))}, {Label: r.Say(language.T("Vad som ändras eller är fel", "What changes or is wrong"))}}}
	for _, refused := range []bool{true, false} {
		for _, row := range report.Rows {
			if (row.Outcome == Refused) == refused && len(t.Rows) < mostRows {
				t.Rows = append(t.Rows, rowOf(r, row))
			}
		}
	}
	if n := len(report.Rows) - len(t.Rows); n > 0 {
		t.Note = ui.Text(r.Say(language.Plural(n, language.T("%d rad till visas inte här.", "%d more row is not shown here."), language.T("%d rader till visas inte här.", "%d more rows are not shown here."))))
	}
	return section("rad-for-rad", r.Say(language.T("Rad för rad", "Row by row")), "", ui.TableOf(t))
}

func rowOf(r *web.Request, row RowReport) ui.Row {
	level := map[Outcome]ui.Level{Added: ui.Good, Changed: ui.Info, Refused: ui.Bad}[row.Outcome]
	var why []string
	for _, t := range row.Reasons {
		why = append(why, r.Say(t))
	}
	for _, f := range row.Fields {
		why = append(why, r.Say(fieldName(f)))
	}
	out := ui.Row{Cells: []templ.Component{ui.Text(strconv.Itoa(row.Row)), ui.Text(row.Code), ui.Text(row.Name),
		ui.StatusChip(ui.Status{Level: level, Words: r.Say(row.Outcome.Label())}), ui.Text(strings.Join(why, "; "))}}
	if row.Outcome == Refused {
		out.Level = ui.Bad
	}
	return out
}

// columnHelp lists the columns that a file can have.
func columnHelp(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Kolumner", "Columns")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(language.T("Rubrik", "Heading")), RowHeader: true}, {Label: r.Say(language.T("Kan också heta", "May also be called"))}, {Label: r.Say(language.T("Vad den säger", "What it says"))}}}
	for _, c := range Columns() {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{written(c.Name), written(strings.Join(c.Also, ", ")), ui.Text(r.Say(columnText(c)))}})
	}
	return section("kolumner", r.Say(language.T("Vilka kolumner kan filen ha?", "Which columns can the file have?")), "", ui.TableOf(t))
}

func columnText(c sheet.Column) language.Text {
	t := language.T
	switch c.Name {
	case colCode:
		return t("Fyra siffror. Behövs alltid.", "Four digits. Always needed.")
	case colName:
		return t("Jämförs med koden.", "Compared with the code.")
	case colBoard:
		return t("Nämnd som är part; tomt är kommunstyrelsen.", "Board that is a party; empty is the executive board.")
	case colStatus:
		return t("agreement, announced eller declined; utan kolumn är alla agreement.", "agreement, announced or declined; without the column all are agreement.")
	case colID:
		return t("Samma id på flera rader: en gemensam överenskommelse.", "The same id on several rows: one joint agreement.")
	case fieldFrom:
		return t("Första dagen. Utan den kolumnen anges datum för hela filen.", "First day. Without this column the dates are given for the whole file.")
	case fieldTo:
		return t("Sista dagen, inräknad; tomt är tills vidare.", "Last day, included; empty is until further notice.")
	case fieldTerminated:
		return t("Sista dagen om den upphörde i förtid.", "Last day if it ended early.")
	case fieldKind:
		return t("template-2022, dua-2015 eller other.", "template-2022, dua-2015 or other.")
	case fieldSigned:
		return t("Dagen den undertecknades.", "The day it was signed.")
	case fieldRegistryAF:
		return sayRegistryAF
	case fieldRegistry:
		return sayRegistry
	}
	return t("Var uppgiften kommer från.", "Where the knowledge comes from.")
}
