package agreement

import (
	"fmt"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// line is one row of a file as understood.
type line struct {
	row      int
	code     string
	board    string // id of the board; empty when none is named
	sourceID string
	a        Agreement // what the row says of the agreement, without parties
	dnrAF    string
	dnr      string
	pdf      string // name of the copy in the zip beside the file; empty when none is named
}

// reader turns rows into lines and collects what is wrong.
type reader struct {
	table    *sheet.Table
	known    known
	in       Input
	problems []fault.Problem
	copied   copied
	same     func(c Copy, stored string) (bool, error) // whether a copy is what is stored already
	codes    map[int]string                            // row → the municipality code that it gives, for the report of a row with a fault in it
}

func (r *reader) wrong(row int, column string, t language.Text) {
	r.problems = append(r.problems, fault.Cell(row, r.table.HeadingOf(column), t))
}

// line understands one row. A row with a fault in it comes back all the same, with ok false.
func (r *reader) line(row sheet.Row) (l line, ok bool) {
	before := len(r.problems)
	r.codes[row.Number] = r.table.Cell(row, colCode)
	cell := func(column string) string { return r.table.Cell(row, column) }
	l = line{row: row.Number, code: cell(colCode), sourceID: cell(colID), dnrAF: cell(fieldRegistryAF), dnr: cell(fieldRegistry), pdf: cell(colPDF)}
	l.a = Agreement{Source: cell(fieldSource), Kind: r.kind(row), Standing: r.standing(row)}
	r.dates(row, &l.a)
	if r.municipality(row) {
		l.board = r.board(row)
	}
	return l, len(r.problems) == before
}

// municipality checks the code, and the name against it: a slip in one of them must not bind another municipality.
func (r *reader) municipality(row sheet.Row) bool {
	code, name := r.table.Cell(row, colCode), r.table.Cell(row, colName)
	names, exists := r.known.names[code]
	switch {
	case code == "":
		r.wrong(row.Number, colCode, needCode)
	case !directory.IsCode(code) && short(code):
		r.wrong(row.Number, colCode, shortCode.With(code, fmt.Sprintf("%04s", code)))
	case !directory.IsCode(code):
		r.wrong(row.Number, colCode, badCode)
	case !exists:
		r.wrong(row.Number, colCode, unknownCode.With(code))
	case name != "" && !called(name, names):
		r.wrong(row.Number, colName, otherName.With(code, r.known.places[code]))
	default:
		return true
	}
	return false
}

// short tells whether a spreadsheet program has probably dropped a code's leading zero.
func short(code string) bool { return len(code) == 3 && strings.Trim(code, "0123456789") == "" }

func called(name string, names []string) bool {
	key := language.SearchKey(name)
	for _, n := range names {
		if known := language.SearchKey(n); key == known || key == known+" kommun" || key == known+"s kommun" {
			return true
		}
	}
	return false
}

func (r *reader) board(row sheet.Row) string {
	code, said := r.table.Cell(row, colCode), r.table.Cell(row, colBoard)
	if said == "" {
		return ""
	}
	var have []string
	for _, b := range r.known.boards[code] {
		if language.SearchKey(b.name) == language.SearchKey(said) {
			return b.id
		}
		have = append(have, b.name)
	}
	if len(have) == 0 {
		have = []string{"–"}
	}
	r.wrong(row.Number, colBoard, unknownBoard.With(r.known.places[code], strings.Join(have, ", ")))
	return ""
}

func (r *reader) kind(row sheet.Row) Kind {
	said := r.table.Cell(row, fieldKind)
	if said == "" {
		if r.in.Kind != "" {
			return r.in.Kind
		}
		return UnknownKind
	}
	k, ok := ParseKind(said)
	if !ok {
		r.wrong(row.Number, fieldKind, unknownKind)
	}
	return k
}

func (r *reader) standing(row sheet.Row) Standing {
	if !r.table.Knows(colStatus) {
		return Concluded
	}
	s, ok := ParseStanding(r.table.Cell(row, colStatus))
	if !ok {
		r.wrong(row.Number, colStatus, unknownStanding)
	}
	return s
}

func (r *reader) dates(row sheet.Row, a *Agreement) {
	if !r.table.Knows(fieldFrom) {
		a.From, a.To = r.in.From, r.in.To
	} else {
		a.From, a.To = r.date(row, fieldFrom), r.date(row, fieldTo)
	}
	a.Signed, a.Terminated = r.date(row, fieldSigned), r.date(row, fieldTerminated)
}

func (r *reader) date(row sheet.Row, column string) calendar.Date {
	said := r.table.Cell(row, column)
	if said == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(said)
	if err != nil {
		if f, ok := err.(*fault.Fault); ok {
			r.wrong(row.Number, column, f.Text)
		}
	}
	return d
}

var (
	needCode        = language.T("kommunkoden saknas. Skriv fyra siffror, till exempel 0114", "the municipality code is missing. Enter four digits, for example 0114")
	badCode         = language.T("en kommunkod är fyra siffror, till exempel 0114. Rätta koden", "a municipality code is four digits, for example 0114. Correct the code")
	shortCode       = language.T("en kommunkod är fyra siffror; i %s har nollan först försvunnit. Skriv %s och formatera kolumnen som text", "a municipality code is four digits; in %s the leading zero is lost. Enter %s and format the column as text")
	unknownCode     = language.T("det finns ingen kommun med koden %s. Rätta koden", "there is no municipality with the code %s. Correct the code")
	otherName       = language.T("koden %s är %s, inte det namn som står här. Rätta koden eller namnet", "the code %s is %s, not the name given here. Correct the code or the name")
	unknownBoard    = language.T("nämnden finns inte i katalogen för %s. Där finns: %s. Lämna cellen tom för kommunstyrelsen, eller lägg först till nämnden i katalogen", "the board is not in the directory of %s. It has: %s. Leave the cell empty for the executive board, or add the board to the directory first")
	unknownKind     = language.T("mallen är okänd. Skriv template-2022, dua-2015 eller other, eller lämna cellen tom", "the template is unknown. Enter template-2022, dua-2015 or other, or leave the cell empty")
	unknownStanding = language.T("status är okänd. Skriv agreement (överenskommelse), announced (aviserad) eller declined (avböjd)", "the status is unknown. Enter agreement, announced or declined")
)
