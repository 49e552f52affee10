package sheet

import (
	"cmp"
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Outcome is what happens with a row of a file that a room takes in.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "new"
	Changed   Outcome = "changed"
	Unchanged Outcome = "unchanged"
	Refused   Outcome = "refused"
)

// Label is the outcome in words.
func (o Outcome) Label() language.Text {
	switch o {
	case Added:
		return language.T("ny", "new")
	case Changed:
		return language.T("ändrad", "changed")
	case Unchanged:
		return language.T("oförändrad", "unchanged")
	}
	return language.T("nekad", "refused")
}

// Report is what taking in a file did, or would do, row by row.
type Report struct {
	Name    string        // the file's name
	Into    language.Text // what it is taken into: "Registret"
	DryRun  bool
	Written bool        // something was written
	Rows    []RowReport // in the file's order
}

// RowReport is what happens with one row.
type RowReport struct {
	Row     int    // the heading is row 1
	What    string // what the row is about
	Outcome Outcome
	Fields  []string        // what changes
	Thing   string          // id of what the row is about, once there is one
	Reasons []language.Text // why refused, with the column and the remedy
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

// Writes is how many rows ask for something to be written.
func (r Report) Writes() int { return r.Count(Added) + r.Count(Changed) }

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
		return t("Inget har sparats. %s", "Nothing has been saved. %s").With(counts)
	case r.DryRun:
		return t("Provläsning: inget har sparats. %s", "Trial run: nothing has been saved. %s").With(counts)
	case !r.Written:
		return t("%s var redan så. Inget har ändrats. %s", "%s was already so. Nothing has been changed. %s").With(r.Into, counts)
	}
	return t("Klart. %s", "Done. %s").With(counts)
}

// Refuse puts the problems of a file at their rows, and the rows in order. about says what a row is about that is not
// in the report yet; nil says nothing of it.
func (r *Report) Refuse(problems []fault.Problem, about func(row int) string) {
	at := make(map[int]int, len(r.Rows))
	for i, row := range r.Rows {
		at[row.Row] = i
	}
	for _, p := range problems {
		if p.Row < 2 {
			continue
		}
		i, have := at[p.Row]
		if !have {
			i = len(r.Rows)
			at[p.Row] = i
			r.Rows = append(r.Rows, RowReport{Row: p.Row})
			if about != nil {
				r.Rows[i].What = about(p.Row)
			}
		}
		row := &r.Rows[i]
		row.Outcome, row.Fields, row.Thing = Refused, nil, ""
		row.Reasons = append(row.Reasons, reason(p))
	}
	slices.SortFunc(r.Rows, func(x, y RowReport) int { return cmp.Compare(x.Row, y.Row) })
}

func reason(p fault.Problem) language.Text {
	if p.Column == "" {
		return p.Text
	}
	return language.T("kolumn %s: %s", "column %s: %s").With(p.Column, p.Text)
}

// mostProblems is how many problems are told of one file; its report has them all.
const mostProblems = 100

// Refusal is the fault of a file with problems, told as far as there is room; nil when there are none.
func Refusal(problems []fault.Problem) error {
	if len(problems) > mostProblems+1 {
		more := fault.Problem{Text: andMore.With(len(problems) - mostProblems)}
		problems = append(problems[:mostProblems:mostProblems], more)
	}
	return Join(nil, problems...)
}

var andMore = language.T("och %d fel till, som står i rapporten", "and %d more faults, which are in the report")
