package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

const headline2016 = `{"on":"2016-12-31","signed":286,"of":290}` + "\n"

// list2016 is a list without dates: 286 of 290 had an agreement, two had announced one and two had declined.
func list2016(t *testing.T) string {
	rows := [][]string{{"code", "status"}}
	for i, code := range codes(t) {
		status := "agreement"
		switch i {
		case 10, 20:
			status = "announced"
		case 30, 40:
			status = "declined"
		}
		rows = append(rows, []string{code, status})
	}
	return sheetOf(rows...)
}

func year2016(file string) []string {
	return []string{"import", "agreements", file, "--from", "2016-01-01", "--to", "2016-12-31"}
}

func TestListWithoutDates(t *testing.T) {
	each(t, func(h *house) { h.takes2016(h.write("2016.csv", list2016(h.t))) })
}

func TestTheRealListOf2016(t *testing.T) {
	folder := os.Getenv("SAMSYN_DATA")
	if folder == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("SAMSYN_DATA is not set, and this run requires it")
		}
		t.Skip("NOT TESTED ON THE REAL LIST: set SAMSYN_DATA to the folder of lok_dua_2016.csv")
	}
	each(t, func(h *house) { h.takes2016(filepath.Join(folder, "lok_dua_2016.csv")) })
}

func (h *house) takes2016(file string) {
	t := h.t
	if r := h.on(append(year2016(file), "--dry-run")...); r.code != 0 || !strings.Contains(r.out, "nothing has been saved") {
		t.Errorf("dry run: %s", r)
	}
	if r := h.mustOn("coverage", "--on", "2016-12-31", "--json"); r.out != `{"on":"2016-12-31","signed":0,"of":290}`+"\n" {
		t.Errorf("after the dry run: %s", r)
	}
	r := h.mustOn(year2016(file)...)
	if !strings.Contains(r.out, "290 new, 0 changed, 0 unchanged, 0 refused") || !regexp.MustCompile(`(?m)^row 2: 0114 Upplands Väsby: `).MatchString(r.err) {
		t.Errorf("first run: %s", r)
	}
	for on, want := range map[string]string{"2016-12-31": headline2016, "2016-01-01": strings.Replace(headline2016, "12-31", "01-01", 1),
		"2017-01-01": `{"on":"2017-01-01","signed":0,"of":290}` + "\n", "2015-12-31": `{"on":"2015-12-31","signed":0,"of":290}` + "\n"} {
		if r := h.mustOn("coverage", "--on", on, "--json"); r.out != want {
			t.Errorf("coverage: %q, want %q", r.out, want)
		}
	}
	before := h.head()
	if r := h.mustOn(year2016(file)...); !strings.Contains(r.out, "0 new, 0 changed, 290 unchanged, 0 refused") {
		t.Errorf("second run: %s", r)
	}
	if after := h.head(); after != before {
		t.Errorf("a second run moved the trail from %s to %s", before, after)
	}
}

// bad is a file that must be refused, and what the report must name.
type bad struct {
	name  string
	file  string // its ending; csv when empty
	text  string
	names []string // each must stand in the report
}

const heading = "code,status,valid_from,valid_to\n"

func badFiles(t *testing.T) []bad {
	good := heading + "0114,agreement,2024-01-01,2026-12-31\n"
	whole := [][]string{{"code", "status", "valid_from", "valid_to"}}
	for _, code := range codes(t) {
		whole = append(whole, []string{code, "agreement", "2024-01-01", "2026-12-31"})
	}
	whole[288][2] = "2024-02-30" // the row that a person would call 289
	saveAs := "UTF-8"
	return []bad{
		{name: "wrong code", text: good + "9999,agreement,2024-01-01,2026-12-31\n", names: []string{"row 3", "code", "9999"}},
		{name: "code without its nought", text: good + "115,agreement,2024-01-01,2026-12-31\n", names: []string{"row 3", "code"}},
		{name: "duplicate", text: good + "0114,agreement,2024-01-01,2026-12-31\n", names: []string{"row 3", "row 2"}},
		{name: "impossible date", text: good + "0115,agreement,2024-02-30,2026-12-31\n", names: []string{"row 3", "valid_from", "does not exist", "Check"}},
		{name: "end before beginning", text: good + "0115,agreement,2024-01-01,2023-12-31\n", names: []string{"row 3", "valid_to"}},
		{name: "unknown status", text: good + "0115,maybe,2024-01-01,2026-12-31\n", names: []string{"row 3", "status", "agreement"}},
		{name: "formula", text: good + "0115,=1+1,2024-01-01,2026-12-31\n", names: []string{"row 3", "status", "formula", "Write the value"}},
		{name: "formula that calls a program", text: good + "@SUM(A1),agreement,2024-01-01,2026-12-31\n", names: []string{"row 3", "code", "formula"}},
		{name: "row 289 of 290", text: sheetOf(whole...), names: []string{"row 289", "valid_from", "does not exist"}},
		{name: "UTF-16 with mark", text: utf16Text(good, true), names: []string{"UTF-16", saveAs}},
		{name: "UTF-16 without mark", text: utf16Text(good, false), names: []string{"UTF-16", saveAs}},
		{name: "Latin-1", text: "code,name,valid_from\n0115,Vallentuna,2024-01-01\n1492,\xc5m\xe5l,2024-01-01\n", names: []string{"Latin-1", saveAs, "row 3", "name"}},
		{name: "Windows-1252", text: "code,source,valid_from\n0115,\x93AF\x94 \x96 \xe5r,2024-01-01\n", names: []string{"Windows-1252", saveAs, "row 2", "source"}},
		{name: "binary", text: "\x00\x01\x02\x03\x04\x05\x7f\x00\x00ELF", names: []string{"not a table", "CSV"}},
		{name: "a picture named CSV", text: "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff", 200), names: []string{"PNG", "CSV"}},
		{name: "broken workbook", file: "xlsx", text: "PK\x03\x04" + strings.Repeat("x", 100), names: []string{"XLSX"}},
		{name: "empty", text: "", names: []string{"empty", "headings"}},
		{name: "only a heading", text: heading, names: []string{"no rows"}},
		{name: "unknown heading", text: "code,valid_from,colour\n0114,2024-01-01,red\n", names: []string{"colour", "valid_to"}},
		{name: "heading twice", text: "code,valid_from,code\n0114,2024-01-01,0114\n", names: []string{"code", "twice"}},
		{name: "no code", text: "name,valid_from\nÅmål,2024-01-01\n", names: []string{"code", "missing"}},
		{name: "too few columns", text: good + "0115,agreement\n", names: []string{"row 3", "2 columns", "4"}},
		{name: "too many columns", text: good + "0115,agreement,2024-01-01,2026-12-31,x\n", names: []string{"row 3", "5 columns", "4"}},
		{name: "unclosed quote", text: good + "0115,\"agreement,2024-01-01,2026-12-31\n", names: []string{"row 3", "quote"}},
		{name: "over-long field", text: "code,source,valid_from\n0115," + strings.Repeat("x", 5000) + ",2024-01-01\n", names: []string{"row 2", "source", "5000", "4096"}},
		{name: "no dates and none told", text: "code,status\n0115,agreement\n", names: []string{"--from"}},
	}
}

func utf16Text(s string, mark bool) string {
	units := utf16.Encode([]rune(s))
	var b []byte
	if mark {
		b = append(b, 0xff, 0xfe)
	}
	for _, u := range units {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func TestBadFilesAreRefused(t *testing.T) {
	each(t, func(h *house) {
		h.mustOn(year2016(h.write("2016.csv", list2016(h.t)))...)
		before := h.head()
		for i, b := range badFiles(h.t) {
			ending := b.file
			if ending == "" {
				ending = "csv"
			}
			h.refuses(b, h.write(fmt.Sprintf("bad%d.%s", i, ending), b.text))
		}
		h.refuses(bad{name: "200 MB", names: []string{"20 MB", "Split"}}, h.huge())
		if after := h.head(); after != before {
			h.t.Errorf("a refused file moved the trail from %s to %s", before, after)
		}
		if r := h.mustOn("coverage", "--on", "2016-12-31", "--json"); r.out != headline2016 {
			h.t.Errorf("after refused files: %s", r)
		}
	})
}

// refuses takes in a file that must be refused with a report on standard error that names what is wrong.
func (h *house) refuses(b bad, path string) {
	h.t.Helper()
	r := h.on("import", "agreements", path)
	if r.code != 1 || r.out != "" {
		h.t.Errorf("%s: exit %d, standard output %q; want 1 and nothing", b.name, r.code, r.out)
	}
	for _, want := range b.names {
		if !strings.Contains(r.err, want) {
			h.t.Errorf("%s: the report does not name %q:\n%s", b.name, want, r.err[max(0, len(r.err)-600):])
		}
	}
}

// huge is a file of 200 MB that takes no room on the disk.
func (h *house) huge() string {
	h.t.Helper()
	path := h.write("huge.csv", heading)
	if err := os.Truncate(path, 200<<20); err != nil {
		h.t.Fatal(err)
	}
	return path
}
