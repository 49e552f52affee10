package agreement

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// reportSection is the report of every row.
func reportSection(r *web.Request, report sheet.Report) templ.Component {
	t := web.ReportTable(r, report, fieldName)
	t.Count = r.Say(report.Sentence())
	return ui.SectionIntro("rad-for-rad", t.Caption, "", ui.TableOf(t))
}

// columnHelp lists the columns that a file can have.
func columnHelp(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Kolumner", "Columns")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(language.T("Rubrik", "Heading")), RowHeader: true}, {Label: r.Say(language.T("Kan också heta", "May also be called"))}, {Label: r.Say(language.T("Vad den säger", "What it says"))}}}
	for _, c := range Columns() {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Code(c.Name), ui.Code(strings.Join(c.Also, ", ")), ui.Text(r.Say(columnText(c)))}})
	}
	return ui.SectionIntro("kolumner", r.Say(language.T("Vilka kolumner kan filen ha?", "Which columns can the file have?")), "", ui.TableOf(t))
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
	case colPDF:
		return t("Filens namn i zip-filen med PDF-kopior, när en sådan skickas med.", "The file’s name in the zip of PDF copies, when one is sent along.")
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
