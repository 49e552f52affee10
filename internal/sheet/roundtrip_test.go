package sheet_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/sheet"
)

// anyText draws a cell as it comes back from reading: trimmed, composed, without what is refused.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("aåÄö09 ;,\"'\n=-é_x0\u00a0€漢")), 0, 30, -1).Draw(t, "text")
		return norm.NFC.String(strings.TrimSpace(s))
	})
}

func write(t *rapid.T, new func(io.Writer, []string) (sheet.Writer, error), heading []string, rows [][]any) *bytes.Buffer {
	var b bytes.Buffer
	w, err := new(&b, heading)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.WriteRow(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func newCSV(w io.Writer, c []string) (sheet.Writer, error)  { return sheet.NewCSV(w, c) }
func newXLSX(w io.Writer, c []string) (sheet.Writer, error) { return sheet.NewXLSX(w, c) }

func TestRoundTrip(t *testing.T) {
	for name, form := range map[string]func(io.Writer, []string) (sheet.Writer, error){"csv": newCSV, "xlsx": newXLSX} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				var rows [][]any
				var want [][]string
				for range rapid.IntRange(1, 6).Draw(t, "rows") {
					text := anyText().Draw(t, "a")
					d := calendar.NewDate(2023, time.January, rapid.IntRange(1, 900).Draw(t, "day"))
					n := rapid.IntRange(-9, 99999).Draw(t, "n")
					rows = append(rows, []any{"x" + text, d, n, nil})
					want = append(want, []string{"x" + text, d.String(), strconv.Itoa(n), ""})
				}
				table, err := sheet.Read(write(t, form, []string{"text", "dag", "antal", "tom"}, rows), "", sheet.Limits{})
				if err != nil {
					t.Fatal(err)
				}
				for i, r := range table.Rows {
					if !slices.Equal(r.Cells, want[i]) {
						t.Fatalf("row %d: got %q, want %q", i, r.Cells, want[i])
					}
				}
			})
		})
	}
}

func TestNothingWrittenIsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("=+-@\t 1aA,;\"(")), 1, 12, -1).Draw(t, "text")
		b := write(t, newCSV, []string{"text"}, [][]any{{text}})
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
		r.Comma = ';'
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(records) < 2 {
			return // only blanks
		}
		if _, err := sheet.Read(strings.NewReader(b.String()), "", sheet.Limits{}); err != nil && strings.Contains(err.Error(), "formel") {
			t.Fatalf("%q was written as %q", text, records[1][0])
		}
	})
}

func TestRowOfAnotherWidthIsNotWritten(t *testing.T) {
	for _, form := range []func(io.Writer, []string) (sheet.Writer, error){newCSV, newXLSX} {
		w, err := form(io.Discard, []string{"a", "b"})
		must(t, err)
		if w.WriteRow([]any{"1"}) == nil {
			t.Error("a short row was written")
		}
		must(t, w.Close())
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a;b\n1;2\n", "a,b\r\n\"1\"\"\",\"x\ny\"\r\n", "a\n\"", "\ufeffa;b\n;\n", "PK\x03\x04", "a;b\n1;\xe4\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := sheet.Read(bytes.NewReader(data), "x.csv", sheet.Limits{})
		if err != nil {
			return
		}
		for _, r := range table.Rows {
			if len(r.Cells) != len(table.Heading) {
				t.Fatalf("row %d has %d cells under %d headings", r.Number, len(r.Cells), len(table.Heading))
			}
		}
		if bytes.HasPrefix(data, []byte("PK")) {
			return
		}
		compare(t, table, string(data))
	})
}

// compare holds the reader against the standard library's, which knows no row numbers and no remedies.
func compare(t *testing.T, table *sheet.Table, text string) {
	text = strings.TrimPrefix(text, "\ufeff")
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	for _, sep := range []rune{',', ';'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = sep, -1
		records, err := r.ReadAll()
		if err != nil {
			continue
		}
		var rows [][]string
		for _, rec := range records {
			for i := range rec {
				rec[i] = norm.NFC.String(strings.TrimSpace(rec[i]))
			}
			if strings.Join(rec, "") != "" {
				rows = append(rows, rec)
			}
		}
		if len(rows) == len(table.Rows)+1 && slices.Equal(rows[0], table.Heading) && slices.Equal(rows[len(rows)-1], table.Rows[len(table.Rows)-1].Cells) {
			return
		}
	}
	t.Fatalf("the standard library reads %q otherwise (heading line %q): %v", text, first, table.Rows)
}
