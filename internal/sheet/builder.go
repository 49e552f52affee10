package sheet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// builder makes a Table of the records that a format's reader hands it and collects what is wrong with them.
type builder struct {
	limits   Limits
	ragged   bool // a short row is filled with empty cells: XLSX leaves out what is empty at a row's end
	table    Table
	problems []fault.Problem
	flawed   int  // row of the latest problem: that row is not among the sound ones
	full     bool // nothing more is taken in
}

func (b *builder) problem(row int, column string, t language.Text) {
	if b.full {
		return
	}
	b.flawed = row
	b.problems = append(b.problems, fault.Cell(row, column, t))
	if len(b.problems) >= b.limits.Problems {
		b.problems = append(b.problems, fault.Problem{Text: moreNotListed})
		b.full = true
	}
}

// record takes the next record: the heading first, then the rows. A record without anything in it is passed over.
func (b *builder) record(row int, cells []string) {
	for i := range cells {
		cells[i] = norm.NFC.String(strings.TrimSpace(cells[i]))
	}
	switch {
	case blank(cells):
	case b.table.Heading == nil:
		b.heading(row, cells)
	case len(b.table.Rows) >= b.limits.Rows:
		b.problem(row, "", manyRows.With(b.limits.Rows))
		b.full = true
	default:
		b.row(row, cells)
	}
}

func (b *builder) heading(row int, cells []string) {
	b.table.Heading = cells
	if len(cells) > b.limits.Columns {
		b.problem(row, "", manyColumns.With(b.limits.Columns))
		b.full = true
		return
	}
	seen := make(map[string]bool, len(cells))
	for i, h := range cells {
		switch {
		case h == "":
			b.problem(row, "", blankHeading.With(i+1))
		case seen[fold(h)]:
			b.problem(row, h, duplicateHeading.With(h))
		default:
			b.cell(row, i, h)
		}
		seen[fold(h)] = true
	}
}

func (b *builder) row(number int, cells []string) {
	want := len(b.table.Heading)
	for b.ragged && len(cells) < want {
		cells = append(cells, "")
	}
	for b.ragged && len(cells) > want && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) < want:
		b.problem(number, b.table.Heading[len(cells)], tooFew.With(len(cells), want))
	case len(cells) > want:
		b.problem(number, b.table.Heading[want-1], tooMany.With(len(cells), want))
	}
	for i, c := range cells {
		b.cell(number, i, c)
	}
	if b.flawed != number {
		b.table.Rows = append(b.table.Rows, Row{Number: number, Cells: cells})
	}
}

func (b *builder) cell(row, column int, value string) {
	heading := b.columnName(column)
	if n := utf8.RuneCountInString(value); n > b.limits.Field {
		b.problem(row, heading, overLong.With(n, b.limits.Field))
		return
	}
	if isFormula(value) {
		b.problem(row, heading, formula)
	}
	for _, r := range value {
		switch {
		case r == utf8.RuneError:
			b.problem(row, heading, lostSign)
			return
		case unseen(r):
			b.problem(row, heading, controlSign.With(r))
			return
		}
	}
}

func (b *builder) columnName(i int) string {
	if i < len(b.table.Heading) {
		return brief(b.table.Heading[i])
	}
	return ""
}

// done gives the table with its sound rows, and the fault when anything was wrong.
func (b *builder) done() (*Table, error) {
	switch {
	case len(b.problems) > 0:
		return &b.table, fault.New(fault.Invalid, refused, b.problems...)
	case b.table.Heading == nil:
		return nil, fault.New(fault.Invalid, empty)
	case len(b.table.Rows) == 0:
		return nil, fault.New(fault.Invalid, noRows)
	}
	return &b.table, nil
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}

// brief keeps a heading that is not a heading at all from filling the report.
func brief(heading string) string {
	const most = 60
	if utf8.RuneCountInString(heading) <= most {
		return heading
	}
	return string([]rune(heading)[:most]) + "…"
}

var number = regexp.MustCompile(`^[+-]?[0-9][0-9 \x{a0}\x{202f}]*([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?$`)

// isFormula tells whether a spreadsheet program would compute the text instead of showing it.
func isFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@", rune(s[0])) && !number.MatchString(s)
}

// unseen tells whether a character is invisible and can make a text look like another: control characters but for
// tab and line break, marks that turn the writing direction, and a byte order mark inside a text.
func unseen(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case unicode.IsControl(r), r == '\ufeff':
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
