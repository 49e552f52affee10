package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// textXML is a text, whole or in runs of different looks.
type textXML struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t textXML) String() string {
	var b strings.Builder
	b.WriteString(t.Text)
	for _, r := range t.Runs {
		b.WriteString(r.Text)
	}
	return unescape(b.String())
}

type cellXML struct {
	At      string    `xml:"r,attr"`
	Style   int       `xml:"s,attr"`
	Type    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   string    `xml:"v"`
	Inline  textXML   `xml:"is"`
}

// each walks over the elements of one name in a part and hands over the decoder standing at each.
func (w *workbook) each(part, name string, fn func(*xml.Decoder, xml.StartElement) error) error {
	f, err := w.open(part)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == name {
			if err := fn(d, start); err != nil {
				return err
			}
		}
	}
}

func (w *workbook) readStrings(part string) error {
	if part == "" {
		return nil
	}
	return w.each(part, "si", func(d *xml.Decoder, start xml.StartElement) error {
		var t textXML
		if err := d.DecodeElement(&t, &start); err != nil {
			return err
		}
		w.strings = append(w.strings, t.String())
		return nil
	})
}

// errEnough ends the walk over rows when nothing more is taken in.
var errEnough = errors.New("enough rows")

// tallest is how many rows a sheet can have. What a part says beyond that, empty or not, was made to keep us busy.
const tallest = 1 << 20

func (w *workbook) readRows(part string, b *builder) error {
	last, read := 0, 0
	err := w.each(part, "row", func(d *xml.Decoder, start xml.StartElement) error {
		row := last + 1
		if at, err := strconv.Atoi(attribute(start, "r")); err == nil {
			row = at
		}
		if row <= last {
			b.problem(row, "", doubleRow)
		}
		if read++; read > tallest || row > tallest {
			b.problem(last, "", manyRows.With(b.limits.Rows))
			return errEnough
		}
		last = max(row, last)
		cells, err := w.readCells(d, row, b)
		if err != nil {
			return err
		}
		b.record(row, cells)
		if b.full {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// readCells reads a row's cells to the row's end, each at its column.
func (w *workbook) readCells(d *xml.Decoder, row int, b *builder) ([]string, error) {
	var cells []string
	for {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		if end, ok := t.(xml.EndElement); ok && end.Name.Local == "row" {
			return cells, nil
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		var c cellXML
		if err := d.DecodeElement(&c, &start); err != nil {
			return nil, err
		}
		cells = w.put(cells, c, row, b)
	}
}

func (w *workbook) put(cells []string, c cellXML, row int, b *builder) []string {
	at := len(cells)
	if column := letters(c.At); column > 0 {
		at = column - 1
	}
	value := w.value(c)
	switch {
	case c.Formula != nil:
		b.problem(row, b.columnName(at), formula)
	case c.Type == "e":
		b.problem(row, b.columnName(at), errorCell.With(brief(value)))
	case at > b.limits.Columns: // one more than taken in is kept, so that the row is found too wide
		if value == "" {
			return cells
		}
		at = b.limits.Columns
	}
	for len(cells) <= at {
		cells = append(cells, "")
	}
	if c.Formula == nil && c.Type != "e" {
		cells[at] = value
	}
	return cells
}

// value is a cell's content as text.
func (w *workbook) value(c cellXML) string {
	switch c.Type {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(c.Value)); err == nil && i >= 0 && i < len(w.strings) {
			return w.strings[i]
		}
		return ""
	case "inlineStr":
		return c.Inline.String()
	case "b", "str", "e", "d":
		return unescape(c.Value)
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(c.Value), 64)
	if err != nil {
		return c.Value
	}
	if c.Style >= 0 && c.Style < len(w.dates) && w.dates[c.Style] {
		return day(n, w.from04)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// day is a spreadsheet's day number as a date, with the time of day only when there is one.
func day(n float64, from04 bool) string {
	t, err := excelize.ExcelDateToTime(n, from04)
	if err != nil || t.Year() > 9999 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	if h, m, s := t.Clock(); h+m+s > 0 {
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format("2006-01-02")
}

// letters is the number of a column by its letters in a cell's name: C12 is 3. It is 0 when there are none, and stops
// counting beyond any sheet's width.
func letters(at string) int {
	n := 0
	for _, r := range at {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return n
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape turns _x000A_, the form of characters that XML has no other way to write, back into the character.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return strings.ReplaceAll(s, "\r\n", "\n")
	}
	s = escaped.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return e
		}
		return string(rune(n))
	})
	return strings.ReplaceAll(s, "\r\n", "\n")
}
