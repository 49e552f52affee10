package sheet

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"samsyn/internal/calendar"
)

// XLSX writes one sheet of a workbook. Texts are stored as texts, so that none can become a formula; dates are dates.
// Rows beyond what fits in a small buffer go to a temporary file until Close.
type XLSX struct {
	to    io.Writer
	file  *excelize.File
	sheet *excelize.StreamWriter
	row   int
	wide  int
	day   int // cell style of a date
	when  int // cell style of an instant
}

// NewXLSX begins a workbook with its heading, which stays in sight when the sheet is scrolled.
func NewXLSX(w io.Writer, columns []string) (*XLSX, error) {
	x := &XLSX{to: w, file: excelize.NewFile(), wide: len(columns)}
	if err := x.begin(columns); err != nil {
		return nil, errors.Join(err, x.file.Close())
	}
	return x, nil
}

func (x *XLSX) begin(columns []string) (err error) {
	bold, err := x.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if x.day, err = x.style("yyyy-mm-dd"); err != nil {
		return err
	}
	if x.when, err = x.style("yyyy-mm-dd hh:mm:ss"); err != nil {
		return err
	}
	if x.sheet, err = x.file.NewStreamWriter(x.file.GetSheetName(0)); err != nil {
		return err
	}
	if err := x.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	heading := make([]any, len(columns))
	for i, c := range columns {
		heading[i] = excelize.Cell{StyleID: bold, Value: c}
	}
	return x.WriteRow(heading)
}

func (x *XLSX) style(format string) (int, error) {
	return x.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
}

// WriteRow writes one row, as wide as the heading.
func (x *XLSX) WriteRow(cells []any) error {
	if len(cells) != x.wide {
		return fmt.Errorf("sheet: a row of %d cells under a heading of %d", len(cells), x.wide)
	}
	x.row++
	row := make([]any, len(cells))
	for i, c := range cells {
		row[i] = x.cell(c)
	}
	return x.sheet.SetRow(fmt.Sprintf("A%d", x.row), row)
}

func (x *XLSX) cell(cell any) any {
	switch v := cell.(type) {
	case nil, string, float64, int, int64, excelize.Cell:
		return v
	case calendar.Date:
		if v.IsZero() {
			return nil
		}
		return excelize.Cell{StyleID: x.day, Value: time.Date(v.Year, v.Month, v.Day, 0, 0, 0, 0, time.UTC)}
	case time.Time:
		return excelize.Cell{StyleID: x.when, Value: wallClock(v)}
	}
	return plain(cell)
}

// wallClock is the time of day in Sweden, in the zone-less form that a spreadsheet has.
func wallClock(t time.Time) time.Time {
	t = t.In(calendar.Stockholm())
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// Close writes the workbook and removes the temporary file.
func (x *XLSX) Close() error {
	err := x.sheet.Flush()
	if err == nil {
		_, err = x.file.WriteTo(x.to)
	}
	return errors.Join(err, x.file.Close())
}
