package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

type town struct {
	name  string
	count int
	from  calendar.Date
}

func towns(rows iter.Seq2[town, error]) List[town] {
	return List[town]{Title: language.T("Kommuner", "Municipalities"), File: "kommuner", Rows: rows, Columns: []Column[town]{
		{Heading: language.T("Kommun", "Municipality"), Value: func(x town) any { return x.name }, RowHeader: true, Sort: "namn"},
		{Heading: language.T("Antal", "Count"), Value: func(x town) any { return x.count }, Number: true},
		{Heading: language.T("Från", "From"), Value: func(x town) any { return x.from }, FileOnly: true},
		{Heading: language.T("Slag", "Kind"), Value: func(town) any { return language.T("ort", "town") }},
	}}
}

func handleTowns(d *desk, rows iter.Seq2[town, error]) {
	d.Handle("GET /kommuner", seeOpen, func(r *Request) (Response, error) {
		l := towns(rows)
		if r.Format() != "" {
			return l.Export(r)
		}
		t, err := l.Table(r)
		return Page(l.Title, ui.TableOf(t)), err
	})
}

func TestListIsTheSameOnPageAndInFiles(t *testing.T) {
	d := newDesk(t)
	handleTowns(d, Rows([]town{{"Älmhult; \"x\"", 12345, calendar.Date{Year: 2026, Month: 3, Day: 2}}, {"=cmd|' /C calc'!A0", -5, calendar.Date{}}}))
	d.get("/kommuner?lan=20").want(t, 200, "Älmhult", "12\u00a0345", "ort", "format=csv&amp;lan=20", "sort=namn")
	if strings.Contains(d.get("/kommuner").body, "2026-03-02") {
		t.Error("a column of the files alone is on the page")
	}
	csv := d.get("/kommuner?format=csv")
	want := "\ufeffKommun;Antal;Från;Slag\r\n\"Älmhult; \"\"x\"\"\";12345;2026-03-02;ort\r\n'=cmd|' /C calc'!A0;-5;;ort\r\n"
	if csv.body != want || !strings.Contains(csv.Header.Get("Content-Disposition"), "kommuner-") || csv.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("CSV %q\nwant %q\n%v", csv.body, want, csv.Header)
	}
	d.get("/kommuner?format=csv", "Accept-Language", "en").want(t, 200, "Municipality;Count;From;Kind", ";town")
	book, err := excelize.OpenReader(strings.NewReader(d.get("/kommuner?format=xlsx").body))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A1": "Kommun", "A2": "Älmhult; \"x\"", "B2": "12345", "A3": "=cmd|' /C calc'!A0"} {
		if got, err := book.GetCellValue("Sheet1", cell); err != nil || got != want {
			t.Errorf("%s is %q, %v", cell, got, err)
		}
		if formula, _ := book.GetCellFormula("Sheet1", cell); formula != "" {
			t.Errorf("%s became the formula %q", cell, formula)
		}
	}
	d.get("/kommuner?format=pdf").want(t, 422, "csv eller xlsx")
}

func TestListThatCannotBeRead(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, format := range []string{"csv", "xlsx"} {
		d := newDesk(t)
		handleTowns(d, Read(func(func(town) error) error { return broken }))
		got := d.get("/kommuner?format=" + format)
		got.want(t, 500, "Något gick fel")
		if got.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: the fault page is offered as a file", format)
		}
	}
}

// TestHalfAFileIsNotTakenForAWhole breaks off after a thousand rows: the client must see that it is not all.
func TestHalfAFileIsNotTakenForAWhole(t *testing.T) {
	d := newDesk(t)
	handleTowns(d, Read(func(row func(town) error) error {
		for i := range 5000 {
			if err := row(town{name: fmt.Sprintf("%0100d", i)}); err != nil {
				return err
			}
		}
		return fault.New(fault.Unavailable, language.T("Databasen är borta.", "The database is gone."))
	}))
	s := httptest.NewServer(d)
	defer s.Close()
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	res, err := client.Get(s.URL + "/kommuner?format=csv")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("%d bytes of a broken file came as if whole", len(b))
	}
	if !strings.Contains(d.log.String(), "Databasen är borta") {
		t.Errorf("the log does not say why: %s", d.log)
	}
}

// TestExportTakesLittleMemory streams a million rows and counts what is alive on the way.
func TestExportTakesLittleMemory(t *testing.T) {
	var most uint64
	l := towns(Read(func(row func(town) error) error {
		for i := range 1_000_000 {
			if err := row(town{name: "Älvsbyn", count: i}); err != nil {
				return err
			}
			if i%250_000 == 1 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		return nil
	}))
	begin, _ := l.writer("csv")
	var n counter
	if err := l.write(&n, language.Swedish, begin); err != nil {
		t.Fatal(err)
	}
	if n < 20_000_000 || most > 64<<20 {
		t.Errorf("%d bytes written with %d bytes alive", n, most)
	}
}

type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

func TestDownloadIsNeverShown(t *testing.T) {
	d := newDesk(t)
	d.Handle("GET /fil", seeOpen, func(*Request) (Response, error) {
		return Download("Överenskommelse \"2026\"\r\nX: y.pdf", "application/pdf", 3, io.NopCloser(bytes.NewReader([]byte("abc")))), nil
	})
	got := d.get("/fil")
	got.want(t, 200, "abc")
	if v := got.Header.Get("Content-Disposition"); !strings.HasPrefix(v, "attachment;") || strings.ContainsAny(v, "\r\n") || !strings.Contains(v, "%C3%96verenskommelse") {
		t.Errorf("disposition %q", v)
	}
	if got.Header.Get("X") != "" || got.Header.Get("Content-Length") != "3" {
		t.Errorf("header %v", got.Header)
	}
}

func TestReadStopsWithItsReader(t *testing.T) {
	n := 0
	for range Read(func(row func(int) error) error {
		for i := 0; ; i++ {
			n++
			if err := row(i); err != nil {
				return err
			}
		}
	}) {
		if n == 3 {
			break
		}
	}
	is(t, "rows read", n, 3)
}
