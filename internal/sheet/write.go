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
	WriteRow(cells []any) error
	Close() error // what is written is whole only after it; it does not close the io.Writer beneath
}

// CSV writes UTF-8 with a mark and semicolons, the form that Swedish spreadsheet programs open by a click: decimal
// comma, dates as 2006-01-02, no formula ever.
type CSV struct {
	to   *bufio.Writer
	wide int
}

var _, _ Writer = (*CSV)(nil), (*XLSX)(nil)

// NewCSV begins a CSV file with its heading.
func NewCSV(w io.Writer, columns []string) (*CSV, error) {
	c := &CSV{to: bufio.NewWriter(w), wide: len(columns)}
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
	for i, cell := range cells {
		if i > 0 {
			c.to.WriteByte(';')
		}
		c.to.WriteString(quote(guard(plain(cell))))
	}
	_, err := c.to.WriteString("\r\n") // the first failed write is kept by bufio and shows here
	return err
}

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
		return v.In(calendar.Stockholm()).Format("2006-01-02 15:04:05")
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
