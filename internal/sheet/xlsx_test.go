package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"samsyn/internal/fault"
	"samsyn/internal/sheet"
)

func workbook(t *testing.T, fill func(f *excelize.File)) *bytes.Buffer {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return &b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadsAWorkbook(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"code", "name", "valid_from", "note", "seen"}))
		must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"0114", "Upplands Väsby", time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), 12.5, time.Date(2023, 1, 1, 8, 30, 0, 0, time.UTC)}))
		must(t, f.SetSheetRow("Sheet1", "A4", &[]any{1440, "Ale"}))
		must(t, f.SetCellRichText("Sheet1", "D4", []excelize.RichTextRun{{Text: "två "}, {Text: "delar", Font: &excelize.Font{Bold: true}}}))
		own := `"den "d mmm yyyy`
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
		must(t, err)
		must(t, f.SetCellValue("Sheet1", "C4", 45000))
		must(t, f.SetCellStyle("Sheet1", "C4", "C4", style))
	})
	table, err := sheet.Read(b, "x.xlsx", sheet.Limits{})
	must(t, err)
	got := fmt.Sprint(table.Heading, table.Rows)
	want := "[code name valid_from note seen] [{3 [0114 Upplands Väsby 2023-01-01 12.5 2023-01-01 08:30:00]} {4 [1440 Ale 2023-03-15 två delar ]}]"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRefusesInAWorkbook(t *testing.T) {
	plain := func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"code", "name"}))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"0114", "Väsby"}))
	}
	for name, c := range map[string]struct {
		fill   func(f *excelize.File)
		says   string
		limits sheet.Limits
	}{
		"formula":          {fill: func(f *excelize.File) { plain(f); must(t, f.SetCellFormula("Sheet1", "B2", "=1+1")) }, says: "rad 2, kolumn name: cellen innehåller en formel"},
		"text as formula":  {fill: func(f *excelize.File) { plain(f); must(t, f.SetCellStr("Sheet1", "B2", "=1+1")) }, says: "rad 2, kolumn name: cellen innehåller en formel"},
		"row too wide":     {fill: func(f *excelize.File) { plain(f); must(t, f.SetCellStr("Sheet1", "XFD2", "långt bort")) }, says: "rad 2, kolumn name: raden har"},
		"no rows":          {fill: func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "A1", "code")) }, says: "inga rader"},
		"empty":            {fill: func(f *excelize.File) {}, says: "tom"},
		"several sheets":   {fill: func(f *excelize.File) { plain(f); _, err := f.NewSheet("Två"); must(t, err) }, says: "Sheet1, Två"},
		"no such sheet":    {fill: plain, says: "Sheet1", limits: sheet.Limits{Sheet: "Blad9"}},
		"too many rows":    {fill: func(f *excelize.File) { plain(f); must(t, f.SetCellStr("Sheet1", "A900000", "0115")) }, says: "fler än 1 rader", limits: sheet.Limits{Rows: 1}},
		"unpacks too much": {fill: plain, says: "packas upp", limits: sheet.Limits{Unpacked: 1000}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Read(workbook(t, c.fill), "x.xlsx", c.limits)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.TooLarge {
				t.Errorf("kind %s", k)
			}
		})
	}
}

func TestNamedSheetIsRead(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		_, err := f.NewSheet("Lista")
		must(t, err)
		must(t, f.SetSheetRow("Lista", "A1", &[]any{"code"}))
		must(t, f.SetSheetRow("Lista", "A2", &[]any{"0114"}))
	})
	table, err := sheet.Read(b, "", sheet.Limits{Sheet: "Lista"})
	must(t, err)
	if table.Rows[0].Cells[0] != "0114" {
		t.Errorf("got %+v", table.Rows)
	}
}

// A sheet of a gigabyte of zeros packs to a megabyte; it must be given up after the limit, not unpacked.
func TestPackedBombIsGivenUp(t *testing.T) {
	b := resheeted(t, func(w io.Writer) {
		for range 300 {
			_, err := w.Write(bytes.Repeat([]byte(" "), 1<<20))
			must(t, err)
		}
	})
	if _, err := sheet.Read(b, "bomb.xlsx", sheet.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestAnotherPackageIsNoWorkbook(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.Create("content.xml")
	must(t, err)
	must(t, z.Close())
	if _, err := sheet.Read(&b, "x.ods", sheet.Limits{}); err == nil || !strings.Contains(err.Error(), "ingen arbetsbok") {
		t.Errorf("got %v", err)
	}
}

func TestEndlessEmptyRowsAreGivenUp(t *testing.T) {
	b := resheeted(t, func(w io.Writer) {
		for range 12 {
			_, err := w.Write(bytes.Repeat([]byte("<row/>"), 1<<17))
			must(t, err)
		}
		fmt.Fprint(w, "<row><c><f>1</f></c></row>")
	})
	_, err := sheet.Read(b, "rows.xlsx", sheet.Limits{})
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Problems) != 1 {
		t.Errorf("got %v, want the number of rows refused and nothing read beyond", err)
	}
}

// resheeted is a workbook whose rows are written by fn.
func resheeted(t *testing.T, fn func(w io.Writer)) *bytes.Buffer {
	t.Helper()
	src := workbook(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "A1", "code")) })
	old, err := zip.NewReader(bytes.NewReader(src.Bytes()), int64(src.Len()))
	must(t, err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		if f.Name != "xl/worksheets/sheet1.xml" {
			must(t, z.Copy(f))
		}
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	must(t, err)
	fmt.Fprint(w, `<worksheet><sheetData>`)
	fn(w)
	fmt.Fprint(w, `</sheetData></worksheet>`)
	must(t, z.Close())
	return &b
}
