package directory

import (
	"errors"
	"io"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// Input is a file of boards or offices to take in.
type Input struct {
	Reader io.Reader
	Name   string        // the file's name
	From   calendar.Date // first day of what the file changes about what is there; zero puts it right instead
	DryRun bool          // report, write nothing
}

// Outcome is what happens with a row of a file.
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

// Report is what an import did, or would do, row by row.
type Report struct {
	Name    string      `json:"name"`
	DryRun  bool        `json:"dryRun"`
	Written bool        `json:"written"` // something was written
	Rows    []RowReport `json:"rows"`    // in the file's order
}

// RowReport is what happens with one row.
type RowReport struct {
	Row     int             `json:"row"` // the heading is row 1
	What    string          `json:"what,omitempty"`
	Outcome Outcome         `json:"outcome"`
	Reasons []language.Text `json:"reasons,omitempty"` // why refused, with the column and the remedy
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
	counts := language.T("%d nya, %d ändrade, %d oförändrade, %d nekade.", "%d new, %d changed, %d unchanged, %d refused.").
		With(r.Count(Added), r.Count(Changed), r.Count(Unchanged), r.Count(Refused))
	switch {
	case r.Count(Refused) > 0:
		return language.T("Inget har sparats. %s", "Nothing has been saved. %s").With(counts)
	case r.DryRun:
		return language.T("Provläsning: inget har sparats. %s", "Trial run: nothing has been saved. %s").With(counts)
	case !r.Written:
		return language.T("Katalogen var redan så. Inget har ändrats. %s", "The directory was already so. Nothing has been changed. %s").With(counts)
	}
	return language.T("Klart. %s", "Done. %s").With(counts)
}

// refuse puts the problems of a file at their rows.
func (r *Report) refuse(problems []fault.Problem) {
	for _, p := range problems {
		if p.Row < 2 {
			continue
		}
		i := slices.IndexFunc(r.Rows, func(row RowReport) bool { return row.Row == p.Row })
		if i < 0 {
			i = len(r.Rows)
			r.Rows = append(r.Rows, RowReport{Row: p.Row})
		}
		r.Rows[i].Outcome = Refused
		text := p.Text
		if p.Column != "" {
			text = language.T("kolumn %s: %s", "column %s: %s").With(p.Column, p.Text)
		}
		r.Rows[i].Reasons = append(r.Rows[i].Reasons, text)
	}
	slices.SortStableFunc(r.Rows, func(a, b RowReport) int { return a.Row - b.Row })
}

// problemsOf are the problems that a fault names.
func problemsOf(err error) []fault.Problem {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f.Problems
	}
	return nil
}

// reading is a file being read: its table, and what has been found wrong with it.
type reading struct {
	table    *sheet.Table
	problems []fault.Problem
}

// wrong notes what is wrong with a cell, under the heading that the file has for it.
func (in *reading) wrong(row sheet.Row, column string, t language.Text) {
	in.problems = append(in.problems, fault.Cell(row.Number, in.table.HeadingOf(column), t))
}

// cell is what a row says in a column.
func (in *reading) cell(row sheet.Row, column string) string { return in.table.Cell(row, column) }

// date reads a cell that holds a date or nothing.
func (in *reading) date(row sheet.Row, column string) calendar.Date {
	d, err := optionalDate(in.cell(row, column))
	var f *fault.Fault
	if errors.As(err, &f) {
		in.wrong(row, column, f.Text)
	}
	return d
}

// details notes what the rules say of details, each at the column that the field came from.
func (in *reading) details(row sheet.Row, check func(*problems)) {
	var p problems
	check(&p)
	for _, each := range p {
		in.wrong(row, each.Field, each.Text)
	}
}

// said gives what a row says in a column, or what is known when the file has no such column.
func (in *reading) said(row sheet.Row, column, known string) string {
	if !in.table.Knows(column) {
		return known
	}
	return tidy(in.cell(row, column))
}

// bring makes the history that a row asks for: other details from the input's day on, or put right, and other ends.
func bring[D comparable](h History[D], from calendar.Date, d D, span Validity) (History[D], error) {
	out := h
	if d != h.Last().Details {
		e := Edit{From: from, Correct: from.IsZero()}
		if e.Correct {
			e.From = h.Last().From
		}
		changed, err := revise(h, e, d, func(*problems) {})
		if err != nil {
			return nil, err
		}
		out = changed
	}
	if span != out.Span() {
		return out.Within(span)
	}
	return out, nil
}
