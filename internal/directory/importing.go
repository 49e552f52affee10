package directory

import (
	"errors"
	"io"

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

// into is what a file is taken into, as its report says it.
var into = language.T("Katalogen", "The directory")

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
