package sheet_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"samsyn/internal/fault"
	"samsyn/internal/sheet"
)

func read(t *testing.T, text string) (*sheet.Table, error) {
	t.Helper()
	return sheet.Read(strings.NewReader(text), "fil.csv", sheet.Limits{})
}

func TestReadsBothSeparatorsQuotesAndMark(t *testing.T) {
	for name, text := range map[string]string{
		"comma":     "code,name\n0114,\"Upplands Väsby\"\n",
		"semicolon": "code;name\r\n0114;Upplands Väsby",
		"mark":      "\ufeffcode;name\n0114; Upplands Väsby \n\n",
		"spread":    "\ncode;name\n;\n0114;Upplands Va\u0308sby\n",
	} {
		table, err := read(t, text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := strings.Join(table.Heading, "|"); got != "code|name" {
			t.Errorf("%s: heading %q", name, got)
		}
		if len(table.Rows) != 1 || strings.Join(table.Rows[0].Cells, "|") != "0114|Upplands Väsby" {
			t.Errorf("%s: rows %+v", name, table.Rows)
		}
	}
}

func TestRowNumbersAreTheSpreadsheets(t *testing.T) {
	table, err := read(t, "a,b\n1,\"two\nlines\"\n\n3,x\n")
	if err != nil {
		t.Fatal(err)
	}
	if table.Rows[0].Number != 2 || table.Rows[1].Number != 4 || table.Rows[0].Cells[1] != "two\nlines" {
		t.Errorf("got %+v", table.Rows)
	}
}

func utf16File(order binary.ByteOrder, mark bool, text string) string {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b bytes.Buffer
	for _, u := range units {
		_ = binary.Write(&b, order, u)
	}
	return b.String()
}

func TestRefusesAFile(t *testing.T) {
	text := "code;name\n0114;Upplands Vasby\n"
	for name, c := range map[string]struct {
		in, says string
		kind     fault.Kind
		row      int
		column   string
	}{
		"empty":                     {in: "", says: "tom"},
		"only a mark":               {in: "\ufeff\n", says: "tom"},
		"only commas":               {in: ",,\n,,\n", says: "tom"},
		"no rows":                   {in: "code;name\n", says: "inga rader"},
		"UTF-16 with mark, little":  {in: utf16File(binary.LittleEndian, true, text), says: "UTF-16"},
		"UTF-16 with mark, big":     {in: utf16File(binary.BigEndian, true, text), says: "UTF-16"},
		"UTF-16 without mark":       {in: utf16File(binary.LittleEndian, false, text), says: "UTF-16"},
		"Latin-1":                   {in: "code;name\n0114;Upplands V\xe4sby\n", says: "Latin-1", row: 2, column: "name"},
		"Windows-1252":              {in: "code;name\n0114;V\xe4sby \x96 norr\n", says: "Windows-1252", row: 2, column: "name"},
		"old Excel":                 {in: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + text, says: "XLS"},
		"PDF":                       {in: "%PDF-1.7\n", says: "PDF"},
		"binary":                    {in: strings.Repeat("\x00\x01\x02abc", 100), says: "inte en tabell"},
		"another package":           {in: "PK\x03\x04 but broken", says: "skadad"},
		"20 MB and more":            {in: "a\n" + strings.Repeat("x\n", 11<<20), says: "20 MB", kind: fault.TooLarge},
		"unclosed quote":            {in: "a;b\n1;2\n3;\"x\n5;6\n", says: "stängs aldrig", row: 3, column: "b"},
		"quote within":              {in: "a;b\n1;x\"y\n", says: "citattecken", row: 2, column: "b"},
		"text after a quote":        {in: "a;b\n1;\"x\"y\n3;4\n", says: "citattecken", row: 2, column: "b"},
		"quote in the heading":      {in: "a;b\"\n1;2\n", says: "citattecken", row: 1},
		"too few":                   {in: "a;b;c\n1;2\n", says: "2 kolumner", row: 2, column: "c"},
		"too many":                  {in: "a;b\n1;2;3\n", says: "3 kolumner", row: 2, column: "b"},
		"repeated heading":          {in: "a;A \n1;2\n", says: "två gånger", row: 1, column: "A"},
		"blank heading":             {in: "a;;c\n1;2;3\n", says: "ingen rubrik", row: 1},
		"formula":                   {in: "a;b\n1;=SUM(A1)\n", says: "formel", row: 2, column: "b"},
		"formula with plus":         {in: "a;b\n1;+cmd\n", says: "formel", row: 2, column: "b"},
		"formula with at":           {in: "a;b\n1;@X\n", says: "formel", row: 2, column: "b"},
		"formula with minus":        {in: "a;b\n1;-2+3+cmd\n", says: "formel", row: 2, column: "b"},
		"formula behind a space":    {in: "a;b\n1; =1+1\n", says: "formel", row: 2, column: "b"},
		"over-long":                 {in: "a;b\n1;" + strings.Repeat("å", 4097) + "\n", says: "4097", row: 2, column: "b"},
		"NUL":                       {in: "a;b\n1;x\x00y\n", says: "U+0000", row: 2, column: "b"},
		"control":                   {in: "a;b\n1;x\x1by\n", says: "U+001B", row: 2, column: "b"},
		"turned writing direction":  {in: "a;b\n1;x\u202ey\n", says: "U+202E", row: 2, column: "b"},
		"line break of an old Mac":  {in: "a;b\n1;x\ry\n", says: "U+000D", row: 2, column: "b"},
		"character lost on the way": {in: "a;b\n1;V\ufffdsby\n", says: "förlorat", row: 2, column: "b"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, c.in)
			var f *fault.Fault
			if !errors.As(err, &f) {
				t.Fatalf("not refused: %v", err)
			}
			if c.kind != "" && f.Kind != c.kind || c.kind == "" && f.Kind != fault.Invalid {
				t.Errorf("kind %s", f.Kind)
			}
			if !strings.Contains(f.Error(), c.says) {
				t.Errorf("says %q, want %q", f.Error(), c.says)
			}
			if c.row > 0 && (len(f.Problems) != 1 || f.Problems[0].Row != c.row || f.Problems[0].Column != c.column) {
				t.Errorf("problems %+v, want row %d column %q", f.Problems, c.row, c.column)
			}
			if f.Text.En == "" || f.Text.En == f.Text.Sv {
				t.Errorf("not said in English: %q", f.Text.En)
			}
		})
	}
}

func TestNumbersAreNoFormulas(t *testing.T) {
	table, err := read(t, "a;b;c;d\n-1;+46 70 174 06 05;-1,5;-1e3\n")
	if err != nil || table.Rows[0].Cells[0] != "-1" {
		t.Errorf("%v %+v", err, table)
	}
}

func TestCollectsAllProblemsAndKeepsSoundRows(t *testing.T) {
	table, err := read(t, "a;b\n1;=x\n2;ok\n3;a;b\n4;ok\n\"5\"x;6\n")
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Problems) != 3 {
		t.Fatalf("got %v", err)
	}
	if len(table.Rows) != 2 || table.Rows[0].Number != 3 || table.Rows[1].Number != 5 {
		t.Errorf("sound rows %+v", table.Rows)
	}
	joined := sheet.Join(err, fault.Cell(3, "a", f.Text))
	if !errors.As(joined, &f) || len(f.Problems) != 4 || sheet.Join(nil) != nil {
		t.Errorf("joined %v", joined)
	}
}

func TestStopsAtAHundredProblems(t *testing.T) {
	_, err := read(t, "a;b\n"+strings.Repeat("1;=x\n", 5000))
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Problems) != 101 || !strings.Contains(f.Problems[100].String(), "listas inte") {
		t.Fatalf("got %d problems", len(f.Problems))
	}
}

func TestTooManyRowsAndColumns(t *testing.T) {
	_, err := sheet.Read(strings.NewReader("a\n1\n2\n3\n"), "", sheet.Limits{Rows: 2})
	if err == nil || !strings.Contains(err.Error(), "fler än 2 rader") {
		t.Errorf("rows: %v", err)
	}
	_, err = sheet.Read(strings.NewReader("a;b;c\n1;2;3\n"), "", sheet.Limits{Columns: 2})
	if err == nil || !strings.Contains(err.Error(), "fler än 2 kolumner") {
		t.Errorf("columns: %v", err)
	}
}

// endless is a file that never ends and counts what was read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestReadsNoMoreThanTheLimit(t *testing.T) {
	e := &endless{}
	if _, err := sheet.Read(io.MultiReader(strings.NewReader("a\n"), e), "stor.csv", sheet.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Fatalf("got %v", err)
	}
	if e.read > 21<<20 {
		t.Errorf("read %d bytes", e.read)
	}
}

func TestMatch(t *testing.T) {
	columns := []sheet.Column{{Name: "code", Also: []string{"kommunkod"}, Required: true}, {Name: "name"}, {Name: "status", Required: true}}
	table, err := read(t, "Kommunkod;STATUS\n0114;agreement\n")
	if err != nil {
		t.Fatal(err)
	}
	if p := table.Match(columns); len(p) != 0 {
		t.Fatalf("problems %v", p)
	}
	r := table.Rows[0]
	if table.Cell(r, "code") != "0114" || table.Cell(r, "status") != "agreement" || table.Cell(r, "name") != "" || table.HeadingOf("code") != "Kommunkod" {
		t.Error("cells are not found by name")
	}
	bad, err := read(t, "code;kommunkod;färg\n0114;0114;röd\n")
	if err != nil {
		t.Fatal(err)
	}
	if p := bad.Match(columns); len(p) != 3 { // twice, unknown, missing
		t.Errorf("problems %v", p)
	}
}

func TestALineOfSeparatorsIsGivenUpEarly(t *testing.T) {
	table, err := read(t, "code"+strings.Repeat(",", 300_000)+"\n0114\n")
	if !fault.Is(err, fault.Invalid) {
		t.Fatalf("got %v", err)
	}
	if n := len(table.Heading); n != 201 {
		t.Errorf("%d headings are kept, want one more than taken in", n)
	}
	_, err = read(t, "code,name\n0114"+strings.Repeat(",", 300_000)+"\n0115,x\n")
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "201") {
		t.Errorf("a wide row: got %v", err)
	}
}
