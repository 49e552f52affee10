package agreement

import (
	"io"
	"path"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// Input is a file to take in and what must be told beside it.
type Input struct {
	Reader io.Reader
	Name   string        // the file's name
	From   calendar.Date // first day in force of every row, for a list without dates
	To     calendar.Date // last day in force of every row, included; zero until further notice
	Kind   Kind          // template of rows that do not tell; empty is UnknownKind
	DryRun bool          // report, write nothing

	copies []Copy // the PDF copies that came beside the list; nil when none did
}

// origin is the source of what a file without a source column says.
func (in Input) origin() string {
	name := path.Base(strings.ReplaceAll(in.Name, `\`, "/"))
	if in.Name == "" {
		return ""
	}
	return name
}

// into is what a file is taken into, as its report says it.
var into = language.T("Registret", "The register")

// report makes the rows of a report of what is planned and what is wrong.
func (r *reader) report(report *taking, plans []planned, problems []fault.Problem) {
	report.Rows = nil
	for _, p := range plans {
		for _, l := range p.lines {
			report.Rows = append(report.Rows, sheet.RowReport{Row: l.row, What: r.about(l.row), Outcome: p.outcome, Fields: p.fields, Thing: p.after.ID})
		}
	}
	report.Refuse(problems, r.about)
	report.Copies = r.copiesReport(plans)
}

// about names the municipality of a row as far as it is known: "0114 Upplands Väsby".
func (r *reader) about(row int) string {
	code := r.codes[row]
	return strings.TrimSpace(code + " " + r.known.places[code].Sv)
}
