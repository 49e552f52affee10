package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/calendar"
)

// Writer writes a table row by row, in memory that does not grow with the rows. A cell is a string, a whole number,
// a float64, a bool, a calendar.Date, a time.Time, anything with a String method, or nil for an empty cell.
type Writer interface {
	WriteRow(cells []any) error // keeps nothing of the cells
	Close() error               // what is written is whole only after it; it does not close the io.Writer beneath
}

// CSV writes UTF-8 with a mark and semicolons, the form that Swedish spreadsheet programs open by a click: decimal
// comma, dates as 2006-01-02, no formula ever.
type CSV struct {
	to   *bufio.Writer
	wide int
	row  []byte
}

// csvAtOnce is how many bytes of a file are sent at a time.
const csvAtOnce = 32 << 10

var _, _ Writer = (*CSV)(nil), (*XLSX)(nil)

// NewCSV begins a CSV file with its heading.
func NewCSV(w io.Writer, columns []string) (*CSV, error) {
	c := &CSV{to: bufio.NewWriterSize(w, csvAtOnce), wide: len(columns)}
	if _, err := c.to.WriteString(utf8Mark); err != nil {
		return nil, err
	}
	return c, c.WriteRow(anys(columns))
}

// WriteRow writes one row, as wide as the heading.
func (c *CSV) WriteRow(cells []any) error {
	if len(cells) != c.wide {
		return fmt.Errorf("sheet: a row of %d cells under a heading of %d", len(cells), c.wide)
	}
	row := c.row[:0]
	for i, cell := range cells {
		if i > 0 {
			row = append(row, ';')
		}
		row = appendCell(row, cell)
	}
	c.row = append(row, "\r\n"...)
	_, err := c.to.Write(c.row)
	return err
}

// appendCell writes the most frequent cells without a text of their own in between; every other one, and every text that
// might need a guard or quotes, as that text.
func appendCell(row []byte, cell any) []byte {
	switch v := cell.(type) {
	case nil:
		return row
	case string:
		if harmless(v) {
			return append(row, v...)
		}
	case int64:
		return strconv.AppendInt(row, v, 10)
	case int:
		return strconv.AppendInt(row, int64(v), 10)
	case time.Time:
		return v.In(calendar.Stockholm()).AppendFormat(row, instant)
	}
	return append(row, quote(guard(plain(cell)))...)
}

// harmless tells of a text that it is written as it stands: it begins with a letter or digit and ends with a visible
// character, both of ASCII, and nothing in it divides cells or lines. Of any other text it says nothing.
func harmless(text string) bool {
	if text == "" {
		return true
	}
	first, last := text[0], text[len(text)-1]
	if !(first >= '0' && first <= '9' || first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z') || last <= ' ' || last >= 0x7f {
		return false
	}
	for i := range len(text) {
		switch text[i] {
		case ';', ',', '"', '\r', '\n':
			return false
		}
	}
	return true
}

// instant is how a time is written.
const instant = "2006-01-02 15:04:05"

// Close writes what is left.
func (c *CSV) Close() error { return c.to.Flush() }

// plain is a cell as text.
func plain(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
	case bool:
		if v {
			return "ja"
		}
		return "nej"
	case time.Time:
		return v.In(calendar.Stockholm()).Format(instant)
	}
	return fmt.Sprint(cell)
}

// guard puts an apostrophe before a text that a spreadsheet program would compute (OWASP: CSV injection).
func guard(text string) string {
	if isFormula(strings.TrimSpace(text)) || text != "" && strings.ContainsRune("\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func quote(text string) string {
	if !strings.ContainsAny(text, ";,\"\r\n") && strings.TrimSpace(text) == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

func anys(texts []string) []any {
	cells := make([]any, len(texts))
	for i, t := range texts {
		cells[i] = t
	}
	return cells
}
