package agreement

import (
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Input is a file to take in and what must be told beside it.
type Input struct {
	Reader io.Reader
	Name   string        // the file's name
	From   calendar.Date // first day in force of every row, for a list without dates
	To     calendar.Date // last day in force of every row, included; zero until further notice
	Kind   Kind          // template of rows that do not tell; empty is UnknownKind
	DryRun bool          // report, write nothing
}

// origin is the source of what a file without a source column says.
func (in Input) origin() string {
	name := path.Base(strings.ReplaceAll(in.Name, `\`, "/"))
	if in.Name == "" {
		return ""
	}
	return name
}

// Report is what an import did, or would do, row by row.
type Report struct {
	Name    string      `json:"name"`
	DryRun  bool        `json:"dryRun"`
	Written bool        `json:"written"` // something was written
	Rows    []RowReport `json:"rows"`    // in the file's order
}

// RowReport is what happens with one row.
type RowReport struct {
	Row       int             `json:"row"` // the heading is row 1
	Code      string          `json:"code,omitempty"`
	Name      string          `json:"name,omitempty"` // of the municipality, in the directory
	Outcome   Outcome         `json:"outcome"`
	Fields    []string        `json:"fields,omitempty"`    // what changes
	Agreement string          `json:"agreement,omitempty"` // id, once registered
	Reasons   []language.Text `json:"reasons,omitempty"`   // why refused, with the column and the remedy
}

// Count is how many rows have an outcome.
func (r Report) Count(o Outcome) int {
	n := 0
	for _, row := range r.Rows {
		if row.Outcome == o {
			n++
		}
	}
	return n
}

// Sentence sums the report up.
func (r Report) Sentence() language.Text {
	t := language.T
	counts := t("%s, %s, %s, %s.", "%s, %s, %s, %s.").With(
		language.Plural(r.Count(Added), t("%d ny", "%d new"), t("%d nya", "%d new")),
		language.Plural(r.Count(Changed), t("%d ändrad", "%d changed"), t("%d ändrade", "%d changed")),
		language.Plural(r.Count(Unchanged), t("%d oförändrad", "%d unchanged"), t("%d oförändrade", "%d unchanged")),
		language.Plural(r.Count(Refused), t("%d nekad", "%d refused"), t("%d nekade", "%d refused")))
	switch {
	case r.Count(Refused) > 0:
		return language.T("Inget har sparats. %s", "Nothing has been saved. %s").With(counts)
	case r.DryRun:
		return language.T("Provläsning: inget har sparats. %s", "Trial run: nothing has been saved. %s").With(counts)
	case !r.Written:
		return language.T("Registret var redan så. Inget har ändrats. %s", "The register was already so. Nothing has been changed. %s").With(counts)
	}
	return language.T("Klart. %s", "Done. %s").With(counts)
}

// fill makes the rows of the report of what is planned and what is wrong.
func (r *Report) fill(plans []planned, from *reader, problems []fault.Problem) {
	at := map[int]int{}
	r.Rows = nil
	for _, p := range plans {
		for _, l := range p.lines {
			at[l.row] = len(r.Rows)
			r.Rows = append(r.Rows, RowReport{Row: l.row, Code: l.code, Name: from.known.places[l.code].Sv,
				Outcome: p.outcome, Fields: p.fields, Agreement: p.after.ID})
		}
	}
	for _, p := range problems {
		if p.Row < 2 {
			continue
		}
		i, have := at[p.Row]
		if !have {
			i = len(r.Rows)
			at[p.Row] = i
			code := from.codes[p.Row]
			r.Rows = append(r.Rows, RowReport{Row: p.Row, Code: code, Name: from.known.places[code].Sv})
		}
		r.Rows[i].Outcome, r.Rows[i].Fields, r.Rows[i].Agreement = Refused, nil, ""
		r.Rows[i].Reasons = append(r.Rows[i].Reasons, reason(p))
	}
	slices.SortFunc(r.Rows, func(x, y RowReport) int { return cmp.Compare(x.Row, y.Row) })
}

func reason(p fault.Problem) language.Text {
	if p.Column == "" {
		return p.Text
	}
	return language.T("kolumn %s: %s", "column %s: %s").With(p.Column, p.Text)
}

func problemsOf(err error) []fault.Problem {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Problems
	}
	return nil
}
