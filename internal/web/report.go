package web

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
)

// mostReported is how many rows of a report a page shows; those refused come first.
const mostReported = 500

// ReportTable shows what happens with each row of a file. field says what a changed field is called; nil when a report
// names no fields.
func ReportTable(r *Request, report sheet.Report, field func(string) language.Text) ui.Table {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "rapport", Caption: r.Say(t("Rad för rad", "Row by row")), Tight: true, Columns: []ui.Column{
		{Label: r.Say(t("Rad", "Row")), Number: true}, {Label: r.Say(t("Vad raden gäller", "What the row is about")), RowHeader: true},
		{Label: r.Say(t("Vad händer", "What happens"))}, {Label: r.Say(t("Vad som ändras eller är fel", "What changes or is wrong"))}}}
	for _, refused := range []bool{true, false} {
		for _, row := range report.Rows {
			if (row.Outcome == sheet.Refused) == refused && len(table.Rows) < mostReported {
				table.Rows = append(table.Rows, reportRow(r, row, field))
			}
		}
	}
	if n := len(report.Rows) - len(table.Rows); n > 0 {
		table.Note = ui.Text(r.Say(language.Plural(n, t("%d rad till visas inte här.", "%d more row is not shown here."), t("%d rader till visas inte här.", "%d more rows are not shown here."))))
	}
	return table
}

func reportRow(r *Request, row sheet.RowReport, field func(string) language.Text) ui.Row {
	level := map[sheet.Outcome]ui.Level{sheet.Added: ui.Good, sheet.Changed: ui.Info, sheet.Refused: ui.Bad}[row.Outcome]
	var why []string
	for _, reason := range row.Reasons {
		why = append(why, r.Say(reason))
	}
	for _, f := range row.Fields {
		why = append(why, r.Say(field(f)))
	}
	out := ui.Row{Cells: []templ.Component{ui.Text(strconv.Itoa(row.Row)), ui.Text(row.What),
		ui.StatusChip(ui.Status{Level: level, Words: r.Say(row.Outcome.Label())}), ui.Text(strings.Join(why, "; "))}}
	if row.Outcome == sheet.Refused {
		out.Level = ui.Bad
	}
	return out
}
