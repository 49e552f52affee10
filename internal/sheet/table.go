package sheet

import (
	"slices"
	"strings"

	"samsyn/internal/fault"
)

// Table is a heading and the sound rows under it. Cells are text: trimmed, in Unicode normal form C, dates as
// 2006-01-02, numbers without a thousands separator.
type Table struct {
	Heading []string // as written in the file
	Rows    []Row
	at      map[string]int // a known column's name → its position, after Match
}

// Row is one row with the number that a spreadsheet program shows (the heading is row 1).
type Row struct {
	Number int
	Cells  []string // as many as the heading
}

// Column is a column that a room takes.
type Column struct {
	Name     string   // the documented name
	Also     []string // other headings for the same thing
	Required bool     // the file is refused without it
}

// Match joins the file's headings with the columns a room takes. Unknown, missing and repeated headings come back as
// problems of row 1; with none, Cell reads by the documented name.
func (t *Table) Match(columns []Column) []fault.Problem {
	t.at = make(map[string]int, len(columns))
	var problems []fault.Problem
	for i, heading := range t.Heading {
		c, known := find(columns, heading)
		switch first, twice := t.at[c.Name]; {
		case !known:
			problems = append(problems, fault.Cell(1, heading, unknownHeading.With(heading, names(columns))))
		case twice:
			problems = append(problems, fault.Cell(1, heading, sameThing.With(t.Heading[first], heading)))
		default:
			t.at[c.Name] = i
		}
	}
	for _, c := range columns {
		if _, have := t.at[c.Name]; c.Required && !have {
			problems = append(problems, fault.Cell(1, c.Name, missingHeading.With(c.Name, names(columns))))
		}
	}
	return problems
}

// Cell is what a row says in a known column; empty when the file has no such column.
func (t *Table) Cell(r Row, column string) string {
	if i, ok := t.at[column]; ok && i < len(r.Cells) {
		return r.Cells[i]
	}
	return ""
}

// Knows tells whether the file has a known column.
func (t *Table) Knows(column string) bool {
	_, ok := t.at[column]
	return ok
}

// HeadingOf is what the file calls a known column, for problems that its reader must find.
func (t *Table) HeadingOf(column string) string {
	if i, ok := t.at[column]; ok {
		return t.Heading[i]
	}
	return column
}

func find(columns []Column, heading string) (Column, bool) {
	for _, c := range columns {
		if fold(c.Name) == fold(heading) || slices.ContainsFunc(c.Also, func(a string) bool { return fold(a) == fold(heading) }) {
			return c, true
		}
	}
	return Column{}, false
}

func names(columns []Column) string {
	said := make([]string, len(columns))
	for i, c := range columns {
		said[i] = c.Name
	}
	return strings.Join(said, ", ")
}

var sameWord = strings.NewReplacer(" ", "_", "-", "_", "\u00a0", "_")

// fold makes headings comparable: "Diarienummer AF" is "diarienummer_af".
func fold(heading string) string {
	return sameWord.Replace(strings.ToLower(strings.TrimSpace(heading)))
}
